"""The text of a Doc, put together word by distinct word: ``doc.text`` makes a Python object of every token."""

from __future__ import annotations

from spacy.attrs import ORTH, SPACY
from spacy.tokens import Doc


def read_text(doc: Doc) -> str:
    """Exactly ``doc.text``."""
    rows = doc.to_array([ORTH, SPACY]).tolist()
    strings = doc.vocab.strings
    words = {orth: strings[orth] for orth in {row[0] for row in rows}}
    return "".join([words[orth] + " " if space else words[orth] for orth, space in rows])
