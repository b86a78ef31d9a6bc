"""Dates in words: EDTF values as a reader of the catalogue's language would write them, no more exact
than they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.tables import Table

_EDTF = re.compile(r"(\d{4}|\d{3}X|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?[?~%]?")
_SEASONS = range(21, 25)
_QUARTERS = range(33, 37)


class DateWords(Table):
    """Patterns of one language; placeholders are day, month, year, start, end, date and weekday."""

    first_day: str
    day_month: str
    day_month_year: str
    month_year: str
    weekday_date: str
    range: str
    range_within: str
    range_months: str
    since_day: str
    since: str
    until_day: str
    until: str
    week: str
    about: str
    decade: str
    season_year: str
    quarter: str
    unknown: str
    unknown_year: str
    seasons: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """What an EDTF value says: ``month`` may be a season (21–24) or a quarter (33–36); None is unknown."""

    year: int | None = None
    decade: bool = False
    month: int | None = None
    day: int | None = None

    @property
    def known(self) -> bool:
        """Whether it says anything at all."""
        return (self.year, self.month) != (None, None)


def parse_edtf(value: str | None) -> PartialDate | None:
    """Read one EDTF value without an interval; None where there is none or it says nothing."""
    found = _EDTF.fullmatch(value or "")
    if not found:
        return None
    year, month, day = found.groups()
    decade = year.endswith("X") and year[0].isdigit()
    parsed = PartialDate(
        year=int(year.replace("X", "0")) if year[0].isdigit() else None,
        decade=decade,
        month=int(month) if month and month != "XX" else None,
        day=int(day) if day and day != "XX" else None,
    )
    valid = parsed.month is None or 1 <= parsed.month <= 12 or parsed.month in (*_SEASONS, *_QUARTERS)
    return parsed if parsed.known and valid else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWriter:
    """Writes dates with ``words``; ``months`` are by number from 1, ``weekdays`` from Monday as 0
    (Babel's)."""

    words: DateWords
    months: Mapping[int, str]
    short_months: Mapping[int, str]
    weekdays: Mapping[int, str]

    def write_day(self, day: date, *, weekday: bool = False, year: bool = True, short: bool = False) -> str:
        """A full day: « lundi 23 novembre 2026 », "23 nov."."""
        text = self._write_partial(
            PartialDate(year=day.year if year else None, month=day.month, day=day.day),
            self.short_months if short else self.months,
        )
        if not weekday:
            return text
        return self.words.weekday_date.format(weekday=self.weekdays[day.weekday()], date=text)

    def write_month(self, year: int, month: int) -> str:
        """A month of a year: « novembre 2026 »."""
        return self._write_partial(PartialDate(year=year, month=month), self.months)

    def write_interval(self, start: str | None, end: str | None, precision: str | None = None) -> str:
        """An interval given by two EDTF values, equal for one day or month; either may be None."""
        first, last = parse_edtf(start), parse_edtf(end)
        if first is None and last is None:
            return self.words.unknown
        if first is None or last is None:
            text = self._write_open(first, last)
        elif first == last:
            text = self._write_partial(first, self.months)
        else:
            text = self._write_closed(first, last)
        if precision == "week" and first and last and first.day and first != last:
            text = self.words.week.format(date=text)
        if precision == "fuzzy":
            text = self.words.about.format(date=text)
        missing = all(part is None or part.year is None for part in (first, last))
        return self.words.unknown_year.format(date=text) if missing else text

    def _write_open(self, first: PartialDate | None, last: PartialDate | None) -> str:
        if first is not None:
            pattern = self.words.since_day if first.day else self.words.since
            return pattern.format(start=self._write_partial(first, self.months))
        assert last is not None
        pattern = self.words.until_day if last.day else self.words.until
        return pattern.format(end=self._write_partial(last, self.months))

    def _write_closed(self, first: PartialDate, last: PartialDate) -> str:
        same_year = first.year == last.year
        end = self._write_partial(last, self.months)
        if same_year and first.month == last.month and first.day and last.day:
            return self.words.range_within.format(start=self._write_number(first.day), end=end)
        shown = replace(first, year=None) if same_year and first.month else first
        start = self._write_partial(shown, self.months)
        pattern = self.words.range if first.day and last.day else self.words.range_months
        return pattern.format(start=start, end=end)

    def _write_number(self, day: int) -> str:
        return self.words.first_day if day == 1 else str(day)

    def _write_partial(self, value: PartialDate, months: Mapping[int, str]) -> str:
        if value.month is None:
            return self.words.decade.format(year=value.year) if value.decade else str(value.year)
        month = self._name_month(value.month, months)
        year = None if value.year is None else str(value.year)
        if value.day is None:
            pattern = self.words.season_year if value.month in _SEASONS else self.words.month_year
            return month if year is None else pattern.format(month=month, year=year)
        number = self._write_number(value.day)
        if year is None:
            return self.words.day_month.format(day=number, month=month)
        return self.words.day_month_year.format(day=number, month=month, year=year)

    def _name_month(self, month: int, months: Mapping[int, str]) -> str:
        if month in _SEASONS:
            return self.words.seasons[month - 21]
        if month in _QUARTERS:
            return self.words.quarter.format(number=month - 32)
        return months[month]
