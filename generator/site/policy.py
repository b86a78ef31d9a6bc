"""The Content-Security-Policy: which scripts of a page may run, named by their hashes; nothing of another host.

It stands in each page, for what the theme put into that page, and in ``_headers``, for all pages together, for hosts
that read such a file. The hashes are taken of the shell before it is filled, so that a script which came in with a text
would not run. A preview has none: the script that reloads it is MkDocs' own.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser

_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
_HEAD = re.compile(r"<head(\s[^>]*)?>", re.IGNORECASE)
_DATA_BLOCK = re.compile(r"application/(ld\+)?json", re.IGNORECASE)  # browsers do not run these


@dataclass(frozen=True, slots=True)
class Inline:
    """The sources (``'sha256-…'``) of inline scripts and of inline style sheets."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()

    def __or__(self, other: Inline) -> Inline:
        return Inline(self.scripts | other.scripts, self.styles | other.styles)


def hash_inline(html: str) -> Inline:
    """What stands in a shell or in an authored page."""
    finder = _InlineFinder()
    finder.feed(html)
    finder.close()
    return Inline(frozenset(map(_hash, finder.scripts)), frozenset(map(_hash, finder.styles)))


def write_policy(inline: Inline, *, framing: bool = False) -> str:
    """The policy that lets just these run. ``framing``: nobody may frame the page, which only a header can say."""
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(inline.scripts)],
        "style-src": ["'self'", *sorted(inline.styles)],
        "img-src": ["'self'", "data:"],  # the theme's icons are data: addresses in its style sheets
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
    if framing:
        directives["frame-ancestors"] = ["'none'"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def insert_policy(html: str, inline: Inline) -> str:
    """The page with its policy before anything that could run; a page without a head stays as it is."""
    place = _CHARSET.search(html) or _HEAD.search(html)
    if place is None:
        return html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{write_policy(inline)}">'
    return f"{html[: place.end()]}{meta}{html[place.end() :]}"


def make_headers(inline: Inline, *, public: bool) -> str:
    """``_headers`` for hosts that read it: one policy that fits all pages, and what else a careful host would send."""
    lines = [
        f"Content-Security-Policy: {write_policy(inline, framing=True)}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
    ]
    if not public:
        lines.append("X-Robots-Tag: noindex, nofollow")
    return "\n".join(["/*", *(f"  {line}" for line in lines), ""])


def _hash(text: str) -> str:
    """As a browser does: of the text between the tags, with line ends as a parser of HTML reads them."""
    read = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{b64encode(sha256(read.encode()).digest()).decode()}'"


class _InlineFinder(HTMLParser):
    """Collects what stands between ``<script>`` or ``<style>`` and its end tag, data blocks left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._kept: list[str] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._kept, self._text = None, ""
        if tag == "style":
            self._kept = self.styles
        elif tag == "script" and "src" not in given and not _DATA_BLOCK.fullmatch(given.get("type") or ""):
            self._kept = self.scripts

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self._kept is not None:
            self._kept.append(self._text)
        self._kept = None
