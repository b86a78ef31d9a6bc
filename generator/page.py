"""The page: what ``pages`` make, ``render`` fills and ``site`` writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

PageKind = Literal[
    "home",
    "country",
    "event",
    "article",
    "person",
    "organisation",
    "quotes",
    "day",
    "index",
    "calendar",
    "method",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """What the search knows of a page: plain text, escaped by whoever writes the index."""

    title: str
    text: str
    kind: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site. ``address`` is relative to the root and ends in "/" ("" is the home page).

    ``section`` is the hub it belongs to ("countries", … "" for home); ``template`` the file in ``templates/``;
    ``data`` the template's variables; ``title`` and ``description`` plain text, escaped where they are written;
    ``changed`` the newest day among its articles (sitemap's lastmod).
    """

    address: str
    section: str
    kind: PageKind
    title: str
    description: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    search: SearchEntry | None = None
    changed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page with its content as HTML (trusted from here on: it came out of autoescaped templates)."""

    page: Page
    html: str
