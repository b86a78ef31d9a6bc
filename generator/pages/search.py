"""What the search knows of each page: a title, a few hundred characters that may be shown, the kind and
the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.catalogue import Catalogue
from generator.page import SearchEntry

_LONGEST = 240  # characters of text an entry may hold: the index stays small enough for a phone


def make_entry(
    catalogue: Catalogue, *, title: str, texts: Iterable[str | None], kind: str, day: date | None = None
) -> SearchEntry:
    """An entry from pieces of text, heaviest first; what passes the limit is left out whole. ``kind``
    names a label."""
    kept: list[str] = []
    length = 0
    for text in dict.fromkeys(text for text in texts if text):
        if length + len(text) > _LONGEST:
            continue
        kept.append(text)
        length += len(text) + 3
    return SearchEntry(title=title, text=" · ".join(kept), kind=catalogue.text(f"kind-{kind}"), day=day)


def shorten(text: str, longest: int = 160) -> str:
    """``text`` cut at a word, with an ellipsis where anything was left out."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1].rsplit(" ", 1)[0] or text[: longest - 1]
    return cut.rstrip(" ,;:") + "…"
