"""Component ``briefing_events``: what an article reports to have happened, to happen, or to be planned.

It runs last, after marks, sentences, countries, entities and dates. Triggers of the event types are looked
up; each gives a
report with the date, the places and the countries of its clause; the reports of one event are put together.
A trigger
alone is no event: it must be reported (a verb, a date of its own, a word of taking place) and have a date, a
place, a
participant or a name. What is only mentioned in passing is kept with ``background`` set.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from generator.annotations import DateMention, EventMention, EventPlace, Mention
from generator.event_types import load_event_types
from generator.languages import Language, load_language
from generator.pipeline.countries import COUNTRIES
from generator.pipeline.dates import DATES
from generator.pipeline.dates_folding import read_texts
from generator.pipeline.entities import ENTITIES
from generator.pipeline.events_claims import ClaimFinder
from generator.pipeline.events_countries import Casting
from generator.pipeline.events_dates import When, read_when
from generator.pipeline.events_names import Name, NameReader
from generator.pipeline.events_reports import ClauseReader, Report, Stretch, participants_of
from generator.pipeline.events_threads import Thread, put_together
from generator.pipeline.events_triggers import Trigger, TriggerTable
from generator.pipeline.events_words import EventPatterns, EventWords
from generator.pipeline.layers import Context, Layer, get_context
from generator.pipeline.marks import MARKS, MarkedSpan
from generator.pipeline.sentences import SENTENCES, Sentence

EVENTS: Layer[EventMention] = Layer("events")

LONG_QUOTE = 30
MAX_REPORTS = 200
MAX_SENTENCE = 1200
MAX_TRIGGERS = 10
BACKWARDS = 1200
PAIR = 2


class Events:
    """Finds events in a body; a title that came as metadata has none of its own (the body tells them)."""

    def __init__(self, language: Language) -> None:
        self._patterns = EventPatterns(language.section("events", EventWords))
        self._triggers = TriggerTable(load_event_types(), language.code)
        self._language = language.code

    def __call__(self, doc: Doc) -> Doc:
        """Put the article's events on the Doc, in the order of their start."""
        context = get_context(doc)
        if context.field == "title":
            EVENTS.put(doc, ())
            return doc
        reading = _Reading(
            *read_texts(doc),
            context,
            self._patterns,
            SENTENCES.get(doc),
            DATES.get(doc),
            COUNTRIES.get(doc),
            ENTITIES.get(doc),
            MARKS.get(doc),
        )
        threads = reading.run(self._triggers.find(reading.folded))
        found = [thread.finish(reading.text, context.field) for thread in threads]
        EVENTS.put(doc, tuple(sorted(found, key=lambda event: (event.start, event.end, event.type))))
        return doc


