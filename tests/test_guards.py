"""What a slip of the hand must not cost: articles, settings, a whole build, a hidden name."""

from __future__ import annotations

import pytest
from conftest import MakeProject

ARTICLE = """\
Titre: Le port de Brest
Date: 2026-11-20

BREST - La ministre danoise Astrid Holm a rencontré vendredi à Brest Jean-Marc Dupont, pêcheur.

« Nous signerons en mai », a déclaré Jean-Marc Dupont, pêcheur de Brest. Astrid Holm, ministre danoise, a approuvé.
"""


@pytest.mark.parametrize(
    "folder", ["content/articles", "content", "site_config", ".", "content/articles/site"]
)
def test_site_is_never_written_over_articles_or_settings(make_project: MakeProject, folder: str) -> None:
    """A folder that holds the articles or the configuration is refused, and nothing of it is deleted."""
    project = make_project({"un.txt": ARTICLE})
    before = project.tree("content") | project.tree("site_config")
    result = project.run("build", "--site", folder)
    assert result.exit_code == 1
    assert project.tree("content") | project.tree("site_config") == before


def test_broken_escapes_and_far_years_do_not_stop_a_build(make_project: MakeProject) -> None:
    """Half a character in a title is marked as lost, the year 9999 has no day after it, and the rest is built."""
    project = make_project(
        {
            "un.txt": ARTICLE,
            "moitie.md": '---\ntitle: "La France \\ud83d part"\n---\nLa France part, a dit Astrid Holm.\n',
            "fin.txt": "Date: 9999-12-31\n\nUn sommet de la Corée du Sud aura lieu le 31 décembre 9999 à Séoul.\n",
        }
    )
    project.build()
    assert "La France \ufffd part" in project.page("articles/moitie")


def test_hidden_name_of_a_private_person_is_nowhere_but_in_the_article(make_project: MakeProject) -> None:
    """Hiding a name takes it from descriptions, contexts and data, and makes nothing more public than it was."""
    project = make_project({"port.txt": ARTICLE}, sources="")
    project.write(
        "site_config/corrections/desk.toml", '[[hide]]\narticle = "port"\nwords = "Jean-Marc Dupont"\n'
    )
    project.build()
    telling = {
        path: text.decode()
        for path, text in project.tree().items()
        if path.endswith((".html", ".jsonl", ".json", ".csv", ".xml"))
        and not path.startswith("articles/port/")
    }
    assert not [path for path, text in telling.items() if "Dupont" in text]


def test_strict_of_mkdocs_yml_holds_for_both_commands(make_project: MakeProject) -> None:
    """``strict: true`` in mkdocs.yml is not switched off by ``briefing build``."""
    project = make_project({"un.txt": ARTICLE, "deux.pdf": "x"}, mkdocs="strict: true\n")
    assert project.run("build").exit_code == 1
    assert (project.root / "site/index.html").is_file(), "the rest is built all the same"
