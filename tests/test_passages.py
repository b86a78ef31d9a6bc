"""Passages: marks that overlap each other and the body's markup still give valid HTML with every anchor."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.passages import write_line, write_stretch
from generator.publication import Highlight, Stretch
from tests.made_html import read_html

KINDS = ("quote", "event", "role", "country", "person", "organization", "place", "date")


def _mark(anchor: str, start: int, end: int, kind: Any = "country", target: str | None = None) -> Highlight:
    return Highlight(anchor=anchor, start=start, end=end, kind=kind, target=target, title=None)


def _stretch(
    text: str, *marks: Highlight, start: int = 0, markup: tuple[tuple[int, str], ...] = ()
) -> Stretch:
    return Stretch(start=start, end=start + len(text), text=text, highlights=marks, markup=markup)


def _write(stretch: Stretch) -> str:
    return str(write_stretch(stretch, lambda address: "../../" + address))


def test_a_mark_carries_its_anchor_and_its_link() -> None:
    """A country is marked, anchored, and leads to its page."""
    html = _write(_stretch("La Chine parle.", _mark("c-3", 3, 8, target="countries/cn/")))
    assert html == (
        '<p dir="auto">La <mark class="mark mark--country" id="c-3">'
        '<a href="../../countries/cn/">Chine</a></mark> parle.</p>'
    )


def test_the_longest_mark_is_outermost() -> None:
    """A country inside a quote stays inside it, in whatever order they come."""
    html = _write(_stretch("ab France cd", _mark("c", 3, 9), _mark("q", 0, 12, "quote")))
    assert html.index('id="q"') < html.index('id="c"')
    read_html(html)


def test_overlapping_marks_are_cut_where_they_cross() -> None:
    """Of two marks that cross, the shorter is cut in two; the anchor stands once, its other piece says whose it is."""
    html = _write(_stretch("abcdefghij", _mark("a", 0, 6, "event"), _mark("b", 4, 8, "role")))
    reader = read_html(html)
    pieces = [
        e for e in reader.elements if e.attributes.get("id") == "b" or e.attributes.get("data-of") == "b"
    ]
    assert "".join(e.text for e in pieces) == "efgh"
    assert [e.text for e in reader.elements if e.attributes.get("id") == "a"] == ["abcdef"]


def test_paragraphs_come_from_blank_lines() -> None:
    """A blank line parts paragraphs, a single line end is a break."""
    assert _write(_stretch("a\nb\n \n\nc")) == '<p dir="auto">a<br>\nb</p>\n \n\n<p dir="auto">c</p>'


def test_a_quote_over_two_paragraphs_is_marked_in_both() -> None:
    """A mark is closed at a paragraph's end and goes on in the next."""
    reader = read_html(_write(_stretch("un deux\n\ntrois", _mark("q", 3, 14, "quote"))))
    marks = [element for element in reader.elements if element.name == "mark"]
    assert [mark.text for mark in marks] == ["deux", "trois"]
    assert all(mark.inside("p") for mark in marks)


def test_markup_of_a_body_is_kept_and_its_headings_lowered() -> None:
    """Emphasis, lists and headings of a Markdown body survive; a heading stands below the page's own."""
    markup = ((0, "<h1>"), (5, "</h1>"), (6, "<p>"), (9, "<em>"), (14, "</em>"), (14, "</p>"))
    reader = read_html(_write(_stretch("Titre\nUn beau mot", _mark("c", 6, 11), markup=markup)))
    assert [element.name for element in reader.elements if element.name != "mark"] == ["h3", "p", "em", "p"]
    assert reader.text == "Titre\nUn beau mot"


def test_a_stretch_out_of_the_middle_of_an_element_is_closed_and_opened() -> None:
    """End tags of what began before the stretch are left out, what is not ended in it is closed."""
    read_html(_write(_stretch("abc", markup=((0, "</ul>"), (1, "</p>"), (2, "<blockquote>")))))


