"""Cards: a publication object together with what a reader must see beside it, for the templates of every
page kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NotRequired, TypedDict

from generator.publication import (
    Evidence,
    Outlet,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicEntity,
    PublicEvent,
    PublicQuote,
    PublicRole,
)

_SENTENCE = 4  # words; fewer say nothing that an event's name does not


class CountryCard(TypedDict):
    """A country's label; ``href`` is None where it has no page, ``count`` is out of the largest count
    beside it."""

    code: str
    name: str
    href: str | None
    count: NotRequired[int]


class EntityCard(TypedDict):
    """A person or organisation with its newest function; ``href`` is None where it has no page."""

    entity: PublicEntity
    href: str | None
    role: PublicRole | None
    organisation: PublicEntity | None
    country: CountryCard | None


class ArticleCard(TypedDict):
    """An article with the countries it is about."""

    article: PublicArticle
    source: str | None
    outlet_country: str | None
    countries: tuple[CountryCard, ...]


class QuoteCard(TypedDict):
    """One report of a quotation: its article, the speaker's newest function, ``others`` that report the same words."""

    quote: PublicQuote
    article: ArticleCard
    country: CountryCard | None
    role: PublicRole | None
    others: tuple[PublicArticle, ...]


class ReportCard(TypedDict):
    """What one article says: of an event, or of a figure."""

    evidence: Evidence
    article: ArticleCard


class ClaimCard(TypedDict):
    """One figure or date given by one article."""

    claim: PublicClaim
    article: ArticleCard


class EventCard(TypedDict):
    """An event with who takes part, and the newest report of it whose words may be shown."""

    event: PublicEvent
    countries: tuple[tuple[CountryCard, str], ...]
    places: tuple[tuple[str, CountryCard | None, str], ...]
    report: ReportCard | None
    article_count: int
    source_count: int
    newest: date | None


