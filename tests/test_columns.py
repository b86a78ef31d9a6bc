"""Columns of plain text: aligned for every script, and safe to print whatever a file is called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.columns import align_columns, display_width, show_plainly


def test_columns_are_aligned_by_what_a_terminal_shows() -> None:
    """Wide characters take two cells, combining accents none, and numbers stand flush right."""
    rows = [("file", "n"), ("日本.txt", "1"), ("e\u0301te\u0301.txt", "12")]
    assert align_columns(rows, right=frozenset({1})) == [
        "file       n",
        "日本.txt   1",
        "e\u0301te\u0301.txt   12",
    ]


def test_control_characters_are_made_visible() -> None:
    """A file's name cannot move the cursor, turn the text round or break the line."""
    assert show_plainly("a\x1b[31mb\u202ec\nd") == "a\\u001b[31mb\\u202ec d"


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_any_text_gives_one_line_a_row(rows: list[tuple[str, str]]) -> None:
    """The second column begins in the same cell on every line."""
    lines = align_columns(rows)
    assert len(lines) == len(rows)
    width = max(display_width(show_plainly(first)) for first, _ in rows)
    assert all(line == show_plainly(line) for line in lines)
    for line, (first, second) in zip(lines, rows, strict=True):
        padding = " " * (width - display_width(show_plainly(first)) + 2)
        assert line == f"{show_plainly(first)}{padding}{show_plainly(second)}".rstrip()
