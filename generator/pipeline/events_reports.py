"""One report of an event: what one sentence says of it, before the sentences of an article are put
together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.annotations import Claim, DateMention, EventPlace, Mention, Modality
from generator.event_types import EventType
from generator.pipeline.events_bounds import BoundReader
from generator.pipeline.events_dates import When, read_when
from generator.pipeline.events_names import Name
from generator.pipeline.events_triggers import Trigger
from generator.pipeline.events_words import EventPatterns

BREAK_COST = 120
COMMA_COST = 12
IN_NAME_COST = 1000
REPORT_REACH = 22
OCCURRENCE_REACH = 70
DATE_REACH = 240
RANGE_GAIN = 60
DATELINE_REACH = 60
_DATELINE = re.compile(r"\.?\s*(?:\([^()\n]*\)\s*)?(?:[–—:]|-+\s)")
_DATELINE_HEAD = re.compile(r"[^\W\d_][\w' ./()-]*,\s+(?:[\w' -]+,\s+)?(?:le\s+|the\s+)?(?:[^\W\d_]+\s+)?")
HAPPENING_GAIN = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """[start, end) of a sentence and the triggers, dates and mentions that lie in it."""

    start: int
    end: int
    paragraph: int
    triggers: tuple[Trigger, ...]
    dates: tuple[DateMention, ...]


@dataclass(slots=True)
class Report:
    """What one sentence says of one event."""

    type: EventType
    trigger: Trigger
    stretch: Stretch
    name: Name
    label: str
    when: When | None = None
    also_when: list[When] = field(default_factory=list)
    lasting: int | None = None
    is_other: bool = False
    modality: Modality = "asserted"
    cancelled: tuple[int, int] | None = None
    roles: dict[str, str] = field(default_factory=dict)
    places: list[EventPlace] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    participants: dict[tuple[str, str], str] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    is_definite: bool = False
    is_reported: bool = False

    @property
    def is_named(self) -> bool:
        """Whether it has a proper name."""
        return self.name.proper is not None

    @property
    def has_evidence(self) -> bool:
        """Whether it says what its type demands: else nothing is reported."""
        if not self.type.demands:
            return True
        known = {
            "country": bool(self.roles),
            "place": bool(self.places),
            "entity": bool(self.participants),
            "name": self.is_named,
        }
        return any(known[demand] for demand in self.type.demands)


class ClauseReader:
    """Distances, dates, modality and happening around the triggers of one text."""

    def __init__(self, folded: str, patterns: EventPatterns) -> None:
        self._folded = folded
        self._patterns = patterns
        self.bounds = BoundReader(folded, patterns)

    def distance(self, left: tuple[int, int], right: tuple[int, int]) -> int:
        """Characters between two spans; a clause's end costs 120, a comma 12."""
        low, high = (left[1], right[0]) if left[1] <= right[0] else (right[1], left[0])
        if high <= low:
            return 0
        breaks = sum(1 for _ in self._patterns.breaks.finditer(self._folded, low, high))
        return high - low + BREAK_COST * breaks + COMMA_COST * self._folded.count(",", low, high)

    def clause(self, trigger: Trigger, stretch: Stretch) -> tuple[int, int]:
        """The stretch of the sentence between the clause breaks around a trigger."""
        start, end = stretch.start, stretch.end
        for found in self._patterns.breaks.finditer(self._folded, stretch.start, stretch.end):
            if found.end() <= trigger.start:
                start = found.end()
            elif found.start() >= trigger.end:
                end = found.start()
                break
        return start, end

    def dates_of(self, stretch: Stretch, names: tuple[Name, ...], today: str | None) -> dict[int, list[When]]:
        """For each trigger (its start) the dates that are its own, the best first: none that tells when
        something was said."""
        found: dict[int, list[tuple[int, int, When]]] = {}
        floor = stretch.start
        for mention in stretch.dates:
            when = read_when(mention)
            if when is None or not stretch.triggers or self._is_dateline(mention, stretch):
                continue
            distance, start, trigger = self._nearest(stretch, mention)
            if distance > DATE_REACH or self._is_day_of_saying(mention, trigger, stretch):
                continue
            if trigger.type.lasts:
                when = self.bounds.bind(when, stretch.start, floor)
            if (
                when.bound == "whole"
                and self.bounds.is_deadline(mention, stretch.start)
                and (mention.latest is None or today is None or mention.latest <= today)
            ):
                continue
            floor = mention.end
            is_in_name = any(name.start <= mention.start < name.end for name in names)
            cost = distance + IN_NAME_COST * (is_in_name and mention.precision == "year")
            cost -= RANGE_GAIN * (mention.precision == "days") + self._happening_gain(mention, trigger)
            found.setdefault(start, []).append((cost, mention.start, when))
        return {
            start: [each[2] for each in sorted(whens, key=lambda each: each[:2])]
            for start, whens in found.items()
        }

    def _is_dateline(self, mention: DateMention, stretch: Stretch) -> bool:
        """Whether a date stands at the head of an article: « GENÈVE, 3 mars (Agence) – »."""
        if mention.start - stretch.start > DATELINE_REACH:
            return False
        return bool(_DATELINE.match(self._folded, mention.end, mention.end + DATELINE_REACH)) and bool(
            _DATELINE_HEAD.fullmatch(self._folded, stretch.start, mention.start)
        )

    def _happening_gain(self, mention: DateMention, trigger: Trigger) -> int:
        """What a date gains where a word of taking place stands between it and the trigger."""
        low, high = sorted((trigger.end, mention.start))
        is_after = mention.start >= trigger.end
        return HAPPENING_GAIN if is_after and self._patterns.occurrence.search(self._folded, low, high) else 0

    def _nearest(self, stretch: Stretch, mention: DateMention) -> tuple[int, int, Trigger]:
        """(distance, start, trigger) of the trigger that a date stands nearest to."""
        ranked = sorted(
            (self.distance((t.start, t.end), (mention.start, mention.end)), t.start, index)
            for index, t in enumerate(stretch.triggers)
        )
        distance, start, index = ranked[0]
        return distance, start, stretch.triggers[index]

    def _is_day_of_saying(self, mention: DateMention, trigger: Trigger, stretch: Stretch) -> bool:
        """Whether a reporting word stands beside the date: « a annoncé vendredi », "said on Friday"."""
        low = max(stretch.start, mention.start - REPORT_REACH - 16)
        for found in self._patterns.reporting.finditer(self._folded, low, mention.start):
            gap = mention.start - found.end()
            has_subject = "," in self._folded[found.end() : mention.start]
            is_trigger = found.start() < trigger.end and trigger.start < found.end()
            if (
                gap > REPORT_REACH
                or has_subject
                or is_trigger
                or found.end() <= trigger.start < mention.start
            ):
                continue
            return not (trigger.type.announced and self._announces(found))
        after = self._patterns.reporting.match(self._folded, min(mention.end + 1, stretch.end), stretch.end)
        return after is not None and trigger.start > mention.end and not trigger.type.announced

    def _announces(self, found: re.Match[str]) -> bool:
        return bool(self._patterns.announcing.search(found[0]))

    def happenings(self, stretch: Stretch) -> set[int]:
        """The starts of the noun triggers beside which the sentence says that something takes place."""
        found: set[int] = set()
        nouns = [t for t in stretch.triggers if t.noun is None]
        for match in (
            self._patterns.occurrence.finditer(self._folded, stretch.start, stretch.end) if nouns else ()
        ):
            ranked = sorted((self.distance((t.start, t.end), match.span()), t.start) for t in nouns)
            if ranked[0][0] <= OCCURRENCE_REACH:
                found.add(ranked[0][1])
        return found

    def modality(self, trigger: Trigger, stretch: Stretch, when: When | None, today: str | None) -> Modality:
        """How the clause speaks of the event; days that lie ahead are plans, those long gone history."""
        start, end = self.clause(trigger, stretch)
        if self._patterns.denied.search(self._folded, start, end):
            return "denied"
        if self._patterns.hypothetical.search(
            self._folded, max(start, trigger.start - 80), min(end, trigger.end + 40)
        ):
            return "hypothetical"
        if when and today and when.mention.earliest and when.mention.latest:
            if when.mention.earliest > today:
                return "planned"
            is_other_year = when.mention.precision == "year" and when.mention.latest[:4] < today[:4]
            if is_other_year or when.mention.latest < f"{int(today[:4]) - 1:04d}{today[4:]}":
                return "historical"
            if when.mention.latest < today:
                return "asserted"
        near = self._patterns.planned.search(
            self._folded, max(start, trigger.start - 90), min(end, trigger.end + 90)
        )
        return "planned" if near else "asserted"

    def cancelled(self, stretch: Stretch) -> bool:
        """Whether the sentence says that something is off."""
        return self._patterns.cancelled.search(self._folded, stretch.start, stretch.end) is not None

    def is_background(self, trigger: Trigger, stretch: Stretch) -> bool:
        """Whether the words before a noun name it only as a circumstance: « malgré les sanctions »."""
        before = self._folded[max(stretch.start, trigger.start - 40) : trigger.start]
        return trigger.noun is None and self._patterns.background_before.search(before) is not None

    def is_wished(self, trigger: Trigger, stretch: Stretch) -> bool:
        """Whether somebody only hopes for it or asks for it: « espère arracher un accord »."""
        before = self._folded[max(stretch.start, trigger.start - 60) : trigger.start]
        return trigger.noun is None and self._patterns.wished_before.search(before) is not None

    def is_other(self, trigger: Trigger, stretch: Stretch) -> bool:
        """Whether a noun is set apart from what was spoken of before: « une nouvelle attaque »."""
        before = self._folded[max(stretch.start, trigger.start - 40) : trigger.start]
        return trigger.noun is None and self._patterns.other_before.search(before) is not None

    def is_definite(self, trigger: Trigger, stretch: Stretch, name: Name) -> bool:
        """Whether a noun refers back: « ces exercices », "the strike"."""
        if trigger.noun is not None:
            return False
        at = min(trigger.start, name.start)
        low = max(stretch.start, at - 16)
        until = trigger.start + min(8, trigger.end - trigger.start)
        pattern = self._patterns.definite_before
        return pattern.search(self._folded[low:at]) is not None or bool(
            pattern.search(self._folded[low:until].rpartition(" ")[0] + " ")
        )


def participants_of(mentions: tuple[Mention, ...], start: int, end: int) -> dict[tuple[str, str], str]:
    """People and organisations named in [start, end), as (key, kind) with the role of an actor."""
    return {
        (mention.key, mention.kind): "actor"
        for mention in mentions
        if mention.kind in ("person", "organization") and start <= mention.start and mention.end <= end
    }
