"""The filter that says which marked spans are somebody's words, and why the others are not."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pipeline.attribution import Place
from generator.pipeline.attribution_evidence import Attribution
from generator.pipeline.quotes_frames import Item
from generator.pipeline.quotes_vocabulary import Vocabulary

BACK = 5
"""Items before a marked span among which a naming noun may stand."""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands between the marks: its items and how many of them are words."""

    items: list[Item]
    words: int
    capital: bool
    ended: bool

    @classmethod
    def of(cls, items: list[Item]) -> Content:
        """Measure the items of a marked span."""
        words = [item for item in items if item.kind == "word"]
        last = items[-1].low if items else ""
        return cls(items, len(words), bool(words) and words[0].capital, last in ".!?…")


class QuoteFilter:
    """Judges marked spans; one object a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    # -- by the words before it, before anybody looks for a speaker

    def name_reason(self, place: Place, content: Content, found: Attribution | None = None) -> str | None:
        """ "title", "term", "slogan", "charge": what the words before say that it is; None where they do not."""
        lows, position = place.reading.frame.lows, place.position
        if content.words == 0:
            return "empty"
        if self._after_crime(lows, position):
            return "charge"
        if self._on_a_sign(place):
            return "slogan"
        before = lows[position - 1] if position else ""
        if self._named_by_participle(lows, position, found):
            return "title" if content.capital else "term"
        if self._in_headline(place):
            return "title"
        if self._named_by_noun(place, content) and (content.capital or found is None):
            return "title"
        if self.vocabulary.has("word_nouns", before) or (
            self.vocabulary.has("naming_links", before)
            and position > 1
            and self.vocabulary.has("word_nouns", lows[position - 2])
        ):
            return "term"
        return None

    def _after_crime(self, lows: list[str], position: int) -> bool:
        return any(
            at + self.vocabulary.crimes.length_at(lows, at) in (position, position - 1)
            for at in range(max(position - 4, 0), position)
            if self.vocabulary.crimes.length_at(lows, at)
        )

    def _on_a_sign(self, place: Place) -> bool:
        first = max(place.lower, place.position - 8)
        lows = place.reading.frame.lows
        return not place.colon and any(
            self.vocabulary.has("written_signs", low) for low in lows[first : place.position]
        )

    def _named_by_participle(self, lows: list[str], position: int, found: Attribution | None) -> bool:
        at = position - 1
        while at >= max(position - 3, 0) and self._links(lows, at):
            at -= 1
        if at < 0 or not self.vocabulary.has("naming_participles", lows[at]):
            return False
        return not (at > 0 and self._is_said(lows, at, found))

    def _links(self, lows: list[str], at: int) -> bool:
        """« intitulé ainsi « … » », « connu comme le « … » »: words that may stand between."""
        low = lows[at]
        if not low or self.vocabulary.has("naming_participles", low):
            return False
        linking = self.vocabulary.has("naming_links", low) or low == ","
        return (
            linking or low in self.vocabulary.determiners or self.vocabulary.adverbs.length_at(lows, at) > 0
        )

    def _is_said(self, lows: list[str], at: int, found: Attribution | None) -> bool:
        """« a dit », « s'est dite », “what they called”, « le maire dit »: a verb of saying there, not a name."""
        if lows[at - 1] in self.vocabulary.pronouns or self._has_auxiliary(lows, at):
            return not self.vocabulary.has("copulas", lows[at - 1])
        if any(self.vocabulary.has("reflexives", low) for low in lows[max(at - 3, 0) : at]):
            return True
        opened = any(self.vocabulary.has("naming_openers", low) for low in lows[max(at - 4, 0) : at])
        if opened and self.vocabulary.has("naming_habits", lows[at]):
            return False
        finite = self.vocabulary.finite.length_at(lows, at) > 0
        return finite and found is not None and found.speaker.span is not None and lows[at - 1] != ","

    def _in_headline(self, place: Place) -> bool:
        """« … », titre le journal; le journal titre : « … »: a headline, or what can be read somewhere."""
        lows, after = place.reading.frame.lows, place.position + 1
        if (
            place.colon
            and place.position > 1
            and self.vocabulary.has("headline_verbs", lows[place.position - 2])
        ):
            return True
        after += after < len(lows) and lows[after] == ","
        return after < len(lows) and self.vocabulary.has("headline_verbs", lows[after])

    def _has_auxiliary(self, lows: list[str], at: int) -> bool:
        return any(self.vocabulary.has("auxiliaries", low) for low in lows[max(at - 3, 0) : at])

    def _named_by_noun(self, place: Place, content: Content) -> bool:
        """« le film « … » », « groupe de rock « … » », but « ce texte « ne règle rien » »."""
        lows, items = place.reading.frame.lows, place.reading.frame.items
        at = place.position - 1
        if at >= 0 and lows[at] == ",":
            at -= 1
        if not content.capital and content.words > 3 and self._has_clause(content):
            return False
        for step in range(BACK):
            if at < place.lower or items[at].kind != "word":
                return False
            if self.vocabulary.has("naming", lows[at]):
                return content.capital or content.words <= 3 or step == 0
            if self._ends_noun_phrase(lows[at]):
                return False
            at -= 1
        return False

    def _ends_noun_phrase(self, low: str) -> bool:
        vocabulary = self.vocabulary
        if low in vocabulary.determiners and not vocabulary.has("transparent_determiners", low):
            return True
        groups = ("auxiliaries", "copulas", "conjunctions", "relatives", "complementizers")
        return (
            any(vocabulary.has(group, low) for group in groups)
            or low in vocabulary.pronouns
            or bool(vocabulary.finite.length_at((low,), 0))
        )

    # -- by its own words, once a speaker has been looked for

    def judge(
        self, place: Place, content: Content, found: Attribution | None, *, coordinated: bool
    ) -> str | None:
        """None where the span is a quote; else "scare-quotes", "title", "term" or "fragment"."""
        if found is not None and found.evidence in ("cue-after", "inversion", "selon", "cue-inside"):
            return None
        if place.colon:
            said = found is not None or content.capital or content.ended or self._has_clause(content)
            return None if said and content.words > 0 else "fragment"
        determined = self._determined(place)
        if found is not None and found.speaker.name is None and content.words <= 3 and self._called(place):
            return "term"
        if found is not None:
            return None if self._governed_fragment(content, determined) else "term"
        if coordinated:
            return None
        return self._uncued(place, content, determined)

    def _determined(self, place: Place) -> bool:
        if not place.position:
            return False
        before = place.reading.frame.lows[place.position - 1]
        return before in self.vocabulary.determiners or self.vocabulary.has("contracted", before)

    def _governed_fragment(self, content: Content, determined: bool) -> bool:
        """A fragment after a verb of saying: most are quotes, a lone capitalised name is none."""
        if content.words >= 4 or not content.capital:
            return True
        return content.ended or (not determined and self._has_clause(content))

    def _uncued(self, place: Place, content: Content, determined: bool) -> str | None:
        alone = self._alone(place)
        if content.capital and content.ended and place.lower == place.position:
            return None
        if self._is_predicate(place, content):
            return None
        if alone and content.capital and (content.words >= 3 or content.ended):
            return None
        if content.capital and content.items[-1].low == "," and place.lower == place.position:
            return None
        if not determined and not content.capital and content.words > 1 and self._begins_within(content):
            return None
        if determined:
            return "term" if content.words <= 8 or content.capital else None
        if content.words <= 3:
            return "scare-quotes"
        if content.capital and not content.ended and not self._has_clause(content):
            return "title"
        if content.words < 5 and not self._has_clause(content):
            return "fragment"
        return None

    def _called(self, place: Place) -> bool:
        """« les savants parlent de « point de bascule » »: what people in general name so, its determiner outside."""
        lows = place.reading.frame.lows
        outside = self._determined(place) or self.vocabulary.has("naming_links", lows[place.position - 1])
        habits = any(self.vocabulary.has("naming_habits", low) for low in lows[place.lower : place.position])
        return outside and habits

    def _is_predicate(self, place: Place, content: Content) -> bool:
        """« La juge a tranché : la plainte est « irrecevable » »: what a copula says after a colon."""
        lows, position = place.reading.frame.lows, place.position
        if (
            content.capital
            or position <= place.lower
            or not self.vocabulary.has("copulas", lows[position - 1])
        ):
            return False
        first = next((item.low for item in content.items if item.kind == "word"), "")
        return ":" in lows[place.lower : position] and first not in self.vocabulary.determiners

    def _begins_within(self, content: Content) -> bool:
        """« « une instruction en cours » »: with its determiner inside the marks, a phrase is somebody's words."""
        first = next((item.low for item in content.items if item.kind == "word"), "")
        determiner = self.vocabulary.determiners.get(first)
        if content.words < 3 and (determiner is None or determiner.kind != "indefinite"):
            return False
        return any(
            self.vocabulary.has(group, first)
            for group in ("content_determiners", "clause_words", "first_person")
        )

    def _alone(self, place: Place) -> bool:
        """Whether the span is a sentence by itself."""
        items = place.reading.frame.items
        before = place.lower == place.position
        after = (
            place.position + 1 >= len(items)
            or items[place.position + 1].low in ".!?…"
            or items[place.position + 1].kind == "slot"
        )
        return before and (after or items[place.position + 1].capital)

    def _has_clause(self, content: Content) -> bool:
        """Whether the words hold a verb or a person as a clause does."""
        words = [item for item in content.items if item.kind == "word"]
        lows = [item.low for position, item in enumerate(words) if position == 0 or not item.capital]
        return any(
            self.vocabulary.has("first_person", low)
            or self.vocabulary.has("clause_words", low)
            or self.vocabulary.finite.length_at((low,), 0)
            for low in lows
        )
