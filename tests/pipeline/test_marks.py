"""Pairing of quotation marks: every spelling, nested and broken, in linear time and never out of bounds."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.languages import load_language
from generator.pipeline.lean import make_nlp
from generator.pipeline.marks import MARKS, MarkedSpan, Marks, pair_marks

MARKS_AND_LETTERS = st.text(alphabet="«»“”„\"'‘’‹›+[](). aéB1\n\u00a0", max_size=120)


def contents(text: str, *, straight_singles: bool = False) -> list[list[str]]:
    """The pieces of each marked span."""
    spans = pair_marks(text, straight_singles=straight_singles)
    return [[text[start:end] for start, end in span.parts] for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Il dit « oui » et “non” puis "peut-être".', [["oui"], ["non"], ["peut-être"]]),
        ("« a “b” c »", [["a “b” c"], ["b"]]),
        ("« a « b » c »", [["a « b » c"], ["b"]]),
        ("„Hallo“, ‹salut›, »Tag«", [["Hallo"], ["salut"], ["Tag"]]),
        ('l\'"exigence" et l’« urgence »', [["exigence"], ["urgence"]]),
        ("''deux apostrophes'' ici", [["deux apostrophes"]]),
        ('" Nous partons ", dit-il', [["Nous partons"]]),
        ("« Il a crié +au feu+ hier »", [["Il a crié +au feu+ hier"], ["au feu"]]),
        ("« On [les mineurs] part (sic) »", [["On [les mineurs] part (sic)"]]),
    ],
)
def test_marks_pair_in_every_spelling(text: str, expected: list[list[str]]) -> None:
    """Each pair gives its inner words, without marks and spaces beside them, outer spans first."""
    assert contents(text) == expected


@pytest.mark.parametrize(
    "text",
    ["aujourd'hui l’été d'hier", 'un écran de 27" à 300 euros', "5' 30\" de course", "rien »", "1 + 1 + 1"],
)
def test_apostrophes_inches_and_orphans_are_no_quotes(text: str) -> None:
    """What looks like a mark but pairs with nothing leaves nothing behind."""
    assert contents(text) == []


def test_british_single_marks_survive_apostrophes() -> None:
    """Possessives and contractions inside single marks do not close them."""
    text = "‘It’s the bosses’ fault,’ Nora said. 'We didn't,' he said."
    assert contents(text, straight_singles=True) == [["It’s the bosses’ fault,"], ["We didn't,"]]


def test_marks_repeated_at_each_paragraph_are_one_quotation() -> None:
    """A mark that is re-opened at a paragraph's start continues the quotation in a new part."""
    assert contents("« Un.\n\n« Deux.\n\n» Trois », dit-il.") == [["Un.", "Deux.", "Trois"]]
    assert contents('"One.\n\n"Two," she said.') == [["One.", "Two,"]]


def test_a_quotation_may_run_over_paragraphs_without_being_reopened() -> None:
    """The next mark being a closing one, the quotation goes on to it."""
    assert contents("« Un.\n\nDeux. »\n\nPuis « trois ».") == [["Un.", "Deux."], ["trois"]]


def test_an_unclosed_mark_ends_before_the_next_one() -> None:
    """What is never closed is kept apart and marked so."""
    spans = pair_marks("« Oui, dit X. « Non », dit Y.")
    assert [(span.closed, span.opening) for span in spans] == [(False, "«"), (True, "«")]


def test_the_component_leaves_its_layer() -> None:
    """``MARKS`` holds exact characters although tokens may be wider."""
    language = load_language("fr")
    doc = Marks(language)(make_nlp(language).make_doc("l'«exigence absolue» de Paris"))
    (span,) = MARKS.get(doc)
    assert doc.text[span.start : span.end] == "exigence absolue"


def check_shape(text: str, spans: tuple[MarkedSpan, ...]) -> None:
    """Offsets hold, parts are in order and apart, spans are nested or disjoint, parents are right."""
    for index, span in enumerate(spans):
        assert 0 <= span.outer_start < span.start < span.end <= span.outer_end <= len(text)
        edges = [edge for part in span.parts for edge in part]
        assert edges == sorted(edges) and (edges[0], edges[-1]) == (span.start, span.end)
        assert all(start < end for start, end in span.parts)
        for other in spans[index + 1 :]:
            inside = span.start <= other.outer_start and other.outer_end <= span.end
            assert inside or span.outer_end <= other.outer_start
        if span.parent is not None:
            parent = spans[span.parent]
            assert parent.depth == span.depth - 1
            assert any(start <= span.outer_start and span.outer_end <= end for start, end in parent.parts)


@given(MARKS_AND_LETTERS, st.booleans())
@settings(max_examples=400, deadline=None)
def test_any_text_gives_spans_that_hold(text: str, straight_singles: bool) -> None:
    """Whatever marks stand wherever, spans stay within the text and never cross."""
    check_shape(text, pair_marks(text, straight_singles=straight_singles))


@pytest.mark.parametrize(
    "pattern", ["« a » ", "« ", '" a ', "« “ ", "» ", "‘a ", "'a ", "«\n\n", '"\n\n', "« +a ", "“ ‘"]
)
def test_ten_times_the_marks_cost_about_ten_times_the_time(pattern: str) -> None:
    """No arrangement of marks makes pairing quadratic."""
    started = process_time()
    pair_marks(pattern * 40_000, straight_singles=True)
    assert process_time() - started < 4.0
