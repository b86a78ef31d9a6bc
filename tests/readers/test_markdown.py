"""The reader of ``.md``: text with standoff tags, and nothing that could do harm."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.article import Draft
from generator.errors import Problem, UnreadableArticle
from generator.readers.markdown import is_tangled, read_markdown
from generator.readers.metadata import Conventions

CASES = tomllib.loads(
    (Path(__file__).parent.parent / "cases/readers/hostile_markdown.toml").read_text("utf-8")
)["case"]
NAMES = (
    "p|blockquote|ul|ol|li|h[1-6]|pre|em|strong|b|i|code|sub|sup|del|s|table|thead|tbody|tr|th|td|dl|dt|dd"
)
TAG = re.compile(rf"</?(?:{NAMES}|a)>|<(?:br|hr)>|<a href=\"(?:https?://|mailto:)[^\"<>\s]+\">", re.I)


def read(text: str) -> list[Draft | Problem]:
    return list(read_markdown("a.md", text, Conventions()))


def read_one(text: str) -> Draft:
    (item,) = read(text)
    assert isinstance(item, Draft)
    return item


def check_markup(draft: Draft) -> None:
    """Only allowed tags, in order, within the text, each closed by its own."""
    opened: list[str] = []
    before = 0
    for offset, tag in draft.markup:
        assert before <= offset <= len(draft.text)
        before = offset
        assert TAG.fullmatch(tag), tag
        name = re.sub(r"[</>]|\s.*", "", tag)
        if tag.startswith("</"):
            assert opened.pop() == name
        elif name not in ("br", "hr"):
            opened.append(name)
    assert opened == []


def links(draft: Draft) -> list[str]:
    return [tag[9:-2] for _, tag in draft.markup if tag.startswith("<a ")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_hostile_body_is_inert(case: dict[str, Any]) -> None:
    """Scripts, handlers, foreign links and pictures are gone; what was typed as text is still text."""
    draft = read_one(case["body"])
    check_markup(draft)
    if "text" in case:
        assert re.sub(r" +", " ", draft.text) == re.sub(r" +", " ", case["text"])
    if "links" in case:
        assert links(draft) == case["links"]


def test_structure_becomes_paragraphs_and_standoff_tags() -> None:
    """Blank lines part blocks, tags stand at the words they belong to."""
    draft = read_one("# Titre\n\nUn *deux* **trois**.\n\n- a\n- b\n\n> cité\n")
    assert draft.text == "Titre\n\nUn deux trois.\n\na\n\nb\n\ncité"
    check_markup(draft)
    spans = {tag: draft.text[offset : offset + 5] for offset, tag in draft.markup if not tag.startswith("</")}
    assert (spans["<h1>"], spans["<em>"], spans["<strong>"], spans["<blockquote>"]) == (
        "Titre",
        "deux ",
        "trois",
        "cité",
    )


def test_no_break_spaces_and_marks_of_a_body_stay() -> None:
    """Only the layout of the source is lost."""
    body = "«\u202fL’eau\u00a0» :  oui…"
    assert read_one(body).text == "«\u202fL’eau\u00a0» : oui…"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("un<br>deux", "un\ndeux"),
        ("un  \ndeux", "un\ndeux"),
        ("un<br><br>deux", "un\n\ndeux"),
        ("un<br><br><br>deux", "un\n\ndeux"),
        ("<div>un</div><div>deux</div>", "un\n\ndeux"),
        ("<div>un <em>deux</em> trois<p>quatre</p>cinq</div>six", "un deux trois\n\nquatre\n\ncinq\n\nsix"),
        ("<em>un<div>deux</div>trois</em> quatre", "un\n\ndeux\n\ntrois quatre"),
        ("<table><tr><td>un</td><td>deux</td></tr></table>", "un\n\ndeux"),
        ("un\n\n---\n\ndeux", "un\n\ndeux"),
        ("    code\n      deux\n\nfin", "code\n  deux\n\n\nfin"),
        ("<p>&nbsp;</p>\n\nun <em> </em>deux", "un deux"),
        ("un<em> deux </em>trois", "un deux trois"),
        ("<ul><li></li></ul>\n\nun", "un"),
        ("un <!-- rien --> deux", "un deux"),
        ("<hr>un", "un"),
        ("<center>un<hr>deux</center>", "un\n\ndeux"),
    ],
)
def test_html_in_a_body_is_text_in_paragraphs(body: str, text: str) -> None:
    """Words never run together where an element ended."""
    draft = read_one(body)
    assert draft.text == text
    check_markup(draft)


@pytest.mark.parametrize(
    ("text", "title", "headline"),
    [
        ("# Un accord\n\nCorps.", None, "Un accord"),
        ("Un accord\n=========\n\nCorps.", None, "Un accord"),
        ("### \u00a0Un *accord* \n\nCorps.", None, "Un accord"),
        ("<h1></h1>\n\n<h2>Un accord</h2>\n\nCorps.", None, "Un accord"),
        ("# +++\n\nCorps.", None, None),
        ("Corps.\n\n# Plus bas\n\nCorps.", None, None),
        ("---\ntitle: Autre\n---\n# Un accord\n\nCorps.", "Autre", None),
    ],
)
def test_a_first_heading_is_the_title(text: str, title: str | None, headline: str | None) -> None:
    """It stays in the text; a title in the front matter goes before."""
    draft = read_one(text)
    assert draft.title == title
    assert (draft.text[slice(*draft.title_in_text)] if draft.title_in_text else None) == headline


def test_front_matter_is_metadata() -> None:
    """An unquoted colon in the title is common, and works."""
    draft = read_one("---\ntitle: Nairobi : un fonds\ndate: 2026-11-23\nlang: fr\nid: x\n---\nCorps.")
    assert (draft.title, draft.language, draft.given_id, draft.text) == (
        "Nairobi : un fonds",
        "fr",
        "x",
        "Corps.",
    )


@pytest.mark.parametrize(
    "body", ["", "\n\n", "![x](y.png)", "<script>x</script>", "<!-- x -->", "[x]: y", "---\ntitle: A\n---\n"]
)
def test_a_body_without_text_is_refused(body: str) -> None:
    """There is nothing to show."""
    with pytest.raises(UnreadableArticle) as caught:
        read(body)
    assert caught.value.problem.code == "article-without-body"


TANGLED = [
    "[" * 20_000, "![" * 10_000, "`[" * 10_000, "[a](<" * 4000, "<a " * 7000, "<![CDATA[" * 2000, "><?" * 7000,
    "a\n=\n" * 5000, "# a\n" * 5000, "> " * 3000 + "a", "+ " * 3000 + "a", "1. " * 3000 + "a",
    "\n".join("    " * depth + "- a" for depth in range(300)), "<div>" * 20_000, "<div>" * 9000 + "</div>" * 9000,
]  # fmt: skip


@pytest.mark.parametrize("body", TANGLED, ids=lambda body: repr(body[:9]))
def test_tangled_markup_is_read_as_plain_text(body: str) -> None:
    """What would take Python-Markdown minutes, or overflow its stack, is kept as typed, with a notice."""
    began = time.process_time()
    notice, draft = read(f"---\ntitle: A\n---\nUn titre\n\n{body}")
    assert time.process_time() - began < 2
    assert isinstance(notice, Problem)
    assert (notice.code, notice.severity) == ("markdown-tangled", "notice")
    assert isinstance(draft, Draft)
    assert (draft.text, draft.title, draft.title_in_text, draft.markup) == (
        f"Un titre\n\n{body}",
        "A",
        None,
        (),
    )


def test_a_tangled_file_without_title_takes_its_first_line() -> None:
    """As a text file would."""
    draft = read("Un titre\n\n" + "[" * 20_000)[1]
    assert isinstance(draft, Draft)
    assert draft.title_in_text == (0, 8)


@pytest.mark.parametrize(
    "unit",
    ["mot ", "*a*b_c_ ", "`a``", "&", "\\", "- a\n", "1. a\n", "> a\n", "* a\n    * b\n", "a  \n", "<b>x</b>", "</p>",
     "Une [phrase](https://e.example) ordinaire, et puis « une autre ».\n\n", "<http://a>", "|", "\t", "\n"],
)  # fmt: skip
def test_other_bodies_take_linear_time(unit: str) -> None:
    """Forty thousand characters of any of these are read in a moment or two."""
    began = time.process_time()
    read("a\n\n" + unit * (40_000 // len(unit)))
    assert time.process_time() - began < 4


def test_an_ordinary_article_is_not_tangled() -> None:
    """A long press review with some links a paragraph and a list of forty sources."""
    paragraph = "Selon [un journal](https://e.example/a), « rien n'est fait » [1], a < b. " * 8
    sources = "\n".join(f"- [source {number}](https://e.example/{number})" for number in range(40))
    assert not is_tangled("\n\n".join(["# Revue", *[paragraph] * 40, sources]))


MARKS = st.sampled_from(
    [
        *"*_`[]()<>!#-+=~|&\\\"' \n\t:./1",
        *("<em>", "</em>", "<p>", "</p>", "<div>", "</div>", "<br>", "<a href='https://e.example'>", "</a>"),
        *("<script>", "&lt;", "\n\n", "    ", "<h1>", "</h1>", "<td>", "<li>", "<hr>", "<pre>"),
    ]
)


@settings(deadline=None)
@given(st.lists(MARKS | st.text(max_size=5), max_size=40).map("".join))
def test_any_body_gives_sound_markup(body: str) -> None:
    """Tags are allowed, ordered and balanced; the title is a slice with words; no CRLF is left."""
    try:
        items = read(body)
    except UnreadableArticle:
        return
    draft = items[-1]
    assert isinstance(draft, Draft)
    check_markup(draft)
    assert "\r\n" not in draft.text or "\r\n" in body
    if draft.title_in_text is not None:
        assert any(map(str.isalnum, draft.text[slice(*draft.title_in_text)]))
