"""Organisations in one text: known ones, institutions by their heads, acronyms with their expansions, companies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from generator.names import FirstNames, Shapes
from generator.pipeline.capitals import Reading, Run
from generator.pipeline.entity_words import EntityWords
from generator.pipeline.found import Found, is_acronym, join_acronyms, keep_longest
from generator.pipeline.known_names import KnownNames, match_any

LONGEST_COMPLEMENT = 14  # words
LONGEST_CHAIN = 4  # prepositional phrases
APOSTROPHES = frozenset({"'", "’", "ʼ"})


class OrganisationFinder:
    """Finds the organisations of a text; ``demonym_country`` tells the country of an adjective."""

    def __init__(
        self,
        *,
        words: EntityWords,
        shapes: Shapes,
        first_names: FirstNames,
        known: KnownNames,
        demonym_country: Callable[[str], str | None],
    ) -> None:
        self._words = words
        self._own = words.organisations
        self._shapes = shapes
        self._first_names = first_names
        self._known = known
        self._demonym_country = demonym_country
        self._heads = frozenset(phrase[0] for phrase in words.organisations.heads)

    def find(
        self, reading: Reading, runs: list[Run], places: Mapping[int, str], services: Iterable[Found] = ()
    ) -> list[Found]:
        """All organisations that the text tells by their form, ``services`` with them; no overlaps, in order."""
        known = list(self._find_known(reading))
        built = [*services, *self._find_institutions(reading, places), *self._find_in_runs(reading, runs)]
        complete = {item.first: item for item in known if item.last - item.first > 1}
        built = [item for item in built if not self._overreaches(reading, item, complete.get(item.first))]
        return join_acronyms(reading, keep_longest([*known, *built]))

    def _overreaches(self, reading: Reading, item: Found, known: Found | None) -> bool:
        """Whether a known name was lengthened by more than « des aiguilleurs »: then what is known is the name."""
        if known is None or item.last <= known.last or reading.word_at(item.last) == "(":
            return False
        return reading.is_capital(item.last - 1) or reading.folded[known.last] not in self._own.genitives

    def _find_known(self, reading: Reading) -> Iterator[Found]:
        last = 0
        begins = self._known.begins
        for index, folded in enumerate(reading.folded):
            if folded not in begins or index < last:
                continue
            matched = self._known.match(reading, index)
            if matched is not None:
                entry, last = matched
                yield Found(first=index, last=last, known=entry.key, country=entry.country, confidence=1.0)

    def _find_institutions(self, reading: Reading, places: Mapping[int, str]) -> Iterator[Found]:
        last = 0
        heads = self._heads
        for index, folded in enumerate(reading.folded):
            if folded not in heads or index < last:
                continue
            found = self._institution(reading, index, places)
            if found is not None:
                last = found.last
                yield found

    def _institution(self, reading: Reading, index: int, places: Mapping[int, str]) -> Found | None:
        """An institution whose head noun stands at ``index``: with an adjective, a complement or a proper name."""
        if reading.in_headline(index):
            return None
        own = self._own
        head = match_any(reading, index, own.ministries)
        if head is not None:
            last = self._complement(reading, head, proper=False)
            return Found(first=index, last=last) if last > head else None
        head = match_any(reading, index, own.lower)
        if head is not None and not reading.is_capital(index):
            last = self._complement(reading, head, proper=True)
            if last == head and match_any(reading, index, own.national) == head:
                last = self._national(reading, head)
            return Found(first=index, last=last, confidence=0.8) if last > head else None
        head = match_any(reading, index, own.capital)
        if head is None or not reading.is_capital(index):
            return None
        last = self._complement(reading, head, proper=False)
        if last == head and reading.folded[index] in own.alone:
            return Found(first=index, last=last, confidence=0.7)
        if (last == head and head - index < 2) or (
            reading.begins_sentence(index) and self._is_plain(reading, index + 1, last, places)
        ):
            return None
        return Found(first=self._prefixed(reading, index), last=last)

    def _prefixed(self, reading: Reading, index: int) -> int:
        """Where the capitals begin that lead a head with a capital: « Leeds Chamber of Commerce »."""
        first = index
        while (
            not self._own.lower_complements
            and reading.is_capital(first - 1)
            and reading.touches(first - 1, first)
            and (reading.folded[first - 1],) not in self._words.roles.nouns
            and reading.folded[first - 1] not in self._words.calendar
            and not (reading.begins_sentence(first - 1) and reading.folded[first - 1] in self._words.starters)
        ):
            first -= 1
        return first

    def _national(self, reading: Reading, head: int) -> int:
        """Where the adjectives after a head end, if one of them is a country's: « banque centrale turque »."""
        last = self._adjectives(reading, head)
        told = any(self._demonym_country(word) is not None for word in reading.words[head:last])
        return last if told else head

    def _is_plain(self, reading: Reading, first: int, last: int, places: Mapping[int, str]) -> bool:
        """Whether nothing in the complement is a proper name, so that a sentence may just begin with a noun."""
        if reading.word_at(last) == "(" and is_acronym(reading.word_at(last + 1)):
            return False
        return not any(
            (reading.is_capital(place) and place not in places) or self._demonym_country(reading.words[place])
            for place in range(first, last)
        )

    def _complement(self, reading: Reading, head: int, *, proper: bool) -> int:
        """Where the complement of a head ends that ends at ``head``; ``head`` itself where there is none.

        With ``proper`` it counts only if a capitalised word is in it.
        """
        last = self._adjectives(reading, head)
        phrases = 0
        while phrases < LONGEST_CHAIN and last - head < LONGEST_COMPLEMENT:
            end = self._phrase(reading, last, first=phrases == 0 and last == head)
            if end == last:
                break
            last, phrases = end, phrases + 1
            if proper and any(reading.is_capital(place) for place in range(head, last)):
                break
        if proper and not any(reading.is_capital(place) for place in range(head, last)):
            return head
        return last

    def _adjectives(self, reading: Reading, index: int) -> int:
        """The word after the adjectives (and directly attached capitals) that begin at ``index``."""
        while index < len(reading) and reading.touches(index - 1, index):
            if self._is_adjective(reading, index) or self._is_apposed(reading, index):
                index += 1
            else:
                break
        return index

    def _is_adjective(self, reading: Reading, index: int) -> bool:
        word = reading.words[index]
        if self._words.is_adjective(word, reading.folded[index]):
            return True
        demonym = self._own.lower_complements and word.islower()
        return demonym and self._demonym_country(word) is not None

    def _is_apposed(self, reading: Reading, index: int) -> bool:
        """A capitalised word right after the head or its adjectives: lycée Victor-Hugo, Union Sportive."""
        return self._own.lower_complements and (
            (
                reading.is_capital(index)
                and not reading.words[index].isupper()
                and reading.words[index] not in self._first_names
                and reading.folded[index] not in self._words.calendar
            )
            or (reading.is_capital(index) and "-" in reading.words[index])
        )

    def _phrase(self, reading: Reading, index: int, *, first: bool) -> int:
        """The word after a prepositional phrase at ``index`` (« de la Défense »); ``index`` where none stands."""
        own = self._own
        place = index
        if match_any(reading, place, own.complement_conjunctions) is not None and not first:
            place += 1
            if not self._goes_on(reading, place):
                return index
        prepositions = 0
        while (
            end := match_any(reading, place, own.complement_prepositions)
        ) is not None and prepositions < 2:
            place, prepositions = end, prepositions + 1
        if (end := match_any(reading, place, own.complement_articles)) is not None and place > index:
            place, prepositions = end, prepositions + 1
        if prepositions == 0 and place == index:
            return index
        return self._noun(reading, place, index, first=first)

    def _goes_on(self, reading: Reading, place: int) -> bool:
        """Whether what follows « et » belongs to the name: preposition or article with a noun, or one more capital."""
        own = self._own
        if match_any(reading, place, own.complement_prepositions) is not None:
            return True
        if match_any(reading, place, own.complement_articles) is not None:
            return own.lower_complements and match_any(reading, place + 1, own.heads) is None
        follows = reading.is_capital(place) and reading.words[place] not in self._first_names
        return follows and not own.lower_complements and not reading.is_capital(place + 1)

    def _noun(self, reading: Reading, place: int, index: int, *, first: bool) -> int:
        """The word after noun and adjectives at ``place``; ``index`` where no fitting noun stands there."""
        if not reading.is_word(place) or reading.folded[place] in self._words.roles.stops:
            return index
        word = reading.words[place]
        if reading.is_capital(place):
            known = self._known.match(reading, place)
            if known is not None:
                return known[1] if first else index
            if first and match_any(reading, place, self._own.heads) is not None:
                return index
            if (
                self._own.lower_complements
                and word in self._first_names
                and not self._first_names.is_weak(word)
            ):
                return index
            end = place + 1
            while (
                reading.is_capital(end)
                and reading.touches(end - 1, end)
                and not is_acronym(reading.words[end])
            ):
                end += 1
            return self._adjectives(reading, end) if self._own.lower_complements else end
        if not self._own.lower_complements or not word.islower() or len(word) < 3:
            return index
        while reading.folded[place] in self._words.leading_adjectives and reading.is_word(place + 1):
            place += 1
        return self._adjectives(reading, place + 1)

    def _find_in_runs(self, reading: Reading, runs: list[Run]) -> Iterator[Found]:
        for run in runs:
            if reading.in_headline(run.first):
                continue
            found = self._keyword(reading, run) or self._company(reading, run)
            if found is not None:
                yield found

    def _keyword(self, reading: Reading, run: Run) -> Found | None:
        """A run that holds a word such as « Airlines », « Party », « Court »: up to it, and its own complement."""
        first = self._left_edge(reading, run)
        start = self._earlier(reading, run) if first == run.first else first
        for index in range(run.last - 1, first - 1, -1):
            head = match_any(reading, index, self._own.keywords)
            if head is None or head > run.last or index == start:
                continue
            last = self._complement(reading, head, proper=True) if head == run.last else head
            return Found(first=start, last=last)
        return None

    def _earlier(self, reading: Reading, run: Run) -> int:
        """Where a name begins whose last words are the run: « Farmers’ Union », « the Port of Dover Authority »."""
        place = run.first - 1
        first = place
        while first > 0 and reading.is_capital(first - 1) and reading.touches(first - 1, first):
            first -= 1
        while first < place and self._leads(reading, first):
            first += 1
        if first == place:
            return run.first
        if reading.word_at(place) in APOSTROPHES:
            return first if reading.folded[place - 1].endswith("s") else run.first
        joined = reading.fold_at(place) in self._own.joining and first == place - 1
        return first if joined and reading.fold_at(first - 1) in self._words.articles else run.first

    def _leads(self, reading: Reading, index: int) -> bool:
        """Whether a capitalised word is a role, or due to a sentence's beginning."""
        return reading.begins_sentence(index) or (reading.folded[index],) in self._words.roles.nouns

    def _left_edge(self, reading: Reading, run: Run) -> int:
        """Where a name may begin in the run: after words of a sentence's beginning and after roles and titles."""
        first = run.first
        while (
            first < run.last - 1
            and (reading.folded[first],) not in self._words.roles.weak
            and (end := match_any(reading, first, self._words.roles.nouns)) is not None
            and end < run.last
        ):
            first = end
        while first < run.last - 1 and self._is_starter(reading, first, run):
            first += 1
        return first

    def _is_starter(self, reading: Reading, index: int, run: Run) -> bool:
        """Whether a word is capitalised only because a sentence begins here."""
        begins = reading.begins_sentence(index) or index > run.first
        return begins and reading.folded[index] in self._words.starters

    def _company(self, reading: Reading, run: Run) -> Found | None:
        """A run that ends in a legal form, or begins with a word such as « Air »."""
        first = self._left_edge(reading, run)
        last = run.last
        if reading.word_at(last - 1) == ".":
            last -= 1
        following = reading.word_at(last)
        if following in self._shapes.companies and following.islower():
            return Found(first=first, last=last + 1)
        if last - first >= 2 and reading.words[last - 1] in self._shapes.companies:
            return Found(first=first, last=last)
        if "&" in reading.words[first + 1 : last - 1]:
            return Found(first=first, last=last, confidence=0.8)
        if last - first >= 2 and reading.words[last - 1] in self._shapes.trades:
            named = reading.words[first] in self._first_names and last - first == 2
            return None if named else Found(first=first, last=last, confidence=0.8)
        if last - first >= 2 and reading.words[first] in self._shapes.leading:
            return Found(first=first, last=last, confidence=0.8)
        return None
