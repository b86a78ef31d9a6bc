"""Institutions of a state named in small letters: « interior ministry », « ministry of health », « Indian navy »."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.pipeline.capitals import Reading
from generator.pipeline.entity_words import OrganisationWords
from generator.pipeline.found import Found
from generator.pipeline.known_names import match_any

CONFIDENCE = 0.8


class ServiceFinder:
    """Finds ministries by their portfolio, and services by the country's adjective before them."""

    def __init__(self, own: OrganisationWords, demonym_country: Callable[[str], str | None]) -> None:
        self._own = own
        self._demonym_country = demonym_country
        self._begins = frozenset(phrase[0] for phrase in own.national | own.ministries)

    def find(self, reading: Reading) -> Iterator[Found]:
        """All of them, in order; nothing in a language without a list of portfolios."""
        if not self._own.portfolios:
            return
        begins = self._begins
        for index, folded in enumerate(reading.folded):
            if folded in begins and not reading.is_capital(index):
                found = self._ministry(reading, index) or self._service(reading, index)
                if found is not None:
                    yield found

    def _ministry(self, reading: Reading, index: int) -> Found | None:
        head = match_any(reading, index, self._own.ministries)
        if head is None:
            return None
        first, last = index, head
        while reading.fold_at(first - 1) in self._own.portfolios and reading.touches(first - 1, first):
            first -= 1
        if first == index:
            last = self._complement(reading, head)
            if last == head:
                return None
        return Found(first=self._led(reading, first), last=last, confidence=CONFIDENCE)

    def _complement(self, reading: Reading, head: int) -> int:
        """The word after « of foreign affairs », « of trade and industry »; ``head`` where none follows."""
        if reading.fold_at(head) not in self._own.genitives:
            return head
        last = head
        place = head + 1
        while reading.fold_at(place) in self._own.portfolios:
            last = place + 1
            joined = (reading.fold_at(last),) in self._own.complement_conjunctions
            place = last + 1 if joined else last
        return last

    def _service(self, reading: Reading, index: int) -> Found | None:
        head = match_any(reading, index, self._own.national)
        if head is None or (first := self._led(reading, index)) == index:
            return None
        return Found(first=first, last=head, confidence=CONFIDENCE)

    def _led(self, reading: Reading, first: int) -> int:
        """The word before ``first`` if it is the adjective of a country, else ``first``."""
        if first == 0 or not reading.touches(first - 1, first) or not reading.is_capital(first - 1):
            return first
        return first - 1 if self._demonym_country(reading.words[first - 1]) is not None else first
