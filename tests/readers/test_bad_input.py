"""The long list of bad input: each with its message in both languages, and the other articles read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.catalogue import catalogue_codes, load_catalogue
from generator.readers import read_articles
from generator.readers.metadata import Conventions

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/readers/bad_input.toml").read_text("utf-8"))[
    "case"
]
GOOD = "---\nid: good\n---\nUn article ordinaire, en français.\n"


def write(content: Path, case: dict[str, Any]) -> None:
    (content / "good.md").write_text(GOOD, "utf-8")
    unit, times = case.get("repeat", ("", 0))
    data = (
        bytes.fromhex(case["hex"])
        if "hex" in case
        else case["text"].replace("{repeat}", unit * times).encode()
    )
    file = content / case["path"]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_bad_input_is_told_in_the_readers_words_and_the_rest_is_read(
    tmp_path: Path, case: dict[str, Any]
) -> None:
    """The message says path and line, what is wrong and what to do; the good article is there all the same."""
    write(tmp_path, case)
    if len(list(tmp_path.rglob("*.*"))) < 2 and case["path"].lower() == "good.md":
        pytest.skip("this file system takes names that differ in case for one")
    reading = read_articles(tmp_path, Conventions())
    for language in catalogue_codes():
        assert [load_catalogue(language).problem(problem) for problem in reading.problems] == case[language]
    assert "good" in [draft.given_id for draft in reading.drafts]
    assert len(reading.drafts) == 1 + case["articles"]
    assert reading.files == 2


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_lost_is_set_aside_and_what_is_kept_is_a_notice(tmp_path: Path, case: dict[str, Any]) -> None:
    """``--strict`` can tell the two apart."""
    write(tmp_path, case)
    severities = {problem.severity for problem in read_articles(tmp_path, Conventions()).problems}
    assert severities <= ({"aside"} if case["articles"] != 1 else {"notice"})
