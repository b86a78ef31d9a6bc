"""Component ``briefing_sentences``: sentences, never broken inside quotation marks but where a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from generator.languages import Language, load_language
from generator.pipeline.layers import Layer
from generator.pipeline.marks import MARKS, MarkedSpan, MarkWords

WRAPPED_LINE = 60
"""A line of at least so many characters that ends without a stop may have been wrapped by hand."""

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_STOP = re.compile(r"[.!?…]+(?:[^\S\n]*[»›”\"’'\])]+)*|\n")
_ENDED = frozenset('.!?…:;»›”"')
_STARTS_LOW = frozenset(",;:.!?)]}»›%")
_BULLETS = frozenset("-–—•*▪")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """[start, end) in characters, without outer spaces; ``paragraph`` counts blank-line paragraphs from 0."""

    start: int
    end: int
    paragraph: int


SENTENCES: Layer[Sentence] = Layer("sentences")


class Sentences:
    """The component: leaves ``SENTENCES`` on the Doc and sets ``token.is_sent_start``."""

    def __init__(self, language: Language) -> None:
        words = language.section("sentences", MarkWords)
        self.abbreviations = frozenset(words.abbreviations)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` and hand it on."""
        sentences = tuple(self.split(doc.text, MARKS.get(doc)))
        SENTENCES.put(doc, sentences)
        if len(doc):
            _set_starts(doc, sentences)
        return doc

    def split(self, text: str, marks: tuple[MarkedSpan, ...] = ()) -> Iterator[Sentence]:
        """Sentences of ``text`` in order; spaces between them belong to none."""
        quoted = [part for mark in marks if mark.depth == 0 and mark.closed for part in _outer_parts(mark)]
        position = 0
        for number, (start, end) in enumerate(_paragraphs(text)):
            begin = start
            for stop, resume in self._stops(text, start, end):
                while position < len(quoted) and quoted[position][1] < resume:
                    position += 1
                if position < len(quoted) and quoted[position][0] < stop and resume <= quoted[position][1]:
                    continue
                yield from _sentence(text, begin, resume, number)
                begin = resume
            yield from _sentence(text, begin, end, number)

    def _stops(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """(offset of the stop, offset after it) wherever a sentence may end."""
        line = start
        for found in _STOP.finditer(text, start, end):
            if found[0] == "\n":
                if _breaks_line(text, line, found.start()):
                    yield found.start(), found.end()
                line = found.end()
            elif self._ends_sentence(text, found.start(), found.end(), end):
                yield found.start(), found.end()

    def _ends_sentence(self, text: str, start: int, after: int, end: int) -> bool:
        following = after
        while following < end and text[following] in " \t\u00a0\u202f\u2009":
            following += 1
        if following >= end:
            return False
        if following == after or text[following] == "\n":
            return False
        if text[following].islower() or text[following] in _STARTS_LOW:
            return False
        if text[start] == "." and after == start + 1:
            word = _word_before(text, start)
            if len(word) == 1 and word.isupper() and not _ends_with_number(text, start):
                return False
            return word.lower() not in self.abbreviations
        return True


def _word_before(text: str, at: int) -> str:
    begin = at
    while begin > 0 and at - begin < 20 and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    return text[begin:at]


def _ends_with_number(text: str, at: int) -> bool:
    """« 14 h. 30 »: a unit's letter after a figure is no initial."""
    return at >= 3 and text[at - 2] in " \u00a0\u202f" and text[at - 3].isdigit()


def _breaks_line(text: str, line: int, at: int) -> bool:
    """Whether a lone line feed ends a sentence, or only wraps it."""
    last = at - 1
    while last > line and text[last].isspace():
        last -= 1
    following = at + 1
    while following < len(text) and text[following] in " \t\u00a0":
        following += 1
    if following >= len(text) or text[last] in _ENDED:
        return True
    if text[following].islower():
        return False
    return text[following] in _BULLETS or at - line < WRAPPED_LINE


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _PARAGRAPH.finditer(text):
        yield begin, found.start()
        begin = found.end()
    yield begin, len(text)


def _outer_parts(mark: MarkedSpan) -> Iterator[tuple[int, int]]:
    """The stretches that must not be broken: the pieces, the first and the last with their marks."""
    last = len(mark.parts) - 1
    for index, (start, end) in enumerate(mark.parts):
        yield (mark.outer_start if index == 0 else start), (mark.outer_end - 1 if index == last else end)


def _sentence(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start=start, end=end, paragraph=paragraph)


def _set_starts(doc: Doc, sentences: tuple[Sentence, ...]) -> None:
    """Mark the token that holds each sentence's first character; all others continue one."""
    offsets = doc.to_array(["IDX"]).reshape(-1)
    starts = numpy.array([sentence.start for sentence in sentences], dtype=offsets.dtype)
    flags = numpy.full(len(offsets), -1, dtype="int64")
    flags[numpy.maximum(numpy.searchsorted(offsets, starts, side="right") - 1, 0)] = 1
    flags[0] = 1
    doc.from_array(["SENT_START"], flags.reshape(-1, 1).astype("uint64"))  # type: ignore[arg-type]  # spaCy's stub lacks it


def create_sentences(nlp: SpacyLanguage, name: str) -> Sentences:  # noqa: ARG001  # spaCy passes both
    """The factory that ``Language.factory`` registers as ``briefing_sentences``."""
    return Sentences(load_language(nlp.lang))
