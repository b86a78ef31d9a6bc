"""Entries of the full-text search for pages that MkDocs does not know of, added to the theme's index."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from generator.page import Page


def extend_index(index: str, pages: Iterable[Page]) -> str:
    """The theme's ``search_index.json`` with an entry for every page that wants one; titles and texts are escaped."""
    data: dict[str, Any] = json.loads(index)
    addresses = {page.address for page in pages}
    kept = [
        entry for entry in data.get("docs", []) if entry.get("location", "").split("#")[0] not in addresses
    ]
    data["docs"] = [*kept, *_make_entries(pages)]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _make_entries(pages: Iterable[Page]) -> Iterable[dict[str, str]]:
    for page in pages:
        if page.search is not None:
            entry = page.search
            day = f" · {entry.day.isoformat()}" if entry.day else ""
            text = f"{entry.kind}{day} {entry.text}".strip()
            yield {
                "location": page.address,
                "title": escape(entry.title, quote=False),
                "text": escape(text, quote=False),
            }
