"""Feeds: what is new, for machines. Atom and JSON Feed for the whole site, each country and each event."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from generator.catalogue import Catalogue, capitalise
from generator.publication import PublicArticle, Publication, PublicEvent
from generator.site.references import point_to

NAMESPACE = uuid.UUID("5f0c1a54-8d0e-5b5e-9a53-0f6f6a1c7a10")
"""Of all ids of feed entries and calendar events: UUID version 5 of the registry's id, so they never change."""

LONGEST = 50
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: a registry id, an address of the site, plain-text title and summary, the newest report's day."""

    registry_id: str
    address: str
    title: str
    summary: str
    day: date

    @property
    def urn(self) -> str:
        """Its permanent id."""
        return make_urn(self.registry_id)


def make_urn(registry_id: str) -> str:
    """A permanent id from the registry's."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, registry_id)}"


def make_feeds(
    publication: Publication, catalogue: Catalogue, *, title: str, site_url: str | None
) -> dict[str, str]:
    """Path → text of ``feed.xml`` and ``feed.json`` at the root and below every country and event."""
    articles = {article.id: _article_entry(article, catalogue) for article in publication.articles.values()}
    events = {event.id: _event_entry(event, publication, catalogue) for event in publication.events.values()}
    files = _write_both("", title, [*events.values(), *articles.values()], site_url, catalogue)
    for country in publication.countries.values():
        chosen = [events[e] for e in country.events] + [articles[a] for a, _ in country.articles]
        files |= _write_both(country.address, f"{title} · {country.name}", chosen, site_url, catalogue)
    for event in publication.events.values():
        chosen = [articles[a] for a in event.articles]
        files |= _write_both(
            event.address, f"{title} · {capitalise(event.name)}", chosen, site_url, catalogue
        )
    return files


def _article_entry(article: PublicArticle, catalogue: Catalogue) -> Entry | None:
    if article.day is None:
        return None
    parts = [article.source, catalogue.day(article.day)]
    return Entry(
        registry_id=f"article:{article.id}",
        address=article.address,
        title=article.label,
        summary=" · ".join(part for part in parts if part),
        day=article.day,
    )


def _event_entry(event: PublicEvent, publication: Publication, catalogue: Catalogue) -> Entry | None:
    days = [day for a in event.articles if (day := publication.articles[a].day)]
    if not days:
        return None
    when = catalogue.when(event.start, event.end, event.precision) if event.start else None
    kind, status = catalogue.term("event_types", event.type), catalogue.term("statuses", event.status)
    return Entry(
        registry_id=f"event:{event.id}",
        address=event.address,
        title=capitalise(event.name),
        summary=" · ".join(part for part in (kind, when, status) if part),
        day=max(days),
    )


def _write_both(
    address: str,
    title: str,
    entries: Iterable[Entry | None],
    site_url: str | None,
    catalogue: Catalogue,
) -> dict[str, str]:
    chosen = sorted(
        (entry for entry in entries if entry), key=lambda entry: (-entry.day.toordinal(), entry.registry_id)
    )[:LONGEST]
    return {
        f"{address}feed.xml": _write_atom(address, title, chosen, site_url, catalogue.code),
        f"{address}feed.json": _write_json(address, title, chosen, site_url, catalogue.code),
    }


def _write_atom(address: str, title: str, entries: list[Entry], site_url: str | None, language: str) -> str:
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(feed, "id", make_urn(f"feed:{address}"))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(entries[0].day if entries else date(1970, 1, 1)))
    author = ElementTree.SubElement(feed, "author")
    _add(author, "name", title)
    _add_link(feed, "self", point_to(f"{address}feed.xml", address, site_url))
    _add_link(feed, "alternate", point_to(address, address, site_url))
    for entry in entries:
        element = ElementTree.SubElement(feed, "entry")
        _add(element, "id", entry.urn)
        _add(element, "title", entry.title)
        _add(element, "updated", _moment(entry.day))
        _add_link(element, "alternate", point_to(entry.address, address, site_url))
        _add(element, "summary", entry.summary)
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = strip_controls(text)


def _add_link(parent: ElementTree.Element, rel: str, href: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "href": href})


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def strip_controls(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


def _write_json(address: str, title: str, entries: list[Entry], site_url: str | None, language: str) -> str:
    feed: Mapping[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": point_to(address, address, site_url),
        "feed_url": point_to(f"{address}feed.json", address, site_url),
        "language": language,
        "items": [
            {
                "id": entry.urn,
                "url": point_to(entry.address, address, site_url),
                "title": entry.title,
                "content_text": entry.summary,
                "date_modified": _moment(entry.day),
            }
            for entry in entries
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"
