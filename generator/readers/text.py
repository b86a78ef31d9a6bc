"""Reader of ``.txt``: nothing but text, or header lines first; several articles where rules and headers part them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.article import Draft
from generator.errors import Problem, UnreadableArticle
from generator.readers.metadata import SPACES, Conventions, Entry, canonical_name, make_draft, split_field

RULE = re.compile(r"[ \t]*(?:={5,}|-{5,}|\*{5,})[ \t]*")
MAX_HEADLINE = 140
"""Characters: a longer first line is the lead, not a headline."""

MAX_OPENING_VALUE = 500
"""Characters: where the first ``Name: value`` line is longer, it is a paragraph that begins with a word and a colon."""

UNFINISHED = (".", ",", ";", ":")
"""A first line that ends so is a sentence or the beginning of one, not a headline."""


def read_text(path: str, text: str, conventions: Conventions) -> Iterator[Draft | Problem]:
    """Yield the articles of a text file; one that cannot be read (a date that is none, a header without a body) gives
    its Problem, and the others are read."""
    lines = text.split("\n")
    starts = _article_starts(lines)
    for position, (first, stop) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        last = stop if position + 1 == len(starts) else _strip_rules(lines, first, stop)
        try:
            yield _read_article(path, lines[first:last], first, position, conventions)
        except UnreadableArticle as error:
            yield error.problem


def take_title(draft: Draft) -> Draft:
    """A short first line that does not end like a sentence, set apart by a blank line, is the headline; it stays in the
    text, and ``title_in_text`` says where."""
    start = len(draft.text) - len(draft.text.lstrip())
    end = draft.text.find("\n", start)
    line = draft.text[start : max(end, start)].rstrip()
    if not line or len(line) > MAX_HEADLINE or not any(map(str.isalnum, line)):
        return draft
    if line.rstrip('»”"' + SPACES).endswith(UNFINISHED):
        return draft
    blank, _, rest = draft.text[end + 1 :].partition("\n")
    if blank.strip() or not rest.strip():
        return draft
    return replace(draft, title_in_text=(start, start + len(line)))


def _article_starts(lines: list[str]) -> list[int]:
    """Lines at which an article begins: the first, and each new header block after a rule and perhaps blank lines."""
    starts = [0]
    blank_so_far = True
    for number, line in enumerate(lines):
        if RULE.fullmatch(line):
            following = next((n for n in range(number + 1, len(lines)) if lines[n].strip()), len(lines))
            if _opens_article(lines, following):
                starts[len(starts) - blank_so_far :] = [following]
                blank_so_far = False
        elif line.strip():
            blank_so_far = False
    return starts


def _opens_article(lines: list[str], first: int) -> bool:
    """Whether a header block begins here: one with a title or a date, or with a text below it (else it is a credit)."""
    entries, after = _read_header(lines, first)
    if not entries:
        return False
    return any(entry.name in ("title", "date") for entry in entries) or any(
        map(str.strip, lines[after : after + 3])
    )


def _strip_rules(lines: list[str], first: int, stop: int) -> int:
    """The end of an article's own lines: before the rules and blank lines that part it from the next."""
    while stop > first and (not lines[stop - 1].strip() or RULE.fullmatch(lines[stop - 1])):
        stop -= 1
    return stop


def _read_header(lines: list[str], first: int) -> tuple[list[Entry], int]:
    """The header block that begins at line ``first``, and the line after it; no entries where there is none.

    A block begins with a field that we know, holds only ``Name: value`` lines, and ends at a blank line or the end.
    """
    entries: list[Entry] = []
    number = first
    while number < len(lines) and lines[number].strip():
        field = split_field(lines[number])
        name = canonical_name(field[0]) if field else None
        if field is None or (not entries and (name is None or len(field[1]) > MAX_OPENING_VALUE)):
            return [], first
        entries.append(Entry(written=field[0], name=name or "other", value=field[1], line=number + 1))
        number += 1
    return entries, number + 1


def _read_article(path: str, lines: list[str], first: int, position: int, conventions: Conventions) -> Draft:
    """One article from its lines, the first of which is line ``first`` (from 0) of the file."""
    leading = next((number for number, line in enumerate(lines) if line.strip()), 0)
    entries, after = _read_header(lines, leading)
    entries = [replace(entry, line=entry.line + first) for entry in entries]
    text = "\n".join(lines[after:] if entries else lines)
    if not text.strip():
        raise UnreadableArticle("article-without-body", path=path, line=first + leading + 1)
    draft = make_draft(entries, path=path, position=position, text=text, conventions=conventions)
    return draft if draft.title else take_title(draft)
