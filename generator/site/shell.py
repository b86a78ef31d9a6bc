"""The theme's shell: rendered by MkDocs once a (section, depth) around sentinel tokens, then filled for every page.

What is filled in is escaped for where it stands. The tokens stand only in text and in attributes in quotes, which
``cut_shell`` checks; a theme that puts a title into a script, a style, a handler or an address is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote

from generator.errors import ConfigurationError
from generator.page import RenderedPage

PREFIX = "briefingsentinel"
TITLE, DESCRIPTION, CONTENT, ADDRESS, FOLDER, HEAD = (
    f"{PREFIX}{name}" for name in ("title", "description", "content", "address", "folder", "head")
)
"""``FOLDER`` stands for a part of the address where a theme counts how deep a page lies; it is never filled in."""
TOKEN = re.compile(rf"{PREFIX}(title|description|content|address|head)")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
RUNNING = frozenset(("style", "srcdoc"))
LOADING = frozenset(("href", "xlink:href", "src", "srcset", "action", "formaction", "data", "poster"))
"""Attributes that hold a URL: only the page's address, escaped as one, may stand in them."""

ShellMaker = Callable[[str, int], "Shell"]
"""``make_shell(section, depth)``: the shell for pages of a section at an address of ``depth`` parts."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A shell cut at its tokens: literal pieces and token names in turn."""

    pieces: tuple[str, ...]

    @property
    def literal(self) -> str:
        """What the theme itself wrote."""
        return "".join(self.pieces[::2])

    def fill(self, rendered: RenderedPage, head: str = "") -> str:
        """The whole page; ``head`` is HTML for the end of its head."""
        page = rendered.page
        values = {
            "title": escape(page.title, quote=True),
            "description": escape(page.description, quote=True),
            "content": rendered.html,
            "address": quote(page.address),
            "head": head,
        }
        return "".join(values[piece] if at % 2 else piece for at, piece in enumerate(self.pieces))


def cut_shell(html: str, content_token: str = CONTENT) -> Shell:
    """Cut rendered HTML at the tokens; raises ConfigurationError where one stands where escaping does not help, where
    the content is missing, or where the theme prints the folders that only stand for a page's depth."""
    finder = _TokenFinder()
    finder.feed(html)
    if FOLDER in html:
        finder.unsafe.add("page.url")
    if finder.unsafe or CONTENT not in html:
        raise ConfigurationError("theme-unusable", detail=", ".join(sorted(finder.unsafe)) or "content")
    html = html.replace(content_token, CONTENT).replace("</head>", f"{HEAD}</head>", 1)
    return Shell(pieces=tuple(TOKEN.split(html)))


class _TokenFinder(HTMLParser):
    """Finds tokens where escaping is not enough: in scripts and styles, in attributes that run or load, out of
    quotes."""

    def __init__(self) -> None:
        super().__init__()
        self.unsafe: set[str] = set()
        self._raw: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._raw = tag if tag in ("script", "style") else None
        if PREFIX in QUOTED.sub("", self.get_starttag_text() or ""):
            self.unsafe.add(f"<{tag}>")
        for name, value in attrs:
            tokens = set(TOKEN.findall(value or ""))
            if tokens and (
                name.startswith("on") or name in RUNNING or (name in LOADING and tokens != {"address"})
            ):
                self.unsafe.add(name)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the signature of HTMLParser
        self._raw = None

    def handle_data(self, data: str) -> None:
        if self._raw and PREFIX in data:
            self.unsafe.add(self._raw)
