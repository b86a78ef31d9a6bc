"""What components leave on the Doc for the components after them, and for anybody else's.

A Layer keeps exact character offsets (a token may be wider than a quote), in ``doc.user_data``; the same
spans, widened to
whole tokens, are offered to other spaCy users as ``doc.spans["briefing_NAME"]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

import numpy
from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, Span

from generator.annotations import Annotations, Field


class Located(Protocol):
    """Anything with character offsets into ``doc.text``."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """After the last character."""


LocatedT = TypeVar("LocatedT", bound=Located)


@dataclass(frozen=True, slots=True)
class Layer(Generic[LocatedT]):
    """A named tuple of values on a Doc; each value has ``start`` and ``end`` in characters of ``doc.text``."""

    name: str

    def put(self, doc: Doc, items: tuple[LocatedT, ...]) -> None:
        """Store ``items``, and the same as token spans in ``doc.spans["briefing_" + name]``."""
        doc.user_data[f"briefing_{self.name}"] = items
        doc.spans[f"briefing_{self.name}"] = _widen(doc, items, self.name) if len(doc) else []

    def get(self, doc: Doc) -> tuple[LocatedT, ...]:
        """What the component before left here; empty where it did not run."""
        items: tuple[LocatedT, ...] = doc.user_data.get(f"briefing_{self.name}", ())
        return items


def _widen(doc: Doc, items: tuple[LocatedT, ...], label: str) -> list[Span]:
    """Token spans that cover the items (``doc.char_span`` would walk the whole Doc for each)."""
    if not items:
        return []
    starts = doc.to_array(IDX)
    ends = starts + doc.to_array(LENGTH)
    first = numpy.searchsorted(ends, [item.start for item in items], side="right")
    last = numpy.searchsorted(starts, [item.end for item in items], side="left")
    return [Span(doc, int(i), int(j), label=label) for i, j in zip(first, last, strict=True) if i < j]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a component may know beside the text: the article's days, the field it reads, and for a title the
    body's findings."""

    published: date | None = None
    received: date | None = None
    source: str | None = None
    field: Field = "body"
    body: Annotations | None = None


def set_context(doc: Doc, context: Context) -> None:
    """Attach ``context`` before the components run."""
    doc.user_data["briefing_context"] = context


def get_context(doc: Doc) -> Context:
    """The context of this Doc; an empty one where a stranger's pipeline runs our component."""
    context = doc.user_data.get("briefing_context")
    return context if isinstance(context, Context) else Context()
