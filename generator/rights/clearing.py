"""From the briefing to the publication: copies what may be shown, and only that, into the values that pages see."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.briefing import Briefing
from generator.catalogue import Catalogue
from generator.publication import Publication, PublicEntity, PublicEvent, PublicQuote, Withheld
from generator.rights.allotment import Allotment, Policy
from generator.rights.articles import clear_article
from generator.rights.countries import clear_country
from generator.rights.desk import Desk, event_order, group_many
from generator.rights.entities import clear_entity
from generator.rights.events import clear_event
from generator.rights.quotes import clear_quote


def clear(
    briefing: Briefing,
    allotments: Mapping[str, Allotment],
    policy: Policy,
    catalogue: Catalogue,
    *,
    label_of: Callable[[str], str],
    hidden: frozenset[str] = frozenset(),
    articles_none: int = 0,
    set_aside: int = 0,
    show_probable: bool = True,
) -> Publication:
    """Make the publication. ``label_of(code)`` is a country's name in the site's language; ``hidden`` are addresses
    that editors hid; ``allotments`` say for every article what may be shown (none may be under ``none``)."""
    desk = Desk(briefing, allotments, policy, catalogue, label_of, hidden, show_probable=show_probable)
    quotes = {statement.id: clear_quote(desk, statement) for statement in desk.statements}
    events = {event.id: clear_event(desk, event) for event in sorted(desk.events.values(), key=event_order)}
    entities = {entity.registry_id: clear_entity(desk, entity) for entity in desk.entities.values()}
    articles = {article_id: clear_article(desk, article) for article_id, article in desk.articles.items()}
    inside = group_many(articles.values(), lambda article: (code for code, _ in article.countries))
    countries = [
        clear_country(desk, code, inside[code], quotes, events, entities)
        for code in desk.codes
        if code in inside
    ]
    ordered = sorted(countries, key=lambda country: (country.sort_key, country.code))
    names = {code: desk.label_of(code) for code in sorted(_list_codes(desk, events, quotes, entities))}
    by_name = sorted(
        entities.values(), key=lambda entity: (desk.catalogue.collation_key(entity.name), entity.id)
    )
    return Publication(
        language=desk.catalogue.code,
        as_of=desk.briefing.as_of,
        articles=articles,
        countries={country.code: country for country in ordered},
        people={entity.id: entity for entity in by_name if entity.kind == "person"},
        organisations={entity.id: entity for entity in by_name if entity.kind == "organization"},
        events=events,
        quotes=quotes,
        country_names=names,
        withheld=Withheld(
            articles_none=articles_none,
            statements_without_words=desk.wordless,
            set_aside=set_aside,
        ),
    )


def _list_codes(
    desk: Desk,
    events: Mapping[str, PublicEvent],
    quotes: Mapping[str, PublicQuote],
    entities: Mapping[str, PublicEntity],
) -> set[str]:
    """Every country that some page may name."""
    codes = set(desk.codes)
    for event in events.values():
        codes.update(code for code, _ in event.countries)
        codes.update(event.context)
        codes.update(code for _, code, _ in event.places if code)
        codes.update([event.place_country] if event.place_country else [])
    codes.update(quote.speaker_country for quote in quotes.values() if quote.speaker_country)
    codes.update(entity.country for entity in entities.values() if entity.country)
    codes.update(role.country for entity in entities.values() for role in entity.roles if role.country)
    codes.update(table.country for table in desk.policy.sources.values() if table.country)
    return codes
