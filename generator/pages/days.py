"""Days: what was received and what was said on each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.cards import ArticleCard, Cards
from generator.pages.search import make_entry
from generator.publication import Publication


def make_day_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """The index and one page a day on which an article appeared."""
    cards = Cards(publication)
    days: dict[date, list[str]] = {}
    for article in publication.articles.values():
        if article.day:
            days.setdefault(article.day, []).append(article.id)
    order = sorted(days, reverse=True)
    pages = [_make_day(day, order, cards.articles(days[day]), cards, catalogue) for day in order]
    yield _make_index(pages, publication, catalogue)
    yield from pages


def _make_index(pages: list[Page], publication: Publication, catalogue: Catalogue) -> Page:
    months: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for page in pages:
        day: date = page.data["day"]
        row = {
            "day": day,
            "address": page.address,
            "articles": len(page.data["articles"]),
            "quotes": len(page.data["quotes"]),
            "events": page.data["events"],
        }
        months.setdefault((day.year, day.month), []).append(row)
    largest = max((row["articles"] for rows in months.values() for row in rows), default=1)
    undated = sum(article.day is None for article in publication.articles.values())
    return Page(
        address="days/",
        section="days",
        kind="index",
        title=catalogue.text("days"),
        description=catalogue.text("count-days", count=len(pages)),
        template="days.html",
        data={
            "months": tuple((month, tuple(rows)) for month, rows in months.items()),
            "largest": largest,
            "undated": undated,
            "count": len(pages),
        },
        search=make_entry(catalogue, title=catalogue.text("days"), texts=(), kind="index"),
        changed=pages[0].changed if pages else None,
    )


def _make_day(
    day: date, order: list[date], articles: tuple[ArticleCard, ...], cards: Cards, catalogue: Catalogue
) -> Page:
    events = dict.fromkeys(event for card in articles for event in card["article"].events)
    quotes = cards.quotes(quote for card in articles for quote in card["article"].quotes)
    title = catalogue.day(day, weekday=True)
    position = order.index(day)
    counts = (
        catalogue.text("count-articles", count=len(articles)),
        catalogue.text("count-quotes", count=len(quotes)),
    )
    return Page(
        address=f"days/{day.isoformat()}/",
        section="days",
        kind="day",
        title=title[:1].upper() + title[1:],
        description=" · ".join(counts),
        template="day.html",
        data={
            "day": day,
            "articles": articles,
            "events": cards.events(events),
            "quotes": quotes,
            "earlier": order[position + 1] if position + 1 < len(order) else None,
            "later": order[position - 1] if position else None,
        },
        search=make_entry(catalogue, title=title, texts=counts, kind="day", day=day),
        changed=day,
    )
