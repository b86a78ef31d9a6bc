"""Speakers: from a subject (name, function, pronoun) to somebody of this article, or to nobody, for ``attribution``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.annotations import Mention, Role
from generator.pipeline.attribution_phrases import Phrase
from generator.pipeline.attribution_subjects import Reading, Subject, SubjectFinder
from generator.pipeline.quotes_frames import Frame, Frames
from generator.pipeline.quotes_vocabulary import Gender, HeadNoun, Vocabulary

PRONOUN_REACH = 6
"""Frames before a pronoun among which its person is looked for."""
LEARNT = 0.65
"""Confidence from which a pronoun's person is taken to have the pronoun's gender from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks, how surely (0 to 1), and the words beside the quote. ``name`` None: anonymous or unknown."""

    name: str | None
    confidence: float
    key: str | None = None
    kind: Literal["person", "organization", "country"] | None = None
    description: str | None = None
    span: tuple[int, int] | None = None
    country: str | None = None


class Discourse:
    """What the article has said so far: who was named where, with which function and gender."""

    def __init__(
        self,
        frames: Frames,
        finder: SubjectFinder,
        vocabulary: Vocabulary,
        roles: Iterable[Role],
        genders: Mapping[str, str | None],
    ) -> None:
        self.frames = frames
        self.finder = finder
        self.vocabulary = vocabulary
        self.roles = tuple(roles)
        self.genders: dict[str, Gender] = {}
        for key, gender in genders.items():
            if gender in ("M", "m"):
                self.genders[key] = "m"
            elif gender in ("F", "f"):
                self.genders[key] = "f"
        self._readings: dict[int, Reading] = {}
        self._learnt = 0
        self._functions: list[tuple[int, str, str, Speaker]] = []
        self._names: dict[str, Speaker] = {}
        self.said: list[tuple[int, int, Speaker]] = []

    def reading(self, index: int) -> Reading:
        """Phrases and cues of frame ``index``."""
        made = self._readings.get(index)
        if made is None:
            made = self._readings[index] = self.finder.read(self.frames[index])
        return made

    def words(self, frame: Frame, phrase: Phrase, *, bare: bool = False) -> tuple[str, tuple[int, int]]:
        """The words of a phrase and their span; ``bare`` without determiner and title."""
        first = phrase.first
        while bare and first < phrase.after - 1 and frame.lows[first] in self.vocabulary.determiners:
            first += 1
        start, end = frame.items[first].start, frame.items[phrase.after - 1].end
        return self.frames.text[start:end], (start, end)

    # -- naming

    def resolve(self, reading: Reading, subject: Subject, index: int, at: int) -> Speaker:
        """Who ``subject`` of frame ``index`` is, for a quotation at offset ``at``."""
        phrase = subject.main
        description, span = self._describe(reading.frame, subject)
        if phrase.kind == "pronoun":
            found = self.pronoun(phrase, index, at)
            if found.name and phrase.gender and found.confidence >= LEARNT:
                self.genders.setdefault(found.name, phrase.gender)
            return replace(found, span=self.words(reading.frame, phrase)[1])
        if subject.others:
            return self._joint(reading.frame, subject)
        if subject.who is not None:
            named = self.name(subject.who)
            return replace(named, description=description, span=span)
        return replace(self._function(reading, phrase, index, at), description=description, span=span)

    def _describe(self, frame: Frame, subject: Subject) -> tuple[str | None, tuple[int, int]]:
        parts = [part for part in (subject.who, subject.noun) if part is not None]
        first, last = min(part.first for part in parts), max(part.after for part in parts)
        last = self._with_anonymity(frame, last)
        start, end = frame.items[first].start, frame.items[last - 1].end
        return self.frames.text[start:end], (start, end)

    def _with_anonymity(self, frame: Frame, after: int) -> int:
        """« un diplomate sous couvert d'anonymat », “one resident, who asked not to be named”."""
        position = after + 1 if after < len(frame.items) and frame.lows[after] == "," else after
        if position >= len(frame.items):
            return after
        length = self.vocabulary.anonymity.length_at(frame.lows, position)
        return position + length if length else after

    def _joint(self, frame: Frame, subject: Subject) -> Speaker:
        parts = [*subject.others, subject.main]
        first, last = min(part.first for part in parts), max(part.after for part in parts)
        start, end = frame.items[first].start, frame.items[last - 1].end
        words = self.frames.text[start:end]
        return Speaker(name=words, confidence=0.85, kind="person", description=words, span=(start, end))

    def name(self, phrase: Phrase) -> Speaker:
        """The speaker that a phrase with a name means."""
        mention = phrase.mention
        if mention is not None and mention.kind == "country":
            text = self.frames.text[mention.start : mention.end]
            return Speaker(name=text, confidence=0.93, key=mention.key, kind="country", country=mention.key)
        if mention is not None:
            kind: Literal["person", "organization"] = "person" if mention.kind == "person" else "organization"
            confidence = 0.97 if kind == "person" else 0.92
            return Speaker(
                name=mention.name,
                confidence=confidence,
                key=mention.key,
                kind=kind,
                country=self._country(mention.key),
            )
        assert phrase.name is not None
        text = self.frames.text[slice(*phrase.name)]
        institution = phrase.noun is not None and (phrase.noun.institution or phrase.noun.document)
        return self._names.setdefault(
            text, Speaker(name=text, confidence=0.85, kind="organization" if institution else "person")
        )

    def _country(self, key: str) -> str | None:
        return next((role.country for role in self.roles if role.person == key and role.country), None)

    # -- functions

    def _function(self, reading: Reading, phrase: Phrase, index: int, at: int) -> Speaker:
        noun, determiner = phrase.noun, phrase.determiner
        assert noun is not None
        indefinite = determiner is not None and determiner.kind != "definite"
        if self._demonstrative(reading.frame, phrase) and not noun.institution and not phrase.plural:
            found = self.anaphor(phrase.gender, index, at)
            return (
                replace(found, confidence=found.confidence * 0.9)
                if found
                else Speaker(name=None, confidence=0.0)
            )
        if noun.document:
            return self._author(reading, phrase)
        if phrase.plural or indefinite or noun.kin or (noun.anonymous and noun.institution):
            return Speaker(name=None, confidence=0.0)
        if noun.institution:
            return self._institution(reading.frame, phrase, index, at)
        found = self._holder(reading.frame, phrase, index, at)
        return found or self._office(reading.frame, phrase, noun)

    def _office(self, frame: Frame, phrase: Phrase, noun: HeadNoun) -> Speaker:
        """« le secrétaire général de l'Otan »: an office that is specified names its one holder, though without a name."""
        if noun.anonymous or phrase.determiner is None or phrase.after - phrase.first < 3:
            return Speaker(name=None, confidence=0.0)
        return Speaker(name=self.words(frame, phrase, bare=True)[0], confidence=0.62)

    def _demonstrative(self, frame: Frame, phrase: Phrase) -> bool:
        """« ce père de quatre enfants » takes somebody up who was named before."""
        return self.vocabulary.has("demonstratives", frame.lows[phrase.first])

    def _author(self, reading: Reading, phrase: Phrase) -> Speaker:
        """« le rapport de l'ONG Terre commune » speaks for the organisation it is of."""
        for other, (after, mention) in sorted(reading.frame.mentions.items()):
            if phrase.first < other and after <= phrase.after and mention.kind == "organization":
                return Speaker(name=mention.name, confidence=0.75, key=mention.key, kind="organization")
        return Speaker(name=None, confidence=0.0)

    def _last_organisation(self, index: int, at: int) -> Speaker | None:
        """« insiste l'organisation »: the only one named in this sentence and the two before."""
        found: dict[str, Mention] = {}
        for frame_index in range(max(index - 2, 0), index + 1):
            for _, mention in self.frames[frame_index].mentions.values():
                if mention.kind == "organization" and mention.start < at:
                    found.setdefault(mention.key, mention)
        if len(found) != 1:
            return None
        mention = next(iter(found.values()))
        return Speaker(name=mention.name, confidence=0.66, key=mention.key, kind="organization")

    def _institution(self, frame: Frame, phrase: Phrase, index: int, at: int) -> Speaker:
        """An institution that no mention covers: its words without the article, if anything specifies it."""
        text, _ = self.words(frame, phrase, bare=True)
        countries = [
            m
            for at, (_, m) in sorted(frame.mentions.items())
            if phrase.first <= at < phrase.after and m.kind == "country"
        ]
        specified = phrase.after - phrase.first > 2
        if not specified and phrase.determiner is not None:
            taken_up = self._last_organisation(index, at)
            if taken_up is not None:
                return taken_up
        return Speaker(
            name=text,
            confidence=0.85 if specified else 0.62 if phrase.noun and phrase.noun.unique else 0.0,
            kind="organization",
            country=countries[0].key if len(countries) == 1 else None,
        )

    def _holder(self, frame: Frame, phrase: Phrase, index: int, at: int) -> Speaker | None:
        """The person of this article who has the function; None where nobody may be meant."""
        self.learn(index)
        text, _ = self.words(frame, phrase, bare=True)
        wanted = set(text.casefold().replace("’", "'").split())
        best: dict[str, tuple[float, Speaker]] = {}
        for offset, head, words, speaker in self._functions:
            if offset >= at or head != phrase.head or not self._agrees(speaker, phrase.gender):
                continue
            known = set(words.casefold().replace("’", "'").split())
            overlap = len(wanted & known) / len(wanted)
            best[speaker.name or ""] = (overlap + offset * 1e-9, speaker)
        if not best:
            return self._nearest_without_function(phrase, index, at)
        ranked = sorted(best.values(), key=lambda each: -each[0])
        overlap = ranked[0][0]
        rivals = [score for score, _ in ranked[1:] if score > overlap - 0.2]
        confidence = (0.88 if overlap > 0.6 else 0.7) - 0.25 * bool(rivals)
        return replace(ranked[0][1], confidence=confidence)

    def _nearest_without_function(self, phrase: Phrase, index: int, at: int) -> Speaker | None:
        """« Céleste Macuácua a visité … La ministre a salué »: the only person named just before."""
        people: dict[str, Speaker] = {}
        for frame_index in range(max(index - 2, 0), index + 1):
            for found in self.people(frame_index, before=at):
                people.setdefault(found.name or "", found)
        agreeing = [found for found in people.values() if self._agrees(found, phrase.gender)]
        if len(people) != 1 or not agreeing or phrase.determiner is None:
            return None
        heads = {head for _, head, _, speaker in self._functions if speaker.name == agreeing[0].name}
        if heads and phrase.head not in heads:
            return replace(agreeing[0], confidence=0.55)
        return replace(agreeing[0], confidence=0.62)

    def learn(self, index: int) -> None:
        """Take in the functions and genders that frames up to ``index`` state."""
        if not self._learnt and not self._functions:
            self._learn_roles()
        while self._learnt <= min(index, len(self.frames) - 1):
            reading = self.reading(self._learnt)
            for position, phrase in enumerate(reading.phrases):
                self._learn_phrase(reading, position, phrase)
            self._learnt += 1

    def _learn_roles(self) -> None:
        names = {role.person for role in self.roles}
        for role in self.roles:
            words = role.text.casefold().replace("’", "'").split()
            head = next((word for word in words if word in self.vocabulary.nouns), None)
            if head is None:
                continue
            speaker = Speaker(
                name=role.person, key=role.person, kind="person", confidence=0.9, country=role.country
            )
            self._functions.append((role.start, head, role.text, speaker))
            gender = self.vocabulary.nouns[head].gender
            if gender and role.person in names:
                self.genders.setdefault(role.person, gender)

    def _learn_phrase(self, reading: Reading, position: int, phrase: Phrase) -> None:
        if phrase.kind == "noun":
            subject = self.finder.apposition(reading, position)
            if subject.who is None or subject.noun is None or subject.others:
                return
            speaker = self.name(subject.who)
            noun = subject.noun
            text, span = self.words(reading.frame, noun, bare=True)
            if speaker.kind == "person" and speaker.name:
                self._functions.append((span[0], noun.head, text, speaker))
                if noun.gender:
                    self.genders.setdefault(speaker.name, noun.gender)
        elif phrase.gender and phrase.person:
            named = self.name(phrase)
            self.genders.setdefault(named.name or "", phrase.gender)

    # -- pronouns

    def _agrees(self, speaker: Speaker, gender: Gender | None) -> bool:
        known = self.genders.get(speaker.name or "")
        return gender is None or known is None or known == gender

    def people(self, index: int, *, before: int) -> list[Speaker]:
        """People named in frame ``index`` before an offset, subjects first, then in order."""
        reading = self.reading(index)
        subjects: list[Speaker] = []
        others: list[Speaker] = []
        for phrase in reading.phrases:
            if (
                not phrase.person
                or not self._known(reading.frame, phrase)
                or reading.frame.items[phrase.first].start >= before
            ):
                continue
            place = others if phrase.governed_by else subjects
            place.append(self.name(phrase))
        return [*subjects, *others]

    def _known(self, frame: Frame, phrase: Phrase) -> bool:
        """Whether the entities component knows the person, or a title, a function or an earlier quote tells one."""
        if phrase.mention is not None or phrase.kind == "noun" or phrase.gender is not None:
            return True
        name = self.frames.text[slice(*phrase.name)] if phrase.name else ""
        if any(speaker.name == name for _, _, speaker in self.said):
            return True
        opens = phrase.first == 0 or frame.items[phrase.first - 1].kind != "word"
        following = frame.items[phrase.after] if phrase.after < len(frame.items) else None
        acts = following is not None and (
            following.low == "," or (following.kind == "word" and not following.capital)
        )
        return opens and acts and phrase.after - phrase.first <= 3

    def pronoun(self, phrase: Phrase, index: int, at: int) -> Speaker:
        """The person that a subject pronoun in frame ``index`` stands for."""
        nobody = Speaker(name=None, confidence=0.0, description=None)
        if phrase.plural:
            return nobody
        if self.vocabulary.has("last_named", phrase.head):
            return self._last_named(index, at) or nobody
        return self.anaphor(phrase.gender, index, at) or nobody

    def _last_named(self, index: int, at: int) -> Speaker | None:
        for frame_index in range(index, max(index - 3, -1), -1):
            reading = self.reading(frame_index)
            for phrase in reversed(reading.phrases):
                if phrase.person and reading.frame.items[phrase.first].start < at:
                    return replace(self.name(phrase), confidence=0.8)
        return None

    def anaphor(self, gender: Gender | None, index: int, at: int) -> Speaker | None:
        """The most likely person meant by he or she at offset ``at``, walking back from frame ``index``."""
        self.learn(index)
        ranked: dict[str, tuple[float, Speaker]] = {}
        paragraph = self.frames.paragraph(index)
        for frame_index in range(index, max(index - PRONOUN_REACH, -1), -1):
            distance = index - frame_index
            far = max(paragraph - self.frames.paragraph(frame_index) - 1, 0)
            for order, one in enumerate(self._candidates(frame_index, at)):
                if not self._agrees(one, gender):
                    continue
                matches = gender is not None and self.genders.get(one.name or "") == gender
                weight = (
                    0.14 * matches - 0.1 * order - 0.05 * max(distance - 1, 0) - 0.06 * far - 0.01 * distance
                )
                if weight > ranked.get(one.name or "", (-9.0, one))[0]:
                    ranked[one.name or ""] = (weight, one)
        return self._first(sorted(ranked.values(), key=lambda each: -each[0]))

    def _first(self, ranked: Sequence[tuple[float, Speaker]]) -> Speaker | None:
        """The best of ranked people, less sure where the next one is close."""
        if not ranked:
            return None
        weight, best = ranked[0]
        margin = weight - ranked[1][0] if len(ranked) > 1 else 1.0
        confidence = 0.74 + min(weight, 0.14) - (0.1 if margin < 0.05 else 0.05 if margin < 0.1 else 0.0)
        return replace(best, confidence=min(max(confidence, 0.3), 0.88))

    def _candidates(self, index: int, at: int) -> list[Speaker]:
        """Speakers of quotations in frame ``index`` (the last first), then the people named there."""
        found: dict[str, Speaker] = {}
        for offset, frame_index, speaker in reversed(self.said):
            if frame_index < index:
                break
            if frame_index == index and offset < at and speaker.kind == "person" and speaker.name:
                found.setdefault(speaker.name, speaker)
        for speaker in self.people(index, before=at):
            found.setdefault(speaker.name or "", speaker)
        return list(found.values())

    def remember(self, offset: int, index: int, speaker: Speaker) -> None:
        """Note who said the quotation at ``offset`` in frame ``index``."""
        self.said.append((offset, index, speaker))
