"""What speaks for and against two reports being of one event: the weights, and what is never one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.annotations import Annotations, EventMention
from generator.article import Article
from generator.event_types import load_event_types
from generator.merge.intervals import Interval, disjoint, make_interval
from generator.merge.names import distinctive_words, plain, sound

ENOUGH = 3.0
"""Evidence from which two reports are of one event."""

FAR_APART = 45
"""Days between two undated reports above which they are not joined."""

REPORTED_TOGETHER = 10
PRECISE_DAYS = 31
STEM = 5
_CAPITAL = re.compile(r"(?<=[\w,’'«“\"(-] )[«“\"(]?([A-ZÀ-ÖØ-Þ][\w’'-]{3,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One event of one article, with what tells it from others.

    ``words`` single its name out, ``stems`` are beginnings of its other words that no type's trigger has,
    ``terms`` capitalised words of its sentence; ``is_whole`` tells a summit from a meeting within it.
    """

    article_id: str
    order: int
    day: date | None
    language: str | None
    mention: EventMention
    interval: Interval | None
    words: frozenset[str]
    stems: frozenset[str]
    terms: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    entities: frozenset[str]
    is_whole: bool | None


def collect_units(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    entity_ids: Mapping[tuple[str, str, str], str],
) -> list[Unit]:
    """Every event that an article reports (not merely mentions), in the order of the articles."""
    return [
        _make_unit(article, order, mention, annotations[article.id], entity_ids)
        for order, article in enumerate(articles)
        for mention in annotations[article.id].events
        if not mention.background
    ]


def _make_unit(
    article: Article,
    order: int,
    mention: EventMention,
    found: Annotations,
    entity_ids: Mapping[tuple[str, str, str], str],
) -> Unit:
    keys = {(kind, key) for key, kind, _ in mention.participants}
    if mention.field == "body":
        start, end = mention.sentence
        keys |= {
            (m.kind, m.key) for m in found.mentions if m.field == "body" and start <= m.start and m.end <= end
        }
    text = article.text if mention.field == "body" else article.title or ""
    names = f"{mention.name} · {mention.text}"
    return Unit(
        article_id=article.id,
        order=order,
        day=article.day,
        language=article.language,
        mention=mention,
        interval=_extent(mention, article.day),
        words=distinctive_words(mention.name) | distinctive_words(mention.text),
        stems=_stems(names),
        terms=frozenset(sound(word) for word in _CAPITAL.findall(text[slice(*mention.sentence)])),
        actors=frozenset(code for code, _ in mention.countries),
        places=frozenset(sound(place.text) for place in mention.places if place.relation == "at"),
        entities=frozenset(
            entity_id
            for kind, key in keys
            if kind in ("person", "organization") and (entity_id := entity_ids.get((article.id, kind, key)))
        ),
        is_whole=_is_whole(names),
    )


def _extent(mention: EventMention, day: date | None) -> Interval | None:
    """The days of a report; of what has begun and not ended, up to the day of the report."""
    interval = make_interval(mention.date_start, mention.date_end)
    if interval is None or mention.date_end or day is None or not interval.dated:
        return interval
    today = (day.year, day.month, day.day)
    return Interval(first=interval.first, last=max(interval.last, today))


