"""Events across articles: all reports of one event and none of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from generator.annotations import Annotations, Modality
from generator.article import Article
from generator.briefing import Event, EventReport
from generator.corrections import Corrections, follow_addresses, names_given, normalise_address
from generator.merge.addresses import assign_rows
from generator.merge.event_evidence import ENOUGH, Unit, allow, collect_units, weigh
from generator.merge.groups import group_units
from generator.merge.intervals import Interval, make_interval
from generator.merge.names import choose_name, distinctive_words, likeness, plain
from generator.merge.status import judge_status
from generator.registry import Registry, Row, make_slug

MOST_DAYS = 31


def merge_events(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    entity_ids: Mapping[tuple[str, str, str], str],
    corrections: Corrections,
    registry: Registry,
    printable: Mapping[str, Callable[[int, int, str], bool]],
    as_of: date | None,
) -> tuple[Event, ...]:
    """All events that some article reports (not merely mentions), sorted by id. ``articles`` in path order."""
    units = collect_units(articles, annotations, entity_ids)
    required, apart, preferred = _read_decisions(units, corrections, registry)
    groups = group_units(
        units,
        pairs=_candidate_pairs(units),
        allowed=lambda a, b: allow(a, b) and (_unit_key(a), _unit_key(b)) not in apart,
        required=required,
    )
    grouped = [[units[index] for index in group] for group in groups]
    rows = assign_rows(
        grouped,
        kind="event",
        registry=registry,
        score=_score_row,
        row_keys=lambda row: (f"in {row.founder.get('article')}", plain(row.founder.get("name") or "")),
        group_keys=lambda group: (
            key for unit in group for key in (f"in {unit.article_id}", plain(unit.mention.name))
        ),
        preferred=preferred,
        slug=lambda group: _make_event_slug(group, printable),
        founder=_make_founder,
    )
    names = names_given(follow_addresses(corrections, registry.follow))
    events = [
        _make_event(group, row, names, entity_ids, as_of) for group, row in zip(grouped, rows, strict=True)
    ]
    return tuple(sorted(events, key=lambda event: event.id))


def _unit_key(unit: Unit) -> tuple[str, int, str]:
    return (unit.article_id, unit.mention.start, unit.mention.field)


def _candidate_pairs(units: Sequence[Unit]) -> Iterable[tuple[float, int, int]]:
    by_type: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        by_type.setdefault(unit.mention.type, []).append(index)
    for indexes in by_type.values():
        for left, right in combinations(indexes, 2):
            if (score := weigh(units[left], units[right])) >= ENOUGH and allow(units[left], units[right]):
                yield (score, left, right)


def _read_decisions(
    units: Sequence[Unit], corrections: Corrections, registry: Registry
) -> tuple[list[tuple[int, int]], set[tuple[tuple[str, int, str], tuple[str, int, str]]], list[str]]:
    """Editors' ``same`` and ``different`` on events, as pairs of units, and the addresses that stay."""
    rows = {f"events/{row.slug}": row for row in registry.rows("event")}

    def indexes(address: str) -> list[int]:
        row = rows.get(normalise_address(address))
        if row is None:
            return []
        scored = [(_score_row(row, [unit]), index) for index, unit in enumerate(units)]
        return [i for value, i in sorted(scored, key=lambda item: (-item[0], item[1])) if value >= 1]

    required: list[tuple[int, int]] = []
    preferred: list[str] = []
    for same in corrections.same:
        found = [i for address in same.decision.addresses for i in indexes(address)[:1]]
        required.extend((found[0], other) for other in found[1:])
        first = rows.get(normalise_address(same.decision.addresses[0]))
        preferred.extend([first.id] if first else [])
    apart: set[tuple[tuple[str, int, str], tuple[str, int, str]]] = set()
    for placed in corrections.different:
        for a, b in combinations(placed.decision.addresses, 2):
            for i in indexes(a)[:1]:
                for j in indexes(b)[:1]:
                    apart |= {
                        (_unit_key(units[i]), _unit_key(units[j])),
                        (_unit_key(units[j]), _unit_key(units[i])),
                    }
        if placed.decision.address and (home := indexes(placed.decision.address)[:1]):
            for unit in units:
                if unit.article_id in placed.decision.articles:
                    apart |= {
                        (_unit_key(units[home[0]]), _unit_key(unit)),
                        (_unit_key(unit), _unit_key(units[home[0]])),
                    }
    return required, apart, preferred


def _make_event_slug(group: Sequence[Unit], printable: Mapping[str, Callable[[int, int, str], bool]]) -> str:
    """From the best name that may be shown, with country and date where it singles nothing out (« grève »); else from
    type, countries and date, which are nobody's words."""
    names = [
        unit.mention.name
        for unit in group
        if printable[unit.article_id](unit.mention.start, unit.mention.end, unit.mention.field)
    ]
    name = choose_name(names) if names else group[0].mention.type
    if names and distinctive_words(name):
        return make_slug(name)
    codes = [code for code, _ in group[0].mention.countries[:3]]
    return make_slug(
        " ".join([name, *codes, group[0].mention.date_start or ""]), fallback=group[0].mention.type
    )


def _make_founder(group: Sequence[Unit]) -> dict[str, str | None]:
    mention = group[0].mention
    return {
        "article": group[0].article_id,
        "type": mention.type,
        "name": mention.name,
        "start": mention.date_start,
        "end": mention.date_end,
    }


