"""Months: long lists are parted by month and then into pieces that a phone can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from generator.catalogue import Catalogue

LONGEST_LIST = 200  # entries on one page

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage(Generic[ItemT]):
    """A piece of one month's entries; ``month`` is (year, month), None for entries without a day;
    ``number`` counts from 1."""

    month: tuple[int, int] | None
    number: int
    of: int
    items: tuple[ItemT, ...]

    @property
    def slug(self) -> str:
        """Its folder below the list's: ``2026-11``, ``2026-11-2``, ``undated``."""
        base = f"{self.month[0]:04d}-{self.month[1]:02d}" if self.month else "undated"
        return base if self.number == 1 else f"{base}-{self.number}"


def part_by_month(
    items: Iterable[ItemT], day_of: Callable[[ItemT], date | None], longest: int = LONGEST_LIST
) -> tuple[MonthPage[ItemT], ...]:
    """Part ``items`` by month, newest month first and undated last, each into pieces of at most
    ``longest``; order is kept."""
    months: dict[tuple[int, int] | None, list[ItemT]] = {}
    for item in items:
        day = day_of(item)
        months.setdefault((day.year, day.month) if day else None, []).append(item)
    order = sorted(months, key=lambda month: month or (0, 0), reverse=True)
    return tuple(page for month in order for page in _part(month, months[month], longest))


def _part(
    month: tuple[int, int] | None, items: Sequence[ItemT], longest: int
) -> tuple[MonthPage[ItemT], ...]:
    starts = range(0, len(items), longest)
    return tuple(
        MonthPage(month=month, number=number, of=len(starts), items=tuple(items[start : start + longest]))
        for number, start in enumerate(starts, 1)
    )


def title_month(title: str, month: MonthPage[ItemT] | None, catalogue: Catalogue) -> str:
    """« Citations · novembre 2026 (2/3) »; the bare title for the whole list."""
    if month is None:
        return title
    name = catalogue.dates.write_month(*month.month) if month.month else catalogue.text("undated")
    return f"{title} · {name}" + (f" ({month.number}/{month.of})" if month.of > 1 else "")
