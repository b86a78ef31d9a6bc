"""Which stretches of one article may be shown: all, an excerpt made of printed statements, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.annotations import Annotations, EventMention, Quote
from generator.article import Article
from generator.config import Config, SourceTable
from generator.publication import Outlet, RightsLevel
from generator.registry import make_slug

Span = tuple[int, int]
_ItemT = TypeVar("_ItemT", EventMention, Quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be shown of which source. ``passages`` and ``share`` (of a text's characters) bound an excerpt."""

    sources: Mapping[str, SourceTable]
    default: RightsLevel
    passages: int
    share: float

    @classmethod
    def from_config(cls, config: Config) -> Policy:
        """The policy that briefing.toml and sources.toml describe."""
        excerpt = config.settings.excerpt
        return cls(
            sources=config.sources,
            default=config.settings.rights.default,
            passages=excerpt.passages,
            share=excerpt.share,
        )

    def level(self, source: str | None) -> RightsLevel:
        """The level of a source by its proper name; the default where it says nothing."""
        table = self.sources.get(source) if source else None
        return (table.rights if table else None) or self.default

    def outlet(self, source: str | None) -> Outlet | None:
        """The source as pages see it; None where the article names none."""
        if source is None:
            return None
        table = self.sources.get(source, SourceTable())
        return Outlet(
            id=make_slug(source, fallback="source"),
            name=source,
            kind=table.kind,
            country=table.country,
            rights=self.level(source),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """What of one article may be shown: ``spans`` of its body, sorted, disjoint; ``title`` whether its
    metadata title may."""

    level: RightsLevel
    spans: tuple[Span, ...]
    title: bool

    def shows(self, start: int, end: int, field: str = "body") -> bool:
        """Whether [start, end) lies in what may be shown."""
        if field == "title":
            return self.title
        return any(first <= start and end <= last for first, last in self.spans)


def allot(article: Article, annotations: Annotations, policy: Policy) -> Allotment:
    """Decide for one article. Under ``excerpt`` statements enter by weight until the number of passages or the share of
    the text's characters is used up; then, where there is room left, they grow to the sentences that carry them."""
    level = policy.level(article.source)
    if level == "full":
        return Allotment(level=level, spans=((0, len(article.text)),), title=True)
    if level != "excerpt":
        return Allotment(level=level, spans=(), title=level == "link")
    budget = _Budget(passages=policy.passages, characters=int(len(article.text) * policy.share))
    if article.title_in_text is not None:
        budget.add(article.title_in_text)
    entered = [span for span in statement_spans(annotations) if budget.add(span)]
    for span in entered:
        budget.add(_sentence_around(span, annotations.sentences))
    return Allotment(level=level, spans=budget.spans, title=True)


def statement_spans(annotations: Annotations) -> Iterator[Span]:
    """The body spans of printed statements with just the words that carry them, weightiest first."""
    for event in sorted(_of_body(annotations.events), key=_event_weight):
        if not event.background:
            yield (event.start, event.end)
    for quote in sorted(_of_body(annotations.quotes), key=_quote_weight):
        yield (quote.start, quote.end)
    for role in annotations.roles:
        if role.field == "body":
            yield (role.start, role.end)


def _of_body(items: Iterable[_ItemT]) -> list[_ItemT]:
    return [item for item in items if item.field == "body"]


def _event_weight(event: EventMention) -> tuple[float, int]:
    return (-event.confidence, event.start)


def _quote_weight(quote: Quote) -> tuple[bool, bool, bool, int]:
    return (quote.indirect, quote.speaker is None, quote.tier != "sure", quote.start)


def _sentence_around(span: Span, sentences: Iterable[Span]) -> Span:
    """The sentence, or sentences, that a span lies in."""
    touching = [(start, end) for start, end in sentences if start < span[1] and span[0] < end]
    return (min(span[0], touching[0][0]), max(span[1], touching[-1][1])) if touching else span


class _Budget:
    """Spans entered so far, merged where they touch."""

    def __init__(self, *, passages: int, characters: int) -> None:
        self._passages = passages
        self._characters = characters
        self.spans: tuple[Span, ...] = ()

    def add(self, span: Span) -> bool:
        """Enter a span, if the limits allow it with the others."""
        joined = _join([*self.spans, span])
        if len(joined) > self._passages or sum(end - start for start, end in joined) > self._characters:
            return False
        self.spans = joined
        return True


def _join(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
