"""HTML of a body to text, which is analysed, with standoff tags, which are shown later; nothing unsafe is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

import nh3

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | set("p blockquote ul ol li pre hr table thead tbody tr th td dl dt dd".split())  # noqa: SIM905
INLINE = frozenset({"em", "strong", "b", "i", "a", "code", "br", "sub", "sup", "del", "s"})
VOID = frozenset({"br", "hr"})
UNSHOWN_BLOCKS = frozenset(
    "div section article header footer main aside nav figure figcaption center".split()  # noqa: SIM905
    + "address details summary caption tfoot".split()  # noqa: SIM905
)
"""Elements that part paragraphs, but are not kept themselves."""

DROPPED_WITH_CONTENT = frozenset(
    {"script", "style", "template", "iframe", "noscript", "svg", "math", "object", "form"}
)
LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.I)
SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatBody:
    """A body as text. ``markup`` holds (offset, tag) in order, balanced; ``heading`` is the span of a heading that the
    body begins with."""

    text: str
    markup: tuple[tuple[int, str], ...]
    heading: tuple[int, int] | None


def flatten_html(html: str) -> FlatBody:
    """Sanitise with nh3 and flatten. No images, no styles, links only to http(s) and mail."""
    clean = nh3.clean(
        html,
        tags=set(BLOCKS | INLINE | UNSHOWN_BLOCKS),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    parser = _Flattener()
    parser.feed(clean)
    parser.close()
    return parser.finish()


class _Flattener(HTMLParser):
    """Collects text and tags; a blank line parts blocks, so that paragraphs of the text are those of the page.

    Breaks and opening tags wait until a text follows: tags stand right before it, breaks before the tags. nh3 gave us
    balanced HTML; where a block lies within an inline element, the inline element ends there.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._length = 0
        self._markup: list[tuple[int, str]] = []
        self._open: list[tuple[str, bool]] = []  # elements of the source, and whether their tag is kept
        self._waiting: list[str] = []
        self._newlines = 0
        self._space = False
        self._preformatted = 0
        self._heading_from: int | None = None
        self._heading: tuple[int, int] | None = None

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._wait_for_text("<br>")
            self._newlines = min(self._newlines + 1, 2)
        elif tag in INLINE:
            self._open_inline(tag, dict(attrs).get("href"))
        else:
            self._open_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self._open:
                name, kept = self._open.pop()
                self._close(name, kept)
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\r\n?", "\n", data) if self._preformatted else SPACES.sub(" ", data)
        if not text.strip() and (self._newlines or not self._length):
            return
        if self._preformatted:
            self._write(text)
            return
        self._space = self._space or text.startswith(" ")
        if words := text.strip(" "):
            self._write(words)
            self._space = text.endswith(" ")

    def finish(self) -> FlatBody:
        """The flattened body."""
        while self._open:
            self._close(*self._open.pop())
        self._place_waiting()
        text = "".join(self._pieces)
        heading = _trim(text, self._heading) if self._heading else None
        return FlatBody(text=text, markup=tuple(self._markup), heading=heading)

    def _open_inline(self, tag: str, href: str | None) -> None:
        kept = tag != "a" or (href is not None and LINK.fullmatch(href) is not None)
        self._open.append((tag, kept))
        if kept:
            self._wait_for_text(f'<a href="{escape(href)}">' if tag == "a" and href else f"<{tag}>")

    def _open_block(self, tag: str) -> None:
        self._end_inline_elements()
        self._newlines = 2 if self._length else 0
        self._space = False
        if tag in VOID:
            self._waiting.append(f"<{tag}>")
            return
        self._open.append((tag, tag in BLOCKS))
        if tag in BLOCKS:
            self._waiting.append(f"<{tag}>")
        self._preformatted += tag == "pre"
        if tag in HEADINGS and not self._length:
            self._heading_from = len(self._open)

    def _close(self, name: str, kept: bool) -> None:
        if name not in INLINE:
            self._end_inline_elements()
            self._preformatted -= name == "pre"
            if self._heading_from == len(self._open) + 1:
                self._heading_from = None
                self._heading = (0, self._length) if self._length else None
        if kept:
            self._place_waiting()
            self._markup.append((self._length, f"</{name or 'p'}>"))
        if name not in INLINE:
            self._newlines = 2 if self._length else 0
            self._space = False

    def _end_inline_elements(self) -> None:
        """Close the tags of inline elements up to the block around them, and the paragraph that stood for a block."""
        for index in range(len(self._open) - 1, -1, -1):
            name, kept = self._open[index]
            if name == "" or name in INLINE:
                if kept:
                    self._place_waiting()
                    self._markup.append((self._length, f"</{name or 'p'}>"))
                self._open[index] = (name, False)
            else:
                break
        self._open = [element for element in self._open if element[0]]

    def _open_paragraph(self) -> None:
        """Begin a paragraph for words that stand in no block that is kept; its name in ``_open`` is empty."""
        outer = sum(name not in INLINE for name, _ in self._open)
        self._open.insert(outer, ("", True))
        self._waiting.insert(self._waiting.count("<hr>"), "<p>")

    def _wait_for_text(self, tag: str) -> None:
        self._waiting.append(tag)

    def _write(self, text: str) -> None:
        breaks = "\n" * self._newlines or " " * (self._space and self._length > 0)
        self._newlines, self._space = 0, False
        self._append(breaks)
        if not any(kept and name not in INLINE for name, kept in self._open):
            self._open_paragraph()
        self._place_waiting()
        self._append(text)

    def _append(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)

    def _place_waiting(self) -> None:
        self._markup.extend((self._length, tag) for tag in self._waiting)
        self._waiting.clear()


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """The span without outer spaces; None where no letter or digit is in it."""
    start, end = span
    words = text[start:end]
    if not any(map(str.isalnum, words)):
        return None
    return end - len(words.lstrip()), start + len(words.rstrip())
