"""``briefing check``: a table that one can read, what was set aside and why, and what should be looked at."""

from __future__ import annotations

import pytest
from conftest import MakeProject, Project

LONG = "Le Chili a voté dimanche une loi sur l'eau, sans surprise. " * 5

ARTICLES: dict[str, str | bytes] = {
    "2026-11-20/Agence Exemple/vote.txt": "Titre: Un vote\n\n" + LONG,
    "2026-11-21/Agence Exemple/copie.txt": "Titre: Un vote\n\n" + LONG,
    "2026-11-21/AFP/deux.txt": (
        "Titre: Premier\n\nEncore. " + LONG + "\n\n=====\n\nTitre: Second\n\n"
        "« Nous n'avons rien vu de tel depuis longtemps dans la vallée. » " + LONG
    ),
    "notes/bref.txt": "Le Pérou a voté.",
    "notes/langue.txt": "Titre: Ein Zug\nLangue: de\nDate: 2026-11-20\nSource: AFP\n\n"
    + "Der Zug fährt heute. " * 12,
    "notes/pays.txt": "Date: 2026-11-20\nSource: AFP\n\n"
    + "Il a plu toute la nuit sur la côte, sans arrêt. " * 6,
    "notes/image.png": b"\x89PNG\r\n",
    "notes/jour.txt": "Date: 30/02/2026\n\n" + LONG,
}

SOURCES = '[sources."Agence Exemple"]\ncountry = "fr"\nkind = "agency"\nrights = "none"\n'


@pytest.fixture
def desk(make_project: MakeProject) -> Project:
    """A briefing with one of everything that may look doubtful."""
    return make_project(ARTICLES, briefing='language = "en"\n', sources=SOURCES)


def part(text: str, heading: str) -> list[str]:
    """The lines below the line that begins with ``heading``, as far as they are indented deeper."""
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if line.strip().startswith(heading))
    depth = len(lines[at]) - len(lines[at].lstrip())
    below = []
    for line in lines[at + 1 :]:
        if len(line) - len(line.lstrip()) <= depth:
            break
        below.append(line.strip())
    return below


def test_every_article_has_a_row(desk: Project) -> None:
    """Path, day, source, language and counts stand below each other, also of sources that show nothing."""
    lines = desk.run("check").stdout.split("\n")
    table = lines[: lines.index("")]
    assert len(table) == 8
    assert table[0].split() == [
        "article",
        "day",
        "source",
        "language",
        "countries",
        "people",
        "quotes",
        "events",
    ]
    starts = [table[0].index(name) for name in ("day", "source", "language")]
    for line in table[1:]:
        assert all(line[start] != " " and line[start - 1] == " " for start in starts), line
        assert len(line) == len(table[1])
    assert any(
        line.startswith("2026-11-20/Agence Exemple/vote.txt ") and "2026-11-20  Agence Exemple  fr" in line
        for line in table
    )
    assert any(line.startswith("2026-11-21/AFP/deux.txt (2) ") for line in table)


def test_what_was_set_aside_has_its_reason(desk: Project) -> None:
    """Path and, where there is one, line; what is wrong and what to do."""
    aside = part(desk.run("check").stdout, "Set aside, 2 items")
    assert [line.partition(": ")[0] for line in aside] == ["notes/image.png", "notes/jour.txt:1"]
    assert "30/02/2026" in aside[1]


DOUBTS = {
    "No date.": ["notes/bref.txt"],
    "No source.": ["notes/bref.txt"],
    "Sources that sources.toml does not have": ["AFP"],
    "Language not analysed": ["notes/langue.txt"],
    "Very short": ["notes/bref.txt"],
    "The same text": ["2026-11-21/Agence Exemple/copie.txt = 2026-11-20/Agence Exemple/vote.txt"],
    "No country found": ["notes/pays.txt"],
    "Quotes without a speaker": [
        "2026-11-21/AFP/deux.txt (2): Nous n'avons rien vu de tel depuis longtemps dans la vallée"
    ],
}


def test_what_looks_doubtful_is_told(desk: Project) -> None:
    """Each kind of doubt once, with all that it holds for."""
    report = desk.run("check").stdout
    told = {heading: [line.removesuffix(".") for line in part(report, heading)] for heading in DOUBTS}
    assert told == DOUBTS


def test_checking_builds_nothing(desk: Project) -> None:
    """No site, no registry: a check may be run at any time."""
    before = desk.tree("")
    assert desk.run("check").exit_code == 0
    after = {path: data for path, data in desk.tree("").items() if not path.startswith(".briefing/")}
    assert after == before


def test_doubts_are_no_error_but_what_is_set_aside_is(make_project: MakeProject, desk: Project) -> None:
    """Under --strict only what was left out counts."""
    assert desk.run("check", "--strict").exit_code == 1
    doubtful = make_project({"bref.txt": "Le Pérou a voté."}, name="other")
    assert doubtful.run("check", "--strict").exit_code == 0


def test_quiet_says_only_what_was_set_aside(desk: Project) -> None:
    """On stderr, since it is a warning; nothing on stdout."""
    result = desk.run("check", "--quiet")
    assert result.stdout == ""
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        "notes/image.png",
        "notes/jour.txt:1",
    ]