@pytest.mark.parametrize(
    "tag",
    [
        "<script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">',
        '<p onclick="alert(1)">',
        '<a href="https://x.example/" onclick="y" style="z">',
        "<style>",
        "<iframe>",
        "<",
        "<!-- x",
        "",
    ],
)
def test_markup_is_rebuilt_never_copied(tag: str) -> None:
    """Nothing of a tag reaches the page but its allowed name and a plain web address."""
    reader = read_html(_write(_stretch("abc", markup=((1, tag),))))
    assert {element.name for element in reader.elements} <= {"p", "a"}
    assert all(set(element.attributes) <= {"dir", "href", "rel"} for element in reader.elements)
    assert all(element.attributes.get("href", "https:").startswith("https:") for element in reader.elements)


def test_links_do_not_nest() -> None:
    """Inside a link of the body a mark has no link of its own."""
    markup = ((0, '<a href="https://x.example/">'), (6, "</a>"))
    reader = read_html(_write(_stretch("France", _mark("c", 0, 6, target="countries/fr/"), markup=markup)))
    assert [element.name for element in reader.elements] == ["p", "a", "mark"]


def test_text_is_escaped() -> None:
    """What looks like HTML in an article is shown as typed."""
    html = _write(_stretch("<b onclick='x'>&amp;</b>", _mark('"><i>', 0, 3)))
    assert read_html(html).text == "<b onclick='x'>&amp;</b>"


def test_a_title_is_marked_inside_its_heading() -> None:
    """A headline gets its marks without paragraphs."""
    html = write_line(
        "Paris et Brasília", (_mark("t-0", 0, 5, target="countries/fr/"),), lambda address: address
    )
    assert (
        html
        == '<mark class="mark mark--country" id="t-0"><a href="countries/fr/">Paris</a></mark> et Brasília'
    )


@st.composite
def _stretches(draw: st.DrawFn) -> Stretch:
    text = draw(st.text(alphabet="ab <&\"'\n\r\u00a0é\u202e😀", min_size=1, max_size=40))
    start = draw(st.integers(0, 5))
    place = st.integers(start - 2, start + len(text) + 2)
    spans = draw(st.lists(st.tuples(place, place, st.sampled_from(KINDS), st.booleans()), max_size=8))
    marks = tuple(
        _mark(f"m-{number}", min(a, b), max(a, b), kind, "countries/fr/" if link else None)
        for number, (a, b, kind, link) in enumerate(spans)
    )
    tags = st.sampled_from(
        ["<p>", "</p>", "<em>", "</em>", "<ul>", "<li>", "</li>", "</ul>", "<br>", "<hr>", "<h2>", "</h2>",
         '<a href="https://x.example/">', "</a>", "<blockquote>", "</blockquote>", "<script>", "</div>"]
    )  # fmt: skip
    markup = draw(st.lists(st.tuples(place, tags), max_size=10))
    return _stretch(text, *marks, start=start, markup=tuple(sorted(markup, key=lambda pair: pair[0])))


@settings(max_examples=150, deadline=None)
@given(_stretches())
def test_any_stretch_gives_html_that_nests(stretch: Stretch) -> None:
    """Whatever the marks and the markup: elements nest, the text is whole, anchors stand once, links do not nest."""
    reader = read_html(_write(stretch))
    assert reader.text == stretch.text
    anchors = [element.attributes["id"] for element in reader.elements if "id" in element.attributes]
    assert len(anchors) == len(set(anchors))
    assert not any(element.name == "a" and element.inside("a") for element in reader.elements)
    for mark in stretch.highlights:
        words = stretch.text[max(mark.start - stretch.start, 0) : max(mark.end - stretch.start, 0)]
        pieces = [
            e for e in reader.elements if mark.anchor in (e.attributes.get("id"), e.attributes.get("data-of"))
        ]
        assert "".join("".join(piece.text for piece in pieces).split()) == "".join(words.split())


def test_many_marks_take_no_more_than_their_time() -> None:
    """Ten thousand marks in one long text are written in a moment."""
    text = "mot " * 10_000
    marks = tuple(_mark(f"m-{n}", 4 * n, 4 * n + 3) for n in range(10_000))
    assert _write(_stretch(text, *marks)).count("<mark") == 10_000
