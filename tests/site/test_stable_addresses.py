"""Addresses outlive what happens to a desk: typos mended, articles added, names corrected, pages merged and hidden."""

from __future__ import annotations

import json
import re

import pytest
from conftest import MakeProject, Project

EXERCISE = (
    "La France et l’Inde mèneront du 3 au 7 décembre 2026 un exercice naval au large de Kochi. "
    "« Nous voulons aprendre à manœuvrer ensemble », a déclaré Hugo Vernet, ministre français de la Marine.\n"
)
STORM = (
    "Une tempête a frappé l’Irlande le 12 novembre 2026. « Personne n’est blessé », a déclaré Maeve Kinsella, "
    "ministre irlandaise de l’Intérieur.\n"
)
FULL = '[rights]\ndefault = "full"\n'
PLAIN = "Rien de plus qu’un mot. Il fait beau. On se repose sous les arbres, et l’on boit du thé.\n"


@pytest.fixture
def desk(make_project: MakeProject) -> Project:
    """Two articles, built once: the registry knows them, their events and people."""
    project = make_project({"m/exercice.txt": EXERCISE, "m/storm.txt": STORM}, briefing=FULL)
    project.build()
    return project


def _registry(project: Project) -> list[dict[str, str]]:
    text = (project.root / "site_config/registry.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _addresses(project: Project) -> set[str]:
    """Addresses of all articles, events, people and organisations."""
    pattern = re.compile(r"((?:articles|events|people|organisations)/[^/]+/)index\.html")
    return {found[1] for path in project.tree() if (found := pattern.fullmatch(path))}


def _redirects(project: Project) -> dict[str, str]:
    """Address → where it leads on to."""
    pattern = re.compile(r'http-equiv="refresh" content="0; url=\.\./([^"]+)"')
    return {
        address: f"{address.split('/')[0]}/{found[1]}"
        for address in _addresses(project)
        if (found := pattern.search(project.page(address)))
    }


# -- the registry ----------------------------------------------------------------------------------------------------


def test_frozen_fails_then_a_build_appends_one_row_then_frozen_passes(desk: Project) -> None:
    """A new article under --frozen is refused by name and nothing is written; without, it is one more row."""
    rows, tree = _registry(desk), desk.tree()
    desk.article("m/deux-mots.txt", PLAIN)

    refused = desk.run("build", "--frozen")
    assert refused.exit_code == 1
    assert "article:deux-mots" in refused.stderr
    assert (_registry(desk), desk.tree()) == (rows, tree)

    desk.build()
    added = [row for row in _registry(desk) if row not in rows]
    assert [row["id"] for row in added] == ["article:deux-mots"]
    assert [row for row in _registry(desk) if row in rows] == rows, "older rows keep their words"

    desk.build("--frozen")
    assert "articles/deux-mots/" in _addresses(desk)


def test_rows_are_sorted_and_a_second_build_changes_nothing(desk: Project) -> None:
    """The file is the same whenever nothing is new."""
    before = (desk.root / "site_config/registry.jsonl").read_bytes()
    ids = [row["id"] for row in _registry(desk)]
    assert ids == sorted(ids)
    desk.build()
    assert (desk.root / "site_config/registry.jsonl").read_bytes() == before


def test_content_from_elsewhere_never_writes_the_registry(make_project: MakeProject) -> None:
    """« --content » alone is a look at somebody else's articles; with « --config » it is this desk's."""
    project = make_project({"a.txt": STORM})
    project.write("elsewhere/b.txt", PLAIN)
    registry = project.root / "site_config/registry.jsonl"
    project.build("--content", "elsewhere")
    assert "articles/b/" in _addresses(project)
    assert not registry.exists()
    project.build("--content", "elsewhere", "--config", "site_config/briefing.toml")
    assert [row["id"] for row in _registry(project)] == ["article:b"]


def test_export_and_check_never_write_the_registry(make_project: MakeProject) -> None:
    """Neither publishes anything, so neither gives an address away."""
    project = make_project({"a.txt": STORM})
    project.export()
    assert project.run("check").exit_code == 0
    assert not (project.root / "site_config/registry.jsonl").exists()


# -- addresses that stay ---------------------------------------------------------------------------------------------


def test_a_mended_typo_changes_no_address(desk: Project) -> None:
    """Neither the article's, nor the event's, nor the person's, wherever in the text the typo was."""
    before = _addresses(desk)
    desk.article(
        "m/exercice.txt", EXERCISE.replace("aprendre", "apprendre").replace("La France", "La  France")
    )
    desk.build()
    assert "apprendre" in desk.page("articles/exercice")
    assert _addresses(desk) == before


def test_an_article_before_it_in_path_order_changes_no_address(desk: Project) -> None:
    """The newcomer with the same stem, the same person and the same event gets what is left, or joins."""
    before = _addresses(desk)
    desk.article("a/exercice.txt", f"À Paris, tout est prêt. {EXERCISE}")
    desk.article("a/storm.txt", PLAIN)
    desk.build()
    assert before <= _addresses(desk)
    assert not _redirects(desk)
    assert "aprendre" in desk.page("articles/exercice")
    assert "tout est prêt" not in desk.page("articles/exercice")
    assert "Personne n’est blessé" in desk.page("articles/storm")


def test_a_moved_file_keeps_its_address(desk: Project) -> None:
    """An article that was put into another folder under another name is still the same text."""
    before = _addresses(desk)
    (desk.root / "content/articles/m/exercice.txt").rename(desk.root / "content/articles/renamed.txt")
    desk.build()
    assert _addresses(desk) == before


def test_a_rename_changes_the_name_and_not_the_address(desk: Project) -> None:
    """Events, people and organisations are called as editors say; deleting the decision undoes it."""
    before = _addresses(desk)
    person = "people/maeve-kinsella/"
    event = next(a for a in before if a.startswith("events/") and "Irlande" in desk.page(a))
    assert person in before
    desk.write(
        "site_config/corrections/names.toml",
        f'[[rename]]\naddress = "/{person}"\nname = "Maeve O’Kinsella"\n\n'
        f'[[rename]]\naddress = "{event}"\nname = "tempête Zénobie"\n',
    )
    desk.build()
    assert _addresses(desk) == before
    assert "<h1>Maeve O’Kinsella</h1>" in re.sub(r"<h1[^>]*>", "<h1>", desk.page(person))
    assert "Tempête Zénobie" in desk.page(event)
    assert "Maeve O’Kinsella" in desk.page("people")

    (desk.root / "site_config/corrections/names.toml").unlink()
    desk.build()
    assert _addresses(desk) == before
    assert "O’Kinsella" not in desk.page(person)


# -- addresses that lead on, or go -----------------------------------------------------------------------------------


def test_a_merged_address_redirects(desk: Project) -> None:
    """The first address stays, the other leads to it; deleting the decision gives both pages back."""
    before = _addresses(desk)
    people = ["people/maeve-kinsella/", "people/hugo-vernet/"]
    desk.write("site_config/corrections/same.toml", f"[[same]]\naddresses = {json.dumps(people)}\n")
    desk.build()
    assert _addresses(desk) == before
    assert _redirects(desk) == {people[1]: people[0]}
    for path, content in desk.tree().items():
        if path.endswith(".html") and path != f"{people[1]}index.html":
            assert "people/hugo-vernet" not in content.decode(), path
    merged = {row["id"]: row["merged_into"] for row in _registry(desk)}
    assert merged["person:hugo-vernet"] == "person:maeve-kinsella"

    (desk.root / "site_config/corrections/same.toml").unlink()
    desk.build()
    assert not _redirects(desk)
    assert "Hugo Vernet" in desk.page(people[1])


def test_a_merged_person_is_all_that_both_were(make_project: MakeProject) -> None:
    """Every article of either name is on the page that stays, and no new address comes of it."""
    names = ["Olav Berntsen", "Olav Berntsen", "Olav Berntsen", "Olaf Bernstein", "Olaf Bernstein"]
    project = make_project(
        {
            f"{number}.txt": f"« La mer monte de {number + 2} mètres », a dit {name}, ministre norvégien de la Pêche.\n"
            for number, name in enumerate(names)
        },
        briefing=FULL,
    )
    project.build()
    before = _addresses(project)
    people = ["people/olav-berntsen/", "people/olaf-bernstein/"]
    assert set(people) <= before
    project.write("site_config/corrections/same.toml", f"[[same]]\naddresses = {json.dumps(people)}\n")
    project.build()
    assert _addresses(project) == before
    assert _redirects(project) == {people[1]: people[0]}
    page = project.page(people[0])
    assert all(f"monte de {number + 2} mètres" in page for number in range(len(names)))


@pytest.mark.parametrize("folder", ["people", "events", "articles"])
def test_a_hidden_page_is_gone(make_project: MakeProject, folder: str) -> None:
    """Its page, every link to it and its search entry go, strictly without a dead link; other pages stay."""
    project = make_project({"exercice.txt": EXERCISE, "storm.txt": STORM})
    project.build()
    before = _addresses(project)
    hidden = next(a for a in sorted(before) if a.startswith(f"{folder}/") and "Irlande" in project.page(a))
    project.write("site_config/corrections/hide.toml", f'[[hide]]\naddress = "{hidden}"\nwhy = "asked for"\n')
    project.build("--strict")
    assert hidden not in _addresses(project)
    assert {"articles/exercice/", "people/hugo-vernet/"} <= _addresses(project)
    for path, content in project.tree().items():
        assert hidden not in content.decode("utf-8", "replace"), path

    (project.root / "site_config/corrections/hide.toml").unlink()
    project.build()
    assert _addresses(project) == before


def test_a_decision_that_matches_nothing_is_told(desk: Project) -> None:
    """With its file and line, and the site is built all the same."""
    desk.write("site_config/corrections/old.toml", '\n[[hide]]\naddress = "people/nobody/"\n')
    result = desk.build()
    assert "corrections/old.toml:2" in result.stderr
    assert "people/nobody" in result.stderr
    assert desk.run("build", "--strict").exit_code == 1
