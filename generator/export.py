"""The private, complete export: JSON Lines of everything that was found, offsets and all. Rights do not apply to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from generator.annotations import Annotations
from generator.article import Article
from generator.briefing import Briefing, Entity, Event, Statement
from generator.errors import OutputError
from generator.site.tree import write_file

Row = dict[str, Any]


def export_briefing(briefing: Briefing, folder: Path, label_of: Callable[[str], str]) -> dict[str, int]:
    """Write the files of the contract into ``folder``; returns rows by file. Raises OutputError.

    ``label_of(code)`` is a country's name in the site's language.
    """
    ordered = sorted(briefing.articles, key=lambda article: article.id)
    names = {(str(entity.kind), entity.id): entity.name for entity in briefing.entities}
    languages = {article.id: article.language for article in ordered}
    tables: dict[str, list[Row]] = {
        "articles": [_article_row(article) for article in ordered],
        "mentions": [row for article in ordered for row in _mention_rows(article, briefing, names, label_of)],
        "entities": [_entity_row(entity) for entity in briefing.entities],
        "quotes": [
            _quote_row(s, languages[s.article_id]) for s in sorted(briefing.statements, key=_statement_order)
        ],
        "dates": [
            row for article in ordered for row in _date_rows(article, briefing.annotations[article.id])
        ],
        "events": [_event_row(event) for event in briefing.events],
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in tables.items():
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            write_file(folder / f"{name}.jsonl", lines.encode())
    except OSError as error:
        raise OutputError("export-unwritable", path=folder.as_posix(), detail=error.strerror or "") from error
    return {name: len(rows) for name, rows in tables.items()}


def _article_row(article: Article) -> Row:
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "received": article.received.isoformat() if article.received else None,
        "language": article.language,
        "source": article.source,
        "url": article.url,
        "text": article.text,
        "author": article.author,
        "title_in_text": list(article.title_in_text) if article.title_in_text else None,
        "analysed": article.analysed,
    }


def _mention_rows(
    article: Article, briefing: Briefing, names: Mapping[tuple[str, str], str], label_of: Callable[[str], str]
) -> Iterator[Row]:
    annotations = briefing.annotations[article.id]
    roles = _roles_by_person(annotations)
    for mention in annotations.mentions:
        entity_id = briefing.entity_ids.get((article.id, mention.kind, mention.key), mention.key)
        is_country = mention.kind == "country"
        name = label_of(mention.key) if is_country else names.get((mention.kind, entity_id), mention.name)
        yield {
            "article_id": article.id,
            "kind": mention.kind,
            "entity_id": entity_id,
            "name": name,
            "text": mention.text,
            "start": mention.start,
            "end": mention.end,
            "via": mention.via,
            "role": roles.get(mention.key) if mention.kind == "person" else None,
            "confidence": mention.confidence,
            "in": mention.field,
        }


def _roles_by_person(annotations: Annotations) -> Mapping[str, str]:
    """The first role that the article prints for each person (a title's only where the body has none)."""
    found: dict[str, str] = {}
    for role in sorted(annotations.roles, key=lambda role: (role.field == "title", role.start)):
        found.setdefault(role.person, role.text)
    return found


def _entity_row(entity: Entity) -> Row:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "country": entity.country,
        "roles": [
            {
                "text": report.role.text,
                "organisation_id": report.organisation,
                "from": None,
                "to": None,
                "article_id": report.article_id,
                "start": report.role.start,
                "end": report.role.end,
                "country": report.role.country,
                "former": report.role.former,
                "in": report.role.field,
            }
            for report in entity.roles
        ],
        "registry_id": entity.registry_id,
        "merge_reason": entity.merge_reason,
    }


def _statement_order(statement: Statement) -> tuple[str, bool, int, int]:
    quote = statement.quote
    return (statement.article_id, quote.field == "body", quote.start, -quote.end)


def _quote_row(statement: Statement, language: str | None) -> Row:
    quote = statement.quote
    return {
        "id": statement.id,
        "statement_id": statement.statement_id,
        "parent": statement.parent,
        "article_id": statement.article_id,
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "parts": [list(part) for part in quote.parts],
        "speaker": quote.speaker,
        "speaker_id": statement.speaker_id,
        "speaker_kind": quote.speaker_kind,
        "speaker_description": quote.speaker_description,
        "speaker_country": statement.speaker_country,
        "via": quote.via,
        "cue": quote.cue,
        "evidence": quote.evidence,
        "confidence": quote.confidence,
        "tier": quote.tier,
        "indirect": quote.indirect,
        "language": language,
        "in": quote.field,
    }


def _date_rows(article: Article, annotations: Annotations) -> Iterable[Row]:
    for found in annotations.dates:
        row = asdict(found)
        row["in"] = row.pop("field")
        yield {"article_id": article.id, **row}


def _event_row(event: Event) -> Row:
    return {
        "id": event.id,
        "name": event.name,
        "type": event.type,
        "start": event.start,
        "end": event.end,
        "status": event.status,
        "modality": event.modality,
        "countries": [{"code": code, "role": role} for code, role in event.countries],
        "participants": [
            {"entity_id": entity_id, "kind": kind, "role": role}
            for entity_id, kind, role in event.participants
        ],
        "context": list(event.context),
        "place_country": event.place_country,
        "places": [{"text": t, "country": c, "relation": r} for t, c, r in event.places],
        "article_ids": list(dict.fromkeys(report.article_id for report in event.reports)),
        "mentions": [
            {"article_id": report.article_id, "start": start, "end": end, "in": report.mention.field}
            for report in event.reports
            for start, end in ((report.mention.start, report.mention.end), *report.mention.also)
        ],
        "claims": [
            {"article_id": report.article_id, **asdict(claim)}
            for report in event.reports
            for claim in report.mention.claims
        ],
        "merge_reason": event.merge_reason,
        "registry_id": event.registry_id,
        "status_reason": event.status_reason,
    }
