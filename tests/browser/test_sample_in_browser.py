"""The sample's site in Chromium, on every page kind: it works, says nothing in the console, and asks nobody else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from browser.visits import list_pages, search, visit
from playwright.sync_api import Browser, expect

KINDS = ("articles", "countries", "days", "events", "organisations", "people", "quotes")
OF_A_KIND = 3
"""So many pages of each kind are opened, the first, the last and one between."""


def _kinds(site: Path) -> dict[str, list[str]]:
    """Addresses by kind, without pages that only lead on."""
    return {kind: addresses for kind, addresses in list_pages(site).items() if kind != "redirects"}


def _choose(addresses: list[str]) -> list[str]:
    step = max(1, (len(addresses) - 1) // (OF_A_KIND - 1))
    return list(dict.fromkeys([*addresses[::step][:OF_A_KIND], addresses[-1]]))


def test_every_page_kind_opens_without_a_fault(chromium: Browser, sample_site: Path) -> None:
    """No error in the console, no failed request, no other host; a heading is to be seen and nothing overflows."""
    kinds = _kinds(sample_site)
    assert {
        "home",
        "about",
        "calendar",
        "method",
        *KINDS,
        *(f"{kind}/" for kind in KINDS[:-1]),
    } <= kinds.keys()
    with visit(chromium, sample_site) as visitor:
        for addresses in kinds.values():
            for address in _choose(addresses):
                page = visitor.open(address)
                expect(page.locator("h1").first).to_be_visible()
    assert visitor.faults == []


def test_nothing_is_wider_than_a_small_phone(chromium: Browser, sample_site: Path) -> None:
    """At 320 pixels no page kind scrolls sideways, in the dark either."""
    with visit(chromium, sample_site, viewport={"width": 320, "height": 640}, color_scheme="dark") as visitor:
        for addresses in _kinds(sample_site).values():
            page = visitor.open(addresses[0])
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, addresses[0]
    assert visitor.faults == []


def test_a_reader_goes_from_the_day_to_the_exact_words(chromium: Browser, sample_site: Path) -> None:
    """Home, an event, the words: the article's page opens at them, and they are lit."""
    with visit(chromium, sample_site) as visitor:
        page = visitor.open("")
        page.locator(".story__name a").first.click()
        page.wait_for_url("**/events/*/")
        link = page.locator(".report a.words[href*='#']").first
        words = page.locator(".report:has(a.words[href*='#']) .report__words b").first.text_content() or ""
        link.click()
        page.wait_for_url("**/articles/*/#*")
        anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
        mark = page.locator(f"[id='{anchor}']")
        expect(mark).to_be_in_viewport()
        pieces = page.locator(f"[id='{anchor}'], [data-of='{anchor}']").all_text_contents()
        assert words in "".join(pieces)
    assert visitor.faults == []


def test_a_quote_leads_to_its_words_and_its_speaker(chromium: Browser, sample_site: Path) -> None:
    """From the page of all quotes to the article, and to the person's page with all she said."""
    with visit(chromium, sample_site) as visitor:
        page = visitor.open("quotes/")
        quote = page.locator("figure.quote:has(.quote__text):has(.quote__speaker a)").first
        words = quote.locator(".quote__text").text_content() or ""
        quote.locator("a.words").click()
        page.wait_for_url("**/articles/*/#*")
        text = " ".join((page.locator("[data-text]").text_content() or "").split())
        assert words.split(" ")[0] in text
        page.go_back()
        page.locator("figure.quote:has(.quote__text) .quote__speaker a").first.click()
        page.wait_for_load_state()
        expect(page.locator("figure.quote .quote__text").first).to_be_visible()
    assert visitor.faults == []


def test_the_hubs_are_one_click_away(chromium: Browser, sample_site: Path) -> None:
    """Every tab leads to its page, which says so; the wordmark leads home."""
    with visit(chromium, sample_site) as visitor:
        page = visitor.open("")
        tabs = page.locator(".md-tabs__link")
        assert tabs.count() >= 9
        for number in range(tabs.count()):
            tab = tabs.nth(number)
            name = (tab.text_content() or "").strip()
            tab.click()
            page.wait_for_load_state()
            expect(page.locator(".md-tabs__link[aria-current]")).to_have_text(name)
        page.locator(".md-header a.md-logo").click()
        page.wait_for_url(visitor.root)
    assert visitor.faults == []


