"""Days and hours in metadata."""

from __future__ import annotations

import tomllib
from datetime import UTC
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.readers.moments import parse_moment

PARIS = ZoneInfo("Europe/Paris")
CASES = tomllib.loads((Path(__file__).parent.parent / "cases/readers/moments.toml").read_text("utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["value"][:40])
def test_a_date_is_read_or_refused(case: dict[str, Any]) -> None:
    """What people write is understood, in the desk's time zone; what does not exist is refused."""
    if case.get("invalid"):
        with pytest.raises(ValueError):
            parse_moment(case["value"], PARIS)
        return
    day, moment = parse_moment(case["value"], PARIS)
    assert day == case["day"]
    assert (moment.astimezone(UTC).replace(microsecond=0) if moment else None) == case.get("moment")


def test_a_moment_belongs_to_the_day_of_the_desk() -> None:
    """The same moment is another day in Auckland."""
    assert parse_moment("2026-11-23T18:40:00Z", ZoneInfo("Pacific/Auckland"))[0].isoformat() == "2026-11-24"


@given(st.text(alphabet=st.sampled_from("0123456789-/.:TZ+ hapm,éNov") | st.characters(), max_size=120))
def test_any_value_gives_a_day_or_a_value_error(value: str) -> None:
    """A hostile date is refused, and nothing else happens."""
    try:
        day, moment = parse_moment(value, PARIS)
    except ValueError:
        return
    assert 1000 <= day.year <= 9999
    assert moment is None or moment.tzinfo is not None
