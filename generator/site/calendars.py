"""Calendars (RFC 5545): every event with a year, as all-day intervals, for the whole site, each country and
each event."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from urllib.parse import urljoin

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from generator.catalogue import Catalogue, capitalise
from generator.merge.intervals import make_interval
from generator.publication import Publication, PublicEvent
from generator.site.feeds import NAMESPACE, strip_controls

STATUSES = {"announced": "TENTATIVE", "unconfirmed": "TENTATIVE", "cancelled": "CANCELLED"}


def make_calendars(
    publication: Publication, catalogue: Catalogue, *, title: str, site_url: str | None
) -> dict[str, bytes]:
    """Path → bytes of ``calendar.ics`` at the root and below every country and event."""
    entries = {
        event.id: entry
        for event in publication.events.values()
        if (entry := _make_entry(event, publication, catalogue, site_url)) is not None
    }
    files = {"calendar.ics": _write(title, entries.values())}
    for country in publication.countries.values():
        chosen = [entries[e] for e in country.events if e in entries]
        files[f"{country.address}calendar.ics"] = _write(f"{title} · {country.name}", chosen)
    for event in publication.events.values():
        chosen = [entries[event.id]] if event.id in entries else []
        files[f"{event.address}calendar.ics"] = _write(f"{title} · {capitalise(event.name)}", chosen)
    return files


def _make_entry(
    event: PublicEvent, publication: Publication, catalogue: Catalogue, site_url: str | None
) -> CalendarEvent | None:
    interval = make_interval(event.start, event.end)
    days = [day for a in event.articles if (day := publication.articles[a].day)]
    if interval is None or not interval.dated or not days or interval.last[0] >= MAXYEAR:
        return None
    newest = max(days)
    entry = CalendarEvent()
    entry.add("uid", f"{uuid.uuid5(NAMESPACE, f'event:{event.id}')}@briefing")
    entry.add("dtstamp", datetime(newest.year, newest.month, newest.day, tzinfo=UTC))
    entry.add("dtstart", date(*interval.first))
    entry.add("dtend", date(*interval.last) + timedelta(days=1))
    entry.add("summary", strip_controls(capitalise(event.name)))
    entry.add("status", STATUSES.get(event.status, "CONFIRMED"))
    places = ", ".join(text for text, _, relation in event.places if relation == "at")
    if places:
        entry.add("location", strip_controls(places))
    entry.add("categories", [catalogue.term("event_types", event.type)])
    entry.add("transp", "TRANSPARENT")
    if site_url:
        entry.add("url", urljoin(site_url, event.address))
    return entry


def _write(title: str, entries: Iterable[CalendarEvent]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//briefing-site//briefing//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", strip_controls(title))
    for entry in entries:
        calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written