def test_kinds_of_marks_can_be_switched_off(chromium: Browser, sample_site: Path) -> None:
    """The legend of an article's page is made of switches."""
    with visit(chromium, sample_site) as visitor:
        page = visitor.open(_full_article(sample_site))
        switch = page.locator(".legend__switch").first
        mark = page.locator(
            f"[data-text] .mark--{switch.locator('[data-kind]').get_attribute('data-kind')}"
        ).first
        look = "e => { const s = getComputedStyle(e); return [s.backgroundColor, s.borderBottomWidth, s.fontStyle] }"
        lit = mark.evaluate(look)
        switch.click()
        expect(switch).to_have_attribute("aria-pressed", "false")
        assert mark.evaluate(look) != lit
        switch.click()
        expect(switch).to_have_attribute("aria-pressed", "true")
    assert visitor.faults == []


def test_quotes_can_be_filtered(chromium: Browser, sample_site: Path) -> None:
    """One speaker's quotes stay; the choice stands in the address; a reset brings all back."""
    with visit(chromium, sample_site) as visitor:
        page = visitor.open("quotes/")
        shown = page.locator("figure[data-quote]:visible")
        everything = shown.count()
        speakers = page.locator("select[name=speaker]")
        speakers.select_option(index=1)
        speaker = speakers.input_value()
        expect(shown.and_(page.locator(f'figure:not([data-speaker="{speaker}"])'))).to_have_count(0)
        expect(shown).not_to_have_count(0)
        assert set(shown.evaluate_all("list => list.map(e => e.dataset.speaker)")) == {speaker}
        address = page.url
        assert "speaker=" in address
        page.goto(address)
        assert page.locator("select[name=speaker]").input_value() == speaker
        page.locator("[data-filters] button[type=reset]").click()
        expect(shown).to_have_count(everything)
    assert visitor.faults == []


def test_light_and_dark_can_be_chosen(chromium: Browser, sample_site: Path) -> None:
    """The choice stays from page to page."""
    with visit(chromium, sample_site, color_scheme="light") as visitor:
        page = visitor.open("")
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "default")
        page.locator("label[for=__palette_1]").click()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        visitor.open("quotes/")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
    assert visitor.faults == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("GRÈVE", "grève"),
        ("greve", "grève"),
        ("Egypte", "Égypte"),
        ("opposition", "opposition"),
        ("zofia", "Zofia"),
    ],
)
def test_the_search_finds_words_of_titles_and_names(
    chromium: Browser, sample_site: Path, typed: str, words: str
) -> None:
    """With and without accents and capitals, and after an elision (« l'opposition »); the result leads to its page."""
    sought = re.compile(words, re.IGNORECASE)
    assert any(sought.search(entry["title"]) for entry in _index(sample_site)["docs"]), (
        "the sample has the word"
    )
    with visit(chromium, sample_site) as visitor:
        page = visitor.open("method/")
        search(page, typed)
        result = page.locator(".md-search-result__item a").first
        expect(result).to_contain_text(sought)
        result.click()
        page.wait_for_url(re.compile(r"/(events|articles|countries|people)/"))
        expect(page.locator("h1").first).to_contain_text(sought)
    assert visitor.faults == []


def test_the_search_speaks_the_sites_language(sample_site: Path) -> None:
    """French words are indexed as French; every page that has an entry is there."""
    index = _index(sample_site)
    assert index["config"]["lang"] == ["fr"]
    for entry in index["docs"]:
        assert (sample_site / entry["location"].partition("#")[0] / "index.html").is_file()


def _index(site: Path) -> dict[str, Any]:
    index: dict[str, Any] = json.loads((site / "search/search_index.json").read_text("utf-8"))
    return index


def _full_article(site: Path) -> str:
    """An article that is shown in full and has marks."""
    rows = map(json.loads, (site / "data/articles.jsonl").read_text("utf-8").splitlines())
    return next(row["address"] for row in rows if row["complete"] and row["quotes"])
