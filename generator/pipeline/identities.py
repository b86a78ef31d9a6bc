"""Who is who in one article: names and surnames of one person, acronyms and short forms of one organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.names import FirstNames, Sex, Shapes
from generator.pipeline.entity_words import fold

MOST_NAMESAKES = 50  # people, or organisations, that share a word and are told apart in one article


@dataclass(slots=True)
class Person:
    """One person of an article: the forms printed, in order, and what is known of the sex."""

    tokens: tuple[str, ...]
    forms: dict[str, None] = field(default_factory=dict)
    sexes: Counter[Sex] = field(default_factory=Counter)

    @property
    def key(self) -> str:
        """The fullest form printed; of equally full ones the one in ordinary capitals, then the first."""
        return min(self.forms, key=lambda form: (-len(form.split()), form.split()[-1].isupper()))

    @property
    def sex(self) -> Sex | None:
        """The sex that titles, roles and the first name agree on."""
        ranked = self.sexes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def contradicts(self, sex: Sex | None) -> bool:
        """Whether titles or roles, not only a first name, tell the other sex."""
        return sex is not None and self.sex not in {None, sex} and max(self.sexes.values()) > 1


class People:
    """The people of one article; to be built from the fullest names to the shortest."""

    def __init__(self, first_names: FirstNames, shapes: Shapes) -> None:
        self._first_names = first_names
        self._shapes = shapes
        self._exact: dict[tuple[str, ...], Person] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._aliases: dict[tuple[str, ...], list[Person]] = {}

    def add(self, form: str, words: Iterable[str], sex: Sex | None) -> Person | None:
        """Join a name to the one person it fits, or make a new person; None for a surname that several bear."""
        printed = [word for word in words if word != "."]
        tokens = tuple(fold(word.rstrip("'’ʼ")) for word in printed)
        person = self._match(tokens, sex)
        if person is None and len(tokens) == 1 and tokens in self._aliases:
            return None
        if person is None:
            person = Person(tokens)
            self._index(person, printed)
        person.forms.setdefault(form)
        if sex is not None:
            person.sexes[sex] += 2
        elif len(tokens) > 1 and (told := self._first_names.sex(printed[0])) is not None:
            person.sexes[told] += 1
        return person

    def resolve(self, tokens: tuple[str, ...], sex: Sex | None = None) -> Person | None:
        """The one person whom this form names; None where nobody or several fit."""
        bearers = self._aliases.get(tokens, [])
        if len(bearers) == 1:
            return None if bearers[0].contradicts(sex) else bearers[0]
        fitting = [person for person in bearers if sex is None or person.sex in {None, sex}]
        return fitting[0] if len(fitting) == 1 else None

    def begins(self) -> frozenset[str]:
        """The first words of all forms by which somebody may be named."""
        return frozenset(tokens[0] for tokens in self._aliases)

    def _match(self, tokens: tuple[str, ...], sex: Sex | None) -> Person | None:
        exact = self._exact.get(tokens) or self.resolve(tokens, sex)
        if exact is not None:
            return exact
        borne = self._by_surname.get(tokens[-1], [])[:MOST_NAMESAKES]
        similar = [person for person in borne if _fits(tokens, person.tokens)]
        return similar[0] if len(similar) == 1 else None

    def _index(self, person: Person, printed: list[str]) -> None:
        """Remember every form by which this person may be named again."""
        self._exact[person.tokens] = person
        self._by_surname.setdefault(person.tokens[-1], []).append(person)
        for alias in self._forms(person.tokens, printed):
            bearers = self._aliases.setdefault(alias, [])
            if len(bearers) < MOST_NAMESAKES:
                bearers.append(person)

    def _forms(self, tokens: tuple[str, ...], printed: list[str]) -> list[tuple[str, ...]]:
        """The full name, what is left of it without its first words, and each single word that may stand for it."""
        forms = {tokens: None}
        small = self._shapes.joining | self._shapes.doubtful
        for start in range(1, len(tokens)):
            if len(tokens[start]) > 1:
                forms[tokens[start:]] = None
        capitals = [index for index, token in enumerate(tokens) if token not in small and len(token) > 1]
        for place, index in enumerate(capitals):
            given = 0 < place < len(capitals) - 1 and printed[index] in self._first_names
            if not given and tokens[index] not in self._shapes.generations:
                forms[(tokens[index],)] = None
        return list(forms)


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether two names of several words have the first (or its initial) and the last word in common."""
    if len(short) < 2 or len(full) < 2 or short[-1] != full[-1]:
        return False
    first, other = short[0].rstrip("."), full[0].rstrip(".")
    if first == other:
        return set(short) <= set(full) or set(full) <= set(short)
    return 1 in {len(first), len(other)} and first[:1] == other[:1]


