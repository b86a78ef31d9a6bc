"""What the pages of people and of organisations have in common; each kind's own module says which it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.cards import Cards, EntityCard, newest_day
from generator.pages.countries import sort_events
from generator.pages.search import make_entry
from generator.publication import Publication, PublicEntity, PublicRole

_COMPANIONS = 12


def make_entity_pages(
    publication: Publication,
    catalogue: Catalogue,
    entities: Mapping[str, PublicEntity],
    *,
    section: str,
    kind: Literal["person", "organisation"],
) -> Iterator[Page]:
    """The index of ``entities`` and a page for each that is listed."""
    cards = Cards(publication)
    listed = list(cards.entities(entities))
    yield _make_index(listed, publication, catalogue, section)
    for card in listed:
        yield _make_entity(card, publication, cards, catalogue, section=section, kind=kind)


def _make_index(
    listed: list[EntityCard], publication: Publication, catalogue: Catalogue, section: str
) -> Page:
    rows: list[dict[str, Any]] = []
    for card in sorted(listed, key=lambda card: catalogue.collation_key(_sorting_name(card["entity"]))):
        entity = card["entity"]
        letter = catalogue.collation_key(_sorting_name(entity))[0][:1].upper()
        rows.append(
            {
                "card": card,
                "letter": letter,
                "quotes": len(set(entity.quotes)),
                "articles": len(entity.articles),
                "newest": _newest(entity, publication),
            }
        )
    return Page(
        address=f"{section}/",
        section=section,
        kind="index",
        title=catalogue.text(section),
        description=catalogue.text(f"count-{section}", count=len(rows)),
        template="entities.html",
        data={"rows": tuple(rows), "section": section},
        search=make_entry(catalogue, title=catalogue.text(section), texts=(), kind="index"),
        changed=newest_day(row["newest"] for row in rows),
    )


def _make_entity(
    card: EntityCard,
    publication: Publication,
    cards: Cards,
    catalogue: Catalogue,
    *,
    section: str,
    kind: Literal["person", "organisation"],
) -> Page:
    entity = card["entity"]
    newest = _newest(entity, publication)
    function = card["role"].text if card["role"] else None
    country = card["country"]["name"] if card["country"] else None
    organisations = [cards.find_entity(role.organisation_id) for role in entity.roles]
    return Page(
        address=entity.address,
        section=section,
        kind=kind,
        title=entity.name,
        description=" · ".join(part for part in (entity.name, function, country) if part),
        template="entity.html",
        data={
            "card": card,
            "entity": entity,
            "roles": _list_roles(entity, cards),
            "members": _list_members(entity, publication, cards),
            "organisations": cards.entities(dict.fromkeys(o.id for o in organisations if o)),
            "quotes": cards.quotes(entity.quotes),
            "quotes_about": cards.quotes(entity.quotes_about),
            "events": sort_events(cards.events(entity.events)),
            "companions": _list_companions(entity, publication, cards),
            "countries": cards.countries(entity.countries),
            "articles": cards.articles(entity.articles),
            "section": section,
        },
        search=make_entry(
            catalogue,
            title=entity.name,
            texts=(function, country, *entity.aliases),
            kind=kind,
            day=newest,
        ),
        changed=newest,
    )


def _sorting_name(entity: PublicEntity) -> str:
    """A person is sorted by the last word of the name, an organisation by its whole name."""
    if entity.kind == "organization":
        return entity.name
    words = entity.name.split()
    return " ".join((words[-1], *words[:-1])) if words else entity.name


def _newest(entity: PublicEntity, publication: Publication) -> date | None:
    return newest_day(publication.articles[a].day for a in entity.articles if a in publication.articles)


def _list_roles(entity: PublicEntity, cards: Cards) -> tuple[dict[str, Any], ...]:
    """Functions, each wording once with its first and last day and the newest words that show it."""
    grouped: dict[tuple[str | None, str | None, bool], list[PublicRole]] = {}
    for role in entity.roles:
        grouped.setdefault((role.text, role.organisation_id, role.former), []).append(role)
    rows = []
    for (text, organisation_id, former), roles in grouped.items():
        days = sorted(role.day for role in roles if role.day)
        organisation = cards.find_entity(organisation_id)
        rows.append(
            {
                "text": text,
                "former": former,
                "first": days[0] if days else None,
                "last": days[-1] if days else None,
                "country": cards.country(roles[-1].country),
                "organisation": organisation if organisation and organisation.listed else None,
                "reports": tuple(
                    report for report in (cards.report(role.evidence) for role in roles) if report
                ),
            }
        )
    return tuple(sorted(rows, key=lambda row: row["last"] or date.min, reverse=True))


def _list_members(entity: PublicEntity, publication: Publication, cards: Cards) -> tuple[EntityCard, ...]:
    """The people whose functions name this organisation."""
    if entity.kind != "organization":
        return ()
    members = (
        person.id
        for person in publication.people.values()
        if any(role.organisation_id == entity.id for role in person.roles)
    )
    return cards.entities(members)


def _list_companions(
    entity: PublicEntity, publication: Publication, cards: Cards
) -> tuple[tuple[EntityCard, int], ...]:
    """Who takes part in the same events, with the number of these."""
    counts: Counter[str] = Counter()
    for event_id in entity.events:
        event = publication.events.get(event_id)
        others = {other for other, _, _ in event.participants if other != entity.id} if event else set()
        counts.update(sorted(others))
    order = sorted(counts, key=lambda other: (-counts[other], other))[:_COMPANIONS]
    pairs = ((cards.entities((other,)), counts[other]) for other in order)
    return tuple((found[0], count) for found, count in pairs if found)
