"""Days, months, seasons and feasts as intervals: what the values of date expressions are computed with; no
words here."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from generator.annotations import Precision
from generator.pipeline.edtf import Point, format_interval, season_bounds

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """First and last day (None where the year is unknown), the same as EDTF, and how precise it is."""

    earliest: date | None
    latest: date | None
    edtf: str
    precision: Precision


def point_interval(point: Point, precision: Precision) -> Interval | None:
    """The interval of one day, month, season or year; None where the calendar has no such day."""
    return between(point, point, precision)


def between(first: Point, last: Point, precision: Precision) -> Interval | None:
    """From the first day of one point to the last day of another; None where that is none, or ends before it
    starts."""
    try:
        start, end = first.bounds(), last.bounds()
        for point in (first, last):
            if point.year is None:
                Point(year=2000, month=point.month, day=point.day).bounds()
    except (ValueError, OverflowError, KeyError):
        return None
    if start and end and end[1] < start[0]:
        return None
    known = start is not None and end is not None
    return Interval(
        earliest=start[0] if known and start else None,
        latest=end[1] if known and end else None,
        edtf=format_interval(first, last),
        precision=precision,
    )


def day_point(day: date) -> Point:
    """A day as EDTF point."""
    return Point(year=day.year, month=day.month, day=day.day)


def days_between(first: date, last: date, precision: Precision) -> Interval | None:
    """An interval of whole days."""
    return between(day_point(first), day_point(last), precision)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """(year, month) moved by ``count`` months."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def shift_months(day: date, count: int) -> date:
    """The same day of the month ``count`` months on, or that month's last day. Raises ValueError outside
    years 1-9999."""
    year, month = add_months(day.year, day.month, count)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_part(year: int | None, month: int, part: str) -> Interval | None:
    """Days 1-10, 11-20 or from 21 to the end of a month: "early", "mid", "late"; without a year, of any
    year."""
    first = {"early": 1, "mid": 11, "late": 21}[part]
    last = {"early": 10, "mid": 20, "late": monthrange(year or 2000, month)[1]}[part]
    if year is None and month == 2 and part == "late":
        last = 28
    return between(Point(year=year, month=month, day=first), Point(year=year, month=month, day=last), "days")


def year_part(year: int | None, part: str) -> Interval | None:
    """The first, second or last four months of a year: "early", "mid", "late"."""
    first = {"early": 1, "mid": 5, "late": 9}[part]
    return between(Point(year=year, month=first), Point(year=year, month=first + 3), "months")


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter
    8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, remainder = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    quarter, left = divmod(rest, 4)
    weekday = (32 + 2 * remainder + 2 * quarter - epact - left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast_day(rule: str, year: int) -> date:
    """The day of a feast: "12-25", "easter+39", or "11:3:4" for the fourth Thursday (weekday 3) of November.

    Raises ValueError where the rule is none or the year has no such day.
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    if ":" in rule:
        month, weekday, nth = (int(part) for part in rule.split(":"))
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    month, day = (int(part) for part in rule.split("-"))
    return date(year, month, day)


def season_of(day: date) -> tuple[int, int]:
    """(year, EDTF season) that a day lies in; a winter bears the year in which it starts."""
    for year in (day.year, day.year - 1):
        for season in sorted(SEASONS.values()):
            start, end = season_bounds(year, season)
            if start <= day <= end:
                return year, season
    raise ValueError(day)
