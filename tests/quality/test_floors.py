"""Quality never falls unnoticed: every figure stays at or above its floor, on the corpus the floor was set for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from quality.measure import CLOSED, SAMPLE, Corpus, measure

FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))


@pytest.mark.parametrize("corpus", [SAMPLE, CLOSED], ids=lambda corpus: corpus.name)
def test_figures_are_at_their_floors(corpus: Corpus, shared: Path) -> None:
    """No figure is below the floor that was reached before."""
    floors = FLOORS[corpus.name]
    figures = measure(corpus)
    missed = {
        name: (figures[name], floor)
        for name, floor in floors["figures"].items()
        if (figures[name] or 0) < floor
    }
    assert not missed, f"below the floor (figure, floor): {missed}"


@pytest.mark.parametrize("corpus", [SAMPLE, CLOSED], ids=lambda corpus: corpus.name)
def test_floors_are_those_of_this_corpus(corpus: Corpus) -> None:
    """Whoever changes articles or gold measures again, and says why in the floors file."""
    floors = FLOORS[corpus.name]
    assert floors["corpus"] == corpus.digest, (
        "articles or gold changed: measure again, set the floors, say why"
    )
    assert floors["why"].strip()


def test_every_sample_file_has_gold() -> None:
    """One gold file for each file of the sample, and no other."""
    articles = {path.stem for path in SAMPLE.content.rglob("*") if path.is_file()}
    assert articles == {path.stem for path in SAMPLE.gold.glob("*.json")}


def test_lowering_a_floor_needs_a_reason() -> None:
    """x."""
    for corpus in (SAMPLE, CLOSED):
        floors = FLOORS[corpus.name]
        highest = floors["highest"]
        for name, floor in floors["figures"].items():
            reason = floors.get("lowered", {}).get(name, "")
            assert floor >= highest[name] or reason.strip(), f"{corpus.name}: {name} was {highest[name]}"
