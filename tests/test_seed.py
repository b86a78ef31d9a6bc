"""The first acceptance test: the user's own article, an agency story with no title and no date."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, read_export


@pytest.fixture(scope="module")
def exported(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the seed, made by the command of the contract."""
    folder = tmp_path_factory.mktemp("seed")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "generator",
            "export",
            str(folder),
            "--content",
            str(shared / "seed/articles"),
        ],
        cwd=ROOT,
        check=True,
        timeout=120,
    )
    return folder


@pytest.fixture(scope="module")
def rows(exported: Path) -> dict[str, list[dict[str, Any]]]:
    """The exported rows by file."""
    return read_export(exported)


def test_scorer_finds_everything_and_nothing_else(shared: Path, exported: Path, tmp_path: Path) -> None:
    """Countries, people, organisations, quotes, speakers and events are all found, and nothing that is not there."""
    report = tmp_path / "figures.json"
    subprocess.run(
        [
            sys.executable,
            str(shared / "eval/score.py"),
            str(shared / "seed/gold"),
            str(exported),
            "--json",
            str(report),
        ],
        check=True,
        capture_output=True,
    )
    figures = json.loads(report.read_text())["metrics"]
    perfect = ("countries_f1", "people_f1", "quotes_exact_f1", "speaker_acc", "printed_speaker_p",
               "events_f1", "event_dates_exact", "participants_f1", "orgs_f1", "speaker_country_acc")  # fmt: skip
    assert {name: figures[name] for name in perfect} == dict.fromkeys(perfect, 1.0)
    assert figures["not_quotes_printed"] == 0


def test_roles_stand_in_mentions_and_entities(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Joe Biden and Ned Price have the roles that the article prints, word for word."""
    wanted = {"Joe Biden": "président américain", "Ned Price": "porte-parole du département d’Etat"}
    people = [row for row in rows["entities"] if row["kind"] == "person"]
    assert {row["name"]: row["roles"][0]["text"] for row in people} == wanted
    mentions = [row for row in rows["mentions"] if row["kind"] == "person"]
    assert {row["name"]: row["role"] for row in mentions} == wanted


def test_relay_is_not_the_speaker(rows: dict[str, list[dict[str, Any]]]) -> None:
    """« cité par l’AFP » makes AFP the relay of the ministry's words."""
    relayed = [row for row in rows["quotes"] if row["via"]]
    assert [(row["via"], row["speaker"]) for row in relayed] == [("AFP", "ministère chinois de la Défense")]


def test_two_exercises_stay_two_and_no_year_is_invented(rows: dict[str, list[dict[str, Any]]]) -> None:
    """The exercise of the end of August and the manoeuvres of May are two events, both without a year."""
    exercises = [row for row in rows["events"] if row["type"] == "military-exercise"]
    assert {(row["start"], row["end"]) for row in exercises} == {
        ("XXXX-08-30", "XXXX-09-05"),
        ("XXXX-05", "XXXX-05"),
    }
    assert all(row["earliest"] is None and row["latest"] is None for row in rows["dates"])
    assert not any(character.isdigit() for row in rows["dates"] for character in row["edtf"][:4])


def test_every_span_is_its_words(rows: dict[str, list[dict[str, Any]]]) -> None:
    """``text[start:end]`` is what is printed, for mentions, dates, roles, events and parts of quotes."""
    texts = {row["id"]: row["text"] for row in rows["articles"]}
    assert_spans(rows, texts)


def assert_spans(rows: dict[str, list[dict[str, Any]]], texts: dict[str, str]) -> None:
    """Every span of an export resolves to its words."""
    for row in (*rows["mentions"], *rows["dates"]):
        if row["in"] == "body":
            assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]
    for entity in rows["entities"]:
        for role in entity["roles"]:
            if role["in"] == "body":
                assert texts[role["article_id"]][role["start"] : role["end"]] == role["text"]
    for quote in rows["quotes"]:
        if quote["in"] == "body":
            text = texts[quote["article_id"]]
            assert " ".join(text[start:end] for start, end in quote["parts"]) == quote["text"]
            assert (quote["start"], quote["end"]) == (quote["parts"][0][0], quote["parts"][-1][1])
