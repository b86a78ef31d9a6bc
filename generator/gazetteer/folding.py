"""Folds text for look-ups, one character for one: case, accents and every kind of apostrophe, hyphen and space.

Lower-casing can change a text's length (İ); this folding never does, so an offset in the shadow is one in the text.
Only where a text is decomposed (a letter, then its accent) are characters left out, and ``Shadow`` leads back.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_IGNORED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_RANGES = ((0x00, 0x300), (0x370, 0x530), (0x1E00, 0x2070), (0x3000, 0x3040))
_LETTERS = {"đ": "d", "ł": "l", "ø": "o", "ħ": "h", "ı": "i", "ð": "d"}


def fold_character(character: str) -> str:
    """The base letter in lower case; a digit as it is; a space for anything that is neither."""
    if not character.isalnum():
        return " "
    base = unicodedata.normalize("NFD", character)[0].lower()
    return _LETTERS.get(base, base) if len(base) == 1 else character


_TABLE = {code: fold_character(chr(code)) for start, end in _RANGES for code in range(start, end)}


def fold(text: str) -> str:
    """Fold ``text`` character by character; the result has the same length."""
    return text.translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Shadow:
    """A folded text between two spaces, and the way back; ``offsets`` is None where only that space differs."""

    text: str
    offsets: tuple[int, ...] | None = None

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of ``[start, end)`` in the shadow."""
        if self.offsets is None:
            return start - 1, end - 1
        return self.offsets[start - 1], self.offsets[end - 1]


def cast_shadow(text: str) -> Shadow:
    """Fold ``text`` for look-up, without combining accents, soft hyphens and zero-width characters."""
    if not _IGNORED.search(text):
        return Shadow(f" {fold(text)} ")
    kept = [index for index, character in enumerate(text) if not _IGNORED.match(character)]
    folded = fold("".join(text[index] for index in kept))
    return Shadow(f" {folded} ", (*kept, len(text)))


def is_spelling_of(form: str, piece: str) -> bool:
    """Whether ``piece`` of a text spells ``form``: accents may be missing, never added; its capitals must be kept.

    A form all in capitals (an acronym) must stand so; otherwise the first capital of the form must be one in the text,
    and after an article (« La Réunion ») the second.
    """
    if piece == form:
        return True
    piece = _IGNORED.sub("", unicodedata.normalize("NFC", piece))
    if len(piece) != len(form) or (len(form) > 1 and form.isupper() and not piece.isupper()):
        return False
    capitals = [index for index, character in enumerate(form) if character.isupper()]
    kept = 2 if form[2:3] == " " or form[3:4] == " " else 1
    if not all(piece[index].isupper() for index in capitals[:kept]):
        return False
    return all(map(_is_letter_of, form, piece))


def _is_letter_of(wanted: str, given: str) -> bool:
    if wanted == given or wanted.casefold() == given.casefold():
        return True
    if wanted.isalnum():
        return given.isalnum() and given.lower() == fold_character(wanted)
    return wanted not in ".,()&" and given not in ".,()&;:!?/" and not given.isalnum()
