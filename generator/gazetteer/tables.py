"""The shapes of the gazetteer's TOML files, validated when they are read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.tables import Table

Form = Annotated[str, StringConstraints(pattern=r"\w")]
"""A form holds a letter or a digit: one of nothing but marks would be found everywhere."""
Forms = tuple[Form, ...]
SomeForms = Annotated[Forms, Field(min_length=1)]
FormsByKey = dict[str, Forms]


class FormerState(Table):
    """A state that is no more, and the ISO codes of those that followed it."""

    successors: SomeForms


class CountrySet(Table):
    """Countries named by one name; ``counted`` ones mention each member."""

    members: SomeForms
    counted: bool = True


class DisputedPlace(Table):
    """A place that counts for several countries, and why."""

    members: SomeForms
    why: str


class World(Table):
    """``world.toml``: what exists, in no language."""

    codes: Forms
    former: dict[str, FormerState]
    sets: dict[str, CountrySet]
    disputed: dict[str, DisputedPlace]


class CountryNames(Table):
    """One country in one language; ``name`` is our label."""

    name: Form
    names: Forms = ()
    past_names: Forms = ()
    demonyms: Forms = ()
    past_demonyms: Forms = ()
    compounds: Forms = ()
    capitals: Forms = ()
    institutions: Forms = ()


class Places(Table):
    """``places.toml``: names by the code of the country that they imply."""

    regions: FormsByKey = Field(default_factory=dict)
    cities: FormsByKey = Field(default_factory=dict)
    peoples: FormsByKey = Field(default_factory=dict)


class Groups(Table):
    """``groups.toml``: former states, sets and disputed places by their keys in ``world.toml``."""

    former: dict[str, CountryNames] = Field(default_factory=dict)
    sets: FormsByKey = Field(default_factory=dict)
    disputed: FormsByKey = Field(default_factory=dict)


class Prefixes(Table):
    """Prefixes written in one word with a demonym."""

    joined: Forms = ()


class Inflections(Table):
    """``inflections.toml``: the forms that replace each ending of a demonym."""

    endings: dict[str, Annotated[tuple[str, ...], Field(min_length=1)]]
    prefixes: Prefixes = Prefixes()


class Ambiguity(Table):
    """A name of several countries: the one named elsewhere in the article, else one with a cue, else ``default``.

    ``exclusive`` codes are meant only where a cue says so; ``via``: how a code is then mentioned, if not by ``kind``.
    ``there``: the code meant where the name is a place (« à Bruxelles »).
    """

    kind: Literal["name", "demonym", "capital", "city", "region"]
    forms: SomeForms
    codes: SomeForms
    default: str | None = None
    exclusive: Forms = ()
    there: str | None = None
    cues: FormsByKey = Field(default_factory=dict)
    via: dict[str, Literal["name", "region", "city"]] = Field(default_factory=dict)


class Persons(Table):
    """Names that people bear, titles before them, and capitalised words that open a sentence and are no name.

    ``receivers``: prepositions after which a person may stand as well as a place.
    """

    given: Forms = ()
    family: Forms = ()
    titles: Forms = ()
    receivers: Forms = ()
    openers: Forms = ()


class WordList(Table):
    """Words, for one purpose."""

    words: Forms = ()


class Demonyms(Table):
    """Whether the language writes its demonyms with a capital, adjectives included."""

    capitalised: bool = False


class Locatives(Table):
    """What makes a seat a place (``words``), an addressee (``addressing``), a government (``governments``, "of").

    ``routes``: words between two seats that are both places or both governments.
    """

    words: Forms = ()
    routes: Forms = ()
    addressing: Forms = ()
    governments: Forms = ()


class Heads(Table):
    """Words before (``followers``: after) a name that is then no country: streets, treaties, waters, clubs.

    ``roads`` are streets also before an article.
    ``houses`` and ``treaties`` bear the names of cities only (« café de Colombie » is from there).
    """

    streets: Forms = ()
    roads: Forms = ()
    houses: Forms = ()
    treaties: Forms = ()
    waters: Forms = ()
    clubs: Forms = ()
    links: Forms = ()
    articles: Forms = ()
    followers: Forms = ()


class Rivers(Table):
    """Countries' names that rivers bear too, and what then stands before or after."""

    names: Forms = ()
    before: Forms = ()
    after: Forms = ()


class LanguageWords(Table):
    """What makes a demonym a language; see the comments in ``contexts.toml``."""

    prepositions: Forms = ()
    stops: Forms = ()
    determiners: Forms = ()
    before: Forms = ()
    others: Forms = ()
    manner: Forms = ()
    after: Forms = ()
    possessives: Forms = ()


class Contexts(Table):
    """``contexts.toml``: what stands around a name, and what it then means."""

    ambiguous: tuple[Ambiguity, ...] = ()
    needs: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    not_before: FormsByKey = Field(default_factory=dict)
    persons: Persons = Persons()
    offices: WordList = WordList()
    demonyms: Demonyms = Demonyms()
    locatives: Locatives = Locatives()
    heads: Heads = Heads()
    rivers: Rivers = Rivers()
    languages: LanguageWords = LanguageWords()
    traps: FormsByKey = Field(default_factory=dict)
