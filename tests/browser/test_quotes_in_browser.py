"""The page of quotations in a browser: its filter looks through all months and stands in the address."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

from browser.visits import visit
from playwright.sync_api import Browser, expect


def _count_speakers(site: Path) -> Counter[str]:
    """Speaker → quotations on all months' pages."""
    pages = [page.read_text("utf-8") for page in sorted((site / "quotes").glob("*/index.html"))]
    assert len(pages) > 1, "the sample has more quotations than one page holds"
    found = (re.findall(r'data-quote data-speaker="([^"]+)"', html) for html in pages)
    return Counter(unescape(speaker) for page in found for speaker in page)


def test_the_filter_looks_through_all_months(chromium: Browser, sample_site: Path) -> None:
    """A speaker's quotations of every month are shown, their links lead on, and the address can be sent to somebody."""
    speakers = _count_speakers(sample_site)
    first = (sample_site / "quotes/index.html").read_text("utf-8")
    on_first = Counter(map(unescape, re.findall(r'data-quote data-speaker="([^"]+)"', first)))
    speaker = max(speakers, key=lambda name: (speakers[name] - on_first[name], name))
    assert speakers[speaker] > on_first[speaker]
    with visit(chromium, sample_site) as visitor:
        page = visitor.open("quotes/")
        page.locator("select[name=speaker]").select_option(speaker)
        shown = page.locator("[data-quote]:visible")
        expect(shown).to_have_count(speakers[speaker])
        assert {item.get_attribute("data-speaker") for item in shown.all()} == {speaker}
        expect(page.locator("[data-newest]")).to_be_hidden()

        page.reload()
        expect(shown).to_have_count(speakers[speaker])
        href = shown.last.locator("a.words").first.get_attribute("href")
        assert href and href.startswith(f"{visitor.root}articles/")

        page.locator(".filters button[type=reset]").click()
        expect(page.locator("[data-newest]")).to_be_visible()
        assert page.url.endswith("/quotes/")
        assert visitor.faults == []


def test_without_the_months_the_page_says_so(chromium: Browser, sample_site: Path) -> None:
    """Where they cannot be fetched, what is on the page is filtered, and the reader is told."""
    with visit(chromium, sample_site) as visitor:
        visitor.context.route("**/quotes/2*/", lambda route: route.abort())
        page = visitor.open("quotes/")
        page.locator("select[name=language]").select_option("en")
        expect(page.locator(".filters__count")).to_have_text(
            page.locator("form.filters").get_attribute("data-failed") or ""
        )
        assert {
            item.get_attribute("data-language") for item in page.locator("[data-quote]:visible").all()
        } == {"en"}
