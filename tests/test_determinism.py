"""The site is a function of articles, settings, registry and program: of no folder, clock, locale, order or cache."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from conftest import MakeProject, Project

SITE_URL = "site_url: https://desk.example.org/briefing/\n"
SOURCES = """\
[sources."Agence du Port"]
country = "fr"
kind = "agency"
rights = "full"

[sources."Le Quai"]
rights = "link"
"""
ARTICLES = {
    "2026-11-20/Agence du Port/exercice.txt": (
        "Exercice naval dans le golfe\n\n"
        "La France et l’Inde mèneront du 3 au 7 décembre 2026 un exercice naval au large de Kochi. "
        "« Nous voulons apprendre à manœuvrer ensemble », a déclaré le capitaine Hugo Vernet, porte-parole "
        "de la marine française.\n"
    ),
    "2026-11-20/Harbour Wire/drill.txt": (
        "Title: Naval drill off Kochi\nDate: 2026-11-20\n\n"
        "France and India will hold a naval exercise off Kochi from December 3 to 7, 2026. "
        "“We want to learn to sail together,” said Captain Hugo Vernet, a spokesman for the French navy.\n"
    ),
    "2026-11-21/Le Quai/greve.md": (
        "---\ntitle: Élections : grève à Łódź\ndate: 2026-11-21\nsource: Le Quai\n---\n\n"
        "Les cheminots **polonais** feront grève le 27 novembre 2026, a annoncé Maria Zielińska, présidente du "
        "syndicat des cheminots.\n"
    ),
    "depeches/anglais/storm.txt": "A storm hit Ireland on Monday, officials in Dublin said. Nobody was hurt.\n",
    "depeches/sans date.txt": "À Téhéran, le ministère iranien n’a pas souhaité commenter.\n",
    "İstanbul/œuvre – çà et là.txt": "La Turquie et l’Égypte ont signé un accord à Istanbul le 2 novembre 2026.\n",
}


def _make(make_project: MakeProject, name: str, paths: Sequence[str]) -> Project:
    """The same project in another folder, its files written in the given order."""
    project = make_project(name=name, sources=SOURCES, mkdocs=SITE_URL)
    for path in paths:
        project.article(path, ARTICLES[path])
    return project


def _build(project: Project, **environment: str) -> dict[str, bytes]:
    """Build in a process of its own and read the tree."""
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--quiet"],
        cwd=project.root,
        env={**os.environ, **environment},
        check=True,
        timeout=120,
    )
    return project.tree()


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_two_builds_have_the_same_bytes(make_project: MakeProject) -> None:
    """Another folder, locale, time zone, hash seed, order and age of files, with a store and without: the same tree."""
    plain = _make(make_project, "desk", sorted(ARTICLES))
    tree = _build(plain, PYTHONHASHSEED="0", LC_ALL="C", TZ="UTC")
    assert "sitemap.xml.gz" in tree
    assert len(tree) > 100

    strange = _make(make_project, "a folder/with [odd] names é", sorted(ARTICLES, reverse=True))
    for path in strange.root.rglob("*.txt"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    surroundings = {
        "PYTHONHASHSEED": "4242",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "TZ": "Pacific/Kiritimati",
        "SOURCE_DATE_EPOCH": "86400",
        "COLUMNS": "40",
    }
    assert _differences(tree, _build(strange, **surroundings)) == []
    assert _registry(strange) == _registry(plain)

    assert (strange.root / ".briefing/store.sqlite").is_file()
    again = {**surroundings, "PYTHONHASHSEED": "7", "TZ": "America/Anchorage"}
    assert _differences(tree, _build(strange, **again)) == [], "built again, from the store"


def test_a_site_that_grew_is_the_one_built_from_nothing(make_project: MakeProject) -> None:
    """Article by article, or all at once with the same registry: the same tree; nothing is left of what went."""
    grown = _make(make_project, "grown", sorted(ARTICLES)[:2])
    grown.build()
    for path in sorted(ARTICLES)[2:4]:
        grown.article(path, ARTICLES[path])
    passing = grown.article("passing.txt", "Le Pérou a voté dimanche. La police de Lima n’a rien dit.\n")
    grown.build()
    passing.unlink()
    for path in sorted(ARTICLES)[4:]:
        grown.article(path, ARTICLES[path])
    grown.build()

    fresh = _make(make_project, "fresh", sorted(ARTICLES))
    fresh.write("site_config/registry.jsonl", _registry(grown))
    fresh.build()
    assert _differences(grown.tree(), fresh.tree()) == []


def _registry(project: Project) -> bytes:
    return Path(project.root, "site_config/registry.jsonl").read_bytes()
