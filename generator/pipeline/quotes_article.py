"""All quotations of one article: every marked span judged, attributed, and joined where an incise parts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator.annotations import Role
from generator.pipeline.attribution import Attributor, Place
from generator.pipeline.attribution_discourse import Discourse, Speaker
from generator.pipeline.attribution_evidence import Attribution
from generator.pipeline.attribution_phrases import Phrase
from generator.pipeline.attribution_subjects import Reading, Subject, SubjectFinder
from generator.pipeline.marks import MarkedSpan
from generator.pipeline.quotes_filter import Content, QuoteFilter
from generator.pipeline.quotes_frames import MOST_SLOTS, Frame, Frames
from generator.pipeline.quotes_parts import Incise, clip_parts, continues, find_incise
from generator.pipeline.quotes_relays import RelayFinder

DEEPEST = 3
"""Levels of quotations within quotations that are looked at."""
MOST_DESCRIBING = 8
"""Words that a description of somebody unknown has at most."""
JOINED = 10
"""Items that may stand between two quotations of one speaker in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A quotation: ``slot`` is the index of its (first) marked span, -1 for reported speech."""

    parts: tuple[tuple[int, int], ...]
    slot: int = -1
    parent: int | None = None
    attribution: Attribution | None = None
    via: str | None = None
    indirect: bool = False


class ArticleQuotes:
    """One pass over the marked spans of one article, in order."""

    def __init__(
        self,
        frames: Frames,
        finder: SubjectFinder,
        quote_filter: QuoteFilter,
        relays: RelayFinder,
        *,
        roles: Iterable[Role] = (),
        genders: Mapping[str, str | None] | None = None,
    ) -> None:
        self.frames = frames
        self.discourse = Discourse(frames, finder, finder.vocabulary, roles, genders or {})
        self.attributor = Attributor(self.discourse)
        self.filter = quote_filter
        self.relays = relays
        self.rejected: dict[int, str] = {}
        self.found: dict[int, Found] = {}
        self._children: dict[int, list[int]] = {}
        self._inner: dict[int, Reading] = {}
        for slot, mark in enumerate(frames.marks):
            if mark.parent is not None:
                self._children.setdefault(mark.parent, []).append(slot)

    def find(self) -> list[Found]:
        """All quotations between marks, parents before children."""
        previous: int | None = None
        for slot, mark in enumerate(self.frames.marks):
            if mark.depth:
                continue
            previous = self._top(slot, mark, previous)
        for slot, mark in enumerate(self.frames.marks):
            if mark.depth:
                self._nested(slot, mark)
        return list(self.found.values())

    # -- outermost spans

    def _top(self, slot: int, mark: MarkedSpan, previous: int | None) -> int | None:
        """Judge one span; returns the last span that is a quote."""
        index = self.frames.index_at(mark.outer_start)
        reading = self.discourse.reading(index)
        position = reading.frame.slots[slot]
        place = self.attributor.place(reading, index, position, self.rejected.__contains__)
        inner = self.frames.inside(slot, self._children.get(slot, ())[:MOST_SLOTS])
        content = Content.of(inner.items)
        attribution, incise, coordinated = self._attribute(place, inner, content, previous)
        reason = self._reason(place, content, attribution, coordinated, mark)
        if reason is not None:
            self.rejected[slot] = reason
            return previous
        if attribution is None:
            attribution = self._without_cue(place, previous)
        if not mark.closed and attribution is not None:
            attribution = replace(attribution, strength=attribution.strength * 0.7)
        return self._keep(slot, mark, place, content, attribution, incise, previous)

    def _attribute(
        self, place: Place, inner: Frame, content: Content, previous: int | None
    ) -> tuple[Attribution | None, Incise | None, bool]:
        incise = find_incise(self.attributor, inner, place.index)
        if incise is not None:
            return incise.attribution, incise, False
        after, before = self.attributor.after(place), self.attributor.before(place)
        inherited = self._coordinated(place, previous)
        if after is not None and (before is None or content.capital or not self._governs(before)):
            return after, None, inherited is not None
        if before is not None:
            return before, None, inherited is not None
        found = inherited or self._gapping(place, previous) or self._predicate(place, inner, content)
        after_slot = place.reading.frame.lows[place.position + 1 : place.position + 2]
        if found is None and ("," in after_slot or inner.lows[-1:] == [","]):
            found = self._unknown_after(place)
        return found, None, inherited is not None

    def _predicate(self, place: Place, inner: Frame, content: Content) -> Attribution | None:
        """« Rome, tenue à l'écart, « regrette » un accord »: the quoted words are the subject's own verb."""
        vocabulary = self.attributor.vocabulary
        if content.capital or not inner.lows or not vocabulary.finite.length_at(inner.lows, 0):
            return None
        subject = self.attributor.opening(place)
        if subject is None:
            return None
        after = max(part.after for part in (subject.who, subject.noun) if part is not None)
        lows = place.reading.frame.lows
        if after != place.position and not (lows[after] == "," and lows[place.position - 1] == ","):
            return None
        speaker = self.attributor.speakers.resolve(place.reading, subject, place.index, place.at)
        return Attribution(speaker=speaker, evidence="clause", strength=0.8)

    def _governs(self, before: Attribution) -> bool:
        """Whether what stands before a fragment says whose it is (« X juge le texte « inutile », a rapporté Y »)."""
        known = before.speaker.name is not None or before.speaker.description is not None
        return known and before.evidence in ("cue-before", "selon")

    def _reason(
        self,
        place: Place,
        content: Content,
        attribution: Attribution | None,
        coordinated: bool,
        mark: MarkedSpan,
    ) -> str | None:
        reason = self.filter.name_reason(place, content, attribution)
        if reason is not None:
            return reason
        if not mark.closed and (content.words < 5 or attribution is None or not place.colon):
            return "unclosed"
        return self.filter.judge(place, content, attribution, coordinated=coordinated)

    def _keep(
        self,
        slot: int,
        mark: MarkedSpan,
        place: Place,
        content: Content,
        attribution: Attribution | None,
        incise: Incise | None,
        previous: int | None,
    ) -> int:
        parts = clip_parts(self.frames.text, mark.parts, incise)
        via = self.relays.find(self.frames.text, place.reading, place.lower, place.upper)
        earlier = self.found.get(previous) if previous is not None else None
        if (
            earlier is not None
            and previous is not None
            and not content.capital
            and self._goes_on(place, previous, earlier)
        ):
            merged = replace(earlier, parts=(*earlier.parts, *parts), via=earlier.via or via)
            self.found[previous] = merged
            return previous
        if attribution is not None:
            self.discourse.remember(mark.start, place.index, attribution.speaker)
        self.found[slot] = Found(parts=parts, slot=slot, attribution=attribution, via=via)
        return slot

    def _goes_on(self, place: Place, previous: int, earlier: Found) -> bool:
        """Whether this span and the one before are one sentence with an incise between."""
        items = place.reading.frame.items
        before = next((at for at in range(place.position - 1, -1, -1) if items[at].kind == "slot"), None)
        if before is None or len(earlier.parts) > 1 or items[before].slot != previous:
            return False
        first = self.attributor.place(place.reading, place.index, before, self.rejected.__contains__)
        return continues(self.frames.text, first, earlier.attribution, place.position, earlier.parts[-1])

    # -- speakers without a cue of their own

    def _coordinated(self, place: Place, previous: int | None) -> Attribution | None:
        """« … » et « … »: the later one has the earlier one's speaker."""
        earlier = self._previous_in_frame(place, previous)
        if earlier is None:
            return None
        vocabulary = self.attributor.vocabulary
        first = place.lower
        between = place.reading.frame.items[first : place.position]
        if len(between) > JOINED or not first or place.reading.frame.items[first - 1].kind != "slot":
            return None
        if any(first <= each.first and self._is_main(place, each) for each in self._phrases_before(place)):
            return None
        plain = all(
            item.low == "," or vocabulary.has("coordinators", item.low) or vocabulary.has("clitics", item.low)
            for item in between
        )
        if plain or any(vocabulary.has("conjunctions", item.low) for item in between):
            return replace(
                earlier, evidence="continuation", strength=earlier.strength * (0.97 if plain else 0.92)
            )
        return None

    def _is_main(self, place: Place, phrase: Phrase) -> bool:
        """Whether a phrase may be the clause's subject (« … et dit que la compagnie … »: that one is not)."""
        before = place.reading.frame.lows[phrase.first - 1] if phrase.first else ""
        return phrase.governed_by is None and not self.attributor.vocabulary.has("complementizers", before)

    def _phrases_before(self, place: Place) -> list[Phrase]:
        """Phrases of the clause before the slot that name somebody anew (pronouns do not)."""
        return [
            each
            for each in place.reading.phrases
            if place.lower <= each.first < place.position and each.kind != "pronoun"
        ]

    def _gapping(self, place: Place, previous: int | None) -> Attribution | None:
        """« Pékin a dénoncé une « … » et Washington une « … » »."""
        earlier = self._previous_in_frame(place, previous)
        if earlier is None or earlier.evidence != "cue-before":
            return None
        lows = place.reading.frame.lows
        for phrase in place.reading.phrases:
            near = (
                place.lower < phrase.first <= place.lower + 2
                and phrase.after <= place.position <= phrase.after + 2
            )
            if not near or phrase.governed_by:
                continue
            before = lows[phrase.first - 1]
            if before == "," or self.attributor.vocabulary.has("conjunctions", before):
                speaker = self.attributor.speakers.resolve(
                    place.reading, self._subject(phrase), place.index, place.at
                )
                return Attribution(speaker=speaker, evidence="gapping", strength=0.86)
        return None

    def _subject(self, phrase: Phrase) -> Subject:
        return Subject(phrase if phrase.mention or phrase.name or phrase.kind == "pronoun" else None, phrase)

    def _previous_in_frame(self, place: Place, previous: int | None) -> Attribution | None:
        earlier = self.found.get(previous) if previous is not None else None
        if earlier is None or self.frames.index_at(earlier.parts[-1][0]) != place.index:
            return None
        return earlier.attribution

    def _without_cue(self, place: Place, previous: int | None) -> Attribution | None:
        """The speaker of a quote that nothing introduces: the clause's subject, the last speaker, the nearest one."""
        if place.position > place.lower:
            shared = self._shared_predicate(place, previous)
            if shared is not None:
                return shared
            subject = self.discourse.finder.left(place.reading, place.position, place.lower)
            if subject is not None and self.attributor.ends_list(place, subject):
                return None
            if subject is not None and subject.direct:
                speaker = self.attributor.speakers.resolve(place.reading, subject, place.index, place.at)
                return Attribution(speaker=speaker, evidence="clause", strength=0.6)
            follows = subject is None and place.colon and not self._introduces(place)
            return self._continued(place, previous) if follows else None
        unknown = self._unknown_after(place)
        if unknown is not None:
            return unknown
        return self._announced(place) or self._continued(place, previous) or self._nearest(place)

    def _announced(self, place: Place) -> Attribution | None:
        """« Le ministre prend le temps de répondre : », and the quotation is a paragraph of its own."""
        if not place.index or place.position:
            return None
        before = self.discourse.reading(place.index - 1).frame
        gap = place.reading.frame.paragraph - self.frames.last_paragraph(place.index - 1)
        if gap > 1 or not before.lows or before.lows[-1] != ":":
            return None
        items = [*before.items, place.reading.frame.items[0]]
        frame = replace(before, items=items, lows=[item.low for item in items])
        reading = self.discourse.finder.read(frame)
        position = len(items) - 1
        return self.attributor.before(
            self.attributor.place(reading, place.index - 1, position, self.rejected.__contains__)
        )

    def _shared_predicate(self, place: Place, previous: int | None) -> Attribution | None:
        """« Rome « regrette » un accord conclu « dans notre dos » »: the object of the subject's quoted verb."""
        earlier = self._previous_in_frame(place, previous)
        beside = place.lower > 0 and place.reading.frame.items[place.lower - 1].slot == previous
        if earlier is None or not beside or earlier.evidence != "clause" or earlier.speaker.name is None:
            return None
        return replace(earlier, evidence="continuation", strength=earlier.strength * 0.95)

    def _introduces(self, place: Place) -> bool:
        """« Un vieux batelier résume l'affaire : »: somebody new, whoever it is."""
        opening = self.attributor.vocabulary.determiners.get(place.reading.frame.lows[place.lower])
        if opening is not None and opening.kind == "indefinite":
            return True
        return any(
            place.lower <= phrase.first < place.position and phrase.governed_by is None
            for phrase in place.reading.phrases
            if phrase.kind != "pronoun" and (phrase.noun is None or not phrase.noun.document)
        )

    def _unknown_after(self, place: Place) -> Attribution | None:
        """« … », confie un mineur: somebody whom no table knows speaks; as printed, and without a name."""
        items = place.reading.frame.items
        after = place.position + 1
        after += after < place.upper and items[after].low == ","
        cue = next((c for c in place.reading.cues if c.first == after and c.kind == "verb"), None)
        if cue is None:
            return None
        last = cue.after
        while last < place.upper and items[last].kind == "word" and last - cue.after < MOST_DESCRIBING:
            last += 1
        determined = cue.after < last and items[cue.after].low in self.attributor.vocabulary.determiners
        span = (items[cue.after].start, items[last - 1].end) if determined else None
        words = self.frames.text[slice(*span)] if span else None
        return Attribution(
            speaker=Speaker(name=None, confidence=0.0, description=words, span=span),
            evidence="cue-after",
            strength=0.9,
            cue=(items[cue.first].start, items[cue.after - 1].end),
        )

    def _continued(self, place: Place, previous: int | None) -> Attribution | None:
        """The quote before, in the same paragraph, with nobody else named since."""
        earlier = self.found.get(previous) if previous is not None else None
        if earlier is None or earlier.attribution is None:
            return None
        last = self.frames.index_at(earlier.parts[-1][0])
        gap = self.frames.paragraph(place.index) - self.frames.last_paragraph(last)
        if gap > 1 or place.index - last > 4:
            return None
        name = earlier.attribution.speaker.name
        if name is None and (gap or earlier.attribution.cue is None):
            return None
        for index in range(last + 1, place.index + 1):
            if any(person.name != name for person in self.discourse.people(index, before=place.at)):
                return None
        strength = 0.93 if place.index - last <= 1 and gap == 0 else 0.75
        return Attribution(speaker=earlier.attribution.speaker, evidence="continuation", strength=strength)

    def _nearest(self, place: Place) -> Attribution | None:
        """The person named last before the quote, or first after it, in this or the neighbouring paragraph."""
        for index in range(place.index, max(place.index - 3, -1), -1):
            if self.frames.paragraph(place.index) - self.frames.last_paragraph(index) > 1:
                break
            people = _distinct(self.discourse.people(index, before=place.at))
            if people:
                return Attribution(
                    speaker=people[0], evidence="near-last-speaker", strength=0.7 if len(people) == 1 else 0.5
                )
        return self._nearest_after(place)

    def _nearest_after(self, place: Place) -> Attribution | None:
        following = place.index + 1
        if following >= len(self.frames):
            return None
        gap = self.frames.paragraph(following) - self.frames.last_paragraph(place.index)
        people = _distinct(self.discourse.people(following, before=len(self.frames.text)))
        alone = len(place.reading.frame.items) <= 2
        if len(people) != 1 or gap > alone or (not gap and self.frames.holds_marks(following)):
            return None
        return Attribution(
            speaker=people[0], evidence="near-next-speaker", strength=0.62 if gap == 0 else 0.56
        )

    # -- quotes within quotes

    def _nested(self, slot: int, mark: MarkedSpan) -> None:
        """A span within a quote is a quote where its own clause introduces it."""
        assert mark.parent is not None
        parent = next((up for up in self._ancestors(mark) if up in self.found), None)
        siblings = self._children[mark.parent][:MOST_SLOTS]
        if mark.depth > DEEPEST or slot not in siblings or not mark.closed:
            self.rejected[slot] = "nested"
            return
        reading = self._inner.get(mark.parent)
        if reading is None:
            reading = self.discourse.finder.read(self.frames.inside(mark.parent, siblings))
            self._inner = {mark.parent: reading}
        position = reading.frame.slots.get(slot)
        if position is None:
            return
        index = self.frames.index_at(mark.outer_start)
        place = self.attributor.place(reading, index, position, self.rejected.__contains__)
        content = Content.of(self.frames.inside(slot, ()).items)
        attribution = self.attributor.after(place) or self.attributor.before(place)
        introduced = place.colon or attribution is not None
        reason = self.filter.name_reason(place, content) or (
            None if introduced and content.words > 2 else "nested"
        )
        if reason is None and not self._fits(mark, parent):
            reason = "nested"
        if reason is not None:
            self.rejected[slot] = reason
            return
        self.found[slot] = Found(parts=mark.parts, slot=slot, parent=parent, attribution=attribution)

    def _ancestors(self, mark: MarkedSpan) -> Iterable[int]:
        while mark.parent is not None:
            yield mark.parent
            mark = self.frames.marks[mark.parent]

    def _fits(self, mark: MarkedSpan, parent: int | None) -> bool:
        """Whether the span lies within one part of its parent (an incise may have cut through it)."""
        if parent is None:
            return True
        return any(start <= mark.start and mark.end <= end for start, end in self.found[parent].parts)


def _distinct(people: Iterable[Speaker]) -> list[Speaker]:
    """The first of each name."""
    return list({person.name: person for person in reversed(list(people))}.values())[::-1]
