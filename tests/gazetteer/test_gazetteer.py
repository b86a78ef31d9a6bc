"""The gazetteer's tables, the loader's checks, and the look-up."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import TableError
from generator.gazetteer import Gazetteer, load_gazetteer
from generator.gazetteer.folding import fold, is_spelling_of
from generator.languages import Language
from generator.pipeline.countries import Countries

SHIPPED = Path(__file__).parents[2] / "generator" / "gazetteer"
MADE = """
[cn]
name = "Kitaio"
names = ["Meza Regno"]
demonyms = ["kitaian"]

[ru]
name = "Rusio"
demonyms = ["rusan"]
compounds = ["ruso"]
capitals = ["Moskvo"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped tables, to be damaged."""
    copy = tmp_path / "gazetteer"
    shutil.copytree(SHIPPED, copy, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return copy


def damage(file: Path, old: str, new: str) -> int:
    """Replace the first ``old`` and return the line on which it stood."""
    source = file.read_text("utf-8")
    file.write_text(source.replace(old, new, 1), "utf-8")
    return source[: source.index(old)].count("\n") + 1


def test_every_code_has_a_label_in_every_language() -> None:
    """All 249 countries, xk and eu, and the former states are called something in each language."""
    gazetteer = load_gazetteer()
    assert len(gazetteer.codes()) == 251
    for language in gazetteer.languages():
        for code in (*gazetteer.codes(), *gazetteer.former):
            assert gazetteer.label(code, language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_tables_are_sound(language: str) -> None:
    """Every shipped table is read and checked without a fault."""
    assert load_gazetteer().lookup(language).find("") == ()


@pytest.mark.parametrize(
    ("code", "language", "label"),
    [
        ("by", "fr", "Bélarus"),
        ("us", "fr", "États-Unis"),
        ("kr", "fr", "Corée du Sud"),
        ("us", "en", "United States"),
        ("su", "fr", "URSS"),
    ],
)
def test_labels_are_the_usual_short_names(code: str, language: str, label: str) -> None:
    """Labels are what the house calls a country."""
    assert load_gazetteer().label(code, language) == label


def test_names_agree_with_cldr() -> None:
    """CLDR's own names are found as the country they stand for, but for its display forms."""
    from babel import Locale

    gazetteer = load_gazetteer()
    for language, allowed in (("fr", 12), ("en", 12)):
        names = Locale(language).territories
        wrong = [
            c
            for c in gazetteer.codes()
            if c != "eu" and gazetteer.country_of_phrase(names[c.upper()], language) != c
        ]
        assert len(wrong) <= allowed, wrong


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("chinois", "cn"),
        ("Américaine", "us"),
        ("Swiss", "ch"),
        ("congolais", None),
        ("table", None),
        ("nigérien", "ne"),
        ("nigérian", "ng"),
    ],
)
def test_a_demonym_leads_to_its_country(word: str, code: str | None) -> None:
    """A demonym of any language gives one country or none."""
    assert load_gazetteer().demonym_country(word) == code


@pytest.mark.parametrize(
    ("phrase", "language", "code"),
    [
        ("ministère chinois de la Défense", "fr", "cn"),
        ("département d’Etat", "fr", "us"),
        ("sommet franco-allemand", "fr", None),
        ("Quai d’Orsay", "fr", "fr"),
        ("German foreign ministry", "en", "de"),
        ("comité central", "fr", None),
    ],
)
def test_a_phrase_names_one_country_or_none(phrase: str, language: str, code: str | None) -> None:
    """An institution's name tells its country where it names just one."""
    assert load_gazetteer().country_of_phrase(phrase, language) == code


def test_a_code_that_does_not_exist_is_refused(folder: Path) -> None:
    """A table keyed by an unknown code names file and line."""
    line = damage(folder / "fr" / "countries.toml", "[ad]", "[aq2]")
    with pytest.raises(TableError) as fault:
        Gazetteer(folder).lookup("fr")
    assert (fault.value.problem.path, fault.value.problem.line) == ("gazetteer/fr/countries.toml", line)
    assert fault.value.problem.code == "gazetteer-code"


