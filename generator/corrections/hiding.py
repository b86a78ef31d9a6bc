"""Hiding: what an editor hid in an article is taken out of its annotations, before anything is merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Protocol

from generator.annotations import Annotations, EventMention, Field, Quote, Role
from generator.article import Article
from generator.corrections.decisions import Hide, Placed
from generator.errors import Problem

SAME_TO_EDITORS = str.maketrans("\n\t\u00a0\u202f\u2009’", "     '")
"""Characters that copying from a page or typing by hand changes; each stands for one, so that offsets hold."""

Gone = AbstractSet[tuple[str | None, str | None]]
"""(kind, key) of mentions of which an article has none left."""


def hide_words(
    article: Article, annotations: Annotations, hides: Iterable[Placed[Hide]]
) -> tuple[Annotations, tuple[Problem, ...]]:
    """Take out of one article's annotations whatever touches the exact words that an editor hid there.

    A speaker, a role's owner or an event's participant that was named nowhere else goes too.
    """
    problems: list[Problem] = []
    spans: list[tuple[str, int, int]] = []
    for placed in hides:
        hide = placed.decision
        if hide.article != article.id or hide.words is None:
            continue
        found = _find_words(article, hide)
        if not found:
            values = {"article": article.id, "words": hide.words}
            problems.append(
                Problem(code="correction-unmatched", path=placed.path, line=placed.line, values=values)
            )
        spans.extend(found)
    return (_without(annotations, spans) if spans else annotations), tuple(problems)


def _find_words(article: Article, hide: Hide) -> list[tuple[str, int, int]]:
    """Every (field, start, end) of the words between the given contexts (a TextQuoteSelector)."""
    before, words, after = (
        part.translate(SAME_TO_EDITORS) for part in (hide.before, hide.words or "", hide.after)
    )
    found = []
    for name, original in (("body", article.text), ("title", article.title or "")):
        text = original.translate(SAME_TO_EDITORS)
        at = text.find(before + words + after)
        while at >= 0:
            start = at + len(before)
            found.append((name, start, start + len(words)))
            at = text.find(before + words + after, start + len(words))
    return found


def _without(annotations: Annotations, spans: Sequence[tuple[str, int, int]]) -> Annotations:
    def kept(item: Located) -> bool:
        return not any(
            item.field == name and item.start < end and start < item.end and _means(item, start, end)
            for name, start, end in spans
        )

    mentions = tuple(filter(kept, annotations.mentions))
    names = tuple(
        (m.field, m.start, m.end) for m in annotations.mentions if m.kind == "person" and not kept(m)
    )
    gone: Gone = {(m.kind, m.key) for m in annotations.mentions} - {(m.kind, m.key) for m in mentions}
    return replace(
        annotations,
        mentions=mentions,
        hidden=names,
        roles=tuple(
            _forget_in_role(role, gone) for role in annotations.roles if kept(role) and _owned(role, gone)
        ),
        dates=tuple(filter(kept, annotations.dates)),
        events=tuple(_forget_in_event(event, gone) for event in annotations.events if kept(event)),
        quotes=_renumber(annotations.quotes, [kept(quote) for quote in annotations.quotes], gone, names),
    )


def _owned(role: Role, gone: Gone) -> bool:
    return ("person", role.person) not in gone


def _forget_in_role(role: Role, gone: Gone) -> Role:
    lost = role.organisation is not None and ("organization", role.organisation) in gone
    return replace(role, organisation=None) if lost else role


def _forget_in_event(event: EventMention, gone: Gone) -> EventMention:
    participants = tuple(row for row in event.participants if (row[1], row[0]) not in gone)
    return event if participants == event.participants else replace(event, participants=participants)


def _renumber(
    quotes: Sequence[Quote], keep: Sequence[bool], gone: Gone, names: Sequence[tuple[Field, int, int]]
) -> tuple[Quote, ...]:
    """The quotes that stay, their parents counted anew; nobody speaks under a name that was hidden."""
    position = {old: new for new, old in enumerate(number for number, stays in enumerate(keep) if stays)}
    return tuple(
        replace(
            _forget_speaker(quote, names) if (quote.speaker_kind, quote.speaker_key) in gone else quote,
            parent=position.get(quote.parent) if quote.parent is not None else None,
        )
        for quote, stays in zip(quotes, keep, strict=True)
        if stays
    )


def _forget_speaker(quote: Quote, names: Sequence[tuple[Field, int, int]]) -> Quote:
    """Without its speaker; without the description, too, where the hidden name stands in it."""
    quote = replace(quote, speaker=None, speaker_key=None, speaker_kind=None, speaker_country=None)
    span = quote.speaker_span
    if span is None or not any(f == quote.field and s < span[1] and span[0] < e for f, s, e in names):
        return quote
    return replace(quote, speaker_description=None, speaker_span=None)


class Located(Protocol):
    """Anything with a field and character offsets."""

    @property
    def field(self) -> str:
        """Which text: "body" or "title"."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """After the last character."""


def _means(item: Located, start: int, end: int) -> bool:
    """Whether hidden words [start, end) mean this item: they lie around it, or make up most of it."""
    overlap = min(end, item.end) - max(start, item.start)
    return overlap * 2 >= item.end - item.start
