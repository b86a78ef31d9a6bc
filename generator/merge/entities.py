"""People and organisations across articles: one entity for all mentions of it, never by surname alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.annotations import Annotations, Mention, Role
from generator.article import Article
from generator.briefing import Entity, EntityKind, RoleReport
from generator.corrections import Corrections, follow_addresses, names_given, normalise_address, pages_shown
from generator.merge.addresses import assign_rows
from generator.merge.groups import group_units
from generator.merge.names import likeness, plain, sound, without_article
from generator.merge.publicity import is_public_role
from generator.registry import FOLDERS, Registry, Row, make_slug

SIMILAR_NAME = 0.8
"""Likeness from which a name in the founding article is taken for the founder's with a typo mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One entity of one article: the smallest thing that merging moves."""

    article_id: str
    order: int
    key: str
    forms: tuple[str, ...]
    countries: frozenset[str]
    roles: tuple[Role, ...]
    public: bool


def merge_entities(
    kind: EntityKind,
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    corrections: Corrections,
    registry: Registry,
    country_of: Callable[[str, str], str | None],
) -> tuple[Entity, ...]:
    """All entities of one kind, sorted by name. ``articles`` in path order; ``country_of(phrase, language)`` reads a
    country from an organisation's name (``ministère chinois de la Défense`` → cn)."""
    units = _collect_units(kind, articles, annotations, country_of)
    constraints = _Constraints(kind, units, corrections, registry)
    allowed = _allow_person if kind == "person" else _allow_organisation
    groups = group_units(
        units,
        pairs=_candidate_pairs(kind, units),
        allowed=lambda a, b: allowed(a, b) and not constraints.forbids(a, b),
        required=constraints.required,
    )
    grouped = [[units[index] for index in group] for group in groups]
    rows = assign_rows(
        grouped,
        kind=kind,
        registry=registry,
        score=_score_row,
        row_keys=lambda row: (f"in {row.founder.get('article')}", plain(row.founder.get("name") or "")),
        group_keys=lambda group: (
            key for unit in group for key in (f"in {unit.article_id}", plain(unit.key))
        ),
        preferred=constraints.preferred,
        slug=lambda group: make_slug(_full_name(group), fallback=kind),
        founder=lambda group: {"article": group[0].article_id, "name": group[0].key},
    )
    followed = follow_addresses(corrections, registry.follow)
    names, shown = names_given(followed), pages_shown(followed)
    entities = [
        _make_entity(kind, group, row, names, shown, constraints)
        for group, row in zip(grouped, rows, strict=True)
    ]
    return tuple(sorted(entities, key=lambda entity: (plain(entity.name), entity.id)))


def _collect_units(
    kind: EntityKind,
    articles: Sequence[Article],
    annotations: Mapping[str, Annotations],
    country_of: Callable[[str, str], str | None],
) -> list[Unit]:
    units = []
    for order, article in enumerate(articles):
        found = annotations[article.id]
        by_key: dict[str, list[Mention]] = {}
        for mention in found.mentions:
            if mention.kind == kind:
                by_key.setdefault(mention.key, []).append(mention)
        for key, mentions in by_key.items():
            roles = tuple(role for role in found.roles if kind == "person" and role.person == key)
            countries = {role.country for role in roles if role.country and not role.former}
            if kind == "organization":
                countries = _countries_inside(mentions, found.mentions)
                if not countries and (country := country_of(key, article.language or "")):
                    countries = {country}
            units.append(
                Unit(
                    article_id=article.id,
                    order=order,
                    key=key,
                    forms=tuple(dict.fromkeys(mention.text for mention in mentions)),
                    countries=frozenset(countries),
                    roles=roles,
                    public=kind == "organization"
                    or any(is_public_role(role, article.language) for role in roles),
                )
            )
    return units