class Cards:
    """Makes cards from ids of one publication; an id that is not in it gives no card."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._speakers: dict[str | None, PublicEntity] = {
            person.address: person for person in publication.people.values() if person.listed
        }

    def country(self, code: str | None, count: int | None = None) -> CountryCard | None:
        """The label of a country; None where there is no code or it may not be printed."""
        name = self._publication.country_names.get(code) if code else None
        if code is None or name is None:
            return None
        page = self._publication.countries.get(code)
        card = CountryCard(code=code, name=name, href=page.address if page else None)
        if count is not None:
            card["count"] = count
        return card

    def countries(self, codes: Iterable[str]) -> tuple[CountryCard, ...]:
        """Labels in the given order."""
        return tuple(card for card in map(self.country, codes) if card is not None)

    def counted_countries(self, counts: Iterable[tuple[str, int]]) -> tuple[CountryCard, ...]:
        """Labels with a number beside each."""
        cards = (self.country(code, count) for code, count in counts)
        return tuple(card for card in cards if card is not None)

    def find_entity(self, entity_id: str | None) -> PublicEntity | None:
        """A person or an organisation by its id."""
        if entity_id is None:
            return None
        return self._publication.people.get(entity_id) or self._publication.organisations.get(entity_id)

    def role(self, entity: PublicEntity) -> PublicRole | None:
        """The function to print beside a name: one still held, in the site's language, the newest, the fullest."""

        def rank(role: PublicRole) -> tuple[bool, bool, date, int]:
            article = self._publication.articles.get(role.evidence.article_id)
            spoken_here = article is not None and article.language == self._publication.language
            return (not role.former, spoken_here, role.day or date.min, len(role.text or ""))

        return max((role for role in entity.roles if role.text), key=rank, default=None)

    def entity(self, entity_id: str) -> EntityCard | None:
        """A person or organisation with the newest function that is not a former one."""
        entity = self.find_entity(entity_id)
        if entity is None:
            return None
        role = self.role(entity)
        return EntityCard(
            entity=entity,
            href=entity.address if entity.listed else None,
            role=role,
            organisation=self.find_entity(role.organisation_id) if role else None,
            country=self.country(entity.country),
        )

    def entities(self, ids: Iterable[str], *, listed: bool = True) -> tuple[EntityCard, ...]:
        """Cards in the given order; without those that may be named on article pages only, unless
        ``listed`` is False."""
        cards = (self.entity(entity_id) for entity_id in ids)
        return tuple(card for card in cards if card and (card["entity"].listed or not listed))

    def article(self, article_id: str) -> ArticleCard | None:
        """An article with its countries, those named in passing left out."""
        article = self._publication.articles.get(article_id)
        if article is None:
            return None
        heavy = (code for code, weight in article.countries if weight in ("subject", "actor"))
        outlet_country = self.country(article.outlet.country) if article.outlet else None
        return ArticleCard(
            article=article,
            source=source_name(article),
            outlet_country=outlet_country["name"] if outlet_country else None,
            countries=self.countries(heavy),
        )

    def articles(self, ids: Iterable[str]) -> tuple[ArticleCard, ...]:
        """Articles in the given order."""
        return tuple(card for card in map(self.article, ids) if card is not None)

    def quote(self, quote_id: str) -> QuoteCard | None:
        """A quotation with its article."""
        quote = self._publication.quotes.get(quote_id)
        article = self.article(quote.evidence.article_id) if quote else None
        if quote is None or article is None:
            return None
        witnesses = (self._publication.quotes.get(other) for other in quote.witnesses)
        others = (self._publication.articles.get(w.evidence.article_id) for w in witnesses if w)
        return QuoteCard(
            quote=quote,
            article=article,
            country=self.country(quote.speaker_country),
            role=self.role(speaker) if (speaker := self._speakers.get(quote.speaker_href)) else None,
            others=tuple(other for other in others if other is not None),
        )

    def quotes(self, ids: Iterable[str]) -> tuple[QuoteCard, ...]:
        """Quotations in the given order, each statement once (its first report that shows the words)."""
        chosen: dict[str, QuoteCard] = {}
        for card in map(self.quote, ids):
            if card is None:
                continue
            statement = card["quote"].statement_id
            if statement not in chosen or (card["quote"].pieces and not chosen[statement]["quote"].pieces):
                chosen[statement] = card
        return tuple(chosen.values())

    def report(self, evidence: Evidence) -> ReportCard | None:
        """Where words stand, with their article."""
        article = self.article(evidence.article_id)
        return ReportCard(evidence=evidence, article=article) if article else None

    def event(self, event_id: str) -> EventCard | None:
        """An event with its countries, places and newest report."""
        event = self._publication.events.get(event_id)
        if event is None:
            return None
        articles = [self._publication.articles[a] for a in event.articles if a in self._publication.articles]
        shown = [evidence for evidence in event.reports if evidence.text is not None] or list(event.reports)
        countries = ((self.country(code), role) for code, role in event.countries)
        return EventCard(
            event=event,
            countries=tuple((card, role) for card, role in countries if card is not None),
            places=self._list_places(event),
            report=self.report(max(shown, key=self._rank_report)) if shown else None,
            article_count=len(articles),
            source_count=len({source_name(article) or article.id for article in articles}),
            newest=max((article.day for article in articles if article.day), default=None),
        )

    def _rank_report(self, evidence: Evidence) -> tuple[bool, bool, date]:
        """The report to print beside an event's name: a sentence in the site's language, the newest."""
        article = self._publication.articles.get(evidence.article_id)
        spoken_here = article is not None and article.language == self._publication.language
        return (is_sentence(evidence), spoken_here, (article.day if article else None) or date.min)

    def _list_places(self, event: PublicEvent) -> tuple[tuple[str, CountryCard | None, str], ...]:
        """(text, country, relation), each place once; a country's own name only where no place in it is named."""
        places = {
            text: (text, self.country(code), relation) for text, code, relation in reversed(event.places)
        }
        kept = []
        for text, country, relation in reversed(places.values()):
            inner = [p for p in places.values() if country and p[1] == country and p[0] != text]
            if not (country and text.casefold() == country["name"].casefold() and inner):
                kept.append((text, country, relation))
        return tuple(kept)

    def events(self, ids: Iterable[str]) -> tuple[EventCard, ...]:
        """Events in the given order."""
        return tuple(card for card in map(self.event, ids) if card is not None)


def source_name(article: PublicArticle) -> str | None:
    """The outlet's name, else the source as the article gave it."""
    outlet: Outlet | None = article.outlet
    return outlet.name if outlet else article.source


def is_sentence(evidence: Evidence) -> bool:
    """Whether more than the bare trigger may be shown."""
    words = f"{evidence.before}{evidence.text or ''}{evidence.after}".split()
    return len(words) >= _SENTENCE


def newest_day(days: Iterable[date | None]) -> date | None:
    """The newest of the days that are known."""
    return max((day for day in days if day is not None), default=None)


def spread(days: Iterable[date | None]) -> tuple[date, date] | None:
    """The first and the last of the days that are known."""
    known = sorted({day for day in days if day is not None})
    return (known[0], known[-1]) if known else None
