"""The only package that imports spaCy: one module a component, one explicit table of them, and the way through them.

    marks → sentences → countries → entities → dates → quotes → events

Each component reads the layers before it and leaves its own (``layers.py``); all offsets are characters of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from generator.annotations import Annotations, Mention, Quote
from generator.article import Article
from generator.languages import load_language
from generator.pipeline.countries import COUNTRIES, create_countries
from generator.pipeline.dates import DATES, create_dates
from generator.pipeline.entities import ENTITIES, ROLES, create_entities
from generator.pipeline.events import EVENTS, create_events
from generator.pipeline.layers import Context, set_context
from generator.pipeline.lean import make_nlp
from generator.pipeline.marks import create_marks
from generator.pipeline.quotes import QUOTES, create_quotes
from generator.pipeline.sentences import SENTENCES, create_sentences

Factory = Callable[[SpacyLanguage, str], Callable[[Doc], Doc]]

FACTORIES: Mapping[str, Factory] = {
    "briefing_marks": create_marks,
    "briefing_sentences": create_sentences,
    "briefing_countries": create_countries,
    "briefing_entities": create_entities,
    "briefing_dates": create_dates,
    "briefing_quotes": create_quotes,
    "briefing_events": create_events,
}
"""Every component, in the order in which they run."""


@cache
def load_pipeline(code: str) -> SpacyLanguage:
    """The pipeline of one language: the lean ``Language`` and every component."""
    nlp = make_nlp(load_language(code))
    for name, factory in FACTORIES.items():
        if not SpacyLanguage.has_factory(name):
            SpacyLanguage.factory(name, func=factory)
        nlp.add_pipe(name)
    return nlp


def analyse(article: Article) -> Annotations:
    """Annotate one article whose language has a table: its body, then a title that came as metadata."""
    assert article.language is not None
    nlp = load_pipeline(article.language)
    context = Context(published=article.published, received=article.received, source=article.source)
    body = _annotate(nlp, article.text, context)
    if article.title is None:
        return body
    title = _annotate(nlp, article.title, replace(context, field="title", body=body))
    return _join(title, body)


def _annotate(nlp: SpacyLanguage, text: str, context: Context) -> Annotations:
    with nlp.memory_zone():
        doc = nlp.make_doc(text)
        set_context(doc, context)
        doc = nlp(doc)
        return Annotations(
            mentions=tuple(sorted((*COUNTRIES.get(doc), *ENTITIES.get(doc)), key=_mention_order)),
            roles=ROLES.get(doc),
            quotes=QUOTES.get(doc),
            dates=DATES.get(doc),
            events=EVENTS.get(doc),
            sentences=tuple((sentence.start, sentence.end) for sentence in SENTENCES.get(doc)),
        )


def _mention_order(mention: Mention) -> tuple[int, int, str, str]:
    return (mention.start, mention.end, mention.kind, mention.key)


def _join(title: Annotations, body: Annotations) -> Annotations:
    """Title first, then body; a quote's ``parent`` is moved along."""
    shift = len(title.quotes)

    def shifted(quote: Quote) -> Quote:
        return quote if quote.parent is None else replace(quote, parent=quote.parent + shift)

    return Annotations(
        mentions=title.mentions + body.mentions,
        roles=title.roles + body.roles,
        quotes=title.quotes + tuple(map(shifted, body.quotes)),
        dates=title.dates + body.dates,
        events=title.events + body.events,
        sentences=body.sentences,
    )
