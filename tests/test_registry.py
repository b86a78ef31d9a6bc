"""The registry: rows, slugs, the file, and the permanent ids of articles."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.article import Draft
from generator.errors import OutputError, RegistryError
from generator.registry import KINDS, Registry, Row, identify_articles, load_registry, make_slug


def draft(path: str, text: str = "Un texte.", **values: object) -> Draft:
    return Draft(path=path, text=text, **values)  # type: ignore[arg-type]


def identify(registry: Registry, *drafts: Draft) -> dict[str, str]:
    """Path (and position, where not 0) → id."""
    articles = identify_articles(drafts, registry, analysable=frozenset({"fr"}))
    assert len({article.id for article in articles}) == len(articles)
    return {f"{a.path}#{a.position}" if a.position else a.path: a.id for a in articles}


def reload(registry: Registry, folder: Path) -> Registry:
    """As the next run finds it."""
    registry.save(folder / "registry.jsonl")
    return load_registry(folder / "registry.jsonl")


# -- slugs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Côte d’Ivoire", "cote-d-ivoire"), ("Côte d'Ivoire", "cote-d-ivoire"), ("Кремль", "kreml"),
        ("北京", "beijing"),
        ("  --A/B\\C..  ", "a-b-c"), ("", "x"), ("«»", "x"), ("CON", "con-1"), ("nul", "nul-1"), ("index", "index-1"),
        ("com7", "com7-1"), ("console", "console"), ("a" * 200, "a" * 80), ("mot " * 40, ("mot-" * 20)[:-1]),
    ],
)  # fmt: skip
def test_a_slug_is_ascii_short_and_legal_everywhere(text: str, slug: str) -> None:
    """Accents and alphabets are spelt out, words kept whole, names of devices avoided."""
    assert make_slug(text) == slug


@given(st.text(max_size=200))
def test_any_name_gives_a_slug_that_is_its_own(text: str) -> None:
    """Whatever the name, and made from a slug the slug is the same."""
    slug = make_slug(text)
    assert slug
    assert len(slug) <= 82
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert make_slug(slug) == slug


# -- rows ----------------------------------------------------------------------------------------------------------


def test_a_taken_slug_gets_a_suffix_from_the_founders_hash() -> None:
    """The first keeps its address; each kind has its own addresses; even equal founders differ."""
    registry = Registry()
    first = registry.found("person", "li-wei", {"name": "Li Wei", "article": "a"})
    second = registry.found("person", "li-wei", {"name": "Li Wei", "article": "b"})
    third = registry.found("person", "li-wei", {"name": "Li Wei", "article": "b"})
    other = registry.found("organization", "li-wei", {"name": "Li Wei"})
    assert (first.id, other.id) == ("person:li-wei", "organization:li-wei")
    assert second.slug.startswith("li-wei-")
    assert third.slug.startswith("li-wei-")
    assert len({first.slug, second.slug, third.slug}) == 3
    assert registry.rows("person") == sorted([first, second, third], key=lambda row: row.id)
    long = "a" * 80
    registry.found("event", long, {})
    assert len(registry.found("event", long, {"x": "y"}).slug) == 80


def test_merges_are_followed_set_and_cleared() -> None:
    """An address leads to the last one it was merged into."""
    registry = Registry()
    a, b, c = (registry.found("event", slug, {}).id for slug in "abc")
    registry.merge(a, b)
    registry.merge(b, c)
    assert registry.resolve(a).id == c
    registry.merge(a, None)
    assert registry.resolve(a).id == a
    assert registry.row(b).merged_into == c


def test_merging_back_turns_the_way_round() -> None:
    """A circle cannot arise: what was merged into this one stands for itself again."""
    registry = Registry()
    a, b, c = (registry.found("event", slug, {}).id for slug in "abc")
    registry.merge(a, b)
    registry.merge(b, c)
    registry.merge(c, a)
    assert {registry.resolve(row_id).id for row_id in (a, b, c)} == {a}
    with pytest.raises(ValueError, match="event:a"):
        registry.merge(a, a)
    with pytest.raises(KeyError):
        registry.merge(a, "event:nowhere")


# -- the file ------------------------------------------------------------------------------------------------------


def test_saving_writes_sorted_rows_that_load_again(tmp_path: Path) -> None:
    """One JSON object a line, sorted by id, in UTF-8; saving without a change leaves the file alone."""
    file = tmp_path / "deep" / "registry.jsonl"
    registry = Registry()
    for kind in reversed(KINDS):
        registry.found(kind, "émile".replace("é", "e"), {"name": "Émile", "article": None})
    assert registry.changed
    assert len(registry.added) == 4
    registry.save(file)
    assert not registry.changed
    assert registry.added == []
    lines = file.read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == sorted(f"{kind}:emile" for kind in KINDS)
    assert "Émile" in lines[0]
    again = load_registry(file)
    assert [again.rows(kind) for kind in KINDS] == [registry.rows(kind) for kind in KINDS]
    before = file.stat()
    again.save(file)
    assert file.stat().st_ino == before.st_ino
    again.merge("event:emile", again.found("event", "autre", {}).id)
    again.save(file)
    assert load_registry(file).resolve("event:emile").slug == "autre"
    assert list(file.parent.iterdir()) == [file]


def test_a_missing_file_is_an_empty_registry(tmp_path: Path) -> None:
    """As on the first day; saving nothing makes no file."""
    registry = load_registry(tmp_path / "registry.jsonl")
    assert not registry.changed
    registry.save(tmp_path / "registry.jsonl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Whatever fails, the old rows are there, and nothing half-written."""
    file = tmp_path / "registry.jsonl"
    registry = Registry()
    registry.found("event", "a", {})
    registry.save(file)
    before = file.read_bytes()
    registry.found("event", "b", {})

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)  # type: ignore[arg-type]
    with pytest.raises(OutputError) as caught:
        registry.save(file)
    assert caught.value.problem.code == "registry-unwritable"
    assert caught.value.problem.values["detail"] == "No space left on device"
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]
    assert registry.changed


