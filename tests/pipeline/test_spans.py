"""The whole pipeline on hostile texts: every span is its words, and the offsets are those of the original text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.annotations import Annotations
from generator.article import Article
from generator.errors import UnreadableArticle
from generator.pipeline import analyse
from generator.readers.decoding import decode

FRAGMENTS = [
    "Pékin", "les Etats-Unis", "L’Inde", "d’İstanbul", "İ", "e\u0301lu", "ı", "ß", "ﬁ", "😀", "👩‍🚀",
    "\u202e", "\u200f", "محمد", "עברית", "«", "»", "“", "”", "\"", "‹", "›", "'", "’", "(", ")", "[…]",
    "+", "—", "– ", "\u00a0", "\u202f", "\u2009", " ", " ", " ", "\n", "\n\n", "a déclaré", "selon",
    "a-t-il dit", "le ministre", "la porte-parole", "Ned Price", "Mme de La Tour", "M. O’Neill",
    "l'AFP", "(AFP)", "du 30 août au 5 septembre", "mercredi", "en mai", "le 31/02/2026", "depuis 2014",
    "hier", "a annoncé", "sommet", "exercices « Vostok »", "attaque", "manifestation", "12 morts",
    "à Paris", "près de Kyiv", ".", ",", ":", "!", "?", ";", "…", "said", "the minister", "on Monday",
    "Paris Hilton", "sino-indienne", "ONU", "Organisation des Nations unies (ONU)",
    "PARIS, 23 nov (AFP) –", "\t", "\x0b", "\u2028", "\ufeff",
]  # fmt: skip
HOSTILE = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=60).map("".join)


def make_article(text: str, title: str | None, language: str) -> Article:
    """An article as the readers would hand it over: what cannot be encoded never gets past them."""
    return Article(id="x", path="x.txt", text=text, title=title, language=language)


def assert_spans(annotations: Annotations, article: Article) -> None:
    """Every value resolves to its words; parts are in order and apart; nested quotes lie within their parents."""
    sources = {"body": article.text, "title": article.title or ""}
    for item in (*annotations.mentions, *annotations.roles, *annotations.dates, *annotations.events):
        assert sources[item.field][item.start : item.end] == item.text
    for event in annotations.events:
        source = sources[event.field]
        assert 0 <= event.sentence[0] <= event.start < event.end <= event.sentence[1] <= len(source)
        assert all(0 <= start < end <= len(source) for start, end in event.also)
        assert all(source[part.start : part.end] == part.text for part in (*event.places, *event.claims))
    for quote in annotations.quotes:
        source = sources[quote.field]
        assert " ".join(source[start:end] for start, end in quote.parts) == quote.text
        assert (quote.start, quote.end) == (quote.parts[0][0], quote.parts[-1][1])
        bounds = [bound for part in quote.parts for bound in part]
        assert bounds == sorted(bounds) and all(start < end for start, end in quote.parts)
        if quote.cue_span and quote.cue:
            assert 0 <= quote.cue_span[0] < quote.cue_span[1] <= len(source)
        if quote.parent is not None:
            parent = annotations.quotes[quote.parent]
            assert parent.start <= quote.start and quote.end <= parent.end


@pytest.mark.parametrize("language", ["fr", "en"])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=HOSTILE, title=st.one_of(st.none(), HOSTILE.map(lambda title: " ".join(title.split()) or None)))
def test_every_span_is_its_words_in_hostile_texts(language: str, text: str, title: str | None) -> None:
    """Emoji, İ, combining accents, no-break spaces, right-to-left, unpaired marks: offsets hold, nothing breaks."""
    try:
        read = decode(text.replace("\n", "\r\n").encode("utf-8", "surrogatepass"), path="x.txt").text
    except UnreadableArticle:
        return
    article = make_article(read, title, language)
    assert_spans(analyse(article), article)
