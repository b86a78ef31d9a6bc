"""Speakers: from a subject (name, function, pronoun) to somebody of this article, or to nobody, for ``attribution``."""

from __future__ import annotations

from dataclasses import replace

from generator.annotations import Mention
from generator.pipeline.attribution_discourse import HOLDERS, Discourse, Speaker
from generator.pipeline.attribution_phrases import Phrase
from generator.pipeline.attribution_subjects import Reading, Subject
from generator.pipeline.quotes_frames import Frame
from generator.pipeline.quotes_vocabulary import HeadNoun

NEAR = 4
"""Frames within which a bare function is sure to take up who has it."""
LEARNT = 0.65
"""Confidence from which a pronoun's person is taken to have the pronoun's gender from then on."""


class SpeakerFinder:
    """Says who subjects are; one object an article."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.frames = discourse.frames
        self.vocabulary = discourse.vocabulary

    def resolve(self, reading: Reading, subject: Subject, index: int, at: int) -> Speaker:
        """Who ``subject`` of frame ``index`` is, for a quotation at offset ``at``."""
        phrase = subject.main
        description, span = self._describe(reading.frame, subject)
        if phrase.kind == "pronoun":
            found = self.discourse.pronoun(phrase, index, at)
            if found.name and phrase.gender and found.confidence >= LEARNT:
                self.discourse.state_gender(found.name, phrase.gender)
            return replace(found, span=self.discourse.words(reading.frame, phrase)[1])
        if subject.others:
            return self._joint(reading.frame, subject)
        if subject.who is not None:
            named = self.discourse.name(subject.who)
            return replace(named, description=description, span=span)
        found = self._by_role(reading.frame, phrase) or self._function(reading, phrase, index, at)
        return replace(found, description=description, span=span)

    def _by_role(self, frame: Frame, phrase: Phrase) -> Speaker | None:
        """The person to whom the entities component has given this very function, at this place."""
        start, end = frame.items[phrase.first].start, frame.items[phrase.after - 1].end
        role = self.discourse.role_within(start, end)
        if role is None or phrase.plural or (phrase.noun is not None and phrase.noun.institution):
            return None
        return Speaker(
            name=role.person, key=role.person, kind="person", confidence=0.93, country=role.country
        )

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

    def _function(self, reading: Reading, phrase: Phrase, index: int, at: int) -> Speaker:
        noun, determiner = phrase.noun, phrase.determiner
        assert noun is not None
        indefinite = determiner is not None and determiner.kind != "definite"
        if self._demonstrative(reading.frame, phrase) and not noun.institution and not phrase.plural:
            found = self.discourse.anaphor(phrase.gender, index, at)
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
        """« le secrétaire général de l'Otan »: an office that is specified means its one holder."""
        vague = noun.anonymous or self._indefinite_within(frame, phrase)
        if vague or phrase.determiner is None or phrase.after - phrase.first < 3:
            return Speaker(name=None, confidence=0.0)
        return Speaker(
            name=self.discourse.words(frame, phrase, bare=True)[0],
            confidence=0.62,
            country=self.discourse.country_within(frame, phrase),
        )

    def _indefinite_within(self, frame: Frame, phrase: Phrase) -> bool:
        """« le patron d'une fiduciaire » is nobody in particular."""
        kinds = (self.vocabulary.determiners.get(low) for low in frame.lows[phrase.first + 2 : phrase.after])
        return any(kind is not None and kind.kind == "indefinite" and not kind.plural for kind in kinds)

    def _demonstrative(self, frame: Frame, phrase: Phrase) -> bool:
        """« ce père de quatre enfants » takes somebody up who was named before."""
        return self.vocabulary.has("demonstratives", frame.lows[phrase.first])

    def _author(self, reading: Reading, phrase: Phrase) -> Speaker:
        """« le rapport de l'ONG Terre commune » speaks for the organisation it is of."""
        for other, (after, mention) in sorted(reading.frame.mentions.items()):
            if phrase.first < other and after <= phrase.after and mention.kind == "organization":
                return Speaker(name=mention.name, confidence=0.75, key=mention.key, kind="organization")
        return Speaker(name=None, confidence=0.0)

    def _organisation_called(self, head: str, at: int) -> Speaker | None:
        """“the federation”: the organisation named last whose name has this word."""
        for mention in self.frames.mentions_before("organization", at):
            if head in mention.name.casefold().split():
                return Speaker(name=mention.name, confidence=0.85, key=mention.key, kind="organization")
        return None

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
        text, _ = self.discourse.words(frame, phrase, bare=True)
        countries = [
            m
            for at, (_, m) in sorted(frame.mentions.items())
            if phrase.first <= at < phrase.after and m.kind == "country"
        ]
        specified = phrase.after - phrase.first > 2
        if not specified and phrase.determiner is not None:
            taken_up = self._organisation_called(phrase.head, at) or self._last_organisation(index, at)
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
        self.discourse.learn(index)
        text, _ = self.discourse.words(frame, phrase, bare=True)
        wanted = set(text.casefold().replace("’", "'").split())
        best: dict[str, tuple[float, Speaker]] = {}
        for function in self.discourse.functions.get(phrase.head, [])[-HOLDERS:]:
            if function.offset >= at or not self.discourse.agrees(function.holder, phrase.gender):
                continue
            known = set(function.words.casefold().replace("’", "'").split())
            overlap = len(wanted & known) / len(wanted)
            best[function.holder.name or ""] = (overlap + function.offset * 1e-9, function.holder)
        if not best:
            compatriot = self._compatriot(frame, phrase)
            if compatriot is not None:
                return compatriot
            return self._nearest_without_function(phrase, index, at)
        ranked = sorted(best.values(), key=lambda each: -each[0])
        overlap = ranked[0][0]
        rivals = [score for score, _ in ranked[1:] if score > overlap - 0.2]
        confidence = (0.88 if overlap > 0.6 else 0.7) - 0.25 * bool(rivals)
        if len(wanted) == 1 and not self._is_recent(ranked[0][1], index, at):
            confidence -= 0.14
        return replace(ranked[0][1], confidence=confidence)

    def _compatriot(self, frame: Frame, phrase: Phrase) -> Speaker | None:
        """« le dirigeant malawite » is « son homologue malawite, Joseph Phiri », the one official of that country."""
        code = self.discourse.country_within(frame, phrase)
        if code is None or phrase.determiner is None or phrase.determiner.kind != "definite":
            return None
        found = self.discourse.of_country(code, phrase.gender)
        if found is None:
            return None
        sure = not self._has_another(found.name, phrase.head)
        return replace(found, confidence=0.72 if sure else 0.52)

    def _is_recent(self, speaker: Speaker, index: int, at: int) -> bool:
        """Whether a bare function (« le ministre ») stands near to where its holder was named or spoke."""
        near = range(max(index - NEAR, 0), index + 1)
        return any(
            person.name == speaker.name
            for frame_index in near
            for person in self.discourse.people(frame_index, before=at)
        )

    def _nearest_without_function(self, phrase: Phrase, index: int, at: int) -> Speaker | None:
        """« Céleste Macuácua a visité … La ministre a salué »: the only person named just before."""
        people: dict[str, Speaker] = {}
        for frame_index in range(max(index - 2, 0), index + 1):
            for found in self.discourse.people(frame_index, before=at):
                people.setdefault(found.name or "", found)
        agreeing = [found for found in people.values() if self.discourse.agrees(found, phrase.gender)]
        if not agreeing or len(people) != 1:
            return self._only_one_of_gender(phrase, at)
        if phrase.determiner is None:
            return None
        if self._has_another(agreeing[0].name, phrase.head):
            if self._specified(self.frames[index], phrase):
                return None
            return replace(agreeing[0], confidence=0.58 if self._spoke_last(agreeing[0], at) else 0.45)
        return replace(agreeing[0], confidence=0.62)

    def _specified(self, frame: Frame, phrase: Phrase) -> bool:
        """« le patron d'une fiduciaire », « le chef de l'Otan »: a complement says that it is another function."""
        named = any(phrase.first < at < phrase.after for at in frame.mentions)
        return named or self._indefinite_within(frame, phrase)

    def _spoke_last(self, speaker: Speaker, at: int) -> bool:
        """« a ajouté l'officier », said of the spokesman whose words stand just before."""
        earlier = [one.name for offset, _, one in self.discourse.said[-2:] if offset < at]
        return bool(earlier) and earlier[-1] == speaker.name

    def _only_one_of_gender(self, phrase: Phrase, at: int) -> Speaker | None:
        """« a rétorqué la syndicaliste »: the one speaker so far whose gender it is; only for a bare function."""
        if phrase.determiner is None or phrase.gender is None or phrase.after - phrase.first > 2:
            return None
        found = self.discourse.only_speaker(phrase.gender, at)
        if found is None or (self._has_another(found.name, phrase.head) and not self._spoke_last(found, at)):
            return None
        return replace(found, confidence=0.6)

    def _has_another(self, name: str | None, head: str) -> bool:
        """Whether the person is known by functions, and this is none of them."""
        heads = {
            function.head
            for functions in self.discourse.functions.values()
            for function in functions[-HOLDERS:]
            if function.holder.name == name
        }
        heads = {each for each in heads if not self.vocabulary.has("counterparts", each)}
        return bool(heads) and head not in heads