@dataclass(slots=True)
class Organisation:
    """One organisation of an article."""

    forms: dict[str, None] = field(default_factory=dict)
    country: str | None = None

    @property
    def key(self) -> str:
        """The fullest form printed: most words, then not in capitals, then the first."""
        return min(self.forms, key=lambda form: (-len(form.split()), form.isupper()))


class Organisations:
    """The organisations of one article, by their forms; ``fillers`` are small words that do not count."""

    def __init__(self, fillers: frozenset[str]) -> None:
        self._fillers = fillers
        self._by_form: dict[str, Organisation] = {}
        self._by_known: dict[str, Organisation] = {}
        self._by_edge: dict[str, dict[tuple[str, ...], Organisation]] = {}
        self._longest: dict[str, int] = {}

    def add(
        self, form: str, *, known: str | None, country: str | None, same: Organisation | None = None
    ) -> Organisation:
        """Join a form to the organisation it names (``same`` where the text says so), or make a new one."""
        folded = " ".join(fold(form).split())
        organisation = same or self._by_form.get(folded) or (self._by_known.get(known) if known else None)
        content = self._content(folded)
        if organisation is None and known is None:
            organisation = self._find_fuller(content)
        if organisation is None:
            organisation = Organisation()
        organisation.forms.setdefault(form)
        organisation.country = organisation.country or country
        self._by_form.setdefault(folded, organisation)
        words = folded.replace("'", " ").split()
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))
        if known:
            self._by_known.setdefault(known, organisation)
        for word in (content[0], content[-1]):
            self._by_edge.setdefault(word, {}).setdefault(content, organisation)
        return organisation

    def longest(self, word: str) -> int:
        """How many words the longest form has that begins with this folded word; 0 where none does."""
        return self._longest.get(word, 0)

    def resolve(self, form: str) -> Organisation | None:
        """The organisation that was printed in this form (capitals and accents apart)."""
        return self._by_form.get(" ".join(fold(form).split()))

    def find_by_head(self, head: str) -> Organisation | None:
        """The one organisation that begins with ``head``: « la Commission » after « la Commission européenne »."""
        return _only(item for content, item in self._sharing(head) if len(content) > 1 and content[0] == head)

    def _find_fuller(self, content: tuple[str, ...]) -> Organisation | None:
        """The one fuller name that holds all these words and has the first or the last of them at the same edge."""
        if len(content) < 2:
            return None
        words = set(content)
        begun = [
            item for other, item in self._sharing(content[0]) if words < set(other) and other[0] == content[0]
        ]
        ended = [
            item
            for other, item in self._sharing(content[-1])
            if words < set(other) and other[-1] == content[-1]
        ]
        return _only([*begun, *ended])

    def _sharing(self, word: str) -> list[tuple[tuple[str, ...], Organisation]]:
        return list(self._by_edge.get(word, {}).items())[:MOST_NAMESAKES]

    def _content(self, folded: str) -> tuple[str, ...]:
        words = folded.replace("'", " ").split()
        return tuple(word for word in words if word not in self._fillers) or tuple(words)


def _only(found: Iterable[Organisation]) -> Organisation | None:
    """The single organisation among ``found``, however often it is there."""
    distinct = {id(item): item for item in found}
    return next(iter(distinct.values())) if len(distinct) == 1 else None
