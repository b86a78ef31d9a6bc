"""A folded copy of a text for look-ups: lower case, plain spaces and apostrophes, the same offsets as the
original."""

from __future__ import annotations

import re

from spacy.tokens import Doc

_PLAIN = {
    **dict.fromkeys(
        map(ord, "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"), " "
    ),
    **dict.fromkeys(map(ord, "’‘ʼ´`′"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
}


def fold_text(text: str) -> str:
    """The text in lower case, character by character: its length is the original's."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return folded.translate(_PLAIN)


def spread_spaces(pattern: str) -> str:
    """A pattern of a table in which each space stands for any white space: ``[ -]`` and ``( ?)`` keep their
    sense."""
    pieces = re.split(r"(\\.|\[(?:\\.|[^\]\\])*\])", pattern)
    return "".join(
        piece.replace(" ", r"\s") if index % 2 else piece.replace(" ", r"(?:\s+)")
        for index, piece in enumerate(pieces)
    )


def read_texts(doc: Doc) -> tuple[str, str]:
    """The Doc's text and its folded copy, kept on the Doc: putting a text together from tokens costs as much
    as a component."""
    key = "briefing_texts"
    texts: tuple[str, str] | None = doc.user_data.get(key)
    if texts is None:
        text = doc.text
        texts = doc.user_data[key] = (text, fold_text(text))
    return texts
