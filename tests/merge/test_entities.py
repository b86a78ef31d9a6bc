"""Merging people and organisations across articles, and what editors say about it."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.annotations import Annotations, Mention, Role
from generator.article import Article
from generator.briefing import Entity
from generator.corrections import Corrections, Different, Placed, Rename, Same
from generator.merge.entities import merge_entities
from generator.registry import Registry

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "merge_entities.toml").read_text("utf-8"))[
    "pair"
]
COUNTRIES = {"français": "fr", "belge": "be"}


def annotate(kind: str, unit: dict[str, Any]) -> Annotations:
    """One entity of one article, from a case's table."""
    forms = unit.get("forms", [unit["key"]])
    mentions = tuple(
        Mention(kind=kind, key=unit["key"], name=unit["key"], text=form, start=0, end=len(form))
        for form in forms
    )
    roles = tuple(
        Role(person=unit["key"], text="ministre", start=0, end=8, country=country)
        for country in unit.get("roles", ())
    )
    return Annotations(mentions=mentions, roles=roles)


def merge_units(
    kind: str,
    units: list[dict[str, Any]],
    *,
    corrections: Corrections | None = None,
    registry: Registry | None = None,
    names: list[str] | None = None,
) -> tuple[Entity, ...]:
    """Merge one article a unit."""
    ids = names or [f"a{number}" for number in range(len(units))]
    articles = sorted(
        (Article(id=name, path=f"{name}.txt", text="", language="fr") for name in ids), key=lambda a: a.path
    )
    annotations = {name: annotate(kind, unit) for name, unit in zip(ids, units, strict=True)}

    def country_of(phrase: str, language: str | None) -> str | None:
        return next((code for word, code in COUNTRIES.items() if word in phrase), None)

    return merge_entities(
        kind, articles, annotations, corrections or Corrections(), registry or Registry(), country_of
    )


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_two_names_are_one_or_two(case: dict[str, Any]) -> None:
    """Full names and their transcriptions are joined; surnames alone and contradicting countries are not."""
    entities = merge_units(case["kind"], [case["left"], case["right"]])
    assert len(entities) == (1 if case["same"] else 2)


def test_order_of_articles_changes_nothing() -> None:
    """The same entities with the same ids, however the articles are handed over."""
    units = [unit for case in CASES if case["kind"] == "person" for unit in (case["left"], case["right"])]
    names = [f"a{number}" for number in range(len(units))]
    wanted = merge_units("person", units, names=names)
    for seed in range(10):
        pairs = list(zip(units, names, strict=True))
        random.Random(seed).shuffle(pairs)
        assert merge_units("person", [u for u, _ in pairs], names=[n for _, n in pairs]) == wanted


def placed(decision: Any) -> Placed[Any]:
    """A decision as read from a file."""
    return Placed(path="corrections/x.toml", line=1, decision=decision)


def test_editor_joins_what_the_program_would_not() -> None:
    """``same`` joins a surname to a full name; the first address stays and the other leads to it."""
    units = [{"key": "Andreï Karpovitch", "roles": ["by"]}, {"key": "Karpovitch", "roles": []}]
    registry = Registry()
    merge_units("person", units, registry=registry)
    same = Corrections(same=(placed(Same(addresses=("people/andrei-karpovitch", "people/karpovitch"))),))
    (entity,) = merge_units("person", units, corrections=same, registry=registry)
    assert (entity.id, entity.merge_reason) == ("andrei-karpovitch", "editor")
    assert registry.row("person:karpovitch").merged_into == "person:andrei-karpovitch"
    merge_units("person", units, registry=registry)
    assert registry.row("person:karpovitch").merged_into is None, "deleting the decision undoes it"


def test_editor_parts_what_the_program_joins() -> None:
    """``different`` names the articles in which it is somebody else."""
    units = [{"key": "Jean Dupont", "roles": []}] * 3
    registry = Registry()
    assert len(merge_units("person", units, registry=registry)) == 1
    decision = Different(address="people/jean-dupont", articles=("a2",))
    entities = merge_units(
        "person", units, corrections=Corrections(different=(placed(decision),)), registry=registry
    )
    assert sorted(tuple(article for article, _ in entity.keys) for entity in entities) == [
        ("a0", "a1"),
        ("a2",),
    ]
    kept = next(entity for entity in entities if ("a0", "Jean Dupont") in entity.keys)
    assert kept.id == "jean-dupont"


def test_rename_changes_the_name_and_not_the_address() -> None:
    """A renamed page keeps its address; what was printed stays among its aliases."""
    rename = Corrections(rename=(placed(Rename(address="/people/ned-price/", name="Edward Price")),))
    (entity,) = merge_units("person", [{"key": "Ned Price", "roles": ["us"]}], corrections=rename)
    assert (entity.id, entity.name, entity.aliases) == ("ned-price", "Edward Price", ("Ned Price",))


def test_address_outlives_a_mended_typo_and_an_article_before() -> None:
    """A name mended in its founding article, and an article added before it, leave the address alone."""
    registry = Registry()
    merge_units("person", [{"key": "Zofia Wielgocz", "roles": ["pl"]}], registry=registry, names=["m"])
    units = [{"key": "Zofia Wielgosz", "roles": ["pl"]}, {"key": "Zofia Wielgosz", "roles": ["pl"]}]
    (entity,) = merge_units("person", units, registry=registry, names=["a", "m"])
    assert entity.id == "zofia-wielgocz"


def test_two_people_of_one_name_keep_two_addresses() -> None:
    """The newcomer gets a suffix from its founder's hash; the first keeps the plain address."""
    units = [{"key": "Paulo Teixeira", "roles": ["br"]}, {"key": "Paulo Teixeira", "roles": ["pt"]}]
    first, second = sorted(merge_units("person", units), key=lambda entity: entity.keys)
    assert first.id == "paulo-teixeira"
    assert second.id.startswith("paulo-teixeira-")
