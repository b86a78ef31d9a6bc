"""The words that quotes need: ``[quotes]`` of a language's table, made ready for look-up by ``attribution``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.languages import Language
from generator.pipeline.lean import LanguageWords
from generator.tables import Table

Gender = Literal["m", "f"]


class Conjugation(Table):
    """Endings put to a stem: forms that stand alone, those that need an auxiliary, infinitive and gerund."""

    finite: tuple[str, ...]
    participle: tuple[str, ...]
    other: tuple[str, ...]


class VerbGroup(Table):
    """Verbs of saying: ``stems`` with the endings of ``conjugation``, or all forms spelt out."""

    speech: Literal["say"]
    conjugation: str = ""
    stems: tuple[str, ...] = ()
    finite: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class Nouns(Table):
    """Nouns for people or institutions by grammatical gender.

    ``anonymous`` ones never name anyone, ``documents`` never speak, of a ``unique`` one everybody knows which is
    meant, ``kin`` are never a person named before.
    """

    masculine: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()


class QuoteWords(Table):
    """The section ``[quotes]``; each list is explained where it is used."""

    definite: tuple[str, ...]
    definite_plural: tuple[str, ...]
    indefinite: tuple[str, ...]
    indefinite_plural: tuple[str, ...]
    possessive: tuple[str, ...]
    possessive_plural: tuple[str, ...]
    masculine_determiners: tuple[str, ...]
    feminine_determiners: tuple[str, ...]
    bare_governors: tuple[str, ...]
    passive_by: tuple[str, ...]
    bare_complement_verbs: tuple[str, ...]
    capital_complements: tuple[str, ...]
    partitives: tuple[str, ...]
    demonstratives: tuple[str, ...]
    headline_verbs: tuple[str, ...]
    not_names: tuple[str, ...]
    anonymous_sources: tuple[str, ...]
    possessive_suffixes: tuple[str, ...]
    ambiguous_determiners: tuple[str, ...]
    naming_openers: tuple[str, ...]
    naming_habits: tuple[str, ...]
    relay_participles: tuple[str, ...]
    naming_links: tuple[str, ...]
    transparent_determiners: tuple[str, ...]
    contracted: tuple[str, ...]
    clitics: tuple[str, ...]
    reflexives: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    copulas: tuple[str, ...]
    semi_auxiliaries: tuple[str, ...]
    adverbs: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    weekdays: tuple[str, ...]
    prepositions: tuple[str, ...]
    complement_prepositions: tuple[str, ...]
    source_phrases: tuple[str, ...]
    source_weak: tuple[str, ...]
    conjunctions: tuple[str, ...]
    coordinators: tuple[str, ...]
    complementizers: tuple[str, ...]
    relatives: tuple[str, ...]
    subject_relative: tuple[str, ...]
    masculine_pronouns: tuple[str, ...]
    feminine_pronouns: tuple[str, ...]
    plural_pronouns: tuple[str, ...]
    last_named: tuple[str, ...]
    oblique_masculine: tuple[str, ...]
    oblique_feminine: tuple[str, ...]
    inversions: tuple[str, ...]
    inversion_masculine: tuple[str, ...]
    inversion_feminine: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    preposed: tuple[str, ...]
    modifiers_before: int
    titles_masculine: tuple[str, ...]
    titles_feminine: tuple[str, ...]
    titles_common: tuple[str, ...]
    particles: tuple[str, ...]
    anonymity: tuple[str, ...]
    relay_phrases: tuple[str, ...]
    relay_to: tuple[str, ...]
    relay_verbs: tuple[str, ...]
    outlet_words: tuple[str, ...]
    naming: tuple[str, ...]
    word_nouns: tuple[str, ...]
    naming_participles: tuple[str, ...]
    written_signs: tuple[str, ...]
    crimes: tuple[str, ...]
    texts: tuple[str, ...]
    text_verbs: tuple[str, ...]
    trigger_nouns: tuple[str, ...]
    counterparts: tuple[str, ...]
    cue_nouns: tuple[str, ...]
    first_person: tuple[str, ...]
    clause_words: tuple[str, ...]
    content_determiners: tuple[str, ...]
    conjugations: dict[str, Conjugation]
    verbs: tuple[VerbGroup, ...]
    people: Nouns
    institutions: Nouns


class PhraseTable:
    """Phrases of one or more words, found at a position of a word sequence; the longest wins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in dict.fromkeys(phrases):
            words = tuple(phrase.split(" "))
            self._by_first.setdefault(words[0], []).append(words)
        for options in self._by_first.values():
            options.sort(key=len, reverse=True)

    def length_at(self, words: Sequence[str], position: int) -> int:
        """How many words the longest phrase at ``position`` has; 0 where none begins."""
        for option in self._by_first.get(words[position], ()):
            if tuple(words[position : position + len(option)]) == option:
                return len(option)
        return 0


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """What a noun at the head of a phrase says about who is meant; ``gender`` None where the form serves both."""

    institution: bool
    plural: bool
    gender: Gender | None
    anonymous: bool = False
    document: bool = False
    unique: bool = False
    kin: bool = False


