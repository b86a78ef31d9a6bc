"""Plain text in aligned columns, for ``inspection``: the same in a terminal and a pipe, never wrapped or cut."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "


def align_columns(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Lines of equally wide columns; those in ``right`` (from 0) are flush right. Rows are equally long."""
    printed = [[show_plainly(cell) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*printed, strict=True)]
    return [
        GAP.join(
            _pad(cell, width, flush_right=number in right)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in printed
    ]


def display_width(text: str) -> int:
    """Cells that a terminal needs: none for combining marks, two for wide East Asian characters."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def show_plainly(text: str) -> str:
    """``text`` on one line, with control and direction characters made visible: it may come from anybody's file."""
    return "".join(
        c if c.isprintable() or c in "\u00a0\u202f\u2009" else " " if c.isspace() else f"\\u{ord(c):04x}"
        for c in text
    )


def _pad(cell: str, width: int, *, flush_right: bool) -> str:
    space = " " * (width - display_width(cell))
    return space + cell if flush_right else cell + space
