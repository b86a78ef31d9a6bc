"""Organisations found in one text, and what an acronym and its expansion have to do with each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.pipeline.capitals import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words [first, last) that name an organisation; ``known`` is its row in the table, ``expansion`` its long form."""

    first: int
    last: int
    known: str | None = None
    country: str | None = None
    expansion: tuple[int, int] | None = None
    confidence: float = 0.9


def is_acronym(word: str) -> bool:
    """Whether a word has the form of an acronym: two to seven capitals, with digits, points or & among them."""
    letters = word.replace(".", "").replace("&", "").replace("-", "")
    return 2 <= len(letters) <= 7 and letters.isalnum() and letters.isupper() and letters[0].isalpha()


def keep_longest(found: Iterable[Found]) -> list[Found]:
    """Of overlapping ones the longest (of equals the surest, then the first), in order of the text."""
    kept: list[Found] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda item: (item.first - item.last, item.known is None, item.first)):
        if taken.isdisjoint(range(item.first, item.last)):
            taken.update(range(item.first, item.last))
            kept.append(item)
    return sorted(kept, key=lambda item: item.first)


def join_acronyms(reading: Reading, found: list[Found]) -> list[Found]:
    """Join « Expansion (ACRONYM) » and « ACRONYM (Expansion) »: each acronym then knows its expansion."""
    by_end = {item.last: item for item in found}
    by_first = {item.first: item for item in found}
    joined = {item.first: item for item in found}
    for index, word in enumerate(reading.words[:-2]):
        if word != "(" or index == 0:
            continue
        before, inside = by_end.get(index), by_first.get(index + 1)
        acronym = index + 1
        if before is not None and is_acronym(reading.words[acronym]) and reading.words[acronym + 1] == ")":
            joined[acronym] = Found(
                first=acronym,
                last=acronym + 1,
                known=before.known,
                country=before.country,
                expansion=(before.first, before.last),
            )
        elif (
            inside is not None
            and is_acronym(reading.words[index - 1])
            and reading.word_at(inside.last) == ")"
        ):
            short = joined.get(index - 1, Found(first=index - 1, last=index))
            joined[index - 1] = replace(short, expansion=(inside.first, inside.last))
    return [joined[first] for first in sorted(joined)]
