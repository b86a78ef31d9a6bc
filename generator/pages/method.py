"""The method page: how the site was made, from what, with which rights, and what is withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.cards import Cards, newest_day, spread
from generator.pages.home import count_collection, list_sources
from generator.pages.search import make_entry
from generator.publication import Publication


def make_method_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """The page ``method/``."""
    articles = publication.articles.values()
    title = catalogue.text("method")
    quotes = publication.quotes.values()
    yield Page(
        address="method/",
        section="method",
        kind="method",
        title=title,
        description=catalogue.text("method-description"),
        template="method.html",
        data={
            "as_of": publication.as_of,
            "figures": count_collection(publication),
            "sources": list_sources(publication, Cards(publication)),
            "rights": tuple(sorted(Counter(article.rights for article in articles).items())),
            "withheld": publication.withheld,
            "not_analysed": tuple(article for article in articles if not article.analysed),
            "days": spread(article.day for article in articles),
            "tiers": tuple(sorted(Counter(quote.tier for quote in quotes).items(), reverse=True)),
            "anonymous": sum(quote.speaker is None for quote in quotes),
            "disputed": sum(bool(event.disputed) for event in publication.events.values()),
        },
        search=make_entry(
            catalogue, title=title, texts=(catalogue.text("method-description"),), kind="method"
        ),
        changed=newest_day(article.day for article in articles),
    )