@dataclass(frozen=True, slots=True)
class Determiner:
    """``kind`` of a determiner and whether it is plural."""

    kind: Literal["definite", "indefinite", "possessive"]
    plural: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``QuoteWords`` ready for look-up: sets for single words, tables for phrases."""

    words: QuoteWords
    elisions: tuple[str, ...]
    finite: PhraseTable
    participle: PhraseTable
    other: PhraseTable
    cue_forms: frozenset[str]
    cue_starts: frozenset[str]
    phrase_starts: frozenset[str]
    determiners: dict[str, Determiner]
    determiner_table: PhraseTable
    nouns: dict[str, HeadNoun]
    noun_table: PhraseTable
    semi_auxiliaries: PhraseTable
    adverbs: PhraseTable
    sources: PhraseTable
    relays: PhraseTable
    anonymity: PhraseTable
    crimes: PhraseTable
    pronouns: dict[str, tuple[Gender | None, bool]]
    pronoun_table: PhraseTable
    sets: dict[str, frozenset[str]]
    titles: dict[str, Gender | None]

    def has(self, group: str, word: str) -> bool:
        """Whether ``word`` (lower case) is in the list ``group`` of the section."""
        return word in self.sets[group]


_SETS = tuple(name for name, field in QuoteWords.model_fields.items() if field.annotation == tuple[str, ...])
"""Every plain list of the section can be asked for with ``Vocabulary.has``."""


def build_vocabulary(language: Language) -> Vocabulary:
    """Read ``[quotes]``; raises TableError where it is damaged."""
    words = language.section("quotes", QuoteWords)
    forms = _conjugate(words)
    nouns = _nouns(words)
    determiners = _determiners(words)
    pronouns = _pronouns(words)
    return Vocabulary(
        words=words,
        elisions=language.section("language", LanguageWords).elisions,
        finite=PhraseTable(forms["finite"]),
        participle=PhraseTable(forms["participle"]),
        other=PhraseTable(forms["other"]),
        cue_forms=frozenset(form for kind in forms.values() for form in kind),
        cue_starts=_first_words(words.source_phrases, words.cue_nouns, *forms.values()),
        phrase_starts=_first_words(determiners, nouns, pronouns, words.preposed, _titles(words)),
        determiners=determiners,
        determiner_table=PhraseTable(determiners),
        nouns=nouns,
        noun_table=PhraseTable(nouns),
        semi_auxiliaries=PhraseTable(words.semi_auxiliaries),
        adverbs=PhraseTable(words.adverbs),
        sources=PhraseTable(words.source_phrases),
        relays=PhraseTable(words.relay_phrases),
        anonymity=PhraseTable(words.anonymity),
        crimes=PhraseTable(words.crimes),
        pronouns=pronouns,
        pronoun_table=PhraseTable(pronouns),
        sets={name: frozenset(getattr(words, name)) for name in _SETS},
        titles=_titles(words),
    )


def _first_words(*groups: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase.split(" ")[0] for group in groups for phrase in group)


def _conjugate(words: QuoteWords) -> dict[str, list[str]]:
    """All forms of the verbs of saying, by kind."""
    forms: dict[str, list[str]] = {"finite": [], "participle": [], "other": []}
    for group in words.verbs:
        for kind, listed in forms.items():
            listed.extend(getattr(group, kind))
            if group.conjugation:
                endings = getattr(words.conjugations[group.conjugation], kind)
                listed.extend(stem + ending for stem in group.stems for ending in endings)
    return forms


def _plural(noun: str) -> str:
    """The regular plural of a noun's first word, good enough to recognise one."""
    first, space, rest = noun.partition(" ")
    if first.endswith("al") and len(first) > 4:
        return first[:-1] + "ux" + space + rest
    ending = "" if first.endswith(("s", "x")) else "x" if first.endswith(("eau", "eu")) else "s"
    return first + ending + space + rest


def _nouns(words: QuoteWords) -> dict[str, HeadNoun]:
    """Heads by form; people win over institutions, singular over plural."""
    found: dict[str, HeadNoun] = {}
    for table, institution in ((words.people, False), (words.institutions, True)):
        both = {*table.common, *(set(table.masculine) & set(table.feminine))}
        genders: tuple[tuple[tuple[str, ...], Gender | None], ...] = (
            (table.common, None),
            (table.masculine, "m"),
            (table.feminine, "f"),
        )
        for listed, gender in genders:
            for noun in listed:
                head = HeadNoun(
                    institution=institution,
                    plural=False,
                    gender=None if noun in both else gender,
                    anonymous=noun in table.anonymous,
                    document=noun in words.institutions.documents,
                    unique=noun in table.unique,
                    kin=noun in table.kin,
                )
                found.setdefault(noun, head)
                found.setdefault(_plural(noun), HeadNoun(institution=institution, plural=True, gender=None))
        for noun in table.plural:
            found[noun] = HeadNoun(institution=institution, plural=True, gender=None)
    return found


def _determiners(words: QuoteWords) -> dict[str, Determiner]:
    found: dict[str, Determiner] = {}
    rows: tuple[tuple[tuple[str, ...], Determiner], ...] = (
        (words.definite, Determiner("definite", False)),
        (words.definite_plural, Determiner("definite", True)),
        (words.indefinite, Determiner("indefinite", False)),
        (words.indefinite_plural, Determiner("indefinite", True)),
        (words.partitives, Determiner("indefinite", False)),
        (words.possessive, Determiner("possessive", False)),
        (words.possessive_plural, Determiner("possessive", True)),
    )
    for listed, determiner in rows:
        for word in listed:
            found.setdefault(word, determiner)
    return found


def _pronouns(words: QuoteWords) -> dict[str, tuple[Gender | None, bool]]:
    """Subject pronouns: gender and whether they are plural."""
    found: dict[str, tuple[Gender | None, bool]] = {}
    found |= dict.fromkeys(words.plural_pronouns, (None, True))
    found |= dict.fromkeys(words.last_named, (None, False))
    found |= dict.fromkeys(words.masculine_pronouns, ("m", False))
    found |= dict.fromkeys(words.feminine_pronouns, ("f", False))
    return found


def _titles(words: QuoteWords) -> dict[str, Gender | None]:
    found: dict[str, Gender | None] = dict.fromkeys(words.titles_common, None)
    found |= dict.fromkeys(words.titles_masculine, "m")
    found |= dict.fromkeys(words.titles_feminine, "f")
    return found
