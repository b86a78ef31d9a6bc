"""Merging events: all reports of one, none of another, in whatever order they come."""

from __future__ import annotations

import itertools
import random
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.annotations import Annotations, EventMention, EventPlace
from generator.article import Article
from generator.briefing import Event
from generator.corrections import Corrections
from generator.merge.events import merge_events
from generator.registry import Registry

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "merge_events.toml").read_text("utf-8"))[
    "pair"
]


def make_mention(values: dict[str, Any]) -> EventMention:
    """An event mention from a case's table."""
    places = tuple(
        EventPlace(text=text, country=values.get("place"), relation="at", start=0, end=len(text))
        for text in values.get("places", ())
    )
    return EventMention(
        type=values.get("type", "meeting"),
        name=values["name"],
        text=values["name"],
        start=values.get("at", 0),
        end=values.get("at", 0) + len(values["name"]),
        sentence=(0, 100),
        date_start=values.get("start"),
        date_end=values.get("end", values.get("start")),
        modality=values.get("modality", "asserted"),
        countries=tuple((code, "actor") for code in values.get("countries", ())),
        place_country=values.get("place"),
        places=places,
        participants=tuple((key, "person", "actor") for key in values.get("entities", ())),
    )


def make_article(number: int, values: dict[str, Any]) -> Article:
    """An article that reports one event."""
    day = date.fromisoformat(values["day"]) if "day" in values else None
    language = values.get("language", "fr")
    return Article(id=f"a{number}", path=f"{number}.txt", text="x" * 200, published=day, language=language)


def merge_cases(
    reports: list[dict[str, Any]], order: list[int] | None = None, registry: Registry | None = None
) -> tuple[Event, ...]:
    """Merge one article a report, handed over in ``order``."""
    articles = [make_article(number, values) for number, values in enumerate(reports)]
    annotations = {
        article.id: Annotations(events=(make_mention(values),))
        for article, values in zip(articles, reports, strict=True)
    }
    shuffled = [articles[number] for number in order] if order else articles
    in_path_order = sorted(shuffled, key=lambda article: article.path)
    printable = {article.id: lambda start, end, field: True for article in articles}
    entity_ids = {
        (article.id, "person", key): key
        for article, values in zip(articles, reports, strict=True)
        for key in values.get("entities", ())
    }
    known = Registry() if registry is None else registry
    return merge_events(in_path_order, annotations, entity_ids, Corrections(), known, printable, None)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_two_reports_are_one_event_or_two(case: dict[str, Any]) -> None:
    """Reports are joined where name, interval, place and participants say so, and never against one of them."""
    events = merge_cases([case["left"], case["right"]])
    assert len(events) == (1 if case["same"] else 2), case["why"]


def test_order_of_articles_changes_nothing() -> None:
    """The same events with the same ids, however the articles are shuffled."""
    reports = list(itertools.chain.from_iterable((case["left"], case["right"]) for case in CASES))
    wanted = merge_cases(reports)
    numbers = list(range(len(reports)))
    registry = Registry()
    assert merge_cases(reports, registry=registry) == wanted
    for seed in range(100):
        random.Random(seed).shuffle(numbers)
        assert merge_cases(reports, list(numbers)) == wanted
    assert merge_cases(reports, list(numbers), registry) == wanted


def test_joining_is_transitive_only_where_every_pair_may_be_one() -> None:
    """A vague report does not glue two editions together."""
    reports = [
        {
            "name": "sommet de Lomé",
            "start": "2026-03-02",
            "place": "tg",
            "countries": ["tg", "gh"],
            "day": "2026-03-02",
        },
        {"name": "sommet de Lomé", "place": "tg", "countries": ["tg", "gh"], "day": "2026-03-20"},
        {
            "name": "sommet de Lomé",
            "start": "2026-04-07",
            "place": "tg",
            "countries": ["tg", "gh"],
            "day": "2026-04-07",
        },
    ]
    events = merge_cases(reports)
    assert sorted(len(event.reports) for event in events) == [1, 2]
