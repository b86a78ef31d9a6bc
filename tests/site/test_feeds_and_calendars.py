"""Feeds and calendars, read by the programs that people read them with."""

from __future__ import annotations

import json
import re
import warnings
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urljoin

import pytest
from icalendar import Calendar

from generator.catalogue import load_catalogue
from generator.publication import Publication
from generator.site.calendars import make_calendars
from generator.site.feeds import make_feeds
from tests.made_publication import make_empty_publication, make_publication

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # feedparser's own
    import feedparser

SITE = "https://www.example.org/desk/"
CATALOGUE = load_catalogue("fr")
PUBLICATION = make_publication()
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def _feeds(publication: Publication = PUBLICATION, site_url: str | None = SITE) -> dict[str, str]:
    return make_feeds(publication, CATALOGUE, title="Le Desk", site_url=site_url)


def test_the_site_each_country_and_each_event_has_all_three() -> None:
    """``feed.xml``, ``feed.json`` and ``calendar.ics`` lie beside those pages, and nowhere else."""
    places = [
        "",
        *(c.address for c in PUBLICATION.countries.values()),
        *(e.address for e in PUBLICATION.events.values()),
    ]
    assert set(_feeds()) == {f"{place}{name}" for place in places for name in ("feed.xml", "feed.json")}
    calendars = make_calendars(PUBLICATION, CATALOGUE, title="Le Desk", site_url=SITE)
    assert set(calendars) == {f"{place}calendar.ics" for place in places}


@pytest.mark.parametrize("path", [path for path in _feeds() if path.endswith(".xml")])
def test_feedparser_takes_every_atom_feed(path: str) -> None:
    """Well formed, Atom 1.0, with an id, a title and a moment of its own and of each entry; links are absolute."""
    feed = feedparser.parse(_feeds()[path].encode())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.id.startswith("urn:uuid:")
    assert feed.feed.title
    assert RFC3339.fullmatch(feed.feed.updated)
    for entry in feed.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.title
        assert entry.link.startswith(SITE)
        assert RFC3339.fullmatch(entry.updated)
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", [path for path in _feeds() if path.endswith(".json")])
def test_every_json_feed_keeps_to_version_1_1(path: str) -> None:
    """What the standard demands is there, each with its type, and ids are the Atom feed's."""
    feed = json.loads(_feeds()[path])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert feed["feed_url"] == urljoin(SITE, path)
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert isinstance(item["content_text"], str)
        assert item["url"].startswith(SITE)
        assert RFC3339.fullmatch(item["date_modified"])
    atom = feedparser.parse(_feeds()[path.replace(".json", ".xml")].encode())
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]


def test_feeds_are_relative_where_the_site_has_no_address() -> None:
    """A link leads from the feed's folder to the page."""
    feed = json.loads(_feeds(site_url=None)["countries/fr/feed.json"])
    assert feed["home_page_url"] == "./"
    assert all(item["url"].startswith("../../") for item in feed["items"])


def test_titles_of_events_begin_with_a_capital() -> None:
    """An event's type may stand for its name; a title begins with a capital all the same."""
    titles = [entry.title for entry in feedparser.parse(_feeds()["feed.xml"].encode()).entries]
    assert all(title[0] == title[0].upper() for title in titles)


def test_an_empty_briefing_has_empty_feeds() -> None:
    """A reader that subscribed before the first article gets a feed without entries."""
    feeds = _feeds(make_empty_publication())
    assert not feedparser.parse(feeds["feed.xml"].encode()).bozo
    assert json.loads(feeds["feed.json"])["items"] == []


def test_icalendar_takes_every_calendar() -> None:
    """Every entry has an id of its own, a stamp, and whole days of which the last is not counted in."""
    for path, data in make_calendars(PUBLICATION, CATALOGUE, title="Le Desk", site_url=SITE).items():
        calendar = Calendar.from_ical(data)
        assert calendar["version"] == "2.0"
        assert calendar["prodid"]
        assert not calendar.errors, path
        entries = calendar.walk("VEVENT")
        assert len({str(entry["uid"]) for entry in entries}) == len(entries)
        for entry in entries:
            assert not entry.errors
            first, after = entry["dtstart"].dt, entry["dtend"].dt
            assert type(first) is type(after) is date
            assert first < after
            assert isinstance(entry["dtstamp"].dt, datetime)
        assert max(map(len, data.split(b"\r\n"))) <= 75
        assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_calendar_has_only_what_has_a_year() -> None:
    """« du 3 au 7 décembre » ends before the 8th; what has no year is in none."""
    calendars = make_calendars(PUBLICATION, CATALOGUE, title="Le Desk", site_url=SITE)
    (entry,) = Calendar.from_ical(calendars["events/corail-2026/calendar.ics"]).walk("VEVENT")
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (date(2026, 12, 3), date(2026, 12, 8))
    assert Calendar.from_ical(calendars["events/manoeuvres-de-mai/calendar.ics"]).walk("VEVENT") == []


def test_the_sample_links_to_its_feeds(sample_site: Path) -> None:
    """Home, a country's page and an event's name their feeds in the head and in the text."""
    countries = sorted((sample_site / "countries").glob("*/index.html"))
    events = sorted((sample_site / "events").glob("*/calendar.ics"))
    for page in (sample_site / "index.html", countries[0], events[0].with_name("index.html")):
        html = page.read_text("utf-8")
        for name in ("feed.xml", "feed.json", "calendar.ics"):
            assert re.search(rf'<link rel="alternate[^"]*" [^>]*href="{re.escape(name)}"', html)
            assert re.search(rf'<a href="{re.escape(name)}"', html)
            assert page.with_name(name).is_file()