def test_a_name_of_two_countries_needs_a_rule(folder: Path) -> None:
    """The same name for two codes, without an [[ambiguous]] rule, is refused."""
    damage(folder / "fr" / "countries.toml", 'name = "Albanie"', 'name = "Andorre"')
    with pytest.raises(TableError) as fault:
        Gazetteer(folder).lookup("fr")
    assert fault.value.problem.code == "gazetteer-shared"
    assert fault.value.problem.values["name"] == "Andorre"
    assert fault.value.problem.line


def test_a_demonym_without_inflection_is_refused(folder: Path) -> None:
    """A demonym whose ending no rule inflects is refused with its line."""
    line = damage(folder / "fr" / "countries.toml", '"andorran"', '"andorrz"')
    with pytest.raises(TableError) as fault:
        Gazetteer(folder).lookup("fr")
    assert (fault.value.problem.code, fault.value.problem.line) == ("gazetteer-inflection", line)


def test_an_unknown_key_is_refused_with_the_nearest(folder: Path) -> None:
    """A misspelt key names the line and the nearest key."""
    line = damage(folder / "fr" / "countries.toml", "demonyms = ", "demonymes = ")
    with pytest.raises(TableError) as fault:
        Gazetteer(folder).lookup("fr")
    assert (fault.value.problem.line, fault.value.problem.values["nearest"]) == (line, "demonyms")


def test_a_former_state_follows_only_into_countries_that_exist(folder: Path) -> None:
    """Successors are codes with a page: neither unknown ones nor former states (which also rules out cycles)."""
    damage(folder / "world.toml", 'successors = ["cz", "sk"]', 'successors = ["cz", "su"]')
    with pytest.raises(TableError) as fault:
        Gazetteer(folder)
    assert fault.value.problem.path == "gazetteer/world.toml"
    assert fault.value.problem.line


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("fr/places.toml", 'eg = ["cairote"]', 'eq = ["cairote"]', "gazetteer-code"),
        ("fr/places.toml", 'eg = ["cairote"]', 'eg = ["cairotz"]', "gazetteer-inflection"),
        ("fr/contexts.toml", 'codes = ["cd", "cg"]', 'codes = ["cd", "cq"]', "gazetteer-code"),
        ("fr/contexts.toml", 'default = "kr"', 'default = "jp"', "gazetteer-code"),
        ("fr/contexts.toml", 'via = {us = "region"}', 'via = {uz = "region"}', "gazetteer-code"),
        ("fr/groups.toml", "koreas =", "koreaz =", "gazetteer-code"),
        ("fr/groups.toml", "[former.su]", "[former.sv]", "gazetteer-code"),
        ("fr/groups.toml", "kashmir =", "kashmyr =", "gazetteer-code"),
        ("fr/countries.toml", 'capitals = ["La Paz"]', 'capitals = ["Lima"]', "gazetteer-shared"),
        ("fr/countries.toml", 'past_names = ["Siam"]', 'past_names = ["Andorre"]', "gazetteer-shared"),
        ("fr/countries.toml", 'name = "Albanie"', 'name = ""', "key-invalid"),
        ("fr/countries.toml", 'capitals = ["La Paz"]', 'capitals = ["-"]', "key-invalid"),
        ("fr/countries.toml", "[ae]", "[ad]", "toml-key-twice"),
        ("fr/countries.toml", 'name = "Albanie"', 'name = "Albanie', "toml-syntax"),
        ("fr/inflections.toml", "[endings]", '[endings]\n"zz" = []', "key-invalid"),
        ("mul/places.toml", 'es = ["Galice"', 'ess = ["Galice"', "gazetteer-code"),
        ("world.toml", '"ad", "ae"', '"ad", "ad", "ae"', "key-invalid"),
        ("world.toml", 'successors = ["de"]', 'successors = ["dd"]', "gazetteer-code"),
        ("world.toml", 'successors = ["de"]', 'successors = ["cs"]', "gazetteer-code"),
        ("world.toml", 'successors = ["de"]', "successors = []", "key-invalid"),
        ("cities.tsv", "aachen\tAachen\tde:265", "aachen\tAachen\tde", "key-invalid"),
        ("cities.tsv", "aachen\tAachen\tde:265", "aachen\tAachen\tdq:265", "gazetteer-code"),
    ],
)
def test_a_fault_in_a_table_names_file_and_line(
    folder: Path, file: str, old: str, new: str, code: str
) -> None:
    """Codes, names, inflections, cities, successors (no state follows itself, nor in a circle): nothing passes."""
    damage(folder / file, old, new)
    with pytest.raises(TableError) as fault:
        Gazetteer(folder).lookup("fr")
    assert fault.value.problem.code == code
    assert fault.value.problem.path == f"gazetteer/{file}"
    assert fault.value.problem.line


