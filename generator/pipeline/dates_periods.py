"""What forms of weeks, months, seasons and other periods mean, and days counted from another: one function a
value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from generator.annotations import Precision
from generator.pipeline.calendar import (
    SEASONS,
    Interval,
    add_months,
    between,
    days_between,
    feast_day,
    month_part,
    point_interval,
    season_of,
    shift_months,
    week_of,
    year_part,
)
from generator.pipeline.dates_scope import Reading, Resolution, Scope, explicit
from generator.pipeline.edtf import Point

FUZZY_COUNT = 3
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120}
_SPAN_PRECISION: Mapping[str, Precision] = {
    "day": "days", "week": "days", "month": "months", "quarter": "months", "semester": "months", "year": "years",
    "decade": "years",
}  # fmt: skip
_UNIT_PRECISION: Mapping[str, Precision] = {
    "day": "day", "week": "week", "month": "month", "quarter": "quarter", "semester": "months", "year": "year",
    "decade": "decade", "weekend": "days",
}  # fmt: skip


def resolve_weekend(reading: Reading, scope: Scope) -> Resolution | None:
    """Saturday and Sunday: this week's, or, by words or tense, those before or after."""
    if scope.reference is None:
        return scope.unknown("days")
    relation = reading.relation() or 0
    saturday = week_of(scope.reference)[0] + timedelta(days=5)
    if relation < 0 or (relation == 0 and saturday > scope.reference and scope.tense() < 0):
        saturday -= timedelta(days=7)
    elif relation > 0 and saturday <= scope.reference:
        saturday += timedelta(days=7)
    return scope.from_reference(days_between(saturday, saturday + timedelta(days=1), "days"))


def resolve_shift(reading: Reading, scope: Scope) -> Resolution | None:
    """Some time ago, in some time: a day for days and weeks, the whole month or year for months and years."""
    number, unit = _count(reading), reading.code("unit")
    if unit is None or number is None:
        return None
    precision: Precision = "day" if unit in _DAYS else "month" if unit == "month" else "year"
    if scope.reference is None:
        return scope.unknown(precision)
    return scope.from_reference(_shifted(scope.reference, reading.form.sign * number, unit))


def _count(reading: Reading) -> int | None:
    number = reading.number("number")
    return number if number is not None else reading.form.amount


def _shifted(day: date, number: int, unit: str) -> Interval | None:
    try:
        if unit in _DAYS:
            moved = day + timedelta(days=number * _DAYS[unit])
            return days_between(moved, moved, "day")
        year, month = add_months(day.year, day.month, number * _MONTHS[unit])
    except OverflowError:
        return None
    if not 1 <= year <= 9999:
        return None
    point = Point(year=year, month=month) if _MONTHS[unit] < 12 else Point(year=year)
    return point_interval(point, "month" if point.month else "year")


def resolve_span(reading: Reading, scope: Scope) -> Resolution | None:
    """A stretch of time that ends, or begins, on the reference day; without a number it is fuzzy."""
    number, unit = _count(reading), reading.code("unit")
    if unit is None:
        return None
    precision: Precision = "fuzzy" if number is None else _SPAN_PRECISION[unit]
    if scope.reference is None:
        return scope.unknown(precision)
    try:
        far = _far_end(scope.reference, reading.form.sign, number, unit)
    except (OverflowError, ValueError):
        return None
    return scope.from_reference(days_between(min(far, scope.reference), max(far, scope.reference), precision))


def _far_end(reference: date, sign: int, number: int | None, unit: str) -> date:
    count = sign * (FUZZY_COUNT if number is None else number)
    if unit in _DAYS:
        return reference + timedelta(days=count * _DAYS[unit])
    far = shift_months(reference, count * _MONTHS[unit])
    if number is not None or sign > 0:
        return far
    return far.replace(day=1) if _MONTHS[unit] < 12 else far.replace(month=1, day=1)


def resolve_unit(reading: Reading, scope: Scope) -> Resolution | None:
    """This, last or next week, month, quarter, year; or its beginning, middle or end."""
    unit, part, relation = reading.code("unit"), reading.code("part"), reading.relation() or 0
    if unit is None:
        return None
    if scope.reference is None:
        return scope.unknown(_UNIT_PRECISION[unit] if not part else "days")
    return scope.from_reference(_unit_interval(scope.reference, unit, relation, part))


def _unit_interval(reference: date, unit: str, relation: int, part: str | None) -> Interval | None:
    if unit == "day":
        return days_between(reference, reference, "day")
    if unit == "week":
        start, end = week_of(reference + timedelta(days=7 * relation))
        return days_between(start, end, "week")
    if unit == "month":
        year, month = add_months(reference.year, reference.month, relation)
        return (
            month_part(year, month, part) if part else point_interval(Point(year=year, month=month), "month")
        )
    if unit == "year":
        year = reference.year + relation
        return year_part(year, part) if part else point_interval(Point(year=year), "year")
    if unit in ("quarter", "semester"):
        return _quarter(reference.year, reference.month, unit, relation)
    return None


