"""Reader of ``.md``: front matter, then a body that goes through Python-Markdown and nh3 and becomes text with standoff tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml
from markdown import Markdown

from generator.article import Draft
from generator.errors import UnreadableArticle
from generator.readers.markup import flatten_html
from generator.readers.metadata import Conventions, Entry, canonical_name, make_draft

FENCE = re.compile(r"---[ \t]*")
CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
SIMPLE_LINE = re.compile(r"([^\W\d_][\w '’-]*?)[ \t]*:(?:[ \t]+(.*))?")


class _PlainLoader(yaml.BaseLoader):
    """YAML where every scalar stays a string (no Norway problem, no dates, no tags) and aliases are refused."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(None, None, "an alias", event.start_mark)
        return super().compose_node(parent, index)


def read_markdown(path: str, text: str, conventions: Conventions) -> Iterator[Draft]:
    """Yield the one article of a Markdown file; raises UnreadableArticle for broken front matter or an empty body."""
    entries, body = _split_front_matter(path, text)
    html = Markdown(extensions=["sane_lists"]).convert(body)
    flat = flatten_html(html)
    if not flat.text.strip():
        raise UnreadableArticle("article-without-body", path=path, line=text.count("\n") + 1)
    draft = make_draft(entries, path=path, position=0, text=flat.text, conventions=conventions)
    draft = replace(draft, markup=flat.markup)
    if draft.title is None and flat.heading is not None:
        draft = replace(draft, title_in_text=flat.heading)
    yield draft


def _split_front_matter(path: str, text: str) -> tuple[list[Entry], str]:
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        return [], text
    for number, line in enumerate(lines[1:], 1):
        if CLOSING.fullmatch(line):
            entries = _read_front_matter(path, lines[1:number])
            return entries, "\n".join(lines[number + 1 :])
    raise UnreadableArticle("front-matter-unclosed", path=path, line=1)


def _read_front_matter(path: str, lines: list[str]) -> list[Entry]:
    """Entries of the front matter, as YAML; a value with an unquoted colon in it is quoted first."""
    try:
        data = yaml.load("\n".join(map(_quote_value, lines)), Loader=_PlainLoader)  # noqa: S506 - builds only strings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 2
        detail = str(getattr(error, "problem", None) or "YAML")
        raise UnreadableArticle("front-matter-broken", path=path, line=line, detail=detail) from error
    if data is None or data == "":
        return []
    if not isinstance(data, dict):
        raise UnreadableArticle("front-matter-no-fields", path=path, line=2)
    return [
        Entry(name=name, value=_as_text(value), line=_line_of(written, lines))
        for written, value in data.items()
        if isinstance(written, str) and (name := canonical_name(written))
    ]


def _quote_value(line: str) -> str:
    """``title: Nairobi : un fonds`` is no YAML, but it is what people write: put the value between quotes."""
    found = SIMPLE_LINE.fullmatch(line)
    value = (found[2] or "").strip() if found else ""
    if not found or not value or value[0] in "[{&*!|>%@`#":
        return line
    if value[0] in "\"'" and len(value) > 1 and value.endswith(value[0]):
        return line
    if ": " in value or value.endswith(":") or value[0] in "\"'":
        doubled = value.replace("'", "''")
        return f"{found[1]}: '{doubled}'"
    return line


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_as_text(item) for item in value)
    return value if isinstance(value, str) else ""


def _line_of(name: str, lines: list[str]) -> int:
    for number, line in enumerate(lines, 2):
        if line.lstrip(" \"'").startswith(name):
            return number
    return 1
