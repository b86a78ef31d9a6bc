"""Addresses on the web as articles give them: only those that lead to a page by http or https become
links."""

from __future__ import annotations

from urllib.parse import urlsplit

from generator.bidirectional import has_controls


def web_address(url: str | None) -> str | None:
    """``url`` without outer spaces where it is a plain http or https address, else None."""
    url = (url or "").strip()
    if not url or has_controls(url) or any(c.isspace() or not c.isprintable() or c in '\\"<>' for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
