"""People, organisations and roles of one text: the component between ``briefing_countries`` and ``briefing_quotes``.

It leaves three layers on the Doc:

* ``ENTITIES``: mentions of kind "person" and "organization"; all mentions of one entity have one ``key``, the fullest
  form that this article prints;
* ``ROLES``: functions with the span of their own words, the person's key, and organisation and country where they are told;
* ``GENDERS``: one ``Gender`` a person whose sex titles, roles or first name tell; ``person_gender(doc, key)`` reads it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from generator.annotations import Field, Kind, Mention, Role
from generator.gazetteer import load_gazetteer
from generator.languages import Language, load_language
from generator.names import Sex, load_first_names, load_organisations, load_shapes
from generator.pipeline.acronyms import CuedOrganisations
from generator.pipeline.capitals import Reading, find_runs, read_words
from generator.pipeline.entity_words import EntityWords
from generator.pipeline.functions import RoleGiver
from generator.pipeline.layers import Layer, get_context
from generator.pipeline.organisations import KnownNames, OrganisationFinder
from generator.pipeline.people import PeopleFinder, Surroundings
from generator.pipeline.reappearances import IdentityReader, NamedOrganisation, NamedPerson
from generator.pipeline.roles import RoleReader

ENTITIES: Layer[Mention] = Layer("entities")
ROLES: Layer[Role] = Layer("roles")
COUNTRIES: Layer[Mention] = Layer("countries")


class Gazetteer(Protocol):
    """What this component asks the gazetteer."""

    def demonym_country(self, word: str) -> str | None:
        """The country of a demonym (« chinois » → cn), or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gender:
    """The sex of the person ``key``, at that person's first mention [start, end)."""

    key: str
    gender: Sex
    start: int
    end: int


GENDERS: Layer[Gender] = Layer("genders")


def person_gender(doc: Doc, key: str) -> Sex | None:
    """The sex of the person with this key in this article: "F", "M", or None where nothing tells it."""
    return next((item.gender for item in GENDERS.get(doc) if item.key == key), None)


class Entities:
    """The component ``briefing_entities``."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        words = language.section("entities", EntityWords)
        self._words = words
        self._shapes = load_shapes()
        self._first_names = load_first_names()
        self._gazetteer = gazetteer
        self._demonyms: dict[str, str | None] = {}
        self._roles = RoleReader(words)
        self._people = PeopleFinder(
            words=words,
            shapes=self._shapes,
            first_names=self._first_names,
            roles=self._roles,
            demonym_country=self._demonym_country,
        )
        self._organisations = OrganisationFinder(
            words=words,
            shapes=self._shapes,
            first_names=self._first_names,
            known=KnownNames(load_organisations(), language.code),
            demonym_country=self._demonym_country,
        )
        self._cued = CuedOrganisations(words=words, first_names=self._first_names)
        self._identities = IdentityReader(words, self._shapes, self._first_names, self._people)
        self._functions = RoleGiver(self._roles, self._people, words)

    def __call__(self, doc: Doc) -> Doc:
        """Find people, organisations and roles, and leave them on ``doc``."""
        context = get_context(doc)
        reading = read_words(doc.text)
        countries = COUNTRIES.get(doc)
        runs = find_runs(reading, self._words, self._shapes)
        organised = self._organisations.find(reading, runs)
        around = Surroundings(
            heads=self._roles.find_heads(reading),
            organisations=frozenset(index for item in organised for index in range(item.first, item.last)),
            places=_words_of_places(reading, countries),
        )
        names = self._people.find(reading, runs, around)
        taken = frozenset(index for name in names for index in range(name.first, name.last))
        organised += self._cued.find(reading, runs, around, taken)
        people = self._identities.people(reading, runs, names, organised, around, context.body)
        organisations = self._identities.organisations(reading, runs, organised, people, context.body)
        roles = self._functions.assign(reading, people, organisations, around, countries)
        _leave(doc, reading, people, organisations, roles, context.field)
        return doc

    def _demonym_country(self, word: str) -> str | None:
        if word not in self._demonyms:
            self._demonyms[word] = self._gazetteer.demonym_country(word)
        return self._demonyms[word]


def _words_of_places(reading: Reading, countries: Iterable[Mention]) -> dict[int, str]:
    """The words that name a country or a place, by how they do; demonyms apart, which part no name."""
    found: dict[int, str] = {}
    for mention in countries:
        if mention.via in {"demonym", "compound", "institution"}:
            continue
        index = bisect_left(reading.starts, mention.start)
        while index < len(reading) and reading.starts[index] < mention.end:
            found.setdefault(index, mention.via)
            index += 1
    return found


def _leave(
    doc: Doc,
    reading: Reading,
    people: list[NamedPerson],
    organisations: list[NamedOrganisation],
    roles: list[Role],
    field: Field,
) -> None:
    """Put the layers in order of the text."""
    mentions = [
        _mention(
            reading, "person", item.person.key, item.name.first, item.name.last, item.name.confidence, field
        )
        for item in people
    ]
    mentions += [
        _mention(
            reading,
            "organization",
            item.organisation.key,
            item.found.first,
            item.found.last,
            item.found.confidence,
            field,
        )
        for item in organisations
    ]
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    ENTITIES.put(doc, tuple(mentions))
    ROLES.put(
        doc,
        tuple(replace(role, field=field) for role in sorted(roles, key=lambda role: (role.start, role.end))),
    )
    genders: dict[str, Gender] = {}
    for item in people:
        start, end = reading.span(item.name.first, item.name.last)
        if item.person.sex is not None and item.person.key not in genders:
            genders[item.person.key] = Gender(
                key=item.person.key, gender=item.person.sex, start=start, end=end
            )
    GENDERS.put(doc, tuple(genders.values()))


def _mention(
    reading: Reading, kind: Kind, key: str, first: int, last: int, confidence: float, field: Field
) -> Mention:
    start, end = reading.span(first, last)
    text = reading.text[start:end]
    return Mention(
        kind=kind, key=key, name=key, text=text, start=start, end=end, confidence=confidence, field=field
    )


def create_entities(nlp: Pipeline, name: str) -> Entities:
    """The factory of ``briefing_entities`` for ``nlp.lang``; raises KeyError for a language without a table."""
    from generator.gazetteer import load_gazetteer

    return Entities(load_language(nlp.lang), load_gazetteer())
