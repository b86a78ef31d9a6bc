"""Front matter of a Markdown file: the lines between two ``---``, YAML of which only texts and lists are taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator.errors import UnreadableArticle
from generator.readers.metadata import Entry, canonical_name, split_field

FENCE = re.compile(r"---[ \t]*")
CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")
QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?:[ \t]+#.*)?""")
MAX_CHARACTERS = 20_000
"""Front matter is longer only where its end was forgotten, or in bad faith."""

MAX_DEPTH = 6


class _Forbidden(yaml.YAMLError):
    """A tag, an anchor, an alias or deep nesting: nothing of the metadata of an article."""

    def __init__(self, mark: Any) -> None:
        super().__init__("forbidden")
        self.problem_mark = mark


class _PlainLoader(yaml.BaseLoader):
    """Composes YAML in which every scalar is a string (no Norway problem, no dates) and nothing refers to anything."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        tag, anchor = getattr(event, "tag", None), getattr(event, "anchor", None)
        self.depth += 1
        if tag is not None or anchor is not None or self.depth > MAX_DEPTH:
            raise _Forbidden(event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def split_front_matter(path: str, text: str) -> tuple[list[Entry], str]:
    """The metadata of a Markdown file and its body; raises UnreadableArticle (codes ``front-matter-…``)."""
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        return [], text
    for number, line in enumerate(lines[1:], 1):
        if CLOSING.fullmatch(line):
            return _read_front_matter(path, lines[1:number]), "\n".join(lines[number + 1 :])
    if len(lines) > 1 and split_field(lines[1]):
        raise UnreadableArticle("front-matter-unclosed", path=path, line=1)
    return [], text


def _read_front_matter(path: str, lines: list[str]) -> list[Entry]:
    source = "\n".join(map(_quote_value, lines))
    if len(source) > MAX_CHARACTERS:
        raise UnreadableArticle("front-matter-too-long", path=path, line=1, limit=str(MAX_CHARACTERS))
    try:
        node = yaml.compose(source, Loader=_PlainLoader)
    except _Forbidden as error:
        line = error.problem_mark.line
        raise UnreadableArticle(
            "front-matter-forbidden", path=path, line=line + 2, text=_cut(lines[line])
        ) from error
    except yaml.YAMLError as error:
        line = min(_line_of(error, source), len(lines) - 1)
        raise UnreadableArticle(
            "front-matter-broken", path=path, line=line + 2, text=_cut(lines[line])
        ) from error
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise UnreadableArticle("front-matter-no-fields", path=path, line=2)
    return list(_list_entries(node))


def _list_entries(node: yaml.MappingNode) -> Iterator[Entry]:
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            name = canonical_name(key.value) or "other"
            yield Entry(written=key.value, name=name, value=_as_text(value), line=key.start_mark.line + 2)


def _as_text(node: yaml.Node) -> str:
    """A scalar as written, a list with commas; what has fields of its own says nothing here."""
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(filter(None, map(_as_text, node.value)))
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""


def _quote_value(line: str) -> str:
    """``title: Nairobi : un fonds`` is no YAML, but it is what people write: put such a value between quotes."""
    field = split_field(line) if line[:1].isalpha() else None
    if field is None or not field[1] or QUOTED.fullmatch(field[1]):
        return line
    name, value = field
    if value[0] in "\"'@`%" or ": " in value or value.endswith(":") or _is_half_a_list(value):
        doubled = value.replace("'", "''")
        return f"{name}: '{doubled}'"
    return line


def _is_half_a_list(value: str) -> bool:
    """``[Entretien] La ministre`` begins like a YAML list, but is a text."""
    return value[0] in "[{" and not re.search(r"[\]}](?:[ \t]+#.*)?$", value)


def _line_of(error: yaml.YAMLError, source: str) -> int:
    """The line (from 0) at which YAML gave up."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return int(error.problem_mark.line)
    return source.count("\n", 0, getattr(error, "position", 0))


def _cut(line: str) -> str:
    return line.strip()[:60]
