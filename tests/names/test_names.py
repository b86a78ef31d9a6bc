"""The tables of names: they load, and tell what they are asked."""

from __future__ import annotations

import pytest

from generator.names import load_first_names, load_organisations, load_shapes


@pytest.mark.parametrize(
    ("name", "sex"),
    [("Zofia", "F"), ("Kwabena", "M"), ("Camille", None), ("ZOFIA", "F"), ("Jean-Loup", "M"), ("Aïcha", "F")],
)
def test_first_names_tell_the_sex(name: str, sex: str | None) -> None:
    """A known name tells its sex, in capitals and as a compound too; one of both sexes tells none."""
    names = load_first_names()
    assert name in names
    assert names.sex(name) == sex


@pytest.mark.parametrize("word", ["Ministère", "Lundi", "Author", "Défense", "Saint-Denis"])
def test_words_are_no_first_names(word: str) -> None:
    """Common words and names of saints' towns are not in the table."""
    assert word not in load_first_names()


@pytest.mark.parametrize("name", ["Rose", "Florence", "May", "France"])
def test_names_that_are_words_or_places_are_weak(name: str) -> None:
    """What is also a word, a month or a place is marked weak."""
    assert load_first_names().is_weak(name)


def test_known_organisations_have_a_name_in_each_language_or_in_all() -> None:
    """Every row has a name, and no name stands in two rows of one language."""
    seen: dict[tuple[str, str], str] = {}
    for key, row in load_organisations().items():
        assert row.names
        for language, names in row.names.items():
            for name in names:
                assert seen.setdefault((language, name), key) == key, name


def test_shapes_load() -> None:
    """The shapes of names are read and not empty."""
    assert load_shapes().joining
