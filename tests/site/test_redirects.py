"""Addresses that lead on: where a redirect is written, and what it says."""

from __future__ import annotations

from made_html import read_html

from generator.site.redirects import make_redirects

PAGES = {"people/ned-price/": 'Ned "N." Price <b>', "people/other/": "Other", "events/storm/": "Storm"}


def test_a_merged_address_leads_to_the_page_that_stayed() -> None:
    """The link is relative, so that it works below any path; search engines are told which page counts."""
    redirects = make_redirects([("person", "edward-price", "ned-price")], PAGES, "Page déplacée :", "fr")
    assert list(redirects) == ["people/edward-price/index.html"]
    found = read_html(redirects["people/edward-price/index.html"])
    links = [
        e.attributes["href"]
        for e in found.elements
        if e.name == "a" or e.attributes.get("rel") == "canonical"
    ]
    assert links == ["../ned-price/", "../ned-price/"]
    refresh = next(e for e in found.elements if e.attributes.get("http-equiv") == "refresh")
    assert refresh.attributes["content"] == "0; url=../ned-price/"
    assert next(e.text for e in found.elements if e.name == "title") == 'Ned "N." Price <b>'


def test_kinds_have_their_folders() -> None:
    """Each kind of address is redirected within its own folder."""
    pages = {f"{folder}/b/": "B" for folder in ("articles", "events", "people", "organisations")}
    moved = [(kind, "a", "b") for kind in ("article", "event", "person", "organization")]
    assert list(make_redirects(moved, pages, "", "en")) == [
        "articles/a/index.html",
        "events/a/index.html",
        "organisations/a/index.html",
        "people/a/index.html",
    ]


def test_a_page_is_never_replaced_by_a_redirect() -> None:
    """An address that has a page of its own again keeps it."""
    assert make_redirects([("person", "other", "ned-price")], PAGES, "", "fr") == {}


def test_nothing_leads_to_a_page_that_is_not_there() -> None:
    """Where the page that stayed was hidden, the old address is gone as well."""
    assert make_redirects([("person", "edward-price", "hidden")], PAGES, "", "fr") == {}
