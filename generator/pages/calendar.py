"""The calendar: months with their events, past and announced; what has no year or no date stands after."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.catalogue import Catalogue
from generator.catalogues.dates import parse_edtf
from generator.page import Page
from generator.pages.cards import Cards, EventCard, newest_day
from generator.pages.search import make_entry
from generator.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A cell of a month's grid: its events, or none; ``inside`` is False for the days of the months
    beside it."""

    day: date
    inside: bool
    events: tuple[EventCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month: ``weeks`` of seven cells from Monday, ``events`` in order of their first day."""

    year: int
    month: int
    weeks: tuple[tuple[CalendarDay, ...], ...]
    events: tuple[EventCard, ...]

    @property
    def busy(self) -> bool:
        """Whether any of its days is known to have an event."""
        return any(cell.events for week in self.weeks for cell in week)


def make_calendar_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """The page ``calendar/``."""
    events = Cards(publication).events(publication.events)
    dated = [card for card in events if _first_month(card) is not None]
    months = make_months(dated)
    title = catalogue.text("calendar")
    yield Page(
        address="calendar/",
        section="calendar",
        kind="calendar",
        title=title,
        description=catalogue.text("count-events", count=len(events)),
        template="calendar.html",
        data={
            "months": months,
            "partial": tuple(card for card in events if _is_partial(card)),
            "undated": tuple(card for card in events if _first_month(card) is None and not _is_partial(card)),
            "as_of": publication.as_of,
        },
        search=make_entry(catalogue, title=title, texts=(), kind="calendar"),
        changed=newest_day(card["newest"] for card in events),
    )


def make_months(events: list[EventCard]) -> tuple[CalendarMonth, ...]:
    """Months in which an event begins, in order; an event of several days fills its cells in each such
    month."""
    starts: dict[tuple[int, int], list[EventCard]] = {}
    for card in events:
        month = _first_month(card)
        if month is not None:
            starts.setdefault(month, []).append(card)
    return tuple(_make_month(*month, starts[month], events) for month in sorted(starts))


def _make_month(year: int, month: int, begun: list[EventCard], events: list[EventCard]) -> CalendarMonth:
    spans = [(span, card) for card in events if (span := _days(card)) is not None]
    weeks = tuple(
        tuple(
            CalendarDay(
                day=day,
                inside=day.month == month,
                events=tuple(c for (first, last), c in spans if first <= day <= last)
                if day.month == month
                else (),
            )
            for day in week
        )
        for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(year, month)
    )
    ordered = tuple(sorted(begun, key=lambda card: card["event"].start or card["event"].end or ""))
    return CalendarMonth(year=year, month=month, weeks=weeks, events=ordered)


def _days(card: EventCard) -> tuple[date, date] | None:
    """The first and last day, where both are exact (one stands for both where the other is unknown)."""
    known = [_exact_day(value) for value in (card["event"].start, card["event"].end)]
    days = [day for day in known if day is not None]
    return (min(days), max(days)) if days else None


def _exact_day(value: str | None) -> date | None:
    partial = parse_edtf(value)
    if partial is None or partial.year is None or partial.month is None or partial.day is None:
        return None
    try:
        return date(partial.year, partial.month, partial.day)
    except ValueError:
        return None


def _first_month(card: EventCard) -> tuple[int, int] | None:
    """The (year, month) it begins in; None where the year or the month is unknown."""
    partial = parse_edtf(card["event"].start) or parse_edtf(card["event"].end)
    if (
        partial is None
        or partial.year is None
        or partial.decade
        or partial.month is None
        or partial.month > 12
    ):
        return None
    return (partial.year, partial.month) if 1 <= partial.year <= 9998 else None


def _is_partial(card: EventCard) -> bool:
    """Whether something is known of its time, but not in which month of which year it begins."""
    known = parse_edtf(card["event"].start) or parse_edtf(card["event"].end)
    return known is not None and _first_month(card) is None
