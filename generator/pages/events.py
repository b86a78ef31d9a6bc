"""Event pages: what takes place, who takes part, what each source says and where they differ."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Catalogue, capitalise
from generator.page import Page
from generator.pages.cards import Cards, ClaimCard, EventCard, ReportCard, is_sentence, newest_day
from generator.pages.search import make_entry
from generator.publication import Publication, PublicEvent

_TOLD_BESIDE = ("dates",)  # where sources agree, the day stands beside the page's head already
_ORDER = ("ongoing", "announced", "past", "unconfirmed", "cancelled")


def make_event_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """The index and one page an event."""
    cards = Cards(publication)
    yield _make_index(publication, cards, catalogue)
    for event_id in publication.events:
        card = cards.event(event_id)
        if card is not None:
            yield _make_event(card, cards, catalogue)


def group_by_status(cards: tuple[EventCard, ...]) -> tuple[tuple[str, tuple[EventCard, ...]], ...]:
    """Events by status, what is under way and what comes first; announced ones soonest first, the others
    newest first."""
    groups = []
    for status in _ORDER:
        group = [card for card in cards if card["event"].status == status]
        ahead = status == "announced"
        group.sort(key=lambda card: card["event"].start or ("9" if ahead else "0"), reverse=not ahead)
        if group:
            groups.append((status, tuple(group)))
    return tuple(groups)


def _make_index(publication: Publication, cards: Cards, catalogue: Catalogue) -> Page:
    events = cards.events(publication.events)
    return Page(
        address="events/",
        section="events",
        kind="index",
        title=catalogue.text("events"),
        description=catalogue.text("count-events", count=len(events)),
        template="events.html",
        data={"groups": group_by_status(events), "count": len(events)},
        search=make_entry(catalogue, title=catalogue.text("events"), texts=(), kind="index"),
        changed=newest_day(card["newest"] for card in events),
    )


def _make_event(card: EventCard, cards: Cards, catalogue: Catalogue) -> Page:
    event = card["event"]
    when = catalogue.when(event.start, event.end, event.precision)
    kind = catalogue.term("event_types", event.type)
    countries = [country["name"] for country, _ in card["countries"]]
    claims = _group_claims(event, cards)
    return Page(
        address=event.address,
        section="events",
        kind="event",
        title=capitalise(event.name),
        description=" · ".join((kind, when, ", ".join(countries))).rstrip(" ·"),
        template="event.html",
        data={
            "card": card,
            "event": event,
            "participants": _list_participants(event, cards),
            "context": cards.countries(event.context),
            "reports": _order_reports(event, cards),
            "claims": tuple(claim for claim in claims if claim[1] or claim[0] not in _TOLD_BESIDE),
            "dated_by": tuple(
                same[0]
                for kind, differs, entries in claims
                if kind == "dates" and not differs
                for same in entries
            ),
            "quotes": cards.quotes(event.quotes),
            "articles": cards.articles(event.articles),
            "place_country": cards.country(event.place_country),
        },
        search=make_entry(
            catalogue,
            title=capitalise(event.name),
            texts=(kind, when, *countries),
            kind="event",
            day=card["newest"],
        ),
        changed=card["newest"],
    )


def _order_reports(event: PublicEvent, cards: Cards) -> tuple[ReportCard, ...]:
    """Reports by day, whole sentences before bare words."""
    reports = [report for report in map(cards.report, event.reports) if report]
    return tuple(sorted(reports, key=lambda report: not is_sentence(report["evidence"])))


def _list_participants(event: PublicEvent, cards: Cards) -> tuple[tuple[object, str], ...]:
    """(entity card, role) of the people and organisations that take part."""
    pairs = ((cards.entities((entity_id,)), role) for entity_id, _, role in event.participants)
    return tuple((found[0], role) for found, role in pairs if found)


def _group_claims(
    event: PublicEvent, cards: Cards
) -> tuple[tuple[str, bool, tuple[tuple[ClaimCard, ...], ...]], ...]:
    """(kind, whether sources differ, claims by value in order of day) for each kind; those that differ first."""
    groups: dict[str, dict[str, list[ClaimCard]]] = {}
    for claim in event.claims:
        article = cards.article(claim.evidence.article_id)
        if article is not None:
            values = groups.setdefault(claim.kind, {})
            values.setdefault(claim.value, []).append(ClaimCard(claim=claim, article=article))
    ordered = sorted(groups, key=lambda kind: kind not in event.disputed)
    return tuple(
        (kind, kind in event.disputed, tuple(tuple(entries) for entries in groups[kind].values()))
        for kind in ordered
    )
