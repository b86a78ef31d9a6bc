"""The words beside a span, for the rules of ``countries`` and ``places``: a small window, so that time is linear."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WINDOW = 48
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?:['’](?=\w|$)|\.(?=[^\W\d_]))?|\n\s*\n|[^\w\s]")
_SENTENCE_END = frozenset('.!?;:…\n«»“”"()[]–—•*#|>')
_LINE_WORD = re.compile(r"[^\W\d_]{4,}")


class Phrases:
    """Phrases of one to some words, for quick comparison with tokens; small letters unless ``cased``."""

    def __init__(self, phrases: tuple[str, ...], *, cased: bool = False) -> None:
        self._cased = cased
        self._phrases = frozenset(tuple(_tokens(phrase)) for phrase in phrases)
        self._lengths = sorted({len(phrase) for phrase in self._phrases})
        self._longest = max(self._lengths, default=0)

    def contain_end(self, tokens: tuple[str, ...]) -> bool:
        """Whether ``tokens`` end with a phrase."""
        near = tokens[-self._longest :] if self._longest else ()
        lowered = near if self._cased else tuple(map(str.lower, near))
        return any(lowered[-length:] in self._phrases for length in self._lengths if length <= len(lowered))

    def contain_start(self, tokens: tuple[str, ...]) -> bool:
        """Whether ``tokens`` start with a phrase."""
        near = tokens[: self._longest]
        lowered = near if self._cased else tuple(map(str.lower, near))
        return any(lowered[:length] in self._phrases for length in self._lengths)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``left`` holds the tokens before the span, the nearest last; ``right`` those after it. Apostrophes are straight.

    ``touches_left`` and ``touches_right``: nothing but one space lies between the span and that token.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    touches_left: bool
    touches_right: bool

    @property
    def before(self) -> str:
        """The word directly before, in small letters; "" at the start of a sentence."""
        return "" if self.opens_sentence else self.left[-1].lower()

    @property
    def after(self) -> str:
        """The word directly after; "" where there is none."""
        return self.right[0] if self.right else ""

    @property
    def opens_sentence(self) -> bool:
        """Whether nothing of the same sentence stands before."""
        return not self.left or self.left[-1][0] in _SENTENCE_END

    @property
    def is_second(self) -> bool:
        """Whether just one word of the same sentence stands before."""
        return not self.opens_sentence and (len(self.left) == 1 or self.left[-2][0] in _SENTENCE_END)

    def follows(self, phrases: Phrases) -> bool:
        """Whether one of ``phrases`` stands directly before."""
        return phrases.contain_end(self.left)

    def precedes(self, phrases: Phrases) -> bool:
        """Whether one of ``phrases`` stands directly after."""
        return phrases.contain_start(self.right)

    def drop_left(self, words: frozenset[str]) -> tuple[str, ...]:
        """The tokens before, without those of ``words`` that stand nearest."""
        left = self.left
        while left and left[-1].lower() in words:
            left = left[:-1]
        return left


def look_around(text: str, start: int, end: int) -> Surroundings:
    """The surroundings of ``text[start:end]``: 48 characters to each side, less a word cut at the window's edge."""
    first = max(0, start - _WINDOW)
    last = min(len(text), end + _WINDOW)
    left = _tokens(text[first:start])
    if first and left and text[first - 1].isalnum():
        left = left[1:]
    right = _tokens(text[end:last])
    return Surroundings(
        tuple(left),
        tuple(right),
        text[start - 1 : start] in (" ", "\u00a0") and start - 1 > 0 and not text[start - 2].isspace(),
        text[end : end + 1] in (" ", "\u00a0") and text[end + 1 : end + 2].isalnum(),
    )


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.replace("’", "'"))


def is_title_case(text: str, start: int, end: int) -> bool:
    """Whether the line around the span writes nearly all of its longer words with a capital, as a headline does."""
    line_start = max(text.rfind("\n", max(0, start - 200), start) + 1, start - 200)
    line_end = text.find("\n", end, end + 200)
    line = text[line_start : line_end if line_end >= 0 else end + 200]
    words = _LINE_WORD.findall(line)
    return (
        len(words) >= 4
        and not line.rstrip().endswith(".")
        and sum(word[0].isupper() for word in words) >= 0.75 * len(words)
    )


def is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around the span are all in capitals."""
    words = re.findall(r"[^\W\d_]{2,}", text[max(0, start - 40) : start] + " " + text[end : end + 40])
    return len(words) >= 2 and all(word.isupper() for word in words)
