"""The editors' decisions: read, checked, and applied to annotations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.annotations import Annotations, DateMention, EventMention, Mention, Quote, Role
from generator.article import Article
from generator.corrections import (
    Corrections,
    Hide,
    Placed,
    find_unknown_articles,
    follow_addresses,
    hide_words,
    load_corrections,
    names_given,
    normalise_address,
    pages_hidden,
    pages_shown,
)
from generator.errors import CorrectionError

TEXT = "Ana Paz, ministre du Pérou, l’a dit\u00a0: « Nous irons à Lima. » Ana Paz y sera mardi, selon Li Wei."
ARTICLE = Article(id="a", path="a.txt", text=TEXT, title="Ana Paz à Lima")


def span(words: str, nth: int = 0, text: str = TEXT) -> dict[str, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def person(name: str, nth: int = 0) -> Mention:
    return Mention(kind="person", key=name, name=name, text=name, **span(name, nth))  # type: ignore[arg-type]


ROLE = Role(person="Ana Paz", text="ministre du Pérou", organisation="Pérou SA", **span("ministre du Pérou"))  # type: ignore[arg-type]
OUTER = Quote(
    text="Nous irons à Lima.", **span("Nous irons à Lima."), parts=(tuple(span("Nous irons à Lima.").values()),),
    speaker="Ana Paz", speaker_key="Ana Paz", speaker_kind="person", confidence=0.9,
)  # type: ignore[arg-type]  # fmt: skip
INNER = replace(OUTER, text="Lima", parent=0, **span("Lima"), parts=(tuple(span("Lima").values()),))  # type: ignore[arg-type]
EVENT = EventMention(
    type="visit", name="visite", text="y sera mardi", **span("y sera mardi"), sentence=(0, len(TEXT)),
    participants=(("Ana Paz", "person", "actor"), ("pe", "country", "host")),
)  # type: ignore[arg-type]  # fmt: skip
DAY = DateMention(
    text="mardi", **span("mardi"), edtf="2026-11-24", earliest=None, latest=None, precision="day", basis="relative"
)  # type: ignore[arg-type]  # fmt: skip
FOUND = Annotations(
    mentions=(
        person("Ana Paz"),
        person("Ana Paz", 1),
        person("Li Wei"),
        Mention(kind="organization", key="Pérou SA", name="Pérou SA", text="Pérou", **span("Pérou")),  # type: ignore[arg-type]
        Mention(kind="person", key="Ana Paz", name="Ana Paz", text="Ana Paz", start=0, end=7, field="title"),
    ),
    roles=(ROLE,),
    quotes=(OUTER, INNER),
    dates=(DAY,),
    events=(EVENT,),
)


def hides(*decisions: dict[str, str]) -> tuple[Placed[Hide], ...]:
    return tuple(
        Placed(path="corrections/a.toml", line=n, decision=Hide(**d)) for n, d in enumerate(decisions, 1)
    )  # type: ignore[arg-type]


def hide(words: str, **more: str) -> Annotations:
    found, problems = hide_words(ARTICLE, FOUND, hides({"article": "a", "words": words, **more}))
    assert problems == ()
    return found


def load(folder: Path, text: str, name: str = "a.toml") -> Corrections:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return load_corrections(folder)[0]


# -- the files -----------------------------------------------------------------------------------------------------

ALL = """
[[hide]]
article = "articles/a/"
words = "Lima"
before = "à "
by = "MK"
on = 2026-11-23
why = "faux"

[[hide]]
address = "/people/li-wei/"

[[rename]]
address = "people/ana-paz"
name = "Ana Paz Soldán"

[[same]]
addresses = ["events/a", "events/b"]

[[different]]
addresses = ["people/x", "people/y"]