ROW = '{"id": "event:a", "kind": "event", "slug": "a", "founder": {}, "merged_into": null}'


@pytest.mark.parametrize(
    "text",
    [f"{ROW}\n", f"\ufeff{ROW}\r\n\r\n", f"{ROW}\n{ROW}\n"],
    ids=["plain", "windows", "the same twice"],
)
def test_harmless_changes_of_the_file_do_no_harm(tmp_path: Path, text: str) -> None:
    """A byte-order mark, CRLF, blank lines, a line that git kept from both sides."""
    (tmp_path / "r.jsonl").write_text(text, "utf-8", newline="")
    assert [row.id for row in load_registry(tmp_path / "r.jsonl").rows("event")] == ["event:a"]


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ([ROW, "{"], "registry-row-damaged", 2),
        (["[1]"], "registry-row-damaged", 1),
        (["[" * 100_000], "registry-row-damaged", 1),
        ([ROW.replace('"slug": "a", ', "")], "registry-row-damaged", 1),
        ([ROW.replace('"event"', '"thing"').replace("event:", "thing:")], "registry-row-damaged", 1),
        ([ROW.replace('"slug": "a"', '"slug": "../a"')], "registry-row-damaged", 1),
        ([ROW.replace('"slug": "a"', '"slug": 7')], "registry-row-damaged", 1),
        ([ROW.replace("event:a", "event:b")], "registry-row-damaged", 1),
        ([ROW.replace('"founder": {}', '"founder": []')], "registry-row-damaged", 1),
        ([ROW.replace('"founder": {}', '"founder": {"a": 1}')], "registry-row-damaged", 1),
        ([ROW.replace("null", "7")], "registry-row-damaged", 1),
        ([ROW, ROW.replace('"founder": {}', '"founder": {"name": "b"}')], "registry-row-twice", 2),
        ([ROW.replace("null", '"event:b"')], "registry-merge-lost", 1),
        ([ROW.replace("null", '"event:a"')], "registry-merge-lost", 1),
        ([ROW, "<<<<<<< HEAD"], "registry-conflict", 2),
        ([ROW, "======="], "registry-conflict", 2),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(
    tmp_path: Path, lines: list[str], code: str, line: int
) -> None:
    """No address is guessed."""
    file = tmp_path / "registry.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(RegistryError) as caught:
        load_registry(file)
    assert (caught.value.problem.code, caught.value.problem.line) == (code, line)


