"""The content folder as a whole: drafts complete and in order, repeated ids, and any bytes in any file."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ConfigurationError
from generator.readers import READERS, read_articles
from generator.readers.metadata import Conventions

DESK = Conventions(sources={"phare": "Le Phare", "le phare": "Le Phare"})
FRENCH = "Le ministre a quitté la capitale mardi soir sans un mot.\n"


def write(content: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def test_what_a_file_does_not_say_comes_from_its_folders_and_its_text(tmp_path: Path) -> None:
    """Reception day and source from the folder, language from the words; what the file says goes before."""
    write(
        tmp_path,
        {
            "2026-11-23/Phare/a.txt": FRENCH,
            "2026-11-23/Phare/b.TXT": f"Source: Radio Sud\nReçu: 2026-11-20\nLangue: es\n\n{FRENCH}",
            "c.markdown": f"---\nsource: PHARE\n---\n{FRENCH}",
        },
    )
    drafts = read_articles(tmp_path, DESK).drafts
    assert [(d.received, d.source, d.language) for d in drafts] == [
        (date(2026, 11, 23), "Le Phare", "fr"),
        (date(2026, 11, 20), "Radio Sud", "es"),
        (None, "Le Phare", "fr"),
    ]


def test_an_article_in_a_language_without_a_table_is_kept(tmp_path: Path) -> None:
    """Its language is told; what becomes of it is decided later."""
    write(tmp_path, {"a.txt": "Der Minister hat die Hauptstadt am Dienstagabend wortlos verlassen."})
    (draft,) = read_articles(tmp_path, DESK).drafts
    assert draft.language == "de"


def test_nobody_asks_for_the_time_of_a_file(tmp_path: Path) -> None:
    """Without a date in the text or the folders there is none."""
    write(tmp_path, {"a.txt": FRENCH})
    (draft,) = read_articles(tmp_path, DESK).drafts
    assert (draft.published, draft.received, draft.published_at) == (None, None, None)


def test_the_first_of_two_articles_with_one_id_keeps_it(tmp_path: Path) -> None:
    """First in path order; ids that give one address are one."""
    write(
        tmp_path,
        {
            name: f"id: {key}\n\n{FRENCH}"
            for name, key in (("a.txt", "Été"), ("b.txt", "ete"), ("c.txt", "!"), ("d.txt", "?"))
        },
    )
    reading = read_articles(tmp_path, DESK)
    assert [draft.path for draft in reading.drafts] == ["a.txt", "c.txt", "d.txt"]
    (problem,) = reading.problems
    assert (problem.code, problem.path, problem.values) == (
        "id-repeated",
        "b.txt",
        {"id": "ete", "first": "a.txt"},
    )


def test_a_bad_folder_stops_the_run(tmp_path: Path) -> None:
    """There is nothing to set aside."""
    with pytest.raises(ConfigurationError):
        read_articles(tmp_path / "nowhere", DESK)


def test_an_empty_folder_gives_an_empty_reading(tmp_path: Path) -> None:
    """No article, no problem, no file."""
    reading = read_articles(tmp_path, DESK)
    assert (reading.drafts, reading.problems, reading.files) == ((), (), 0)


def test_fifty_megabytes_and_a_line_of_one(tmp_path: Path) -> None:
    """The first is set aside unread, the second is an article."""
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    write(tmp_path, {"line.txt": "mot " * 250_000, "line.md": "mot " * 250_000})
    reading = read_articles(tmp_path, DESK)
    assert [draft.path for draft in reading.drafts] == ["line.md", "line.txt"]
    assert [(p.code, dict(p.values)) for p in reading.problems] == [
        ("file-too-large", {"size": "50", "limit": "5"})
    ]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """Whatever order the system lists files in."""
    write(tmp_path, {f"{name}.txt": f"Titre: {name}\n\n{FRENCH}" for name in "dbca"})
    assert read_articles(tmp_path, DESK) == read_articles(tmp_path, DESK)
    assert [draft.title for draft in read_articles(tmp_path, DESK).drafts] == ["a", "b", "c", "d"]


@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
def test_any_bytes_in_any_file_are_read_or_reported(data: bytes, suffix: str) -> None:
    """No file makes the reading fail, and every one leaves an article or a problem."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"a{suffix}").write_bytes(data)
        reading = read_articles(Path(folder), DESK)
    assert reading.drafts or reading.problems
    assert all(problem.path == f"a{suffix}" for problem in reading.problems)
    assert all(draft.text.strip() for draft in reading.drafts)


def test_the_seed_has_no_title_and_no_date(shared: Path) -> None:
    """A wire story without anything: nothing is made up, not a character is lost."""
    (draft,) = read_articles(shared / "seed" / "articles", DESK).drafts
    assert (draft.title, draft.title_in_text, draft.published, draft.received, draft.language) == (
        None,
        None,
        None,
        None,
        "fr",
    )
    assert draft.text == (shared / "seed" / "articles" / draft.path).read_text("utf-8")
