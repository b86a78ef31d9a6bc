"""Who is who within one article: names, surnames and titles of one person, acronyms and short forms of one organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.names import FirstNames, Sex, Shapes
from generator.pipeline.entity_words import fold


@dataclass(slots=True)
class Person:
    """One person of an article: the forms printed, in order, and what is known of the sex."""

    tokens: tuple[str, ...]
    forms: list[str] = field(default_factory=list)
    sexes: Counter[Sex] = field(default_factory=Counter)

    @property
    def key(self) -> str:
        """The fullest form printed; of equally full ones the one in ordinary capitals, then the first."""
        return min(
            self.forms,
            key=lambda form: (-len(form.split()), form.split()[-1].isupper(), self.forms.index(form)),
        )

    @property
    def sex(self) -> Sex | None:
        """The sex that titles, roles and the first name agree on."""
        ranked = self.sexes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


class People:
    """The people of one article; built from the fullest names to the shortest."""

    def __init__(self, first_names: FirstNames, shapes: Shapes) -> None:
        self._first_names = first_names
        self._shapes = shapes
        self.persons: list[Person] = []
        self._aliases: dict[tuple[str, ...], list[Person]] = {}

    def add(self, form: str, words: Iterable[str], sex: Sex | None) -> Person | None:
        """Join a name to the one person it fits, or make a new person of it; None for a surname that several bear."""
        printed = [word for word in words if word != "."]
        tokens = tuple(fold(word.rstrip("’'")) for word in printed)
        person = self._match(tokens, sex)
        if person is None and len(tokens) == 1 and tokens in self._aliases:
            return None
        if person is None:
            person = Person(tokens)
            self.persons.append(person)
            self._index(person, printed)
        person.forms.append(form)
        if sex is not None:
            person.sexes[sex] += 2
        elif len(tokens) > 1 and (told := self._first_names.sex(printed[0])) is not None:
            person.sexes[told] += 1
        return person

    def resolve(self, tokens: tuple[str, ...], sex: Sex | None = None) -> Person | None:
        """The one person whom this form names; None where nobody or several fit."""
        fitting = [
            person
            for person in self._aliases.get(tokens, ())
            if sex is None or person.sex is None or person.sex == sex
        ]
        return fitting[0] if len(fitting) == 1 else None

    def begins(self) -> frozenset[str]:
        """The first words of all forms by which somebody may be named."""
        return frozenset(tokens[0] for tokens in self._aliases)

    def _match(self, tokens: tuple[str, ...], sex: Sex | None) -> Person | None:
        exact = [person for person in self.persons if person.tokens == tokens]
        if exact:
            return exact[0]
        resolved = self.resolve(tokens, sex)
        if resolved is not None:
            return resolved
        similar = [person for person in self.persons if _fits(tokens, person.tokens)]
        return similar[0] if len(similar) == 1 else None

    def _index(self, person: Person, printed: list[str]) -> None:
        """Remember every form by which this person may be named again."""
        tokens = person.tokens
        for alias in self._forms(tokens, printed):
            self._aliases.setdefault(alias, []).append(person)

    def _forms(self, tokens: tuple[str, ...], printed: list[str]) -> list[tuple[str, ...]]:
        forms = {tokens: None}
        small = self._shapes.joining | self._shapes.doubtful
        for start in range(1, len(tokens)):
            if len(tokens[start]) > 1:
                forms[tokens[start:]] = None
        capitals = [index for index, token in enumerate(tokens) if token not in small and len(token) > 1]
        for place, index in enumerate(capitals):
            inner = 0 < place < len(capitals) - 1
            if (
                not (inner and printed[index] in self._first_names)
                and tokens[index] not in self._shapes.generations
            ):
                forms[(tokens[index],)] = None
        return list(forms)


def _fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether two names of several words have first (or its initial) and last word in common."""
    if len(short) < 2 or len(full) < 2 or short[-1] != full[-1]:
        return False
    first, other = short[0].rstrip("."), full[0].rstrip(".")
    if first == other:
        return set(short) <= set(full) or set(full) <= set(short)
    return 1 in {len(first), len(other)} and first[:1] == other[:1]


@dataclass(slots=True)
class Organisation:
    """One organisation of an article."""

    forms: list[str] = field(default_factory=list)
    country: str | None = None

    @property
    def key(self) -> str:
        """The fullest form printed: most words, then not in capitals, then the first."""
        return min(self.forms, key=lambda form: (-len(form.split()), form.isupper(), self.forms.index(form)))


class Organisations:
    """The organisations of one article, by their forms."""

    def __init__(self, fillers: frozenset[str]) -> None:
        self._fillers = fillers
        self._by_form: dict[str, Organisation] = {}
        self._by_known: dict[str, Organisation] = {}
        self._contents: list[tuple[tuple[str, ...], Organisation]] = []

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
        organisation.forms.append(form)
        organisation.country = organisation.country or country
        self._by_form.setdefault(folded, organisation)
        if known:
            self._by_known.setdefault(known, organisation)
        self._contents.append((content, organisation))
        return organisation

    def resolve(self, form: str) -> Organisation | None:
        """The organisation that was printed in this form (capitals and accents apart)."""
        return self._by_form.get(" ".join(fold(form).split()))

    def find_by_head(self, head: str) -> Organisation | None:
        """The one organisation whose name begins with ``head``: « la Commission » after « la Commission européenne »."""
        found = {
            id(item): item for content, item in self._contents if len(content) > 1 and content[0] == head
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _content(self, folded: str) -> tuple[str, ...]:
        words = folded.replace("'", " ").split()
        return tuple(word for word in words if word not in self._fillers)

    def _find_fuller(self, content: tuple[str, ...]) -> Organisation | None:
        """The one fuller name with the same head that holds all these words: the ministry named with its country before."""
        if len(content) < 2:
            return None
        found = {
            id(item): item
            for other, item in self._contents
            if (other[0] == content[0] or other[-1] == content[-1]) and set(content) < set(other)
        }
        return next(iter(found.values())) if len(found) == 1 else None
