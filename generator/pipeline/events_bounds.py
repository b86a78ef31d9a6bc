"""What a date is to an event that lasts: its beginning, its end or the whole; and how many days it is said to last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.annotations import DateMention
from generator.pipeline.events_dates import When, more_precise
from generator.pipeline.events_words import EventPatterns

CUE_REACH = 60
LASTING_REACH = 60
MOST_DAYS = 31
ADJACENT_DAYS = 2
ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day as EDTF (either None where unknown) and the mention that says so."""

    start: str | None
    end: str | None
    span: tuple[int, int] | None


class BoundReader:
    """Reads cues of beginning, end and duration in one folded text."""

    def __init__(self, folded: str, patterns: EventPatterns) -> None:
        self._folded = folded
        self._patterns = patterns

    def bind(self, when: When, low: int, floor: int) -> When:
        """``when`` with its bound: the cue that stands nearest before the date decides; a range is the whole."""
        mention = when.mention
        if when.start != when.end:
            return when
        begin = max(low, floor, mention.start - CUE_REACH)
        for bound, before, inside in self._patterns.bound_before:
            if before.search(self._folded[begin : mention.start]) or inside.match(
                self._folded[mention.start : mention.end]
            ):
                return replace(when, bound=bound)
        best: tuple[int, str] | None = None
        for bound, pattern in (("start", self._patterns.opening), ("end", self._patterns.closing)):
            for found in pattern.finditer(self._folded, begin, mention.end):
                between = self._folded[found.end() : mention.start]
                is_compound = self._folded[found.start() - 1 : found.start()] == "-"
                if not is_compound and found.start() < mention.end - 2 and not set(",;:.") & set(between):
                    best = max(best or (0, ""), (found.start(), bound))
        return replace(when, bound=best[1]) if best else when

    def days_said(self, trigger: tuple[int, int], low: int, high: int) -> int | None:
        """How many days the event of a trigger lasts, by the words around it."""
        begin, end = max(low, trigger[0] - LASTING_REACH), min(high, trigger[1] + LASTING_REACH)
        for found in self._patterns.lasting.finditer(self._folded, begin, end):
            count = self._number(next(value for value in found.groups() if value))
            if count and 1 < count <= MOST_DAYS:
                return count
        return None

    def count_back(self, when: When, trigger: tuple[int, int], low: int, high: int) -> When:
        """The beginning, counted back where the date is said to be one of its days: « au deuxième jour du
        sommet », "entered its fourth day"."""
        begin, end = max(low, trigger[0] - LASTING_REACH), min(high, trigger[1] + LASTING_REACH)
        found = self._patterns.ordinal_day.search(self._folded, begin, end)
        day = _day(when.start)
        if not found or when.bound == "end" or when.start != when.end or day is None or day.year == ANY_YEAR:
            return when
        is_before = found.end() <= trigger[0] <= found.end() + 4
        is_beside = trigger[1] <= found.start() and 0 <= when.mention.start - found.end() <= 6
        if not (is_before or is_beside):
            return when
        count = self._patterns.words.ordinals.get(next(value for value in found.groups() if value), 1)
        first = (day - timedelta(days=count - 1)).isoformat()
        return replace(when, start=first, end=first, bound="start")

    def is_deadline(self, mention: DateMention, low: int) -> bool:
        """Whether the date only says by when something was so: "by Saturday evening"."""
        before = self._folded[max(low, mention.start - 20) : mention.start]
        inside = self._folded[mention.start : mention.end]
        pattern = self._patterns.deadline_before
        return bool(pattern.search(before)) or bool(self._patterns.deadline.match(inside))

    def joins(self, left: DateMention, right: DateMention) -> bool:
        """Whether "then" stands between two dates."""
        return bool(self._patterns.landing.search(self._folded, left.end, right.start))

    def _number(self, word: str) -> int | None:
        folded = " ".join(word.split())
        return int(folded) if folded.isdigit() else self._patterns.words.numbers.get(folded)


def combine(whens: Sequence[When], lasting: int | None, *, lasts: bool, struck: bool) -> Days:
    """The days of an event from all that its article says of them."""
    if not whens:
        return Days(None, None, None)
    best: When | None = None
    for when in whens:
        best = more_precise(best, when if when.bound == "whole" or not lasts else None)
    if struck and not (lasts and any(when.bound == "start" for when in whens)):
        return _union(best or whens[0], whens)
    starts = [when for when in whens if when.bound == "start"] if lasts else []
    if best is not None and best.start != best.end:
        is_later_leg = (
            bool(starts) and len(starts[0].start) == len(best.start) and starts[0].start < best.start
        )
        return _of(starts[0].start if is_later_leg else best.start, best.end, best)
    ends = [when for when in whens if when.bound == "end"] if lasts else []
    if starts and ends and starts[0].start <= ends[-1].end:
        return _of(starts[0].start, ends[-1].end, starts[0])
    return _by_duration(starts, ends, lasting if lasts else None) or _one_sided(starts, ends, best, whens[0])


def _by_duration(starts: Sequence[When], ends: Sequence[When], lasting: int | None) -> Days | None:
    known = starts or ends
    if not known or lasting is None:
        return None
    day = _day(known[0].start)
    if day is None:
        return None
    other = day + timedelta(days=(lasting - 1) if starts else 1 - lasting)
    first, last = sorted((day, other))
    return _of(first.isoformat(), last.isoformat(), known[0])


def _one_sided(starts: Sequence[When], ends: Sequence[When], best: When | None, first: When) -> Days:
    if starts:
        begun = starts[0]
        later = best is not None and len(best.end) == len(begun.start) and best.end > begun.start
        return _of(begun.start, best.end if best and later else None, begun)
    chosen = best or (ends[0] if ends else first)
    return _of(chosen.start, chosen.end, chosen)


def _union(best: When, whens: Sequence[When]) -> Days:
    """The days of what moves on: from the first to the last of days that follow each other."""
    first, last = best.start, best.end
    for when in sorted(whens, key=lambda each: each.start):
        begin, end, after = _day(first), _day(last), _day(when.start)
        if not (begin and end and after) or when.bound == "end":
            continue
        if end <= after <= end + timedelta(days=ADJACENT_DAYS) and when.end > last:
            last = when.end
    return _of(first, last, best)


def _of(start: str, end: str | None, when: When) -> Days:
    return Days(start, end, (when.mention.start, when.mention.end))


def _day(edtf: str) -> date | None:
    try:
        return date.fromisoformat(edtf.replace("XXXX", str(ANY_YEAR)))
    except ValueError:
        return None
