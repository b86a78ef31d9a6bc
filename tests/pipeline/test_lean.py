"""The lean language: elisions and marks are tokens of their own, and no text makes it slow or loses a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.languages import load_language
from generator.pipeline.lean import make_nlp
from generator.pipeline.tokenizer import LONGEST_RUN

FRENCH = make_nlp(load_language("fr"))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l'«exigence»", ["l'", "«", "exigence", "»"]),
        ("qu’«il vient»", ["qu’", "«", "il", "vient", "»"]),
        ("L’Inde, d’ici lundi", ["L’", "Inde", ",", "d’", "ici", "lundi"]),
        ("aujourd'hui", ["aujourd'hui"]),
    ],
)
def test_elisions_and_marks_are_tokens_of_their_own(text: str, tokens: list[str]) -> None:
    """What stock French glues together is parted."""
    assert [token.text for token in FRENCH.make_doc(text)] == tokens


@given(st.text(alphabet="ab .,!«»\"'’\n\u00a0\u202f\u200f😀İé", max_size=3 * LONGEST_RUN))
def test_no_character_is_lost(text: str) -> None:
    """A Doc's text is the text, whatever stands in it, long runs without spaces included."""
    assert FRENCH.make_doc(text).text == text


def test_long_run_without_spaces_keeps_its_text() -> None:
    """A run of marks that would take spaCy's tokenizer quadratic time is cut and kept."""
    text = "Avant " + "!«»," * 25_000 + " après."
    assert FRENCH.make_doc(text).text == text