def _countries_inside(mentions: Sequence[Mention], others: Sequence[Mention]) -> set[str]:
    """The country whose adjective stands in an organisation's name (« ministère dominicain … »), or that it governs
    (« le Kremlin »); nothing where there are several."""
    found = {
        other.key
        for other in others
        if other.kind == "country" and other.via in ("demonym", "institution")
        for mention in mentions
        if mention.field == other.field and mention.start <= other.start and other.end <= mention.end
    }
    return found if len(found) == 1 else set()


def _candidate_pairs(kind: EntityKind, units: Sequence[Unit]) -> Iterable[tuple[float, int, int]]:
    """Pairs of units whose names are one: same spelling first, then one sound in two transcriptions."""
    for key_of, score in ((_spelling, 2.0), (_sounds(kind), 1.0), (_ends(kind), 0.5)):
        blocks: dict[str, list[int]] = {}
        for index, unit in enumerate(units):
            for key in key_of(unit):
                blocks.setdefault(key, []).append(index)
        for indexes in blocks.values():
            for position, left in enumerate(indexes):
                for right in indexes[position + 1 :]:
                    yield (score, left, right)


def _spelling(unit: Unit) -> frozenset[str]:
    return frozenset({plain(without_article(unit.key))})


def _sounds(kind: EntityKind) -> Callable[[Unit], frozenset[str]]:
    def key_of(unit: Unit) -> frozenset[str]:
        if kind == "person":
            return frozenset({sound(unit.key)})
        return frozenset(form for form in unit.forms if form.isupper() and len(form) > 2)

    return key_of


def _ends(kind: EntityKind) -> Callable[[Unit], frozenset[str]]:
    """The first and the last word of a person's name, for middle names that only some articles print."""

    def key_of(unit: Unit) -> frozenset[str]:
        words = sound(unit.key).split()
        return (
            frozenset({f"{words[0]} {words[-1]}"})
            if kind == "person" and 2 <= len(words) <= 3
            else frozenset()
        )

    return key_of


def _allow_person(left: Unit, right: Unit) -> bool:
    """Never two of one article, never by a single name, never against their countries."""
    if left.article_id == right.article_id:
        return False
    if min(len(plain(left.key).split()), len(plain(right.key).split())) < 2:
        return False
    if plain(left.key) != plain(right.key) and sound(left.key) != sound(right.key):
        return _adds_middle_name(left, right) or _adds_middle_name(right, left)
    return not (left.countries and right.countries and not left.countries & right.countries)


def _adds_middle_name(short: Unit, long: Unit) -> bool:
    """« John Harlow » and « John F. Harlow »: first and last word sound alike, and both have one country."""
    first, *inner, last = sound(short.key).split()
    outer = sound(long.key).split()
    same = not inner and len(outer) == 3 and (outer[0], outer[-1]) == (first, last)
    return same and bool(short.countries & long.countries)


def _allow_organisation(left: Unit, right: Unit) -> bool:
    """Never against their countries; a common noun (``ministère de l’Intérieur``) only where both countries
    are known."""
    if left.article_id == right.article_id:
        return False
    if left.countries and right.countries and not left.countries & right.countries:
        return False
    if any(without_article(unit.key)[:1].islower() for unit in (left, right)):
        return bool(left.countries & right.countries)
    return True


