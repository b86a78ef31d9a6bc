"""What stands in a page's head beside what the theme puts there: for search engines, feed readers and link previews.

Only words that the page itself may show; no picture.
"""

from __future__ import annotations

from html import escape

from generator.page import Page
from generator.publication import Publication
from generator.site.references import point_to
from generator.site.structured import make_structured_data, write_structured_data

FOLLOWED = ("home", "country", "event")
"""Page kinds with feeds and a calendar of their own."""

_FEED = "alternate feed"
"""Not "alternate" alone: Material takes that for a translation and asks the server for a sitemap beside each."""

_TYPES = {"article": "article", "person": "profile"}


def make_head(
    page: Page,
    publication: Publication,
    *,
    title: str,
    site_url: str | None,
    public: bool,
) -> str:
    """HTML for the end of ``<head>``. ``title`` is the site's."""
    lines = [] if public else [noindex()]
    if page.kind in FOLLOWED:
        label = title if page.kind == "home" else f"{title} · {page.title}"
        lines += [
            f'<link rel="{_FEED}" type="{kind}" title="{escape(f"{label} ({name})")}" href="{file}">'
            for kind, file, name in (
                ("application/atom+xml", "feed.xml", "Atom"),
                ("application/feed+json", "feed.json", "JSON Feed"),
                ("text/calendar", "calendar.ics", "iCalendar"),
            )
        ]
    lines += [_write_property(name, value) for name, value in _open_graph(page, title, site_url) if value]
    data = make_structured_data(page, publication, title=title, site_url=site_url)
    lines.append(write_structured_data(data))
    return "\n".join(lines) + "\n"


def noindex() -> str:
    """For pages of a briefing that is not public."""
    return '<meta name="robots" content="noindex, nofollow">'


def _open_graph(page: Page, title: str, site_url: str | None) -> tuple[tuple[str, str | None], ...]:
    published = page.changed.isoformat() if page.kind == "article" and page.changed else None
    return (
        ("og:type", _TYPES.get(page.kind, "website")),
        ("og:site_name", title),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:url", point_to(page.address, page.address, site_url) if site_url else None),
        ("article:published_time", published),
    )


def _write_property(name: str, value: str | None) -> str:
    return f'<meta property="{name}" content="{escape(value or "", quote=True)}">'
