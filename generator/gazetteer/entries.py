"""Every form that a language's tables give for a country, a place or a trap: what ``Lookup`` searches for.

Building them is checking them: a code that does not exist, a demonym that no ending inflects, a name of two countries
without a rule is a TableError with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from generator.errors import TableError
from generator.gazetteer.folding import fold
from generator.gazetteer.sources import LanguageTables, TableFile, line_of_text
from generator.gazetteer.tables import Ambiguity, CountryNames, Inflections, World

EntryKind = Literal[
    "trap", "name", "past", "demonym", "compound", "capital", "institution",
    "region", "city", "set", "uncounted", "former",
]  # fmt: skip
# Of several readings of one form the first kind here is taken.
KINDS: tuple[EntryKind, ...] = (
    "trap", "name", "demonym", "former", "past", "set", "uncounted", "capital",
    "institution", "region", "city", "compound",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One form as the table writes it. ``codes``: the countries it means (a set means all of them).

    ``place``: the canonical name of a region or city. ``ambiguity``: the rule that chooses one of ``codes``.
    ``demonym``: an adjective or a name of inhabitants, whatever the kind (« soviétique » is of kind former).
    """

    form: str
    kind: EntryKind
    codes: tuple[str, ...]
    place: str | None = None
    ambiguity: Ambiguity | None = None
    demonym: bool = False


def search_key(form: str) -> str:
    """What of ``form`` stands in a shadow text: folded, between spaces (its own, where a mark ends it)."""
    folded = fold(form)
    return ("" if folded.startswith(" ") else " ") + folded + ("" if folded.endswith(" ") else " ")


def inflect(demonym: str, inflections: Inflections) -> tuple[str, ...]:
    """All forms of ``demonym`` by the longest ending that fits; raises KeyError where none does."""
    if demonym.startswith("="):
        return (demonym[1:],)
    for length in range(len(demonym), -1, -1):
        ending = demonym[len(demonym) - length :]
        if ending in inflections.endings:
            stem = demonym[: len(demonym) - length]
            return tuple(stem + replaced for replaced in inflections.endings[ending])
    raise KeyError(demonym)


def expand_phrase(phrase: str) -> tuple[str, ...]:
    """ "montagne(s) russe(s)" → "montagne russe", "montagnes russes"."""
    without, with_ = re.sub(r"\([^)]*\)", "", phrase), re.sub(r"[()]", "", phrase)
    return (without,) if without == with_ else (without, with_)


