"""Direction controls: a text turns nothing round but itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.bidirectional import isolate


def test_plain_texts_are_untouched() -> None:
    """A text without controls, Arabic or not, is handed back as it is."""
    assert isolate("Élysée العربية") == "Élysée العربية"


def test_an_override_is_closed() -> None:
    """An override that is never ended ends with its text."""
    assert isolate("a\u202eb") == "\u2068a\u202eb\u2069"


@given(st.text(alphabet="ab\u202a\u202c\u202e\u2066\u2068\u2069"))
def test_isolates_are_balanced(text: str) -> None:
    """However hostile: as many isolates are opened as closed, and never closed before."""
    depth = 0
    for character in isolate(text):
        depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
        assert depth >= 0
    assert depth == 0
