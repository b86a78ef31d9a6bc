"""The home page: the day's briefing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.cards import Cards, CountryCard, EventCard, QuoteCard, newest_day, source_name, spread
from generator.pages.search import make_entry
from generator.publication import PublicArticle, Publication, PublicQuote

_LEADING = 7  # events on the front page
_COUNTRIES = 16
_QUOTES = 6
_ANNOUNCED = 8
_CHARTED_DAYS = 60
_QUOTED_DAYS = 2
_SENTENCE, _FINE = 30, 110  # characters: shorter is a fragment; the length that reads best in large type
_RECENT_DAYS = 3  # a country's weight counts the articles of so many days up to the newest


def make_home_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """The page at the root."""
    cards = Cards(publication)
    announced = list_announced(publication)
    ranked = rank_events(cards, publication)
    events = [card for card in ranked if card["event"].status != "announced"] or ranked
    title = catalogue.text("home-title")
    yield Page(
        address="",
        section="",
        kind="home",
        title=title,
        description=_describe(publication, catalogue),
        template="home.html",
        data={
            "as_of": publication.as_of,
            "events": tuple(events[:_LEADING]),
            "countries": weigh_countries(cards, publication)[:_COUNTRIES],
            "quotes": choose_quotes(cards, publication)[:_QUOTES],
            "announced": cards.events(announced[:_ANNOUNCED]),
            "figures": count_collection(publication),
            "chart": chart_days(publication),
            "sources": list_sources(publication, cards),
        },
        search=make_entry(catalogue, title=title, texts=(), kind="home", day=publication.as_of),
        changed=newest_day(article.day for article in publication.articles.values()),
    )


def rank_events(cards: Cards, publication: Publication) -> list[EventCard]:
    """Events by what is new and by weight: the newest days together, and in them the more sources, the
    higher."""

    def rank(card: EventCard) -> tuple[int, int, int, bool, int]:
        newest = card["newest"]
        age = (publication.as_of - newest).days if publication.as_of and newest else 10_000
        hidden = card["report"] is None or card["report"]["evidence"].text is None
        return (age // _RECENT_DAYS, -card["source_count"], -card["article_count"], hidden, age)

    return sorted(cards.events(publication.events), key=rank)


def list_announced(publication: Publication) -> tuple[str, ...]:
    """Ids of announced events whose day is known, soonest first."""
    announced = [event for event in publication.events.values() if event.status == "announced"]
    announced.sort(key=lambda event: (event.start is None, event.start or ""))
    return tuple(event.id for event in announced)


def weigh_countries(cards: Cards, publication: Publication) -> tuple[CountryCard, ...]:
    """Countries that take part in the newest articles, by number of articles; all articles where nothing
    is dated."""
    weights: Counter[str] = Counter()
    for article in publication.articles.values():
        if not _is_recent(article.day, publication.as_of):
            continue
        weights.update(code for code, weight in article.countries if weight in ("subject", "actor"))
    order = sorted(weights, key=lambda code: (-weights[code], publication.country_names.get(code, code)))
    return cards.counted_countries((code, weights[code]) for code in order)


def _is_recent(day: date | None, as_of: date | None) -> bool:
    if as_of is None:
        return True
    return day is not None and 0 <= (as_of - day).days < _RECENT_DAYS


def choose_quotes(cards: Cards, publication: Publication) -> tuple[QuoteCard, ...]:
    """Quotations of the newest days that can be shown, one a speaker: sure ones, whole sentences and people first."""

    def rank(quote: PublicQuote) -> tuple[int, bool, bool, bool, int]:
        words = " ".join(quote.pieces)
        age = (publication.as_of - quote.day).days if publication.as_of and quote.day else 10_000
        fragment = not words[0].isupper() or len(words) < _SENTENCE
        return (
            age // _QUOTED_DAYS,
            quote.tier != "sure",
            fragment,
            quote.speaker_kind != "person",
            abs(len(words) - _FINE),
        )

    shown = [q for q in publication.quotes.values() if q.pieces and q.speaker and not q.indirect]
    chosen: dict[str, str] = {}
    for quote in sorted(shown, key=rank):
        chosen.setdefault(quote.speaker_href or quote.speaker or quote.id, quote.id)
    return cards.quotes(chosen.values())


def count_collection(publication: Publication) -> tuple[tuple[str, int, str], ...]:
    """(label of the plural, number, address) of what the site holds."""
    people = sum(person.listed for person in publication.people.values())
    organisations = sum(entity.listed for entity in publication.organisations.values())
    return (
        ("articles", len(publication.articles), "articles/"),
        ("events", len(publication.events), "events/"),
        ("countries", len(publication.countries), "countries/"),
        ("quotes", len({quote.statement_id for quote in publication.quotes.values()}), "quotes/"),
        ("people", people, "people/"),
        ("organisations", organisations, "organisations/"),
    )


def chart_days(publication: Publication) -> tuple[tuple[date, int], ...]:
    """(day, number of articles) for each day up to the newest, at most ``_CHARTED_DAYS``; nothing for a single day."""
    counts = Counter(article.day for article in publication.articles.values() if article.day)
    known = spread(counts)
    last = publication.as_of or (known[1] if known else None)
    if known is None or last is None or known[0] >= last:
        return ()
    first = max(known[0], last - timedelta(days=_CHARTED_DAYS - 1))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple((day, counts[day]) for day in days)


def list_sources(publication: Publication, cards: Cards) -> tuple[tuple[PublicArticle, str | None, int], ...]:
    """(one article of the source, its country's name, number of articles), most articles first; unnamed
    sources are one."""
    counts: Counter[str] = Counter()
    example: dict[str, PublicArticle] = {}
    for article in publication.articles.values():
        name = source_name(article) or ""
        counts[name] += 1
        example.setdefault(name, article)
    order = sorted(counts, key=lambda name: (name == "", -counts[name], name))
    return tuple((example[name], _outlet_country(example[name], cards), counts[name]) for name in order)


def _outlet_country(article: PublicArticle, cards: Cards) -> str | None:
    country = cards.country(article.outlet.country) if article.outlet else None
    return country["name"] if country else None


def _describe(publication: Publication, catalogue: Catalogue) -> str:
    counts = {label: number for label, number, _ in count_collection(publication)}
    parts = [
        catalogue.text(f"count-{name}", count=counts[name])
        for name in ("articles", "events", "countries", "quotes")
    ]
    if publication.as_of:
        parts.insert(0, catalogue.day(publication.as_of))
    return " · ".join(parts)