@cache
def _generic() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Stems of the words of all triggers, which single nothing out; words of wholes and of parts."""
    triggers = [each for kind in load_event_types().values() for each in kind.triggers.values()]
    patterns = [p for each in triggers for p in (*each.nouns, *each.verbs, *each.verbs.values())]
    stems = {word[:STEM] for p in patterns for word in plain(re.sub(r"\\.", " ", p)).split()}
    wholes = frozenset(plain(word) for each in triggers for word in each.wholes)
    parts = frozenset(plain(word) for each in triggers for word in each.parts)
    kinds = {plain(word)[:STEM] for each in triggers for word in each.kinds}
    return frozenset(stems - kinds), wholes, parts


def _stems(names: str) -> frozenset[str]:
    generic, _, _ = _generic()
    words = plain(names).split()
    return frozenset(word[:STEM] for word in words if len(word) > STEM and word[:STEM] not in generic)


def _is_whole(names: str) -> bool | None:
    _, wholes, parts = _generic()
    words = set(plain(names).split())
    return True if words & wholes else False if words & parts else None


def weigh(left: Unit, right: Unit) -> float:
    """Evidence that two reports of one type are of one event."""
    score = _weigh_names(left, right) + _weigh_days(left, right) + _weigh_places(left, right)
    if left.actors and right.actors:
        common = len(left.actors & right.actors) / len(left.actors | right.actors)
        score += 1.0 if common >= 0.5 else (0.5 if common else -0.5)
    shared = len(left.entities & right.entities)
    score += 1.75 if shared > 1 else 1.0 if shared else -1.0 if left.entities and right.entities else 0.0
    known = left.places | right.places
    return score + min(1.0, 0.5 * len((left.terms & right.terms) - known))


def _weigh_names(left: Unit, right: Unit) -> float:
    ours, theirs = (frozenset(w for w in unit.words if not w.isdigit()) for unit in (left, right))
    if ours & theirs:
        return min(2.5, 1.5 * len(ours & theirs))
    proper = [
        {word for word in words if sound(word) not in unit.places and word not in other.terms}
        for words, unit, other in ((ours, left, right), (theirs, right, left))
    ]
    score = -2.5 if all(proper) and not left.entities & right.entities else 0.0
    shared = len(left.stems & right.stems)
    if shared:
        return score + min(1.5, 0.75 * shared)
    is_other = left.stems and right.stems and left.language == right.language
    return score - 1.5 if is_other and not left.places & right.places else score


def _weigh_days(left: Unit, right: Unit) -> float:
    if not left.interval or not right.interval:
        return 0.5 if _apart(left, right) <= REPORTED_TOGETHER else 0.0
    if (
        max(left.interval.days, right.interval.days) > PRECISE_DAYS
        and left.interval.first != right.interval.first
    ):
        return 0.25
    is_same = left.interval == right.interval or (
        left.interval.first == right.interval.first
        and None in (left.mention.date_end, right.mention.date_end)
    )
    return 2.0 if is_same else 1.0


def _weigh_places(left: Unit, right: Unit) -> float:
    score = 0.0
    country = left.mention.place_country
    if country and country == right.mention.place_country:
        score += 1.0
    if left.places & right.places:
        return score + 1.5
    kind = load_event_types().get(left.mention.type)
    is_fixed = kind is not None and not kind.lasts and not kind.struck
    towns = [{p.text for p in u.mention.places if p.relation == "at" and p.country} for u in (left, right)]
    return score - 2.0 if is_fixed and score and all(towns) and _are_towns(left, right) else score


def _are_towns(left: Unit, right: Unit) -> bool:
    """Whether both reports name more than the country itself, none of it in the other's sentence."""
    return not (left.places & right.terms or right.places & left.terms)


def _apart(left: Unit, right: Unit) -> int:
    """Days between two reports; many where one has no day."""
    return abs((left.day - right.day).days) if left.day and right.day else FAR_APART + 1


def allow(left: Unit, right: Unit) -> bool:
    """Whether nothing forbids that these are one: disjoint dates, other editions, contradicting places, a
    whole and its part, one article."""
    if left.article_id == right.article_id or left.mention.type != right.mention.type:
        return False
    if left.interval and right.interval:
        if disjoint(left.interval, right.interval):
            return False
    elif left.day and right.day and _apart(left, right) > FAR_APART:
        return False
    if None not in (left.is_whole, right.is_whole) and left.is_whole != right.is_whole:
        return False
    years = [{word for word in unit.words if word.isdigit() and len(word) == 4} for unit in (left, right)]
    if years[0] and years[1] and not years[0] & years[1]:
        return False
    return not _contradicting_places(left, right)


def _contradicting_places(left: Unit, right: Unit) -> bool:
    ours, theirs = left.mention.place_country, right.mention.place_country
    if not ours or not theirs or ours == theirs:
        return False
    return not (ours in right.actors | _place_codes(right) or theirs in left.actors | _place_codes(left))


def _place_codes(unit: Unit) -> frozenset[str]:
    return frozenset(
        place.country for place in unit.mention.places if place.country and place.relation == "at"
    )
