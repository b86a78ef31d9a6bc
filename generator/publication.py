"""What the pages may see: the briefing after rights have been applied.

``rights`` makes these values; ``pages`` turns them into Page values; templates print them. An article's full
text does not
exist on this side. Everything is in its final order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from generator.annotations import Modality, Precision, Tier

RightsLevel = Literal["full", "excerpt", "link", "none"]
Status = Literal["announced", "ongoing", "past", "cancelled", "unconfirmed"]
Weight = Literal["subject", "actor", "place", "passing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A source as ``sources.toml`` describes it; ``kind`` is a key of the catalogue's ``source_kinds``,
    ``country`` an ISO code."""

    id: str
    name: str
    kind: str | None
    country: str | None
    rights: RightsLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A marked span of a shown stretch: offsets count in the article's text; ``anchor`` is unique on the
    article's page."""

    anchor: str
    start: int
    end: int
    kind: Literal["quote", "event", "role", "country", "person", "organization", "place", "date"]
    target: str | None = (
        None  # address of the page it leads to, relative to the site's root ("countries/fr/")
    )
    title: str | None = None  # what a reader is told about it ("Chine · nom", "du 30 août au 5 septembre")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of an article that may be shown; ``markup`` is standoff sanitised HTML (offset, tag) of a
    Markdown body."""

    start: int
    end: int
    text: str
    highlights: tuple[Highlight, ...] = ()
    markup: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicArticle:
    """An article as it may be shown. ``title`` is None where there is none or it may not be shown; ``label``
    always says something."""

    id: str
    address: str  # "articles/vostok/"
    label: str
    title: str | None
    outlet: Outlet | None
    source: str | None
    author: str | None
    url: str | None
    published: date | None
    published_at: datetime | None
    received: date | None
    language: str | None
    analysed: bool
    rights: RightsLevel
    complete: bool  # the whole text is in ``stretches``
    stretches: tuple[Stretch, ...] = ()
    title_highlights: tuple[Highlight, ...] = ()  # where the title is metadata; offsets count in the title
    countries: tuple[tuple[str, Weight], ...] = ()  # ISO code, weight; heaviest first
    people: tuple[str, ...] = ()  # entity ids
    organisations: tuple[str, ...] = ()
    events: tuple[str, ...] = ()  # event ids
    quotes: tuple[str, ...] = ()  # quote ids, in text order

    @property
    def day(self) -> date | None:
        """Publication day, else the day of reception."""
        return self.published or self.received


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a statement's exact words stand. ``text`` and ``anchor`` are None where rights hide the words:
    link to the article only.

    ``href`` is relative to the site's root: ``articles/vostok/#q-120`` or ``articles/vostok/``.
    ``before`` and ``after`` are the carrying sentence's words around ``text``, where they may be shown.
    """

    article_id: str
    href: str
    text: str | None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuote:
    """One report of one quotation. ``pieces`` are its parts' words; empty where hidden.

    ``speaker_href`` is the address of the speaker's page, where there is one. ``witnesses`` are the ids of
    other reports
    of the same words (same ``statement_id``).
    """

    id: str
    statement_id: str
    evidence: Evidence
    pieces: tuple[str, ...]
    speaker: str | None
    speaker_href: str | None
    speaker_kind: str | None
    speaker_description: str | None
    speaker_country: str | None
    via: str | None
    tier: Tier
    rule: str  # key of the catalogue's ``attribution`` table: why this speaker
    cue: str | None
    confidence: float
    indirect: bool
    language: str | None
    day: date | None
    countries: tuple[str, ...] = ()  # named inside it or its speaker's
    events: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRole:
    """A function as one article printed it on its day."""

    text: str | None
    organisation_id: str | None
    country: str | None
    former: bool
    day: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEntity:
    """A person or an organisation. ``listed`` is False for one who may be named on article pages only."""

    id: str
    kind: Literal["person", "organization"]
    address: str  # "people/ned-price/", "organisations/osce/"
    name: str
    aliases: tuple[str, ...]
    country: str | None
    roles: tuple[PublicRole, ...]
    articles: tuple[str, ...]
    quotes: tuple[str, ...]  # by
    quotes_about: tuple[str, ...]
    events: tuple[str, ...]
    countries: tuple[str, ...]
    merge_reason: str
    listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCountry:
    """A country with everything about it; ``name`` is the house label in the site's language, ``sort_key`` its
    collation key."""

    code: str
    address: str
    name: str
    sort_key: str
    articles: tuple[tuple[str, Weight], ...]  # heaviest, then newest first
    events: tuple[str, ...]
    quotes_by: tuple[str, ...]
    quotes_about: tuple[str, ...]
    people: tuple[str, ...]
    organisations: tuple[str, ...]
    related: tuple[tuple[str, int], ...]  # other country, number of articles in common


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicClaim:
    """What one article says of an event: a toll, a date, a name. ``value`` is comparable, ``evidence`` the words."""

    kind: str  # key of the catalogue's ``claims``: dates, dead, injured, missing, arrested, demonstrators, amount …
    value: str
    evidence: Evidence
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEvent:
    """An event told by one or more articles. ``start``/``end`` are EDTF without intervals or None;
    ``precision`` says how exact."""

    id: str
    address: str
    name: str
    type: str  # key of the catalogue's ``event_types``
    start: str | None
    end: str | None
    precision: Precision | None
    status: Status
    status_reason: str  # key of the catalogue's ``status_reasons``
    modality: Modality
    countries: tuple[tuple[str, str], ...]  # (ISO code, role key of ``event_roles``)
    participants: tuple[tuple[str, str, str], ...]  # (entity id, kind, role)
    context: tuple[str, ...]
    place_country: str | None
    places: tuple[tuple[str, str | None, str], ...]  # (text, country, relation key)
    reports: tuple[Evidence, ...]  # in order of day
    claims: tuple[PublicClaim, ...]
    disputed: tuple[str, ...]  # kinds of claims whose values differ
    articles: tuple[str, ...]
    quotes: tuple[str, ...]
    merge_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What was left out and why, in numbers, for the method page."""

    articles_none: int = 0
    statements_without_words: int = 0
    set_aside: int = 0  # files that could not be read; which, and why, is for the desk alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """All that the site may say. Mappings are in their order of presentation; ids refer across them."""

    language: str  # of the interface: "fr", "en"
    as_of: date | None
    articles: Mapping[str, PublicArticle]
    countries: Mapping[str, PublicCountry]
    people: Mapping[str, PublicEntity]
    organisations: Mapping[str, PublicEntity]
    events: Mapping[str, PublicEvent]
    quotes: Mapping[str, PublicQuote]
    country_names: Mapping[str, str]  # every code that may be printed, also those without a page
    withheld: Withheld = field(default_factory=Withheld)
