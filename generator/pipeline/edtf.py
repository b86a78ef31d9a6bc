"""Dates as EDTF (ISO 8601-2): the date components write it, merging, corrections and calendars read it; no
spaCy here.

Only the part of the standard that this program writes: days, months, years, seasons (21-24), quarters
(33-36),
half-years (40-41), decades (``197X``), years unknown (``XXXX-08-30``) and intervals of two such values
(``A/B``).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_POINT = re.compile(r"(?P<year>\d{4}|\d{3}X|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?", re.ASCII)
_SEASON_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
_SEASON_DAY = 21


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day, a month or a year; ``year`` None where it is not known. ``month`` may be a season, quarter or
    half-year code."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        month = "" if self.month is None else f"-{self.month:02d}"
        day = "" if self.day is None else f"-{self.day:02d}"
        return year + month + day

    def bounds(self) -> tuple[date, date] | None:
        """First and last day meant; None without a year. Raises ValueError where there is no such day."""
        return None if self.year is None else _bounds(self.year, self.month, self.day)


def season_bounds(year: int, season: int) -> tuple[date, date]:
    """First and last day of EDTF season 21 (spring) to 24 (winter); seasons start on the 21st, winter ends a
    year later."""
    start = date(year, _SEASON_MONTH[season], _SEASON_DAY)
    following = _SEASON_MONTH[season] + 3
    end = date(year + (following > 12), (following - 1) % 12 + 1, _SEASON_DAY) - timedelta(days=1)
    return start, end


def _bounds(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if month in _SEASON_MONTH:
        return season_bounds(year, month)
    if 33 <= month <= 36:
        return _months(year, 3 * (month - 33) + 1, 3)
    if 40 <= month <= 41:
        return _months(year, 6 * (month - 40) + 1, 6)
    if day is None:
        return _months(year, month, 1)
    return date(year, month, day), date(year, month, day)


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def parse_point(text: str) -> tuple[date, date] | None:
    """First and last day of one EDTF value; None where it has no year. Raises ValueError where it is no
    EDTF."""
    found = _POINT.fullmatch(text)
    if not found:
        raise ValueError(f"no EDTF date: {text!r}")
    year, month, day = found["year"], found["month"], found["day"]
    known = int(month) if month and month != "XX" else None
    exact = int(day) if day and day != "XX" else None
    if (month and known is None and exact is not None) or (known is not None and known > 12 and day):
        raise ValueError(f"no EDTF date: {text!r}")
    if year == "XXXX" or year.endswith("X"):
        _bounds(2000, known, exact)  # 2000 is a leap year: every day of the calendar passes
        if year == "XXXX":
            return None
        if month:
            raise ValueError(f"no EDTF date: {text!r}")
        decade = int(year[:3]) * 10
        return date(decade, 1, 1), date(decade + 9, 12, 31)
    return _bounds(int(year), known, exact)


def parse_edtf(text: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF value or interval, None where the year is unknown.

    Raises ValueError where ``text`` is no EDTF of the part named above, or an interval ends before it starts.
    """
    first, slash, last = text.partition("/")
    start = parse_point(first)
    end = parse_point(last) if slash else start
    if start and end and end[1] < start[0]:
        raise ValueError(f"an interval that ends before it starts: {text!r}")
    return start[0] if start else None, end[1] if end else None


def format_interval(first: Point, last: Point) -> str:
    """EDTF of two points; one value where they are equal."""
    return str(first) if first == last else f"{first}/{last}"


def is_located(text: str) -> bool:
    """Whether an EDTF value says at least a month or a year (``XXXX-08-30``, not ``XXXX-XX-XX``)."""
    return all(re.match(r"XXXX(?:-XX|$)", part) is None for part in text.split("/"))
