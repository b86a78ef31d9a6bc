"""The gazetteer: what countries and places are called, in each language, and what only looks like one.

``load_gazetteer()`` reads nothing but ``world.toml``; a language's tables are read when first asked for. Adding a
language is adding a folder beside ``fr`` with a ``countries.toml`` (the other files may be missing), and no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from generator.gazetteer.entries import Entry, EntryBuilder
from generator.gazetteer.folding import fold
from generator.gazetteer.lookup import City, Hit, Lookup
from generator.gazetteer.sources import (
    LanguageTables,
    language_folders,
    read_cities,
    read_language,
    read_world,
)
from generator.gazetteer.tables import Ambiguity, Contexts

__all__ = ["Ambiguity", "City", "Contexts", "Entry", "Gazetteer", "Hit", "Lookup", "load_gazetteer"]


class Gazetteer:
    """All tables below ``folder``. Codes: ISO 3166-1 alpha-2 in lower case, ``xk``, ``eu``, those of former states."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._world = read_world(folder)
        self._tables: dict[str, LanguageTables] = {}
        self._lookups: dict[str, Lookup] = {}
        self._demonyms: dict[str, str | None] | None = None
        self._cities: tuple[tuple[str, str], ...] | None = None

    @property
    def former(self) -> Mapping[str, tuple[str, ...]]:
        """Former states (su, yu, cs, dd) and the codes of their successors, for which they do not count."""
        return {code: state.successors for code, state in self._world.former.items()}

    def codes(self) -> tuple[str, ...]:
        """Every code that has a page: the 249 of ISO 3166-1, then xk and eu."""
        return self._world.codes

    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that have tables."""
        return language_folders(self._folder)

    def label(self, code: str, language: str) -> str:
        """Our short name of ``code``, a former state's too; raises KeyError where there is no such code or language."""
        tables = self._language(language)
        names = tables.countries.value.get(code) or tables.groups.value.former.get(code)
        if names is None:
            raise KeyError(code)
        return names.name

    def contexts(self, language: str) -> Contexts:
        """What stands around names in ``language``; raises KeyError, TableError."""
        return self._language(language).contexts.value

    def lookup(self, language: str) -> Lookup:
        """The search for all names of ``language``, built once; raises KeyError, TableError."""
        if language not in self._lookups:
            entries = EntryBuilder(self._world, self._language(language)).build()
            if self._cities is None:
                self._cities = read_cities(self._folder, self._world.codes)
            self._lookups[language] = Lookup(entries, self._cities)
        return self._lookups[language]

    def demonym_country(self, word: str) -> str | None:
        """The country of a demonym in any language ("chinois", "Chinese" → cn); None for none or several."""
        if self._demonyms is None:
            self._demonyms = self._collect_demonyms()
        return self._demonyms.get(fold(word))

    def country_of_phrase(self, text: str, language: str) -> str | None:
        """The one country that ``text`` names ("ministère chinois de la Défense" → cn); None for none or several."""
        codes = {code for hit in self.lookup(language).find(text) for code in _codes_of(hit)}
        return codes.pop() if len(codes) == 1 else None

    def _language(self, code: str) -> LanguageTables:
        if code not in self._tables:
            if code not in self.languages():
                raise KeyError(code)
            self._tables[code] = read_language(self._folder, code)
        return self._tables[code]

    def _collect_demonyms(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for language in self.languages():
            for entry in EntryBuilder(self._world, self._language(language)).build():
                if entry.kind in ("demonym", "former") and entry.codes:
                    code = _default_code(entry)
                    key = fold(entry.form)
                    found[key] = code if found.get(key, code) == code else None
        return found


def _default_code(entry: Entry) -> str | None:
    """The code that ``entry`` means without any evidence."""
    if entry.ambiguity:
        return entry.ambiguity.default
    return entry.codes[0] if len(entry.codes) == 1 else None


def _codes_of(hit: Hit) -> tuple[str, ...]:
    """What a hit means where nothing stands around it; GeoNames' cities say nothing then."""
    if hit.parts:
        return tuple(code for part in hit.parts for code in part.codes)
    if not hit.entries or hit.entries[0].kind in ("trap", "uncounted"):
        return ()
    entry = hit.entries[0]
    if entry.ambiguity:
        return (entry.ambiguity.default,) if entry.ambiguity.default else entry.codes
    return entry.codes


@cache
def load_gazetteer(folder: Traversable | None = None) -> Gazetteer:
    """The gazetteer shipped with the program, or the one below ``folder``; raises TableError for a damaged table."""
    return Gazetteer(folder or files(__package__))
