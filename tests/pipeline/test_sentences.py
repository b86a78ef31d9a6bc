"""Sentences: abbreviations and quotation marks do not break them, paragraphs do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.languages import load_language
from generator.pipeline.lean import make_nlp
from generator.pipeline.marks import Marks
from generator.pipeline.sentences import SENTENCES, Sentences

COMPONENTS = {
    code: (make_nlp(load_language(code)), Marks(load_language(code)), Sentences(load_language(code)))
    for code in ("fr", "en")
}


def split(text: str, code: str = "fr") -> list[str]:
    """The sentences of ``text``."""
    nlp, marks, sentences = COMPONENTS[code]
    doc = sentences(marks(nlp.make_doc(text)))
    return [doc.text[one.start : one.end] for one in SENTENCES.get(doc)]


@pytest.mark.parametrize(
    ("code", "text", "count"),
    [
        ("fr", "M. Rivasseau est parti. Mme Odhiambo reste.", 2),
        ("fr", "Elle a couru 5,2 km. J. Morel a suivi.", 2),
        ("fr", "« Personne n'a vu la crue. Tout est perdu. » Il se tait.", 2),
        ("fr", "« Enfin ! » sourit-elle. Il pleut.", 2),
        ("fr", "« Où aller ? » demande Léa. « Nulle part. »", 2),
        ("fr", "Un titre court\nPuis le texte commence ici.", 2),
        ("fr", "Une très longue ligne que quelqu'un a coupée à la main au milieu du\nTribunal pénal.", 1),
        ("fr", "Il est parti... mais il revient.", 1),
        ("en", "Gen. Ibrahim Sowe spoke at 5 p.m. on Friday. Dr. Wu left.", 2),
        ("en", "“Rubbish,” said Adrian. “We paid. We did.” He left.", 3),
        ("en", "The U.S. Navy sailed. It rained.", 2),
    ],
)
def test_sentences_are_counted_right(code: str, text: str, count: int) -> None:
    """Abbreviations, initials, quotations and wrapped lines leave as many sentences as a reader counts."""
    assert len(split(text, code)) == count


def test_a_paragraph_ends_a_sentence_even_inside_marks() -> None:
    """A quotation re-opened in the next paragraph is not one endless sentence."""
    assert split("« Un mot.\n\n« Un autre », dit-il.") == ["« Un mot.", "« Un autre », dit-il."]


def test_tokens_know_where_sentences_start() -> None:
    """``token.is_sent_start`` agrees with the layer."""
    nlp, marks, sentences = COMPONENTS["fr"]
    doc = sentences(marks(nlp.make_doc("Il pleut. « Rentrons. Vite ! » dit Léa. Tous partent.")))
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Il pleut.",
        "« Rentrons. Vite ! » dit Léa.",
        "Tous partent.",
    ]


@given(st.text(alphabet="«»“”\"'. !?…aéBM.\n\u00a0-1", max_size=150))
@settings(max_examples=300, deadline=None)
def test_any_text_is_covered_by_sentences(text: str) -> None:
    """Sentences are in order, apart, trimmed, and leave out nothing but spaces."""
    nlp, marks, sentences = COMPONENTS["fr"]
    doc = sentences(marks(nlp.make_doc(text)))
    found = SENTENCES.get(doc)
    position = 0
    for one in found:
        assert not text[position : one.start].strip()
        assert text[one.start : one.end].strip() == text[one.start : one.end] != ""
        position = one.end
    assert not text[position:].strip()
    assert [one.paragraph for one in found] == sorted(one.paragraph for one in found)
