"""Metadata: names of fields, languages, sources, and the draft that is made of them."""

from __future__ import annotations

from datetime import UTC, date

import pytest

from generator.errors import UnreadableArticle
from generator.readers.metadata import Conventions, Entry, canonical_name, make_draft, split_field

DESK = Conventions(sources={"agence météore": "Agence Météore", "am": "Agence Météore"})


def entries(*fields: tuple[str, str]) -> list[Entry]:
    return [
        Entry(written=name, name=canonical_name(name) or "other", value=value, line=number)
        for number, (name, value) in enumerate(fields, 1)
    ]


def draft(*fields: tuple[str, str]) -> object:
    return make_draft(entries(*fields), path="a.txt", position=0, text="Corps.", conventions=DESK)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Titre", "title"), ("TITLE", "title"), ("Média", "source"), ("Me\u0301dia", "source"), ("publié  le", "date"),
        ("published_at", "date"), ("Mots-clés", "other"), ("Langue", "language"), ("URL", "url"), ("by", "author"),
        ("Reçu le", "received"), ("slug", "id"), ("Bonjour", None), ("", None),
    ],
)  # fmt: skip
def test_a_field_goes_by_many_names(written: str, name: str | None) -> None:
    """Case, accents' composition, hyphens and underscores do not matter."""
    assert canonical_name(written) == name


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("Titre: Nairobi : un fonds", ("Titre", "Nairobi : un fonds")),
        ("Titre\u00a0:\u00a0Nairobi", ("Titre", "Nairobi")),
        ("\tDate:", ("Date", "")),
        ("l’agence: X", ("l’agence", "X")),
        ("https://exemple.org", ("https", "//exemple.org")),
        ("Une phrase sans rien", None),
        (": rien", None),
        ("12:40 rien", None),
        ("« Non »: a-t-il dit", None),
        ("a" * 60 + ": trop long", None),
    ],
)
def test_a_line_is_split_at_its_first_colon(line: str, field: tuple[str, str] | None) -> None:
    """A line is ``Name: value`` only where the name could be one."""
    assert split_field(line) == field


def test_all_fields_reach_the_draft() -> None:
    """Each field has its place, the moment its time zone."""
    found = make_draft(
        entries(
            ("Titre", "Un  titre\u00a0: «\u202fdeux\u202f»"), ("Source", "AM"), ("Date", "2026-11-23T10:00Z"),
            ("Reçu", "24/11/2026"), ("Auteur", "Ana Paz"), ("URL", "https://e.org/a"), ("Langue", "français"),
            ("ID", "x-1"),
        ),
        path="a.txt", position=2, text="Corps.", conventions=DESK,
    )  # fmt: skip
    assert found.title == "Un titre\u00a0: «\u202fdeux\u202f»"
    assert (found.published, found.received) == (date(2026, 11, 23), date(2026, 11, 24))
    assert found.published_at is not None
    assert found.published_at.astimezone(UTC).hour == 10
    assert (found.source, found.author, found.url) == ("AM", "Ana Paz", "https://e.org/a")
    assert (found.language, found.given_id, found.path, found.position) == ("fr", "x-1", "a.txt", 2)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("EN_us", "en"),
        ("Français", "fr"),
        ("anglais", "en"),
        ("French", "fr"),
        ("klingon ?", None),
    ],
)
def test_a_language_is_a_code_or_a_name(written: str, code: str | None) -> None:
    """ISO codes with or without a region, and names in the languages of the tables."""
    assert draft(("Langue", written)).language == code  # type: ignore[attr-defined]


def test_an_empty_field_is_as_good_as_none() -> None:
    """``Date:`` without a value is no date, and no error."""
    found = draft(("Date", ""), ("Titre", " \t "))
    assert found == draft()


def test_of_two_names_for_one_field_the_more_telling_counts() -> None:
    """``id`` before ``slug``, whatever their order."""
    assert draft(("slug", "b"), ("id", "a")).given_id == "a"  # type: ignore[attr-defined]


def test_authors_on_several_lines_are_all_named() -> None:
    """Two lines ``Auteur:`` are two authors; a line said twice is said once."""
    found = draft(
        ("Auteur", "Ana Paz"),
        ("Auteur", "Li Wei"),
        ("Source", "AM"),
        ("Source", "AM"),
        ("tags", "a"),
        ("tags", "b"),
    )
    assert found.author == "Ana Paz, Li Wei"  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["Date", "id", "Titre"])
def test_two_contrary_lines_are_refused(name: str) -> None:
    """Nobody knows which of two dates, ids or titles is meant."""
    with pytest.raises(UnreadableArticle) as caught:
        draft((name, "2026-11-23"), (name, "2026-11-24"))
    assert (caught.value.problem.code, caught.value.problem.line) == ("field-twice", 2)


def test_a_date_that_is_none_names_its_line_and_value() -> None:
    """The message can point at what to mend."""
    with pytest.raises(UnreadableArticle) as caught:
        draft(("Titre", "X"), ("Date", "30/02/2026"))
    problem = caught.value.problem
    assert (problem.code, problem.line, problem.values) == ("date-invalid", 2, {"value": "30/02/2026"})


def test_a_source_is_known_by_any_of_its_names() -> None:
    """Case and the composition of accents do not matter; an unknown one stays as written."""
    assert DESK.knows_source("AGENCE ME\u0301TE\u0301ORE")
    assert DESK.source_name("am") == "Agence Météore"
    assert DESK.source_name(" La Gazette ") == "La Gazette"
