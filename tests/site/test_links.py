"""The link check: what it takes for a dead link, and what it leaves alone."""

from __future__ import annotations

import pytest

from generator.site.links import Fault, check_links, hrefs_of

HOME = "index.html"
FRANCE = "countries/fr/index.html"


def _faults(pages: dict[str, str], *files: str, site_url: str | None = None) -> list[tuple[str, str]]:
    found = check_links(pages, lambda path: path in files, site_url)
    return [(fault.link, fault.missing) for fault in found]


@pytest.mark.parametrize(
    "link",
    [
        "countries/fr/",
        "countries/fr/index.html",
        "./countries/fr/#said",
        "/countries/fr/",
        "#top",
        "",
        "?lang=fr#here",
        "assets/style.css",
        "assets/style.css?v=2",
        "assets/accent%20%C3%A9.png",
        "https://example.org/elsewhere/",
        "//example.org/elsewhere/",
        "mailto:desk@example.org",
    ],
)
def test_a_link_that_leads_somewhere_is_no_fault(link: str) -> None:
    """Pages, files, anchors and other hosts are all good targets, however they are written."""
    pages = {HOME: f'<p id="here"><a href="{link}">x</a></p>', FRANCE: '<h2 id="said">x</h2>'}
    assert _faults(pages, "assets/style.css", "assets/accent é.png") == []


@pytest.mark.parametrize(
    ("link", "missing"),
    [
        ("countries/xx/", "page"),
        ("countries/fr", "page"),
        ("../countries/fr/", "page"),
        ("assets/none.css", "page"),
        ("countries/fr/#none", "anchor"),
        ("#none", "anchor"),
        ("http://[", "page"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_fault(link: str, missing: str) -> None:
    """A page, a file or an anchor that is not there is named as it was written."""
    pages = {HOME: f'<a href="{link}">x</a>', FRANCE: '<h2 id="said">x</h2>'}
    assert _faults(pages) == [(link, missing)]


def test_links_are_seen_from_the_page_they_stand_on() -> None:
    """The same words mean different places on different pages; « .. » climbs."""
    html = '<a href="../de/">x</a><a href="../..">home</a><a href=".">here</a>'
    pages = {FRANCE: html, "countries/de/index.html": "x", HOME: "x"}
    assert _faults(pages) == []
    assert _faults({HOME: html, "countries/de/index.html": "x"}) == [("../..", "page"), ("../de/", "page")]


def test_an_anchor_may_be_written_with_escapes() -> None:
    """« #%C3%A9 » finds the element with the id « é »; an old « name » counts as well."""
    assert (
        _faults({HOME: '<a href="#%C3%A9">x</a><i id="é"></i><a name="old"></a><a href="#old">y</a>'}) == []
    )


def test_pictures_scripts_and_styles_are_checked_too() -> None:
    """Whatever a page loads has to be there."""
    html = '<img src="a.png"><script src="b.js"></script><link rel="stylesheet" href="c.css"><source src="d.mp4">'
    assert [link for link, _ in _faults({HOME: html})] == ["a.png", "b.js", "c.css", "d.mp4"]


def test_a_link_with_the_sites_own_address_is_checked() -> None:
    """An absolute link to the site itself is a link like any other; without the address it is another host's."""
    pages = {HOME: '<a href="https://example.org/desk/countries/xx/">x</a>'}
    assert _faults(pages, site_url="https://example.org/desk/") == [
        ("https://example.org/desk/countries/xx/", "page")
    ]
    assert _faults(pages) == []


def test_a_fault_is_told_once_for_a_page() -> None:
    """The same dead link twice on a page is one fault, on two pages two; they come sorted."""
    pages = {FRANCE: '<a href="x/">1</a><a href="x/">2</a>', HOME: '<a href="x/">3</a>'}
    assert check_links(pages, lambda path: False) == (
        Fault(FRANCE, "x/", "page"),
        Fault(HOME, "x/", "page"),
    )


def test_all_links_of_pages_can_be_listed() -> None:
    """For reports: every link in the order in which it stands."""
    assert hrefs_of(['<a href="a/">1</a><img src="b.png">', '<a>none</a><a href="c/">2</a>']) == [
        "a/",
        "b.png",
        "c/",
    ]
