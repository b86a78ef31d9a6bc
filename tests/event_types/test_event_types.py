"""The tables of event types: complete, and errors that name file and line."""

from __future__ import annotations

import re

import pytest

from generator.errors import TableError
from generator.event_types import check_event_types, load_event_types
from generator.languages import language_codes

CONTRACT = [
    "military-exercise",
    "armed-conflict",
    "attack",
    "protest",
    "strike",
    "election",
    "meeting",
    "visit",
    "agreement",
    "sanctions",
    "trial",
    "disaster",
    "accident",
    "epidemic",
    "coup",
    "sport",
    "culture",
    "other",
]

TABLE = """iptc = "medtop:16000000"
precedence = 5
place = "host"

[labels]
fr = "{label}"

[triggers.fr]
nouns = ["{trigger}"]
"""


def test_the_eighteen_types_of_the_contract_are_there() -> None:
    """Each type of the export contract has a table, and no table is beside it."""
    assert sorted(load_event_types()) == sorted(CONTRACT)


@pytest.mark.parametrize("key", CONTRACT)
def test_every_type_speaks_every_language(key: str) -> None:
    """A type has labels and triggers in all languages that have a table, and an IPTC code."""
    event_type = load_event_types()[key]
    assert set(language_codes()) <= set(event_type.labels)
    assert set(language_codes()) <= set(event_type.triggers)
    assert re.fullmatch(r"medtop:\d{8}", event_type.iptc)


def test_an_unknown_role_is_an_error_with_file_and_line() -> None:
    """A role that is none names the file and the line of the key."""
    source = TABLE.format(label="a", trigger="attaque").replace('"host"', '"guest"')
    with pytest.raises(TableError) as caught:
        check_event_types({"party": source})
    assert (caught.value.problem.path, caught.value.problem.line) == ("event_types/party.toml", 3)


def test_a_trigger_in_two_types_needs_precedence() -> None:
    """The same trigger in two types of one precedence is an error; with different ones it is none."""
    first, second = TABLE.format(label="a", trigger="attaque"), TABLE.format(label="b", trigger="attaque")
    with pytest.raises(TableError) as caught:
        check_event_types({"first": first, "second": second})
    assert (caught.value.problem.path, caught.value.problem.line) == ("event_types/second.toml", 9)
    assert len(check_event_types({"first": first, "second": second.replace("= 5", "= 6")})) == 2


def test_a_pattern_that_is_none_is_an_error() -> None:
    """A trigger that is no regular expression names the file and the line."""
    with pytest.raises(TableError) as caught:
        check_event_types({"first": TABLE.format(label="a", trigger="att(aque")})
    assert caught.value.problem.line == 9
