"""The search index: entries for pages that MkDocs does not know of."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from generator.page import Page, SearchEntry
from generator.site.search import extend_index

INDEX = json.dumps(
    {
        "config": {"lang": ["fr"]},
        "docs": [
            {"location": "", "title": "Authored home", "text": "x"},
            {"location": "about/", "title": "About", "text": "y"},
            {"location": "about/#us", "title": "Us", "text": "z"},
            {"location": "events/storm/#old", "title": "Old", "text": "o"},
        ],
    }
)


def _page(address: str, search: SearchEntry | None) -> Page:
    return Page(
        address=address,
        section="",
        kind="home",
        title="t",
        description="",
        template="home.html",
        search=search,
    )


def _extend(*pages: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(extend_index(INDEX, pages))
    return found


def test_pages_are_added_to_what_the_theme_found() -> None:
    """An entry tells the kind, the day and the text; the theme's settings and the authored pages stay."""
    entry = SearchEntry(title="Tempête", text="Brest · France", kind="Événement", day=date(2026, 11, 23))
    index = _extend(_page("events/tempete/", entry))
    assert index["config"] == {"lang": ["fr"]}
    assert index["docs"][-1] == {
        "location": "events/tempete/",
        "title": "Tempête",
        "text": "Événement · 2026-11-23 Brest · France",
        "plaintitle": "Tempete",
    }
    assert len(index["docs"]) == 5


def test_an_entry_takes_the_place_of_an_authored_page_with_its_address() -> None:
    """One address is found once, sections included."""
    index = _extend(_page("", SearchEntry(title="Home", text="", kind="Home")), _page("events/storm/", None))
    assert [doc["location"] for doc in index["docs"]] == ["about/", "about/#us", ""]


def test_titles_and_texts_are_escaped() -> None:
    """The theme puts both into the page as HTML."""
    index = _extend(_page("x/", SearchEntry(title="<img src=x>", text="a & <b>", kind="k")))
    assert (index["docs"][-1]["title"], index["docs"][-1]["text"]) == (
        "&lt;img src=x&gt;",
        "k a &amp; &lt;b&gt;",
    )


def test_what_the_index_is_made_of_decides_its_bytes() -> None:
    """The same pages give the same index, with accents as they are and no spaces."""
    page = _page("x/", SearchEntry(title="Équipement", text="", kind="k"))
    assert extend_index(INDEX, [page]) == extend_index(INDEX, [page])
    assert '"title":"Équipement"' in extend_index(INDEX, [page])