class _Reading:
    """One article being read, sentence by sentence."""

    def __init__(
        self,
        text: str,
        folded: str,
        context: Context,
        patterns: EventPatterns,
        sentences: tuple[Sentence, ...],
        dates: tuple[DateMention, ...],
        countries: tuple[Mention, ...],
        entities: tuple[Mention, ...],
        marks: tuple[MarkedSpan, ...],
    ) -> None:
        self.text = text
        self.folded = folded
        self.patterns = patterns
        self.sentences = sentences
        self.dates = dates
        self.date_starts = [mention.start for mention in dates]
        self.entities = entities
        self.entity_starts = [mention.start for mention in entities]
        self.quoted = sorted(
            (m.start, m.end) for m in marks if m.depth == 0 and m.end - m.start >= LONG_QUOTE
        )
        reference = context.published or context.received
        self.today = reference.isoformat() if reference else None
        self.clauses = ClauseReader(self.folded, patterns)
        self.casting = Casting(self.folded, patterns, countries)
        self.names = NameReader(text, self.folded, patterns, dates)
        self.claims = ClaimFinder(text, self.folded, patterns)
        self.reports: list[Report] = []

    def run(self, triggers: tuple[Trigger, ...]) -> list[Thread]:
        """The article's threads."""
        starts = [trigger.start for trigger in triggers]
        reports: list[Report] = []
        last: list[Report] = []
        self.reports = reports
        for sentence in _pieces(self.sentences):
            low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            if low == high and not last:
                continue
            stretch = self._stretch(sentence, triggers[low:high][:MAX_TRIGGERS])
            found = self._reports(stretch) if stretch.triggers else []
            if not found and last:
                self._continue(stretch, last)
            if found:
                last = found
            elif last and sentence.paragraph > last[-1].stretch.paragraph + 1:
                last = []
            reports.extend(found)
            if len(reports) > MAX_REPORTS:
                break
        return put_together(reports)

    def _stretch(self, sentence: Sentence, triggers: tuple[Trigger, ...]) -> Stretch:
        low = bisect_left(self.date_starts, sentence.start)
        high = bisect_left(self.date_starts, sentence.end)
        outside = tuple(t for t in triggers if not self._is_quoted(t))
        return Stretch(sentence.start, sentence.end, sentence.paragraph, outside, self.dates[low:high])

    def _is_quoted(self, trigger: Trigger) -> bool:
        """Whether a trigger stands in a quotation of some length: what people say is no report of ours."""
        at = bisect_left(self.quoted, (trigger.start, len(self.text)))
        return at > 0 and self.quoted[at - 1][1] >= trigger.end

    def _reports(self, stretch: Stretch) -> list[Report]:
        reports = [self._report(trigger, stretch) for trigger in stretch.triggers]
        dates = self.clauses.dates_of(stretch, tuple(report.name for report in reports), self.today)
        happening = self.clauses.happenings(stretch)
        for report in reports:
            start = report.trigger.start
            self._date(report, dates.get(start, []))
            report.modality = self.clauses.modality(report.trigger, stretch, report.when, self.today)
            is_toll = bool(report.claims) and report.type.tolls
            report.is_reported = (
                report.trigger.noun is not None or start in happening or report.when is not None or is_toll
            ) and (report.when is not None or not self.clauses.is_background(report.trigger, stretch))
            if self.clauses.is_wished(report.trigger, stretch):
                report.is_reported, report.when, report.also_when = False, None, []
            if self.clauses.cancelled(stretch):
                report.cancelled = (stretch.start, stretch.end)
        return self._merge_within(reports)

    def _date(self, report: Report, whens: list[When]) -> None:
        """Give a report its dates: the best, the others that complete it, and how long it is said to last."""
        span = (report.trigger.start, report.trigger.end)
        bounds, stretch = self.clauses.bounds, report.stretch
        report.is_other = self.clauses.is_other(report.trigger, stretch)
        report.lasting = bounds.days_said(span, stretch.start, stretch.end) if report.type.lasts else None
        if not whens:
            return
        report.when = whens[0]
        if report.type.lasts:
            report.when = bounds.count_back(whens[0], span, stretch.start, stretch.end)
        for when in whens[1:]:
            first, second = sorted((when.mention, whens[0].mention), key=lambda mention: mention.start)
            is_next = report.type.struck and bounds.joins(first, second)
            if when.bound != whens[0].bound or is_next:
                report.also_when.append(when)

    def _report(self, trigger: Trigger, stretch: Stretch) -> Report:
        start, end = self.clauses.clause(trigger, stretch)
        positions = self.casting.positions(start, end, (trigger.start, trigger.end), stretch.start)
        cast = self.casting.cast(trigger.type, positions)
        self._add_both(cast.roles, trigger, start, end)
        name = self._read_name(trigger, stretch)
        low, high = bisect_left(self.entity_starts, start), bisect_left(self.entity_starts, end)
        return Report(
            type=trigger.type,
            trigger=trigger,
            stretch=stretch,
            name=name,
            label=self._label(trigger, name, cast.places),
            roles=cast.roles,
            places=cast.places,
            context=cast.context,
            participants=participants_of(self.entities[low:high], start, end),
            claims=list(self.claims.find(stretch.start, stretch.end)) if trigger.type.tolls else [],
            is_definite=self.clauses.is_definite(trigger, stretch, name),
        )

    def _read_name(self, trigger: Trigger, stretch: Stretch) -> Name:
        if trigger.noun is None:
            return self.names.read(trigger, stretch.start, stretch.end)
        noun = self.folded.find(trigger.noun.lower(), trigger.start, trigger.end)
        after = noun + len(trigger.noun)
        if noun < 0 or self.folded[after : after + 1].isalnum():
            return Name(trigger.start, trigger.end, None)
        return self.names.read_phrase(noun, trigger.end, stretch.end)

    def _label(self, trigger: Trigger, name: Name, places: list[EventPlace]) -> str:
        """A name: the words, or for a verb the noun that it stands for with the place."""
        if trigger.noun is None or name.start > trigger.start or name.end > trigger.end:
            return " ".join(self.text[name.start : name.end].split())
        if not places:
            return trigger.noun
        place = places[0]
        before = self.folded[max(0, place.start - 30) : place.start]
        found = self.patterns.at_before.search(before) or self.patterns.near_before.search(before)
        start = place.start - len(found[0]) if found else place.start
        words = self.text[start : place.end] if found else f"({place.text})"
        first = words.lower().split(" ")[0].split("'")[0]
        if first not in self.patterns.name_links or self.patterns.definite_before.search(f"{first} "):
            words = f"({place.text})"
        return f"{trigger.noun} {' '.join(words.split())}"

    def _add_both(self, roles: dict[str, str], trigger: Trigger, start: int, end: int) -> None:
        """« les deux pays » are the two that last took part in such an event, or else the last two named."""
        if not self.patterns.both.search(self.folded, start, end) or not trigger.type.subject:
            return
        pairs = [r.roles for r in self.reports if r.type.key == trigger.type.key and len(r.roles) == PAIR]
        before = self.casting.within(max(0, start - BACKWARDS), start)
        codes = list(pairs[-1]) if pairs else list(dict.fromkeys(m.key for m in reversed(before)))[:PAIR]
        for code in codes if len(codes) == PAIR else ():
            roles.setdefault(code, trigger.type.subject)

    def _merge_within(self, reports: list[Report]) -> list[Report]:
        """Triggers of one type in one sentence are one report, unless each has a date of its own."""
        kept: list[Report] = []
        for report in reports:
            same = [r for r in kept if r.type.key == report.type.key and _may_be_one(r.when, report.when)]
            if not same:
                kept.append(report)
                continue
            first = same[-1]
            better = report if report.is_named and not first.is_named else first
            if first.trigger.noun is not None and report.trigger.noun is None and not report.is_definite:
                better = report
            first.name, first.label, first.trigger = better.name, better.label, better.trigger
            first.modality = report.modality if report.when else first.modality
            if first.when and report.when:
                first.also_when.append(report.when)
            first.when = first.when or report.when
            first.also_when.extend(report.also_when)
            first.lasting = first.lasting or report.lasting
            first.is_reported = first.is_reported or report.is_reported
            first.is_definite = first.is_definite and report.is_definite
            for code, role in report.roles.items():
                first.roles.setdefault(code, role)
            first.places.extend(p for p in report.places if p not in first.places)
        return kept

    def _continue(self, stretch: Stretch, last: list[Report]) -> None:
        """A sentence without a trigger that goes on with the one before: a toll, or who else takes part."""
        report = last[-1]
        if stretch.paragraph - report.stretch.paragraph > 1:
            return
        if report.type.tolls:
            report.claims.extend(self.claims.find(stretch.start, stretch.end))
        self._continue_dates(report, stretch)
        joining = self.patterns.joining.search(self.folded, stretch.start, stretch.end)
        if joining and report.type.subject and not report.type.struck:
            positions = self.casting.positions(stretch.start, stretch.end, joining.span(), stretch.start)
            for code, role in self.casting.cast(report.type, positions).roles.items():
                report.roles.setdefault(code, role)

    def _continue_dates(self, report: Report, stretch: Stretch) -> None:
        """« Elle s'achèvera dimanche »: the end of what the sentence before said to begin."""
        if report.when is None or report.when.bound == "whole" or not report.type.lasts:
            return
        for mention in stretch.dates[:1]:
            when = read_when(mention)
            bound = self.clauses.bounds.bind(when, stretch.start, stretch.start) if when else None
            if bound and bound.bound not in ("whole", report.when.bound):
                report.also_when.append(bound)


def _may_be_one(left: When | None, right: When | None) -> bool:
    """Whether two triggers of a sentence may report one event: one has no date of its own, or is only its
    beginning: « est arrivé lundi, première étape d'une tournée qui le conduira au Chili les 25 et 26 »."""
    return not (left and right) or (left.bound == "start" and left.start < right.start)


def _pieces(sentences: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """The sentences; one that is longer than any writer's is read in pieces, so that none costs more than
    its length."""
    for sentence in sentences:
        for start in range(sentence.start, sentence.end, MAX_SENTENCE):
            end = min(sentence.end, start + MAX_SENTENCE)
            yield Sentence(start=start, end=end, paragraph=sentence.paragraph)


def create_events(nlp: SpacyLanguage, name: str) -> Events:  # noqa: ARG001 (spaCy passes it by name)
    """The factory that ``Language.factory`` registers as ``briefing_events``."""
    return Events(load_language(nlp.lang))
