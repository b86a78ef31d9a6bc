"""``sitemap.xml``: every page with its newest article's day, where the site's address is known."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from generator.page import Page


def make_sitemap(pages: Iterable[Page], others: Iterable[str], site_url: str) -> str:
    """The sitemap of our pages and of ``others`` (addresses of authored pages), sorted by address."""
    changed = dict.fromkeys(others, "") | {
        page.address: page.changed.isoformat() if page.changed else "" for page in pages
    }
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for address, day in sorted(changed.items()):
        lastmod = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(urljoin(site_url, address))}</loc>{lastmod}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def compress(text: str) -> bytes:
    """Gzip without a time stamp: the same bytes every time."""
    return gzip.compress(text.encode(), mtime=0)
