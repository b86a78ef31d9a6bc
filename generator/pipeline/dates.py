"""Component ``briefing_dates``: date expressions as intervals, by the forms of the language's ``[dates]``
table.

Words of the table that stand together make a run; only forms whose words all occur in a run are tried on it,
so that most
of a text costs one look-up a word. The longest form that starts first wins. A date without a year gets one
only from the
reference day (the day of publication, else of reception), from the tense beside it and from a year named
just before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from generator.annotations import Basis, DateMention
from generator.languages import Language, load_language
from generator.pipeline.dates_folding import fold_text, read_texts
from generator.pipeline.dates_scope import Reading, Resolution, Scope
from generator.pipeline.dates_values import RESOLVERS
from generator.pipeline.dates_words import CompiledForm, DateWords, Vocabulary
from generator.pipeline.layers import Context, Layer, get_context

DATES: Layer[DateMention] = Layer("dates")

MAX_RUN = 16
MAX_GAP = 3
MAX_LENGTH = 120
WINDOW = 110
PASSAGE = 260
ADJACENT = 14
SUBORDINATE = 50
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[\s,.'\-–—/():]*", re.ASCII)
_CLAUSE_END = re.compile(r"[;!?»«“”\"\n]|\.(?=\s)")
_DIGIT_ATOMS = {
    1: frozenset({"day", "number", "monthnumber", "ordinal"}),
    2: frozenset({"day", "number", "monthnumber", "ordinal", "shortyear"}),
    3: frozenset({"number"}),
    4: frozenset({"year"}),
}
_NO_ATOMS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Date words that stand together: where each starts, and all their classes."""

    starts: tuple[int, ...]
    end: int
    atoms: frozenset[str]


class Dates:
    """Finds date expressions; ``__call__`` leaves them in the layer ``DATES``, in order of their start."""

    def __init__(self, language: Language) -> None:
        self._words = language.section("dates", DateWords)
        self._vocabulary = Vocabulary(self._words)

    def __call__(self, doc: Doc) -> Doc:
        """Put the text's dates on the Doc."""
        text, folded = read_texts(doc)
        DATES.put(doc, self._find(text, folded, get_context(doc)))
        return doc

    def find(self, text: str, context: Context) -> tuple[DateMention, ...]:
        """The dates of a text, in order, without overlaps."""
        return self._find(text, fold_text(text), context)

    def _find(self, text: str, folded: str, context: Context) -> tuple[DateMention, ...]:
        return _Search(text, folded, context, self._words, self._vocabulary).run()


