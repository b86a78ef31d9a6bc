"""The public data: JSON Lines and the same as tables that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publication import Publication
from generator.site.data import BYTE_ORDER_MARK, make_data, write_csv
from tests.made_publication import make_empty_publication, make_publication

TABLES = ("articles", "countries", "entities", "events", "quotes")


def _read(text: str) -> list[dict[str, str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""), strict=True))


@pytest.mark.parametrize("name", TABLES)
def test_both_forms_have_the_same_rows_and_fields(name: str) -> None:
    """A line a row in each, in the same order, with the same fields."""
    data = make_data(make_publication())
    rows = [json.loads(line) for line in data[f"data/{name}.jsonl"].split("\n") if line]
    table = _read(data[f"data/{name}.csv"])
    assert len(table) == len(rows) > 0
    assert {frozenset(row) for row in table} == {frozenset(row) for row in rows}
    for key in ("id", "code"):
        assert [row.get(key) for row in table] == [row.get(key) for row in rows]


def test_an_empty_briefing_has_tables_with_headings() -> None:
    """Nothing published: five tables that say what would stand in them."""
    data = make_data(make_empty_publication())
    assert all(data[f"data/{name}.csv"].count("\r\n") == 1 for name in TABLES)


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "＠"])
def test_no_cell_is_a_formula(mark: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe."""
    publication = _retitle(make_publication(), f"{mark}HYPERLINK(1)")
    labels = [row["label"] for row in _read(make_data(publication)["data/articles.csv"])]
    assert labels == [f"'{mark}HYPERLINK(1)"] * len(labels)


def _retitle(publication: Publication, label: str) -> Publication:
    articles = {key: replace(article, label=label) for key, article in publication.articles.items()}
    return replace(publication, articles=articles)


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_any_list_of_words_is_read_back_and_inert(words: list[str]) -> None:
    """Whatever the text: one cell, inert, with the words joined by bars."""
    (row,) = _read(write_csv(("words",), [{"words": words}]))
    assert row["words"].removeprefix("'") == " | ".join(words).removeprefix("'")
    assert not row["words"].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_stay_numbers() -> None:
    """A confidence is no text, and a day is an ISO day."""
    row = _read(make_data(make_publication())["data/quotes.csv"])[0]
    assert 0 <= float(row["confidence"]) <= 1
    assert len(row["day"].split("-")) == 3
