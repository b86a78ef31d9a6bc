"""How much a country weighs in an article."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.annotations import Annotations, Quote
from generator.gazetteer import load_gazetteer
from generator.languages import load_language
from generator.merge.weights import weigh_countries
from generator.pipeline.countries import Countries
from generator.pipeline.layers import Context

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "merge_weights.toml").read_text("utf-8"))["case"]


def read_article(case: dict[str, Any]) -> Annotations:
    """The countries of title and text; who acts is given as the speaker of a quote."""
    component = Countries(load_language(case["language"]), load_gazetteer())
    body = Annotations(mentions=component.find_mentions(case["text"]))
    title = component.find_mentions(case["title"], Context(field="title", body=body))
    quotes = tuple(
        Quote(text="", start=0, end=0, parts=(), speaker_country=code) for code in case.get("acting", ())
    )
    return Annotations(mentions=(*title, *body.mentions), quotes=quotes)


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_weight(case: dict[str, Any]) -> None:
    """Each case's countries weigh what it says, and no other country is weighed."""
    assert weigh_countries(read_article(case), load_gazetteer().codes()) == case["weights"]


def test_nothing_weighs_nothing() -> None:
    """An article without countries has no weights."""
    assert weigh_countries(Annotations(), load_gazetteer().codes()) == {}
