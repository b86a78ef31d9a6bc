"""Countries in sentences of our own, in hard ones, in the seed, and in hostile text."""

from __future__ import annotations

import json
import time
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.annotations import Annotations, Mention
from generator.gazetteer import load_gazetteer
from generator.languages import load_language
from generator.pipeline.countries import Countries
from generator.pipeline.layers import Context

CASES = Path(__file__).parents[1] / "cases"
# Floors are what was reached; they are raised, never lowered without a word.
HARD_F1, HARD_CLEAN = 0.98, 17
LATER_F1 = 0.98
OWN_F1 = {"countries": 0.99, "countries_news": 0.99, "countries_fresh": 0.97}
OWN_MENTIONS = {"countries": 0.99, "countries_news": 0.98, "countries_fresh": 0.95}
OWN_CLEAN = {"countries": 1.0, "countries_news": 0.98, "countries_fresh": 0.86}


@cache
def component(language: str) -> Countries:
    """The component of one language, built once."""
    return Countries(load_language(language), load_gazetteer())


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def f1(found: int, given_: int, wanted: int) -> float:
    return 2 * found / (given_ + wanted) if given_ + wanted else 1.0


def codes(mentions: tuple[Mention, ...]) -> set[str]:
    return {mention.key for mention in mentions if mention.kind == "country"} - {"eu", "yu"}


def test_hard_sentences(shared: Path) -> None:
    """The developers' hard French sentences: metonymy, demonyms, traps, idioms."""
    found = given_ = wanted = clean = 0
    for row in read_lines(shared / "eval" / "hard_fr.jsonl"):
        gold = {code.lower() for code in row["countries"]} - {"eu", "yu"}
        got = codes(component("fr").find_mentions(row["text"])) - (
            {code.lower() for code in row["optional"]} - gold
        )
        found, given_, wanted = found + len(gold & got), given_ + len(got), wanted + len(gold)
        clean += not gold and not got
    assert f1(found, given_, wanted) >= HARD_F1
    assert clean >= HARD_CLEAN


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("cases", ["countries", "countries_news", "countries_fresh"])
def test_own_sentences(cases: str, language: str) -> None:
    """Our own sentences, labelled before the rules: countries, exact spans and via; the traps among them are clean.

    At first sight, French and English: countries_news F1 .98 and .99, with span and via .94 and .95, clean 48/55 and
    66/70; countries_fresh, written after those had been mended, .97 and .97, .92 and .95, clean 19/19 and 13/15.
    """
    country, mention = [0, 0, 0], [0, 0, 0]
    without = clean = 0
    for row in read_lines(CASES / f"{cases}_{language}.jsonl"):
        optional = set(row.get("optional", ()))
        gold = {tuple(item) for item in row["mentions"]}
        mentions = component(language).find_mentions(row["text"])
        got = {(m.text, m.key, m.via) for m in mentions if m.kind == "country" and m.key not in optional}
        for counts, a, b in ((mention, got, gold), (country, {i[1] for i in got}, {i[1] for i in gold})):
            counts[0] += len(a & b)
            counts[1] += len(a)
            counts[2] += len(b)
        without += not gold
        clean += not gold and not got
    assert f1(*country) >= OWN_F1[cases]
    assert f1(*mention) >= OWN_MENTIONS[cases]
    assert clean >= OWN_CLEAN[cases] * without


@pytest.mark.parametrize("language", ["en", "fr"])
def test_later_sentences(language: str) -> None:
    """Sentences written after the rules (180 of them labelled unseen: F1 .97 at first sight): no country is lost."""
    found = given_ = wanted = 0
    for row in read_lines(CASES / f"countries_more_{language}.jsonl"):
        gold = set(row["countries"]) - {"eu", "yu"}
        got = codes(component(language).find_mentions(row["text"])) - set(row.get("optional", ()))
        found, given_, wanted = found + len(gold & got), given_ + len(got), wanted + len(gold)
    assert f1(found, given_, wanted) >= LATER_F1


def test_seed_is_exact(shared: Path) -> None:
    """The user's own article gives its ten countries and no other."""
    text = (shared / "seed" / "articles" / "vostok.txt").read_text("utf-8")
    mentions = component("fr").find_mentions(text)
    assert codes(mentions) == {"cn", "ru", "ua", "in", "by", "mn", "tj", "jp", "kr", "us"}
    assert all(text[m.start : m.end] == m.text for m in mentions)
    vias = {(m.text, m.via) for m in mentions if m.kind == "country"}
    assert {
        ("Pékin", "capital"),
        ("Washington", "capital"),
        ("Tokyo", "city"),
        ("département d’Etat", "institution"),
    } <= vias
    assert [m.key for m in mentions if m.kind == "place"] == ["Tokyo"]


def test_a_city_is_a_place_and_a_country() -> None:
    """A city that implies a country gives two mentions with one span."""
    mentions = component("fr").find_mentions("Il vit à Rotterdam.")
    assert [(m.kind, m.key, m.via) for m in mentions] == [
        ("country", "nl", "city"),
        ("place", "Rotterdam", "city"),
    ]


def test_a_title_is_decided_by_its_body() -> None:
    """An ambiguous name in a title takes the country that the body names."""
    kinshasa = Mention(
        kind="country", key="cd", name="Kinshasa", text="Kinshasa", start=0, end=8, via="capital"
    )
    context = Context(field="title", body=Annotations(mentions=(kinshasa,)))
    (mention,) = component("fr").find_mentions("Le Congo réclame justice", context)
    assert (mention.key, mention.field) == ("cd", "title")
    assert component("fr").find_mentions("Le Congo réclame justice") == ()


def test_a_surname_stays_one() -> None:
    """Once « François Hollande » is named, a bare « Hollande » is he; « la Hollande » is the country."""
    text = "François Hollande est venu. Hollande a parlé. La Hollande a voté."
    assert [text[m.start - 3 : m.end] for m in component("fr").find_mentions(text)] == ["La Hollande"]


@given(st.text(alphabet=st.sampled_from("Chine Parisà’'-,.()İé\u0301\n«»U.S EUàdel"), max_size=120))
def test_any_text_gives_true_spans(text: str) -> None:
    """No text crashes; every mention is the text at its span; countries never overlap but with the same span."""
    for language in ("fr", "en"):
        mentions = component(language).find_mentions(text)
        spans = sorted({(m.start, m.end) for m in mentions})
        assert all(text[m.start : m.end] == m.text and m.text for m in mentions)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "piece", ["Chine-", "Paris, ", "sino-", "à ", "M. Jordan ", "« ", "\u0301", "US ", "en russe, "]
)
def test_time_is_linear(piece: str) -> None:
    """A megabyte of one thing takes seconds, not hours."""
    start = time.process_time()
    component("fr").find_mentions(piece * (300_000 // len(piece)))
    assert time.process_time() - start < 20
