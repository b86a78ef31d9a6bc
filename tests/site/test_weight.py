"""What a phone has to fetch: each page of the sample, gzipped, and each entry of the search."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from generator.page import Page, SearchEntry
from generator.site.search import LONGEST, extend_index

KB = 1000


@pytest.mark.parametrize(
    ("pages", "limit"),
    [
        ("index.html", 40 * KB),
        ("countries/*/index.html", 40 * KB),
        ("events/*/index.html", 30 * KB),
        ("articles/*/index.html", 30 * KB),
        ("people/*/index.html", 30 * KB),
        ("organisations/*/index.html", 30 * KB),
        ("quotes/index.html", 60 * KB),
    ],
)
def test_pages_are_light(sample_site: Path, pages: str, limit: int) -> None:
    """The heaviest of each kind, without the theme's files."""
    weights = {path: len(gzip.compress(path.read_bytes(), 6)) for path in sample_site.glob(pages)}
    heaviest = max(weights, key=weights.__getitem__)
    assert weights[heaviest] <= limit, f"{heaviest}: {weights[heaviest]} bytes"


def test_entries_of_the_search_are_short(sample_site: Path) -> None:
    """At most 600 bytes each, uncompressed, with kind and day first."""
    index = json.loads((sample_site / "search/search_index.json").read_text("utf-8"))
    entries = [entry for entry in index["docs"] if not entry["location"].startswith("about/")]
    assert len(entries) > 200
    assert max(map(_weigh, entries)) <= LONGEST == 600


def test_an_endless_title_is_cut() -> None:
    """Names go first, then the title's end, at whatever length and in whatever script."""
    entry = SearchEntry(title="Ж" * 5000, text=" · ".join(["Élysée"] * 40), kind="Article")
    page = Page(
        address="articles/x/",
        section="articles",
        kind="article",
        title="t",
        description="",
        template="article.html",
        search=entry,
    )
    (made,) = json.loads(extend_index('{"docs": []}', [page]))["docs"]
    assert _weigh(made) <= LONGEST
    assert made["title"].endswith("…")


@pytest.mark.parametrize(
    ("title", "plain"),
    [("L’Élysée", "Elysee"), ("Équipement", "Equipement"), ("cœur", "coeur"), ("Kenya", None)],
)
def test_words_with_accents_are_found_without_them(title: str, plain: str | None) -> None:
    """The index has them a second time; words without accents it has once."""
    entry = SearchEntry(title=title, text="", kind="Article")
    page = Page(
        address="x/", section="", kind="article", title=title, description="", template="a.html", search=entry
    )
    (made,) = json.loads(extend_index('{"docs": []}', [page]))["docs"]
    assert made.get("plaintitle") == plain


def _weigh(entry: dict[str, str]) -> int:
    return len(json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode())