def test_merges_in_a_circle_or_across_kinds_are_refused(tmp_path: Path) -> None:
    """They would redirect for ever, or to another kind of page."""
    other = ROW.replace("event:a", "event:b").replace('"a"', '"b"').replace("null", '"event:a"')
    file = tmp_path / "registry.jsonl"
    file.write_text(ROW.replace("null", '"event:b"') + "\n" + other, "utf-8")
    with pytest.raises(RegistryError):
        load_registry(file)
    person = ROW.replace("event", "person").replace("null", '"event:a"')
    file.write_text(ROW + "\n" + person, "utf-8")
    with pytest.raises(RegistryError):
        load_registry(file)


@pytest.mark.parametrize("data", [None, b"\xff\xfe"], ids=["folder", "bytes"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes | None) -> None:
    """It is not taken for an empty one, which would give every page a new address."""
    file = tmp_path / "registry.jsonl"
    if data is None:
        file.mkdir()
    else:
        file.write_bytes(data)
    with pytest.raises(RegistryError) as caught:
        load_registry(file)
    assert caught.value.problem.code == "registry-unreadable"
    assert caught.value.problem.values["detail"]


# -- ids of articles -----------------------------------------------------------------------------------------------


def test_a_newcomer_is_called_after_its_file() -> None:
    """The stem; the following articles of one file are counted; a name without letters has a fallback."""
    registry = Registry()
    found = identify(
        registry,
        draft("d/Un été.txt"),
        draft("d/Un été.txt", "Deux", position=1),
        draft("x/…….txt"),
        draft("x/con.md"),
    )
    assert found == {
        "d/Un été.txt": "un-ete", "d/Un été.txt#1": "un-ete-2", "x/…….txt": "article", "x/con.md": "con-1"
    }  # fmt: skip


def test_drafts_become_articles_with_everything_they_had() -> None:
    """Only the id, and whether a table can analyse them, are new."""
    original = draft("a.txt", title="Un titre", language="fr", source="S", markup=((0, "<p>"), (9, "</p>")))
    first, second = identify_articles(
        [original, draft("b.txt", language="de")], Registry(), analysable=frozenset({"fr"})
    )
    assert all(getattr(first, name) == getattr(original, name) for name in Draft.__slots__)
    assert (first.analysed, second.analysed) == (True, False)


def test_newcomers_are_taken_in_path_order_and_the_first_keeps_the_address() -> None:
    """Whatever the order of the drafts; the second gets a suffix from its hash."""
    one, two = draft("a/x.txt", "Un"), draft("b/x.txt", "Deux")
    found = identify(Registry(), two, one)
    assert found["a/x.txt"] == "x"
    assert found["b/x.txt"].startswith("x-")
    assert found == identify(Registry(), one, two)


def test_a_typo_mended_changes_no_address(tmp_path: Path) -> None:
    """The row of the same path."""
    registry = Registry()
    identify(registry, draft("a/x.txt", "Un texte fautif."), draft("b/x.txt", "Deux"))
    before = identify(registry, draft("a/x.txt", "Un texte fautif."), draft("b/x.txt", "Deux"))
    registry = reload(registry, tmp_path)
    after = identify(registry, draft("a/x.txt", "Un texte juste."), draft("b/x.txt", "Deux mots"))
    assert after == before
    assert not registry.changed


def test_an_article_added_before_changes_no_address(tmp_path: Path) -> None:
    """Not even one that would have had the plain address, had it been there first."""
    registry = Registry()
    identify(registry, draft("b/x.txt", "Deux"))
    registry = reload(registry, tmp_path)
    found = identify(registry, draft("a/x.txt", "Un"), draft("b/x.txt", "Deux"))
    assert found["b/x.txt"] == "x"
    assert found["a/x.txt"].startswith("x-")
    assert [row.slug for row in registry.added] == [found["a/x.txt"]]


def test_a_moved_article_keeps_its_address_where_its_former_path_is_gone() -> None:
    """The row of the same text; while something stands at the former path, it is a newcomer."""
    registry = Registry()
    identify(registry, draft("a/x.txt", "Un"))
    assert identify(registry, draft("b/y.txt", "Un")) == {"b/y.txt": "x"}
    again = identify(registry, draft("a/x.txt", "Autre"), draft("b/y.txt", "Un"))
    assert again["a/x.txt"] == "x"
    assert again["b/y.txt"] == "y"


def test_two_copies_of_one_text_have_two_addresses() -> None:
    """Two agencies may send the same words; a copy that goes away leaves the other as it was."""
    registry = Registry()
    both = identify(registry, draft("afp/x.txt"), draft("ap/x.txt"))
    assert len(set(both.values())) == 2
    assert identify(registry, draft("ap/x.txt")) == {"ap/x.txt": both["ap/x.txt"]}
    assert identify(registry, draft("ap/x.txt"), draft("afp/x.txt")) == both


def test_articles_of_one_file_keep_their_addresses_when_one_is_put_before_them() -> None:
    """Text, then headline, then place in the file tell them apart."""
    registry = Registry()
    first = draft("f.txt", "Un", title="A")
    second = draft("f.txt", "Deux", title="B", position=1)
    assert identify(registry, first, second) == {"f.txt": "f", "f.txt#1": "f-2"}
    found = identify(
        registry,
        draft("f.txt", "Zéro", title="Z"),
        draft("f.txt", "Un mot", title="A", position=1),
        draft("f.txt", "Deux", title="B", position=2),
    )
    assert (found["f.txt#1"], found["f.txt#2"]) == ("f", "f-2")
    assert found["f.txt"] not in ("f", "f-2")


def test_articles_of_one_file_without_titles_are_told_apart_by_their_place() -> None:
    """A typo mended in the second is no new article."""
    registry = Registry()
    identify(registry, draft("f.txt", "Un"), draft("f.txt", "Deux", position=1))
    found = identify(registry, draft("f.txt", "Un"), draft("f.txt", "Deux mots", position=1))
    assert found == {"f.txt": "f", "f.txt#1": "f-2"}


def test_a_title_in_the_text_is_a_headline_too() -> None:
    """It may be taken from the body."""
    registry = Registry()
    identify(
        registry, draft("f.txt", "Titre\n\nUn", title_in_text=(0, 5)), draft("f.txt", "Autre", position=1)
    )
    found = identify(
        registry, draft("f.txt", "Z"), draft("f.txt", "Titre\n\nUne", position=1, title_in_text=(0, 5))
    )
    assert found["f.txt#1"] == "f"


def test_an_id_in_the_file_is_the_address_wherever_the_file_goes(tmp_path: Path) -> None:
    """Path and text may both change."""
    registry = Registry()
    assert identify(registry, draft("a.txt", "Un", given_id="Sommet 2026")) == {"a.txt": "sommet-2026"}
    registry = reload(registry, tmp_path)
    assert identify(registry, draft("b/c.txt", "Deux", given_id="Sommet 2026")) == {"b/c.txt": "sommet-2026"}
    assert not registry.changed


def test_an_id_without_letters_is_none() -> None:
    """``id: ---`` asks for nothing."""
    assert identify(Registry(), draft("a.txt", given_id="---")) == {"a.txt": "a"}


def test_an_id_given_later_redirects_the_former_address() -> None:
    """The row stays and leads to the new one; taking the id away changes nothing; giving the old one turns it round."""
    registry = Registry()
    identify(registry, draft("a.txt", "Un"))
    assert identify(registry, draft("a.txt", "Un", given_id="sommet")) == {"a.txt": "sommet"}
    assert registry.resolve("article:a").slug == "sommet"
    assert identify(registry, draft("a.txt", "Un")) == {"a.txt": "sommet"}
    assert identify(registry, draft("a.txt", "Un", given_id="a")) == {"a.txt": "a"}
    assert registry.resolve("article:sommet").slug == "a"
    assert identify(registry, draft("a.txt", "Un", given_id="sommet")) == {"a.txt": "sommet"}
    assert registry.resolve("article:a").slug == "sommet"


def test_an_id_equal_to_the_address_it_has_changes_nothing() -> None:
    """People pin what is there."""
    registry = Registry()
    identify(registry, draft("a.txt", "Un"))
    count = len(registry.rows("article"))
    assert identify(registry, draft("a.txt", "Un mot", given_id="a")) == {"a.txt": "a"}
    assert len(registry.rows("article")) == count


def test_an_id_does_not_take_the_address_of_an_article_that_is_there(tmp_path: Path) -> None:
    """The first keeps its address, the newcomer gets a suffix, and both stay so."""
    registry = Registry()
    identify(registry, draft("x.txt", "Un"))
    files = [draft("x.txt", "Un"), draft("y.txt", "Deux", given_id="x")]
    found = identify(registry, *files)
    assert found["x.txt"] == "x"
    assert found["y.txt"].startswith("x-")
    registry = reload(registry, tmp_path)
    assert identify(registry, draft("x.txt", "Un mot"), draft("z.txt", "Trois", given_id="x")) == {
        "x.txt": "x", "z.txt": found["y.txt"]
    }  # fmt: skip
    assert not registry.changed


def test_an_id_takes_back_an_address_that_nobody_stands_at() -> None:
    """A file that was renamed and rewritten is told by its id."""
    registry = Registry()
    identify(registry, draft("x.txt", "Un"))
    assert identify(registry, draft("y.txt", "Deux", given_id="x")) == {"y.txt": "x"}
    assert (
        identify(registry, draft("x.txt", "Tout autre chose"), draft("y.txt", "Deux", given_id="x"))["y.txt"]
        == "x"
    )


def test_an_id_does_not_take_an_address_that_leads_elsewhere() -> None:
    """Old links to it must lead where they led."""
    registry = Registry()
    identify(registry, draft("x.txt", "Un"))
    identify(registry, draft("x.txt", "Un", given_id="sommet"))
    found = identify(registry, draft("x.txt", "Un", given_id="sommet"), draft("y.txt", "Deux", given_id="x"))
    assert found["x.txt"] == "sommet"
    assert found["y.txt"].startswith("x-")
    assert registry.resolve("article:x").slug == "sommet"


def test_two_ids_of_one_spelling_are_two_addresses_that_stay() -> None:
    """Readers set the second aside; where they do not, each file keeps what it got."""
    registry = Registry()
    files = [draft("m.txt", "Un", given_id="x"), draft("n.txt", "Deux", given_id="X")]
    found = identify(registry, *files)
    assert found["m.txt"] == "x"
    assert identify(registry, draft("a.txt", "Trois", given_id="x"), *files) | {"a.txt": ""} == {
        **found,
        "a.txt": "",
    }


def test_rows_that_say_little_match_nothing_by_chance() -> None:
    """A row of another version, without headline or id."""
    old = Row(id="article:old", kind="article", slug="old", founder={"path": "gone.txt"})
    assert identify(Registry([old]), draft("a.txt")) == {"a.txt": "a"}


def test_another_order_and_another_run_give_the_same(tmp_path: Path) -> None:
    """Ids depend on the articles and the registry alone."""
    files = [draft(f"{n % 3}/x.txt", f"T{n}", position=n // 3) for n in range(9)]
    first, second = Registry(), Registry()
    assert identify(first, *files) == identify(second, *reversed(files))
    assert [row.id for row in first.added] == [row.id for row in second.added]
    assert identify(reload(first, tmp_path), *files) == identify(second, *files)


PATHS = st.sampled_from(["a.txt", "b/a.txt", "b.txt", "x.md"])
DRAFTS = st.lists(
    st.tuples(PATHS, st.sampled_from(["Un", "Deux", "Trois"]), st.sampled_from([None, None, "a", "b", "x"])),
    max_size=4,
    unique_by=lambda item: item[0],
)


@given(st.lists(DRAFTS, min_size=1, max_size=4))
def test_any_history_keeps_rows_and_gives_every_article_its_own_address(
    days: list[list[tuple[str, str, str | None]]],
) -> None:
    """Rows change in ``merged_into`` alone; no two articles share one; a second look changes nothing."""
    registry = Registry()
    for day in days:
        before = registry.rows("article")
        drafts = [draft(path, text, given_id=given) for path, text, given in day]
        found = identify(registry, *drafts)
        rows = {row.id: row for row in registry.rows("article")}
        assert all((rows[row.id].slug, rows[row.id].founder) == (row.slug, row.founder) for row in before)
        assert all(registry.resolve(f"article:{slug}").slug == slug for slug in found.values())
        assert identify(registry, *drafts) == found
