"""Country pages: what happened there, who spoke for it and of it, and which articles say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.atlas import locate
from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.cards import Cards, EventCard, ReportCard, is_sentence, newest_day, spread
from generator.pages.search import make_entry
from generator.publication import Publication, PublicCountry

_FACTS = 4  # leading sentences at the head of a country's page
_WEIGHTS = ("subject", "actor", "place")


def make_country_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """The index and one page a country."""
    cards = Cards(publication)
    yield _make_index(publication, catalogue)
    for country in publication.countries.values():
        yield _make_country(country, publication, cards, catalogue)


def _make_index(publication: Publication, catalogue: Catalogue) -> Page:
    rows: list[dict[str, Any]] = []
    for country in sorted(publication.countries.values(), key=lambda country: country.sort_key):
        heavy = [article for article, weight in country.articles if weight != "passing"]
        days = [
            publication.articles[article].day
            for article, _ in country.articles
            if article in publication.articles
        ]
        quotes = len(set(country.quotes_by))
        letter = catalogue.collation_key(country.name)[0][:1].upper()
        rows.append(
            {
                "country": country,
                "letter": letter,
                "articles": len(country.articles),
                "heavy": len(heavy),
                "events": len(country.events),
                "quotes": quotes,
                "newest": newest_day(days),
            }
        )
    return Page(
        address="countries/",
        section="countries",
        kind="index",
        title=catalogue.text("countries"),
        description=catalogue.text("count-countries", count=len(rows)),
        template="countries.html",
        data={"rows": tuple(rows), "largest": max((row["articles"] for row in rows), default=1)},
        search=make_entry(catalogue, title=catalogue.text("countries"), texts=(), kind="index"),
        changed=newest_day(row["newest"] for row in rows),
    )


def _make_country(
    country: PublicCountry, publication: Publication, cards: Cards, catalogue: Catalogue
) -> Page:
    articles = [publication.articles[a] for a, _ in country.articles if a in publication.articles]
    events = sort_events(cards.events(country.events))
    by_weight = [
        (weight, cards.articles(a for a, w in country.articles if w == weight)) for weight in _WEIGHTS
    ]
    counts = (
        catalogue.text("count-articles", count=len(articles)),
        catalogue.text("count-events", count=len(events)),
    )
    people = cards.entities(country.people)
    return Page(
        address=country.address,
        section="countries",
        kind="country",
        title=country.name,
        description=" · ".join((country.name, *counts)),
        template="country.html",
        data={
            "country": country,
            "facts": lead_facts(events),
            "events": events,
            "quotes_by": cards.quotes(country.quotes_by),
            "quotes_about": cards.quotes(q for q in country.quotes_about if q not in country.quotes_by),
            "people": people,
            "organisations": cards.entities(country.organisations),
            "related": cards.counted_countries(country.related),
            "articles": tuple((weight, group) for weight, group in by_weight if group),
            "passing": cards.articles(a for a, w in country.articles if w == "passing"),
            "article_count": len(articles),
            "map": locate(country.code),
            "days": spread(article.day for article in articles),
        },
        search=make_entry(
            catalogue,
            title=country.name,
            texts=[card["event"].name for card in events] + [card["entity"].name for card in people],
            kind="country",
            day=newest_day(article.day for article in articles),
        ),
        changed=newest_day(article.day for article in articles),
    )


def sort_events(events: tuple[EventCard, ...]) -> tuple[EventCard, ...]:
    """Events in time, newest first; those without a known year after the others, those without a date
    last."""

    def rank(card: EventCard) -> tuple[int, str]:
        start = card["event"].start or card["event"].end or ""
        return (0 if not start else 1 if start.startswith("XXXX") else 2, start)

    return tuple(sorted(events, key=rank, reverse=True))


def lead_facts(events: tuple[EventCard, ...]) -> tuple[ReportCard, ...]:
    """The newest carrying sentences of the heaviest events, whose words may be shown; one an article."""

    def rank(card: EventCard) -> tuple[int, int]:
        return (-(card["newest"].toordinal() if card["newest"] else 0), -card["source_count"])

    facts: dict[tuple[str, str], ReportCard] = {}
    for card in sorted(events, key=rank):
        report = card["report"]
        if report is None or report["evidence"].text is None or not is_sentence(report["evidence"]):
            continue
        sentence = report["evidence"].before + report["evidence"].text + report["evidence"].after
        facts.setdefault((report["evidence"].article_id, sentence), report)
    return tuple(facts.values())[:_FACTS]
