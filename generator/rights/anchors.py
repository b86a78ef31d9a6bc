"""The anchors of statements on their article's page: a letter for the kind, and the offset at which the words begin."""

from __future__ import annotations

from generator.annotations import EventMention, Field, Quote, Role


def quote_anchor(quote: Quote) -> str:
    """``q-120``; ``i-120`` for indirect speech; ``tq-12`` in a title."""
    return make_anchor("i" if quote.indirect else "q", quote.start, quote.field)


def event_anchor(mention: EventMention) -> str:
    """``e-120``: the words that name an event."""
    return make_anchor("e", mention.start, mention.field)


def role_anchor(role: Role) -> str:
    """``r-120``: the words of a role."""
    return make_anchor("r", role.start, role.field)


def make_anchor(letter: str, start: int, field: Field) -> str:
    """An id that is unique on the article's page for one kind and offset."""
    return f"{'t' if field == 'title' else ''}{letter}-{start}"
