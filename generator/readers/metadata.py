"""Metadata as people write it, in header lines or front matter: names of fields, dates, languages, sources."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files

from generator.article import Draft
from generator.errors import UnreadableArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How this desk's files are to be understood: its time zone, and the names of its sources.

    ``sources`` maps every spelling, case-folded, to the source's proper name.
    """

    time_zone: tzinfo = UTC
    sources: Mapping[str, str] = field(default_factory=dict)

    def knows_source(self, name: str) -> bool:
        """Whether ``sources.toml`` has this source, by name or alias."""
        return name.strip().casefold() in self.sources

    def source_name(self, name: str) -> str:
        """The proper name of a source; as written where it is not in ``sources.toml``."""
        return self.sources.get(name.strip().casefold(), name.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of metadata: the field's canonical name, its value, its line in the file (from 1)."""

    name: str
    value: str
    line: int


@cache
def field_names() -> Mapping[str, str]:
    """Every way to write a field's name, case-folded → canonical name (``readers/fields.toml``)."""
    table = tomllib.loads((files(__package__) / "fields.toml").read_text("utf-8"))
    return {name.casefold(): canonical for canonical, names in table["fields"].items() for name in names}


def canonical_name(written: str) -> str | None:
    """The canonical name of a field (title, source, date …); None where nobody knows it."""
    return field_names().get(" ".join(written.casefold().split()))


def make_draft(
    entries: list[Entry], *, path: str, position: int, text: str, conventions: Conventions
) -> Draft:
    """A draft from its metadata; raises UnreadableArticle where a date is none."""
    given: dict[str, Entry] = {}
    for entry in entries:
        if entry.value.strip():
            given.setdefault(entry.name, entry)
    moment = _moment(given.get("date"), path=path, conventions=conventions)
    received = _moment(given.get("received"), path=path, conventions=conventions)
    return Draft(
        path=path,
        position=position,
        text=text,
        title=_value(given, "title"),
        published=moment[0],
        published_at=moment[1],
        received=received[0],
        source=_value(given, "source"),
        author=_value(given, "author"),
        url=_value(given, "url"),
        language=_language(_value(given, "language")),
        given_id=_value(given, "id"),
    )


def _value(given: Mapping[str, Entry], name: str) -> str | None:
    entry = given.get(name)
    return " ".join(entry.value.split()) if entry else None


def _moment(
    entry: Entry | None, *, path: str, conventions: Conventions
) -> tuple[date | None, datetime | None]:
    if entry is None:
        return None, None
    try:
        return parse_moment(entry.value, conventions.time_zone)
    except ValueError as error:
        raise UnreadableArticle("date-invalid", path=path, line=entry.line, value=entry.value.strip()) from error


NUMERIC_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
WORDED_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th|\.)?\s+(?:de\s+|of\s+)?(?P<month>[^\W\d_]{3,})\.?,?"
    r"|(?P<month2>[^\W\d_]{3,})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?)\s+(?:de\s+)?(?P<year>\d{4})"
)
CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*(?:[h:])\s*(\d{2})?(?::\d{2})?(?!\d)")


def parse_moment(value: str, time_zone: tzinfo) -> tuple[date, datetime | None]:
    """The day, in ``time_zone``, and the moment where an hour is given.

    Understands ISO 8601, RFC 2822, ``23/11/2026`` (day first), ``23 novembre 2026 18:40``, ``Nov. 23, 2026``.
    Raises ValueError for anything else, for days that do not exist, and for years outside 1000 to 9999.
    """
    text = " ".join(value.split())
    moment = _parse_iso(text) or _parse_mail(text)
    if moment is None:
        day = _parse_numeric(text) or _parse_worded(text)
        if day is None:
            raise ValueError(value)
        clock = CLOCK.search(text[day[1] :])
        if not clock:
            return day[0], None
        moment = datetime(day[0].year, day[0].month, day[0].day, int(clock[1]), int(clock[2] or 0))
    if isinstance(moment, datetime):
        aware = moment if moment.tzinfo else moment.replace(tzinfo=time_zone)
        return aware.astimezone(time_zone).date(), aware
    return moment, None


def _parse_iso(text: str) -> date | datetime | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-23") else datetime.fromisoformat(text)
    except ValueError:
        return None


def _parse_mail(text: str) -> datetime | None:
    if not re.match(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:", text):
        return None
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None


def _parse_numeric(text: str) -> tuple[date, int] | None:
    found = NUMERIC_DAY.search(text)
    return (date(int(found[3]), int(found[2]), int(found[1])), found.end()) if found else None


def _parse_worded(text: str) -> tuple[date, int] | None:
    for found in WORDED_DAY.finditer(text):
        month = _months().get((found["month"] or found["month2"]).casefold())
        if month:
            return date(int(found["year"]), month, int(found["day"] or found["day2"])), found.end()
    return None


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
                    names.setdefault(name.casefold().rstrip("."), number)
    return names


def _language(value: str | None) -> str | None:
    """An ISO 639-1 code from ``fr``, ``fr-FR``, ``français`` or ``French``; None where it says nothing we know."""
    if value is None:
        return None
    tag = re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", value.strip().lower())
    if tag and len(tag[1]) == 2:
        return tag[1]
    return _language_names().get(value.strip().casefold())


@cache
def _language_names() -> Mapping[str, str]:
    from babel import Locale, UnknownLocaleError

    from generator.languages import language_codes

    names: dict[str, str] = {}
    for code in (*language_codes(), "en"):
        try:
            labels = Locale.parse(code).languages
        except (UnknownLocaleError, ValueError):
            continue
        for language, label in labels.items():
            if len(language) == 2:
                names.setdefault(label.casefold(), language)
    return names
