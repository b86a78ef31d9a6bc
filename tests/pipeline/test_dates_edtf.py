"""EDTF values and the calendar below them: bounds, what is none, feasts."""

from __future__ import annotations

from datetime import date

import pytest

from generator.pipeline.calendar import easter, feast_day, month_part
from generator.pipeline.edtf import is_located, parse_edtf


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-08-30", "2022-08-30", "2022-08-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("197X", "1970-01-01", "1979-12-31"),
        ("2021-22", "2021-06-21", "2021-09-20"),
        ("2026-24", "2026-12-21", "2027-03-20"),
        ("2026-34", "2026-04-01", "2026-06-30"),
        ("2022-08-30/2022-09-05", "2022-08-30", "2022-09-05"),
    ],
)
def test_values_have_their_bounds(text: str, first: str, last: str) -> None:
    """A value means its first to its last day."""
    assert parse_edtf(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["XXXX-08-30", "XXXX-02-29", "XXXX-08-30/XXXX-09-05", "XXXX-XX-XX"])
def test_unknown_years_have_no_bounds(text: str) -> None:
    """Without a year there is no day."""
    assert parse_edtf(text) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["", "30 août", "2022-13", "2022-02-30", "XXXX-02-30", "2022-8-3", "2022/2021", "2022-22-01", "۲۰۲۲"],
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    """Anything else is a ValueError, which the reader of corrections reports with file and line."""
    with pytest.raises(ValueError, match=r"EDTF|interval|day|month"):
        parse_edtf(text)


def test_feasts_fall_on_their_days() -> None:
    """Easter and what hangs on it, and the fourth Thursday of November."""
    assert [easter(year) for year in (2024, 2026, 2027)] == [
        date(2024, 3, 31),
        date(2026, 4, 5),
        date(2027, 3, 28),
    ]
    assert feast_day("easter+39", 2026) == date(2026, 5, 14)
    assert feast_day("11:3:4", 2026) == date(2026, 11, 26)


def test_the_end_of_a_month_without_a_year_stays_a_day() -> None:
    """The end of February is said of any year, without a day that only leap years have."""
    part = month_part(None, 2, "late")
    assert part is not None
    assert (part.edtf, part.earliest, is_located(part.edtf)) == ("XXXX-02-21/XXXX-02-28", None, True)
