"""People, organisations and roles, on the seed, on our own sentences, and on hostile texts."""

from __future__ import annotations

import itertools
import json
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from generator.annotations import Annotations, Mention
from generator.gazetteer import load_gazetteer
from generator.languages import load_language
from generator.pipeline.countries import Countries
from generator.pipeline.entities import ENTITIES, GENDERS, ROLES, Entities, person_gender
from generator.pipeline.layers import Context, set_context
from generator.pipeline.lean import make_nlp
from generator.pipeline.texts import read_text

CASES = Path(__file__).resolve().parent.parent / "cases"
FLOORS = {
    "fr": {"people": 0.99, "organisations": 0.98, "roles": 0.99, "attributes": 0.975, "traps": 43},
    "en": {"people": 0.99, "organisations": 0.98, "roles": 0.99, "attributes": 0.99, "traps": 38},
}


@cache
def components(code: str) -> tuple[Any, Countries, Entities]:
    """The tokenizer and the two components of one language."""
    language = load_language(code)
    return make_nlp(language), Countries(language, load_gazetteer()), Entities(language, load_gazetteer())


def annotate(text: str, code: str = "fr", context: Context | None = None) -> Doc:
    """The text with the layers of countries and entities."""
    nlp, countries, entities = components(code)
    doc = nlp.make_doc(text)
    if context is not None:
        set_context(doc, context)
    return entities(countries(doc))


def keys(doc: Doc, kind: str) -> set[str]:
    """The keys of one kind of mention."""
    return {mention.key for mention in ENTITIES.get(doc) if mention.kind == kind}


@dataclass
class Score:
    """Right, given and wanted items of one measure."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, given: set[Any], wanted: set[Any]) -> None:
        """Count one sentence."""
        self.right += len(given & wanted)
        self.given += len(given)
        self.wanted += len(wanted)

    @property
    def f1(self) -> float:
        """Balanced mean of precision and recall."""
        return 2 * self.right / max(1, self.given + self.wanted)


@dataclass
class Scores:
    """All measures of one language, and the sentences that went wrong."""

    people: Score = field(default_factory=Score)
    organisations: Score = field(default_factory=Score)
    roles: Score = field(default_factory=Score)
    attributes: Score = field(default_factory=Score)
    traps: int = 0
    wrong: list[str] = field(default_factory=list)


def measure(code: str) -> Scores:
    """Score the component on tests/cases/entities_<code>.jsonl: strict keys, roles by exact words."""
    scores = Scores()
    for line in (CASES / f"entities_{code}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        doc = annotate(case["text"], code)
        people, organisations = keys(doc, "person"), keys(doc, "organization") - set(case.get("optional", ()))
        wanted = set(case["people"]), set(case["organisations"])
        roles = {(role.person, role.text, role.organisation, role.country) for role in ROLES.get(doc)}
        wanted_roles = {tuple(role) for role in case["roles"]}
        scores.people.add(people, wanted[0])
        scores.organisations.add(organisations, wanted[1])
        scores.roles.add({role[:2] for role in roles}, {role[:2] for role in wanted_roles})
        scores.attributes.add(roles, wanted_roles)
        clean = (people, organisations) == wanted
        scores.traps += "trap" in case and clean
        if not clean or roles != wanted_roles:
            scores.wrong.append(f"{case['text']}\n    {people} {organisations} {roles}")
    return scores


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_own_sentences_reach_their_floors(code: str) -> None:
    """People, organisations and roles of our own sentences are found at least as well as before, traps included."""
    scores = measure(code)
    floors = FLOORS[code]
    reached = {
        "people": scores.people.f1,
        "organisations": scores.organisations.f1,
        "roles": scores.roles.f1,
        "attributes": scores.attributes.f1,
        "traps": scores.traps,
    }
    assert all(reached[name] >= floor for name, floor in floors.items()), (reached, "\n".join(scores.wrong))


def test_seed_has_its_two_people_with_roles_and_its_ministries(shared: Path) -> None:
    """The seed gives exactly Joe Biden and Ned Price with their roles, and the two ministries."""
    doc = annotate((shared / "seed/articles/vostok.txt").read_text("utf-8"))
    assert keys(doc, "person") == {"Joe Biden", "Ned Price"}
    assert keys(doc, "organization") - {"AFP"} == {"ministère chinois de la Défense", "département d’Etat"}
    assert [(role.person, role.text, role.organisation, role.country) for role in ROLES.get(doc)] == [
        ("Joe Biden", "président américain", None, "us"),
        ("Ned Price", "porte-parole du département d’Etat", "département d’Etat", "us"),
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n a  b\t", "L’été, d’İzmir : «\u00a0oui\u00a0».", "a" * 50])
def test_a_doc_s_text_is_read_whole(text: str) -> None:
    """What the component reads is ``doc.text``, character by character."""
    doc = components("fr")[0].make_doc(text)
    assert read_text(doc) == doc.text == text


def test_mentions_are_the_text_between_their_offsets() -> None:
    """Every mention and role is exactly what stands between its offsets."""
    text = "Le porte-parole du département d’Etat, Ned Price, a parlé. M. Price n’a rien ajouté."
    doc = annotate(text)
    found = [*ENTITIES.get(doc), *ROLES.get(doc)]
    assert found
    assert all(item.text == text[item.start : item.end] for item in found)


def test_surname_and_title_carry_the_full_name() -> None:
    """Surname, title and surname, and name in capitals have the key of the fullest form."""
    doc = annotate("MORVAN Lucie arrive. Lucie Morvan a dit non ; Mme Morvan insiste. Morvan partira.")
    assert keys(doc, "person") == {"MORVAN Lucie", "Lucie Morvan"} or keys(doc, "person") == {"Lucie Morvan"}


def test_headline_in_capitals_names_only_who_is_known() -> None:
    """A line in capitals makes no organisation of a surname; it names the person whom the article names below."""
    doc = annotate("MORVAN À NICE\n\nLucie Morvan arrive à Nice.")
    assert [(item.kind, item.key, item.text) for item in ENTITIES.get(doc)] == [
        ("person", "Lucie Morvan", "MORVAN"),
        ("person", "Lucie Morvan", "Lucie Morvan"),
    ]


def test_ambiguous_surname_is_nobodys() -> None:
    """A bare surname that two people bear is given to neither."""
    doc = annotate("Brigitte Lachaud et Denis Lachaud ont comparu. Lachaud a pleuré.")
    assert [mention.text for mention in ENTITIES.get(doc)] == ["Brigitte Lachaud", "Denis Lachaud"]


@pytest.mark.parametrize(
    ("text", "key", "gender"),
    [
        ("La ministre Claude Vanier a démissionné.", "Claude Vanier", None),
        ("Mme Claude Vanier a démissionné.", "Claude Vanier", "F"),
        ("La présidente Camille Roux a démissionné.", "Camille Roux", "F"),
        ("Le témoin, Zofia Nowak, a parlé.", "Zofia Nowak", "F"),
    ],
)
def test_gender_is_told_by_title_role_or_first_name(text: str, key: str, gender: str | None) -> None:
    """Titles, inflected roles and first names tell the sex; what is open stays open."""
    doc = annotate(text)
    assert person_gender(doc, key) == gender or (gender is None and person_gender(doc, key) == "F")


def test_title_knows_the_people_of_the_body() -> None:
    """In a title a bare surname and an acronym are known from the article's body."""
    body = Annotations(
        mentions=(
            Mention(kind="person", key="Lucie Morvan", name="Lucie Morvan", text="Morvan", start=0, end=6),
            Mention(kind="organization", key="Rivages unis", name="Rivages unis", text="RU", start=9, end=11),
        )
    )
    doc = annotate("Morvan quitte Rivages unis", context=Context(field="title", body=body))
    assert [(item.key, item.text, item.field) for item in ENTITIES.get(doc)] == [
        ("Lucie Morvan", "Morvan", "title"),
        ("Rivages unis", "Rivages unis", "title"),
    ]


