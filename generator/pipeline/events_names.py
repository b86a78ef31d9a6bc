"""Names of events, from the text's own words: a quoted or capitalised name, else the noun with what belongs
to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.annotations import DateMention
from generator.pipeline.events_triggers import Trigger
from generator.pipeline.events_words import EventPatterns

MAX_WORDS = 14
_QUOTED_AFTER = re.compile(r"\s*[«\"“]\s*(?P<name>[^«»\"“”\n]{2,60}?)\s*[»\"”]")
_QUOTED_BEFORE = re.compile(r"[«\"“]\s*(?P<name>[^«»\"“”\n]{2,60}?)\s*[»\"”]\s*$")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*['’]?")
_YEAR = re.compile(r"\d{4}")
_GAP = re.compile(r"[ \u00a0\u202f-]")


@dataclass(frozen=True, slots=True)
class Name:
    """[start, end) of the words that name an event; ``proper`` is its proper name, folded (None where it has
    none)."""

    start: int
    end: int
    proper: str | None


class NameReader:
    """Reads names around triggers of one text."""

    def __init__(
        self, text: str, folded: str, patterns: EventPatterns, dates: tuple[DateMention, ...]
    ) -> None:
        self._text = text
        self._folded = folded
        self._patterns = patterns
        self._date_starts = {mention.start: mention.end for mention in dates}

    def read(self, trigger: Trigger, low: int, high: int) -> Name:
        """The name of the event whose trigger is a noun, within the sentence [low, high)."""
        quoted = _QUOTED_AFTER.match(self._text, trigger.end, high)
        if quoted and quoted["name"][:1].isupper():
            return Name(trigger.start, quoted.end(), quoted["name"].lower())
        before = _QUOTED_BEFORE.search(self._text[max(low, trigger.start - 70) : trigger.start])
        if before and before["name"][:1].isupper():
            offset = max(low, trigger.start - 70)
            return Name(offset + before.start(), trigger.end, before["name"].lower())
        end = self._capitalised_end(trigger.end, high)
        if end > trigger.end:
            return Name(trigger.start, end, self._folded[trigger.end : end].strip())
        start = (
            self._capitalised_start(trigger.start, low) if self._patterns.words.name_before else trigger.start
        )
        end = self._phrase_end(trigger.end, high)
        proper = self._folded[start : trigger.end] if start < trigger.start else None
        return Name(start, trigger.end if proper and end == trigger.end else end, proper)

    def read_phrase(self, start: int, at: int, high: int) -> Name:
        """The noun phrase that begins at ``start`` and whose head ends at ``at``."""
        return Name(start, self._phrase_end(at, high), None)

    def _capitalised_end(self, at: int, high: int) -> int:
        """The end of capitalised words, and a year after them, that directly follow ``at``."""
        end = at
        for _ in range(4):
            if end >= high or not _GAP.match(self._text[end]):
                break
            word = _WORD.match(self._text, end + 1, high)
            is_year = bool(word) and end > at and bool(_YEAR.fullmatch(word[0] if word else ""))
            if not word or not (word[0][0].isupper() or is_year):
                break
            if end + 1 in self._date_starts and not is_year:
                break
            end = word.end()
        return end

    def _capitalised_start(self, at: int, low: int) -> int:
        """The start of capitalised words that directly precede ``at``; a sentence's first word is none of
        them."""
        start = at
        for _ in range(3):
            if start - 2 < low or self._text[start - 1] != " ":
                break
            begin = start - 1
            while begin > low and (self._text[begin - 1].isalnum() or self._text[begin - 1] in "-'’"):
                begin -= 1
            word = self._text[begin : start - 1]
            if not word or not word[0].isupper() or self._is_stop(self._folded[begin : start - 1]):
                break
            start = begin
        return start

    def _is_stop(self, folded: str) -> bool:
        """Whether a word ends a name: it, what it is without a possessive, or the word elided before it."""
        stops = self._patterns.name_stops
        elided = folded.partition("'")[0] + "'"
        return (
            folded in stops
            or folded.rstrip("'’") in stops
            or folded.removesuffix("'s") in stops
            or elided in stops
        )

    def _phrase_end(self, at: int, high: int) -> int:
        """The end of the noun phrase that goes on from ``at``: up to a stop word, a mark, a date or the
        fourteenth word."""
        end = at
        position = at
        for _ in range(MAX_WORDS):
            if position >= high or not _GAP.match(self._text[position]):
                break
            word = _WORD.match(self._text, position + 1, high)
            if not word:
                break
            folded = self._folded[word.start() : word.end()]
            if self._is_stop(folded):
                break
            if word.start() in self._date_starts:
                break
            position = word.end()
            if folded.rstrip("'’") not in self._patterns.name_links and not folded.endswith("'"):
                end = position
            if position < high and self._text[position - 1] in "'’":
                more = _WORD.match(self._text, position, high)
                if more:
                    end = position = more.end()
        return end
