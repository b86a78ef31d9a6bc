"""Date expressions: gold of our own in two languages, the shared evaluation, partial dates, hostile input."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.annotations import DateMention
from generator.languages import load_language
from generator.pipeline.dates import DATES, Dates
from generator.pipeline.edtf import parse_edtf
from generator.pipeline.layers import Context, set_context

CASES = Path(__file__).parent.parent / "cases"
LANGUAGES = ("fr", "en")
RIGHT_FLOOR = {"fr": 112, "en": 111}
CLEAN_FLOOR = {"fr": 35, "en": 34}
DAY = date(2026, 11, 20)
NLP = spacy.blank("xx")
COMPONENTS = {code: Dates(load_language(code)) for code in LANGUAGES}


def find(code: str, text: str, **days: date) -> tuple[DateMention, ...]:
    """The dates of ``text``, by the component on a Doc."""
    doc = NLP.make_doc(text)
    set_context(doc, Context(**days))
    return DATES.get(COMPONENTS[code](doc))


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def is_met(found: tuple[DateMention, ...], wanted: dict[str, Any]) -> bool:
    """Whether one date overlaps the wanted one and has both days right."""
    start = wanted["start"]
    end = start + len(wanted["expression"])
    return any(
        (m.earliest, m.latest) == (wanted["earliest"], wanted["latest"])
        for m in found
        if m.start < end and m.end > start
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_own_gold_stays_above_its_floor(code: str) -> None:
    """Of our own expressions at least the floor's number have both days right, and phrases without a date
    stay clean."""
    right = clean = 0
    for row in rows(CASES / f"dates_{code}.jsonl"):
        found = find(code, row["sentence"], published=date.fromisoformat(row["reference"]))
        right += sum(is_met(found, wanted) for wanted in row["dates"])
        clean += not row["dates"] and not found
    assert right >= RIGHT_FLOOR[code]
    assert clean >= CLEAN_FLOOR[code]


def test_shared_evaluation_is_met(shared: Path) -> None:
    """Of the shared French expressions at least 44 have both days right, and all ten phrases without one
    stay clean."""
    right = clean = 0
    for row in rows(shared / "eval" / "dates_fr.jsonl"):
        found = find("fr", row["sentence"], published=date.fromisoformat(row["reference"]))
        if row["expression"]:
            right += is_met(found, {**row, "start": row["sentence"].find(row["expression"])})
        else:
            clean += not found
    assert right >= 44
    assert clean == 10


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_a_reference_day_no_year_is_invented(code: str) -> None:
    """An article without a day gives partial dates, and no interval of days for what its words leave open."""
    for row in rows(CASES / f"dates_{code}.jsonl"):
        for mention in find(code, row["sentence"]):
            year = mention.edtf[:4]
            assert (
                mention.earliest is None
                or year in row["sentence"]
                or mention.precision in ("decade", "years")
            )


@pytest.mark.parametrize(
    ("code", "text", "edtf"),
    [
        ("fr", "prévus du 30 août au 5 septembre selon Moscou", "XXXX-08-30/XXXX-09-05"),
        ("fr", "En mai, les deux pays avaient organisé", "XXXX-05"),
        ("fr", "un communiqué diffusé mercredi", "XXXX-XX-XX"),
        ("fr", "le 29 février", "XXXX-02-29"),
        ("en", "from 30 August to 5 September", "XXXX-08-30/XXXX-09-05"),
        ("en", "on 30 August", "XXXX-08-30"),
    ],
)
def test_partial_dates_are_edtf(code: str, text: str, edtf: str) -> None:
    """Without a reference day, day and month stay, the year is XXXX, and there is no earliest day."""
    (mention,) = find(code, text)
    assert (mention.edtf, mention.earliest, mention.latest) == (edtf, None, None)


def test_basis_tells_what_a_date_rests_on() -> None:
    """A date in full is explicit, a weekday rests on publication or reception, the next day on another
    date."""
    text = "Le 4 avril 1949, puis le lendemain ; mardi aussi."
    assert [m.basis for m in find("fr", text, published=DAY)] == ["explicit", "relative", "published"]
    assert find("fr", "mardi aussi", received=DAY)[0].basis == "received"


def test_a_year_just_named_holds_for_the_day_after_it() -> None:
    """In a story of 2011 a day without a year is of 2011."""
    text = "Le 11 mars 2011, la digue a cédé. Le 14 mars, le réacteur a explosé."
    assert [m.earliest for m in find("fr", text, published=DAY)] == ["2011-03-11", "2011-03-14"]


@pytest.mark.parametrize("text", ["le 31 février", "le 30/02/2026", "du 9 au 3 mars 2020", "le 99 mai"])
def test_days_that_no_calendar_has_are_none(text: str) -> None:
    """What looks like a date but is no day gives no interval with that day."""
    assert not [
        m
        for m in find("fr", text, published=DAY)
        if m.precision in ("day", "days") and m.latest and "-02-3" in m.latest
    ]


def test_spaces_and_apostrophes_of_the_press_are_read() -> None:
    """No-break spaces and curly apostrophes are no obstacle; the text keeps them."""
    text = "du\u00a030 août au 5\u202fseptembre, et aujourd’hui"
    found = find("fr", text, published=DAY)
    assert [m.text for m in found] == ["du\u00a030 août au 5\u202fseptembre", "aujourd’hui"]
    assert all(m.text == text[m.start : m.end] for m in found)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "le",
                "30",
                "31",
                "août",
                "au",
                "du",
                "5",
                "septembre",
                "mai",
                "en",
                "2022",
                "1er",
                "lundi",
                "mardi",
                "de",
                "à",
                "İ",
                "😀",
                "99",
                "il",
                "y",
                "a",
                "deux",
                "cent",
                "ans",
                "fin",
                "mi",
                "-",
                "/",
                ".",
                ",",
                "hier",
                "semaine",
                "dernière",
                "prochaine",
                "dans",
                "années",
                "90",
                "of",
                "May",
                "March",
                "the",
                "last",
                "12",
                "ago",
                "XXe",
                "siècle",
                "Pâques",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_any_text_gives_valid_values(text: str) -> None:
    """Whatever the words, no error; offsets give the text back, and each value is EDTF with the same
    bounds."""
    for code in LANGUAGES:
        end = 0
        for mention in find(code, text, published=DAY):
            assert mention.text == text[mention.start : mention.end]
            assert mention.start >= end
            end = mention.end
            bounds = parse_edtf(mention.edtf)
            assert [day and day.isoformat() for day in bounds] == [mention.earliest, mention.latest]


@pytest.mark.parametrize(
    "unit", ["1 ", "mai ", "le ", "du 3 au ", "2022-", "nuit de ", "\n", "a", "il y a ", ". mardi"]
)
def test_long_hostile_text_takes_linear_time(unit: str) -> None:
    """A hundred thousand characters of anything are read in seconds."""
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    COMPONENTS["fr"].find(text, Context(published=DAY))
    assert time.process_time() - start < 8