class EntryBuilder:
    """Builds the entries of one language's tables; every fault is a TableError."""

    def __init__(self, world: World, tables: LanguageTables) -> None:
        self._world = world
        self._tables = tables
        self._known = frozenset(world.codes)
        self._rules = {
            fold(form): rule
            for rule in tables.contexts.value.ambiguous
            for listed in rule.forms
            for form in (self._inflected(tables.contexts, listed) if rule.kind == "demonym" else (listed,))
        }

    def build(self) -> tuple[Entry, ...]:
        """All entries but GeoNames' cities, in the order of the tables."""
        entries = [*self._contexts(), *self._countries(), *self._groups()]
        for file in self._tables.places:
            entries += self._places(file, "region", file.value.regions)
            entries += self._places(file, "city", file.value.cities)
            for code, peoples in file.value.peoples.items():
                self._check(file, code)
                entries += self._demonyms(file, peoples, (code,))
        self._reject_shared(entries)
        return tuple(entries)

    def _contexts(self) -> Iterator[Entry]:
        file = self._tables.contexts
        for rule in file.value.ambiguous:
            for code in (
                *rule.codes,
                *rule.cues,
                *rule.exclusive,
                *rule.via,
                *filter(None, (rule.default, rule.there)),
            ):
                if code not in self._known or code not in rule.codes:
                    line = line_of_text(file.source, rule.forms[0])
                    raise TableError("gazetteer-code", path=file.path, line=line, country=code)
        for key, rule in self._rules.items():
            form = next((f for f in self._all_forms(rule) if fold(f) == key), key)
            place = form if rule.kind in ("region", "city") else None
            yield Entry(form, rule.kind, rule.codes, place, rule, rule.kind == "demonym")
        for phrases in file.value.traps.values():
            for phrase in phrases:
                for form in expand_phrase(phrase):
                    yield Entry(form, "trap", ())

    def _all_forms(self, rule: Ambiguity) -> Iterator[str]:
        for form in rule.forms:
            yield from self._inflected(self._tables.contexts, form) if rule.kind == "demonym" else (form,)

    def _countries(self) -> Iterator[Entry]:
        file = self._tables.countries
        for code, names in file.value.items():
            self._check(file, code)
            yield from self._country(file, code, names)

    def _country(
        self, file: TableFile[dict[str, CountryNames]], code: str, names: CountryNames
    ) -> Iterator[Entry]:
        codes = (code,)
        for form in (names.name, *names.names):
            yield Entry(form, "name", codes)
        for form in names.past_names:
            yield Entry(form, "past", codes)
        yield from self._demonyms(file, names.demonyms, codes)
        yield from self._demonyms(file, names.past_demonyms, codes, "past")
        for form in names.compounds:
            yield Entry(form, "compound", codes)
        for form in names.capitals:
            yield Entry(form, "capital", codes, form)
        for form in names.institutions:
            yield Entry(form, "institution", codes)

    def _groups(self) -> Iterator[Entry]:
        file = self._tables.groups
        for key, names in file.value.former.items():
            self._check(file, key, self._world.former)
            for form in (names.name, *names.names):
                yield Entry(form, "former", (key,))
            yield from self._demonyms(file, names.demonyms, (key,), "former")
            for form in names.compounds:
                yield Entry(form, "compound", (key,))
        for key, forms in file.value.sets.items():
            self._check(file, key, self._world.sets)
            group = self._world.sets[key]
            for form in forms:
                yield Entry(form, "set" if group.counted else "uncounted", group.members)
        for key, forms in file.value.disputed.items():
            self._check(file, key, self._world.disputed)
            for form in forms:
                yield Entry(form, "region", self._world.disputed[key].members, form)

    def _places(
        self, file: TableFile[Any], kind: Literal["region", "city"], forms: dict[str, tuple[str, ...]]
    ) -> Iterator[Entry]:
        for code, names in forms.items():
            self._check(file, code)
            for form in names:
                yield Entry(form, kind, (code,), form[:1].upper() + form[1:])

    def _demonyms(
        self,
        file: TableFile[Any],
        demonyms: Iterable[str],
        codes: tuple[str, ...],
        kind: EntryKind = "demonym",
    ) -> Iterator[Entry]:
        prefixes = self._tables.inflections.value.prefixes.joined
        for demonym in demonyms:
            for form in self._inflected(file, demonym):
                for spelling in (form, *(prefix + form for prefix in prefixes)):
                    yield Entry(spelling, kind, codes, demonym=True)

    def _inflected(self, file: TableFile[Any], demonym: str) -> tuple[str, ...]:
        try:
            return inflect(demonym, self._tables.inflections.value)
        except KeyError:
            line = line_of_text(file.source, demonym)
            raise TableError("gazetteer-inflection", path=file.path, line=line, demonym=demonym) from None

    def _check(self, file: TableFile[Any], key: str, known: Iterable[str] | None = None) -> None:
        if key not in (self._known if known is None else known):
            line = line_of_text(file.source, key, bare=True)
            raise TableError("gazetteer-code", path=file.path, line=line, country=key)

    def _reject_shared(self, entries: Iterable[Entry]) -> None:
        """A form that two entries of one kind give to different countries needs an ``[[ambiguous]]`` rule.

        An old name is of one kind with a name in use.
        """
        seen: dict[tuple[str, EntryKind], Entry] = {}
        for entry in entries:
            if entry.kind in ("trap", "compound") or entry.ambiguity:
                continue
            kind: EntryKind = "name" if entry.kind == "past" else entry.kind
            first = seen.setdefault((entry.form, kind), entry)
            if first.codes != entry.codes and fold(entry.form) not in self._rules:
                raise self._shared(first, entry)

    def _shared(self, first: Entry, second: Entry) -> TableError:
        for file in self._tables.files():
            lines = [n for n, line in enumerate(file.source.splitlines(), 1) if f'"{second.form}"' in line]
            if lines:
                return TableError(
                    "gazetteer-shared", path=file.path, line=lines[-1], name=second.form,
                    first=" ".join(first.codes), second=" ".join(second.codes),
                )  # fmt: skip
        return TableError(
            "gazetteer-shared", path=self._tables.countries.path, name=second.form,
            first=" ".join(first.codes), second=" ".join(second.codes),
        )  # fmt: skip
