"""What the pipeline found in one article: frozen values that refer to the original text by character offsets.

``field`` says which text the offsets count in: "body" (``article.text``) or "title" (a title that came as metadata).
For every value here ``text == source[start:end]``, except a quote of several parts, whose ``text`` is its
parts joined by a space.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Field = Literal["body", "title"]
Kind = Literal["country", "person", "organization", "place"]
Via = Literal["name", "demonym", "compound", "capital", "institution", "city", "region", "set", "historical"]
Modality = Literal["asserted", "planned", "hypothetical", "denied", "historical"]
Basis = Literal["explicit", "relative", "published", "received"]
Precision = Literal[
    "day", "days", "week", "month", "months", "season", "quarter", "year", "years", "decade", "fuzzy"
]
Tier = Literal["sure", "probable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a country, a person, an organisation or a place is named.

    ``key`` is the ISO 3166-1 alpha-2 code in lower case for a country; for the other kinds the fullest form that this
    article prints (several mentions with one key are one entity). ``name`` is that fullest form (for a
    country: ``text``).
    ``via`` says how it is meant; people, organisations and places have "name" (an organisation's acronym too).
    ``confidence`` lies between 0 and 1.
    """

    kind: Kind
    key: str
    name: str
    text: str
    start: int
    end: int
    via: Via = "name"
    confidence: float = 1.0
    field: Field = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A function given to a person, with its own span: « porte-parole du département d’Etat ».

    ``person`` and ``organisation`` are keys of mentions of the same article; ``country`` is an ISO code in lower case.
    """

    person: str
    text: str
    start: int
    end: int
    organisation: str | None = None
    country: str | None = None
    former: bool = False
    field: Field = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Somebody's words. ``parts`` are [start, end) pairs of the quoted pieces without marks, incises or outer spaces.

    ``parent`` is the index, in the same tuple, of the quote that this one lies within. ``speaker`` is the fullest form
    printed by the article (None where anonymous, unknown or doubtful), ``speaker_key`` the key of its mention,
    ``speaker_description`` the words that stand beside the quote, ``speaker_span`` and ``cue_span`` where they stand.
    ``evidence`` names the rule that decided. ``indirect`` marks reported speech without quotation marks.
    """

    text: str
    start: int
    end: int
    parts: tuple[tuple[int, int], ...]
    parent: int | None = None
    speaker: str | None = None
    speaker_key: str | None = None
    speaker_kind: Literal["person", "organization", "country"] | None = None
    speaker_description: str | None = None
    speaker_span: tuple[int, int] | None = None
    speaker_country: str | None = None
    via: str | None = None
    cue: str | None = None
    cue_span: tuple[int, int] | None = None
    evidence: str = ""
    confidence: float = 0.0
    tier: Tier = "probable"
    indirect: bool = False
    field: Field = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date expression: always an interval. ``earliest`` and ``latest`` are ISO days, None where the year is unknown.

    ``edtf`` is ISO 8601-2 (``2022-08-30``, ``2022-08``, ``XXXX-08-30``, ``2022-08-30/2022-09-05``,
    ``XXXX-08-30/XXXX-09-05``).
    """

    text: str
    start: int
    end: int
    edtf: str
    earliest: str | None
    latest: str | None
    precision: Precision
    basis: Basis
    field: Field = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure or a date that one article gives for an event: a toll, a number of demonstrators …"""

    kind: str
    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where an event takes place: ``relation`` "at" or "near"; ``country`` an ISO code in lower case."""

    text: str
    country: str | None
    relation: Literal["at", "near"]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One event as one article tells it. ``text`` (its words, [start, end)) names it; ``sentence`` is what carries it.

    An article that speaks of one event several times gives one EventMention with ``also`` holding the other spans.
    ``date_start`` and ``date_end`` are EDTF without intervals (a one-day event has both equal); None where unknown.
    ``countries`` are (ISO code, role) with role actor, target, host or mediator; ``participants`` are
    (mention key, kind, role); ``context`` are codes of countries named beside it that do not take part.
    ``background`` marks what the article only mentions in passing (« la guerre en Ukraine »).
    """

    type: str
    name: str
    text: str
    start: int
    end: int
    sentence: tuple[int, int]
    also: tuple[tuple[int, int], ...] = ()
    date_start: str | None = None
    date_end: str | None = None
    date_span: tuple[int, int] | None = None
    modality: Modality = "asserted"
    cancelled: tuple[int, int] | None = None
    countries: tuple[tuple[str, str], ...] = ()
    participants: tuple[tuple[str, str, str], ...] = ()
    context: tuple[str, ...] = ()
    place_country: str | None = None
    places: tuple[EventPlace, ...] = ()
    claims: tuple[Claim, ...] = ()
    background: bool = False
    confidence: float = 1.0
    field: Field = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Everything found in one article, each tuple in order of (field, start). ``hidden`` are (field, start, end)
    of people's names that an editor hid; ``sentences`` are [start, end)
    of the body."""

    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    hidden: tuple[tuple[Field, int, int], ...] = ()
