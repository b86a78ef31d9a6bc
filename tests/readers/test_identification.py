"""Which language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.identification import identify_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le ministre a quitté la capitale mardi soir sans faire de déclaration.", "fr"),
        ("The minister left the capital on Tuesday evening without a word.", "en"),
        ("Der Minister hat die Hauptstadt am Dienstagabend wortlos verlassen.", "de"),
        ("El ministro abandonó la capital el martes por la noche sin declaraciones.", "es"),
        ("Министр покинул столицу во вторник вечером, не сделав заявления.", "ru"),
        ("LE MINISTRE A QUITTE LA CAPITALE MARDI SOIR, SANS UN MOT POUR LA PRESSE", "fr"),
    ],
)
def test_ordinary_sentences_are_told_apart(text: str, code: str) -> None:
    """One sentence is enough, with or without accents."""
    assert identify_language(text) == code


@pytest.mark.parametrize("text", ["", "12 h 30", "+++ 1 234 567 890 123 +++", "Ok."])
def test_too_little_text_has_no_language(text: str) -> None:
    """Nothing is guessed from figures or a word."""
    assert identify_language(text) is None


@given(st.text(max_size=200))
def test_any_text_gives_a_code_or_none(text: str) -> None:
    """Whatever is asked, the answer is an ISO code or nothing."""
    code = identify_language(text)
    assert code is None or (len(code) == 2 and code.isalpha())
