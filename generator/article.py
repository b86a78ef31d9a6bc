"""The article: what the readers make of the input files, and what every later stage refers to by offsets."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as a reader found it, before the registry gave it its permanent id.

    ``path`` is POSIX and relative to the content folder; ``position`` counts the articles of one file from 0.
    All offsets used anywhere later are characters of ``text`` (or of ``title``, in rows marked so).
    ``title_in_text`` is the [start, end) of a title that was taken from the body (``title`` is then None).
    ``markup`` is standoff HTML of a Markdown or HTML body: sanitised tags by the offset at which they stand.
    ``language`` is an ISO 639-1 code, or None where it could not be told.
    """

    path: str
    position: int = 0
    text: str
    title: str | None = None
    title_in_text: tuple[int, int] | None = None
    published: date | None = None
    published_at: datetime | None = None
    received: date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    given_id: str | None = None
    markup: tuple[tuple[int, str], ...] = ()

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the text and the title: what makes two files the same article."""
        title = "" if self.title is None else self.title
        return hashlib.sha256(f"{title}\0{self.text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Draft):
    """A draft with its permanent ``id`` (also its address) and whether a language table could analyse it."""

    id: str
    analysed: bool = True

    @property
    def day(self) -> date | None:
        """The day of publication, else of reception; None where neither is known."""
        return self.published or self.received

    @property
    def headline(self) -> str | None:
        """The title, be it metadata or taken from the body; None where there is none."""
        if self.title is not None:
            return self.title
        if self.title_in_text is not None:
            return self.text[slice(*self.title_in_text)]
        return None
