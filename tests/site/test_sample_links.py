"""The sample's site, file by file: no dead link, and every statement leads to its words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from made_html import Element, StrictReader, read_html

from generator.filters import join_pieces
from generator.site.links import check_links


@pytest.fixture(scope="module")
def pages(sample_site: Path) -> dict[str, StrictReader]:
    """Every page by address, read strictly: what does not nest fails here."""
    files = sorted(sample_site.rglob("index.html"))
    return {
        file.relative_to(sample_site).as_posix().removesuffix("index.html"): read_html(
            file.read_text("utf-8")
        )
        for file in files
    }


def _rows(site: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (site / f"data/{name}.jsonl").read_text("utf-8").splitlines()]


def _words_at(page: StrictReader, anchor: str) -> str:
    """The text of a mark that may be cut in pieces, as a reader sees it."""
    return "".join(
        e.text for e in page.elements if anchor in (e.attributes.get("id"), e.attributes.get("data-of"))
    )


def _ancestors(element: Element) -> Iterator[Element]:
    while element.parent is not None:
        element = element.parent
        yield element


def test_the_sample_is_a_living_site(pages: dict[str, StrictReader]) -> None:
    """Ten countries and two events at least, and something of every kind."""
    kinds = Counter(address.split("/")[0] for address in pages)
    assert kinds["countries"] > 10
    assert kinds["events"] > 2
    assert all(kinds[kind] > 1 for kind in ("articles", "people", "organisations", "days"))
    assert {"", "quotes/", "calendar/", "method/"} <= pages.keys()


def test_no_link_or_anchor_is_dead(sample_site: Path) -> None:
    """Of any page, generated or authored."""
    files = {
        file.relative_to(sample_site).as_posix(): file.read_text("utf-8")
        for file in sample_site.rglob("*.html")
        if file.name != "404.html"  # its links are absolute
    }
    assert check_links(files, lambda path: (sample_site / path).is_file()) == ()


def test_no_id_stands_twice_on_a_page(pages: dict[str, StrictReader]) -> None:
    """Or a link would lead to the wrong one."""
    for address, page in pages.items():
        counts = Counter(e.attributes["id"] for e in page.elements if "id" in e.attributes)
        assert not [name for name, count in counts.items() if count > 1], address


def test_every_quote_leads_to_its_words(sample_site: Path, pages: dict[str, StrictReader]) -> None:
    """Each piece of each quote that is shown stands, letter for letter, under its anchor on the article's page."""
    quotes = [quote for quote in _rows(sample_site, "quotes") if quote["pieces"]]
    assert len(quotes) > 20
    for quote in quotes:
        address, _, anchor = quote["evidence"]["href"].partition("#")
        for number, piece in enumerate(quote["pieces"], 1):
            here = anchor + (f"-{number}" if number > 1 else "")
            assert _words_at(pages[address], here) == piece, quote["evidence"]["href"]


def test_every_event_leads_to_its_words(sample_site: Path, pages: dict[str, StrictReader]) -> None:
    """Each report whose words are shown, each claim's words within the anchor that it links to."""
    shown = 0
    for event in _rows(sample_site, "events"):
        for report in event["reports"]:
            if report["text"] is not None:
                address, _, anchor = report["href"].partition("#")
                assert _words_at(pages[address], anchor) == report["text"], report["href"]
                shown += 1
        for claim in event["claims"]:
            evidence = claim["evidence"]
            if evidence["text"] is not None:
                address, _, anchor = evidence["href"].partition("#")
                assert anchor
                assert evidence["text"] in pages[address].text
    assert shown > 10


def test_every_role_leads_to_its_words(sample_site: Path, pages: dict[str, StrictReader]) -> None:
    """Each function that a page prints."""
    roles = [role for entity in _rows(sample_site, "entities") for role in entity["roles"] if role["text"]]
    assert len(roles) > 20
    for role in roles:
        address, _, anchor = role["evidence"]["href"].partition("#")
        assert _words_at(pages[address], anchor).startswith(role["text"]), role["evidence"]["href"]


def test_what_pages_print_of_a_quote_is_what_its_link_leads_to(pages: dict[str, StrictReader]) -> None:
    """On every page: the words of each quotation stand at the anchor of the link below them."""
    checked = 0
    for address, page in pages.items():
        for figure in (e for e in page.elements if e.name == "figure" and "data-quote" in e.attributes):
            inside = [e for e in page.elements if figure in _ancestors(e)]
            words = next((e.text for e in inside if e.attributes.get("class") == "quote__text"), None)
            link = next(e for e in inside if e.name == "a" and e.attributes.get("class") == "words")
            target, _, anchor = urljoin(f"/{address}", link.attributes["href"]).partition("#")
            if words is None:
                assert not anchor
                continue
            pieces = _pieces_at(pages[target.removeprefix("/")], anchor)
            assert words == join_pieces(pieces), (address, words)
            checked += 1
    assert checked > 100


def _pieces_at(page: StrictReader, anchor: str) -> tuple[str, ...]:
    """The pieces of a quote, from its first anchor on."""
    pieces = [_words_at(page, anchor)]
    while piece := _words_at(page, f"{anchor}-{len(pieces) + 1}"):
        pieces.append(piece)
    return tuple(pieces)


def test_every_link_to_words_has_them(pages: dict[str, StrictReader]) -> None:
    """Any link that promises words leads to a mark that is there; one without an anchor promises none."""
    promised = 0
    for address, page in pages.items():
        for link in (
            e for e in page.elements if e.name == "a" and "words" in e.attributes.get("class", "").split()
        ):
            target, _, anchor = urljoin(f"/{address}", link.attributes["href"]).partition("#")
            if anchor:
                assert _words_at(pages[target.removeprefix("/")], anchor).strip(), (address, link.attributes)
                promised += 1
    assert promised > 200


def test_only_pages_of_the_site_are_loaded(pages: dict[str, StrictReader]) -> None:
    """No script, style, picture or font of another host, and no inline style or handler of ours."""
    for address, page in pages.items():
        for element in page.elements:
            for name in ("src", "srcset", "poster"):
                assert "//" not in element.attributes.get(name, ""), (address, element)
            if element.name == "link":
                assert "//" not in element.attributes.get("href", ""), (address, element)
            assert not [name for name in element.attributes if name.startswith("on")], (address, element)
