"""JSON-LD (schema.org): the page's subject for machines, made from the publication, so within rights.

What is not known is left out: a date that is not exact, a headline that may not be shown, a speaker nobody named.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from generator.catalogue import capitalise
from generator.page import Page
from generator.publication import PublicArticle, Publication, PublicEntity, PublicEvent, PublicQuote
from generator.site.references import point_to
from generator.web_addresses import web_address

CONTEXT = "https://schema.org"
MOST = 50
"""Quotations, articles and the like that one page describes at most."""

_EXACT = re.compile(r"\d{4}(-\d\d){0,2}")  # years, months, days: EDTF that is ISO 8601 too
_STATUSES = {
    "cancelled": "https://schema.org/EventCancelled",
    "announced": "https://schema.org/EventScheduled",
    "ongoing": "https://schema.org/EventScheduled",
    "past": "https://schema.org/EventScheduled",
}
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}

Thing = dict[str, Any]


def make_structured_data(page: Page, publication: Publication, *, title: str, site_url: str | None) -> Thing:
    """What a page is about, as a thing of schema.org; ``title`` is the site's."""
    describe = _Describer(page.address, publication, site_url)
    makers: dict[str, Callable[[Page], Thing]] = {
        "home": lambda page: describe.report(page, title),
        "article": describe.article_page,
        "event": describe.event_page,
        "person": describe.entity_page,
        "organisation": describe.entity_page,
        "country": describe.country_page,
        "quotes": describe.quotes_page,
    }
    thing = makers.get(page.kind, describe.plain_page)(page)
    described: Thing = _drop_empty(
        {"@context": CONTEXT, **thing, "inLanguage": thing.get("inLanguage", publication.language)}
    )
    return described


