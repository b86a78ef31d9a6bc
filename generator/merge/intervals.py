"""Intervals of EDTF dates, compared: disjoint, meeting, equal; with and without a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_DATE = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """First and last day as (year, month, day); year 0 where it is unknown."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]

    @property
    def dated(self) -> bool:
        """Whether the year is known."""
        return self.first[0] > 0 and self.last[0] > 0

    @property
    def days(self) -> int:
        """A rough length in days, to tell precise from vague."""
        return (
            (self.last[0] - self.first[0]) * 365
            + (self.last[1] - self.first[1]) * 30
            + (self.last[2] - self.first[2])
            + 1
        )


def make_interval(start: str | None, end: str | None) -> Interval | None:
    """The interval of two EDTF dates (``2026-11``, ``XXXX-08-30``); None where they say nothing comparable."""
    first, last = _bound(start or end, upper=False), _bound(end or start, upper=True)
    if first is None or last is None or (first[0] == 0) != (last[0] == 0):
        return None
    if first > last:
        return None
    return Interval(first=first, last=last)


def _bound(edtf: str | None, *, upper: bool) -> tuple[int, int, int] | None:
    found = _DATE.match(edtf.strip("~?%")) if edtf else None
    if not found:
        return None
    year = 0 if found["year"] == "XXXX" else int(found["year"])
    if not year and not found["month"]:
        return None
    month = int(found["month"]) if found["month"] else (12 if upper else 1)
    if not 1 <= month <= 12:
        return None
    last_day = calendar.monthrange(year or 2024, month)[1]
    day = int(found["day"]) if found["day"] else (last_day if upper else 1)
    return (year, month, day)


def disjoint(left: Interval, right: Interval) -> bool:
    """Whether no day lies in both; where one lacks its year, by month and day."""
    (lf, ll), (rf, rl) = (left.first, left.last), (right.first, right.last)
    if not (left.dated and right.dated):
        if left.first[0] != left.last[0] or right.first[0] != right.last[0]:
            return False
        lf, ll, rf, rl = ((0, *bound[1:]) for bound in (lf, ll, rf, rl))
    return ll < rf or rl < lf


def ordinal(day: tuple[int, int, int]) -> str:
    """An ISO day."""
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"