def _score_row(row: Row, group: Sequence[Unit]) -> float:
    """2 to 3: the founder, perhaps with its words or dates mended; below 1: its article is gone, name and
    dates agree."""
    founder = row.founder
    best = 0.0
    for unit in group:
        mention = unit.mention
        if mention.type != founder.get("type"):
            continue
        like = likeness(mention.name, founder.get("name") or "")
        dates = (mention.date_start, mention.date_end) == (founder.get("start"), founder.get("end"))
        if unit.article_id == founder.get("article"):
            if like >= 0.6 or dates:
                best = max(best, 1 + like + (1.0 if dates else 0.0))
        elif like == 1 and dates and mention.date_start:
            best = max(best, 0.5)
    return best


def _make_event(
    group: Sequence[Unit],
    row: Row,
    names: Mapping[str, str],
    entity_ids: Mapping[tuple[str, str, str], str],
    as_of: date | None,
) -> Event:
    start, end = _choose_dates(group)
    interval = make_interval(start, end)
    status, reason = judge_status([(unit.mention, unit.day) for unit in group], interval, as_of)
    countries = _gather_countries(group)
    places = {
        (place.text, place.country, place.relation): None for unit in group for place in unit.mention.places
    }
    participants = {
        (entity_ids.get((unit.article_id, kind, key), key), kind, role): None
        for unit in group
        for key, kind, role in unit.mention.participants
        if kind == "country" or (unit.article_id, kind, key) in entity_ids
    }
    acting = {code for code, _ in countries}
    context = sorted({code for unit in group for code in unit.mention.context} - acting)
    return Event(
        id=row.slug,
        registry_id=row.id,
        name=names.get(f"events/{row.slug}") or choose_name([unit.mention.name for unit in group]),
        type=group[0].mention.type,
        start=start,
        end=end,
        status=status,
        status_reason=reason,
        modality=_choose_modality(group),
        countries=countries,
        participants=tuple(participants),
        context=tuple(context),
        place_country=_most_common(unit.mention.place_country for unit in group),
        places=tuple(places),
        reports=tuple(EventReport(article_id=unit.article_id, mention=unit.mention) for unit in group),
        merge_reason=_reason(group),
    )


Given = tuple[str | None, str | None, Interval | None]


def _choose_dates(group: Sequence[Unit]) -> tuple[str | None, str | None]:
    """The dates that most articles give, those left out that only frame others' more exact ones (« 2026 »);
    where they tie, the most exact, then those of the first article."""
    given = [(u.mention.date_start, u.mention.date_end, u.interval) for u in group if u.mention.date_start]
    if not given:
        return None, None
    counts = Counter((start, end) for start, end, _ in given)
    exact = [
        item
        for item in given
        if not any(_frames(item[2], other[2]) or _is_day_within(item, other) for other in given)
    ]
    dated = [item for item in exact if item[2] is not None and item[2].dated] or exact
    best = min(
        dated,
        key=lambda item: (-counts[item[0], item[1]], item[2].days if item[2] else 10**6, dated.index(item)),
    )
    return best[0], best[1]


def _is_day_within(item: Given, other: Given) -> bool:
    """Whether one is a single day of the several, not many, that the other gives from first to last."""
    day, several = item[2], other[2]
    if day is None or several is None or not several.dated or other[1] is None or item[1] is None:
        return False
    is_single = day.days == 1 and 1 < several.days <= MOST_DAYS
    return is_single and day.dated and several.first <= day.first and day.last <= several.last


def _frames(outer: Interval | None, inner: Interval | None) -> bool:
    """Whether one interval holds the other and is much longer."""
    if outer is None or inner is None or outer.dated != inner.dated:
        return False
    return outer.first <= inner.first and inner.last <= outer.last and outer.days > 3 * inner.days + 7


def _choose_modality(group: Sequence[Unit]) -> Modality:
    """Asserted where any report asserts it, else planned, denied, hypothetical, historical."""
    order: list[Modality] = ["asserted", "planned", "denied", "hypothetical", "historical"]
    return min((unit.mention.modality for unit in group), key=order.index)


def _gather_countries(group: Sequence[Unit]) -> tuple[tuple[str, str], ...]:
    """Each country once, with the role that most articles give it, sorted by how many name it."""
    roles: dict[str, Counter[str]] = {}
    for unit in group:
        for code, role in unit.mention.countries:
            roles.setdefault(code, Counter())[role] += 1
    ranked = sorted(roles, key=lambda code: (-sum(roles[code].values()), code))
    return tuple((code, min(roles[code], key=lambda role: (-roles[code][role], role))) for code in ranked)


def _most_common(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _reason(group: Sequence[Unit]) -> str:
    """Why these reports are one event: key of ``merge_reasons``, joined by ``+``."""
    if len(group) == 1:
        return "single"
    reasons = ["type"]
    first = group[0]
    if all(first.words & unit.words for unit in group[1:]):
        reasons.append("name")
    if all(unit.interval for unit in group):
        reasons.append("dates")
    if (
        all(unit.mention.place_country == first.mention.place_country for unit in group)
        and first.mention.place_country
    ):
        reasons.append("place")
    if all(first.actors & unit.actors for unit in group[1:]):
        reasons.append("participants")
    return "+".join(reasons)
