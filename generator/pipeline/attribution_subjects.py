"""Subjects: which phrases of a frame a cue makes the speaker, with name and function in apposition."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pipeline.attribution_cues import Cue, CueFinder
from generator.pipeline.attribution_phrases import Phrase, PhraseReader
from generator.pipeline.quotes_frames import Frame
from generator.pipeline.quotes_vocabulary import Vocabulary

REACH = 40
"""Items to the right of a verb among which its subject is looked for."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Phrases in apposition: ``who`` is named, ``noun`` the function beside it; ``others`` speak jointly."""

    who: Phrase | None
    noun: Phrase | None
    direct: bool = True
    others: tuple[Phrase, ...] = ()

    @property
    def main(self) -> Phrase:
        """The phrase that decides who is meant."""
        phrase = self.who or self.noun
        assert phrase is not None
        return phrase


@dataclass(slots=True, eq=False)
class Reading:
    """A frame with its phrases and cues."""

    frame: Frame
    phrases: list[Phrase]
    cues: list[Cue]


class SubjectFinder:
    """Reads frames and finds subjects; one object a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.phrases = PhraseReader(vocabulary)
        self.cues = CueFinder(vocabulary)

    def read(self, frame: Frame) -> Reading:
        """Phrases and cues of a frame."""
        return Reading(frame, self.phrases.read(frame), self.cues.find(frame))

    def left(self, reading: Reading, verb: int, lower: int) -> Subject | None:
        """The subject of a verb that begins at item ``verb``, among the items from ``lower`` on."""
        frame = reading.frame
        verb = self._before_relative(frame, self._before_adverbs(frame, verb), lower)
        lone = self._lone_name(frame, verb, lower)
        if lone is not None and not any(phrase.after == verb for phrase in reading.phrases):
            return Subject(lone, None)
        relative = verb > 0 and self.vocabulary.has("subject_relative", frame.lows[verb - 1])
        fallback: Subject | None = None
        for index in range(len(reading.phrases) - 1, -1, -1):
            phrase = reading.phrases[index]
            if phrase.after > verb:
                continue
            if phrase.first < lower:
                break
            if phrase.governed_by and not (relative and phrase.after == verb - 1):
                continue
            if phrase.first > 0 and frame.lows[phrase.first - 1] == "(":
                continue
            subject = self._with_apposition_before(reading, index)
            if relative or self._opens(frame, subject, phrase):
                return subject
            fallback = fallback or Subject(subject.who, subject.noun, direct=False, others=subject.others)
        return fallback

    def _lone_name(self, frame: Frame, verb: int, lower: int) -> Phrase | None:
        """« Whitlock a nié »: one capitalised word that no component knows, where only a subject can stand."""
        first = verb - 1
        if first < lower or first in frame.mentions or not self._may_name(frame, first):
            return None
        if first > 0 and frame.items[first - 1].kind == "word" and not self._links(frame.lows[first - 1]):
            return None
        return self._name_phrase(frame, first)

    def _may_name(self, frame: Frame, position: int) -> bool:
        item = frame.items[position]
        if item.kind != "word" or not item.capital or not item.low.isalpha() or len(item.low) < 3:
            return False
        if self.vocabulary.has("not_names", item.low) or item.low in self.vocabulary.determiners:
            return False
        return self.phrases.names.name_end(frame, position) == position + 1

    def _name_phrase(self, frame: Frame, position: int) -> Phrase:
        item = frame.items[position]
        return Phrase(position, position + 1, "named", item.low, name=(item.start, item.end))

    def _links(self, low: str) -> bool:
        return any(self.vocabulary.has(group, low) for group in ("conjunctions", "complementizers"))

    def _before_adverbs(self, frame: Frame, verb: int) -> int:
        while verb > 0 and self.cues.is_adverb(frame, verb - 1):
            verb -= 1
        return verb

    def _before_relative(self, frame: Frame, verb: int, lower: int) -> int:
        """« X, qui dirige …, parle »: the comma before the relative clause that stands between subject and verb."""
        if verb <= lower or frame.lows[verb - 1] != ",":
            return verb
        for at in range(verb - 2, max(lower, verb - REACH), -1):
            if frame.items[at].kind == "slot":
                break
            if frame.lows[at - 1] == "," and self.vocabulary.has("subject_relative", frame.lows[at]):
                return at - 1
        return verb

    def _opens(self, frame: Frame, subject: Subject, phrase: Phrase) -> bool:
        """Whether nothing before the phrase makes it an object: a verb's object follows a lower-case content word."""
        first = min(
            part.first for part in (subject.who, subject.noun, phrase, *subject.others) if part is not None
        )
        while first > 0 and self.cues.is_adverb(frame, first - 1):
            first -= 1
        if first == 0 or frame.items[first - 1].kind != "word":
            return True
        before = frame.lows[first - 1]
        if phrase.person and before in self.vocabulary.nouns:
            return True
        groups = ("conjunctions", "complementizers", "relatives")
        return any(self.vocabulary.has(group, before) for group in groups)

    def _with_apposition_before(self, reading: Reading, index: int) -> Subject:
        """Join « le porte-parole, Ned Price » and « Odile Kerjean, maire de Trévignac », and « A et B »."""
        phrase = reading.phrases[index]
        before = reading.phrases[index - 1] if index else None
        lone = self._lone_before(reading.frame, phrase)
        if lone is not None:
            return Subject(lone, phrase)
        if before is not None and before.governed_by is None:
            gap = reading.frame.items[before.after : phrase.first]
            if len(gap) == 1 and gap[0].low == ",":
                if phrase.kind == "noun" and not phrase.person and before.person and phrase.mention is None:
                    return Subject(before, phrase)
                if phrase.person and before.kind == "noun" and not before.person and not before.plural:
                    return Subject(phrase, before)
            joined = len(gap) == 1 and self.vocabulary.has("conjunctions", gap[0].low)
            if joined and phrase.person and before.person:
                return Subject(phrase, None, others=(before,))
        return self._single(phrase)

    def _lone_before(self, frame: Frame, phrase: Phrase) -> Phrase | None:
        """« Colette, retraitée : »: a lone first name before a bare function."""
        first = phrase.first - 2
        if phrase.kind != "noun" or phrase.person or phrase.determiner is not None or first < 0:
            return None
        if frame.lows[phrase.first - 1] != "," or first in frame.mentions or not self._may_name(frame, first):
            return None
        opens = first == 0 or frame.items[first - 1].kind != "word"
        return self._name_phrase(frame, first) if opens else None

    def _names_one(self, phrase: Phrase) -> bool:
        """« …, Ned Price », « …, le colonel Issoufou M. »."""
        definite = phrase.determiner is not None and phrase.determiner.kind == "definite"
        return phrase.kind == "named" or (definite and not phrase.plural)

    def apposition(self, reading: Reading, index: int) -> Subject:
        """What stands in apposition to phrase ``index``, before it or after it."""
        before = self._with_apposition_before(reading, index)
        return before if before.who and before.noun else self._with_apposition_after(reading, index)

    def _single(self, phrase: Phrase) -> Subject:
        if phrase.kind == "noun":
            return Subject(phrase if phrase.mention or phrase.name else None, phrase)
        return Subject(phrase, None)

    def right(self, reading: Reading, start: int, *, by: bool = False) -> Subject | None:
        """The subject after an inverted verb (``by``: the agent of a passive) from item ``start`` on."""
        end = self._clause_end(reading.frame, start)
        lone = None if by else self._lone_after(reading, start, end)
        if lone is not None:
            return lone
        loose: int | None = None
        for index, phrase in enumerate(reading.phrases):
            if phrase.first < start:
                continue
            if phrase.first >= end:
                break
            if phrase.loose and not by:
                loose = index if loose is None else loose
            agent = phrase.governed_by is not None and self.vocabulary.has("passive_by", phrase.governed_by)
            if (phrase.governed_by is None and not by) or (by and agent):
                return self._with_apposition_after(reading, index)
        return None if loose is None else self._with_apposition_after(reading, loose)

    def _lone_after(self, reading: Reading, start: int, end: int) -> Subject | None:
        """« plaisante aujourd'hui Marcel, le boulanger »: a lone first name right after the verb."""
        frame = reading.frame
        while start < end and self.cues.is_adverb(frame, start):
            start += 1
        taken = start in frame.mentions or any(phrase.first == start for phrase in reading.phrases)
        if start >= end or taken or not self._may_name(frame, start):
            return None
        beside = [p for p in reading.phrases if p.kind == "noun" and not p.person and p.first == start + 2]
        noun = beside[0] if beside and frame.lows[start + 1] == "," else None
        return Subject(self._name_phrase(frame, start), noun)

    def _clause_end(self, frame: Frame, start: int) -> int:
        """Index of the stop, slot or relative that ends what belongs to the verb before ``start``."""
        for position in range(start, min(start + REACH, len(frame.items))):
            item = frame.items[position]
            if item.kind == "slot" or (item.kind == "stop" and item.low in '.;:!?»”"('):
                return position
            if item.kind == "word" and position > start and self.vocabulary.has("relatives", item.low):
                return position
        return min(start + REACH, len(frame.items))

    def _with_apposition_after(self, reading: Reading, index: int) -> Subject:
        phrase = reading.phrases[index]
        following = reading.phrases[index + 1] if index + 1 < len(reading.phrases) else None
        if following is None or following.governed_by is not None:
            return self._single(phrase)
        gap = reading.frame.items[phrase.after : following.first]
        comma = len(gap) == 1 and gap[0].low == ","
        function = phrase.kind == "noun" and not phrase.person and not phrase.plural
        if comma and function and following.person and self._names_one(following):
            return Subject(following, phrase)
        if comma and phrase.person and following.kind == "noun" and not following.person:
            return Subject(phrase, following)
        joined = len(gap) == 1 and self.vocabulary.has("conjunctions", gap[0].low)
        if joined and phrase.person and following.person:
            return Subject(following, None, others=(phrase,))
        return self._single(phrase)
