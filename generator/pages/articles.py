"""Article pages: the text or the passages that may be shown, marked, with the statements drawn from it
beside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.cards import ArticleCard, Cards, newest_day, source_name
from generator.pages.months import LONGEST_LIST, MonthPage, part_by_month, title_month
from generator.pages.search import make_entry
from generator.publication import PublicArticle, Publication


def make_article_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """The index (parted by month where it is long) and one page an article."""
    cards = Cards(publication)
    yield from _make_indexes(cards.articles(publication.articles), catalogue)
    for article in publication.articles.values():
        yield _make_article(article, cards, catalogue)


def _make_indexes(articles: tuple[ArticleCard, ...], catalogue: Catalogue) -> Iterator[Page]:
    articles = tuple(sorted(articles, key=_newness))
    months = part_by_month(articles, lambda card: card["article"].day)
    shown_months = months if len(articles) > LONGEST_LIST else ()
    make = partial(_make_index, months=shown_months, count=len(articles), catalogue=catalogue)
    yield make("articles/", articles[:LONGEST_LIST], month=None)
    for month in shown_months:
        yield make(f"articles/by-month/{month.slug}/", month.items, month=month)


def _newness(card: ArticleCard) -> tuple[int, bool]:
    day = card["article"].day
    return (-day.toordinal() if day else 0, day is None)


def _make_index(
    address: str,
    shown: tuple[ArticleCard, ...],
    *,
    month: MonthPage[ArticleCard] | None,
    months: tuple[MonthPage[ArticleCard], ...],
    count: int,
    catalogue: Catalogue,
) -> Page:
    title = title_month(catalogue.text("articles"), month, catalogue)
    return Page(
        address=address,
        section="articles",
        kind="index",
        title=title,
        description=catalogue.text("count-articles", count=len(shown)),
        template="articles.html",
        data={
            "days": group_by_day(shown),
            "count": count,
            "shown": len(shown),
            "month": month,
            "months": tuple((f"articles/by-month/{m.slug}/", m) for m in months),
        },
        search=make_entry(catalogue, title=title, texts=(), kind="index") if month is None else None,
        changed=newest_day(card["article"].day for card in shown),
    )


def group_by_day(articles: tuple[ArticleCard, ...]) -> tuple[tuple[Any, tuple[ArticleCard, ...]], ...]:
    """Articles under their days, in the given order."""
    days: dict[Any, list[ArticleCard]] = {}
    for card in articles:
        days.setdefault(card["article"].day, []).append(card)
    return tuple((day, tuple(cards)) for day, cards in days.items())


def _make_article(article: PublicArticle, cards: Cards, catalogue: Catalogue) -> Page:
    people = cards.entities(article.people, listed=False)
    countries = cards.countries(code for code, _ in article.countries)
    events = cards.events(article.events)
    public = [card["entity"].name for card in people if card["entity"].listed]
    names = [country["name"] for country in countries] + public
    source = source_name(article)
    day = catalogue.day(article.day) if article.day else None
    card = cards.article(article.id)
    return Page(
        address=article.address,
        section="articles",
        kind="article",
        title=article.label,
        description=" · ".join(part for part in (source, day, ", ".join(names[:6])) if part),
        template="article.html",
        data={
            "article": article,
            "card": card,
            "stretches": article.stretches,
            "kinds": _list_kinds(article),
            "countries": tuple(
                (country, weight) for code, weight in article.countries if (country := cards.country(code))
            ),
            "people": people,
            "organisations": cards.entities(article.organisations, listed=False),
            "events": tuple(
                (event, tuple(e for e in event["event"].reports if e.article_id == article.id))
                for event in events
            ),
            "quotes": tuple(quote for quote in map(cards.quote, article.quotes) if quote),
            "roles": _list_roles(article, cards),
        },
        search=make_entry(
            catalogue,
            title=article.label,
            texts=(source, *(event["event"].name for event in events), *names),
            kind="article",
            day=article.day,
        ),
        changed=article.day,
    )


def _list_kinds(article: PublicArticle) -> tuple[str, ...]:
    """The kinds of highlights on this page, statements first: what the legend explains."""
    kinds = {highlight.kind for stretch in article.stretches for highlight in stretch.highlights}
    kinds |= {highlight.kind for highlight in article.title_highlights}
    order = ("quote", "event", "role", "country", "person", "organization", "place", "date")
    return tuple(kind for kind in order if kind in kinds)


def _list_roles(article: PublicArticle, cards: Cards) -> tuple[dict[str, Any], ...]:
    """The functions that this article prints, with whose they are."""
    rows = []
    for entity_id in article.people:
        entity = cards.find_entity(entity_id)
        for role in entity.roles if entity else ():
            if entity and role.evidence.article_id == article.id:
                rows.append(
                    {"entity": entity, "role": role, "href": entity.address if entity.listed else None}
                )
    return tuple(rows)
