"""The text as a row of words with offsets, and the runs of capitalised words in it, where names are looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from generator.names import Shapes
from generator.pipeline.entity_words import EntityWords, fold

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.N., J.K.
    r"|(?:[ldjmtsncokgLDJMTSNCOKG]|[qQ]u)['’ʼ](?=\w)"  # l’, d’, O’ before what they lean on
    r"|['’ʼ]s\b"  # the English possessive
    r"|\w+(?:[-‐‑&]\w+)*"
    r"|\n"
    r"|[^\w\s]"
)
PREFIXED = re.compile(r"(?:al|el|ul|as|ash|an|ar|ad|at|az)[-‐‑][^\W\d_]", re.IGNORECASE)
ENDS = frozenset('.!?…:\n«“"‹—–•‒;[')
OPENING = frozenset('«“"‹')
CLOSING = frozenset('»”"›')
POSSESSIVES = frozenset({"'s", "’s", "ʼs", "'", "’"})
LINE_ENDS = frozenset("\n.!?")
WORDS_KEPT = 65_536  # distinct words that are remembered
ROMAN = re.compile(r"[IVXLCDM]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words [first, last) of a reading: capitalised words with only small words of names between them."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One text as words: ``words[i] == text[starts[i]:ends[i]]``; ``folded`` for look-ups (elisions bare).

    ``capitals`` are the words that begin with a capital; ``headline`` those of lines where a capital proves nothing.
    """

    text: str
    words: list[str]
    folded: list[str]
    starts: list[int]
    ends: list[int]
    capitals: list[int]
    headline: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.words)

    def fold_at(self, index: int) -> str:
        """The folded word at ``index``; empty outside the text."""
        return self.folded[index] if 0 <= index < len(self.words) else ""

    def word_at(self, index: int) -> str:
        """The word at ``index``; empty outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter (al-Khatib does too)."""
        return 0 <= index < len(self.words) and _has_capital(self.words[index])

    def is_word(self, index: int) -> bool:
        """Whether letters begin the token."""
        return self.word_at(index)[:1].isalpha()

    def touches(self, left: int, right: int) -> bool:
        """Whether two neighbouring words stand beside each other: nothing or spaces between them."""
        return right < len(self.words) and self.starts[right] - self.ends[left] <= 2

    def begins_sentence(self, index: int) -> bool:
        """Whether a capital here may be due to a sentence's beginning."""
        before = self.word_at(index - 1)
        if before == "." and index >= 2:
            word = self.words[index - 2]
            return not (
                len(word) <= 3 and word[:1].isupper() and self.ends[index - 2] == self.starts[index - 1]
            )
        return not before or before in ENDS

    def in_headline(self, index: int) -> bool:
        """Whether the word stands in a line of capitals or of capitalised words."""
        return index in self.headline

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Characters [start, end) of the words [first, last)."""
        return self.starts[first], self.ends[last - 1]

    def slice(self, first: int, last: int) -> str:
        """The text of the words [first, last)."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_words(text: str) -> Reading:
    """Cut ``text`` into words; one pass, linear."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    known: dict[str, tuple[str, bool]] = {}
    for match in TOKEN.finditer(text):
        word = match[0]
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
        if word not in known:
            known[word] = _look_up(word)
    folded = [known[word][0] for word in words]
    capitals = [index for index, word in enumerate(words) if known[word][1]]
    reading = Reading(text=text, words=words, folded=folded, starts=starts, ends=ends, capitals=capitals)
    for first, last in _find_headlines(reading):
        reading.headline.update(range(first, last))
    return reading


@lru_cache(maxsize=WORDS_KEPT)
def _look_up(word: str) -> tuple[str, bool]:
    """The word folded for look-ups (elisions bare), and whether it begins with a capital."""
    return fold(word.rstrip("'’ʼ") or word), _has_capital(word)


def _has_capital(word: str) -> bool:
    """Whether a word begins with a capital letter (al-Khatib does too)."""
    return word[0].isupper() or ("-" in word and word[3:4].isupper() and PREFIXED.match(word) is not None)


def _find_headlines(reading: Reading) -> list[tuple[int, int]]:
    """Lines in capitals, or with nearly every word capitalised: there a capital proves nothing."""
    found = []
    first = 0
    words = reading.words
    stops = [index for index, word in enumerate(words) if word in LINE_ENDS]
    for stop in [*stops, len(words)]:
        capitals = bisect_left(reading.capitals, stop) - bisect_left(reading.capitals, first)
        if 4 * capitals > stop - first:
            ended = stop < len(words) and words[stop] == "."
            if _is_headline(words[first:stop], ended=ended):
                found.append((first, stop))
        first = stop + 1
    return found


def _is_headline(words: list[str], *, ended: bool) -> bool:
    """Whether a line is in capitals; or, not ``ended`` by a point, has nearly every word capitalised."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    if len(long) < 2:
        return False
    upper = sum(word.isupper() for word in long)
    if upper >= 0.8 * len(long) and (len(words) > 3 or not any(word.islower() for word in words)):
        return True
    capital = sum(word[0].isupper() for word in long)
    return not ended and len(long) >= 4 and capital >= 0.85 * len(long) and len(words) > 5


def find_runs(reading: Reading, words: EntityWords, shapes: Shapes) -> list[Run]:
    """All longest sequences of capitalised words; small words of names join them, days and months part them."""
    runs: list[Run] = []
    last = 0
    for index in reading.capitals:
        if index >= last and _may_begin(reading, index, words):
            last = _end_of_run(reading, index, words, shapes)
            runs.append(Run(index, last))
    return runs


def _may_begin(reading: Reading, index: int, words: EntityWords) -> bool:
    word = reading.words[index]
    if word[-1] in "'’ʼ":
        follows = reading.is_capital(index + 1)
        return word[0] in "OoDKNG" and word[0].isupper() and follows and not reading.begins_sentence(index)
    if not reading.is_capital(index) or reading.folded[index] in words.calendar:
        return False
    return not (reading.begins_sentence(index) and reading.folded[index] in words.starters)


def _end_of_run(reading: Reading, first: int, words: EntityWords, shapes: Shapes) -> int:
    last = first + 1
    while last < len(reading):
        following = _next_of_run(reading, last, words, shapes)
        if following == last:
            break
        last = following
    return last


def _next_of_run(reading: Reading, last: int, words: EntityWords, shapes: Shapes) -> int:
    """The end of the run when the word at ``last`` (an initial's point, a small word, a capital) goes on with it."""
    previous = reading.words[last - 1]
    if reading.words[last] == "." and reading.ends[last - 1] == reading.starts[last]:
        if previous in shapes.generations and last - 1 > 0:
            return last + 1
        initial = len(previous) == 1 and previous.isupper()
        return last + 1 if initial and (reading.is_capital(last + 1) or last - 2 >= 0) else last
    if not reading.touches(last - 1, last):
        return last
    if reading.words[last] == "&":
        return last + 2 if reading.is_capital(last + 1) else last
    if reading.is_capital(last) or reading.words[last][-1] in "'’ʼ":
        if reading.words[last][-1] in "'’ʼ" and not (
            reading.words[last][0].isupper() and reading.is_capital(last + 1)
        ):
            return last
        return last if reading.folded[last] in words.calendar else last + 1
    end = last
    while end < len(reading) and end - last < 3 and reading.folded[end] in shapes.joining:
        end += 1
    return end + 1 if last < end < len(reading) and reading.is_capital(end) else last
