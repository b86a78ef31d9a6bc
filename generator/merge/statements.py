"""Quotations across articles: one statement for the same words, one row for each report of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.annotations import Annotations, Quote
from generator.article import Article
from generator.briefing import Event, Statement
from generator.merge.names import plain

MIN_SHARED_WORDS = 4
"""Fewer words said alike in two articles are a coincidence, unless their speaker is the same."""
MOST_FULLER = 20
"""Longer quotations with the same words at a place that are looked at."""
MOST_OPENINGS = 200
"""Words of a quotation at which a shorter report of it may begin."""


def merge_statements(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    entity_ids: Mapping[tuple[str, str, str], str],
    events: Sequence[Event],
    countries: Mapping[tuple[str, str], str],
) -> tuple[Statement, ...]:
    """All quotes of all articles, in path order of the articles and text order within them.

    ``countries`` are those of merged people and organisations, by (kind, id).
    """
    statements = []
    places = _index_events(events)
    for article in articles:
        quotes = annotations[article.id].quotes
        ids = [f"{article.id}-{_letter(quote)}{quote.start}" for quote in quotes]
        for quote, own_id in zip(quotes, ids, strict=True):
            speaker_id = _speaker_id(article.id, quote, entity_ids)
            statements.append(
                Statement(
                    id=own_id,
                    statement_id=_statement_id(quote, speaker_id, own_id),
                    article_id=article.id,
                    quote=quote,
                    speaker_id=speaker_id,
                    speaker_country=quote.speaker_country
                    or countries.get((quote.speaker_kind or "", speaker_id or "")),
                    parent=ids[quote.parent] if quote.parent is not None else None,
                    events=_events_beside(article.id, quote, places),
                )
            )
    return _join_shortened(statements)


def _join_shortened(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Words that another report quotes more fully, of the same speaker, get the fullest report's statement."""
    by_opening: dict[tuple[str, str], list[tuple[str, str]]] = {}
    joined: dict[str, str] = {}
    spoken = [(plain(each.quote.text), each) for each in statements if not each.quote.indirect]
    for words, each in sorted(spoken, key=lambda pair: (-len(pair[0]), pair[0], pair[1].id)):
        split = words.split()
        if each.speaker_id is None or len(split) < MIN_SHARED_WORDS or each.statement_id in joined:
            continue
        opening = (each.speaker_id, " ".join(split[:MIN_SHARED_WORDS]))
        fuller = next((own for own, known in by_opening.get(opening, ()) if f" {words} " in known), None)
        joined[each.statement_id] = fuller or each.statement_id
        if fuller is None:
            _remember(by_opening, each.speaker_id, split, each.statement_id)
    return tuple(
        replace(each, statement_id=joined.get(each.statement_id, each.statement_id)) for each in statements
    )


def _remember(
    by_opening: dict[tuple[str, str], list[tuple[str, str]]], speaker: str, words: Sequence[str], own: str
) -> None:
    """Note every stretch of ``words`` that a shorter quotation may begin with, at most MOST_OPENINGS of them."""
    for at in range(min(len(words) - MIN_SHARED_WORDS + 1, MOST_OPENINGS)):
        opening = (speaker, " ".join(words[at : at + MIN_SHARED_WORDS]))
        known = by_opening.setdefault(opening, [])
        if len(known) < MOST_FULLER:
            known.append((own, f" {' '.join(words)} "))


def _letter(quote: Quote) -> str:
    return {"body": "i" if quote.indirect else "q", "title": "t"}[quote.field]


def _speaker_id(article_id: str, quote: Quote, entity_ids: Mapping[tuple[str, str, str], str]) -> str | None:
    if quote.speaker_key is None or quote.speaker_kind is None:
        return None
    if quote.speaker_kind == "country":
        return quote.speaker_key
    return entity_ids.get((article_id, quote.speaker_kind, quote.speaker_key))


def _statement_id(quote: Quote, speaker_id: str | None, own_id: str) -> str:
    """The same for the same words, whatever their punctuation; short ones need the same speaker."""
    words = plain(quote.text)
    if quote.indirect or not words:
        return own_id
    key = words if len(words.split()) >= MIN_SHARED_WORDS else f"{words}\0{speaker_id or own_id}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


Places = Mapping[tuple[str, str], Sequence[tuple[int, str]]]
"""(article id, field) → (offset, event id) of every event named there, in order."""


def _index_events(events: Sequence[Event]) -> Places:
    places: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for event in events:
        for report in event.reports:
            key = (report.article_id, report.mention.field)
            places.setdefault(key, []).append((report.mention.start, event.id))
    return {key: sorted(found) for key, found in places.items()}


def _events_beside(article_id: str, quote: Quote, places: Places) -> tuple[str, ...]:
    """The event last named before the quote in its article, else the first one named after it."""
    here = places.get((article_id, quote.field), ())
    before = [event_id for start, event_id in here if start <= quote.end]
    return (before[-1],) if before else tuple(event_id for _, event_id in here[:1])