[[different]]
address = "people/x"
articles = ["articles/a", "b"]
"""


def test_all_kinds_of_decisions_are_read_with_their_lines(tmp_path: Path) -> None:
    """Who, when and why are kept; an article may be given by its address."""
    found = load(tmp_path / "corrections", ALL)
    first = found.hide[0]
    assert (first.path, first.line, first.decision.article) == ("corrections/a.toml", 2, "a")
    assert (first.decision.by, first.decision.on, first.decision.why) == ("MK", date(2026, 11, 23), "faux")
    assert [placed.line for placed in (*found.hide, *found.rename, *found.same, *found.different)] == [
        2,
        10,
        13,
        17,
        20,
        23,
    ]
    assert found.different[1].decision.articles == ("a", "b")
    assert pages_hidden(found) == {"people/li-wei"}
    assert names_given(found) == {"people/ana-paz": "Ana Paz Soldán"}
    assert normalise_address(" /people/ned-price/ ") == "people/ned-price"


def test_files_are_read_in_sorted_order_and_others_ignored(tmp_path: Path) -> None:
    """A later file wins; hidden files and notes are no decisions."""
    folder = tmp_path / "corrections"
    for name, given in (("b.toml", "B"), ("a.toml", "A"), (".c.toml", "C"), ("notes.txt", "]]")):
        load(
            folder, f'[[rename]]\naddress = "people/x"\nname = "{given}"\n' if given != "]]" else given, name
        )
    found, problems = load_corrections(folder)
    assert names_given(found) == {"people/x": "B"}
    assert [(p.code, p.path, p.line, p.values["other"]) for p in problems] == [
        ("correction-contradiction", "corrections/b.toml", 1, "corrections/a.toml:1")
    ]


def test_without_a_folder_there_are_no_decisions(tmp_path: Path) -> None:
    """Deleting all undoes all."""
    assert load_corrections(tmp_path / "corrections") == (Corrections(), ())


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[[hide]\n", "toml-syntax", 1),
        ('[[hide]]\naddress = "a"\n\n[[hide]]\nadress = "b"\n', "key-misspelt", 5),
        ('[[hide]]\naddress = "a"\n[[hide]]\narticle = "b"\n', "hide-incomplete", 3),
        ('[[hide]]\narticle = "a"\nwords = ""\n', "hide-incomplete", 1),
        ('[[hide]]\naddress = "a"\narticle = "a"\nwords = "b"\n', "hide-incomplete", 1),
        ('[[hide]]\naddress = "a"\nwords = "b"\n', "hide-incomplete", 1),
        ('[[rename]]\naddress = "a"\n', "key-missing", 1),
        ('[[same]]\naddresses = ["a"]\n', "same-incomplete", 1),
        ('[[different]]\naddresses = ["a"]\n', "different-incomplete", 1),
        ('[[different]]\naddress = "a"\n', "different-incomplete", 1),
        (
            '[[different]]\naddress = "a"\narticles = ["b"]\naddresses = ["a", "b"]\n',
            "different-incomplete",
            1,
        ),
        ('[[hide]]\naddress = "a"\non = "hier"\n', "key-needs-day", 3),
        ('[hiden]\naddress = "a"\n', "key-misspelt", 1),
    ],
)
def test_a_file_that_is_wrong_stops_the_run(tmp_path: Path, text: str, code: str, line: int) -> None:
    """What it hides would be published otherwise; the message has path and line."""
    with pytest.raises(CorrectionError) as caught:
        load(tmp_path / "corrections", text)
    problem = caught.value.problem
    assert (problem.code, problem.path, problem.line) == (code, "corrections/a.toml", line)


def test_a_file_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    """Bytes that are no UTF-8, a folder of that name, a file where the folder should be."""
    folder = tmp_path / "corrections"
    folder.mkdir()
    (folder / "a.toml").write_bytes(b"# ok\n# \xe9t\xe9\n")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.toml").mkdir()
    (tmp_path / "c").write_text("x", "utf-8")
    for name, code, line in (
        ("corrections", "correction-not-utf8", 2),
        ("b", "correction-unreadable", None),
        ("c", "correction-unreadable", None),
    ):
        with pytest.raises(CorrectionError) as caught:
            load_corrections(tmp_path / name)
        assert (caught.value.problem.code, caught.value.problem.line) == (code, line)


def test_decisions_that_contradict_each_other_are_reported(tmp_path: Path) -> None:
    """One and two at once, also through a third; what agrees is no contradiction."""
    text = """
