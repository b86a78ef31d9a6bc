"""The marks on an article's shown words: statements first, then what is named in them, each with its anchor."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.annotations import Annotations, Field
from generator.article import Article
from generator.publication import Highlight, Stretch
from generator.rights.allotment import Allotment
from generator.rights.anchors import event_anchor, make_anchor, quote_anchor, role_anchor

Target = Callable[[str, str, str], str | None]
"""(article id, kind of mention, key) → address of its page, if it has one."""

Describe = Callable[[str, str], str]
"""(catalogue table or "countries", key) → words."""

LETTERS = {"country": "c", "person": "p", "organization": "o", "place": "l"}


def make_stretches(
    article: Article, annotations: Annotations, allotment: Allotment, target: Target, describe: Describe
) -> tuple[Stretch, ...]:
    """The stretches of a body that may be shown, with the highlights that lie wholly within each."""
    highlights = tuple(_list_highlights(article, annotations, "body", target, describe))
    return tuple(
        Stretch(
            start=start,
            end=end,
            text=article.text[start:end],
            highlights=tuple(h for h in highlights if start <= h.start and h.end <= end),
            markup=article.markup if allotment.level == "full" else (),
        )
        for start, end in allotment.spans
    )


def make_title_highlights(
    article: Article, annotations: Annotations, target: Target, describe: Describe
) -> tuple[Highlight, ...]:
    """The highlights of a title that came as metadata."""
    return tuple(_list_highlights(article, annotations, "title", target, describe))


def _list_highlights(
    article: Article, annotations: Annotations, field: Field, target: Target, describe: Describe
) -> Iterator[Highlight]:
    found = [
        *_list_statements(annotations, field),
        *_list_mentions(article, annotations, field, target, describe),
    ]
    seen: set[str] = set()
    for highlight in sorted(found, key=lambda h: (h.start, -h.end, h.anchor)):
        if highlight.anchor not in seen:
            seen.add(highlight.anchor)
            yield highlight


def _list_statements(annotations: Annotations, field: Field) -> Iterator[Highlight]:
    for quote in annotations.quotes:
        if quote.field == field:
            for number, (start, end) in enumerate(quote.parts, 1):
                anchor = quote_anchor(quote) + (f"-{number}" if number > 1 else "")
                yield Highlight(
                    anchor=anchor,
                    start=start,
                    end=end,
                    kind="quote",
                    title=quote.speaker if quote.tier == "sure" else None,
                )
    for event in annotations.events:
        if event.field == field and not event.background:
            yield Highlight(anchor=event_anchor(event), start=event.start, end=event.end, kind="event")
    for role in annotations.roles:
        if role.field == field:
            yield Highlight(anchor=role_anchor(role), start=role.start, end=role.end, kind="role")


def _list_mentions(
    article: Article, annotations: Annotations, field: Field, target: Target, describe: Describe
) -> Iterator[Highlight]:
    for mention in annotations.mentions:
        if mention.field == field:
            country = mention.kind == "country"
            title = (
                f"{describe('countries', mention.key)} · {describe('via', mention.via)}"
                if country
                else mention.name
            )
            yield Highlight(
                anchor=make_anchor(LETTERS[mention.kind], mention.start, field),
                start=mention.start,
                end=mention.end,
                kind=mention.kind,
                target=target(article.id, mention.kind, mention.key),
                title=title,
            )
    for found in annotations.dates:
        if found.field == field:
            yield Highlight(
                anchor=make_anchor("d", found.start, field),
                start=found.start,
                end=found.end,
                kind="date",
                title=found.edtf,
            )
