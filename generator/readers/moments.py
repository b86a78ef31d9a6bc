"""Days and hours as people write them in metadata; the dates within an article's text are the pipeline's, not ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files

from generator.tables import Table, parse_table, validate_table

MAX_LENGTH = 100
"""Characters: what is longer is no date."""

ISO_DAY = re.compile(r"(?<!\d)(?P<year>\d{4})([-/.]?)(?P<month>\d{2})\2(?P<day>\d{2})(?!\d)")
NUMERIC_DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})(?!\d)")
WORDED_DAY = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:er|st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?P<word>[^\W\d_]{3,})\.?,?"
    r"\s+(?:de\s+)?(?P<year>\d{4})(?!\d)",
    re.I,
)
MONTH_FIRST = re.compile(
    r"(?P<word>[^\W\d_]{3,})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)", re.I
)
CLOCK = re.compile(
    r"(?<![\d:+-])T?(?P<hour>\d{1,2})\s*[h:]\s*(?P<minute>\d{2})?(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?![\d:])"
    r"\s*(?P<half>[ap])?(?(half)\.?m\b\.?)",
    re.I,
)
ZONE = re.compile(r"\s*\(?(?P<name>[A-Z]{1,4}\b)?\s*(?P<offset>[+-]\d{2}(?::?\d{2})?(?!\d))?", re.I)


class ZoneTable(Table):
    """``readers/zones.toml``: abbreviations of time zones that mean one thing, in minutes east of UTC."""

    zones: dict[str, int]


def parse_moment(value: str, time_zone: tzinfo) -> tuple[date, datetime | None]:
    """The day, in ``time_zone``, and the moment where an hour is given.

    Understands ISO 8601, RFC 2822, ``23/11/2026`` (day first), ``23 novembre 2026 18h40``, ``Nov. 23, 2026 6:40 pm``.
    An hour in a time zone that nobody knows is left out. Raises ValueError for anything else, for days and hours that
    do not exist, and for years outside 1000 to 9999.
    """
    text = " ".join(value.split())
    if len(text) > MAX_LENGTH:
        raise ValueError(value)
    day, rest = _find_day(text)
    moment = _find_moment(day, rest, time_zone)
    try:
        local = moment.astimezone(time_zone).date() if moment else day
    except OverflowError as error:
        raise ValueError(value) from error
    return local, moment


def _find_day(text: str) -> tuple[date, str]:
    """The day and what follows it; raises ValueError."""
    if found := ISO_DAY.search(text):
        return _make_day(found, int(found["month"])), text[found.end() :]
    if found := NUMERIC_DAY.search(text):
        return _make_day(found, int(found["month"])), text[found.end() :]
    for pattern in (WORDED_DAY, MONTH_FIRST):
        for found in pattern.finditer(text):
            if month := _find_month(found["word"]):
                return _make_day(found, month), text[found.end() :]
    raise ValueError(text)


def _make_day(found: re.Match[str], month: int) -> date:
    year = int(found["year"])
    if year < 1000:
        raise ValueError(found[0])
    return date(year, month, int(found["day"]))


def _find_moment(day: date, rest: str, time_zone: tzinfo) -> datetime | None:
    """The moment, aware; None where no hour is given, or one in an unknown time zone. Raises ValueError."""
    if compact := re.match(r"T(\d{2})(\d{2})(\d{2})?(?!\d)", rest):
        rest = f"{':'.join(filter(None, compact.groups()))}{rest[compact.end() :]}"
    clock = CLOCK.search(rest)
    if clock is None:
        return None
    hour, minute, second = (int(clock[name] or 0) for name in ("hour", "minute", "second"))
    if clock["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(rest)
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    zone = _read_zone(rest[clock.end() :], time_zone)
    naive = datetime(day.year, day.month, day.day, hour, minute, second)
    return naive.replace(tzinfo=zone) if zone else None


def _read_zone(text: str, default: tzinfo) -> tzinfo | None:
    """The time zone written after an hour, ``default`` where none is; None for one that we do not know."""
    found = ZONE.match(text)
    if found and found["offset"]:
        sign, digits = found["offset"][0], found["offset"][1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
        return timezone(timedelta(minutes=-minutes if sign == "-" else minutes))
    if found and found["name"]:
        known = _zones().get(found["name"].casefold())
        if known is not None:
            return timezone(timedelta(minutes=known))
        if found["name"].isupper():
            return None
    return default


@cache
def _zones() -> Mapping[str, int]:
    source = (files(__package__) / "zones.toml").read_text("utf-8")
    table = parse_table(source, path="readers/zones.toml")
    return validate_table(ZoneTable, table, path="readers/zones.toml", source=source).zones


def _find_month(word: str) -> int | None:
    """A month by its name, without accents or in part (``sept``, ``fevr``), where only one month begins so."""
    folded = _fold(word)
    names = _months()
    if folded in names:
        return names[folded]
    numbers = {number for name, number in names.items() if name.startswith(folded)}
    return numbers.pop() if len(numbers) == 1 else None


@cache
def _months() -> Mapping[str, int]:
    """Month names, full and abbreviated, in every language of the tables (CLDR, through Babel)."""
    from babel import Locale, UnknownLocaleError

    from generator.languages import language_codes

    names: dict[str, int] = {}
    for code in language_codes():
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for context in locale.months.values():
            for width in ("wide", "abbreviated"):
                for number, name in context.get(width, {}).items():
                    names.setdefault(_fold(name).rstrip("."), number)
    return names


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