[[same]]
addresses = ["people/a", "people/b"]
[[same]]
addresses = ["people/b/", "people/c"]
[[different]]
addresses = ["/people/c", "people/a"]
[[different]]
addresses = ["people/a", "people/d"]
[[rename]]
address = "people/a"
name = "A"
[[rename]]
address = "people/a/"
name = "A"
"""
    folder = tmp_path / "corrections"
    load(folder, text)
    _, problems = load_corrections(folder)
    assert [(p.code, p.line, dict(p.values), p.severity) for p in problems] == [
        (
            "correction-contradiction",
            6,
            {"address": "people/c, people/a", "other": "corrections/a.toml:4"},
            "notice",
        )
    ]


def test_decisions_about_articles_that_are_not_there_are_reported(tmp_path: Path) -> None:
    """Never dropped in silence."""
    found = load(tmp_path / "corrections", ALL)
    assert find_unknown_articles(found, ["a", "b"]) == ()
    unknown = find_unknown_articles(found, ["b"])
    assert [(p.code, p.line, p.values["article"]) for p in unknown] == [
        ("correction-article-unknown", 2, "a"),
        ("correction-article-unknown", 23, "a"),
    ]


# -- hiding --------------------------------------------------------------------------------------------------------


def test_words_without_context_are_hidden_wherever_they_stand() -> None:
    """In body and title; what named the same elsewhere is gone too, and nobody speaks or takes part under that name."""
    found = hide("Ana Paz")
    assert [mention.key for mention in found.mentions] == ["Li Wei", "Pérou SA"]
    assert found.roles == ()
    assert [(q.speaker, q.speaker_key, q.speaker_kind) for q in found.quotes] == [(None, None, None)] * 2
    assert found.events[0].participants == (("pe", "country", "host"),)
    assert found.dates == FOUND.dates


def test_context_tells_which_words_are_meant() -> None:
    """One mention is hidden; the person is still there."""
    found = hide("Ana Paz", after=" y sera")
    assert [m.start for m in found.mentions if m.key == "Ana Paz"] == [0, 0]
    assert found.quotes == FOUND.quotes
    assert found.roles == FOUND.roles
    assert len(hide("Ana Paz", before="» ").mentions) == len(FOUND.mentions) - 1


def test_words_are_found_as_an_editor_would_copy_them() -> None:
    """Plain spaces for no-break ones, a straight apostrophe for a curly one."""
    assert hide("l'a dit : « Nous irons à Lima. »").quotes == ()


def test_a_hidden_quote_leaves_its_inner_one_without_parent() -> None:
    """Indexes are counted anew; an inner one that is hidden leaves the outer."""
    outer_hidden = hide("Nous irons à")
    assert [(q.text, q.parent) for q in outer_hidden.quotes] == [("Lima", None)]
    inner_hidden = hide("Lima", after=". »")
    assert [(q.text, q.parent) for q in inner_hidden.quotes] == [("Nous irons à Lima.", None)]
    two = replace(
        FOUND, quotes=(replace(OUTER, **span("l’a dit"), parts=()), OUTER, replace(INNER, parent=1))
    )  # type: ignore[arg-type]
    again, _ = hide_words(ARTICLE, two, hides({"article": "a", "words": "l’a dit"}))
    assert [(q.text, q.parent) for q in again.quotes] == [("Nous irons à Lima.", None), ("Lima", 0)]


def test_roles_dates_and_events_can_be_hidden_by_their_words() -> None:
    """Words that make up most of an item mean it; a letter of it does not."""
    assert hide("ministre du Pérou").roles == ()
    assert hide("mardi").dates == ()
    assert hide("y sera mardi").events == ()
    assert hide("y").events == FOUND.events


def test_a_hidden_organisation_is_taken_from_the_role() -> None:
    """The role itself stays."""
    found = hide("Pérou", before="ministre du ")
    assert [(role.text, role.organisation) for role in found.roles] == [("ministre du Pérou", None)]


def test_words_that_are_not_there_are_reported() -> None:
    """Nothing is hidden, and the editor is told."""
    found, problems = hide_words(ARTICLE, FOUND, hides({"article": "a", "words": "Quito"}))
    assert found is FOUND
    (problem,) = problems
    assert (problem.code, problem.path, problem.line) == ("correction-unmatched", "corrections/a.toml", 1)
    assert problem.values == {"article": "a", "words": "Quito"}


def test_decisions_about_other_articles_and_pages_do_nothing_here() -> None:
    """Each article looks at its own."""
    found, problems = hide_words(
        ARTICLE, FOUND, hides({"article": "b", "words": "Lima"}, {"address": "people/x"})
    )
    assert (found is FOUND, problems) == (True, ())


def test_every_span_left_still_names_its_words() -> None:
    """Hiding takes out, and moves nothing."""
    found = hide("Lima", after=". »")
    for item in (*found.mentions, *found.dates, *found.events, *found.roles, *found.quotes):
        text = TEXT if item.field == "body" else ARTICLE.title or ""
        assert text[item.start : item.end] == item.text


def test_a_page_may_be_shown_on_purpose(tmp_path: Path) -> None:
    """``[[show]]`` names it by its address."""
    found = load(tmp_path / "corrections", '[[show]]\naddress = "/people/li-wei/"\nwhy = "élue"\n')
    assert pages_shown(found) == {"people/li-wei"}


def test_decisions_follow_an_article_to_its_new_address() -> None:
    """Words hidden in an article stay hidden when the article is given an id, and so another address."""
    hide = Placed(path="x.toml", line=1, decision=Hide(article="c", words="Nord"))
    page = Placed(path="x.toml", line=4, decision=Hide(address="/people/a/"))
    followed = follow_addresses(
        Corrections(hide=(hide, page)),
        {"articles/c": "articles/proces", "people/a": "people/b"}.__getitem__,
    )
    assert [placed.decision.article for placed in followed.hide] == ["proces", None]
    assert [placed.decision.address for placed in followed.hide] == [None, "people/b"]
