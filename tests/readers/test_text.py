"""The reader of ``.txt``: headers, titles, several articles in one file."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.article import Draft
from generator.errors import Problem
from generator.readers.metadata import Conventions
from generator.readers.text import read_text

DESK = Conventions()


def read(text: str) -> list[Draft | Problem]:
    return list(read_text("a.txt", text, DESK))


def read_one(text: str) -> Draft:
    (item,) = read(text)
    assert isinstance(item, Draft)
    return item


def test_a_text_without_anything_is_all_body() -> None:
    """No title, no date is made up, and not a character is lost."""
    text = "\nPékin va envoyer des troupes, a annoncé le ministère.\n\nLa Chine et la Russie.\n"
    draft = read_one(text)
    assert draft.text == text
    assert (draft.title, draft.title_in_text, draft.published, draft.source) == (None, None, None, None)


def test_header_lines_are_taken_off() -> None:
    """Known and unknown fields up to the blank line are metadata; the rest is the text."""
    draft = read_one(
        "Titre : Accord\u00a0: la fin\nSource: Le Phare\nDate: 23/11/2026\nService: Monde\n\nCorps.\n"
    )
    assert (draft.title, draft.source, draft.published) == (
        "Accord\u00a0: la fin",
        "Le Phare",
        date(2026, 11, 23),
    )
    assert draft.text == "Corps.\n"


def test_a_header_may_follow_blank_lines() -> None:
    """Lines before the header do not hide it."""
    assert read_one("\n\nTitle: A\n\nBody.").title == "A"


@pytest.mark.parametrize(
    "text",
    [
        "Titre: A\nCe n'est pas un en-tête, car cette ligne est une phrase.\n\nCorps.",
        "Bilan: trois morts\n\nCorps.",
        "Source: " + "mot " * 200 + "\n\nCorps.",
    ],
    ids=["mixed", "unknown", "paragraph"],
)
def test_what_only_looks_like_a_header_stays_text(text: str) -> None:
    """A sentence within, an unknown first field or a whole paragraph make no header."""
    assert read_one(text).text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Un accord à Genève\n\nCorps.", "Un accord à Genève"),
        ("\n  Un accord ?\u00a0 \n\n\nCorps.", "Un accord ?"),
        ("« L’eau manque »\n \nCorps.", "« L’eau manque »"),
        ("« L’eau manque. »\n\nCorps.", None),
        ("Une phrase entière.\n\nCorps.", None),
        ("Selon elle :\n\nCorps.", None),
        ("Un accord à Genève\nCorps.", None),
        ("Un accord à Genève\n\n", None),
        ("Un accord à Genève", None),
        ("mot " * 40 + "\n\nCorps.", None),
        ("=====\n\nCorps.", None),
        ("* * *\n\nCorps.", None),
    ],
)
def test_a_headline_is_a_short_first_line_set_apart(text: str, title: str | None) -> None:
    """It is taken from the text and stays in it; what ends like a sentence is none."""
    draft = read_one(text)
    assert draft.title is None
    assert (draft.text[slice(*draft.title_in_text)] if draft.title_in_text else None) == title


def test_a_title_in_the_header_leaves_the_first_line_alone() -> None:
    """Metadata wins."""
    draft = read_one("Titre: A\n\nUn accord à Genève\n\nCorps.")
    assert (draft.title, draft.title_in_text) == ("A", None)


@pytest.mark.parametrize("rule", ["=====", "-" * 40, "  ****** "])
def test_rules_with_new_headers_part_articles(rule: str) -> None:
    """Each article has its own metadata, its position and its lines; rule and blank lines belong to none."""
    items = read(
        f"Titre: A\n\nUn.\n\n{rule}\n\nTitre: B\nDate: 2026-11-23\n\nDeux.\n{rule}\nSource: C\n\nTrois.\n"
    )
    drafts = [item for item in items if isinstance(item, Draft)]
    assert [(d.title, d.source, d.position) for d in drafts] == [
        ("A", None, 0),
        ("B", None, 1),
        (None, "C", 2),
    ]
    assert [d.text for d in drafts] == ["Un.", "Deux.", "Trois.\n"]


@pytest.mark.parametrize(
    "text",
    [
        "Un.\n\n*****\n\nDeux.\n",
        "Un.\n====\nTitre: trop court\n\nDeux.\n",
        "Un.\n\n-----\nSource: Le Phare\n",
        "Un.\n-----\n",
    ],
    ids=["lone", "four", "credit", "last"],
)
def test_a_lone_rule_parts_nothing(text: str) -> None:
    """Without a new header, or with a credit only, a rule is part of its article."""
    assert read_one(text).text == text


def test_rules_before_the_first_header_are_no_article() -> None:
    """A file may begin with a rule."""
    items = read("\n=====\n=====\nTitre: A\n\nUn.\n=====\nTitre: B\n\nDeux.")
    assert [item.title for item in items if isinstance(item, Draft)] == ["A", "B"]


def test_a_bad_article_does_not_take_its_neighbours_along() -> None:
    """In a file of several, the one with a date that is none is reported with its line; the others are read."""
    items = read(
        "Titre: A\n\nUn.\n=====\nTitre: B\nDate: 30/02/2026\n\nDeux.\n=====\nTitre: C\n\nTrois.\n=====\nTitre: D\n"
    )
    assert [item.title for item in items if isinstance(item, Draft)] == ["A", "C"]
    assert [item.position for item in items if isinstance(item, Draft)] == [0, 2]
    problems = [(item.code, item.line) for item in items if isinstance(item, Problem)]
    assert problems == [("date-invalid", 6), ("article-without-body", 14)]


def test_a_header_without_a_body_is_reported() -> None:
    """There is nothing to show."""
    (problem,) = read("Titre: A\nSource: B\n\n  \n")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.line) == ("article-without-body", 1)


LINES = st.sampled_from(
    ["Titre: A", "Date: 23/11/2026", "Date: x", "=====", "", " \u00a0", "Corps.", "Un mot", "\r", "\u2028"]
)


@given(st.lists(LINES | st.text(max_size=30), max_size=20).map("\n".join))
def test_any_text_keeps_its_offsets(text: str) -> None:
    """A title lies within the text and has letters; no file makes the reader fail."""
    for item in read(text):
        if isinstance(item, Draft):
            assert item.text in text
            assert item.text.strip()
            assert item.markup == ()
            if item.title_in_text is not None:
                headline = item.text[slice(*item.title_in_text)]
                assert headline == headline.strip()
                assert any(map(str.isalnum, headline))


@pytest.mark.parametrize(
    "unit",
    [
        "« ",
        "mot ",
        "\n",
        " \n",
        "=====\n",
        "=====\n\n",
        "-----\nTitre: A\n",
        "-----\nTitre: A\n\nb\n",
        "a: b\n",
        "Titre: A\n",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    """Half a megabyte of anything is read in a moment."""
    text = "Titre: A\n\n" + unit * (500_000 // len(unit))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 5
