"""Frames: a sentence as words, stops and quotation slots, which is what the rules of ``attribution`` look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.annotations import Kind, Mention
from generator.pipeline.marks import MarkedSpan
from generator.pipeline.quotes_vocabulary import Vocabulary
from generator.pipeline.sentences import Sentence

MOST_SLOTS = 40
"""Quotations in one frame; a longer sentence is cut before the next one, so that no text takes superlinear time."""

MOST_LOOKED_AT = 60
"""Mentions before a place among which an organisation that is taken up is looked for."""

_KIND_ORDER = {"person": 0, "organization": 1, "country": 2, "place": 3}


class Item(NamedTuple):
    """A word, a stop or a quotation slot at [start, end); ``low`` is its lower case with straight apostrophes."""

    kind: Literal["word", "stop", "slot"]
    start: int
    end: int
    low: str
    capital: bool = False
    slot: int = -1


class Words:
    """Cuts text into items; one object a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        elided = "|".join(sorted(map(re.escape, vocabulary.elisions), key=len, reverse=True))
        elision = rf"(?i:{elided})['’](?=\S)|" if elided else ""
        dotted = sorted(
            (re.escape(title) for title in vocabulary.titles if title.endswith(".")), key=len, reverse=True
        )
        titled = rf"(?i:{'|'.join(dotted)})|" if dotted else ""
        suffixes = "|".join(
            each.replace("'", "['’]") + r"\b" for each in vocabulary.words.possessive_suffixes
        )
        kept, suffixed = (rf"(?!{suffixes})", rf"{suffixes}|") if suffixes else ("", "")
        self._item = re.compile(
            rf"\b(?:{titled}{elision}\d+(?:[.,]\d+)+|[A-ZÀ-Þ]\.(?=[\s,A-Z])|\w+(?:{kept}[-‑'’]\w+)*)|{suffixed}[^\w\s]"
        )

    def cut(self, text: str, start: int, end: int) -> list[Item]:
        """Items of ``text[start:end]``."""
        items: list[Item] = []
        for found in self._item.finditer(text, start, end):
            word = found[0]
            if len(word) > 1 or word.isalnum() or word == "_":
                low = word.lower().replace("’", "'").replace("‑", "-")
                items.append(Item("word", found.start(), found.end(), low, word[0].isupper()))
            else:
                items.append(Item("stop", found.start(), found.end(), word))
        return items


@dataclass(slots=True, eq=False)
class Frame:
    """One or several sentences that a quotation holds together; ``slots``: index of a mark → its item."""

    start: int
    end: int
    paragraph: int
    items: list[Item]
    mentions: dict[int, tuple[int, Mention]]
    lows: list[str]
    slots: dict[int, int]


