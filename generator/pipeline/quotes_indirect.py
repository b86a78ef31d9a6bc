"""Indirect speech (« a annoncé que … », « selon X, … »): reported clauses, exported apart and never between marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.pipeline.attribution import Place
from generator.pipeline.attribution_cues import Cue
from generator.pipeline.attribution_evidence import Attribution
from generator.pipeline.attribution_subjects import Reading, Subject
from generator.pipeline.quotes_article import ArticleQuotes, Found
from generator.pipeline.quotes_frames import Frames
from generator.pipeline.quotes_vocabulary import Vocabulary

_WORD = re.compile(r"\w+")
_DATELINE = re.compile(
    r"[^\W\d_][^\n–—]{0,90}?\([^()\n]{1,60}\)\s*[–—-]{1,2}\s+"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ' .-]{2,40}(?:,[^\n–—]{0,50}?)?\s[–—-]{1,2}\s+"
)
"""« NIAMEY, 21 nov 2026 (Agence) – », “PARIS (Wire) - ”, “LIMA, Nov 3 — ”: no part of what is reported."""

FEWEST_WORDS = 3
"""Words that a reported clause has at least."""
GAP = 8
"""Items between the verb and the word that opens the clause (« a annoncé mardi soir à la radio que »)."""


class IndirectFinder:
    """Finds reported clauses; one object a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        words = vocabulary.words
        forms = [form.split(" ")[-1] for form in vocabulary.cue_forms]
        self._sources = frozenset(phrase.split(" ")[0] for phrase in words.source_phrases)
        self._cues = frozenset(forms) | self._sources
        self._clauses = frozenset(
            word.rstrip("'") for word in (*words.complementizers, *words.bare_complement_verbs)
        )

    def find(self, article: ArticleQuotes) -> Iterator[Found]:
        """Reported clauses of an article, at most one a sentence, in order."""
        for index in range(len(article.frames)):
            if article.frames.holds_marks(index) or not self._may_report(article.frames, index):
                continue
            found = self._in_frame(article, article.discourse.reading(index), index)
            if found is not None:
                yield found

    def _may_report(self, frames: Frames, index: int) -> bool:
        """A quick look at the sentence's words, which spares most sentences the full reading."""
        start, end, _, _ = frames.bounds[index]
        words = _WORD.findall(frames.text[start:end].lower())
        if not words or self._cues.isdisjoint(words):
            return False
        return (
            words[0] in self._sources or not self._clauses.isdisjoint(words) or "," in frames.text[start:end]
        )

    def _in_frame(self, article: ArticleQuotes, reading: Reading, index: int) -> Found | None:
        for cue in reading.cues:
            found: Found | None = None
            if cue.kind == "verb" and not cue.passive:
                found = self._after_verb(article, reading, index, cue) or self._before_verb(
                    article, reading, index, cue
                )
            elif cue.kind == "source" and cue.first == 0:
                found = self._after_source(article, reading, index, cue)
            if found is not None:
                return found
        return None

    def _after_verb(self, article: ArticleQuotes, reading: Reading, index: int, cue: Cue) -> Found | None:
        opening = self._opening(reading, cue)
        if opening is None:
            return None
        subject = article.discourse.finder.left(reading, cue.first, 0)
        if subject is None or not subject.direct:
            return None
        return self._make(article, reading, index, cue, subject, (opening, self._last(reading)))

    def _opening(self, reading: Reading, cue: Cue) -> int | None:
        """Index of the first item of the clause that a verb governs."""
        lows = reading.frame.lows
        for position in range(cue.after, min(cue.after + GAP, len(lows))):
            if self.vocabulary.has("complementizers", lows[position]):
                return position + 1
            if reading.frame.items[position].kind != "word":
                return None
            if self.vocabulary.has("auxiliaries", lows[position]) or self.vocabulary.has(
                "copulas", lows[position]
            ):
                break
        bare = self.vocabulary.has("bare_complement_verbs", lows[cue.after - 1])
        return cue.after if bare and self._holds_verb(reading, cue.after) else None

    def _holds_verb(self, reading: Reading, first: int) -> bool:
        lows = reading.frame.lows[first:]
        return any(
            self.vocabulary.has("auxiliaries", low) or self.vocabulary.has("copulas", low) for low in lows
        )

    def _before_verb(self, article: ArticleQuotes, reading: Reading, index: int, cue: Cue) -> Found | None:
        """« Les vols reprendront lundi, a indiqué la compagnie. »"""
        if cue.first < FEWEST_WORDS + 1 or reading.frame.lows[cue.first - 1] != ",":
            return None
        subject = article.discourse.finder.right(reading, cue.after)
        if (
            subject is None
            or subject.main.first - cue.after > GAP
            or not self._holds_sentence(reading, cue.first - 1)
        ):
            return None
        return self._make(article, reading, index, cue, subject, (0, cue.first - 1))

    def _holds_sentence(self, reading: Reading, after: int) -> bool:
        """Whether the items before the incise are a sentence's, not just an adverbial (« Mardi, a dit X, … »)."""
        return after >= 5 and all(item.low not in ":;" for item in reading.frame.items[:after])

    def _after_source(self, article: ArticleQuotes, reading: Reading, index: int, cue: Cue) -> Found | None:
        lows = reading.frame.lows
        if self.vocabulary.has("source_weak", lows[0]):
            return None
        for position, phrase in enumerate(reading.phrases):
            if phrase.first != cue.after:
                continue
            if phrase.after >= len(lows) or lows[phrase.after] != ",":
                return None
            subject = article.discourse.finder.apposition(reading, position)
            after = max(part.after for part in (subject.who, subject.noun) if part is not None)
            if after < len(lows) and lows[after] == ",":
                return self._make(article, reading, index, cue, subject, (after + 1, self._last(reading)))
        return None

    def _last(self, reading: Reading) -> int:
        """Index after the clause's last item: the sentence without its final stop."""
        items = reading.frame.items
        last = len(items)
        while last and items[last - 1].kind == "stop" and items[last - 1].low in ".!?…;:":
            last -= 1
        return last

    def _after_dateline(self, text: str, reading: Reading, first: int) -> int:
        """Index of the first item that no dateline holds, for a clause that opens its sentence."""
        found = _DATELINE.match(text, reading.frame.start, reading.frame.end) if first == 0 else None
        while found is not None and first < len(reading.frame.items):
            if reading.frame.items[first].start >= found.end():
                break
            first += 1
        return first

    def _make(
        self,
        article: ArticleQuotes,
        reading: Reading,
        index: int,
        cue: Cue,
        subject: Subject,
        clause: tuple[int, int],
    ) -> Found | None:
        items = reading.frame.items
        first, after = self._after_dateline(article.frames.text, reading, clause[0]), clause[1]
        if sum(item.kind == "word" for item in items[first:after]) < FEWEST_WORDS:
            return None
        speaker = article.attributor.speakers.resolve(reading, subject, index, items[cue.first].start)
        if speaker.name is None and speaker.description is None:
            return None
        place = Place(reading, index, cue.first, 0, len(items))
        attribution = Attribution(
            speaker=speaker,
            evidence="reported-clause",
            strength=0.93,
            cue=(items[cue.first].start, items[cue.after - 1].end),
        )
        via = article.relays.find(article.frames.text, place.reading, 0, len(items))
        return Found(
            parts=((items[first].start, items[after - 1].end),),
            attribution=attribution,
            via=via,
            indirect=True,
        )
