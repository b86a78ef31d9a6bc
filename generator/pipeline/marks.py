"""Component ``briefing_marks``: pairs quotation marks on the characters, before anything else looks at the text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from generator.languages import Language, load_language
from generator.pipeline.layers import Layer
from generator.pipeline.marks_scan import FoundMarks, MarkScan
from generator.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpan:
    """What stands between two marks, in characters: [start, end) without the marks and the spaces beside them.

    ``outer_start`` and ``outer_end`` include the marks; ``parts`` are the pieces where the mark is repeated at each
    paragraph (else just one). ``parent`` is the index in the same layer of the span around this one, ``depth`` 0
    outside all others. ``closed`` is False where the closing mark is missing: the span then ends with its paragraph,
    or before the next opening mark; ``closing`` is empty.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    opening: str
    closing: str
    parts: tuple[tuple[int, int], ...]
    parent: int | None = None
    depth: int = 0
    closed: bool = True


MARKS: Layer[MarkedSpan] = Layer("marks")


class MarkWords(Table):
    """The part of ``[sentences]`` that says how a language writes marks."""

    abbreviations: tuple[str, ...] = ()
    straight_singles: bool = False


def _nest(found: list[FoundMarks]) -> tuple[MarkedSpan, ...]:
    """Sort by start and set parents; spans that still cross another are left out."""
    spans: list[MarkedSpan] = []
    around: list[int] = []
    for item in sorted(found, key=lambda each: (each.outer_start, -each.outer_end)):
        while around and spans[around[-1]].outer_end <= item.outer_start:
            around.pop()
        if around and not _inside(item, spans[around[-1]]):
            continue
        spans.append(
            MarkedSpan(
                start=item.pieces[0][0],
                end=item.pieces[-1][1],
                outer_start=item.outer_start,
                outer_end=item.outer_end,
                opening=item.opening,
                closing=item.closing,
                parts=item.pieces,
                parent=around[-1] if around else None,
                depth=len(around),
                closed=bool(item.closing),
            )
        )
        around.append(len(spans) - 1)
    return tuple(spans)


def _inside(item: FoundMarks, span: MarkedSpan) -> bool:
    """Whether ``item`` lies wholly within the pieces of ``span``."""
    if not span.start <= item.outer_start or item.outer_end > span.end:
        return False
    starts = [start for start, _ in span.parts]
    last = bisect_right(starts, item.outer_start) - 1
    return item.outer_end <= span.parts[last][1]


def pair_marks(text: str, *, straight_singles: bool = False) -> tuple[MarkedSpan, ...]:
    """All marked spans of ``text`` in order of their opening marks; time is linear in its length (n log n in marks)."""
    return _nest(MarkScan(text, straight_singles=straight_singles).run())


class Marks:
    """The component: leaves ``MARKS`` on the Doc."""

    def __init__(self, language: Language) -> None:
        self.words = language.section("sentences", MarkWords)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` and hand it on."""
        MARKS.put(doc, pair_marks(doc.text, straight_singles=self.words.straight_singles))
        return doc


def create_marks(nlp: SpacyLanguage, name: str) -> Marks:  # noqa: ARG001  # spaCy passes both
    """The factory that ``Language.factory`` registers as ``briefing_marks``."""
    return Marks(load_language(nlp.lang))