def test_a_language_is_one_file_of_data(folder: Path) -> None:
    """A made-up language works with a folder that holds nothing but names."""
    (folder / "xx").mkdir()
    (folder / "xx" / "countries.toml").write_text(MADE, "utf-8")
    made = Language(code="xx", path="languages/xx.toml", source="", sections={})
    component = Countries(made, Gazetteer(folder))
    mentions = component.find_mentions("Kitaio kaj Rusio kverelas; Moskvo silentas, la Meza Regno parolas.")
    assert [(m.text, m.key, m.via) for m in mentions] == [
        ("Kitaio", "cn", "name"),
        ("Rusio", "ru", "name"),
        ("Moskvo", "ru", "capital"),
        ("Meza Regno", "cn", "name"),
    ]


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    """Folding is character by character, whatever lower-casing would do."""
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("form", "piece", "same"),
    [
        ("États-Unis", "Etats-Unis", True),
        ("États-Unis", "ETATS-UNIS", True),
        ("Côte d'Ivoire", "Cote d’Ivoire", True),
        ("Arabie saoudite", "Arabie Saoudite", True),
        ("Pérou", "pérou", False),
        ("Mali", "Malî", False),
        ("La Réunion", "La réunion", False),
        ("US", "us", False),
        ("chinois", "Chinois", True),
    ],
)
def test_spelling(form: str, piece: str, same: bool) -> None:
    """Accents may be missing, never added; the first capital is kept; acronyms stand in capitals."""
    assert is_spelling_of(form, piece) is same


def test_decomposed_text_is_found_at_its_own_offsets() -> None:
    """A letter followed by a combining accent is the same name, at the offsets of the original."""
    text = "Hier, l'E\u0301gypte et le Pe\u0301rou"
    hits = load_gazetteer().lookup("fr").find(text)
    assert [text[hit.start : hit.end] for hit in hits] == ["E\u0301gypte", "Pe\u0301rou"]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from Linux's /proc")
def test_loading_is_quick_and_small() -> None:
    """One language loads in 0.15 s and 40 MB (with room for a busy machine: three times that time)."""
    script = (
        "import re, time; from pathlib import Path; from generator.gazetteer import load_gazetteer; "
        "used = lambda: int(re.search(r'VmRSS:\\s*(\\d+)', Path('/proc/self/status').read_text())[1]); "
        "before = used(); start = time.process_time(); "
        "load_gazetteer().lookup('fr'); print(time.process_time() - start, (used() - before) / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=SHIPPED.parents[1]
    )
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 0.45
    assert 0 < megabytes < 40


def test_layer_is_offered_to_spacy() -> None:
    """The component leaves spans under doc.spans for other users of spaCy."""
    from generator.pipeline.countries import COUNTRIES

    doc = spacy.blank("xx").make_doc("La Chine et le Japon.")
    from generator.languages import load_language

    Countries(load_language("fr"), load_gazetteer())(doc)
    assert [mention.key for mention in COUNTRIES.get(doc)] == ["cn", "jp"]
    assert [span.text for span in doc.spans["briefing_countries"]] == ["Chine", "Japon"]
