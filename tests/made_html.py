"""A strict little reader of HTML for tests: it fails where elements do not nest."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "source", "wbr", "col", "area", "base", "embed", "track")
)


@dataclass(eq=False)
class Element:
    """An element with its attributes and all the text inside it."""

    name: str
    attributes: dict[str, str]
    parent: Element | None
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text inside, as written."""
        return "".join(self.pieces)

    def inside(self, name: str) -> bool:
        """Whether it lies within an element of this name."""
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.name == name:
                return True
            ancestor = ancestor.parent
        return False


class StrictReader(HTMLParser):
    """Reads HTML; raises AssertionError at an end tag that closes nothing, and in ``finish`` at one that is missing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self._pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"attribute twice in <{tag}>"
        parent = self._open[-1] if self._open else None
        element = Element(name=tag, attributes={name: value or "" for name, value in attrs}, parent=parent)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin and end an element."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """End the innermost element."""
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].name == tag, f"</{tag}> within <{self._open[-1].name}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add text to all open elements."""
        self._pieces.append(data)
        for element in self._open:
            element.pieces.append(data)

    def finish(self) -> None:
        """Check that everything was closed."""
        self.close()
        assert not self._open, f"<{self._open[-1].name}> is not closed"

    @property
    def text(self) -> str:
        """All the text."""
        return "".join(self._pieces)


def read_html(html: str) -> StrictReader:
    """Read ``html`` to its end."""
    reader = StrictReader()
    reader.feed(html)
    reader.finish()
    return reader
