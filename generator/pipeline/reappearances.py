"""Every place where somebody or something of the article is named again: surnames, short forms, repeated names."""

from __future__ import annotations

from dataclasses import dataclass

from generator.annotations import Annotations
from generator.names import FirstNames, Shapes
from generator.pipeline.capitals import Reading, Run
from generator.pipeline.entity_words import EntityWords
from generator.pipeline.found import Found
from generator.pipeline.identities import Organisation, Organisations, People, Person
from generator.pipeline.known_names import match_any
from generator.pipeline.people import Name, Surroundings

LONGEST_FORM = 8  # words


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A name in the text with the person it belongs to."""

    name: Name
    person: Person


@dataclass(frozen=True, slots=True)
class NamedOrganisation:
    """An organisation's place in the text with the organisation it belongs to."""

    found: Found
    organisation: Organisation


class IdentityReader:
    """Joins what was found to persons and organisations, and finds their further mentions."""

    def __init__(self, words: EntityWords, shapes: Shapes, first_names: FirstNames) -> None:
        self._words = words
        self._shapes = shapes
        self._first_names = first_names
        own = words.organisations
        fillers = own.complement_prepositions | own.complement_articles | own.complement_conjunctions
        self._fillers = frozenset(word for phrase in fillers for word in phrase)

    def people(
        self,
        reading: Reading,
        runs: list[Run],
        names: list[Name],
        organised: list[Found],
        around: Surroundings,
        body: Annotations | None,
    ) -> list[NamedPerson]:
        """All mentions of people in order; with ``body`` (for a title) those of the article's body are known too."""
        people = People(self._first_names, self._shapes)
        for key in _keys(body, "person"):
            people.add(key, key.split(), None)
        named = []
        for name in sorted(names, key=lambda name: (name.first - name.last, name.first)):
            form = reading.slice(name.first, name.last)
            person = people.add(form, reading.words[name.first : name.last], name.sex)
            if person is not None:
                named.append(NamedPerson(name, person))
        taken = {index for item in organised for index in range(item.first, item.last)}
        taken.update(index for name in names for index in range(name.first, name.last))
        named.extend(self._again(reading, runs, people, taken, around))
        return sorted(named, key=lambda item: item.name.first)

    def _again(
        self, reading: Reading, runs: list[Run], people: People, taken: set[int], around: Surroundings
    ) -> list[NamedPerson]:
        found = []
        begins = people.begins()
        for run in runs:
            index = run.first
            while index < run.last:
                named = None
                if index not in taken and reading.folded[index] in begins:
                    named = self._alias(reading, run, index, people, around)
                if named is None:
                    index += 1
                else:
                    found.append(named)
                    index = named.name.last
        return found

    def _alias(
        self, reading: Reading, run: Run, index: int, people: People, around: Surroundings
    ) -> NamedPerson | None:
        """The person named by the words that begin at ``index``, by the longest form."""
        for last in range(min(run.last, index + LONGEST_FORM), index, -1):
            tokens = tuple(word for word in reading.folded[index:last] if word != ".")
            person = people.resolve(tokens)
            if person is None or not self._may_reappear(reading, index, last, around):
                continue
            first = index
            while len(tokens) < len(person.tokens) and reading.fold_at(first - 1) in self._shapes.joining:
                first -= 1
            name = Name(first=first, last=last, evidence="again", confidence=0.9)
            return NamedPerson(name, person)
        return None

    def _may_reappear(self, reading: Reading, first: int, last: int, around: Surroundings) -> bool:
        if last - first > 1:
            return True
        word = reading.words[first]
        if first in around.places or not reading.is_capital(first):
            return False
        if reading.fold_at(first - 1) in self._words.people.not_after:
            return False
        if reading.begins_sentence(first) and (
            self._first_names.is_weak(word) or reading.folded[first] in self._words.starters
        ):
            return False
        joined = (reading.is_capital(first + 1) and reading.touches(first, first + 1)) or (
            reading.is_capital(first - 1)
            and reading.touches(first - 1, first)
            and not reading.begins_sentence(first - 1)
        )
        return not joined or reading.in_headline(first)

    def organisations(
        self,
        reading: Reading,
        runs: list[Run],
        organised: list[Found],
        people: list[NamedPerson],
        body: Annotations | None,
    ) -> list[NamedOrganisation]:
        """All mentions of organisations in order."""
        known = Organisations(self._fillers)
        for key in _keys(body, "organization"):
            known.add(key, known=None, country=None)
        named: dict[int, NamedOrganisation] = {}
        for item in sorted(organised, key=_order):
            same = named.get(item.expansion[0]) if item.expansion else None
            organisation = known.add(
                reading.slice(item.first, item.last),
                known=item.known,
                country=item.country,
                same=same.organisation if same else None,
            )
            named[item.first] = NamedOrganisation(item, organisation)
        taken = {index for item in organised for index in range(item.first, item.last)}
        taken.update(index for item in people for index in range(item.name.first, item.name.last))
        for again in self._named_again(reading, runs, known, taken):
            named[again.found.first] = again
        return [named[first] for first in sorted(named)]

    def _named_again(
        self, reading: Reading, runs: list[Run], known: Organisations, taken: set[int]
    ) -> list[NamedOrganisation]:
        found = []
        for run in runs:
            index = run.first
            while index < run.last:
                named = None if index in taken else self._short_form(reading, run, index, known)
                if named is None or not taken.isdisjoint(range(named.found.first, named.found.last)):
                    index += 1
                else:
                    found.append(named)
                    taken.update(range(named.found.first, named.found.last))
                    index = named.found.last
        return found

    def _short_form(
        self, reading: Reading, run: Run, index: int, known: Organisations
    ) -> NamedOrganisation | None:
        longest = min(known.longest(reading.folded[index]), LONGEST_FORM)
        for last in range(min(len(reading), index + longest), index, -1):
            organisation = known.resolve(reading.slice(index, last))
            if organisation is not None:
                return NamedOrganisation(Found(first=index, last=last), organisation)
        head = match_any(reading, index, self._words.organisations.capital)
        bare = head == index + 1 and head == run.last and not reading.begins_sentence(index)
        if bare and reading.fold_at(index - 1) in self._words.articles:
            organisation = known.find_by_head(reading.folded[index])
            if organisation is not None:
                return NamedOrganisation(Found(first=index, last=index + 1, confidence=0.7), organisation)
        return None


def _order(found: Found) -> tuple[int, int, int]:
    """Names of several words, the longest first; then acronyms that know their expansion; then the rest."""
    if found.expansion is not None:
        return 1, 0, found.first
    return (0 if found.last - found.first > 1 else 2), found.first - found.last, found.first


def _keys(body: Annotations | None, kind: str) -> list[str]:
    """The keys of one kind in the article's body, fullest first."""
    if body is None:
        return []
    keys = dict.fromkeys(mention.key for mention in body.mentions if mention.kind == kind)
    return sorted(keys, key=lambda key: (-len(key.split()), key))
