"""The sitemap: every page with its newest article's day."""

from __future__ import annotations

import gzip
from datetime import date
from xml.etree import ElementTree

from generator.page import Page
from generator.site.sitemap import compress, make_sitemap

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _page(address: str, changed: date | None = None) -> Page:
    return Page(
        address=address,
        section="",
        kind="home",
        title="t",
        description="",
        template="home.html",
        changed=changed,
    )


def _entries(xml: str) -> list[tuple[str | None, str | None]]:
    root = ElementTree.fromstring(xml)
    return [(url.findtext(f"{SPACE}loc"), url.findtext(f"{SPACE}lastmod")) for url in root]


def test_pages_stand_sorted_below_the_sites_address() -> None:
    """The day is the newest article's, never the clock's; a page without one has none."""
    pages = [_page("events/b/"), _page("", date(2026, 11, 23)), _page("events/a/", date(2026, 11, 2))]
    assert _entries(make_sitemap(pages, ["about/"], "https://example.org/desk/")) == [
        ("https://example.org/desk/", "2026-11-23"),
        ("https://example.org/desk/about/", None),
        ("https://example.org/desk/events/a/", "2026-11-02"),
        ("https://example.org/desk/events/b/", None),
    ]


def test_an_address_cannot_break_the_file() -> None:
    """Marks that mean something to XML are escaped, in the site's address too."""
    xml = make_sitemap([_page("days/<&>/")], [], "https://example.org/?a=1&b=2/")
    assert _entries(xml)[0][0] is not None


def test_a_page_that_is_generated_is_listed_once() -> None:
    """A generated page that stands in an authored one's place keeps its day."""
    xml = make_sitemap([_page("about/", date(2026, 1, 2))], ["about/"], "https://example.org/")
    assert _entries(xml) == [("https://example.org/about/", "2026-01-02")]


def test_the_compressed_sitemap_has_no_time_in_it() -> None:
    """Bytes 4 to 7 of a gzip file are its time: zero."""
    data = compress("<x/>")
    assert data[4:8] == bytes(4)
    assert gzip.decompress(data) == b"<x/>"
