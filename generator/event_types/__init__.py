"""The kinds of events, as data: one TOML file a type; ``pipeline/events.py`` finds what they describe.

A type has labels, its PLOVER and IPTC Media Topic codes, the roles that countries play in it, and triggers
in each
language: nouns and verbs that report such an event, with what must not stand before or after them. Patterns
are regular
expressions over the folded text; each begins with letters, by which it is looked up. Adding a type is adding
a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from generator.errors import TableError
from generator.tables import Table, parse_table, validate_table

Demand = Literal["country", "place", "entity", "name"]
CountryRole = Literal["actor", "target", "host", "mediator"]


class Triggers(Table):
    """One language's triggers. ``verbs`` maps a pattern to the noun that names what it reports.

    ``wholes`` are words for what has parts (a summit), ``parts`` words for what may be one (a meeting of two);
    ``kinds`` are words of the patterns that tell one event from another (a disease).
    """

    nouns: tuple[str, ...] = ()
    verbs: Mapping[str, str] = {}
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class EventType(Table):
    """A type of events. Where a role is absent, a country in that position is no participant.

    ``subject``: the country acts, or is named without a preposition; ``with`` (``accompanies``): after «
    avec », « entre »;
    ``against``: after « contre »; ``place``: it happens there. ``tolls``: dead, injured, demonstrators … are
    looked for.
    ``announced``: the day of an announcement is its day. ``struck``: it befalls countries, nobody makes it.
    ``lasts``: it may go on for days, so that a date may
    be only its beginning or its end.
    ``demands``: one of these must be known of it, a date alone is not enough.
    """

    key: str
    plover: str | None = None
    iptc: str
    precedence: int
    subject: CountryRole | None = None
    accompanies: CountryRole | None = Field(default=None, alias="with")
    against: CountryRole | None = None
    place: CountryRole | None = None
    tolls: bool = False
    announced: bool = False
    struck: bool = False
    lasts: bool = False
    demands: tuple[Demand, ...] = ()
    labels: Mapping[str, str]
    triggers: Mapping[str, Triggers]


def check_event_types(sources: Mapping[str, str]) -> Mapping[str, EventType]:
    """Parse and validate TOML texts by key; raises TableError with file and line.

    An unknown role, an unknown key, a pattern that is no regular expression, and a trigger that stands in
    two types of
    the same precedence are errors.
    """
    types: dict[str, EventType] = {}
    owners: dict[tuple[str, str], str] = {}
    for key, source in sorted(sources.items()):
        path = f"event_types/{key}.toml"
        data = {"key": key, **parse_table(source, path=path)}
        types[key] = validate_table(EventType, data, path=path, source=source)
        for language, pattern in _patterns(types[key]):
            line = _line_of(source, pattern)
            try:
                re.compile(pattern)
            except re.error as fault:
                raise TableError(
                    "trigger-invalid", path=path, line=line, trigger=pattern, detail=str(fault)
                ) from fault
            owner = owners.setdefault((language, pattern), key)
            if owner != key and types[owner].precedence == types[key].precedence:
                raise TableError("trigger-twice", path=path, line=line, trigger=pattern, other=owner)
    return MappingProxyType(types)


def _patterns(event_type: EventType) -> Iterator[tuple[str, str]]:
    for language, triggers in event_type.triggers.items():
        for pattern in (*triggers.nouns, *triggers.verbs):
            yield language, pattern


def _line_of(source: str, pattern: str) -> int | None:
    """The line (from 1) on which a pattern stands; None where it is written with other escapes."""
    escaped = pattern.replace("\\", "\\\\")
    for number, line in enumerate(source.splitlines(), 1):
        if f'"{escaped}"' in line or f"'{pattern}'" in line:
            return number
    return None


def _tables() -> dict[str, Traversable]:
    folder = files(__package__)
    return {
        entry.name.removesuffix(".toml"): entry for entry in folder.iterdir() if entry.name.endswith(".toml")
    }


@cache
def load_event_types() -> Mapping[str, EventType]:
    """All event types by key, in alphabetical order; raises TableError where a file is damaged."""
    return check_event_types({key: table.read_text("utf-8") for key, table in _tables().items()})
