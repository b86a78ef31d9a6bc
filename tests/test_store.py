"""The store of annotations: what was kept is found again, and no state of its file stops a run."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.annotations import (
    Annotations,
    Claim,
    DateMention,
    EventMention,
    EventPlace,
    Mention,
    Quote,
    Role,
)
from generator.store import AnnotationStore, annotations_as_data

FOUND = Annotations(
    mentions=(
        Mention(kind="country", key="fr", name="France", text="France", start=0, end=6, confidence=0.1 + 0.2),
        Mention(kind="country", key="pe", name="Pérou", text="Pérou", start=0, end=5, via="capital", field="title"),
    ),
    roles=(Role(person="Ö", text="préfète", start=1, end=8, organisation="É", former=True),),
    quotes=(
        Quote(text="oui non", start=3, end=20, parts=((3, 6), (17, 20)), speaker="Ö", speaker_span=(30, 31)),
        Quote(text="non", start=17, end=20, parts=((17, 20),), parent=0, evidence="« \U0001f600 »", tier="sure"),
    ),
    dates=(
        DateMention(
            text="mai", start=1, end=4, edtf="XXXX-05", earliest=None, latest=None, precision="month", basis="explicit"
        ),
    ),
    events=(
        EventMention(
            type="meeting", name="x", text="x", start=0, end=1, sentence=(0, 9), also=((4, 5),),
            countries=(("fr", "host"),),
            places=(EventPlace(text="Lima", country="pe", relation="at", start=2, end=6),),
            claims=(Claim(kind="dead", value="3", text="trois", start=2, end=7),),
        ),
    ),
)  # fmt: skip


def store_in(path: Path) -> None:
    with AnnotationStore(path) as store:
        store.save([("h", "p", FOUND)])


def load_from(path: Path | None, key: tuple[str, str] = ("h", "p")) -> Annotations | None:
    with AnnotationStore(path) as store:
        return store.load(*key)


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    """Equal in every value and type, in another run."""
    store_in(tmp_path / "deep" / "store.sqlite")
    assert load_from(tmp_path / "deep" / "store.sqlite") == FOUND


@pytest.mark.parametrize("key", [("h", "q"), ("g", "p")])
def test_another_text_or_another_pipeline_is_something_else(tmp_path: Path, key: tuple[str, str]) -> None:
    """Nothing of an older version is used."""
    store_in(tmp_path / "store.sqlite")
    assert load_from(tmp_path / "store.sqlite", key) is None


def test_the_last_one_kept_counts(tmp_path: Path) -> None:
    """Saving again writes over."""
    with AnnotationStore(tmp_path / "store.sqlite") as store:
        store.save([("h", "p", Annotations()), ("i", "p", Annotations())])
        store.save([("h", "p", FOUND)])
        assert (store.load("h", "p"), store.load("i", "p")) == (FOUND, Annotations())


def test_memory_serves_one_run() -> None:
    """Without a path nothing is written."""
    with AnnotationStore(None) as store:
        store.save([("h", "p", FOUND)])
        assert store.load("h", "p") == FOUND
    assert load_from(None) is None


def _no_database(file: Path) -> None:
    file.write_bytes(b"this is no database, but long enough to look at" * 100)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _cut(file: Path) -> None:
    with AnnotationStore(file) as store:
        store.save((f"{n}", "p", FOUND) for n in range(200))
    file.write_bytes(file.read_bytes()[:5000])


def _scrambled(file: Path) -> None:
    with AnnotationStore(file) as store:
        store.save((f"{n}", "p", FOUND) for n in range(200))
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))


def _other_layout(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE annotations (text_hash TEXT)")
    connection.close()


@pytest.mark.parametrize("damage", [_no_database, _empty, _cut, _scrambled, _other_layout])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """The run goes on, and the run after the next at the latest keeps again."""
    file = tmp_path / "store.sqlite"
    damage(file)
    for _ in range(2):
        with AnnotationStore(file) as store:
            store.load("h", "p")
            store.save([("h", "p", FOUND)])
            assert store.load("h", "p") == FOUND
    assert load_from(file) == FOUND


def test_a_row_that_is_no_annotations_is_passed_over(tmp_path: Path) -> None:
    """It is analysed again."""
    file = tmp_path / "store.sqlite"
    store_in(file)
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("UPDATE annotations SET data = '{\"mentions\": 7}'")
    connection.close()
    assert load_from(file) is None


def test_where_no_file_can_be_made_memory_serves(tmp_path: Path) -> None:
    """A folder in its place, a file where its folder should be."""
    (tmp_path / "store.sqlite").mkdir()
    (tmp_path / "file").write_text("x", "utf-8")
    for path in (tmp_path / "store.sqlite", tmp_path / "file" / "store.sqlite"):
        with AnnotationStore(path) as store:
            store.save([("h", "p", FOUND)])
            assert store.load("h", "p") == FOUND
    assert (tmp_path / "store.sqlite").is_dir()


def test_a_damaged_file_that_cannot_be_removed_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a read-only disk."""
    file = tmp_path / "store.sqlite"
    _no_database(file)
    before = file.read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "unlink", refuse)
    assert load_from(file) is None
    assert file.read_bytes() == before


def test_a_store_that_another_run_holds_does_not_stop_this_one(tmp_path: Path) -> None:
    """Locked for long, or a full disk: what was analysed is kept in memory, and the file stays as it was."""
    file = tmp_path / "store.sqlite"
    store_in(file)
    other = sqlite3.connect(file, isolation_level=None)
    with AnnotationStore(file) as store:
        store._connection.execute("PRAGMA busy_timeout = 1")
        other.execute("BEGIN IMMEDIATE")
        store.save([("i", "p", FOUND)])
        assert store.load("i", "p") == FOUND
    other.execute("ROLLBACK")
    other.close()
    assert load_from(file) == FOUND
    assert load_from(file, ("i", "p")) is None


def test_annotations_can_be_looked_at_as_plain_values() -> None:
    """For people and tests."""
    data = annotations_as_data(FOUND)
    assert data["quotes"][0]["parts"] == [[3, 6], [17, 20]]  # type: ignore[index]
