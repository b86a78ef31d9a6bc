"""House style: the user's names of countries in our labels, and never in anybody's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import MakeProject

from generator.catalogue import catalogue_codes, load_catalogue
from generator.config import load_config
from generator.errors import ConfigurationError

ROOT = Path(__file__).resolve().parent.parent
STYLE = '[names.fr]\nby = "Biélorussie"\nps = "Cisjordanie et Gaza"\n'
ARTICLE = """---
title: Le Bélarus proteste
date: 2026-11-20
---

MINSK — Le Bélarus a convoqué l'ambassadeur. « Le Bélarus ne cédera pas », a déclaré le ministre Ivan Dovnar.
L'Égypte et le Zimbabwe ont appelé au calme.
"""


def write_style(root: Path, text: str) -> Path:
    folder = root / "site_config"
    folder.mkdir(exist_ok=True)
    (folder / "house_style.toml").write_text(text, "utf-8")
    return root


def test_without_a_file_the_gazetteer_names(tmp_path: Path) -> None:
    """House style is optional."""
    assert load_config(root=tmp_path).house_style.label("by", "fr") is None


def test_the_shipped_sample_changes_nothing() -> None:
    """All of the sample's lines are comments, under languages that exist."""
    assert not any(load_config(root=ROOT).house_style.names.values())


def test_every_line_of_the_sample_may_be_used(tmp_path: Path) -> None:
    """Without their "#" the sample's lines are good settings."""
    sample = (ROOT / "site_config" / "house_style.toml").read_text("utf-8")
    write_style(tmp_path, sample.replace("\n# ", "\n").split("count.\n", 1)[1])
    assert load_config(root=tmp_path).house_style.label("mm", "en") == "Burma"


@pytest.mark.parametrize(
    ("text", "line", "code", "nearest"),
    [
        ('[names.fr]\nby = "Biélorussie"\nBY = "Biélorussie"\n', 3, "key-misspelt", "by"),
        ('[names.fr]\n\n"Bélarus" = "Biélorussie"\n', 3, "key-misspelt", "by"),
        ('[names.en]\nuk = "Britain"\n', 2, "key-misspelt", "gb"),
        ('[names.frr]\nby = "Biélorussie"\n', 1, "key-misspelt", "fr"),
        ('[name.fr]\nby = "Biélorussie"\n', 1, "key-misspelt", "names"),
        ('[names.fr]\nqqqq = "Nulle part"\n', 2, "key-unknown", None),
        ('[names.fr]\nby = "  "\n', 2, "key-invalid", None),
        ("[names.fr]\nby = 1\n", 2, "key-needs-text", None),
    ],
)
def test_a_wrong_key_names_line_and_nearest(
    tmp_path: Path, text: str, line: int, code: str, nearest: str | None
) -> None:
    """A code, a language or a table that does not exist is refused where it stands."""
    with pytest.raises(ConfigurationError) as fault:
        load_config(root=write_style(tmp_path, text))
    problem = fault.value.problem
    assert (problem.code, problem.line, problem.path) == (code, line, "site_config/house_style.toml")
    assert problem.values.get("nearest") == nearest
    for language in catalogue_codes():
        assert "{" not in load_catalogue(language).problem(problem)


def test_labels_follow_it_and_words_do_not(make_project: MakeProject) -> None:
    """Site and export call a country as the user does; quotations, titles and texts stay as printed."""
    project = make_project({"a.md": ARTICLE})
    project.write("site_config/house_style.toml", STYLE)
    project.build()
    country = project.page("countries/by")
    assert "Biélorussie" in country
    assert "Le Bélarus ne cédera pas" in country
    index = project.page("countries")
    places = [index.index(f">{name}<") for name in ("Biélorussie", "Égypte", "Zimbabwe")]
    assert places == sorted(places)
    rows = project.export()
    assert {"Biélorussie"} == {row["name"] for row in rows["mentions"] if row["entity_id"] == "by"}
    assert "Biélorussie" not in rows["articles"][0]["text"] + rows["articles"][0]["title"]
