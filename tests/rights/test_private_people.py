"""People without a public role: named on the pages of the articles that name them, and nowhere else."""

from __future__ import annotations

import gzip
import tomllib
from html import unescape
from pathlib import Path

import pytest
from conftest import MakeProject, Project

from generator.annotations import Role
from generator.merge.publicity import is_public_role
from generator.rights.initials import make_initials, without_name

CASES = Path(__file__).parents[1] / "cases" / "public_roles.toml"
FRENCH = (
    "Tempête à Brest\n\n"
    "La France et l’Irlande ont signé un accord de pêche à Brest le 12 novembre 2026. "
    "« La mer monte chaque année un peu plus », a déclaré Yannick Kerdraon, pêcheur à Brest. "
    "Le président irlandais, Cormac Delahunt, a salué l’accord. "
    "La police a annoncé l’arrestation de Yannick Kerdraon, marin pêcheur, le 13 novembre 2026. "
    "L’enseignante Solenn Guivarch a été blessée lors d’une manifestation le 14 novembre 2026.\n"
)
ENGLISH = (
    "A quiet harbour\n\n"
    "“We have lost everything,” said Padraig Mulvaney, a fisherman from Cork, on 12 November 2026 in Ireland. "
    "Irish president Cormac Delahunt visited France on 15 November 2026.\n"
)
PRIVATE = ("Kerdraon", "Guivarch", "Mulvaney")


def _make(make_project: MakeProject, corrections: str = "") -> Project:
    project = make_project(
        {"2026-11-16/Le Phare/brest.txt": FRENCH, "2026-11-16/The Quay/cork.txt": ENGLISH},
        sources='[sources."Le Phare"]\nrights = "full"\n[sources."The Quay"]\nrights = "full"\n',
        mkdocs="site_url: https://desk.example.org/\n",
    )
    if corrections:
        project.write("site_config/corrections/people.toml", corrections)
    project.build()
    return project


def _elsewhere(project: Project, name: str) -> list[str]:
    """The files of the site, other than the article's own page, that have the name in their path or their text."""
    found = []
    for path, content in project.tree().items():
        data = gzip.decompress(content) if path.endswith(".gz") else content
        text = unescape(data.decode("utf-8", "replace"))
        own = path.startswith("articles/") and path.count("/") > 1
        if name.casefold() in path.casefold() or (not own and name.casefold() in text.casefold()):
            found.append(path)
    return found


def test_a_private_person_is_on_the_article_s_page_only(make_project: MakeProject) -> None:
    """Whoever stands in a body without a public role is on no index, search entry, feed, sitemap or data file."""
    project = _make(make_project)
    assert [(name, found) for name in PRIVATE if (found := _elsewhere(project, name))] == []
    assert "Kerdraon" in project.page("articles/brest")
    assert "people/cormac-delahunt/index.html" in project.tree()
    assert "Y. K." in project.page("quotes")


def test_an_editor_opens_and_closes_a_page(make_project: MakeProject) -> None:
    """[[show]] gives a private person a page; [[hide]] takes it from a public one, by name or initials."""
    project = _make(
        make_project,
        '[[show]]\naddress = "people/yannick-kerdraon"\n[[hide]]\naddress = "people/cormac-delahunt"\n',
    )
    assert "people/yannick-kerdraon/index.html" in project.tree()
    assert "Kerdraon" in project.page("people")
    assert _elsewhere(project, "Delahunt") == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_which_roles_are_public(language: str) -> None:
    """Offices, functions and public professions are; trades, family and mishaps are not."""
    cases = tomllib.loads(CASES.read_text("utf-8"))[language]
    judged = {
        text: is_public_role(Role(person="x", text=text, organisation=None, start=0, end=len(text)), language)
        for text in (*cases["public"], *cases["private"])
    }
    assert [text for text in cases["public"] if not judged[text]] == []
    assert [text for text in cases["private"] if judged[text]] == []


def test_a_bound_role_is_public_within_an_organisation() -> None:
    """« membre du Haut Conseil » is, « membre de la famille » is not; in a language without a table nothing is."""
    role = Role(person="x", text="membre du Haut Conseil", organisation="Haut Conseil", start=0, end=22)
    assert is_public_role(role, "fr")
    assert not is_public_role(role, "xx")
    assert not is_public_role(role, None)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Jean-Marc Dupont", "J.-M. D."), ("Ana", "A."), ("Ali al-Khatib", "A. A.-K."), ("", "")],
)
def test_initials(name: str, initials: str) -> None:
    """One letter a word, hyphens kept."""
    assert make_initials(name) == initials


@pytest.mark.parametrize(
    ("description", "left"),
    [
        ("Yannick Kerdraon, pêcheur à Brest", "pêcheur à Brest"),
        ("le pêcheur Yannick Kerdraon", "le pêcheur"),
        ("Yannick Kerdraon", None),
        ("M. Kerdraon, pêcheur", None),
    ],
)
def test_a_description_without_the_name(description: str, left: str | None) -> None:
    """What is left of a description once the name is taken out; nothing where a part of the name stays."""
    assert without_name(description, "Yannick Kerdraon") == left
