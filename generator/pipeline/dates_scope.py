"""What a date expression is resolved against: the reference day, the tense beside it, the days named before
it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from generator.annotations import Basis, Precision
from generator.pipeline.calendar import Interval
from generator.pipeline.dates_words import Form, Vocabulary

NEAR_DAYS = 31
_UNKNOWN: dict[Precision, str] = {"day": "XXXX-XX-XX", "month": "XXXX-XX", "year": "XXXX"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """An interval and what it rests on."""

    interval: Interval
    basis: Basis


class Reading:
    """One match of a form, its slots read as numbers, codes and day rules."""

    def __init__(self, vocabulary: Vocabulary, form: Form, match: re.Match[str]) -> None:
        self.form = form
        self.match = match
        self._vocabulary = vocabulary
        self._groups = match.groupdict()

    def text(self, slot: str) -> str | None:
        """The slot's words, with single spaces; None where the form did without."""
        found = self._groups.get(slot)
        return None if found is None else " ".join(found.split())

    def number(self, slot: str) -> int | None:
        """The slot's number: digits, an ordinal in digits, or a word's meaning."""
        text = self.text(slot)
        if text is None:
            return None
        meaning = self._vocabulary.meaning.get(slot.rstrip("0123456789"), {}).get(text)
        if isinstance(meaning, int):
            return meaning
        digits = re.match(r"\d+", text)
        return int(digits[0]) if digits else None

    def code(self, slot: str) -> str | None:
        """The slot's code: a unit, a season, a part of a period, a feast's rule."""
        text = self.text(slot)
        meaning = self._vocabulary.meaning.get(slot.rstrip("0123456789"), {}).get(text or "")
        return meaning if isinstance(meaning, str) else None

    def relation(self) -> int | None:
        """-1 last, 0 this, 1 next: as the words say, else as the form does; None where neither does."""
        said = self.number("relation")
        if said is not None:
            return said
        return self.form.sign if self.form.sign or self.form.amount == 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The circumstances of one expression. ``anchor`` is the last exact day named before it, ``year`` a year
    just named."""

    reference: date | None
    basis: Basis
    tense: Callable[[], int]
    anchor: date | None = None
    year: int | None = None
    day_first: bool | None = None

    def from_reference(self, interval: Interval | None) -> Resolution | None:
        """A resolution that rests on the reference day."""
        return Resolution(interval=interval, basis=self.basis) if interval else None

    def unknown(self, precision: Precision) -> Resolution:
        """What a relative expression means without a reference day: nothing but its precision."""
        edtf = _UNKNOWN.get(precision, "XXXX-XX-XX/XXXX-XX-XX")
        return self._explicit_unknown(Interval(earliest=None, latest=None, edtf=edtf, precision=precision))

    def _explicit_unknown(self, interval: Interval) -> Resolution:
        return Resolution(interval=interval, basis=self.basis)

    def in_some_year(
        self, make: Callable[[int | None], Interval | None], relation: int | None = None
    ) -> Resolution | None:
        """Choose the year of what recurs each year; without a reference day it stays without one."""
        if self.reference is None:
            return explicit(make(None))
        if self.year is not None and relation is None:
            interval = make(self.year)
            return Resolution(interval=interval, basis="relative") if interval else None
        years = range(max(1, self.reference.year - 1), self.reference.year + 2)
        candidates = [interval for interval in map(make, years) if interval and interval.latest]
        return self.from_reference(self._choose(candidates, relation))

    def _choose(self, candidates: list[Interval], relation: int | None) -> Interval | None:
        assert self.reference is not None
        if not candidates:
            return None
        past, future = self._sides(candidates, strict=relation is not None)
        if relation == 0:
            same = [c for c in candidates if c.earliest and c.earliest.year == self.reference.year]
            return same[0] if same else None
        if relation is not None:
            return past if relation < 0 else future
        nearest = min(candidates, key=self._distance)
        if self._distance(nearest) <= NEAR_DAYS:
            return nearest
        tense = self.tense()
        return (past if tense < 0 else future if tense > 0 else nearest) or nearest

    def _sides(self, candidates: list[Interval], *, strict: bool) -> tuple[Interval | None, Interval | None]:
        """The last candidate that has begun (ended, where strict) and the first that has not ended
        (begun)."""
        assert self.reference is not None
        past = [c for c in candidates if c.latest and c.earliest and (
            c.latest < self.reference if strict else c.earliest <= self.reference)]  # fmt: skip
        future = [c for c in candidates if c.latest and c.earliest and (
            c.earliest > self.reference if strict else c.latest >= self.reference)]  # fmt: skip
        return (past[-1] if past else None), (future[0] if future else None)

    def _distance(self, interval: Interval) -> int:
        assert self.reference is not None and interval.earliest and interval.latest
        if interval.earliest <= self.reference <= interval.latest:
            return 0
        if interval.earliest > self.reference:
            return (interval.earliest - self.reference).days
        return (self.reference - interval.latest).days


def explicit(interval: Interval | None) -> Resolution | None:
    """A resolution that rests on the words alone."""
    return Resolution(interval=interval, basis="explicit") if interval else None
