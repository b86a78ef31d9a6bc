"""The Content-Security-Policy in a browser: no page of the sample offends it, and an injected script does not run."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.visits import list_pages, visit
from playwright.sync_api import Browser

REPORTS = """
window.offences = [];
addEventListener("securitypolicyviolation", (event) => {
  window.offences.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample);
});
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_kind_offends_its_policy(chromium: Browser, sample_site: Path, scheme: str) -> None:
    """One page of each kind, with the search opened: nothing is reported."""
    with visit(chromium, sample_site, color_scheme=scheme) as visitor:
        visitor.context.add_init_script(REPORTS)
        for kind, addresses in list_pages(sample_site).items():
            page = visitor.open(addresses[0])
            page.locator(".md-search__input").click()
            page.locator(".md-search__input").press_sequentially("Nairobi")
            page.wait_for_selector(".md-search-result__item")
            assert page.evaluate("window.offences") == [], kind


def test_a_script_that_got_into_a_page_does_not_run(chromium: Browser, sample_site: Path) -> None:
    """Inline, as an attribute, or evaluated: refused."""
    with visit(chromium, sample_site) as visitor:
        visitor.context.add_init_script(REPORTS)
        page = visitor.open("")
        page.evaluate(
            """() => {
              const script = document.createElement("script");
              script.textContent = "window.hacked = true";
              document.body.append(script);
              const holder = document.createElement("div");
              holder.innerHTML = '<img src="data:," onerror="window.hacked = true">';
              document.body.append(holder);
            }"""
        )
        page.wait_for_function("window.offences.length >= 2")
        assert page.evaluate("window.hacked") is None