def write_structured_data(thing: Thing) -> str:
    """The script element; nothing in it can end it."""
    text = json.dumps(thing, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return f'<script type="application/ld+json">{text}</script>'


class _Describer:
    """Describes things of one publication as seen from one page."""

    def __init__(self, origin: str, publication: Publication, site_url: str | None) -> None:
        self._origin = origin
        self._publication = publication
        self._site_url = site_url
        self._entities = {e.address: e for e in publication.people.values()} | {
            e.address: e for e in publication.organisations.values()
        }

    def report(self, page: Page, title: str) -> Thing:
        as_of = self._publication.as_of
        return {
            "@type": "Report",
            "name": page.title,
            "headline": title,
            "url": self._point(page.address),
            "datePublished": as_of.isoformat() if as_of else None,
            "description": page.description,
            "about": [self._country(card["code"]) for card in page.data["countries"]][:MOST],
            "mentions": [self._name_event(card["event"]) for card in page.data["events"]][:MOST],
        }

    def article_page(self, page: Page) -> Thing:
        article: PublicArticle = page.data["article"]
        thing = self._article(article)
        people = [card["entity"] for card in page.data["people"]]
        return thing | {
            "mainEntityOfPage": self._point(page.address),
            "about": [self._country(code) for code, weight in article.countries if weight != "passing"],
            "mentions": [self._entity(entity) for entity in people]
            + [self._entity(card["entity"]) for card in page.data["organisations"]],
            "hasPart": self._quotations(card["quote"] for card in page.data["quotes"]),
        }

    def event_page(self, page: Page) -> Thing:
        event: PublicEvent = page.data["event"]
        articles = [self._publication.articles[a] for a in event.articles if a in self._publication.articles]
        return self._name_event(event) | {
            "description": page.description,
            "eventStatus": _STATUSES.get(event.status),
            "location": self._locations(event),
            "organizer": self._participants(event, "organizer"),
            "subjectOf": [self._article(article) for article in articles[:MOST]],
        }

    def entity_page(self, page: Page) -> Thing:
        entity: PublicEntity = page.data["entity"]
        quotes = (self._publication.quotes[q] for q in entity.quotes if q in self._publication.quotes)
        role = page.data["card"]["role"]
        return self._entity(entity) | {
            "alternateName": list(entity.aliases),
            "jobTitle": role.text if role is not None and entity.kind == "person" else None,
            "subjectOf": self._quotations(quotes),
        }

    def country_page(self, page: Page) -> Thing:
        return {
            "@type": "Country",
            "name": page.title,
            "identifier": page.data["country"].code.upper(),
            "url": self._point(page.address),
            "subjectOf": self._quotations(card["quote"] for card in page.data["quotes_by"]),
        }

    def quotes_page(self, page: Page) -> Thing:
        quotes = (card["quote"] for _, cards in page.data["days"] for card in cards)
        return self.plain_page(page) | {"@type": "CollectionPage", "hasPart": self._quotations(quotes)}

    def plain_page(self, page: Page) -> Thing:
        return {
            "@type": "CollectionPage" if page.kind in ("index", "day") else "WebPage",
            "name": page.title,
            "description": page.description,
            "url": self._point(page.address),
            "dateModified": page.changed.isoformat() if page.changed else None,
        }

    # -- things --------------------------------------------------------------------------------------------------

    def _point(self, address: str) -> str:
        return point_to(address, self._origin, self._site_url)

    def _article(self, article: PublicArticle) -> Thing:
        outlet = article.outlet.name if article.outlet else article.source
        return {
            "@type": "NewsArticle",
            "headline": article.title,
            "name": None if article.title else article.label,
            "url": (web_address(article.url) if article.url else None) or self._point(article.address),
            "datePublished": article.published.isoformat() if article.published else None,
            "author": {"@type": "Person", "name": article.author} if article.author else None,
            "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
            "inLanguage": article.language,
        }

    def _name_event(self, event: PublicEvent) -> Thing:
        return {
            "@type": "Event",
            "name": capitalise(event.name),
            "url": self._point(event.address),
            "startDate": _exact(event.start),
            "endDate": _exact(event.end),
        }

    def _locations(self, event: PublicEvent) -> list[Thing]:
        places: list[Thing] = [
            {"@type": "Place", "name": text, "containedInPlace": self._country(code) if code else None}
            for text, code, relation in event.places
            if relation == "at"
        ]
        if not places and event.place_country:
            places = [self._country(event.place_country)]
        return places

    def _participants(self, event: PublicEvent, role: str) -> list[Thing]:
        entities = [
            self._publication.people.get(entity_id) or self._publication.organisations.get(entity_id)
            for entity_id, _, own in event.participants
            if own == role
        ]
        return [self._entity(entity) for entity in entities if entity and entity.listed]

    def _entity(self, entity: PublicEntity) -> Thing:
        return {
            "@type": "Person" if entity.kind == "person" else "Organization",
            "name": entity.name,
            "url": self._point(entity.address) if entity.listed else None,
        }

    def _country(self, code: str) -> Thing:
        country = self._publication.countries.get(code)
        name = self._publication.country_names.get(code)
        if name is None:
            return {}
        return {
            "@type": "Country",
            "name": name,
            "url": self._point(country.address) if country else None,
        }

    def _quotations(self, quotes: Iterable[PublicQuote]) -> list[Thing]:
        return [self._quotation(quote) for quote in quotes if quote.pieces][:MOST]

    def _quotation(self, quote: PublicQuote) -> Thing:
        sure = quote.tier == "sure"  # a machine reads no "probably"
        speaker = self._entities.get(quote.speaker_href or "") if sure else None
        named: Thing | None = self._entity(speaker) if speaker else None
        if named is None and quote.speaker and sure:
            kind = "Person" if quote.speaker_kind == "person" else "Organization"
            named = {"@type": kind, "name": quote.speaker}
        article = self._publication.articles.get(quote.evidence.article_id)
        outlet = (article.outlet.name if article.outlet else article.source) if article else None
        return {
            "@type": "Quotation",
            "text": " […] ".join(quote.pieces),
            "spokenByCharacter": named,
            "url": self._point(quote.evidence.href),
            "inLanguage": quote.language,
            "dateCreated": quote.day.isoformat() if quote.day else None,
            "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
        }


def _exact(value: str | None) -> str | None:
    return value if value and _EXACT.fullmatch(value) else None


def _drop_empty(value: Any) -> Any:
    """Without what is None or empty, at any depth."""
    if isinstance(value, dict):
        kept = {key: _drop_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in kept.items() if inner not in (None, "", [], {})}
    if isinstance(value, list):
        return [inner for inner in map(_drop_empty, value) if inner not in (None, "", [], {})]
    return value