def _quarter(year: int, month: int, unit: str, relation: int) -> Interval | None:
    length = _MONTHS[unit]
    year, first = add_months(year, (month - 1) // length * length + 1, relation * length)
    return _numbered_quarter(year, first // length + 1, unit)


def _numbered_quarter(year: int | None, number: int, unit: str) -> Interval | None:
    if unit == "quarter":
        return point_interval(Point(year=year, month=32 + number), "quarter") if 1 <= number <= 4 else None
    return point_interval(Point(year=year, month=39 + number), "months") if 1 <= number <= 2 else None


def resolve_quarter(reading: Reading, scope: Scope) -> Resolution | None:
    """The first to fourth quarter, the first or second half of a year."""
    number, unit, year = reading.number("ordinal"), reading.code("unit") or "quarter", reading.number("year")
    number = reading.number("number") if number is None else number
    if number is None:
        return None
    if year is not None:
        return explicit(_numbered_quarter(year, number, unit))
    relation = reading.number("relation")
    if relation is not None and scope.reference is not None:
        return scope.from_reference(_numbered_quarter(scope.reference.year + relation, number, unit))
    return scope.in_some_year(lambda chosen: _numbered_quarter(chosen, number, unit))


def resolve_season(reading: Reading, scope: Scope) -> Resolution | None:
    """A season, of a year or by the reference day; "this" season is the one that the reference day lies in,
    or the nearest."""
    name, year, relation = reading.code("season"), reading.number("year"), reading.relation()
    if name is None:
        return None
    season = SEASONS[name]
    if year is not None:
        return explicit(point_interval(Point(year=year, month=season), "season"))
    if relation == 0:
        relation = None
    if relation is None and scope.reference is not None and season_of(scope.reference)[1] == season:
        return scope.from_reference(
            point_interval(Point(year=season_of(scope.reference)[0], month=season), "season")
        )
    return scope.in_some_year(lambda y: point_interval(Point(year=y, month=season), "season"), relation)


def resolve_decade(reading: Reading, _scope: Scope) -> Resolution | None:
    """Ten years: by their first year, or by its last two digits, which mean the twentieth century."""
    year = reading.number("year")
    if year is None:
        tens = reading.number("tens")
        short = reading.number("shortyear") if tens is None else tens
        year = None if short is None else 1900 + short
    if year is None or year % 10:
        return None
    first, last = date(year, 1, 1), date(year + 9, 12, 31)
    return explicit(Interval(earliest=first, latest=last, edtf=f"{year // 10}X", precision="decade"))


def resolve_century(reading: Reading, _scope: Scope) -> Resolution | None:
    """A century by its number: the nineteenth is 1801 to 1900."""
    number = reading.number("ordinal")
    if number is None or not 1 <= number <= 22:
        return None
    return explicit(between(Point(year=100 * number - 99), Point(year=100 * number), "years"))


def resolve_feast(reading: Reading, scope: Scope) -> Resolution | None:
    """A feast with a fixed or computable day."""
    rule, year = reading.code("feast"), reading.number("year")
    if rule is None:
        return None
    if year is None and scope.reference is None and not rule[:2].isdigit():
        return scope.unknown("day")

    def make(chosen: int | None) -> Interval | None:
        if chosen is None:
            month, _, day = rule.partition("-")
            return point_interval(Point(month=int(month), day=int(day)), "day") if day else None
        day_of_feast = feast_day(rule, chosen)
        return days_between(day_of_feast, day_of_feast, "day")

    return explicit(make(year)) if year is not None else scope.in_some_year(make, reading.relation())


def resolve_anchor(reading: Reading, scope: Scope) -> Resolution | None:
    """A day counted from the last exact day named before; without one there is no date."""
    if scope.anchor is None:
        return None
    number, unit = _count(reading), reading.code("unit") or "day"
    weekday = reading.number("weekday")
    if weekday is not None:
        ahead = (weekday - scope.anchor.weekday()) % 7 or 7
        day = scope.anchor + timedelta(days=ahead if reading.form.sign > 0 else ahead - 7 or -7)
        found = days_between(day, day, "day")
    elif unit in _UNIT_PRECISION and reading.number("relation") is not None:
        found = _unit_interval(scope.anchor, unit, reading.number("relation") or 0, None)
    else:
        found = _shifted(scope.anchor, reading.form.sign * (number or 0), unit)
    return Resolution(interval=found, basis="relative") if found else None
