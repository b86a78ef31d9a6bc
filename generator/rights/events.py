"""Events as they may be printed: named in an article's words only where these may be shown."""

from __future__ import annotations

from collections.abc import Iterable

from generator.annotations import EventMention, Precision
from generator.briefing import Event
from generator.merge.intervals import make_interval
from generator.merge.names import choose_name
from generator.publication import PublicClaim, PublicEvent
from generator.rights.anchors import event_anchor, make_anchor
from generator.rights.desk import Desk, day_order


def clear_event(desk: Desk, event: Event) -> PublicEvent:
    """One event with its shown reports, oldest first."""
    reports = [report for report in event.reports if report.article_id in desk.articles]
    reports.sort(key=lambda report: (day_order(desk.articles[report.article_id]), report.article_id))
    evidence = tuple(
        desk.evidence(
            r.article_id,
            event_anchor(r.mention),
            (r.mention.start, r.mention.end),
            r.mention.field,
            r.mention.text,
        )
        for r in reports
    )
    claims = tuple(
        claim for report in reports for claim in _clear_claims(desk, report.article_id, report.mention)
    )
    interval = make_interval(event.start, event.end)
    return PublicEvent(
        id=event.id,
        address=f"events/{event.id}/",
        name=_make_name(desk, event),
        type=event.type,
        start=event.start,
        end=event.end,
        precision=_judge_precision(event.start, event.end) if interval else None,
        status=event.status,
        status_reason=event.status_reason,
        modality=event.modality,
        countries=event.countries,
        participants=tuple(_list_participants(desk, event)),
        context=event.context,
        place_country=event.place_country,
        places=_list_places(desk, event),
        reports=evidence,
        claims=claims,
        disputed=_find_disputed(claims),
        articles=tuple(dict.fromkeys(report.article_id for report in reports)),
        quotes=tuple(s.id for s in desk.by_event.get(event.id, ())),
        merge_reason=event.merge_reason,
    )


def _make_name(desk: Desk, event: Event) -> str:
    """The name that an editor gave it; else a shown report's, in the site's language where one is; else type,
    countries and date, in our own words."""
    if event.name not in {report.mention.name for report in event.reports}:
        return event.name
    printed = [report for report in event.reports if desk.shows_event(report.article_id, report.mention)]
    own = [r.mention.name for r in printed if desk.articles[r.article_id].language == desk.catalogue.code]
    names = own or [report.mention.name for report in printed]
    if names:
        return event.name if event.name in names else choose_name(names)
    countries = ", ".join(desk.label_of(code) for code, _ in event.countries[:3])
    when = desk.catalogue.when(event.start, event.end) if event.start else ""
    parts = [desk.catalogue.term("event_types", event.type), countries, when]
    return " · ".join(part for part in parts if part)


def _list_places(desk: Desk, event: Event) -> tuple[tuple[str, str | None, str], ...]:
    """Places as printed, where their words may be shown; else only their countries."""
    shown: dict[tuple[str, str | None, str], None] = {}
    for report in event.reports:
        if report.article_id not in desk.articles:
            continue
        for place in report.mention.places:
            if desk.allotments[report.article_id].shows(place.start, place.end, report.mention.field):
                shown[place.text, place.country, place.relation] = None
            elif place.country:
                shown[desk.label_of(place.country), place.country, place.relation] = None
    return tuple(shown)


def _list_participants(desk: Desk, event: Event) -> Iterable[tuple[str, str, str]]:
    for entity_id, kind, role in event.participants:
        entity = desk.entities.get((kind, entity_id))
        if entity is not None:
            yield (entity.registry_id, kind, role)


def _clear_claims(desk: Desk, article_id: str, mention: EventMention) -> Iterable[PublicClaim]:
    day = desk.articles[article_id].day
    if mention.date_start and mention.date_span:
        value = "/".join(filter(None, dict.fromkeys((mention.date_start, mention.date_end))))
        yield PublicClaim(
            kind="dates", value=value, day=day,
            evidence=desk.evidence(
                article_id, make_anchor("d", mention.date_span[0], mention.field), mention.date_span, mention.field,
                desk.source(article_id, mention.field)[slice(*mention.date_span)],
            ),
        )  # fmt: skip
    for claim in mention.claims:
        evidence = desk.evidence(
            article_id, event_anchor(mention), (claim.start, claim.end), mention.field, claim.text
        )
        yield PublicClaim(kind=claim.kind, value=claim.value, evidence=evidence, day=day)


def _judge_precision(start: str | None, end: str | None) -> Precision | None:
    if start is None:
        return None
    if end not in (None, start):
        return "days" if len(start) == len("2026-11-23") else "months"
    if len(start) == len("2026"):
        return "year"
    return "month" if len(start) == len("2026-11") else "day"


def _find_disputed(claims: Iterable[PublicClaim]) -> tuple[str, ...]:
    values: dict[str, set[str]] = {}
    for claim in claims:
        values.setdefault(claim.kind, set()).add(claim.value)
    return tuple(kind for kind, found in values.items() if len(found) > 1)
