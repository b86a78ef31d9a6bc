"""Reader of ``.txt``: nothing but text, or header lines first; several articles where rules and new headers part them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.article import Draft
from generator.errors import UnreadableArticle
from generator.readers.metadata import Conventions, Entry, canonical_name, make_draft

HEADER_LINE = re.compile(r"[ \t]*([^\W\d_][\w '’-]{0,40}?)[ \t\u00a0\u202f]*:[ \t\u00a0\u202f]*(.*)")
RULE = re.compile(r"[ \t]*(={5,}|-{5,}|\*{5,})[ \t]*")
MAX_HEADLINE = 140
"""Characters: a longer first line is the lead, not a headline."""


def read_text(path: str, text: str, conventions: Conventions) -> Iterator[Draft]:
    """Yield the articles of a text file; raises UnreadableArticle for a date that is none or a header without a body."""
    lines = text.split("\n")
    starts = [0, *_article_starts(lines)]
    for position, (first, stop) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        body = lines[first:stop]
        if position + 1 < len(starts):
            body = _without_rule(body)
        yield _read_article(path, body, first, position, conventions)


def _article_starts(lines: list[str]) -> list[int]:
    """Lines at which a further article begins: a rule, perhaps blank lines, and a new header block."""
    starts = []
    for number, line in enumerate(lines):
        if number and RULE.fullmatch(line):
            following = number + 1
            while following < len(lines) and not lines[following].strip():
                following += 1
            if _read_header(lines, following)[0]:
                starts.append(following)
    return starts


def _without_rule(body: list[str]) -> list[str]:
    last = max(number for number, line in enumerate(body) if RULE.fullmatch(line))
    return body[:last]


def _read_header(lines: list[str], first: int) -> tuple[list[Entry], int]:
    """The header block that begins at line ``first``, and the line after it; no entries where there is none.

    A block begins with a field that we know, holds only ``Name: value`` lines, and ends at a blank line or the end.
    """
    entries: list[Entry] = []
    number = first
    while number < len(lines) and lines[number].strip():
        found = HEADER_LINE.fullmatch(lines[number])
        name = canonical_name(found[1]) if found else None
        if found is None or (name is None and not entries):
            return [], first
        entries.append(Entry(name=name or "other", value=found[2], line=number + 1))
        number += 1
    return entries, number + 1


def _read_article(
    path: str, lines: list[str], first: int, position: int, conventions: Conventions
) -> Draft:
    leading = next((number for number, line in enumerate(lines) if line.strip()), 0)
    entries, after = _read_header(lines, leading)
    entries = [Entry(name=e.name, value=e.value, line=e.line + first) for e in entries]
    text = "\n".join(lines[after:] if entries else lines)
    if not text.strip():
        raise UnreadableArticle("article-without-body", path=path, line=first + leading + 1)
    draft = make_draft(entries, path=path, position=position, text=text, conventions=conventions)
    return draft if draft.title else _take_title(draft)


def _take_title(draft: Draft) -> Draft:
    """A short first line without a full stop, set apart by a blank line, is the headline; it stays in the text."""
    found = re.match(r"\s*(\S[^\n]*?)[ \t]*\n[ \t]*\n+(?=\s*\S)", draft.text)
    if not found or len(found[1]) > MAX_HEADLINE or found[1].rstrip(" »”\"").endswith((".", ",", ";", ":")):
        return draft
    return replace(draft, title_in_text=found.span(1))
