"""Cues: where a frame says that somebody says something (verb of saying, inversion, noun, « selon »)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.pipeline.quotes_frames import Frame
from generator.pipeline.quotes_vocabulary import Gender, Vocabulary


@dataclass(frozen=True, slots=True)
class Cue:
    """Items [first, after) of a frame, auxiliaries and clitics included; ``passive`` cues have no speaker as subject.

    ``kind``: "verb" (finite, or with its auxiliary), "bare" (infinitive, gerund), "noun" (« l'espoir »), "source"
    (« selon ») or "inversion" (« a-t-elle dit »), which tells ``gender`` and number of its pronoun.
    """

    first: int
    after: int
    kind: Literal["verb", "bare", "noun", "source", "inversion"]
    passive: bool = False
    gender: Gender | None = None
    plural: bool = False
    personal: bool = True


class CueFinder:
    """Finds cues; one object a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        words = vocabulary.words
        self._inversions = tuple(sorted(words.inversions, key=len, reverse=True))

    def find(self, frame: Frame) -> list[Cue]:
        """All cues of ``frame`` in order."""
        found: list[Cue] = []
        position = 0
        while position < len(frame.items):
            low = frame.lows[position]
            begins = low in self.vocabulary.cue_starts or (bool(self._inversions) and "-" in low)
            cue = self._at(frame, position) if begins and frame.items[position].kind == "word" else None
            if cue is None:
                position += 1
            else:
                found.append(cue)
                position = max(cue.after, position + 1)
        return found

    def _at(self, frame: Frame, position: int) -> Cue | None:
        low = frame.lows[position]
        inversion = self._inversion(frame, position)
        if inversion is not None:
            return inversion
        length = self.vocabulary.sources.length_at(frame.lows, position)
        if length:
            return Cue(position, position + length, "source")
        length = self.vocabulary.finite.length_at(frame.lows, position)
        if length and not self._is_noun(frame, position):
            first, passive = self._lead(frame, position)
            if not passive or self.vocabulary.participle.length_at(frame.lows, position) == 0:
                return Cue(first, position + length, "verb")
        return self._other(frame, position, low)

    def _other(self, frame: Frame, position: int, low: str) -> Cue | None:
        length = self.vocabulary.participle.length_at(frame.lows, position)
        if length:
            first, passive = self._lead(frame, position)
            if first < position:
                helped = any(self._helps(word) for word in frame.lows[first:position])
                return Cue(first, position + length, "verb", passive=passive) if helped else None
        length = self.vocabulary.other.length_at(frame.lows, position)
        if length:
            return Cue(position, position + length, "bare")
        if self.vocabulary.has("cue_nouns", low) and position:
            return Cue(position, position + 1, "noun")
        return None

    def _helps(self, low: str) -> bool:
        return self.vocabulary.has("auxiliaries", low) or self.vocabulary.has("copulas", low)

    def _lead(self, frame: Frame, position: int) -> tuple[int, bool]:
        """(first index of clitics, auxiliaries and adverbs before a verb, whether they make it a passive)."""
        first, copula, reflexive = position, False, False
        while first > 0 and position - first < 8:
            low = frame.lows[first - 1]
            copula = copula or self.vocabulary.has("copulas", low)
            reflexive = reflexive or self.vocabulary.has("reflexives", low)
            if not (
                self._helps(low) or self.vocabulary.has("clitics", low) or self.is_adverb(frame, first - 1)
            ):
                break
            first -= 1
        first = self._without_adverbs(frame, first, position)
        return first, copula and not reflexive

    def _without_adverbs(self, frame: Frame, first: int, position: int) -> int:
        while first < position and not (
            self._helps(frame.lows[first]) or self.vocabulary.has("clitics", frame.lows[first])
        ):
            first += 1
        return first

    def is_adverb(self, frame: Frame, position: int) -> bool:
        """Whether the item is an adverb or a word of time that may stand between subject, verb and object."""
        item = frame.items[position]
        if item.kind != "word" or position in frame.mentions:
            return False
        if self.vocabulary.adverbs.length_at(frame.lows, position):
            return True
        if (
            item.capital
            or item.low in self.vocabulary.nouns
            or not item.low.endswith(self.vocabulary.words.adverb_endings)
        ):
            return False
        before = frame.lows[position - 1] if position else ""
        return not (before in self.vocabulary.determiners or self.vocabulary.has("contracted", before))

    def _is_noun(self, frame: Frame, position: int) -> bool:
        """« la demande », « une annonce », “the claims”: a noun that looks like a verb."""
        if not position:
            return bool(self._inversions) or frame.items[position].capital
        before = frame.lows[position - 1]
        if self.vocabulary.has("clitics", before):
            following = frame.items[position + 1] if position + 1 < len(frame.items) else None
            free = (
                following is None
                or following.kind == "slot"
                or following.low in ",:"
                or self.vocabulary.has("complementizers", following.low)
            )
            return before in self.vocabulary.determiners and not free
        if before in self.vocabulary.determiners or self.vocabulary.has("contracted", before):
            return True
        return self.vocabulary.has("prepositions", before) or frame.items[position].capital

    def _inversion(self, frame: Frame, position: int) -> Cue | None:
        low = frame.lows[position]
        if "-" not in low:
            return None
        ending = next(
            (each for each in self._inversions if low.endswith(each) and len(low) > len(each)), None
        )
        if ending is None:
            return None
        after = self._participle_after(frame, position + 1, low.removesuffix(ending))
        pronoun = "-" + ending.rsplit("-", 1)[-1]
        words = self.vocabulary.words
        gender: Gender | None = None
        if pronoun.rstrip("s") in words.inversion_masculine:
            gender = "m"
        elif pronoun.rstrip("s") in words.inversion_feminine:
            gender = "f"
        first = position
        while first > 0 and self.vocabulary.has("clitics", frame.lows[first - 1]):
            first -= 1
        return Cue(
            first,
            after,
            "inversion",
            gender=gender,
            plural=pronoun.endswith("s"),
            personal=gender is not None,
        )

    def _participle_after(self, frame: Frame, position: int, base: str) -> int:
        """Index after the participle that belongs to an inverted auxiliary (« a-t-elle aussitôt ajouté »)."""
        if not self._helps(base):
            return position
        for at in range(position, min(position + 5, len(frame.items))):
            length = (
                self.vocabulary.participle.length_at(frame.lows, at) if frame.items[at].kind == "word" else 0
            )
            if length:
                return at + length
            if frame.items[at].kind != "word":
                break
        return (
            min(position + 1, len(frame.items))
            if position < len(frame.items) and frame.items[position].kind == "word"
            else position
        )
