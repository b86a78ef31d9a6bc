"""Looks up phrases at a word of a text: the well-known organisations, and any phrase of a table."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from generator.names import KnownOrganisation
from generator.pipeline.capitals import Reading
from generator.pipeline.entity_words import split_phrase


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of a known organisation; ``printed`` where it counts only in this form."""

    key: str
    words: tuple[str, ...]
    printed: str | None
    country: str | None
    capital: bool


class KnownNames:
    """The seed list, by the first folded word of each name."""

    def __init__(self, table: Mapping[str, KnownOrganisation], code: str) -> None:
        self._entries: dict[str, list[KnownName]] = {}
        for key, row in table.items():
            for language in (code, "mul"):
                for name in row.names.get(language, ()):
                    self._add(f"{key}-{name}" if row.separate else key, name, row.country)
        for entries in self._entries.values():
            entries.sort(key=lambda entry: (-len(entry.words), entry.words))

    def _add(self, key: str, name: str, country: str | None) -> None:
        words = tuple(split_phrase(name.replace("'s", " 's")))
        printed = name if " " not in name and (len(name) <= 5 or name.isupper()) else None
        entry = KnownName(key, words, printed, country, name[0].isupper())
        self._entries.setdefault(words[0], []).append(entry)

    @property
    def begins(self) -> Set[str]:
        """The folded first words of all names."""
        return self._entries.keys()

    def match(self, reading: Reading, index: int) -> tuple[KnownName, int] | None:
        """The longest known name that begins at ``index``, and the word after it."""
        for entry in self._entries.get(reading.folded[index], ()):
            last = match_words(reading, index, entry.words)
            if last is None or (entry.capital and not reading.is_capital(index)):
                continue
            if entry.printed is not None and reading.words[index] != entry.printed:
                continue
            return entry, last
        return None


def match_words(reading: Reading, index: int, words: tuple[str, ...]) -> int | None:
    """The word after ``words`` where they stand at ``index``, else None."""
    last = index + len(words)
    if last > len(reading) or reading.folded[index] != words[0]:
        return None
    return last if tuple(reading.folded[index:last]) == words else None


@lru_cache(maxsize=256)
def _first_words(phrases: frozenset[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in phrases)


def match_any(reading: Reading, index: int, phrases: frozenset[tuple[str, ...]]) -> int | None:
    """The word after the longest of ``phrases`` that stands at ``index`` (three words at most), else None."""
    if index >= len(reading.words) or reading.folded[index] not in _first_words(phrases):
        return None
    for size in (3, 2, 1):
        if index + size <= len(reading) and tuple(reading.folded[index : index + size]) in phrases:
            return index + size
    return None
