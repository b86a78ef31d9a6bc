"""Entries of the full-text search for pages that MkDocs does not know of, added to the theme's index."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from generator.page import Page, SearchEntry

LONGEST = 600
"""Bytes of an entry at most: the index must load on a phone."""
_WORD = re.compile(r"\w+")
BETWEEN = " · "
PLAIN_FIELDS = {"plaintitle": {"boost": 900.0}, "plain": {"boost": 0.9}}
"""Fields for the words with accents, written without them, and their weights: a little less than the words' own."""


def extend_index(index: str, pages: Iterable[Page]) -> str:
    """The theme's ``search_index.json`` with an entry for every page that wants one; titles and texts are escaped."""
    data: dict[str, Any] = json.loads(index)
    addresses = {page.address for page in pages}
    kept = [
        entry for entry in data.get("docs", []) if entry.get("location", "").split("#")[0] not in addresses
    ]
    data["docs"] = [*kept, *_make_entries(pages)]
    fields = data.get("config", {}).get("fields")
    if fields:
        fields |= PLAIN_FIELDS
        for entry in kept:
            entry.update(_add_plain(entry["title"], ()))
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _make_entries(pages: Iterable[Page]) -> Iterable[dict[str, str]]:
    for page in pages:
        if page.search is not None:
            yield _fit(page.address, page.search)


def _fit(address: str, entry: SearchEntry) -> dict[str, str]:
    """The entry with as many of its names as there is room for; kind and day come first."""
    title = entry.title
    names = entry.text.split(BETWEEN) if entry.text else []
    while True:
        row = {
            "location": address,
            "title": escape(title, quote=False),
            "text": escape(_write_text(entry, names), quote=False),
        } | _add_plain(title, names)
        if len(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()) <= LONGEST:
            return row
        if names:
            names.pop()
        elif len(title) > 1:
            title = title[: len(title) * 4 // 5].rstrip("…") + "…"
        else:
            return row


def _add_plain(title: str, names: Sequence[str]) -> dict[str, str]:
    """The words that have accents, without them: « Élysée » is found by "elysee" too."""
    fields = {"plaintitle": _list_plain(title), "plain": _list_plain(" ".join(names))}
    return {name: words for name, words in fields.items() if words}


def _list_plain(text: str) -> str:
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return " ".join(dict.fromkeys(folded for word in words if (folded := _drop_accents(word)) != word))


def _drop_accents(word: str) -> str:
    kept = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return kept.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")


def _write_text(entry: SearchEntry, names: list[str]) -> str:
    day = f"{BETWEEN}{entry.day.isoformat()}" if entry.day else ""
    return f"{entry.kind}{day} {BETWEEN.join(names)}".strip()
