"""What ``briefing check`` says of a composition: each article in a row, what was set aside, what looks doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.annotations import Annotations, Quote
from generator.article import Article
from generator.build import Composition
from generator.catalogue import Catalogue
from generator.columns import align_columns, show_plainly
from generator.errors import Problem

SHORT_TEXT = 200
"""Characters: a shorter article is perhaps not whole (a lead alone has more)."""

SHOWN_WORDS = 60
"""Characters of a quote that are enough to find it by."""

COLUMNS = ("path", "day", "source", "language", "countries", "people", "quotes", "events")
FLUSH_RIGHT = frozenset(range(4, len(COLUMNS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that was used, but should be looked at. ``kind`` is a key of the labels ``check-doubt-KIND``."""

    kind: str
    about: str


def write_report(composition: Composition, words: Catalogue) -> Iterator[str]:
    """The lines of the report, in the words of ``words``: plain text, never wrapped."""
    articles = sorted(composition.briefing.articles, key=lambda article: (article.path, article.position))
    aside = [problem for problem in composition.problems if problem.severity == "aside"]
    notices = [problem for problem in composition.problems if problem.severity != "aside"]
    doubts = list_doubts(composition)
    if articles:
        rows = [[words.text(f"check-{name}") for name in COLUMNS]]
        rows += [_make_row(article, composition.briefing.annotations[article.id]) for article in articles]
        yield from align_columns(rows, right=FLUSH_RIGHT)
        yield ""
    if aside:
        yield words.text("check-aside", count=len(aside))
        yield from _list_problems(aside, words)
        yield ""
    if notices or doubts:
        yield words.text("check-doubtful")
        yield from _list_problems(notices, words)
        yield from _list_doubts(doubts, words)
        yield ""
    yield words.text("check-read", count=len(articles))


def list_doubts(composition: Composition) -> tuple[Doubt, ...]:
    """Everything doubtful, by kind and then in path order."""
    briefing, sources = composition.briefing, composition.config.sources
    articles = sorted(briefing.articles, key=lambda article: (article.path, article.position))
    paths = {article.id: _path_of(article) for article in articles}
    found: dict[str, list[str]] = {}
    for article in articles:
        for kind in _doubt_metadata(article):
            found.setdefault(kind, []).append(paths[article.id])
        for kind, detail in _doubt_findings(article, briefing.annotations[article.id]):
            found.setdefault(kind, []).append(f"{paths[article.id]}{detail}")
        if (original := briefing.reprints.get(article.id)) is not None:
            found.setdefault("reprint", []).append(f"{paths[article.id]} = {paths[original]}")
    unlisted = {article.source for article in articles if article.source and article.source not in sources}
    found["source-unlisted"] = sorted(unlisted)
    return tuple(Doubt(kind=kind, about=about) for kind in KINDS for about in found.get(kind, ()))


KINDS = (
    "undated",
    "sourceless",
    "source-unlisted",
    "language-unknown",
    "not-analysed",
    "short",
    "reprint",
    "countryless",
    "speakerless",
)
"""The kinds of doubt, in the order in which they are told: the cheapest to mend first."""


def _make_row(article: Article, found: Annotations) -> list[str]:
    def count(kind: str) -> str:
        return str(len({mention.key for mention in found.mentions if mention.kind == kind}))

    return [
        _path_of(article),
        article.day.isoformat() if article.day else "-",
        article.source or "-",
        article.language or "-",
        count("country"),
        count("person"),
        str(len(found.quotes)),
        str(sum(not event.background for event in found.events)),
    ]


def _path_of(article: Article) -> str:
    """The file; with a number where it holds several articles and this is not the first."""
    return f"{article.path} ({article.position + 1})" if article.position else article.path


def _doubt_metadata(article: Article) -> Iterator[str]:
    if article.day is None:
        yield "undated"
    if article.source is None:
        yield "sourceless"
    if article.language is None:
        yield "language-unknown"
    elif not article.analysed:
        yield "not-analysed"
    if len(article.text.strip()) < SHORT_TEXT:
        yield "short"


def _doubt_findings(article: Article, found: Annotations) -> Iterator[tuple[str, str]]:
    if article.analysed and not any(mention.kind == "country" for mention in found.mentions):
        yield "countryless", ""
    for quote in found.quotes:
        if quote.speaker is None and quote.speaker_description is None:
            yield "speakerless", f": {_shorten(quote)}"


def _shorten(quote: Quote) -> str:
    text = " ".join(quote.text.split())
    return text if len(text) <= SHOWN_WORDS else f"{text[:SHOWN_WORDS].rstrip()}…"


def _list_problems(problems: Iterable[Problem], words: Catalogue) -> Iterator[str]:
    for problem in problems:
        yield f"  {show_plainly(words.problem(problem))}"


def _list_doubts(doubts: Iterable[Doubt], words: Catalogue) -> Iterator[str]:
    kind = ""
    for doubt in doubts:
        if doubt.kind != kind:
            kind = doubt.kind
            yield f"  {words.text(f'check-doubt-{kind}')}"
        yield f"    {show_plainly(doubt.about)}"