class Frames:
    """All frames of one text, made when asked for."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        marks: Sequence[MarkedSpan],
        mentions: Sequence[Mention],
        vocabulary: Vocabulary,
        words: Words,
    ) -> None:
        self.text = text
        self.marks = marks
        self.vocabulary = vocabulary
        self._words = words
        self._mentions = sorted(
            mentions, key=lambda each: (each.start, -each.end, _KIND_ORDER.get(each.kind, 4))
        )
        self._mention_starts = [each.start for each in self._mentions]
        self._top = [i for i, mark in enumerate(marks) if mark.depth == 0]
        self._top_starts = [marks[i].outer_start for i in self._top]
        tops = [marks[i] for i in self._top]
        self.bounds = list(_cut_long(_join_sentences(sentences, tops), self._top_starts))
        self._starts = [bound[0] for bound in self.bounds]
        self._made: dict[int, Frame] = {}

    def __len__(self) -> int:
        return len(self.bounds)

    def mentions_before(self, kind: Kind, offset: int) -> Iterator[Mention]:
        """The mentions of a kind before an offset, the last first, at most MOST_LOOKED_AT mentions back."""
        last = bisect_left(self._mention_starts, offset)
        for mention in reversed(self._mentions[max(last - MOST_LOOKED_AT, 0) : last]):
            if mention.kind == kind:
                yield mention

    def index_at(self, offset: int) -> int:
        """Index of the frame that holds the character at ``offset`` (or the one before it)."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def paragraph(self, index: int) -> int:
        """Paragraph number of a frame."""
        return self.bounds[index][2]

    def last_paragraph(self, index: int) -> int:
        """Number of the paragraph in which a frame ends."""
        return self.bounds[index][3]

    def __getitem__(self, index: int) -> Frame:
        made = self._made.get(index)
        if made is None:
            start, end, paragraph, _ = self.bounds[index]
            lo, hi = bisect_left(self._top_starts, start), bisect_left(self._top_starts, end)
            made = self._made[index] = self.build(start, end, paragraph, self._top[lo:hi])
        return made

    def holds_marks(self, index: int) -> bool:
        """Whether a marked span stands in frame ``index``."""
        start, end, _, _ = self.bounds[index]
        return bisect_left(self._top_starts, start) < bisect_left(self._top_starts, end)

    def inside(self, mark: int, children: Sequence[int]) -> Frame:
        """A frame of what stands within a marked span, with the spans nested in it as slots."""
        span = self.marks[mark]
        return self.build(span.start, span.end, self.paragraph(self.index_at(span.start)), children)

    def build(self, start: int, end: int, paragraph: int, slots: Sequence[int]) -> Frame:
        """Cut [start, end) into items, each of ``slots`` being one."""
        items: list[Item] = []
        slot_positions: dict[int, int] = {}
        position = start
        for slot in slots:
            mark = self.marks[slot]
            if mark.outer_start < position:
                continue
            items.extend(self._words.cut(self.text, position, mark.outer_start))
            slot_positions[slot] = len(items)
            items.append(Item("slot", mark.outer_start, mark.outer_end, "", slot=slot))
            position = mark.outer_end
        items.extend(self._words.cut(self.text, position, end))
        frame = Frame(start, end, paragraph, items, {}, [item.low for item in items], slot_positions)
        self._place_mentions(frame)
        return frame

    def _place_mentions(self, frame: Frame) -> None:
        """Fill ``mentions``: index of the first item → (index after the last, mention), without overlap."""
        starts = [item.start for item in frame.items]
        free_from = 0
        lo = bisect_left(self._mention_starts, frame.start)
        hi = bisect_left(self._mention_starts, frame.end)
        for mention in self._mentions[lo:hi]:
            first = bisect_right(starts, mention.start) - 1
            after = bisect_left(starts, mention.end)
            if first < free_from or first >= after or frame.items[first].end <= mention.start:
                continue
            if any(item.kind == "slot" for item in frame.items[first:after]):
                continue
            frame.mentions[first] = (after, mention)
            free_from = after


def _join_sentences(
    sentences: Sequence[Sentence], marks: Sequence[MarkedSpan]
) -> list[tuple[int, int, int, int]]:
    """(start, end, first and last paragraph) of the sentences, those that one quotation runs through joined."""
    bounds: list[tuple[int, int, int, int]] = []
    position = 0
    for sentence in sentences:
        while position < len(marks) and marks[position].outer_end <= sentence.start:
            position += 1
        joined = bounds and position < len(marks) and marks[position].outer_start < sentence.start
        if joined and marks[position].outer_start < bounds[-1][1]:
            bounds[-1] = (bounds[-1][0], sentence.end, bounds[-1][2], sentence.paragraph)
        else:
            bounds.append((sentence.start, sentence.end, sentence.paragraph, sentence.paragraph))
    return bounds


def _cut_long(
    bounds: Iterable[tuple[int, int, int, int]], starts: Sequence[int]
) -> Iterator[tuple[int, int, int, int]]:
    """``bounds`` with at most MOST_SLOTS of the quotations that begin at ``starts`` in each."""
    for start, end, first, last in bounds:
        begin = start
        lo, hi = bisect_left(starts, start), bisect_left(starts, end)
        for cut in range(lo + MOST_SLOTS, hi, MOST_SLOTS):
            yield begin, starts[cut], first, last
            begin = starts[cut]
        yield begin, end, first, last
