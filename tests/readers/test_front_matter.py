"""Front matter as people write it, and as nobody should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import UnreadableArticle
from generator.readers.front_matter import split_front_matter


def read(*lines: str) -> dict[str, str]:
    entries, body = split_front_matter("a.md", "\n".join(("---", *lines, "---", "Corps.")))
    assert body == "Corps."
    return {entry.written: entry.value for entry in entries}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: Simple", "Simple"),
        ("title: Nairobi : un fonds", "Nairobi : un fonds"),
        ("title: Gaz: l'accord", "Gaz: l'accord"),
        ("title: 'Gaz: l''accord'", "Gaz: l'accord"),
        ('title: "Gaz : \\"oui\\""', 'Gaz : "oui"'),
        ('title: "Non", dit-elle, "jamais"', '"Non", dit-elle, "jamais"'),
        ("title: 'L' ou la lettre", "'L' ou la lettre"),
        ("title: [Entretien] La ministre répond", "[Entretien] La ministre répond"),
        ("title: @gouv répond", "@gouv répond"),
        ("title: 40 % d'abstention", "40 % d'abstention"),
        ("title: % d'abstention", "% d'abstention"),
        ("title: Non", "Non"),
        ("title: 2026-11-23", "2026-11-23"),
        ("title: Un titre # pas un commentaire ?", "Un titre"),
        ("title: 'Un titre' # commentaire", "Un titre"),
        ("title: Il conclut :", "Il conclut :"),
        ("title: https://exemple.org/a", "https://exemple.org/a"),
        ("title: [un, deux]", "un, deux"),
        ("title:", ""),
        ("title: ~", "~"),
    ],
)
def test_a_title_is_read_as_meant(line: str, value: str) -> None:
    """Colons, quotation marks, brackets and figures need no quoting; nothing becomes a number, a date or false."""
    assert read(line) == {"title": value}


def test_lists_folded_texts_and_nested_fields_are_plain_text() -> None:
    """Authors on several lines are joined; what has fields of its own says nothing."""
    found = read(
        "authors:",
        "  - Ana Paz",
        "  - Li Wei",
        "description: >",
        "  Deux lignes",
        "  : en une.",
        "seo:",
        "  title: X",
    )
    assert found == {"authors": "Ana Paz, Li Wei", "description": "Deux lignes : en une.", "seo": ""}


def test_lines_are_those_of_the_file() -> None:
    """A message can name the line."""
    entries, _ = split_front_matter("a.md", "---\n\n# note\ntitle: A\ndate: B\n---\n")
    assert [(entry.name, entry.line) for entry in entries] == [("title", 4), ("date", 5)]


@pytest.mark.parametrize("text", ["Corps.", "", "----\nCorps.", "---\n\nCorps.\n", "---\nUne phrase.", "---"])
def test_a_file_without_front_matter_is_all_body(text: str) -> None:
    """A rule at the beginning is a rule."""
    assert split_front_matter("a.md", text) == ([], text)


@pytest.mark.parametrize("lines", [(), ("# rien",), ("---",)])
def test_empty_front_matter_has_no_fields(lines: tuple[str, ...]) -> None:
    """Two fences with nothing between them."""
    entries, _ = split_front_matter("a.md", "\n".join(("---", *lines, "---", "Corps.")))
    assert entries == []


def test_dots_close_it_too() -> None:
    """As YAML allows."""
    assert split_front_matter("a.md", "---\ntitle: A\n...\nCorps.")[1] == "Corps."


BILLION = ["a: &a [lol, lol]", "b: &b [*a, *a]", "c: [*b, *b]"]


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        (["title: A", "- un", "- deux"], "front-matter-broken", 3),
        (["title: A", "\tdate: B"], "front-matter-broken", 3),
        (["title: {a"], None, None),
        (["title: [a, b", "date: 1"], None, None),
        (["ok: 1", "title: 'a", "date: 2"], None, None),
        (["title: a\x07b"], "front-matter-broken", 2),
        (["- un", "- deux"], "front-matter-no-fields", 2),
        (["une phrase"], "front-matter-no-fields", 2),
        (BILLION, "front-matter-forbidden", 2),
        (["x: 1", "title: *important* non"], "front-matter-broken", 3),
        (["x: 1", "title: *a"], "front-matter-forbidden", 3),
        (["x: !!python/object/apply:os.system ['true']"], "front-matter-forbidden", 2),
        (["title: ! non"], "front-matter-forbidden", 2),
        (["x: " + "[" * 30 + "]" * 30], "front-matter-forbidden", 2),
        (["x: " + "[" * 5000 + "]" * 5000], "front-matter-forbidden", 2),
        (["x: " + "a" * 30_000], "front-matter-too-long", 1),
    ],
)
def test_what_is_no_metadata_is_refused_with_its_line(
    lines: list[str], code: str | None, line: int | None
) -> None:
    """Broken YAML, lists, anchors, aliases, tags and deep nests; what is merely odd is taken as text."""
    text = "\n".join(("---", *lines, "---", "Corps."))
    if code is None:
        split_front_matter("a.md", text)
        return
    with pytest.raises(UnreadableArticle) as caught:
        split_front_matter("a.md", text)
    assert (caught.value.problem.code, caught.value.problem.line) == (code, line)


def test_front_matter_that_never_ends_is_refused() -> None:
    """The first line looked like the beginning of one."""
    with pytest.raises(UnreadableArticle) as caught:
        split_front_matter("a.md", "---\ntitle: A\n\nCorps.")
    assert (caught.value.problem.code, caught.value.problem.line) == ("front-matter-unclosed", 1)


YAML = st.text(alphabet=st.sampled_from("ab:- \n'\"[]{}&*!|>%@`#,\\\t?éA~") | st.characters(), max_size=80)


@given(YAML)
def test_any_front_matter_gives_texts_or_a_problem(text: str) -> None:
    """Nothing but UnreadableArticle comes out, its line within the file; every value is a text."""
    source = f"---\n{text}\n---\nCorps."
    try:
        entries, _ = split_front_matter("a.md", source)
    except UnreadableArticle as error:
        assert error.problem.code.startswith("front-matter-")
        assert 1 <= (error.problem.line or 0) <= source.count("\n") + 1
        return
    assert all(isinstance(entry.value, str) and 1 < entry.line <= source.count("\n") + 1 for entry in entries)
