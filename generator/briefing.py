"""The briefing: what all articles say together, before rights. ``merge`` makes it, ``rights`` and ``export``
read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.annotations import Annotations, EventMention, Modality, Quote, Role
from generator.article import Article
from generator.errors import Problem
from generator.publication import Status, Weight

EntityKind = Literal["person", "organization"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleReport:
    """A role as one article prints it; ``organisation`` is an entity id."""

    article_id: str
    role: Role
    organisation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person or organisation across articles. ``id`` is the slug of its page; ``registry_id`` its permanent id.

    ``keys`` are its (article id, mention key) pairs; ``aliases`` every printed form but ``name``. ``public``
    is False for
    a person without a public role, unless an editor opened the page.
    """

    id: str
    registry_id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...]
    country: str | None
    keys: tuple[tuple[str, str], ...]
    roles: tuple[RoleReport, ...]
    merge_reason: str
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """An event as one article tells it."""

    article_id: str
    mention: EventMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event across articles. ``start`` and ``end`` are EDTF without intervals.

    ``countries`` are (code, role), ``participants`` (entity id or country code, kind, role), ``places`` (text, country,
    relation).
    """

    id: str
    registry_id: str
    name: str
    type: str
    start: str | None
    end: str | None
    status: Status
    status_reason: str
    modality: Modality
    countries: tuple[tuple[str, str], ...]
    participants: tuple[tuple[str, str, str], ...]
    context: tuple[str, ...]
    place_country: str | None
    places: tuple[tuple[str, str | None, str], ...]
    reports: tuple[EventReport, ...]
    merge_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One report of a quotation. ``id`` is unique; ``statement_id`` is shared by all reports of the same words.

    ``speaker_country`` is what this report says, else the country that the merged speaker has.
    """

    id: str
    statement_id: str
    article_id: str
    quote: Quote
    speaker_id: str | None
    speaker_country: str | None
    parent: str | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """Everything, in final order: articles newest first; entities, events and statements sorted by stable keys."""

    as_of: date | None
    articles: tuple[Article, ...]
    annotations: Mapping[str, Annotations]
    weights: Mapping[str, Mapping[str, Weight]]  # article id → country code → weight
    entities: tuple[Entity, ...]
    entity_ids: Mapping[tuple[str, str, str], str]  # (article id, kind, mention key) → entity id
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    reprints: Mapping[str, str]  # article id → id of the article whose text it repeats
    problems: tuple[Problem, ...] = ()
