"""Rights come first: words that may not be shown are in no file of the site, search index and data included."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape

import pytest
from conftest import MakeProject, Project

SOURCES = """\
[sources."Le Plein"]
rights = "full"

[sources."Le Passage"]
rights = "excerpt"

[sources."Le Renvoi"]
rights = "link"

[sources."Le Muet"]
country = "bt"
kind = "daily"
rights = "none"
"""
SITE_URL = "site_url: https://desk.example.org/\n"
PLAIN = (
    "La France et l’Inde mèneront du 3 au 7 décembre 2026 un exercice naval au large de Kochi. "
    "« Nous voulons apprendre à manœuvrer ensemble », a déclaré le capitaine Hugo Vernet.\n"
)
# Words in brackets are invented: wherever one stands in the site, it came from the text.
PLANTED = (
    "Les [glofrines] du matin [brussinaient] sur les [estrambeaux].",
    "Nul ne savait pourquoi les [trimolets] s’étaient [gaudivés] si tôt.",
    "Une odeur de [vermiquelle] [flonquait] sur les quais de bois mouillé.",
    "Les [farlouches] de la veille [séquinchaient] encore au soleil.",
)
"""Sentences without a statement, to stand between sentences that carry one."""
EXCERPT = (
    f"{PLANTED[0]} La Norvège et l’Islande ont signé un accord de pêche à Oslo le 12 novembre 2026. {PLANTED[1]}\n\n"
    f"« Nous partagerons la mer sans la vider de ses poissons », a déclaré Sigrid Aune, ministre norvégienne de la "
    f"Pêche. {PLANTED[2]}\n\n"
    "Le texte a été lu deux fois, puis relu, puis rangé dans une grande enveloppe bleue que personne n’a rouverte. "
    "Les journalistes ont attendu dehors, sous la pluie, longtemps après que les voitures furent parties. "
    f"Dans le port, les bateaux rentraient un à un, chargés de caisses vides et de filets à recoudre.\n\n{PLANTED[3]}\n"
)
LINK = (
    "Les [bradolins] en fête\n\n"
    "Le Pérou et le Chili mèneront le 5 décembre 2026 un exercice naval « [Zamburine] [quatorzale] » près d’Arica. "
    "« Nos [mirandelles] sont prêtes à [flombrer] », a déclaré Rosa Quispe, ministre péruvienne de la Défense. "
    "« Le [grobichon] n’attend pas », a lancé un [tourlaque] de la marine chilienne. "
    "Elle a indiqué que les [cabestrons] seraient [dégalvés]. Une grève des [pouliqueurs] à Lima a fait 12 blessés.\n"
)
MUTE = (
    "Titre: Les zirbules du Bhoutan\nDate: 2026-11-20\nAuteur: Dorje Namgyelbu\n\n"
    "Le Bhoutan a signé un accord avec la Barbade à Thimphou. « Les [snarfules] sont [rouliflées] », a déclaré "
    "Tashi Penjorwa, ministre bhoutanais de la Santé. La France se tait.\n"
)


def _invented(text: str) -> list[str]:
    return re.findall(r"\[(\w+)\]", text)


def _typed(text: str) -> str:
    return text.replace("[", "").replace("]", "")


def _everything(project: Project) -> str:
    """All that a visitor can fetch, names of files included, as plain text in small letters."""
    pieces = []
    for path, content in project.tree().items():
        data = gzip.decompress(content) if path.endswith(".gz") else content
        text = data.decode("utf-8", "replace")
        pieces += [path, text, unescape(text)]
        if "\\u" in text:
            pieces.append(re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text))
    return "\n".join(pieces).casefold()


def _leaked(text: str, everything: str) -> list[str]:
    """The invented words of a text that are in the site."""
    return [word for word in _invented(text) if word.casefold() in everything]


def _desk(make_project: MakeProject, **settings: str) -> Project:
    return make_project(
        {
            "2026-11-19/Le Plein/plein.txt": PLAIN,
            "2026-11-20/Le Passage/passage.txt": _typed(
                f"Titre: Mer partagée\nDate: 2026-11-20\n\n{EXCERPT}"
            ),
            "2026-11-20/Le Renvoi/renvoi.txt": _typed(LINK),
            "2026-11-20/Le Renvoi/titre.md": f"---\ntitle: Un titre donné\n---\n\n{_typed(LINK)}",
            "2026-11-20/Le Muet/muette.txt": _typed(MUTE),
        },
        sources=SOURCES,
        mkdocs=SITE_URL,
        **settings,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """The desk with a source of each level, and all that its site says."""
    from conftest import MKDOCS

    def make(articles: dict[str, str], *, sources: str, mkdocs: str) -> Project:
        project = Project(tmp_path_factory.mktemp("rights"))
        project.write("site_config/briefing.toml", "")
        project.write("site_config/sources.toml", sources)
        project.write("mkdocs.yml", MKDOCS + mkdocs)
        project.write("content/pages/about.md", "# About\n")
        for path, text in articles.items():
            project.article(path, text)
        return project

    project = _desk(make)
    project.build()
    return project, _everything(project)


def test_under_excerpt_a_sentence_without_a_statement_is_nowhere(built: tuple[Project, str]) -> None:
    """Not a word of it is in a page, the search index, the data or the sitemap; the statements are shown."""
    _, everything = built
    assert _leaked(EXCERPT, everything) == []
    assert "nous partagerons la mer sans la vider" in everything
    assert "accord de pêche" in everything


def test_under_full_all_is_shown(built: tuple[Project, str]) -> None:
    """The other sources' silence costs this one nothing."""
    assert "apprendre à manœuvrer ensemble" in built[1]


