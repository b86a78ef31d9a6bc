"""What date forms mean: one function a value, from the words of a match and its scope to an interval, or
None to
abstain; periods are in ``dates_periods``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from generator.pipeline.calendar import Interval, between, days_between, month_part, point_interval, year_part
from generator.pipeline.dates_periods import (
    resolve_anchor,
    resolve_century,
    resolve_decade,
    resolve_feast,
    resolve_quarter,
    resolve_season,
    resolve_shift,
    resolve_span,
    resolve_unit,
    resolve_weekend,
)
from generator.pipeline.dates_scope import Reading, Resolution, Scope, explicit
from generator.pipeline.edtf import Point


def resolve_day(reading: Reading, scope: Scope) -> Resolution | None:
    """Day and month, with or without a year and a weekday (which helps to choose the year)."""
    month, day, weekday = reading.number("month"), reading.number("day"), reading.number("weekday")
    year = reading.number("year")

    def make(chosen: int | None) -> Interval | None:
        interval = point_interval(Point(year=chosen, month=month, day=day), "day")
        if interval and interval.earliest and weekday is not None and year is None:
            return interval if interval.earliest.weekday() == weekday else None
        return interval

    if year is not None:
        return explicit(make(year))
    found = scope.in_some_year(make, reading.relation())
    if found is None and weekday is not None:
        weekday = None
        found = scope.in_some_year(make, reading.relation())
    return found


def resolve_days(reading: Reading, scope: Scope) -> Resolution | None:
    """From one day to another; month and year of the first may be those of the second."""
    first, last = reading.number("day"), reading.number("day2")
    month2 = reading.number("month2") or reading.number("month")
    month = reading.number("month") or month2
    if first is None or last is None or month is None or month2 is None:
        return None
    wraps = (month2, last) < (month, first)

    def make(chosen: int | None) -> Interval | None:
        start = Point(year=chosen, month=month, day=first)
        end = Point(year=None if chosen is None else chosen + wraps, month=month2, day=last)
        return between(start, end, "days")

    return _range(reading, scope, make, wraps=wraps)


def resolve_months(reading: Reading, scope: Scope) -> Resolution | None:
    """From one month to another."""
    first, last = reading.number("month"), reading.number("month2")
    if first is None or last is None:
        return None
    wraps = last < first

    def make(chosen: int | None) -> Interval | None:
        end = Point(year=None if chosen is None else chosen + wraps, month=last)
        return between(Point(year=chosen, month=first), end, "months")

    return _range(reading, scope, make, wraps=wraps)


def _range(
    reading: Reading, scope: Scope, make: Callable[[int | None], Interval | None], *, wraps: bool
) -> Resolution | None:
    first, last = reading.number("year"), reading.number("year2")
    if first is not None and last is not None:
        return _range_of_years(reading, first, last)
    if last is not None:
        return explicit(make(last - wraps))
    return explicit(make(first)) if first is not None else scope.in_some_year(make, reading.relation())


def _range_of_years(reading: Reading, first: int, last: int) -> Resolution | None:
    start = Point(year=first, month=reading.number("month"), day=reading.number("day"))
    end = Point(year=last, month=reading.number("month2"), day=reading.number("day2"))
    return explicit(between(start, end, "days" if start.day else "months"))


def resolve_month(reading: Reading, scope: Scope) -> Resolution | None:
    """A month, or its beginning, middle or end."""
    month, part, year = reading.number("month"), reading.code("part"), reading.number("year")
    if month is None:
        return None

    def make(chosen: int | None) -> Interval | None:
        if part:
            return month_part(chosen, month, part)
        return point_interval(Point(year=chosen, month=month), "month")

    return explicit(make(year)) if year is not None else scope.in_some_year(make, reading.relation())


def resolve_year(reading: Reading, _scope: Scope) -> Resolution | None:
    """A year named by its number, or a part of it."""
    year, part = reading.number("year"), reading.code("part")
    if year is None:
        return None
    return explicit(year_part(year, part) if part else point_interval(Point(year=year), "year"))


def resolve_years(reading: Reading, _scope: Scope) -> Resolution | None:
    """From one year to another; the second may be its last two digits."""
    first, last = reading.number("year"), reading.number("year2")
    short = reading.number("shortyear")
    if first is None or (last is None and short is None):
        return None
    end = last if last is not None else first // 100 * 100 + (short or 0)
    return explicit(between(Point(year=first), Point(year=end), "years")) if end > first else None


def resolve_iso(reading: Reading, _scope: Scope) -> Resolution | None:
    """A day in figures, year first."""
    point = Point(year=reading.number("year"), month=reading.number("monthnumber"), day=reading.number("day"))
    return explicit(point_interval(point, "day"))


def resolve_numeric(reading: Reading, scope: Scope) -> Resolution | None:
    """A day in figures, year last; where the language has no order of its own, only if the figures allow but
    one."""
    left, right, year = reading.number("day"), reading.number("day2"), reading.number("year")
    if left is None or right is None:
        return None
    orders = {True: [(left, right)], False: [(right, left)], None: [(left, right), (right, left)]}
    days = {(day, month) for day, month in orders[scope.day_first] if month <= 12}
    if len(days) != 1:
        return None
    day, month = days.pop()
    if year is not None:
        return explicit(point_interval(Point(year=year, month=month, day=day), "day"))
    return scope.in_some_year(lambda y: point_interval(Point(year=y, month=month, day=day), "day"))


def resolve_deictic(reading: Reading, scope: Scope) -> Resolution | None:
    """A day counted from the reference day: yesterday is -1."""
    offset = reading.number("deictic")
    offset = reading.form.sign if offset is None else offset
    if scope.reference is None:
        return scope.unknown("day")
    day = scope.reference + timedelta(days=offset)
    return scope.from_reference(days_between(day, day, "day"))


def resolve_weekday(reading: Reading, scope: Scope) -> Resolution | None:
    """A weekday: by its words (last, next), else by the tense beside it, else the last one."""
    weekday, relation = reading.number("weekday"), reading.relation()
    if weekday is None:
        return None
    if scope.reference is None:
        return scope.unknown("day")
    day = _weekday(scope.reference, weekday, relation, scope)
    return scope.from_reference(days_between(day, day, "day"))


def _weekday(reference: date, weekday: int, relation: int | None, scope: Scope) -> date:
    back = (reference.weekday() - weekday) % 7
    ahead = (weekday - reference.weekday()) % 7
    if relation is not None and relation != 0:
        return reference + timedelta(days=(ahead or 7) if relation > 0 else -(back or 7))
    tense = scope.tense()
    forward = tense > 0 or (tense == 0 and relation == 0 and ahead < back)
    return reference + timedelta(days=ahead if forward else -back)


def resolve_weekdays(reading: Reading, scope: Scope) -> Resolution | None:
    """From one weekday to another: past beside a past tense or where the form says so, else to come."""
    first, last = reading.number("weekday"), reading.number("weekday2")
    if first is None or last is None:
        return None
    if scope.reference is None:
        return scope.unknown("days")
    sign = reading.form.sign or scope.tense() or 1
    span = (last - first) % 7
    back = (scope.reference.weekday() - last) % 7 + span
    ahead = (first - scope.reference.weekday()) % 7
    start = scope.reference + timedelta(days=ahead if sign > 0 else -back)
    return scope.from_reference(days_between(start, start + timedelta(days=span), "days"))


RESOLVERS: Mapping[str, Callable[[Reading, Scope], Resolution | None]] = {
    "day": resolve_day,
    "days": resolve_days,
    "month": resolve_month,
    "months": resolve_months,
    "year": resolve_year,
    "years": resolve_years,
    "iso": resolve_iso,
    "numeric": resolve_numeric,
    "deictic": resolve_deictic,
    "weekday": resolve_weekday,
    "weekdays": resolve_weekdays,
    "weekend": resolve_weekend,
    "shift": resolve_shift,
    "span": resolve_span,
    "unit": resolve_unit,
    "season": resolve_season,
    "quarter": resolve_quarter,
    "decade": resolve_decade,
    "century": resolve_century,
    "feast": resolve_feast,
    "anchor": resolve_anchor,
}
