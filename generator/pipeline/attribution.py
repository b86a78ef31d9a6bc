"""Attribution: the rules that say who a quotation slot of a frame belongs to, each with its evidence and confidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from generator.pipeline.attribution_cues import Cue
from generator.pipeline.attribution_discourse import Discourse, Speaker
from generator.pipeline.attribution_evidence import Attribution
from generator.pipeline.attribution_phrases import Phrase
from generator.pipeline.attribution_speakers import SpeakerFinder
from generator.pipeline.attribution_subjects import Reading, Subject
from generator.pipeline.quotes_vocabulary import Gender, Vocabulary

FAR = 25
"""Items between a cue and the quotation it governs, at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slot stands: its item, and its clause, the items from ``lower`` to ``upper``."""

    reading: Reading
    index: int
    position: int
    lower: int
    upper: int

    @property
    def at(self) -> int:
        """Offset of the slot."""
        return self.reading.frame.items[self.position].start

    @property
    def colon(self) -> bool:
        """Whether a colon stands right before it."""
        return self.position > 0 and self.reading.frame.lows[self.position - 1] == ":"


class Attributor:
    """Applies the rules; one object an article."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.vocabulary: Vocabulary = discourse.vocabulary
        self.finder = discourse.finder
        self.speakers = SpeakerFinder(discourse)

    def place(self, reading: Reading, index: int, position: int, transparent: Callable[[int], bool]) -> Place:
        """The clause around a slot; slots that are no quotations (``transparent``) do not bound it."""
        items = reading.frame.items
        lower = position
        while lower > 0 and not self._bounds(
            items[lower - 1].kind, items[lower - 1].low, items[lower - 1].slot, transparent
        ):
            lower -= 1
        upper = position + 1
        while upper < len(items) and not self._bounds(
            items[upper].kind, items[upper].low, items[upper].slot, transparent
        ):
            upper += 1
        return Place(reading, index, position, lower, upper)

    def _bounds(self, kind: str, low: str, slot: int, transparent: Callable[[int], bool]) -> bool:
        return (kind == "slot" and not transparent(slot)) or (kind == "stop" and low in ".;!?…")

    # -- after the quotation

    def after(self, place: Place) -> Attribution | None:
        """« … », a déclaré X; « … », selon X; « … », a-t-elle dit; “…,” X said."""
        lows = place.reading.frame.lows
        direct = place.position + 1
        while direct < place.upper and lows[direct] in ",—–-":
            direct += 1
        for cue in place.reading.cues:
            if not direct <= cue.first < place.upper:
                continue
            found = self._after_cue(place, cue, direct)
            if found is not None:
                return found
            if cue.kind in ("verb", "inversion"):
                break
        return self._after_unlisted_verb(place, direct) or self._before_unlisted_verb(place, direct)

    def _after_cue(self, place: Place, cue: Cue, direct: int) -> Attribution | None:
        lows = place.reading.frame.lows
        adjacent = cue.first == direct
        after_comma = cue.first > 0 and lows[cue.first - 1] == ","
        if cue.kind == "source":
            return self._source(place, cue) if adjacent or after_comma else None
        if cue.kind == "inversion" and not (cue.personal or adjacent):
            return None
        if cue.kind == "inversion":
            return (
                self._inversion(place, cue, 0.97 if adjacent else 0.92) if adjacent or after_comma else None
            )
        if cue.kind != "verb":
            return None
        left = self.finder.left(place.reading, cue.first, direct)
        if left is not None and not cue.passive and left.direct and self._speaks_after(place, left, direct):
            return self._make(place, left, cue, "cue-after", 0.97)
        if not (adjacent or after_comma) or self._is_relay_cue(place, cue):
            return None
        right = self.finder.right(place.reading, cue.after, by=cue.passive)
        if right is None:
            return None
        return self._make(place, right, cue, "cue-after", 0.98 if adjacent else 0.93)

    def _speaks_after(self, place: Place, subject: Subject, direct: int) -> bool:
        """“…,” Martin Okello, the mayor, told reporters: the subject follows the quotation at once."""
        first = min(part.first for part in (subject.who, subject.noun) if part is not None)
        lows = place.reading.frame.lows
        return first == direct or (first > direct and lows[first - 1] == ",")

    def _is_relay_cue(self, place: Place, cue: Cue) -> bool:
        return (
            bool(self.vocabulary.relays.length_at(place.reading.frame.lows, cue.first))
            and cue.after - cue.first == 1
        )

    def _after_unlisted_verb(self, place: Place, direct: int) -> Attribution | None:
        """« … », tranche le maire: a word that no table knows, between the mark and somebody who can speak."""
        frame = place.reading.frame
        position = direct
        while (
            position < place.upper
            and frame.items[position].kind == "word"
            and self._is_auxiliary(frame.lows[position])
        ):
            position += 1
        if place.lower < place.position or position >= place.upper or not self._may_be_verb(place, position):
            return None
        for index, phrase in enumerate(place.reading.phrases):
            if phrase.first != position + 1 or phrase.governed_by or phrase.kind == "pronoun":
                continue
            if phrase.kind == "noun" and (phrase.determiner is None or phrase.after > place.upper):
                continue
            subject = self.finder.apposition(place.reading, index)
            cue = Cue(direct, position + 1, "verb")
            return self._make(place, subject, cue, "cue-after", 0.88)
        return None

    def _before_unlisted_verb(self, place: Place, direct: int) -> Attribution | None:
        """“…,” Zofia Wielgosz cautioned: who can speak, then a word that no table knows; only without inversion."""
        if self.vocabulary.words.inversions or place.lower < place.position:
            return None
        for index, phrase in enumerate(place.reading.phrases):
            if phrase.first != direct or phrase.kind == "pronoun" or not (phrase.person or phrase.determiner):
                continue
            subject = self.finder.apposition(place.reading, index)
            after = max(part.after for part in (subject.who, subject.noun) if part is not None)
            if after < place.upper and self._may_be_verb(place, after):
                return self._make(place, subject, Cue(after, after + 1, "verb"), "cue-after", 0.88)
        return None

    def _is_auxiliary(self, low: str) -> bool:
        return any(self.vocabulary.has(group, low) for group in ("auxiliaries", "copulas", "clitics"))

    def _may_be_verb(self, place: Place, position: int) -> bool:
        item = place.reading.frame.items[position]
        if (
            item.kind != "word"
            or item.capital
            or not item.low.isalpha()
            or position in place.reading.frame.mentions
        ):
            return False
        groups = ("prepositions", "conjunctions", "relatives", "complementizers", "auxiliaries", "copulas")
        if (
            item.low in self.vocabulary.determiners
            or item.low in self.vocabulary.nouns
            or item.low in self.vocabulary.titles
        ):
            return False
        return not (
            any(self.vocabulary.has(group, item.low) for group in groups)
            or self.finder.cues.is_adverb(place.reading.frame, position)
        )

    # -- before the quotation

    def before(self, place: Place) -> Attribution | None:
        """X a dénoncé « … »; X : « … »; selon X, « … »; commentaire de X : « … »."""
        source: Attribution | None = None
        for cue in reversed(place.reading.cues):
            if cue.after > place.position or cue.first < place.lower:
                continue
            if cue.kind == "source":
                source = source or self._source(place, cue)
                continue
            if source is not None or place.position - cue.after > FAR:
                break
            found = self._before_cue(place, cue)
            if found is not None:
                return self._opening_source(place, cue) or found if found.speaker.name is None else found
        if source is not None:
            return source
        if place.colon:
            return self._trigger(place) or self._colon(place)
        return None

    def _opening_source(self, place: Place, cue: Cue) -> Attribution | None:
        """« Selon lui, les secours en ont pour « … » »: who opens the clause, where the verb's subject is nobody."""
        for other in place.reading.cues:
            if other.kind == "source" and other.first == place.lower and other.after <= cue.first:
                found = self._source(place, other)
                return found if found is not None and found.speaker.name is not None else None
        return None

    def _before_cue(self, place: Place, cue: Cue) -> Attribution | None:
        evidence = "colon" if place.colon else "cue-before"
        distance = place.position - cue.after
        strength = (0.97 if place.colon or distance <= 3 else 0.93 if distance <= 10 else 0.86) - 0.05 * (
            cue.kind in ("noun", "bare")
        )
        if cue.kind == "inversion":
            return self._inversion(place, cue, strength)
        if place.colon and self._in_relative(place, cue) and not self._addresses(place, cue):
            return None
        if cue.passive:
            agent = self.finder.right(place.reading, cue.after, by=True)
            agent = agent or self.finder.right(place.reading, place.position + 1, by=True)
            return self._make(place, agent, cue, evidence, 0.85) if agent else None
        subject = self.finder.left(place.reading, cue.first, place.lower)
        if subject is None and cue.kind in ("verb", "bare") and not self._goes_on(place, cue):
            right = self.finder.right(place.reading, cue.after)
            subject = right if right is not None and right.main.after <= place.position else None
        if subject is None:
            return None
        return self._make(place, subject, cue, evidence, strength - 0.15 * (not subject.direct))

    def _goes_on(self, place: Place, cue: Cue) -> bool:
        """« X a dénoncé « … » et dit que la compagnie … »: the verb's subject is the earlier quotation's."""
        first = cue.first - 1
        joined = first == place.lower and self.vocabulary.has("conjunctions", place.reading.frame.lows[first])
        return joined and first > 0 and place.reading.frame.items[first - 1].kind == "slot"

    def _addresses(self, place: Place, cue: Cue) -> bool:
        """“…, who tells her: …”: nothing but who is spoken to stands between the verb and the colon."""
        groups = ("oblique_masculine", "oblique_feminine", "clitics")
        between = place.reading.frame.lows[cue.after : place.position - 1]
        return all(any(self.vocabulary.has(group, low) for group in groups) for low in between)

    def _in_relative(self, place: Place, cue: Cue) -> bool:
        return cue.first > 0 and self.vocabulary.has(
            "subject_relative", place.reading.frame.lows[cue.first - 1]
        )

    def _trigger(self, place: Place) -> Attribution | None:
        """« Commentaire du président X : … », « Sa conclusion est sans appel : … »."""
        lows = place.reading.frame.lows
        for position in range(place.lower, place.position):
            if (
                not self.vocabulary.has("trigger_nouns", lows[position])
                or place.reading.frame.items[position].kind != "word"
            ):
                continue
            for index, phrase in enumerate(place.reading.phrases):
                if (
                    position < phrase.first <= position + 3
                    and phrase.after < place.position
                    and phrase.governed_by
                ):
                    subject = self.finder.apposition(place.reading, index)
                    return self._make(place, subject, None, "noun-trigger", 0.93)
            determiner = self.vocabulary.determiners.get(lows[position - 1]) if position else None
            if determiner is not None and determiner.kind == "possessive":
                found = self.discourse.anaphor(
                    None, place.index, place.reading.frame.items[place.lower].start
                )
                if found is not None:
                    return Attribution(speaker=found, evidence="noun-trigger", strength=0.85)
        return None

    def _colon(self, place: Place) -> Attribution | None:
        subject = self.finder.left(place.reading, place.position - 1, place.lower)
        if subject is not None and self.ends_list(place, subject):
            return None
        if subject is None or not subject.direct:
            opening = self.opening(place)
            if opening is not None:
                return self._make(place, opening, None, "colon", 0.75)
        if subject is None:
            return None
        return self._make(place, subject, None, "colon", 0.82 if subject.direct else 0.55)

    def ends_list(self, place: Place, subject: Subject) -> bool:
        """« … par le Kenya, le Ghana et le Niger … : »: the last of several named things is no subject."""
        first = subject.main.first
        joined = first > 1 and self.vocabulary.has("conjunctions", place.reading.frame.lows[first - 1])
        return joined and any(phrase.after == first - 1 for phrase in place.reading.phrases)

    def opening(self, place: Place) -> Subject | None:
        """The subject that opens the clause, if anything does (« Le ministre, lui, prend le temps … : »)."""
        for index, phrase in enumerate(place.reading.phrases):
            if phrase.first < place.lower:
                continue
            determined = phrase.kind != "noun" or (phrase.determiner is not None and not phrase.plural)
            if phrase.first > place.lower or phrase.after > place.position or not determined:
                return None
            return self.finder.apposition(place.reading, index) if phrase.governed_by is None else None
        return None

    # -- shared

    def _source(self, place: Place, cue: Cue) -> Attribution | None:
        """« selon X », « pour X » (only at a clause's edge), “according to X”."""
        lows = place.reading.frame.lows
        weak = self.vocabulary.has("source_weak", lows[cue.first])
        if weak and cue.first != place.lower and lows[cue.first - 1] != ",":
            return None
        phrase = self._oblique(lows, cue.after)
        if phrase is not None:
            return self._make(place, Subject(phrase, None), cue, "selon", 0.95)
        for index, phrase in enumerate(place.reading.phrases):
            if phrase.first != cue.after:
                continue
            country = phrase.mention is not None and phrase.mention.kind == "country"
            if weak and (phrase.kind == "pronoun" or country):
                return None
            subject = self.finder.apposition(place.reading, index)
            return self._make(place, subject, cue, "selon", 0.86 if weak else 0.96)
        return self._anonymous_source(place, cue)

    def _oblique(self, lows: list[str], position: int) -> Phrase | None:
        """« selon lui », “according to her”."""
        low = lows[position] if position < len(lows) else ""
        gender: Gender | None = "m" if self.vocabulary.has("oblique_masculine", low) else None
        if gender is None and self.vocabulary.has("oblique_feminine", low):
            gender = "f"
        return Phrase(position, position + 1, "pronoun", low, gender=gender) if gender else None

    def _anonymous_source(self, place: Place, cue: Cue) -> Attribution | None:
        """« de source policière »: a description, and nobody's name."""
        frame = place.reading.frame
        if not self.vocabulary.has("anonymous_sources", " ".join(frame.lows[cue.first : cue.after])):
            return None
        after = cue.after
        while after < len(frame.items) and self.finder.phrases.names.is_adjective(frame.lows[after]):
            after += 1
        span = (frame.items[cue.after - 1].start, frame.items[after - 1].end)
        speaker = Speaker(
            name=None, confidence=0.0, description=self.discourse.frames.text[slice(*span)], span=span
        )
        cue_span = (frame.items[cue.first].start, frame.items[cue.after - 1].end)
        return Attribution(speaker=speaker, evidence="selon", strength=0.95, cue=cue_span)

    def _inversion(self, place: Place, cue: Cue, strength: float) -> Attribution | None:
        if not cue.personal:
            return self._impersonal(place, cue)
        phrase = Phrase(cue.first, cue.after, "pronoun", "", gender=cue.gender, plural=cue.plural)
        found = self._make(place, Subject(phrase, None), cue, "inversion", strength)
        return replace(found, speaker=replace(found.speaker, span=found.cue))

    def _impersonal(self, place: Place, cue: Cue) -> Attribution:
        """« …, fait-on valoir au ministère »: an institution that is named there, else nobody."""
        span = (place.reading.frame.items[cue.first].start, place.reading.frame.items[cue.after - 1].end)
        for index, phrase in enumerate(place.reading.phrases):
            if not cue.after <= phrase.first <= cue.after + 3 or phrase.governed_by is None:
                continue
            organisation = phrase.mention is not None and phrase.mention.kind == "organization"
            if organisation or (phrase.noun is not None and phrase.noun.institution):
                subject = self.finder.apposition(place.reading, index)
                return self._make(place, subject, cue, "inversion", 0.85)
        nobody = Speaker(name=None, confidence=0.0)
        return Attribution(speaker=nobody, evidence="inversion", strength=0.9, cue=span)

    def _make(
        self, place: Place, subject: Subject, cue: Cue | None, evidence: str, strength: float
    ) -> Attribution:
        items = place.reading.frame.items
        phrase = subject.main
        at = items[phrase.first].start if phrase.kind == "pronoun" else place.at
        speaker = self.speakers.resolve(place.reading, subject, place.index, at)
        span = (items[cue.first].start, items[cue.after - 1].end) if cue is not None else None
        return Attribution(speaker=speaker, evidence=evidence, strength=max(strength, 0.1), cue=span)
