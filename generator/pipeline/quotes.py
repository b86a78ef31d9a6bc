"""Component ``briefing_quotes``: which marked spans are somebody's words, and whose; runs after the entities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from generator.annotations import Field, Mention, Quote
from generator.languages import Language, load_language
from generator.pipeline.attribution_subjects import SubjectFinder
from generator.pipeline.entities import ENTITIES, GENDERS, ROLES
from generator.pipeline.layers import Layer, get_context
from generator.pipeline.marks import MARKS
from generator.pipeline.quotes_article import ArticleQuotes, Found
from generator.pipeline.quotes_filter import QuoteFilter
from generator.pipeline.quotes_frames import Frames, Words
from generator.pipeline.quotes_indirect import IndirectFinder
from generator.pipeline.quotes_relays import RelayFinder
from generator.pipeline.quotes_vocabulary import build_vocabulary
from generator.pipeline.sentences import SENTENCES

QUOTES: Layer[Quote] = Layer("quotes")

_COUNTRIES: Layer[Mention] = Layer("countries")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotQuote:
    """A marked span [start, end) that is no quote; ``reason`` is a key such as "title", "term", "scare-quotes"."""

    start: int
    end: int
    reason: str


NOT_QUOTES: Layer[NotQuote] = Layer("not_quotes")


class Quotes:
    """The component: leaves ``QUOTES`` (direct ones, then indirect, by offset) and ``NOT_QUOTES`` on the Doc.

    Every speaker found is given with its confidence; ``generator.tiers`` says later which are named.
    """

    def __init__(self, language: Language) -> None:
        self.vocabulary = build_vocabulary(language)
        self.words = Words(self.vocabulary)
        self.finder = SubjectFinder(self.vocabulary)
        self.filter = QuoteFilter(self.vocabulary)
        self.relays = RelayFinder(self.vocabulary)
        self.indirect = IndirectFinder(self.vocabulary)

    def __call__(self, doc: Doc) -> Doc:
        """Annotate ``doc`` and hand it on."""
        marks = MARKS.get(doc)
        mentions = (*_COUNTRIES.get(doc), *ENTITIES.get(doc))
        text = doc.text
        frames = Frames(text, SENTENCES.get(doc), marks, mentions, self.vocabulary, self.words)
        genders = {each.key: each.gender for each in GENDERS.get(doc)}
        article = ArticleQuotes(
            frames, self.finder, self.filter, self.relays, roles=ROLES.get(doc), genders=genders
        )
        found = [*article.find(), *self.indirect.find(article)]
        QUOTES.put(doc, self._finish(text, get_context(doc).field, found))
        rejected = tuple(
            NotQuote(start=marks[slot].start, end=marks[slot].end, reason=reason)
            for slot, reason in sorted(article.rejected.items())
        )
        NOT_QUOTES.put(doc, rejected)
        return doc

    def _finish(self, text: str, field: Field, found: Iterable[Found]) -> tuple[Quote, ...]:
        """Quotes in order of their offsets, parents as indexes into the result, tiers by the thresholds."""
        ordered = sorted(found, key=lambda each: (each.parts[0][0], -each.parts[-1][1], each.indirect))
        index = {each.slot: position for position, each in enumerate(ordered) if each.slot >= 0}
        return tuple(replace(self._quote(text, each, index), field=field) for each in ordered)

    def _quote(self, text: str, found: Found, index: dict[int, int]) -> Quote:
        attribution = found.attribution
        quote = Quote(
            text=" ".join(text[start:end] for start, end in found.parts),
            start=found.parts[0][0],
            end=found.parts[-1][1],
            parts=found.parts,
            parent=index.get(found.parent) if found.parent is not None else None,
            via=found.via,
            indirect=found.indirect,
        )
        if attribution is None:
            return quote
        speaker = attribution.speaker
        quote = replace(
            quote,
            speaker_description=speaker.description,
            speaker_span=speaker.span,
            cue=text[slice(*attribution.cue)] if attribution.cue else None,
            cue_span=attribution.cue,
            evidence=attribution.evidence,
            confidence=attribution.confidence,
        )
        if speaker.name is None:
            return quote
        return replace(
            quote,
            speaker=speaker.name,
            speaker_key=speaker.key,
            speaker_kind=speaker.kind,
            speaker_country=speaker.country,
        )


def create_quotes(nlp: SpacyLanguage, name: str) -> Quotes:  # noqa: ARG001  # spaCy passes both
    """The factory that ``Language.factory`` registers as ``briefing_quotes``."""
    return Quotes(load_language(nlp.lang))
