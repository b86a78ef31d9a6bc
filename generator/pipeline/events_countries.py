"""Which countries take part in an event and how, which ones it happens in or near, and which are only named
beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from generator.annotations import EventPlace, Mention
from generator.event_types import EventType
from generator.pipeline.events_words import EventPatterns

BEFORE = 60
AFTER = 40
_PLACE_VIA = ("city", "region")
_WEAK_VIA = ("demonym", "capital", "institution", "compound")


@dataclass(slots=True)
class Cast:
    """The countries of one event: code to role, places, and those that do not take part."""

    roles: dict[str, str] = field(default_factory=dict)
    places: list[EventPlace] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    weak: dict[str, str] = field(default_factory=dict)

    def place_country(self) -> str | None:
        """The first country that it happens in; a city or region nearby counts, a country nearby does not."""
        return next(
            (place.country for place in self.places if place.country and place.relation == "at"), None
        )


@dataclass(frozen=True, slots=True)
class Position:
    """Where one country mention stands: its relation to the event's words."""

    mention: Mention
    kind: str


class Casting:
    """Reads positions of countries in the stretch of a sentence that belongs to a trigger."""

    def __init__(self, folded: str, patterns: EventPatterns, countries: tuple[Mention, ...]) -> None:
        self._folded = folded
        self._patterns = patterns
        self._countries = [m for m in countries if m.kind == "country" and m.via != "historical"]
        self._starts = [m.start for m in self._countries]
        self._places = {(m.start, m.end): m for m in countries if m.kind == "place"}

    def within(self, start: int, end: int) -> list[Mention]:
        """Country mentions in [start, end), in order."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return self._countries[first:last]

    def positions(self, start: int, end: int, trigger: tuple[int, int], low: int) -> list[Position]:
        """Each country mention in [start, end) with its position; ``low`` is where the sentence begins."""
        found: list[Position] = []
        for mention in self.within(start, end):
            kind = self._kind(mention, trigger, low, found[-1] if found else None)
            found.append(Position(mention, kind))
        return found

    def _kind(self, mention: Mention, trigger: tuple[int, int], low: int, last: Position | None) -> str:
        before = self._folded[max(low, mention.start - BEFORE) : mention.start]
        if self._is_attribution(mention, before, trigger):
            return "attribution"
        nearest = self._nearest_before(before)
        if nearest is not None:
            return nearest
        if last is not None and last.mention.end <= mention.start:
            between = self._folded[last.mention.end : mention.start]
            if last.mention.via in _PLACE_VIA and re.fullmatch(r"\s*[,(][\s\w']{0,5}", between):
                is_inside = last.mention.key == mention.key or mention.via in _PLACE_VIA
                return last.kind if is_inside else "subject"
            if self._patterns.list_between.fullmatch(between):
                return last.kind
        if self._patterns.host_after.match(self._folded, mention.end, mention.end + AFTER):
            return "host"
        is_name = mention.via == "capital" and trigger[0] - 2 <= mention.end <= trigger[0]
        return "at" if is_name or mention.via in _PLACE_VIA else "subject"

    def _nearest_before(self, before: str) -> str | None:
        """The position that the words before a mention tell; of several, that of the words that begin
        nearest to it."""
        patterns = self._patterns
        found = [
            (match.start(), name)
            for name, pattern in (
                ("aside", patterns.aside_before),
                ("mediator", patterns.mediator_before),
                ("near", patterns.near_before),
                ("against", patterns.against_before),
                ("accompanied", patterns.accompanied_before),
                ("at", patterns.at_before),
            )
            if (match := pattern.search(before))
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _is_attribution(self, mention: Mention, before: str, trigger: tuple[int, int]) -> bool:
        """Whether the country only says it: « a annoncé vendredi Athènes », « selon Moscou »."""
        found = self._patterns.attribution_before.search(before)
        if found:
            offset = mention.start - len(before) + found.start()
            if not offset <= trigger[0] < mention.start:
                return True
        after = self._patterns.attribution_after.match(self._folded, mention.end, mention.end + AFTER)
        return bool(after) and mention.via != "demonym" and not mention.end <= trigger[0]

    def cast(self, event_type: EventType, positions: list[Position]) -> Cast:
        """The roles that a type gives to these positions."""
        cast = Cast()
        for position in positions:
            self._assign(cast, event_type, position)
        if event_type.struck and not cast.roles:
            cast.roles.update(cast.weak)
        cast.context = [code for code in cast.context if code not in cast.roles]
        return cast

    def _assign(self, cast: Cast, event_type: EventType, position: Position) -> None:
        code, kind, mention = position.mention.key, position.kind, position.mention
        if kind in ("at", "near"):
            self._add_place(cast, event_type, position)
            return
        role = {
            "subject": event_type.subject,
            "accompanied": event_type.accompanies or event_type.subject,
            "against": event_type.against,
            "mediator": "mediator",
            "host": "host" if event_type.place else event_type.subject,
        }.get(kind)
        if kind == "against" and mention.via in _PLACE_VIA:
            self._add_place(cast, event_type, position)
        if role is None:
            cast.context.append(code)
        elif event_type.struck and mention.via in _WEAK_VIA:
            cast.weak.setdefault(code, role)
            cast.context.append(code)
        elif code not in cast.roles or kind != "subject":
            cast.roles[code] = role

    def _add_place(self, cast: Cast, event_type: EventType, position: Position) -> None:
        mention = position.mention
        is_inside = position.kind != "near" or mention.via in _PLACE_VIA
        place = self._places.get((mention.start, mention.end), mention)
        if mention.via not in ("demonym", "compound"):  # an adjective says whose, and is no place
            cast.places.append(
                EventPlace(
                    text=place.text,
                    country=mention.key,
                    relation="at" if is_inside else "near",
                    start=mention.start,
                    end=mention.end,
                )
            )
        if is_inside and event_type.place and mention.key not in cast.roles:
            cast.roles[mention.key] = event_type.place
        elif mention.key not in cast.roles:
            cast.context.append(mention.key)
