"""Which language a text is in, where the file does not say (py3langid; its model ships with it, nothing is fetched)."""

from __future__ import annotations

from functools import cache
from typing import Any

SAMPLE = 4000
"""Characters looked at: more changes nothing."""

MIN_LETTERS = 12
MIN_PROBABILITY = 0.6


def identify_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None where it is too short or too mixed to tell.

    Three-letter codes (``zxx``: no language at all) are no answer.
    """
    sample = text[:SAMPLE]
    if sum(character.isalpha() for character in sample) < MIN_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= MIN_PROBABILITY and len(code) == len("fr") else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
