"""Organisations that only their surroundings tell: unknown acronyms, names after « le groupe » or « PDG de »."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from generator.names import FirstNames
from generator.pipeline.capitals import POSSESSIVES, ROMAN, Reading, Run
from generator.pipeline.entity_words import EntityWords
from generator.pipeline.found import Found, is_acronym
from generator.pipeline.people import Surroundings

ADJECTIVES_BETWEEN = 2  # words between « le groupe » and its name


class CuedOrganisations:
    """Finds the organisations that no form of their own tells; runs after people are known."""

    def __init__(
        self,
        *,
        words: EntityWords,
        first_names: FirstNames,
        demonym_country: Callable[[str], str | None],
    ) -> None:
        self._demonym_country = demonym_country
        self._words = words
        self._own = words.organisations
        self._first_names = first_names

    def find(
        self, reading: Reading, runs: list[Run], around: Surroundings, people: frozenset[int]
    ) -> list[Found]:
        """Those in words that belong neither to a person nor to an organisation found before."""
        found: list[Found] = []
        taken = people | around.organisations
        around = replace(around, people=people)
        corporate = {head.last for head in around.heads if head.corporate}
        self_led = {
            head.first for head in around.heads if head.corporate and self._words.roles.capital_before
        }
        for run in runs:
            if reading.in_headline(run.first):
                continue
            free = self._free_part(run, taken)
            if free is None:
                continue
            if free.last in self_led and free.last == run.last and self._is_new(reading, free, around):
                found.append(Found(first=free.first, last=free.last, confidence=0.6))
                continue
            found.extend(self._cued(reading, free, around, corporate))
        return [item for item in found if taken.isdisjoint(range(item.first, item.last))]

    def _is_new(self, reading: Reading, part: Run, around: Surroundings) -> bool:
        """Whether no word of « Volaria spokeswoman » is a place, an adjective of a country or an ordinary word."""
        ordinary = self._words.roles.before | self._words.roles.nouns
        return (
            reading.ends[part.last - 1] + 1 == reading.starts[part.last]
            and not any(
                index in around.places
                or (reading.folded[index],) in ordinary
                or self._demonym_country(reading.words[index]) is not None
                for index in range(part.first, part.last)
            )
            and not reading.begins_sentence(part.first)
        )

    def _free_part(self, run: Run, taken: frozenset[int]) -> Run | None:
        """The first part of a run whose words are not taken."""
        first = run.first
        while first < run.last and first in taken:
            first += 1
        last = first
        while last < run.last and last not in taken:
            last += 1
        return Run(first, last) if first < last else None

    def _cued(
        self, reading: Reading, part: Run, around: Surroundings, corporate: set[int]
    ) -> Iterator[Found]:
        trigger = self._trigger(reading, part.first)
        if reading.folded[part.first] in self._own.triggers and part.last - part.first > 1:
            trigger, part = reading.folded[part.first], Run(part.first + 1, part.last)
        places = around.places
        if trigger is not None and not any(index in places for index in range(part.first, part.last)):
            last = self._genitive_end(reading, part, places)
            if last == part.last and trigger in self._own.open_triggers:
                last = self._open_end(reading, last)
            yield Found(first=part.first, last=last, confidence=0.7)
            return
        if self._led_by_corporate(reading, part.first, corporate) and part.first not in places:
            if not is_acronym(reading.words[part.first]) or self._is_free_acronym(
                reading, part.first, around
            ):
                yield Found(first=part.first, last=part.last, confidence=0.7)
            return
        if (self._is_described(reading, part) or self._is_owner(reading, part)) and part.first not in places:
            yield Found(first=part.first, last=part.last, confidence=0.6)
            return
        if self._is_apposed(reading, part.first, around) and not any(
            i in places for i in range(part.first, part.last)
        ):
            yield Found(first=part.first, last=part.last, confidence=0.6)
            return
        for index in range(part.first, part.last):
            if self._is_free_acronym(reading, index, around) and self._stands_as_noun(reading, index):
                yield Found(first=index, last=index + 1, confidence=0.6)

    def _is_apposed(self, reading: Reading, first: int, around: Surroundings) -> bool:
        """« Ewa Lewandowska, de l’Ined »: a genitive after a comma that follows a person's name."""
        place = first - 1
        if (
            reading.fold_at(place) in self._words.articles
            and reading.fold_at(place - 1) in self._own.genitives
        ):
            place -= 1
        genitive = reading.fold_at(place) in self._own.genitives and reading.word_at(place - 1) == ","
        return genitive and place - 2 in around.people

    def _trigger(self, reading: Reading, first: int) -> str | None:
        """The noun before the name that says it is an organisation's: « le constructeur automobile X », « l’ONG X »."""
        place = first - 1
        if reading.word_at(place) == "," and reading.fold_at(place - 1) in self._own.triggers:
            return reading.fold_at(place - 1)
        for _ in range(ADJECTIVES_BETWEEN + 1):
            folded = reading.fold_at(place)
            if not folded or not reading.touches(place, place + 1):
                return None
            if folded in self._own.triggers:
                return folded
            genitive = (
                folded in self._own.genitives and place + 1 < first and reading.words[place + 1].islower()
            )
            if not genitive and (not reading.words[place].islower() or folded in self._words.links):
                return None
            if folded in self._words.roles.stops and not genitive:
                return None
            place -= 1
        return None

    def _is_owner(self, reading: Reading, part: Run) -> bool:
        """« filiale de X », « shareholders of X », « X's shareholders »: what only a company has."""
        place = part.first - 1
        led = reading.fold_at(place) in self._own.genitives
        if led and reading.fold_at(place - 1) in self._own.owned:
            return True
        before = reading.fold_at(place)
        if before in self._own.houses or (
            before in self._own.agents and reading.fold_at(place - 1) in self._own.made
        ):
            return True
        possessive = reading.word_at(part.last) in POSSESSIVES
        return possessive and reading.fold_at(part.last + 1) in self._own.owned

    def _genitive_end(self, reading: Reading, part: Run, places: Mapping[int, str]) -> int:
        """Where a name ends that a genitive goes on: « Crédit du Rhône », « La Voix des dunes »."""
        place = part.last
        if reading.fold_at(place) not in self._own.genitives:
            return part.last
        place += 1
        if reading.fold_at(place) in self._words.articles:
            place += 1
        titled = reading.folded[part.first] in self._words.articles
        if (
            reading.is_capital(place)
            and place not in places
            and reading.words[place] not in self._first_names
        ):
            return place + 1
        lower = titled and reading.is_word(place) and reading.folded[place] not in self._words.roles.stops
        return place + 1 if lower else part.last

    def _is_described(self, reading: Reading, part: Run) -> bool:
        """« Halden Foods, a food company based in … »: a noun of the kind of « company » leads the apposition."""
        place = part.last + 1
        if reading.word_at(part.last) != "," or reading.fold_at(place) not in self._words.articles:
            return False
        for index in range(place + 1, place + 2 + ADJECTIVES_BETWEEN):
            if reading.fold_at(index) in self._own.triggers:
                after = reading.word_at(index + 1)
                role = (reading.fold_at(index + 1),) in self._words.roles.nouns
                return not role and after not in {"'s", "’s", "'", "’"} and not reading.is_capital(index + 1)
            if not reading.is_word(index) or reading.folded[index] in self._words.roles.stops:
                return False
        return False

    def _open_end(self, reading: Reading, last: int) -> int:
        """Where a name ends that goes on in lower case up to a mark: « l’ONG Rivages vivants »."""
        for end in range(last, min(last + 3, len(reading))):
            if not reading.is_word(end):
                return end
            if not reading.words[end].islower() or reading.folded[end] in self._words.roles.stops:
                return last
        return last

    def _led_by_corporate(self, reading: Reading, first: int, corporate: set[int]) -> bool:
        """« PDG de X », « chief executive of X »."""
        place = first - 1
        while place > 0 and first - place <= 2:
            if reading.folded[place] not in self._words.links:
                return False
            if place in corporate:
                return True
            place -= 1
        return False

    def _is_free_acronym(self, reading: Reading, index: int, around: Surroundings) -> bool:
        word = reading.words[index]
        if not is_acronym(word) or index in around.places or word in self._first_names:
            return False
        plain = word.replace(".", "")
        return (
            plain not in self._own.not_acronyms
            and not ROMAN.fullmatch(plain)
            and not any(map(str.isdigit, plain))
        )

    def _stands_as_noun(self, reading: Reading, index: int) -> bool:
        """Whether an article, a preposition, a mark or a new sentence leads the acronym, or a cue follows."""
        before = reading.fold_at(index - 1)
        if before in self._words.links or reading.begins_sentence(index):
            return True
        return before in {"(", ","} or reading.fold_at(index + 1) in self._words.people.cues
