"""People in one text: which capitalised words are names of persons, told by what stands beside and in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.names import FirstNames, Sex, Shapes
from generator.pipeline.capitals import CLOSING, OPENING, PREFIXED, Reading, Run
from generator.pipeline.entity_words import EntityWords
from generator.pipeline.found import is_acronym
from generator.pipeline.known_names import match_any
from generator.pipeline.name_evidence import NameEvidence
from generator.pipeline.roles import Head, RolePhrase, RoleReader

LONGEST_NAME = 6  # words with a capital
SURE = 0.95
LIKELY = 0.8
POSSIBLE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name, words [first, last), without title.

    ``evidence`` is the rule that told it, ``sex`` what title or role tell.
    """

    first: int
    last: int
    evidence: str
    confidence: float
    sex: Sex | None = None
    titled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of the text before people are looked for.

    ``organisations`` and ``people`` are words that belong to one; ``places`` are words of a country or a place,
    by how they name it.
    """

    heads: list[Head]
    organisations: frozenset[int]
    places: dict[int, str]
    people: frozenset[int] = frozenset()


class PeopleFinder:
    """Tells names of people from other capitalised words."""

    def __init__(
        self,
        *,
        words: EntityWords,
        shapes: Shapes,
        first_names: FirstNames,
        roles: RoleReader,
        evidence: NameEvidence,
        demonym_country: Callable[[str], str | None],
    ) -> None:
        self._words = words
        self._shapes = shapes
        self._first_names = first_names
        self._roles = roles
        self._demonym_country = demonym_country
        self._nouns = words.roles.nouns
        self._evidence = evidence

    def find(self, reading: Reading, runs: list[Run], around: Surroundings) -> list[Name]:
        """All names that something tells to be a person's, in order, without overlaps."""
        names: list[Name] = []
        for run in runs:
            for part in self._parts(reading, run, around):
                if names and part.first < names[-1].last:
                    continue
                name = self._judge(reading, part, around)
                if name is not None:
                    names.append(name)
        return names

    def _parts(self, reading: Reading, run: Run, around: Surroundings) -> list[Run]:
        """The parts of a run that may each be one person's name."""
        parts = []
        first = run.first
        for index in range(run.first, run.last + 1):
            if index == run.last or index in around.organisations:
                if index > first:
                    parts.append(self._trim(reading, Run(first, index), around))
                first = index + 1
        return [part for part in parts if part.last > part.first]

    def _trim(self, reading: Reading, part: Run, around: Surroundings) -> Run:
        """Cut off what leads a name in the same run: titles, roles, demonyms, countries, a sentence's first words."""
        first, last = part.first, part.last
        for index in range(first, last):
            if self._evidence.titles.get(reading.words[index].lower(), "") != "" or self._is_role(
                reading, index, last
            ):
                first = index + 1
        while first < last and not self._may_open(reading, first, last, around):
            first += 1
        while last > first + 1 and self._is_loose_end(reading, last - 1):
            last -= 1
        first = self._split(reading, Run(first, last))
        return Run(first, last) if first >= last else self._widen(reading, Run(first, last))

    def _is_loose_end(self, reading: Reading, index: int) -> bool:
        """Whether the last word of a run belongs to what follows: a small word, or « La » of a next sentence."""
        if reading.folded[index] in self._shapes.joining:
            return True
        return reading.folded[index] in self._words.starters and reading.words[index].istitle()

    def _is_role(self, reading: Reading, index: int, last: int) -> bool:
        end = match_any(reading, index, self._nouns)
        if end is None or end >= last or (reading.words[index].isupper() and len(reading.words[index]) < 3):
            return False
        return not self._is_strong(reading.words[index])

    def _may_open(self, reading: Reading, index: int, last: int, around: Surroundings) -> bool:
        """Whether a name may begin with this word."""
        word, folded = reading.words[index], reading.folded[index]
        if not reading.is_word(index) or (folded in self._words.starters and reading.begins_sentence(index)):
            return False
        if folded in self._shapes.joining and not word[0].isupper():
            return True
        if index + 1 < last:
            via = around.places.get(index)
            if via is not None and not self._is_given(word, via, reading.fold_at(index - 1)):
                return False
            if self._demonym_country(word) is not None and word not in self._first_names:
                return False
            return not (is_acronym(word) and not word.endswith(".") and word not in self._first_names)
        return True

    def _is_given(self, word: str, via: str, before: str) -> bool:
        """Whether a word that also names a place is rather a first name here."""
        if word not in self._first_names:
            return False
        return via == "city" or (before not in self._words.links and not self._first_names.is_weak(word))

    def _split(self, reading: Reading, part: Run) -> int:
        """Where the name begins if something else leads the run: « PDG de Nordkhim Viktor Sawicki »."""
        if part.last - part.first < 3 or self._is_strong(reading.words[part.first]):
            return part.first
        before = reading.fold_at(part.first - 1)
        if reading.words[part.first] in self._first_names and before not in self._words.links:
            return part.first
        if not (reading.begins_sentence(part.first) or before in self._words.links):
            return part.first
        for index in range(part.first + 1, part.last - 1):
            if self._is_strong(reading.words[index]):
                return index
        return part.first

    def _is_strong(self, word: str) -> bool:
        """Whether a word is a first name and nothing else."""
        return word in self._first_names and not self._first_names.is_weak(word)

    def _widen(self, reading: Reading, part: Run) -> Run:
        """Take in small words that may be prepositions: « Étienne d’Aubigny », « Mme de Brisac »."""
        first, last = part.first, part.last
        end = last
        while end - last < 2 and self._is_small(reading, end, end - 1):
            end += 1
        if end > last and reading.is_capital(end) and self._goes_on(reading, part, end):
            last = end + 1
            while (
                reading.is_capital(last) and reading.touches(last - 1, last) and last - first < LONGEST_NAME
            ):
                last += 1
        start = first
        small = self._shapes.doubtful | self._shapes.joining
        while first - start < 3 and reading.fold_at(start - 1) in small and reading.touches(start - 1, start):
            start -= 1
        if start < first and self._evidence.title_before(reading, start) is not None:
            first = start
        return Run(first, last)

    def _is_small(self, reading: Reading, index: int, before: int) -> bool:
        return reading.fold_at(index) in self._shapes.doubtful and reading.touches(before, index)

    def _goes_on(self, reading: Reading, part: Run, index: int) -> bool:
        """Whether the capital after « de » is still the name.

        It is so after first names alone, in surnames of that form, and in a language without such a preposition.
        """
        if reading.folded[index] in self._words.calendar:
            return False
        if all(word in self._first_names for word in reading.words[part.first : part.last]):
            return True
        if reading.words[part.first] not in self._first_names:
            return False
        return (
            reading.folded[part.last] not in self._words.links
            or reading.folded[index] in self._shapes.particled
        )

    def _judge(self, reading: Reading, part: Run, around: Surroundings) -> Name | None:
        """The part as a person's name, if anything tells so and nothing speaks against it."""
        capitals = [index for index in range(part.first, part.last) if self._counts(reading, index, part)]
        if not capitals or len(capitals) > LONGEST_NAME or self._is_place(reading, part, around):
            return None
        title = self._evidence.title_before(reading, part.first)
        start = part.first if title is None else title[0]
        role = self._roles.before(reading, around.heads, start)
        if title is None and self._is_blocked(reading, part, role):
            return None
        name = Name(first=part.first, last=part.last, evidence="title", confidence=SURE)
        if title is not None and not is_acronym(reading.words[part.first]):
            return replace(name, sex=title[1], titled=True)
        if reading.in_headline(part.first):
            return None
        if len(capitals) == 1:
            beside = role is not None and (role.last == start or not reading.is_word(part.last))
            return self._judge_single(reading, name, around, beside=beside)
        if role is not None:
            closed = reading.word_at(start - 1) != "," or self._roles.is_closed(reading, role, part.last)
            if closed or reading.words[part.first] in self._first_names:
                return replace(name, evidence="role", sex=role.sex, titled=True)
        return self._judge_full(reading, name, around)

    def _counts(self, reading: Reading, index: int, part: Run) -> bool:
        """Whether the word is one of a name's own: capitalised, and no initial at its end."""
        if not reading.is_capital(index):
            return False
        return len(reading.words[index]) > 1 or (index + 2 < part.last and reading.words[index + 1] == ".")

    def _is_place(self, reading: Reading, part: Run, around: Surroundings) -> bool:
        named = [index for index in range(part.first, part.last) if reading.is_capital(index)]
        return bool(named) and all(index in around.places for index in named)

    def _is_blocked(self, reading: Reading, part: Run, role: RolePhrase | None) -> bool:
        """Whether words beside or in it say that this is a street, a ship, a law, a work … and no person."""
        people = self._words.people
        before = reading.fold_at(part.first - 1)
        if before in people.not_after or (before in self._words.articles and role is None):
            return True
        if role is not None and not people.not_after.isdisjoint(reading.folded[role.first : role.head.first]):
            return True
        if reading.word_at(part.first - 1) in OPENING:
            two_back = reading.fold_at(part.first - 2)
            if two_back in people.not_after or reading.word_at(part.last) in CLOSING:
                return True
        if (
            reading.folded[part.last - 1] in people.not_before
            or reading.fold_at(part.last) in people.not_before
        ):
            return True
        return reading.folded[part.first].partition("-")[0] in people.not_inside

    def _judge_single(
        self, reading: Reading, name: Name, around: Surroundings, *, beside: bool
    ) -> Name | None:
        """One word is a person's name beside a role, or as a first name with an age or a tie."""
        word = reading.words[name.last - 1]
        first = reading.words[name.first]
        if is_acronym(first) or self._demonym_country(first) is not None:
            return None
        if beside and not self._is_introduced(reading, name.first):
            return replace(name, evidence="role", confidence=LIKELY, titled=True)
        known = first in self._first_names and not self._first_names.is_weak(first)
        initial = word == "." and len(reading.words[name.last - 2]) == 1
        if known and initial and name.last - name.first == 3:
            return replace(name, evidence="initial", confidence=LIKELY)
        if known and (
            self._evidence.has_age(reading, name.last)
            or self._evidence.has_tie(reading, name.first, name.last)
        ):
            return replace(name, evidence="first-name", confidence=LIKELY)
        if known and self._roles.after(reading, around.heads, name.last) is not None:
            return replace(name, evidence="apposition", confidence=LIKELY)
        return None

    def _is_introduced(self, reading: Reading, first: int) -> bool:
        """Whether a noun such as « groupe », « opérateur » stands just before the name."""
        triggers = self._words.organisations.triggers
        return any(reading.fold_at(index) in triggers for index in (first - 1, first - 2))

    def _is_telling(self, reading: Reading, index: int) -> bool:
        """Whether a word within the name is one that only names of people have: ben, von, al-Khatib."""
        return (
            reading.folded[index] in self._shapes.telling or PREFIXED.match(reading.words[index]) is not None
        )

    def _judge_full(self, reading: Reading, name: Name, around: Surroundings) -> Name | None:
        """Two words and more: a first name, initials, telling shapes, an age, an apposition, a verb of saying."""
        first = reading.words[name.first]
        known = first in self._first_names
        weak = known and self._first_names.is_weak(first)
        at_start = reading.begins_sentence(name.first)
        if known and not (weak and at_start):
            return replace(name, evidence="first-name", confidence=LIKELY if weak else SURE)
        if self._roles.after(reading, around.heads, name.last) is not None:
            return replace(name, evidence="apposition", confidence=SURE)
        if first.endswith(".") or reading.word_at(name.first + 1) == ".":
            return replace(name, evidence="initials", confidence=LIKELY)
        if self._evidence.has_age(reading, name.last) or self._evidence.has_tie(
            reading, name.first, name.last
        ):
            return replace(name, evidence="tie", confidence=LIKELY)
        if any(self._is_telling(reading, index) for index in range(name.first, name.last)):
            return replace(name, evidence="particle", confidence=LIKELY)
        if self._evidence.has_origin(reading, name.first, name.last, around.places):
            return replace(name, evidence="origin", confidence=LIKELY)
        if self._demonym_country(reading.words[name.last - 1]) is not None:
            return None
        if reading.words[name.last - 1].lower().endswith(self._shapes.surnames):
            return replace(name, evidence="ending", confidence=POSSIBLE)
        if self._evidence.has_cue(reading, name.first, name.last) and not any(
            index in around.places for index in range(name.first, name.last)
        ):
            return replace(name, evidence="cue", confidence=POSSIBLE)
        return None
