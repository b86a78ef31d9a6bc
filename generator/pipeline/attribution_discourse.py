"""Discourse: what an article has said so far (people, functions, genders, speakers), for ``attribution_speakers``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from generator.annotations import Role
from generator.pipeline.attribution_phrases import Phrase
from generator.pipeline.attribution_subjects import Reading, SubjectFinder
from generator.pipeline.quotes_frames import Frame, Frames
from generator.pipeline.quotes_vocabulary import Gender, Vocabulary

PRONOUN_REACH = 6
"""Frames before a pronoun among which its person is looked for."""
SPEAKERS = 8
"""How many of the last quotations are asked for a speaker whose gender alone tells who is meant."""
HOLDERS = 50
"""How many of the last statements of a function are looked at."""


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


@dataclass(frozen=True, slots=True)
class Function:
    """A function that somebody was given at ``offset``: its head noun, its words without article, and who has it."""

    offset: int
    head: str
    words: str
    holder: Speaker


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
        self.roles = tuple(sorted(roles, key=lambda role: (role.start, role.end)))
        self._role_starts = [role.start for role in self.roles]
        self.genders: dict[str, Gender] = {}
        for key, gender in genders.items():
            if gender in ("M", "m"):
                self.genders[key] = "m"
            elif gender in ("F", "f"):
                self.genders[key] = "f"
        self._stated: dict[str, Gender] = {}
        self._holders: set[str] = set()
        self._readings: dict[int, Reading] = {}
        self._learnt = 0
        self.functions: dict[str, list[Function]] = {}
        self._speakers: set[str] = set()
        self._people: dict[int, list[Speaker]] = {}
        self._countries = {role.person: role.country for role in reversed(self.roles) if role.country}
        self._names: dict[str, Speaker] = {}
        self.said: list[tuple[int, int, Speaker]] = []

    def reading(self, index: int) -> Reading:
        """Phrases and cues of frame ``index``."""
        made = self._readings.get(index)
        if made is None:
            made = self._readings[index] = self.finder.read(self.frames[index])
        return made

    def role_within(self, start: int, end: int) -> Role | None:
        """The role whose first words stand in [start, end)."""
        at = bisect_left(self._role_starts, start)
        return self.roles[at] if at < len(self.roles) and self.roles[at].start < end else None

    def words(self, frame: Frame, phrase: Phrase, *, bare: bool = False) -> tuple[str, tuple[int, int]]:
        """The words of a phrase and their span; ``bare`` without determiner and title."""
        first = phrase.first
        while bare and first < phrase.after - 1 and frame.lows[first] in self.vocabulary.determiners:
            first += 1
        start, end = frame.items[first].start, frame.items[phrase.after - 1].end
        return self.frames.text[start:end], (start, end)

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
        return self._countries.get(key)

    def learn(self, index: int) -> None:
        """Take in the functions and genders that frames up to ``index`` state."""
        if not self._learnt:
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
            self.functions.setdefault(head, []).append(Function(role.start, head, role.text, speaker))
            gender = self.vocabulary.nouns[head].gender
            if gender and role.person in names:
                self._stated.setdefault(role.person, gender)

    def _learn_phrase(self, reading: Reading, position: int, phrase: Phrase) -> None:
        if phrase.kind == "noun":
            subject = self.finder.apposition(reading, position)
            if subject.who is None or subject.noun is None or subject.others:
                return
            speaker = self.name(subject.who)
            noun = subject.noun
            text, span = self.words(reading.frame, noun, bare=True)
            if speaker.kind == "person" and speaker.name:
                self._learn_country(reading.frame, noun, speaker.name)
                function = Function(span[0], noun.head, text, speaker)
                self.functions.setdefault(noun.head, []).append(function)
                self._holders.add(speaker.name)
                if noun.gender:
                    self._stated.setdefault(speaker.name, noun.gender)
        elif phrase.gender and phrase.person:
            named = self.name(phrase)
            self._stated.setdefault(named.name or "", phrase.gender)

    def country_within(self, frame: Frame, phrase: Phrase) -> str | None:
        """The one country named within a phrase."""
        codes = {
            mention.key
            for at, (_, mention) in frame.mentions.items()
            if phrase.first <= at < phrase.after and mention.kind == "country"
        }
        return codes.pop() if len(codes) == 1 else None

    def _learn_country(self, frame: Frame, noun: Phrase, name: str) -> None:
        code = self.country_within(frame, noun)
        if code is not None:
            self._countries.setdefault(name, code)

    def of_country(self, code: str, gender: Gender | None) -> Speaker | None:
        """The one person so far whose function is a country's."""
        found = {
            function.holder.name: function.holder
            for functions in self.functions.values()
            for function in functions[-HOLDERS:]
            if self._countries.get(function.holder.name or "") == code
        }
        one = next(iter(found.values())) if len(found) == 1 else None
        return one if one is not None and self.agrees(one, gender) else None

    def agrees(self, speaker: Speaker, gender: Gender | None) -> bool:
        """Whether nothing is known that keeps a speaker from having a gender."""
        known = self.gender(speaker)
        return gender is None or known is None or known == gender

    def gender(self, speaker: Speaker) -> Gender | None:
        """What the article states (title, function, determiner), else what the name tells."""
        name = speaker.name or ""
        return self._stated.get(name) or self.genders.get(name)

    def state_gender(self, name: str, gender: Gender) -> None:
        """Take a pronoun's gender for its person's, unless something else has told it."""
        self.genders.setdefault(name, gender)

    def people(self, index: int, *, before: int) -> list[Speaker]:
        """People named in frame ``index`` before an offset, subjects first, then in order."""
        if before < self.frames.bounds[index][1]:
            return self._find_people(index, before)
        if index not in self._people:
            self._people[index] = self._find_people(index, before)
        return self._people[index]

    def _find_people(self, index: int, before: int) -> list[Speaker]:
        reading = self.reading(index)
        subjects: list[Speaker] = []
        others: list[Speaker] = []
        for phrase in reading.phrases:
            if reading.frame.items[phrase.first].start >= before:
                break
            found = self._person(reading.frame, phrase)
            if found is not None:
                (others if phrase.governed_by else subjects).append(found)
        return [*subjects, *others]

    def _person(self, frame: Frame, phrase: Phrase) -> Speaker | None:
        """Who a phrase names; a bare function (« La ministre ») means who has it, if only one has."""
        if phrase.person:
            return self.name(phrase) if self._known(frame, phrase) else None
        definite = phrase.determiner is not None and phrase.determiner.kind == "definite"
        bare = phrase.kind == "noun" and phrase.after - phrase.first == 2 and not phrase.plural
        if not (definite and bare) or phrase.governed_by or phrase.mention is not None:
            return None
        holders = {
            each.holder.name: each.holder
            for each in self.functions.get(phrase.head, [])[-HOLDERS:]
            if each.offset < frame.items[phrase.first].start and self.agrees(each.holder, phrase.gender)
        }
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _known(self, frame: Frame, phrase: Phrase) -> bool:
        """Whether the entities component knows the person, or a title, a function or an earlier quote tells one."""
        if phrase.mention is not None or phrase.kind == "noun" or phrase.gender is not None:
            return True
        name = self.frames.text[slice(*phrase.name)] if phrase.name else ""
        if name in self._speakers or name in self._holders:
            return True
        opens = phrase.first == 0 or frame.items[phrase.first - 1].kind != "word"
        following = frame.items[phrase.after] if phrase.after < len(frame.items) else None
        acts = following is not None and (
            following.low == "," or (following.kind == "word" and not following.capital)
        )
        return opens and acts and phrase.after - phrase.first <= 5

    def pronoun(self, phrase: Phrase, index: int, at: int) -> Speaker:
        """The person that a subject pronoun in frame ``index`` stands for."""
        nobody = Speaker(name=None, confidence=0.0, description=None)
        if phrase.plural:
            return nobody
        if self.vocabulary.has("last_named", phrase.head):
            return self._last_named(index, at) or nobody
        found = self.anaphor(phrase.gender, index, at)
        if found is None and phrase.gender is not None and not phrase.head:
            only = self.only_speaker(phrase.gender, at)
            found = replace(only, confidence=0.66) if only is not None else None
        return found or nobody

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
                if not self.agrees(one, gender):
                    continue
                matches = gender is not None and self.gender(one) == gender
                weight = (
                    0.14 * matches - 0.1 * order - 0.05 * max(distance - 1, 0) - 0.06 * far - 0.01 * distance
                )
                if weight > ranked.get(one.name or "", (-9.0, one))[0]:
                    ranked[one.name or ""] = (weight, one)
            if self._has_anonymous(frame_index, at, gender):
                break
        return self._first(sorted(ranked.values(), key=lambda each: -each[0]))

    def _has_anonymous(self, index: int, at: int, gender: Gender | None) -> bool:
        """Whether somebody unnamed is a subject there (« Une habitante … », “His wife”), who may be meant as well."""
        reading = self.reading(index)
        for phrase in reading.phrases:
            if phrase.kind != "noun" or phrase.person or phrase.mention is not None or phrase.governed_by:
                continue
            unnamed = phrase.determiner is not None and phrase.determiner.kind != "definite"
            person = phrase.noun is not None and not phrase.noun.institution and not phrase.plural
            beside = any(other.person and -3 < other.first - phrase.after < 2 for other in reading.phrases)
            fits = phrase.gender is None or gender is None or phrase.gender == gender
            if unnamed and person and fits and not beside and reading.frame.items[phrase.first].start < at:
                return True
        return False

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

    def only_speaker(self, gender: Gender, at: int) -> Speaker | None:
        """The one person of this gender among the last quotations' speakers, if there is only one."""
        found = {
            speaker.name: speaker
            for offset, _, speaker in self.said[-SPEAKERS:]
            if speaker.kind == "person" and offset < at and self.gender(speaker) in (gender, None)
        }
        one = next(iter(found.values())) if len(found) == 1 else None
        if one is not None and self.gender(one) == gender:
            return one
        return None if found else self._only_person(gender, at)

    def _only_person(self, gender: Gender, at: int) -> Speaker | None:
        """The one person of this gender among those named so far (the one who is interviewed)."""
        found: dict[str, Speaker] = {}
        for mention in self.frames.mentions_before("person", at):
            speaker = Speaker(
                name=mention.name,
                confidence=0.97,
                key=mention.key,
                kind="person",
                country=self._country(mention.key),
            )
            if self.gender(speaker) in (gender, None):
                found.setdefault(mention.key, speaker)
        one = next(iter(found.values())) if len(found) == 1 else None
        return one if one is not None and self.gender(one) == gender else None

    def remember(self, offset: int, index: int, speaker: Speaker) -> None:
        """Note who said the quotation at ``offset`` in frame ``index``."""
        self.said.append((offset, index, speaker))
        if speaker.name:
            self._speakers.add(speaker.name)
