"""Grouping with constraints: pairs that may be joined, pairs that never are, whatever the order they come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

UnitT = TypeVar("UnitT")


def group_units(
    units: Sequence[UnitT],
    *,
    pairs: Iterable[tuple[float, int, int]],
    allowed: Callable[[UnitT, UnitT], bool],
    required: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Group units by index.

    ``pairs`` (score, i, j) are joined from the best down, wherever every pair across the two groups is ``allowed``.
    Then ``required`` pairs are, unconditionally and whole groups at a time: an editor who says that two are one means
    all that each of them was. Groups and their members are in order of index.
    """
    group_of = list(range(len(units)))
    members: dict[int, list[int]] = {index: [index] for index in range(len(units))}

    def join(left: int, right: int) -> None:
        first, second = sorted((group_of[left], group_of[right]))
        if first != second:
            for index in members[second]:
                group_of[index] = first
            members[first] = sorted(members[first] + members.pop(second))

    for _, left, right in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        ours, theirs = members[group_of[left]], members[group_of[right]]
        if group_of[left] != group_of[right] and all(
            allowed(units[i], units[j]) for i in ours for j in theirs
        ):
            join(left, right)
    for left, right in required:
        join(left, right)
    return [group for _, group in sorted(members.items())]
