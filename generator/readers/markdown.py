"""Reader of ``.md``: front matter, then a body that Python-Markdown and nh3 make into text with standoff tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown import Markdown

from generator.article import Draft
from generator.errors import Problem, UnreadableArticle
from generator.readers.front_matter import split_front_matter
from generator.readers.markup import flatten_html
from generator.readers.metadata import Conventions, make_draft
from generator.readers.text import take_title

MAX_COST = 4_000_000
"""Characters that Python-Markdown may look at in vain (about a second); see ``is_tangled``."""

MAX_OPEN = 500
"""HTML elements that are open at one time: each might lie in the one before."""

FREE_OPENERS = 10
"""Brackets of a paragraph, and unclosed ``<`` of a body, that are not counted."""

UNCLOSED = re.compile(r"<(?:[!?]|[a-z/][^<>]*(?=<|\Z))", re.I)
TAG = re.compile(r"<(/?)(?!br|hr|img)[a-z]", re.I)
HEADING = re.compile(r"[ ]{0,3}(?:#|=+[ \t]*$|-+[ \t]*$|(?:[-*_][ \t]*){3,}$)")
NESTED = re.compile(r"(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}\.[ \t])){12}|(?: {0,3}\t| {4}){24}[ \t]*\S")


def read_markdown(path: str, text: str, conventions: Conventions) -> Iterator[Draft | Problem]:
    """Yield the one article of a Markdown file; raises UnreadableArticle for broken front matter or an empty body.

    A body of tangled marks is read as plain text, with the notice ``markdown-tangled``.
    """
    entries, body = split_front_matter(path, text)
    if is_tangled(body):
        yield Problem(code="markdown-tangled", path=path, severity="notice")
        draft = make_draft(entries, path=path, position=0, text=body, conventions=conventions)
        yield draft if draft.title else take_title(draft)
        return
    flat = flatten_html(Markdown(extensions=["sane_lists"]).convert(body))
    if not flat.text.strip():
        raise UnreadableArticle("article-without-body", path=path, line=text.count("\n") + 1)
    draft = make_draft(entries, path=path, position=0, text=flat.text, conventions=conventions)
    yield replace(draft, markup=flat.markup, title_in_text=None if draft.title else flat.heading)


def is_tangled(body: str) -> bool:
    """Whether Python-Markdown would take more than linear time for a body, or nest deeper than Python's stack.

    It looks for the end of every ``[`` up to the end of its paragraph, for that of every ``<`` up to the end of the
    body, and copies the rest of a paragraph at each heading in it (Markdown 3.7 to 3.11, measured).
    """
    lines = body.split("\n")
    if any(NESTED.match(line) for line in lines) or _count_open(body) > MAX_OPEN:
        return True
    cost = max(0, len(UNCLOSED.findall(body)) - FREE_OPENERS) * len(body)
    brackets = headings = size = 0
    for line in (*lines, ""):
        if line.strip():
            brackets += line.count("[")
            headings += HEADING.match(line) is not None
            size += len(line) + 1
        else:
            cost += max(0, brackets - FREE_OPENERS) * size + headings * size // 20
            brackets = headings = size = 0
    return cost > MAX_COST


def _count_open(body: str) -> int:
    """How many HTML elements are open at one time, at most."""
    open_now = most = 0
    for tag in TAG.finditer(body):
        open_now = max(0, open_now + (-1 if tag[1] else 1))
        most = max(most, open_now)
    return most
