"""Quotes as they may be printed: the words or none, the speaker or none, and who else reports them."""

from __future__ import annotations

from generator.annotations import Quote
from generator.article import Article
from generator.briefing import Statement
from generator.publication import PublicQuote
from generator.rights.anchors import quote_anchor
from generator.rights.desk import Desk, is_listed
from generator.rights.initials import make_initials, without_name


def clear_quote(desk: Desk, statement: Statement) -> PublicQuote:
    """One report of a quotation."""
    quote, article = statement.quote, desk.articles[statement.article_id]
    anchor = quote_anchor(quote)
    evidence = desk.evidence(
        article.id, anchor, (quote.start, quote.end), quote.field, quote.text, guarded=False
    )
    source = article.text if quote.field == "body" else (article.title or "")
    shown = evidence.text is not None
    named = quote.tier == "sure" or desk.show_probable
    description = quote.speaker_description if _shows_description(desk, article, quote) else None
    speaker = quote.speaker
    if speaker is not None and is_private(desk, statement):
        description = without_name(description, speaker) if description else None
        speaker = make_initials(speaker)
    return PublicQuote(
        id=statement.id,
        statement_id=statement.statement_id,
        evidence=evidence,
        pieces=tuple(source[start:end] for start, end in quote.parts) if shown else (),
        speaker=speaker if named else None,
        speaker_href=_find_speaker(desk, statement) if named else None,
        speaker_kind=quote.speaker_kind,
        speaker_description=description if named else None,
        speaker_country=statement.speaker_country if named else None,
        via=quote.via,
        tier=quote.tier,
        rule=quote.evidence,
        cue=quote.cue
        if quote.cue_span and desk.allotments[article.id].shows(*quote.cue_span, quote.field)
        else None,
        confidence=quote.confidence,
        indirect=quote.indirect,
        language=article.language,
        day=article.day,
        countries=_list_countries(desk, article.id, quote),
        events=tuple(event_id for event_id in statement.events if event_id in desk.events),
        witnesses=_list_witnesses(desk, statement),
    )


def _shows_description(desk: Desk, article: Article, quote: Quote) -> bool:
    span = quote.speaker_span
    return span is not None and desk.allotments[article.id].shows(*span, quote.field)


def is_private(desk: Desk, statement: Statement) -> bool:
    """Whether the speaker is a person without a page of their own: no public role, or hidden by an editor."""
    if statement.quote.speaker_kind != "person":
        return False
    entity = desk.entities.get(("person", statement.speaker_id)) if statement.speaker_id else None
    return entity is None or not is_listed(entity)


def _find_speaker(desk: Desk, statement: Statement) -> str | None:
    if statement.speaker_id is None or statement.quote.speaker_kind is None:
        return None
    if statement.quote.speaker_kind == "country":
        code = statement.speaker_id
        return desk.country_address(code) if code in desk.codes else None
    entity = desk.entities.get((statement.quote.speaker_kind, statement.speaker_id))
    return desk.entity_address(entity) if entity and is_listed(entity) else None


def _list_countries(desk: Desk, article_id: str, quote: Quote) -> tuple[str, ...]:
    """Countries that the quote's words name."""
    codes = {
        mention.key: None
        for mention in desk.briefing.annotations[article_id].mentions
        if mention.kind == "country" and mention.field == quote.field and mention.key in desk.codes
        and quote.start <= mention.start and mention.end <= quote.end
    }  # fmt: skip
    return tuple(codes)


def _list_witnesses(desk: Desk, statement: Statement) -> tuple[str, ...]:
    """Other articles' reports of the same words; of an article and its reprint only the first counts."""
    reprints = desk.briefing.reprints
    origin = reprints.get(statement.article_id, statement.article_id)
    found: dict[str, str] = {}
    for other in desk.by_words[statement.statement_id]:
        other_origin = reprints.get(other.article_id, other.article_id)
        if other_origin != origin:
            found.setdefault(other_origin, other.id)
    return tuple(found.values())
