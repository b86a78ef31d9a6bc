"""Hostile input, opened in Chromium on every page of the site: nothing runs, nothing is asked of another host."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.visits import list_pages, search, visit
from conftest import MKDOCS, Project
from hostile_articles import IMAGE, SCRIPT, TITLES, build_hostile_site
from playwright.sync_api import Browser

HUBS = ("articles", "events", "people", "organisations", "countries", "days")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hostile desk, everything shown in full."""
    project = Project(tmp_path_factory.mktemp("hostile"))
    project.write("site_config/briefing.toml", '[rights]\ndefault = "full"\n')
    features = "font: false\n  features: [navigation.tabs, search.highlight, search.suggest]"
    project.write("mkdocs.yml", MKDOCS.replace("font: false", features))
    project.write("content/pages/about.md", "# About\n")
    return build_hostile_site(project).root / "site"


def test_no_page_runs_what_a_text_says(chromium: Browser, site: Path) -> None:
    """Each page of each kind: no dialog, no script of a text, no other host; the title is shown as typed."""
    kinds = list_pages(site)
    redirects = kinds.pop("redirects")
    assert {"home", "quotes", *(f"{hub}/" for hub in HUBS)} <= kinds.keys()
    with visit(chromium, site) as visitor:
        for address in (address for addresses in kinds.values() for address in addresses):
            page = visitor.open(address)
            assert page.evaluate("window.pwned") is None, address
        for address in redirects:
            page = visitor.open(address)
            page.wait_for_url(lambda url, former=address: not url.endswith(former))
            assert page.evaluate("window.pwned") is None, address
        for number, (name, title) in enumerate(TITLES.items(), 1):
            page = visitor.open(f"articles/{number:02d}-{name}/")
            assert title in (page.title()), name
            assert title in (page.locator("h1").text_content() or ""), name
    assert visitor.faults == []


def test_search_results_are_text(chromium: Browser, site: Path) -> None:
    """Results, what is marked in them, and the page they lead to show hostile titles as typed."""
    with visit(chromium, site) as visitor:
        page = visitor.open("")
        search(page, "zorglub")
        results = page.locator(".md-search-result__item")
        results.first.wait_for()
        assert any(SCRIPT in text for text in results.all_text_contents())
        assert page.evaluate("window.pwned") is None
        results.first.locator("a").first.click()
        page.wait_for_url("**/*h=zorglub*")
        assert page.evaluate("window.pwned") is None
    assert visitor.faults == []


def test_what_is_searched_for_is_text(chromium: Browser, site: Path) -> None:
    """A script typed into the search box only finds nothing."""
    with visit(chromium, site) as visitor:
        page = visitor.open("")
        search(page, f"zorglub {IMAGE}{SCRIPT}")
        page.wait_for_timeout(800)
        assert page.evaluate("window.pwned") is None
    assert visitor.faults == []


@pytest.mark.parametrize("address", ["?q=", "?h=", "quotes/?speaker=", "articles/01-script/#"])
def test_an_address_that_carries_a_script_is_inert(chromium: Browser, site: Path, address: str) -> None:
    """What stands in a link's query or fragment is only looked for."""
    with visit(chromium, site) as visitor:
        page = visitor.open(
            f"{address}<img src=x onerror=window.pwned=1>%3Cscript%3Ewindow.pwned=1%3C/script%3E"
        )
        page.wait_for_timeout(400)
        assert page.evaluate("window.pwned") is None
    assert visitor.faults == []