class _Search:
    """One text being searched: remembers the last exact day and the last year that were named."""

    def __init__(
        self, text: str, folded: str, context: Context, words: DateWords, vocabulary: Vocabulary
    ) -> None:
        self.text = text
        self.folded = folded
        self.context = context
        self.words = words
        self.vocabulary = vocabulary
        self.reference = context.published or context.received
        self.basis: Basis = "published" if context.published or not context.received else "received"
        self.anchor: tuple[int, date] | None = None
        self.year: tuple[int, int] | None = None

    def run(self) -> tuple[DateMention, ...]:
        found: list[DateMention] = []
        for run in self._runs():
            candidates = self._candidates(run)
            position = 0
            for start in run.starts if candidates else ():
                if start < position:
                    continue
                mention = self._match_at(start, candidates)
                if mention:
                    found.append(mention)
                    position = mention.end
        return tuple(found)

    def _runs(self) -> Iterator[Run]:
        starts: list[int] = []
        atoms: set[str] = set()
        end = 0
        known = self.vocabulary.atoms
        for token in _TOKEN.finditer(self.folded):
            word = token[0]
            names = _DIGIT_ATOMS.get(len(word)) if word[0].isdigit() else known.get(word)
            apart = token.start() - end > MAX_GAP or not _GAP.fullmatch(self.folded, end, token.start())
            if starts and (names is None or apart or len(starts) >= MAX_RUN):
                yield Run(tuple(starts), end, frozenset(atoms))
                starts, atoms = [], set()
            if names is not None:
                starts.append(token.start())
                atoms |= names
                end = token.end()
        if starts:
            yield Run(tuple(starts), end, frozenset(atoms))

    def _candidates(self, run: Run) -> list[CompiledForm]:
        by_key = self.vocabulary.by_key
        return [
            form
            for atom in sorted(run.atoms & by_key.keys())
            for form in by_key[atom]
            if form.required <= run.atoms
        ]

    def _match_at(self, start: int, candidates: list[CompiledForm]) -> DateMention | None:
        limit = min(len(self.folded), start + MAX_LENGTH)
        matches = [
            (form, match) for form in candidates if (match := form.pattern.match(self.folded, start, limit))
        ]
        matches.sort(key=lambda pair: -pair[1].end())
        for form, match in matches:
            if self._is_refused(form, match):
                continue
            mention = self._resolve(form, match)
            if mention:
                return mention
        return None

    def _is_refused(self, form: CompiledForm, match: re.Match[str]) -> bool:
        start, end = match.span()
        before = self.folded[max(0, start - 24) : start]
        after = self.folded[end : end + 24]
        words = self.vocabulary
        if words.refused_before.search(before) or words.refused_after.match(after):
            return True
        if form.not_before and form.not_before.search(before):
            return True
        if form.not_after and form.not_after.match(after):
            return True
        if self.words.capitalised and not self._is_capitalised(match):
            return True
        return any(
            found.start() < end and found.end() > start
            for found in words.refused.finditer(
                self.folded, max(0, start - 30), min(len(self.folded), end + 30)
            )
        )

    def _is_capitalised(self, match: re.Match[str]) -> bool:
        """Whether every month and weekday of the match begins with a capital."""
        return all(
            match.start(name) < 0 or self.text[match.start(name)].isupper()
            for name in match.re.groupindex
            if name.startswith(("month", "weekday")) and not name.startswith("monthnumber")
        )

    def _resolve(self, form: CompiledForm, match: re.Match[str]) -> DateMention | None:
        start, end = match.span()
        scope = Scope(
            reference=self.reference,
            basis=self.basis,
            tense=partial(self._tense, start, end),
            anchor=self.anchor[1] if self.anchor else None,
            year=self._passage_year(start),
            day_first=self.words.day_first,
        )
        resolution = RESOLVERS[form.form.value](Reading(self.vocabulary, form.form, match), scope)
        if resolution is None:
            return None
        self._remember(match, resolution)
        interval = resolution.interval
        return DateMention(
            text=self.text[start:end],
            start=start,
            end=end,
            edtf=interval.edtf,
            earliest=interval.earliest.isoformat() if interval.earliest else None,
            latest=interval.latest.isoformat() if interval.latest else None,
            precision=interval.precision,
            basis=resolution.basis,
            field=self.context.field,
        )

    def _remember(self, match: re.Match[str], resolution: Resolution) -> None:
        interval = resolution.interval
        if interval.earliest and interval.earliest == interval.latest:
            self.anchor = (match.end(), interval.earliest)
        if (
            interval.earliest
            and resolution.basis == "explicit"
            and interval.precision in ("day", "days", "month")
        ):
            self.year = (match.end(), interval.earliest.year)
        elif resolution.basis == "relative" and self.year:
            self.year = (match.end(), self.year[1])
        elif resolution.basis in ("published", "received"):
            self.year = None

    def _passage_year(self, start: int) -> int | None:
        """A bygone year given in full shortly before, which a bare day and month after it goes on with."""
        if self.year is None or self.reference is None or start - self.year[0] > PASSAGE:
            return None
        between = self.folded[self.year[0] : start]
        return self.year[1] if self.year[1] < self.reference.year and "\n\n" not in between else None

    def _tense(self, start: int, end: int) -> int:
        """-1 beside a past tense or a reporting verb, 1 beside a future, 0 where the clause tells neither."""
        low, high = max(0, start - WINDOW), min(len(self.folded), end + WINDOW)
        for mark in _CLAUSE_END.finditer(self.folded, low, start):
            low = mark.end()
        found = _CLAUSE_END.search(self.folded, end, high)
        high = found.start() if found else high
        future = self._cues(self.vocabulary.future, low, high, start, end)
        past = [
            cue
            for cue in self._cues(self.vocabulary.past, low, high, start, end)
            if not any(cue.start() < other.end() and other.start() < cue.end() for other in future)
        ]
        ranked = [(self._cue_distance(cue, start, end), 1) for cue in future]
        ranked += [(self._cue_distance(cue, start, end), -1) for cue in past]
        distance, sign = min(ranked, default=(WINDOW + 1, 0))
        return sign if distance <= WINDOW else 0

    def _cues(
        self, pattern: re.Pattern[str], low: int, high: int, start: int, end: int
    ) -> list[re.Match[str]]:
        """The cues in [low, high) that are neither part of the date itself nor, by a capital, of a name."""
        cues = pattern.finditer(self.folded, low, high)
        return [
            cue
            for cue in cues
            if (cue.end() <= start or cue.start() >= end)
            and (cue.start() == low or not self.text[cue.start()].isupper())
        ]

    def _cue_distance(self, cue: re.Match[str], start: int, end: int) -> int:
        """Characters between a cue and the date; a comma counts as thirty, a subordinate clause's beginning
        as fifty, a reporting verb works only beside it."""
        between = self.folded[cue.end() : start] if cue.end() <= start else self.folded[end : cue.start()]
        distance = len(between) + 30 * between.count(",")
        distance += SUBORDINATE * bool(self.vocabulary.subordinators.search(between))
        if distance > ADJACENT and self.vocabulary.reporting.search(cue[0]):
            return WINDOW + 1
        return distance


def covering(dates: tuple[DateMention, ...], start: int, end: int) -> tuple[DateMention, ...]:
    """The dates that lie within [start, end)."""
    starts = [mention.start for mention in dates]
    first = bisect_right(starts, start - 1)
    return tuple(mention for mention in dates[first:] if mention.end <= end and mention.start < end)


def create_dates(nlp: Pipeline, name: str) -> Dates:  # noqa: ARG001 (spaCy passes it by name)
    """Factory of the component, for the pipeline's language."""
    return Dates(load_language(nlp.lang))
