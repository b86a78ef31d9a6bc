"""Which group of mentions an address of the registry stands for, now that articles were added, mended or corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from generator.registry import Kind, Registry, Row

GroupT = TypeVar("GroupT")


def assign_rows(
    groups: Sequence[GroupT],
    *,
    kind: Kind,
    registry: Registry,
    score: Callable[[Row, GroupT], float],
    row_keys: Callable[[Row], Iterable[str]],
    group_keys: Callable[[GroupT], Iterable[str]],
    preferred: Sequence[str] = (),
    slug: Callable[[GroupT], str],
    founder: Callable[[GroupT], dict[str, str | None]],
) -> list[Row]:
    """One row for each group. ``score`` says how surely a row stands for a group (0: not at all); it is asked only
    where ``row_keys`` and ``group_keys`` have a key in common, or an archive would be compared with all of itself.

    Rows are matched best score first, each to one group; a group that several rows stand for keeps the ``preferred``
    one (a list of row ids), else one that was not merged away before, and the others are merged into it. A row that
    stands for a group of its own again is no longer merged. Groups without a row found one, in their order.
    """
    places: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for key in dict.fromkeys(group_keys(group)):
            places.setdefault(key, []).append(number)
    claims = [
        (score(row, groups[number]), row, number)
        for row in registry.rows(kind)
        for number in sorted({number for key in row_keys(row) for number in places.get(key, ())})
    ]
    owner: dict[str, int] = {}
    rows_of: dict[int, list[tuple[float, Row]]] = {}
    for value, row, number in sorted(claims, key=lambda claim: (-claim[0], claim[1].id, claim[2])):
        if value > 0 and row.id not in owner and (value >= 1 or number not in rows_of):
            owner[row.id] = number
            rows_of.setdefault(number, []).append((value, row))
    result = []
    for number, group in enumerate(groups):
        candidates = rows_of.get(number, [])
        if not candidates:
            result.append(registry.found(kind, slug(group), founder(group)))
            continue
        kept = min(candidates, key=lambda item: _rank(item, preferred))[1]
        registry.merge(kept.id, None)
        for _, row in candidates:
            if row.id != kept.id:
                registry.merge(row.id, kept.id)
        result.append(registry.row(kept.id))
    return result


def _rank(candidate: tuple[float, Row], preferred: Sequence[str]) -> tuple[int, bool, float, str]:
    value, row = candidate
    place = preferred.index(row.id) if row.id in preferred else len(preferred)
    return (place, row.merged_into is not None, -value, row.id)
