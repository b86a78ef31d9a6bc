"""Events: gold of our own in two languages, the seed's two exercises, abstaining, hostile input."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.annotations import EventMention
from generator.pipeline import load_pipeline
from generator.pipeline.events import EVENTS
from generator.pipeline.layers import Context, set_context

CASES = Path(__file__).parent.parent / "cases"
LANGUAGES = ("fr", "en")
DAY = date(2026, 11, 20)


def find(code: str, text: str, **days: date) -> tuple[EventMention, ...]:
    """The events of ``text``, by the whole pipeline."""
    nlp = load_pipeline(code)
    doc = nlp.make_doc(text)
    set_context(doc, Context(**days))
    return EVENTS.get(nlp(doc))


def reported(code: str, text: str, **days: date) -> tuple[EventMention, ...]:
    """The events of ``text`` that are not mentioned in passing."""
    return tuple(event for event in find(code, text, **days) if not event.background)


@dataclass
class Tally:
    """Counts over a file of cases."""

    gold: int = 0
    found: int = 0
    right: int = 0
    dates: int = 0
    participants: list[int] = field(default_factory=lambda: [0, 0, 0])
    modality: int = 0
    place: int = 0
    claims: int = 0

    def add(self, row: dict[str, Any], events: tuple[EventMention, ...]) -> None:
        """Count one paragraph."""
        self.gold += len(row["events"])
        self.found += len(events)
        left = list(events)
        for wanted in row["events"]:
            same = [event for event in left if event.type == wanted["type"]]
            same.sort(key=lambda event: event.date_start != wanted["start"])
            if same:
                left.remove(same[0])
                self._compare(wanted, same[0])

    def _compare(self, wanted: dict[str, Any], event: EventMention) -> None:
        codes, given = set(wanted["participants"]), {code for code, _ in event.countries}
        claims = {(claim.kind, claim.value) for claim in event.claims}
        self.right += 1
        self.dates += (event.date_start, event.date_end) == (wanted["start"], wanted["end"])
        for index, count in enumerate((len(codes & given), len(codes), len(given))):
            self.participants[index] += count
        self.modality += event.modality == wanted["modality"]
        self.place += event.place_country == wanted["place_country"]
        self.claims += set(wanted.get("claims", {}).items()) <= claims
        assert bool(wanted.get("cancelled")) == (event.cancelled is not None)

    def f1(self) -> float:
        """F1 of the events found."""
        return 2 * self.right / (self.gold + self.found)


def rows(code: str) -> Iterator[dict[str, Any]]:
    """The cases of a language."""
    for line in (CASES / f"events_{code}.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


@pytest.mark.parametrize("code", LANGUAGES)
def test_own_gold_stays_above_its_floor(code: str) -> None:
    """Our own paragraphs: events, days, participants, modality, place and claims are as annotated, but for a
    few."""
    tally = Tally()
    for row in rows(code):
        tally.add(row, reported(code, row["text"], published=date.fromisoformat(row["published"])))
    shared, wanted, given = tally.participants
    assert tally.f1() >= 0.97
    assert tally.dates >= 0.95 * tally.gold
    assert 2 * shared / (wanted + given) >= 0.95
    assert tally.modality >= 0.95 * tally.gold
    assert tally.place >= 0.93 * tally.gold
    assert tally.claims >= 0.97 * tally.gold


def test_the_seed_has_two_exercises(shared: Path) -> None:
    """The seed's article tells two exercises, told apart by days and place; the war and the sanctions are
    background."""
    events = reported("fr", (shared / "seed" / "articles" / "vostok.txt").read_text("utf-8"))
    assert [event.type for event in events] == ["military-exercise"] * 2
    vostok, may = events
    assert (vostok.date_start, vostok.date_end) == ("XXXX-08-30", "XXXX-09-05")
    assert {code for code, _ in vostok.countries} == {"cn", "ru", "in", "by", "mn", "tj"}
    assert vostok.place_country == "ru"
    assert vostok.name == "exercices annuels « Vostok »"
    assert (may.date_start, may.date_end) == ("XXXX-05", "XXXX-05")
    assert {code for code, _ in may.countries} == {"cn", "ru"}
    assert [(place.country, place.relation) for place in may.places] == [("jp", "near"), ("kr", "near")]
    assert may.place_country is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_spans_give_the_words_back(code: str) -> None:
    """Every span of an event is text of the article, and its sentence holds it."""
    for row in rows(code):
        for event in find(code, row["text"], published=DAY):
            assert event.text == row["text"][event.start : event.end]
            assert event.sentence[0] <= event.start < event.end <= event.sentence[1]
            assert all(claim.text == row["text"][claim.start : claim.end] for claim in event.claims)
            assert all(place.text == row["text"][place.start : place.end] for place in event.places)


def test_a_title_has_no_events_of_its_own() -> None:
    """Of a title that came as metadata no event is made: the body tells them."""
    nlp = load_pipeline("fr")
    doc = nlp.make_doc("Une attaque a fait dix morts jeudi au Mali")
    set_context(doc, Context(published=DAY, field="title"))
    assert EVENTS.get(nlp(doc)) == ()


_PIECES = [
    "Une attaque",
    "a fait 12 morts",
    "jeudi",
    "à Kaboul",
    "en Inde",
    "exercices militaires",
    "«",
    "»",
    ".",
    ",",
    "\n\n",
    "malgré la guerre",
    "Le Chili",
    "ont signé un accord",
    "du 3 au 7 décembre",
    "les deux pays",
    "participeront aussi",
    "İ",
    "😀",
    "si",
    "a été annulé",
    "près du Japon",
    "- -",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join))
def test_any_text_gives_valid_events(text: str) -> None:
    """Whatever the words, no error, and offsets that give the text back."""
    for event in find("fr", text, published=DAY):
        assert event.text == text[event.start : event.end]


@pytest.mark.parametrize(
    "unit",
    [
        "attaque ",
        "la guerre, ",
        "Le Chili et ",
        "jeudi attentat ",
        "a a a ",
        "exercices « X » ",
        "12 morts et ",
        "– ; : ",
    ],
)
def test_long_hostile_text_takes_linear_time(unit: str) -> None:
    """Fifty thousand characters without a full stop are read in seconds."""
    nlp = load_pipeline("fr")
    own = ("briefing_marks", "briefing_sentences", "briefing_countries", "briefing_dates", "briefing_events")
    with nlp.select_pipes(enable=list(own)):
        start = time.process_time()
        find("fr", unit * (50_000 // len(unit)), published=DAY)
        assert time.process_time() - start < 15
