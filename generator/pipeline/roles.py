"""Functions of people in one text: the nouns that are roles, and how far the words reach that belong to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from generator.names import Sex
from generator.pipeline.capitals import Reading
from generator.pipeline.entity_words import EntityWords, split_phrase
from generator.pipeline.known_names import match_any, match_words

LONGEST_ROLE = 18  # words
LONGEST_BEFORE = 6  # words before the noun
LOWER_IN_A_ROW = 4  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A role noun, words [first, last); ``weak`` ones need a name or a complement at once."""

    first: int
    last: int
    sex: Sex | None
    weak: bool
    plural: bool
    former: bool
    corporate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePhrase:
    """A role's own words [first, last) around its ``head``; ``possessor``: where the words of « Germany's » end."""

    first: int
    last: int
    head: Head
    former: bool
    sex: Sex | None = None
    possessor: int | None = None


class RoleReader:
    """Finds role nouns and reads the phrases around them."""

    def __init__(self, words: EntityWords, demonym_country: Callable[[str], str | None]) -> None:
        self._words = words
        self._demonym_country = demonym_country
        roles = words.roles
        self._roles = roles
        self._single_before = frozenset(phrase[0] for phrase in roles.before if len(phrase) == 1)
        self._single_former = frozenset(phrase[0] for phrase in roles.former)
        self._untold = frozenset(phrase[0] for phrase in roles.untold)
        self._sexes: dict[tuple[str, ...], Sex | None] = dict.fromkeys(roles.either | roles.plurals)
        self._sexes.update(dict.fromkeys(roles.feminine, "F"))
        self._sexes.update({phrase: None if phrase in roles.feminine else "M" for phrase in roles.masculine})
        self._all = frozenset(self._sexes)
        self._begins = frozenset(phrase[0] for phrase in self._all)
        self._trailing = tuple(tuple(split_phrase(phrase)) for phrase in roles.trailing)

    def find_heads(self, reading: Reading) -> list[Head]:
        """All role nouns of the text, in order; of « directeur général » and « directeur » the longer."""
        heads: list[Head] = []
        last = 0
        begins = self._begins
        for index, folded in enumerate(reading.folded):
            if index < last or not (folded in begins or "-" in folded):
                continue
            head = self._head_at(reading, index)
            if head is not None:
                heads.append(head)
                last = head.last
        return heads

    def _head_at(self, reading: Reading, index: int) -> Head | None:
        folded = reading.folded[index]
        prefix, hyphen, rest = folded.partition("-")
        former = hyphen != "" and prefix in self._single_former
        if folded in self._begins:
            last = match_any(reading, index, self._all)
            if last is not None:
                return self._make_head(reading, index, last, tuple(reading.folded[index:last]), former)
        if hyphen and prefix in self._single_before and (rest,) in self._all:
            return self._make_head(reading, index, index + 1, (rest,), former)
        return None

    def _make_head(
        self, reading: Reading, first: int, last: int, phrase: tuple[str, ...], former: bool
    ) -> Head:
        roles = self._roles
        return Head(
            first=first,
            last=last,
            sex=self._sexes[phrase],
            weak=phrase in roles.weak and not reading.is_capital(first),
            plural=phrase in roles.plurals,
            former=former,
            corporate=phrase in roles.corporate or phrase[:1] in roles.corporate,
        )

    def before(self, reading: Reading, heads: list[Head], name: int) -> RolePhrase | None:
        """The role that leads up to the name beginning at word ``name``, with a comma between them or none."""
        comma = reading.word_at(name - 1) == ","
        end = name - 1 if comma else name
        place = bisect_left(heads, end, key=lambda head: head.first)
        best = None
        while place > 0 and end - heads[place - 1].first <= LONGEST_ROLE:
            place -= 1
            head = heads[place]
            if head.last > end or self._complement(reading, head.last, end) != end:
                continue
            if head.weak and head.last == end and (comma or not self._is_led(reading, head)):
                continue
            best = head
        return None if best is None else self._phrase(reading, best, end)

    def _is_led(self, reading: Reading, head: Head) -> bool:
        """Whether an article, or a word that belongs to the role, stands before a weak noun."""
        if reading.fold_at(head.first - 1) in self._words.determiners:
            return True
        return self._roles.capital_before and head.first > 0 and self._belongs(reading, head.first - 1)

    def after(self, reading: Reading, heads: list[Head], end: int) -> RolePhrase | None:
        """The role in apposition to the name that ends before ``end``: « , porte-parole … », « est le chef … »."""
        if reading.word_at(end) == ",":
            start = self._skip_age(reading, end + 1)
            apposed = True
        elif match_any(reading, end, self._roles.copulas) is not None:
            start, apposed = end + 1, False
        else:
            return None
        head = self._head_from(reading, heads, start)
        if head is None:
            return None
        last = self._complement(reading, head.last, min(len(reading), head.last + LONGEST_ROLE))
        if apposed and reading.fold_at(start) in self._words.articles and self._is_subject(reading, last):
            return None
        if head.weak and last == head.last and not (apposed and reading.word_at(last) in {",", ".", ")", ""}):
            return None
        return self._phrase(reading, head, last, floor=start)

    def _is_subject(self, reading: Reading, last: int) -> bool:
        """Whether a verb follows the words that end at ``last``: then they begin a clause of their own."""
        return reading.is_word(last) and reading.folded[last] not in self._roles.relatives

    def is_closed(self, reading: Reading, phrase: RolePhrase, end: int) -> bool:
        """Whether a name after « ROLE, » stands in apposition: a mark follows at ``end``, or the role is fronted."""
        return not reading.is_word(end) or reading.begins_sentence(phrase.first)

    def _skip_age(self, reading: Reading, start: int) -> int:
        """The word after « 45 ans, » or « 45, »; ``start`` where no age stands there."""
        if not reading.word_at(start).isdigit():
            return start
        for end in (start + 1, start + 2):
            if reading.word_at(end) == ",":
                return end + 1
        return start

    def _head_from(self, reading: Reading, heads: list[Head], start: int) -> Head | None:
        """The role noun of a phrase that begins at ``start``: after an article and what may stand before the noun."""
        place = bisect_left(heads, start, key=lambda head: head.first)
        if place == len(heads) or heads[place].first - start > LONGEST_BEFORE:
            return None
        chosen = heads[place]
        if not all(self._may_lead(reading, index, start) for index in range(start, chosen.first)):
            return None
        while self._roles.capital_before and place + 1 < len(heads):
            place += 1
            between = range(chosen.last, heads[place].first)
            if len(between) > 2 or not all(reading.folded[index] in self._single_before for index in between):
                break
            chosen = heads[place]
        return chosen

    def _may_lead(self, reading: Reading, index: int, start: int) -> bool:
        """Whether the word may stand between the comma of an apposition and its noun."""
        folded = reading.folded[index]
        if index == start and folded in self._words.articles:
            return True
        if folded in self._single_before:
            return True
        if not self._roles.capital_before:
            return False
        if reading.words[index] in {"'", "’"} or folded in {"'s", "s"}:
            return True
        return (
            reading.is_word(index)
            and folded not in self._roles.stops
            and (folded,) not in self._roles.prepositions
        )

    def _phrase(self, reading: Reading, head: Head, last: int, floor: int = 0) -> RolePhrase:
        first = self._begin(reading, head, floor)
        former = head.former or any(
            reading.folded[index].partition("-")[0] in self._single_former
            for index in range(first, head.first)
        )
        for trailing in self._trailing:
            last = match_words(reading, last, trailing) or last if last < len(reading) else last
        boundary = reading.word_at(first - 1)
        sex = head.sex or self._determined_sex(reading.fold_at(first - 1))
        possessor = first - 1 if boundary in {"'s", "’s", "'", "’"} else None
        return RolePhrase(first=first, last=last, head=head, former=former, sex=sex, possessor=possessor)

    def _determined_sex(self, determiner: str) -> Sex | None:
        """The sex that an article tells: « la ministre »."""
        if determiner in self._roles.feminine_determiners:
            return "F"
        return "M" if determiner in self._roles.masculine_determiners else None

    def _begin(self, reading: Reading, head: Head, floor: int) -> int:
        """Where the role's own words begin: « ancien », « Premier », « State Department » belong to them."""
        first = head.first
        bounded = self._bounded(reading, head.first, floor) if self._roles.capital_before else None
        if bounded is not None:
            first = bounded
        else:
            while first > floor and reading.touches(first - 1, first) and self._belongs(reading, first - 1):
                first -= 1
        while first < head.first and reading.folded[first] in self._untold:
            first += 1
        return first

    def _bounded(self, reading: Reading, first: int, floor: int) -> int | None:
        """The word after the article or possessive that stands before the noun, where only plain words lie between."""
        for index in range(first - 1, max(floor, first - LONGEST_BEFORE) - 1, -1):
            if (
                reading.words[index] in {"'s", "’s", "'", "’"}
                or reading.folded[index] in self._words.articles
            ):
                return index + 1
            if not reading.is_word(index) or reading.folded[index] in self._roles.stops:
                return None
            if (reading.folded[index],) in self._roles.prepositions:
                return None
        return None

    def _belongs(self, reading: Reading, index: int) -> bool:
        folded = reading.folded[index]
        if folded in self._single_before or folded.partition("-")[0] in self._single_former:
            return True
        if not self._roles.capital_before or not reading.is_capital(index):
            return False
        return folded not in self._words.calendar and folded not in self._words.starters

    def _complement(self, reading: Reading, start: int, limit: int) -> int:
        """Where the words end that may complete a role noun ending at ``start``, at most ``limit``."""
        roles = self._roles
        last = index = start
        after_preposition = False
        lower = 0
        while index < limit:
            folded, word = reading.folded[index], reading.words[index]
            if (folded,) in roles.prepositions:
                after_preposition = True
            elif (folded,) in roles.articles and after_preposition:
                pass
            elif (folded,) in roles.conjunctions:
                if not self._continues(reading, index):
                    break
                after_preposition = True
            elif word == "(" and reading.word_at(index + 2) == ")" and index + 3 < limit:
                index += 2
            elif not self._completes(
                reading, index, after_preposition or (index > start and reading.is_capital(index - 1)), lower
            ):
                break
            else:
                lower = lower + 1 if word.islower() else 0
                after_preposition = False
                last = index + 1
            index += 1
        return last

    def _completes(self, reading: Reading, index: int, after_preposition: bool, lower: int) -> bool:
        """Whether a content word may go on the complement."""
        word = reading.words[index]
        if not reading.is_word(index):
            return word in {"'s", "’s"} and self._roles.capital_before
        if reading.folded[index] in self._roles.stops:
            return False
        if reading.is_capital(index):
            return after_preposition or lower > 0
        if self._roles.capital_before and not after_preposition and lower == 0:
            return False
        if not self._roles.capital_before and not after_preposition:
            fits = self._words.is_adjective(word, reading.folded[index]) or self._demonym_country(word)
            return lower < LOWER_IN_A_ROW and bool(fits)
        return lower < LOWER_IN_A_ROW and len(word) > 1

    def _continues(self, reading: Reading, index: int) -> bool:
        """Whether what « et » at ``index`` joins is still the complement: a preposition, or one capital more."""
        folded = reading.fold_at(index + 1)
        roles = self._roles
        if (folded,) in roles.prepositions:
            return not any(reading.fold_at(place) in self._begins for place in (index + 2, index + 3))
        if roles.capital_before:
            return (
                reading.is_capital(index - 1)
                and reading.is_capital(index + 1)
                and not reading.is_capital(index + 2)
            )
        return False

    def share(self, reading: Reading, phrase: RolePhrase, end: int, name: int) -> bool:
        """Whether the plural role of a name before ``end`` is also that of ``name``: « les ministres X et Y »."""
        if reading.word_at(end) == "(" and reading.word_at(end + 2) == ")":
            end += 3
        if not phrase.head.plural or not 0 < name - end <= 2:
            return False
        return all(
            reading.words[index] == "," or (reading.folded[index],) in self._roles.conjunctions
            for index in range(end, name)
        )