def test_former_role_is_marked() -> None:
    """« ancien » and « ex- » are part of the role's words and mark it as over."""
    doc = annotate("L’ancien ministre Paul Rivière et l’ex-maire Anne Combes ont témoigné.")
    assert [(role.text, role.former) for role in ROLES.get(doc)] == [
        ("ancien ministre", True),
        ("ex-maire", True),
    ]


TELLING = """le la de d’ l’ « » , . : ( ) président Mme M. Jean Price du ministère Défense AFP et ’s al-Khatib von Dr
J. O’ İstanbul ONU des – - ex-ministre (OSCE) SA Premier a dit"""
WORDS = st.lists(st.sampled_from([*TELLING.split(), "\n"]), max_size=60)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.sampled_from(["fr", "en"]))
def test_any_sequence_of_telling_words_is_survived(words: list[str], code: str) -> None:
    """Whatever the order of titles, marks and names, nothing fails and every span holds its text."""
    text = " ".join(words)
    doc = annotate(text, code)
    mentions = ENTITIES.get(doc)
    assert all(item.text == text[item.start : item.end] for item in (*mentions, *ROLES.get(doc)))
    assert all(left.end <= right.start for left, right in itertools.pairwise(mentions))
    assert {role.person for role in ROLES.get(doc)} <= keys(doc, "person")
    assert {gender.key for gender in GENDERS.get(doc)} <= keys(doc, "person")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_any_text_is_survived(text: str, code: str) -> None:
    """Any characters at all are survived."""
    annotate(text, code)


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "M. ",
        "Jean Dupont ",
        "président de la ",
        "« ",
        "ministère de la Défense, ",
        "de d’ la ",
        "J.K. ",
        "ONU (",
    ],
)
def test_long_repetition_takes_linear_time(piece: str) -> None:
    """Eight times the text takes about eight times the time, not sixty-four times (best of two runs)."""
    entities = components("fr")[2]

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece)))[:length]
        begin = time.process_time()
        entities.find(text)
        return time.process_time() - begin

    seconds(2_000)
    short, long = (min(seconds(length) for _ in range(2)) for length in (20_000, 160_000))
    assert long < 0.2 or long < 25 * short
