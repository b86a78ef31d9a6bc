"""Metadata as people write it, in header lines or front matter: fields, languages, sources; a draft from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from importlib.resources import files

from generator.article import Draft
from generator.errors import UnreadableArticle
from generator.readers.moments import parse_moment
from generator.tables import Table, parse_table, validate_table

FIELD_NAME = re.compile(r"[^\W\d_][\w '’\u0300-\u036f-]{0,40}")
SPACES = " \t\u00a0\u202f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How this desk's files are to be understood: its time zone, and the names of its sources.

    ``sources`` maps every spelling, case-folded, to the source's proper name.
    """

    time_zone: tzinfo = UTC
    sources: Mapping[str, str] = field(default_factory=dict)

    def knows_source(self, name: str) -> bool:
        """Whether ``sources.toml`` has this source, by name or alias."""
        return fold_name(name) in self.sources

    def source_name(self, name: str) -> str:
        """The proper name of a source; as written where it is not in ``sources.toml``."""
        return self.sources.get(fold_name(name), name.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of metadata: the field as written, its canonical name, its value, its line in the file (from 1)."""

    written: str
    name: str
    value: str
    line: int


class FieldTable(Table):
    """``readers/fields.toml``: the canonical name of each field and every way to write it, the most telling first."""

    fields: dict[str, tuple[str, ...]]


def fold_name(name: str) -> str:
    """A name for comparison: accents composed, case folded, spaces single."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@cache
def field_names() -> Mapping[str, str]:
    """Every way to write a field's name, folded → canonical name (``readers/fields.toml``)."""
    source = (files(__package__) / "fields.toml").read_text("utf-8")
    data = parse_table(source, path="readers/fields.toml")
    table = validate_table(FieldTable, data, path="readers/fields.toml", source=source)
    return {fold_name(name): canonical for canonical, names in table.fields.items() for name in names}


def canonical_name(written: str) -> str | None:
    """The canonical name of a field (title, source, date …); None where nobody knows it."""
    return field_names().get(_fold_field(written))


def split_field(line: str) -> tuple[str, str] | None:
    """``Titre : Nairobi : un fonds`` → (Titre, Nairobi : un fonds); None for a line that is no ``Name: value``."""
    name, colon, value = line.partition(":")
    name = name.strip(SPACES)
    return (name, value.strip()) if colon and FIELD_NAME.fullmatch(name) else None


def _fold_field(written: str) -> str:
    return fold_name(re.sub(r"[_-]", " ", written))


def make_draft(
    entries: Iterable[Entry], *, path: str, position: int, text: str, conventions: Conventions
) -> Draft:
    """A draft from its metadata. Raises UnreadableArticle: ``date-invalid``, ``field-twice`` (contrary lines)."""
    given = _choose_entries(entries, path)
    published, published_at = _read_moment(given.get("date"), path=path, conventions=conventions)
    received, _ = _read_moment(given.get("received"), path=path, conventions=conventions)
    return Draft(
        path=path,
        position=position,
        text=text,
        title=_value(given, "title"),
        published=published,
        published_at=published_at,
        received=received,
        source=_value(given, "source"),
        author=_value(given, "author"),
        url=_value(given, "url"),
        language=_read_language(_value(given, "language")),
        given_id=_value(given, "id"),
    )


def _choose_entries(entries: Iterable[Entry], path: str) -> dict[str, Entry]:
    """One entry a field. Of two names for one field (``id`` and ``slug``) the more telling one counts; several lines
    of authors are joined."""
    written: dict[str, Entry] = {}
    for entry in entries:
        name = _fold_field(entry.written)
        first = written.setdefault(name, entry) if entry.value else None
        if first is None or entry.name == "other" or first.value == entry.value:
            continue
        if entry.name != "author":
            raise UnreadableArticle("field-twice", path=path, line=entry.line, field=entry.written)
        value = f"{first.value}, {entry.value}"
        written[name] = Entry(written=first.written, name=first.name, value=value, line=first.line)
    chosen: dict[str, Entry] = {}
    for name, canonical in field_names().items():
        if name in written:
            chosen.setdefault(canonical, written[name])
    return chosen


def _value(given: Mapping[str, Entry], name: str) -> str | None:
    """A value on one line, its no-break spaces kept; None where there is none."""
    entry = given.get(name)
    return (_join_lines(entry.value) or None) if entry else None


def _join_lines(value: str) -> str:
    """One line; the halves of a character that an escape (``\\ud83d``) left apart are joined, or marked as lost."""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return re.sub(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+", " ", whole).strip()


def _read_moment(
    entry: Entry | None, *, path: str, conventions: Conventions
) -> tuple[date | None, datetime | None]:
    if entry is None:
        return None, None
    try:
        return parse_moment(entry.value, conventions.time_zone)
    except ValueError as error:
        value = _join_lines(entry.value)[:80]
        raise UnreadableArticle("date-invalid", path=path, line=entry.line, value=value) from error


def _read_language(value: str | None) -> str | None:
    """An ISO 639-1 code from ``fr``, ``fr-FR``, ``français`` or ``French``; None where it says nothing we know."""
    if value is None:
        return None
    tag = re.fullmatch(r"([a-z]{2})(?:[-_][a-z0-9]+)*", value.lower())
    return tag[1] if tag else _language_names().get(fold_name(value))


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
                names.setdefault(fold_name(label), language)
    return names
