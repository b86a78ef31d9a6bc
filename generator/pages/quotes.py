"""Everything that was said, newest first; parted by month where it is long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.cards import Cards, QuoteCard, newest_day
from generator.pages.months import LONGEST_LIST, MonthPage, part_by_month, title_month
from generator.pages.search import make_entry
from generator.publication import Publication


def make_quote_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """``quotes/`` with the newest, and a page a month where there are more than one page holds."""
    quotes = tuple(sorted(Cards(publication).quotes(publication.quotes), key=_newness))
    months = part_by_month(quotes, lambda card: card["quote"].day)
    shown_months = months if len(quotes) > LONGEST_LIST else ()
    make = partial(
        _make_list,
        months=shown_months,
        quotes=quotes,
        publication=publication,
        catalogue=catalogue,
    )
    yield make("quotes/", quotes[:LONGEST_LIST], month=None)
    for month in shown_months:
        yield make(f"quotes/{month.slug}/", month.items, month=month)


def _newness(card: QuoteCard) -> tuple[bool, int]:
    day = card["quote"].day
    return (day is None, -day.toordinal() if day else 0)


def _make_list(
    address: str,
    shown: tuple[QuoteCard, ...],
    *,
    month: MonthPage[QuoteCard] | None,
    months: tuple[MonthPage[QuoteCard], ...],
    quotes: tuple[QuoteCard, ...],
    publication: Publication,
    catalogue: Catalogue,
) -> Page:
    title = title_month(catalogue.text("quotes"), month, catalogue)
    return Page(
        address=address,
        section="quotes",
        kind="quotes",
        title=title,
        description=catalogue.text("count-quotes", count=len(shown)),
        template="quotes.html",
        data={
            "days": group_by_day(shown),
            "count": len(quotes),
            "shown": len(shown),
            "month": month,
            "months": tuple((f"quotes/{m.slug}/", m) for m in months),
            # the first page's filter looks through all months, a month's through its own
            "choices": list_choices(quotes if month is None else shown, publication, catalogue),
            "whole": bool(months) and month is None,
        },
        search=make_entry(catalogue, title=title, texts=(), kind="quotes") if month is None else None,
        changed=newest_day(card["quote"].day for card in shown),
    )


def group_by_day(quotes: tuple[QuoteCard, ...]) -> tuple[tuple[Any, tuple[QuoteCard, ...]], ...]:
    """Quotations under the days of their articles, in the given order."""
    days: dict[Any, list[QuoteCard]] = {}
    for card in quotes:
        days.setdefault(card["quote"].day, []).append(card)
    return tuple((day, tuple(cards)) for day, cards in days.items())


def list_choices(
    quotes: tuple[QuoteCard, ...], publication: Publication, catalogue: Catalogue
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """(filter, ((value, label), …)) for what can be chosen among ``quotes``, where there is a choice."""
    choices: dict[str, dict[str, str]] = {
        name: {} for name in ("speaker", "country", "event", "day", "language", "tier")
    }
    for card in quotes:
        quote = card["quote"]
        events = (publication.events[event] for event in quote.events if event in publication.events)
        choices["speaker"] |= {quote.speaker: quote.speaker} if quote.speaker else {}
        choices["country"] |= {card["country"]["code"]: card["country"]["name"]} if card["country"] else {}
        choices["event"] |= {event.id: event.name for event in events}
        choices["day"] |= {quote.day.isoformat(): catalogue.day(quote.day)} if quote.day else {}
        choices["language"] |= (
            {quote.language: catalogue.language_name(quote.language)} if quote.language else {}
        )
        choices["tier"] |= {quote.tier: catalogue.term("tiers", quote.tier)}
    return tuple(
        (name, tuple(sorted(values.items(), key=lambda pair: _order_choice(name, pair))))
        for name, values in choices.items()
        if len(values) > 1
    )


def _order_choice(name: str, choice: tuple[str, str]) -> tuple[str, str]:
    """Days in order of time, everything else by its label."""
    return choice if name == "day" else Catalogue.collation_key(choice[1])
