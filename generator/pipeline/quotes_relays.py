"""Relays: the outlet through which somebody's words came (« cité par l'AFP »), which is never their speaker."""

from __future__ import annotations

from generator.pipeline.attribution_subjects import Reading
from generator.pipeline.quotes_frames import Frame
from generator.pipeline.quotes_vocabulary import Vocabulary


class RelayFinder:
    """Finds relays; one object a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def find(self, text: str, reading: Reading, first: int, after: int) -> str | None:
        """The outlet named among the items [first, after) of a frame, as printed without article; None without one."""
        lows, items = reading.frame.lows, reading.frame.items
        for position in range(first, after):
            if items[position].kind != "word":
                continue
            length = self.vocabulary.relays.length_at(lows, position)
            outlet: str | None = None
            if length:
                outlet = self._outlet(text, reading, position + length, trusted=length > 1)
            elif self.vocabulary.has("relay_to", lows[position]):
                outlet = self._outlet(text, reading, position + 1, trusted=False)
            if outlet is not None:
                return outlet
        return self._reporting(text, reading, first, after)

    def _reporting(self, text: str, reading: Reading, first: int, after: int) -> str | None:
        """« L'agence Nordev rapporte que le ministre … »."""
        lows = reading.frame.lows
        for position in range(first + 1, after):
            if not self.vocabulary.has("relay_verbs", lows[position]):
                continue
            for at in range(max(position - 4, 0), position):
                outlet = self._outlet(text, reading, at, trusted=False)
                if outlet is not None:
                    return outlet
        return None

    def _outlet(self, text: str, reading: Reading, position: int, *, trusted: bool) -> str | None:
        frame = reading.frame
        while position < len(frame.items) and self._leads(frame, position):
            position += 1
        if position >= len(frame.items) or frame.items[position].kind != "word":
            return None
        media = self.vocabulary.has("outlet_words", frame.lows[position])
        if media and not frame.items[position].capital:
            position += 1
            trusted = True
            if position >= len(frame.items):
                return None
        entry = frame.mentions.get(position)
        if entry is not None:
            name = entry[1].name if entry[1].kind == "organization" else None
            after = entry[0]
        else:
            after = self._name_end(reading, position)
            name = text[frame.items[position].start : frame.items[after - 1].end] if after else None
        if name is None:
            return None
        known = any(self.vocabulary.has("outlet_words", low) for low in frame.lows[position : after + 1])
        return name if trusted or known else None

    def _leads(self, frame: Frame, position: int) -> bool:
        """An article or a preposition before the outlet's name; a capital one belongs to it (« La Tribune »)."""
        item = frame.items[position]
        words = item.low in self.vocabulary.determiners or self.vocabulary.has("contracted", item.low)
        following = frame.items[position + 1] if position + 1 < len(frame.items) else None
        named = item.capital and following is not None and following.capital
        return not named and (words or self.vocabulary.has("passive_by", item.low))

    def _joins(self, low: str) -> bool:
        groups = ("particles", "contracted", "complement_prepositions")
        return low in self.vocabulary.determiners or any(self.vocabulary.has(group, low) for group in groups)

    def _name_end(self, reading: Reading, position: int) -> int:
        """Index after capitalised words, joined by de, du or la; 0 where there is none."""
        items, last = reading.frame.items, 0
        for at in range(position, min(position + 7, len(items))):
            if items[at].kind != "word":
                break
            if items[at].capital:
                last = at + 1
            elif not self._joins(items[at].low):
                break
        return last
