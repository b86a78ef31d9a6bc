"""The days of an event: which date of a sentence is its own, as EDTF, and whether two events' days can be
the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from generator.annotations import DateMention
from generator.pipeline.edtf import is_located, parse_edtf

_PLAIN = re.compile(r"(?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_RANK = {
    "day": 0,
    "days": 0,
    "week": 2,
    "month": 3,
    "months": 4,
    "season": 4,
    "quarter": 4,
    "year": 5,
    "years": 6,
}


@dataclass(frozen=True, slots=True)
class When:
    """An event's first and last day as EDTF without intervals, the mention that says so, and
    ``bound``: "start" or "end" where it is only the one of them, else "whole"."""

    start: str
    end: str
    mention: DateMention
    bound: str = "whole"


def read_when(mention: DateMention) -> When | None:
    """The days that a date gives to an event; None for what is fuzzy, or says neither month nor year."""
    if mention.precision in ("fuzzy", "decade") or not is_located(mention.edtf):
        return None
    first, _, last = mention.edtf.partition("/")
    last = last or first
    if _PLAIN.fullmatch(first) and _PLAIN.fullmatch(last):
        return When(first, last, mention)
    if mention.earliest and mention.latest:
        return When(mention.earliest, mention.latest, mention)
    return None


def is_disjoint(left: When, right: When) -> bool:
    """Whether two events cannot have happened at the same time."""
    years = [side for side in (left, right) if not side.start.startswith("XXXX")]
    if len(years) == 1:
        return _meet(_plain_days(left), _plain_days(right)) is False
    if len(years) == 2:
        return _meet(_known_days(left), _known_days(right)) is False
    return _meet(_plain_days(left), _plain_days(right)) is False


def _known_days(when: When) -> tuple[date, date] | None:
    start, end = parse_edtf(when.start)[0], parse_edtf(when.end)[1]
    return (start, end) if start and end else None


def _plain_days(when: When) -> tuple[date, date] | None:
    """Its days in a year that stands for any; None for a bare year."""
    if len(when.start) < 7 or len(when.end) < 7:
        return None
    start = parse_edtf("2000" + when.start[4:])[0]
    end = parse_edtf("2000" + when.end[4:])[1]
    return (start, end) if start and end else None


def _meet(left: tuple[date, date] | None, right: tuple[date, date] | None) -> bool | None:
    if left is None or right is None:
        return None
    return left[0] <= right[1] and right[0] <= left[1]


def more_precise(left: When | None, right: When | None) -> When | None:
    """The better of two: a range in figures before a day within it, else the more precise, else the first."""
    if left is None or right is None:
        return left or right
    if _is_range(right) and not _is_range(left):
        return right
    if _is_range(left):
        return left
    return right if _rank(right) < _rank(left) else left


def _is_range(when: When) -> bool:
    return (
        when.mention.precision == "days"
        and bool(re.search(r"\d", when.mention.text))
        and len(when.start) == 10
    )


def _rank(when: When) -> int:
    is_part = when.mention.precision == "days" and not _is_range(when)
    return 1 if is_part else _RANK.get(when.mention.precision, 7)