def test_under_link_no_word_of_the_body_is_shown(built: tuple[Project, str]) -> None:
    """Nor of a title that was taken from it, nor in an address made of an event's name; what was found out is there."""
    project, everything = built
    assert len(_invented(LINK)) == 10
    assert _leaked(LINK, everything) == []
    assert "un titre donné" in everything
    page = project.page("articles/renvoi")
    assert "Pérou" in page
    assert "Rosa Quispe" in page
    assert "Le Renvoi" in page


def test_under_link_statements_say_who_and_when_without_the_words(built: tuple[Project, str]) -> None:
    """Rows of the public data have their source and no text."""
    tree = built[0].tree()
    quotes = [json.loads(line) for line in tree["data/quotes.jsonl"].decode().splitlines()]
    withheld = [quote for quote in quotes if quote["evidence"]["article_id"] == "renvoi"]
    assert withheld
    for quote in withheld:
        assert (quote["pieces"], quote["evidence"]["text"], quote["evidence"]["href"]) == (
            [],
            None,
            "articles/renvoi/",
        )


def test_under_none_nothing_is_shown(built: tuple[Project, str]) -> None:
    """No title, source, author, address or word; nor a person, country or event that only it names."""
    _, everything = built
    assert _leaked(MUTE, everything) == []
    private = [
        "le muet",
        "le-muet",
        "muette",
        "zirbules",
        "namgyelbu",
        "bhouta",
        "barbade",
        "thimp",
        "penjorwa",
    ]
    assert [word for word in private if word in everything] == []


def test_under_none_the_export_is_complete(built: tuple[Project, str]) -> None:
    """Rights do not apply to the private export."""
    texts = [row["text"] for row in built[0].export()["articles"]]
    assert any("snarfules" in text for text in texts)
    assert any("glofrines" in text for text in texts)


def test_a_file_of_a_silent_source_that_was_set_aside_is_not_named(make_project: MakeProject) -> None:
    """The method page counts what could not be read; names and reasons are for the desk alone."""
    project = _desk(make_project)
    project.article("2026-11-20/Le Muet/zirbules-cachés.pdf", "x")
    project.article(
        "2026-11-20/Le Muet/muette.txt", "Titre: Les zirbules\nDate: le jour des zirbules\n\nRien.\n"
    )
    result = project.run("build")
    everything = _everything(project)
    assert "2 fichiers reçus qui n’ont pas pu être lus" in everything
    assert "zirbules" not in everything
    assert "zirbules-cachés.pdf" in result.stderr, "the desk itself is told"


@pytest.mark.parametrize("limit", ["passages = 1", "share = 0.12", "passages = 0"])
def test_statements_beyond_the_limit_have_no_words(make_project: MakeProject, limit: str) -> None:
    """What no longer fits into the excerpt says who, when and where, and its words are nowhere."""
    quotes = {
        "Sigrid Aune": "Nous partagerons la mer sans la vider de ses [vermiquelles]",
        "Olav Berntsen": "Les [trimolets] reviendront dans les [estrambeaux] avant le printemps",
        "Freya Lindqvist": "Personne ne [gaudive] plus les [farlouches] depuis longtemps",
    }
    body = "\n\n".join(
        f"« {words} », a déclaré {name}, ministre norvégienne." for name, words in quotes.items()
    )
    filler = "Il pleuvait sur le port et les bateaux rentraient un à un, chargés de caisses vides. " * 6
    project = make_project(
        {"2026-11-20/Le Passage/mer.txt": f"Titre: Mer partagée\n\n{_typed(body)}\n\n{filler}\n"},
        sources=SOURCES,
        briefing=f"[excerpt]\n{limit}\n",
    )
    project.build()
    everything = _everything(project)
    shown = [name for name, words in quotes.items() if _typed(words).casefold() in everything]
    assert len(shown) == (0 if limit == "passages = 0" else 1)
    for name, words in quotes.items():
        assert name.casefold() in everything
        if name not in shown:
            assert _leaked(words, everything) == []


def test_a_stricter_rule_takes_words_away(make_project: MakeProject) -> None:
    """From one build to the next, files and all: nothing of the former site is left."""
    project = make_project(
        {"2026-11-20/Le Plein/a.txt": f"Titre: A\n\n{_typed(PLANTED[0])} Le Pérou vote.\n"}, sources=SOURCES
    )
    project.build()
    assert "glofrines" in _everything(project)
    project.write("site_config/sources.toml", SOURCES.replace('"full"', '"link"'))
    project.build()
    assert "glofrines" not in _everything(project)
    project.write("site_config/sources.toml", SOURCES.replace('"full"', '"none"'))
    project.article("b.txt", "Le Chili vote lundi.\n")
    project.build()
    assert not (project.root / "site/articles/a").exists()
    assert "pérou" not in _everything(project)
