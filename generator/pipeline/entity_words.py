"""The words by which people, organisations and roles are told: the section ``[entities]`` of a language's table."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator

from generator.tables import Table


def fold(word: str) -> str:
    """A word for look-ups: case folded, apostrophes made plain, accents gone but in the shortest (à, où, là)."""
    if word.isascii():
        return word.lower()
    if len(word) <= 2:
        return word.replace("’", "'").replace("ʼ", "'").casefold()
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ʼ", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def _split_words(value: object) -> object:
    return frozenset(fold(word) for word in value.split()) if isinstance(value, str) else value


def _split_printed(value: object) -> object:
    return frozenset(value.split()) if isinstance(value, str) else value


def _split_phrases(value: object) -> object:
    if not isinstance(value, str):
        return value
    phrases = (" ".join(part.split()) for part in re.split(r"[|\n]", value))
    return frozenset(tuple(split_phrase(phrase)) for phrase in phrases if phrase)


def split_phrase(phrase: str) -> list[str]:
    """The folded words of a phrase; an elided word stands by itself, without its apostrophe: d’État → d, etat."""
    return [fold(word) for word in re.split(r"[\s'’]+", phrase) if word]


Words = Annotated[frozenset[str], BeforeValidator(_split_words)]
Printed = Annotated[frozenset[str], BeforeValidator(_split_printed)]
Phrases = Annotated[frozenset[tuple[str, ...]], BeforeValidator(_split_phrases)]


class Honorifics(Table):
    """Titles of courtesy, which are no roles, by the sex they tell; as printed or in lower case."""

    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    either: tuple[str, ...]


class RoleWords(Table):
    """Nouns that are roles, by the sex they tell, and what may stand around them.

    ``weak`` ones need a name or a complement at once. ``before`` may stand between article and noun; of these
    ``former`` say that it is over and ``untold`` are not part of the role's words. ``stops`` end its complement.
    ``capital_before``: capitalised words before the noun belong to it (« State Department spokesman »).
    """

    masculine: Phrases
    feminine: Phrases
    either: Phrases
    plurals: Phrases
    weak: Phrases
    before: Phrases
    former: Phrases
    untold: Phrases
    prepositions: Phrases
    articles: Phrases
    conjunctions: Phrases
    relatives: Words
    stops: Words
    offices: Phrases
    bare: Phrases
    copulas: Phrases
    corporate: Phrases
    trailing: tuple[str, ...]
    feminine_determiners: Words
    masculine_determiners: Words
    adjective_countries: dict[str, str]
    capital_before: bool

    @cached_property
    def nouns(self) -> frozenset[tuple[str, ...]]:
        """All role nouns."""
        return self.masculine | self.feminine | self.either | self.plurals


class PeopleWords(Table):
    """What stands beside a person's name, and what stands beside a name that is none of a person."""

    kin: Phrases
    cues: Words
    auxiliaries: Words
    deeds: Words
    demonym_nouns: bool
    ages: tuple[str, ...]
    not_after: Words
    not_before: Words
    not_inside: Words


class OrganisationWords(Table):
    """How institutions are named: see the comments of the tables themselves."""

    ministries: Phrases
    lower: Phrases
    national: Phrases
    portfolios: Words
    alone: Words
    owned: Words
    made: Words
    agents: Words
    houses: Words
    capital: Phrases
    keywords: Phrases
    complement_prepositions: Phrases
    complement_articles: Phrases
    complement_conjunctions: Phrases
    genitives: Words
    joining: Words
    lower_complements: bool
    triggers: Words
    open_triggers: Words
    not_acronyms: Printed

    @cached_property
    def heads(self) -> frozenset[tuple[str, ...]]:
        """All nouns that may head an institution's name."""
        return self.ministries | self.lower | self.capital

    @cached_property
    def openings(self) -> frozenset[tuple[str, ...]]:
        """Prepositions and articles that may open a complement."""
        return self.complement_prepositions | self.complement_articles


class EntityWords(Table):
    """The whole section."""

    starters: Words
    calendar: Words
    articles: Words
    determiners: Words
    prepositions: Words
    adjective_endings: tuple[str, ...]
    adjectives: Words
    not_adjectives: Words
    leading_adjectives: Words
    honorifics: Honorifics
    roles: RoleWords
    people: PeopleWords
    organisations: OrganisationWords

    @cached_property
    def links(self) -> frozenset[str]:
        """Articles and prepositions."""
        return self.articles | self.prepositions

    def is_adjective(self, word: str, folded: str) -> bool:
        """Whether a lower-case word has the form of an adjective that may follow a noun."""
        if not word.islower() or folded in self.not_adjectives or folded in self.roles.stops:
            return False
        return folded in self.adjectives or (len(word) > 4 and word.endswith(self.adjective_endings))
