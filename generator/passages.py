"""Passages as HTML: a shown stretch of an article with its marks, for the filters of the article page.

Marks may overlap one another and the tags of a Markdown body: they are cut where they would cross, so
that elements always
nest. The longest is outermost; a link is innermost, one at a time. Everything from outside is escaped or
rebuilt here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser

from markupsafe import Markup, escape

from generator.publication import Highlight, Stretch
from generator.web_addresses import web_address

Link = Callable[[str], str]

_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}
_BLOCKS = frozenset(
    (
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "dl",
        "dt",
        "dd",
    )
) | frozenset(_HEADINGS.values())
_INLINE = frozenset(("em", "i", "strong", "b", "code", "a", "sup", "sub", "del", "s", "br"))
_EMPTY = frozenset(("br", "hr"))
_DIRECTED = frozenset(("p", "li", "blockquote", "th", "td", "dd")) | frozenset(_HEADINGS.values())
_PARAGRAPH_END = re.compile(r"\n(?:[^\S\n]*\n)+")


class _Tag(HTMLParser):
    """One tag of a body's markup, taken apart."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = ""
        self.href: str | None = None
        self.closing = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.name = _HEADINGS.get(tag, tag)
        self.href = next((value for name, value in attrs if name == "href"), None)

    def handle_endtag(self, tag: str) -> None:
        self.name, self.closing = _HEADINGS.get(tag, tag), True


class _Writer:
    """Writes tags, marks and text so that they nest; ``link`` turns a root-relative address into a
    relative one."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._out: list[str] = []
        self._tags: list[str] = []  # open elements of the body; "" is a paragraph of our own
        self._marks: list[Highlight] = []
        self._seen: set[str] = set()

    def write_tag(self, source: str) -> None:
        """Open or close an element of the body; what is not allowed, or closes nothing, is left out."""
        tag = _Tag(source)
        self._set_marks(())
        if tag.name not in _BLOCKS and tag.name not in _INLINE:
            return
        if tag.closing:
            self._close(tag.name)
            return
        if tag.name in _BLOCKS and "" in self._tags:
            self._close("")
        if tag.name in _INLINE and not self._tags:
            self._open_paragraph()
        if tag.name == "a" and (tag.href is None or web_address(tag.href) is None or "a" in self._tags):
            return
        self._out.append(self._opening(tag))
        if tag.name not in _EMPTY:
            self._tags.append(tag.name)

    def write_text(self, text: str, marks: Sequence[Highlight]) -> None:
        """Write one piece that has the same marks throughout, outermost first."""
        blank = not text.strip()
        if blank and not self._tags:
            self._set_marks(())
            self._out.append(str(escape(text)))
            return
        if not self._tags:
            self._open_paragraph()
        if blank:
            marks = [mark for mark in marks if mark in self._marks]
        self._set_marks(marks)
        target = next((mark.target for mark in reversed(marks) if mark.target is not None), None)
        if target is None or "a" in self._tags or blank:
            self._out.append(str(escape(text)))
        else:
            self._out.append(f'<a href="{escape(self._link(target))}">{escape(text)}</a>')

    def finish(self) -> Markup:
        """Close what is open and hand out the HTML: trusted, since all of it was escaped or rebuilt."""
        self._set_marks(())
        while self._tags:
            self._close(self._tags[-1])
        return Markup("".join(self._out))  # noqa: S704 - every piece was escaped or rebuilt

    def begin_inline(self) -> None:
        """Write into an element that stands already, such as a heading."""
        self._tags.append("\0")

    def _open_paragraph(self) -> None:
        self._out.append('<p dir="auto">')
        self._tags.append("")

    def _opening(self, tag: _Tag) -> str:
        if tag.name == "a" and tag.href is not None:
            return f'<a href="{escape(tag.href.strip())}" rel="nofollow noopener external">'
        return f'<{tag.name} dir="auto">' if tag.name in _DIRECTED else f"<{tag.name}>"

    def _close(self, name: str) -> None:
        if name not in self._tags:
            return
        while True:
            last = self._tags.pop()
            if last != "\0":
                self._out.append(f"</{last or 'p'}>")
            if last == name:
                return

    def _set_marks(self, wanted: Sequence[Highlight]) -> None:
        kept = 0
        while kept < min(len(wanted), len(self._marks)) and wanted[kept] == self._marks[kept]:
            kept += 1
        self._out.extend("</mark>" for _ in self._marks[kept:])
        self._out.extend(self._open_mark(mark) for mark in wanted[kept:])
        self._marks = list(wanted)

    def _open_mark(self, mark: Highlight) -> str:
        first = mark.anchor not in self._seen
        self._seen.add(mark.anchor)
        anchor = f'id="{escape(mark.anchor)}"' if first else f'data-of="{escape(mark.anchor)}"'
        title = f' title="{escape(mark.title)}"' if mark.title else ""
        return f'<mark class="mark mark--{mark.kind}" {anchor}{title}>'


def write_stretch(stretch: Stretch, link: Link) -> Markup:
    """The stretch as HTML blocks; a text without markup is parted into paragraphs at its blank lines."""
    writer = _Writer(link)
    tags = stretch.markup or tuple(_part_paragraphs(stretch.text, stretch.start))
    _write(writer, stretch.text, stretch.start, stretch.highlights, tags)
    return writer.finish()


def write_line(text: str, highlights: Sequence[Highlight], link: Link) -> Markup:
    """A title with its marks, to stand inside a heading."""
    writer = _Writer(link)
    writer.begin_inline()
    _write(writer, text, 0, highlights, ())
    return writer.finish()


def _write(
    writer: _Writer, text: str, offset: int, marks: Sequence[Highlight], tags: Sequence[tuple[int, str]]
) -> None:
    end = offset + len(text)
    inside = [mark for mark in marks if max(mark.start, offset) < min(mark.end, end)]
    inside.sort(key=lambda mark: (mark.start - mark.end, mark.start, mark.kind, mark.anchor))
    cuts = {offset, end} | {
        min(max(place, offset), end) for mark in inside for place in (mark.start, mark.end)
    }
    by_place: dict[int, list[str]] = {}
    for place, tag in tags:
        if offset <= place <= end:
            by_place.setdefault(place, []).append(tag)
    places = sorted(cuts | by_place.keys())
    active = _active_marks(inside, places)
    for place, following in zip(places, [*places[1:], end], strict=True):
        for tag in by_place.get(place, ()):
            writer.write_tag(tag)
        if place < following:
            writer.write_text(text[place - offset : following - offset], active.get(place, ()))


def _active_marks(marks: Sequence[Highlight], places: Sequence[int]) -> dict[int, list[Highlight]]:
    """The marks of the piece that begins at each place, in the order of ``marks``."""
    active: dict[int, list[Highlight]] = {}
    for mark in marks:
        first = bisect_right(places, mark.start) - 1
        for place in places[max(first, 0) :]:
            if place >= mark.end:
                break
            if place >= mark.start or place == places[0]:
                active.setdefault(place, []).append(mark)
    return active


def _part_paragraphs(text: str, offset: int) -> Iterator[tuple[int, str]]:
    """Standoff tags of a plain text: paragraphs between blank lines, breaks at single line ends."""
    begin = 0
    for end, following in [
        *((m.start(), m.end()) for m in _PARAGRAPH_END.finditer(text)),
        (len(text), len(text)),
    ]:
        if text[begin:end].strip():
            yield offset + begin, "<p>"
            for found in re.finditer(r"\n(?=[\s\S])", text[begin:end]):
                yield offset + begin + found.start(), "<br>"
            yield offset + end, "</p>"
        begin = following
