"""People, organisations and roles of one text: the component between ``briefing_countries`` and ``briefing_quotes``.

It leaves three layers on the Doc:

* ``ENTITIES``: mentions of kind "person" and "organization"; all mentions of one entity have one ``key``, the fullest
  form that this article prints;
* ``ROLES``: functions with the span of their own words, the person's key, organisation and country where told;
* ``GENDERS``: one ``Gender`` a person whose sex titles, roles or first name tell; ``person_gender(doc, key)`` reads it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from generator.annotations import Annotations, Mention, Role
from generator.gazetteer import load_gazetteer
from generator.languages import Language, load_language
from generator.names import Sex, load_first_names, load_organisations, load_shapes
from generator.pipeline.acronyms import CuedOrganisations
from generator.pipeline.capitals import Reading, find_runs, read_words
from generator.pipeline.countries import COUNTRIES
from generator.pipeline.entity_words import EntityWords
from generator.pipeline.functions import RoleGiver
from generator.pipeline.known_names import KnownNames
from generator.pipeline.layers import Layer, get_context
from generator.pipeline.name_evidence import NameEvidence
from generator.pipeline.organisations import OrganisationFinder
from generator.pipeline.people import PeopleFinder, Surroundings
from generator.pipeline.reappearances import IdentityReader, NamedOrganisation, NamedPerson
from generator.pipeline.roles import RoleReader
from generator.pipeline.services import ServiceFinder
from generator.pipeline.texts import read_text

ENTITIES: Layer[Mention] = Layer("entities")
ROLES: Layer[Role] = Layer("roles")

DEMONYMS_KEPT = 8192  # words whose country is remembered


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found in one text, each tuple in its order."""

    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...]
    genders: tuple[Gender, ...]


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
        demonym_country = lru_cache(DEMONYMS_KEPT)(gazetteer.demonym_country)
        self._roles = RoleReader(words, demonym_country)
        evidence = NameEvidence(words, self._first_names, demonym_country)
        self._people = PeopleFinder(
            evidence=evidence,
            words=words,
            shapes=self._shapes,
            first_names=self._first_names,
            roles=self._roles,
            demonym_country=demonym_country,
        )
        self._organisations = OrganisationFinder(
            words=words,
            shapes=self._shapes,
            first_names=self._first_names,
            known=KnownNames(load_organisations(), language.code),
            demonym_country=demonym_country,
        )
        self._services = ServiceFinder(words.organisations, demonym_country)
        self._cued = CuedOrganisations(
            words=words, first_names=self._first_names, demonym_country=demonym_country
        )
        self._identities = IdentityReader(words, self._shapes, self._first_names)
        self._functions = RoleGiver(self._roles, evidence, words)

    def __call__(self, doc: Doc) -> Doc:
        """Find people, organisations and roles, and leave them on ``doc``."""
        context = get_context(doc)
        findings = self.find(read_text(doc), COUNTRIES.get(doc), context.body)
        ENTITIES.put(doc, tuple(replace(mention, field=context.field) for mention in findings.mentions))
        ROLES.put(doc, tuple(replace(role, field=context.field) for role in findings.roles))
        GENDERS.put(doc, findings.genders)
        return doc

    def find(
        self, text: str, countries: tuple[Mention, ...] = (), body: Annotations | None = None
    ) -> Findings:
        """What stands in ``text``, given its mentions of countries and, for a title, its article's body."""
        reading = read_words(text)
        runs = find_runs(reading, self._words, self._shapes)
        places = _words_of_places(reading, countries)
        organised = self._organisations.find(reading, runs, places, self._services.find(reading))
        around = Surroundings(
            heads=self._roles.find_heads(reading),
            organisations=frozenset(index for item in organised for index in range(item.first, item.last)),
            places=places,
        )
        names = [
            name
            for name in self._people.find(reading, runs, around)
            if around.organisations.isdisjoint(range(name.first, name.last))
        ]
        taken = frozenset(index for name in names for index in range(name.first, name.last))
        organised += self._cued.find(reading, runs, around, taken)
        people = self._identities.people(reading, runs, names, organised, around, body)
        organisations = self._identities.organisations(reading, runs, organised, people, body)
        roles = self._functions.assign(reading, people, organisations, around, countries)
        adjectives = {(found.start, found.end) for found in countries if found.via in {"demonym", "compound"}}
        named = (*_people_mentions(reading, people), *_organisation_mentions(reading, organisations))
        mentions = [mention for mention in named if (mention.start, mention.end) not in adjectives]
        return Findings(
            mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))),
            roles=tuple(sorted(roles, key=lambda role: (role.start, role.end, role.person))),
            genders=tuple(_genders(reading, people)),
        )


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


def _people_mentions(reading: Reading, people: list[NamedPerson]) -> Iterator[Mention]:
    for item in people:
        start, end = reading.span(item.name.first, item.name.last)
        key = item.person.key
        yield Mention(
            kind="person",
            key=key,
            name=key,
            text=reading.text[start:end],
            start=start,
            end=end,
            confidence=item.name.confidence,
        )


def _organisation_mentions(reading: Reading, organisations: list[NamedOrganisation]) -> Iterator[Mention]:
    for item in organisations:
        start, end = reading.span(item.found.first, item.found.last)
        key = item.organisation.key
        yield Mention(
            kind="organization",
            key=key,
            name=key,
            text=reading.text[start:end],
            start=start,
            end=end,
            confidence=item.found.confidence,
        )


def _genders(reading: Reading, people: list[NamedPerson]) -> Iterator[Gender]:
    """One value a person whose sex is told, at the first mention."""
    seen: set[str] = set()
    for item in people:
        key, sex = item.person.key, item.person.sex
        if sex is not None and key not in seen:
            seen.add(key)
            start, end = reading.span(item.name.first, item.name.last)
            yield Gender(key=key, gender=sex, start=start, end=end)


def create_entities(nlp: Pipeline, name: str) -> Entities:  # noqa: ARG001 - spaCy passes it
    """The factory of ``briefing_entities`` for ``nlp.lang``; raises KeyError for a language without a table."""
    return Entities(load_language(nlp.lang), load_gazetteer())