class _Constraints:
    """The editors' ``same`` and ``different``, as units."""

    def __init__(
        self, kind: EntityKind, units: Sequence[Unit], corrections: Corrections, registry: Registry
    ) -> None:
        self.required: list[tuple[int, int]] = []
        self.preferred: list[str] = []
        self.decided: list[Unit] = []
        self._apart: list[tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]] = []
        self._kind = kind
        self._units = units
        self._registry = registry
        for same in corrections.same:
            self._add_same(same.decision.addresses)
        for different in corrections.different:
            decision = different.decision
            if decision.address is not None:
                self._add_apart(decision.address, decision.articles)
            for position, left in enumerate(decision.addresses):
                for right in decision.addresses[position + 1 :]:
                    self._apart.append((self._keys(left), self._keys(right)))

    def forbids(self, left: Unit, right: Unit) -> bool:
        """Whether an editor said that these are two."""
        ours, theirs = (left.article_id, left.key), (right.article_id, right.key)
        return any((ours in a and theirs in b) or (ours in b and theirs in a) for a, b in self._apart)

    def _row(self, address: str) -> Row | None:
        folder, _, slug = normalise_address(address).partition("/")
        if folder != FOLDERS[self._kind]:
            return None
        return next((row for row in self._registry.rows(self._kind) if row.slug == slug), None)

    def _indexes(self, address: str) -> list[int]:
        row = self._row(address)
        if row is None:
            return []
        return _units_of_row(row, self._units)

    def _keys(self, address: str) -> frozenset[tuple[str, str]]:
        return frozenset((self._units[i].article_id, self._units[i].key) for i in self._indexes(address))

    def _add_same(self, addresses: Sequence[str]) -> None:
        found = [index for address in addresses for index in self._indexes(address)[:1]]
        self.required.extend((found[0], other) for other in found[1:])
        self.decided.extend(self._units[index] for index in found)
        self.preferred.extend(row.id for address in addresses[:1] if (row := self._row(address)))

    def _add_apart(self, address: str, articles: Sequence[str]) -> None:
        row = self._row(address)
        if row is None:
            return
        name = plain(row.founder.get("name") or "")
        alike = {
            (u.article_id, u.key) for u in self._units if plain(u.key) == name or sound(u.key) == sound(name)
        }
        theirs = frozenset(key for key in alike if key[0] in articles)
        self._apart.append((frozenset(alike - theirs), theirs))


def _units_of_row(row: Row, units: Sequence[Unit]) -> list[int]:
    """Indexes of the units that a row stands for, best first."""
    scored = [(_score_row(row, [unit]), index) for index, unit in enumerate(units)]
    return [index for value, index in sorted(scored, key=lambda item: (-item[0], item[1])) if value > 0]


def _score_row(row: Row, group: Sequence[Unit]) -> float:
    """3: the founder itself; 2: the founder with its name mended; below 1: the same name, its founding article gone."""
    article, name = row.founder.get("article"), row.founder.get("name") or ""
    best = 0.0
    for unit in group:
        if unit.article_id == article:
            if unit.key == name:
                return 3.0
            if (like := likeness(unit.key, name)) >= SIMILAR_NAME:
                best = max(best, 1 + like)
        elif plain(unit.key) == plain(name):
            best = max(best, 0.5)
    return best


def _full_name(group: Sequence[Unit]) -> str:
    """The form most articles print, the longest and then the first in the alphabet where they tie."""
    counts = Counter(unit.key for unit in group)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def _make_entity(
    kind: EntityKind,
    group: Sequence[Unit],
    row: Row,
    names: Mapping[str, str],
    shown: frozenset[str],
    constraints: _Constraints,
) -> Entity:
    address = f"{FOLDERS[kind]}/{row.slug}"
    name = names.get(address) or _full_name(group)
    forms = sorted({form for unit in group for form in (unit.key, *unit.forms)} - {name})
    countries = Counter(country for unit in group for country in unit.countries)
    country = min(countries, key=lambda code: (-countries[code], code)) if countries else None
    return Entity(
        id=row.slug,
        registry_id=row.id,
        kind=kind,
        name=name,
        aliases=tuple(forms),
        country=country,
        keys=tuple((unit.article_id, unit.key) for unit in group),
        roles=tuple(
            RoleReport(article_id=unit.article_id, role=role, organisation=None)
            for unit in group
            for role in unit.roles
        ),
        merge_reason=_reason(group, constraints),
        public=address in shown or any(unit.public for unit in group),
    )


def _reason(group: Sequence[Unit], constraints: _Constraints) -> str:
    """Why these mentions are one: a key of the catalogue's ``merge_reasons``."""
    if len(group) == 1:
        return "single"
    if any(unit in group for unit in constraints.decided):
        return "editor"
    return "same-name" if len({plain(unit.key) for unit in group}) == 1 else "transliteration"
