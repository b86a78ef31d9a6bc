"""Mentions across articles become entities, events and statements: one story once, however many articles tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from generator.annotations import Annotations, Field
from generator.article import Article
from generator.briefing import Briefing, Entity
from generator.corrections import (
    Corrections,
    Decision,
    Placed,
    follow_addresses,
    normalise_address,
    pages_hidden,
)
from generator.errors import Problem
from generator.merge.entities import merge_entities
from generator.merge.events import merge_events
from generator.merge.names import plain
from generator.merge.publicity import find_private_names, touches
from generator.merge.statements import merge_statements
from generator.merge.weights import weigh_countries
from generator.registry import FOLDERS, Kind, Registry

LONE_DAYS = 365
"""A lone article dated more than this after all others does not move the day that the site speaks for."""


def merge(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    corrections: Corrections,
    registry: Registry,
    *,
    printable: Mapping[str, Callable[[int, int, str], bool]],
    country_codes: Iterable[str],
    country_of: Callable[[str, str], str | None],
    as_of: date | None,
) -> Briefing:
    """Merge what all articles say. Adds what is new to ``registry``.

    ``printable[article id](start, end, field)`` says whether words may be shown: an address is never made of others.
    ``country_codes`` are the countries that have pages; ``country_of(phrase, language)`` reads a country from a phrase.
    Articles published after ``as_of`` must have been left out by the caller.
    """
    in_path_order = sorted(articles, key=lambda article: (article.path, article.position))
    day, problems = find_day(articles, as_of)
    people, organisations = (
        merge_entities(kind, in_path_order, annotations, corrections, registry, country_of)
        for kind in ("person", "organization")
    )
    ids: dict[tuple[str, str, str], str] = {
        (article_id, entity.kind, key): entity.id
        for entity in (*people, *organisations)
        for article_id, key in entity.keys
    }
    hidden = pages_hidden(follow_addresses(corrections, registry.follow))
    seen = [person for person in people if f"{FOLDERS['person']}/{person.id}" not in hidden]
    private = find_private_names(annotations, ids, seen)
    named = {
        article_id: _without_names(shows, private.get(article_id, ()))
        for article_id, shows in printable.items()
    }
    events = merge_events(in_path_order, annotations, ids, corrections, registry, named, day)
    codes = tuple(country_codes)
    live = {f"articles/{article.id}" for article in articles} | {f"events/{event.id}" for event in events}
    live |= {f"{FOLDERS[entity.kind]}/{entity.id}" for entity in (*people, *organisations)}
    countries = {(str(e.kind), e.id): e.country for e in (*people, *organisations) if e.country}
    return Briefing(
        as_of=day,
        articles=tuple(sorted(articles, key=_newest_first)),
        annotations=annotations,
        weights={article.id: weigh_countries(annotations[article.id], codes) for article in articles},
        entities=tuple(_with_organisations(entity, ids) for entity in (*people, *organisations)),
        entity_ids=ids,
        events=events,
        statements=merge_statements(in_path_order, annotations, ids, events, countries),
        reprints=_find_reprints(in_path_order),
        problems=(*problems, *_report_unmatched(corrections, registry, live, codes)),
    )


def _without_names(
    shows: Callable[[int, int, str], bool], private: Sequence[tuple[Field, int, int]]
) -> Callable[[int, int, str], bool]:
    """Words may make an address where they may be shown and name no private person."""
    return lambda start, end, field: shows(start, end, field) and not touches(private, start, end, field)


def find_day(articles: Sequence[Article], as_of: date | None) -> tuple[date | None, tuple[Problem, ...]]:
    """The newest article's day, or ``as_of`` where it was given; a lone article far ahead is left aside and
    reported."""
    if as_of is not None:
        return as_of, ()
    days = sorted((article.day, article.path) for article in articles if article.day)
    if len(days) > 1 and days[-1][0] - days[-2][0] > timedelta(days=LONE_DAYS):
        values = {"day": days[-1][0].isoformat(), "used": days[-2][0].isoformat()}
        lone = Problem(code="day-far-ahead", path=days[-1][1], values=values, severity="notice")
        return days[-2][0], (lone,)
    return (days[-1][0] if days else None), ()


def _newest_first(article: Article) -> tuple[int, str]:
    return (-(article.day.toordinal() if article.day else 0), article.id)


def _with_organisations(entity: Entity, ids: Mapping[tuple[str, str, str], str]) -> Entity:
    roles = tuple(
        replace(report, organisation=ids.get((report.article_id, "organization", report.role.organisation)))
        if report.role.organisation
        else report
        for report in entity.roles
    )
    return replace(entity, roles=roles)


def _find_reprints(articles: Sequence[Article]) -> dict[str, str]:
    """Articles whose text repeats an earlier one's (first in path order), word for word."""
    first: dict[str, str] = {}
    reprints = {}
    for article in articles:
        original = first.setdefault(plain(article.text), article.id)
        if original != article.id:
            reprints[article.id] = original
    return reprints


def _list_decisions(corrections: Corrections) -> Iterable[Placed[Decision]]:
    return (
        *corrections.hide,
        *corrections.show,
        *corrections.rename,
        *corrections.same,
        *corrections.different,
    )


def _report_unmatched(
    corrections: Corrections, registry: Registry, live: Set[str], codes: Iterable[str]
) -> list[Problem]:
    """Decisions that name an address without a page. ``live`` are the addresses of this run."""
    folders: dict[str, Kind] = {name: kind for kind, name in FOLDERS.items()}
    known = {f"countries/{code}" for code in codes}
    for folder, kind in folders.items():
        known |= {
            f"{folder}/{row.slug}"
            for row in registry.rows(kind)
            if f"{folder}/{registry.resolve(row.id).slug}" in live
        }
    return [
        Problem(
            code="correction-address-unknown",
            path=placed.path,
            line=placed.line,
            values={"address": address},
        )
        for placed in (*corrections.hide, *corrections.rename, *corrections.same, *corrections.different)
        for address in _addresses(placed.decision)
        if normalise_address(address) not in known
    ]


def _addresses(decision: Decision) -> Iterator[str]:
    """The addresses that a decision names."""
    single = getattr(decision, "address", None)
    if single is not None:
        yield single
    yield from getattr(decision, "addresses", ())
