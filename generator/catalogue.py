"""The catalogue: every word of the interface, in the site's language, for ``pages``, ``filters`` and
``cli``."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.numbers import format_decimal

from generator.catalogues.dates import DateWords, DateWriter
from generator.errors import Problem
from generator.tables import Table, parse_table, validate_table

Words = dict[str, str]


class LanguageFacts(Table):
    """``locale`` is Babel's name; ``opening`` and ``closing`` the quotation marks with their inner spaces."""

    code: str
    locale: str
    name: str
    opening: str
    closing: str
    also_opening: str
    also_closing: str


class ProblemWords(Table):
    """What is wrong and what to do, as sentences; placeholders are the names of the problem's values."""

    what: str
    remedy: str


class CatalogueTable(Table):
    """One language's file. A label is a sentence or its plural forms by CLDR category (with ``{count}``)."""

    language: LanguageFacts
    dates: DateWords
    labels: dict[str, str | Words]
    problems: dict[str, ProblemWords]
    event_types: Words
    event_roles: Words
    statuses: Words
    status_reasons: Words
    merge_reasons: Words
    modalities: Words
    relations: Words
    source_kinds: Words
    claims: Words
    attribution: Words
    weights: Words
    rights: Words
    rights_notes: Words
    tiers: Words
    highlights: Words
    via: Words


class Catalogue:
    """The words of one language. Texts are plain: whoever prints them into HTML escapes them."""

    def __init__(self, table: CatalogueTable) -> None:
        self.table = table
        self.code = table.language.code
        self._locale = Locale.parse(table.language.locale)
        self.dates = DateWriter(
            words=table.dates,
            months=dict(self._locale.months["format"]["wide"]),
            short_months=dict(self._locale.months["format"]["abbreviated"]),
            weekdays=dict(self._locale.days["format"]["wide"]),
        )

    def text(self, key: str, **values: str | int) -> str:
        """The label ``key``, its plural form chosen by ``count``; numbers are written in the language's way.

        Raises KeyError (with the key) where there is no such label or a placeholder lacks its value.
        """
        entry = self.table.labels[key]
        if isinstance(entry, dict):
            count = values["count"]
            category = self._locale.plural_form(count) if isinstance(count, int) else "other"
            entry = entry.get(category, entry["other"])
        written = {
            name: self.number(value) if isinstance(value, int) else value for name, value in values.items()
        }
        return entry.format(**written)

    def term(self, table: str, key: str | None) -> str:
        """A word of another table (``event_types``, ``statuses`` …); an unknown key is printed as it is."""
        words: Words = getattr(self.table, table)
        return "" if key is None else words.get(key, key)

    def number(self, value: int | float) -> str:
        """A number with the language's grouping."""
        return format_decimal(value, locale=self._locale)

    def day(self, day: date | None, *, weekday: bool = False, year: bool = True, short: bool = False) -> str:
        """A day in words; « date inconnue » where there is none."""
        if day is None:
            return self.table.dates.unknown
        return self.dates.write_day(day, weekday=weekday, year=year, short=short)

    def when(self, start: str | None, end: str | None, precision: str | None = None) -> str:
        """An event's time in words, from EDTF: « du 30 août au 5 septembre (année inconnue) »."""
        return self.dates.write_interval(start, end, precision)

    def language_name(self, code: str | None) -> str:
        """The name of a language by its ISO 639-1 code, else the code; empty where unknown."""
        return "" if not code else self._locale.languages.get(code, code)

    def quote(self, words: str) -> str:
        """``words`` between this language's quotation marks."""
        facts = self.table.language
        return f"{facts.opening}{words}{facts.closing}"

    def problem(self, problem: Problem) -> str:
        """A problem as a sentence, "path:line: what. remedy"; one without words says its code and values."""
        place = ":".join(str(part) for part in (problem.path, problem.line) if part is not None)
        words = self.table.problems.get(problem.code)
        if words is None:
            values = ", ".join(f"{name}: {value}" for name, value in problem.values.items())
            sentence = f"{problem.code} ({values})" if values else problem.code
        else:
            filled = _Filled(problem.values)
            sentence = " ".join(text.format_map(filled) for text in (words.what, words.remedy) if text)
        return ": ".join(part for part in (place, sentence) if part)

    @staticmethod
    def collation_key(text: str) -> tuple[str, str]:
        """A key for alphabetical order: accents, case, punctuation and articles of nobody weigh last."""
        decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
        base = "".join(c for c in decomposed if c.isalnum() or c.isspace())
        return base, text


def capitalise(text: str) -> str:
    """The first letter as a capital, with its accent; the rest as it is.

    >>> capitalise("élection présidentielle")
    'Élection présidentielle'
    """
    return text[:1].upper() + text[1:]


class _Filled(dict[str, str]):
    """Values for a sentence; one that is missing shows as its own placeholder."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def catalogue_codes() -> tuple[str, ...]:
    """The languages the interface speaks (ISO 639-1), in alphabetical order."""
    folder = files("generator.catalogues")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(name.removesuffix(".toml") for name in names)


@cache
def load_catalogue(code: str) -> Catalogue:
    """Read the catalogue of one language; raises TableError where it is damaged, KeyError where there is
    none."""
    if code not in catalogue_codes():
        raise KeyError(code)
    source = (files("generator.catalogues") / f"{code}.toml").read_text("utf-8")
    path = f"catalogues/{code}.toml"
    data = parse_table(source, path=path)
    return Catalogue(validate_table(CatalogueTable, data, path=path, source=source))
