"""HTML of a body to text with standoff tags: what is shown later is the sanitised markup, what is analysed is the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

import nh3

BLOCKS = frozenset({"p", "blockquote", "ul", "ol", "li", "h3", "h4", "pre", "hr"})
INLINE = frozenset({"em", "strong", "b", "i", "a", "code", "br", "sub", "sup"})
HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
VOID = frozenset({"br", "hr"})
SPACES = re.compile(r"[ \t\n\r\f]+")
DROPPED_WITH_CONTENT = {"script", "style", "template", "iframe", "noscript", "svg", "math", "object", "form"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatBody:
    """A body as text; ``markup`` holds (offset, tag) in order; ``heading`` is the span of a first heading, if it begins with one."""

    text: str
    markup: tuple[tuple[int, str], ...]
    heading: tuple[int, int] | None


def flatten_html(html: str) -> FlatBody:
    """Sanitise with nh3 and flatten. Only plain text structure survives: no images, no styles, links to http(s) and mail."""
    clean = nh3.clean(
        html,
        tags=set(BLOCKS | INLINE | HEADINGS.keys()),
        clean_content_tags=DROPPED_WITH_CONTENT,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    parser = _Flattener()
    parser.feed(clean)
    parser.close()
    return parser.result()


class _Flattener(HTMLParser):
    """Collects text and tags; blocks are parted by a blank line, so that paragraphs of the text are those of the page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._length = 0
        self._markup: list[tuple[int, str]] = []
        self._heading: list[int] = []
        self._pending_break = ""
        self._verbatim = False
        self._after_space = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = HEADINGS.get(tag, tag)
        if name in BLOCKS:
            self._break("\n\n")
            self._verbatim = self._verbatim or name == "pre"
        if tag in HEADINGS and not self._length and not self._heading:
            self._heading.append(0)
        written = "".join(f' {key}="{escape(value or "", quote=True)}"' for key, value in attrs)
        if name == "br":
            self._break("\n")
        if name not in BLOCKS:
            self._flush_break()
        self._markup.append((self._length + len(self._pending_break), f"<{name}{written}>"))

    def handle_endtag(self, tag: str) -> None:
        name = HEADINGS.get(tag, tag)
        if name in VOID:
            return
        if tag in HEADINGS and len(self._heading) == 1:
            self._heading.append(self._length)
        self._markup.append((self._length, f"</{name}>"))
        if name in BLOCKS:
            self._verbatim = self._verbatim and name != "pre"
            self._break("\n\n")

    def handle_data(self, data: str) -> None:
        text = data if self._verbatim else SPACES.sub(" ", data)
        if not self._verbatim and (self._pending_break or not self._length or self._after_space):
            text = text.lstrip(" ")
        if text.strip() or (text and not self._pending_break and self._length):
            self._flush_break()
            self._append(text)

    def _break(self, characters: str) -> None:
        if self._length and len(characters) > len(self._pending_break):
            self._pending_break = characters

    def _flush_break(self) -> None:
        if self._pending_break:
            pending, self._pending_break = self._pending_break, ""
            self._append(pending)

    def _append(self, text: str) -> None:
        self._after_space = text.endswith((" ", "\n"))
        self._pieces.append(text)
        self._length += len(text)

    def result(self) -> FlatBody:
        """The flattened body."""
        text = "".join(self._pieces)
        markup = tuple((min(offset, len(text)), tag) for offset, tag in self._markup)
        heading = tuple(self._heading)
        return FlatBody(text=text, markup=markup, heading=(heading[0], heading[1]) if len(heading) == 2 else None)
