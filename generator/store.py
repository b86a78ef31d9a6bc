"""The store: annotations kept in SQLite, so that an article is analysed once. Losing it costs time only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

from pydantic import TypeAdapter, ValidationError

from generator.annotations import Annotations

_ADAPTER: TypeAdapter[Annotations] = TypeAdapter(Annotations)
_LAYOUT = 1
"""``user_version`` of the file; one of another layout is emptied."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS annotations (
    text_hash TEXT NOT NULL, pipeline TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (text_hash, pipeline)
) WITHOUT ROWID
"""


class AnnotationStore:
    """Annotations by (hash of the article, fingerprint of the pipeline). Use as a context manager.

    ``path`` None keeps them in memory only. Nothing about the file stops a run: a damaged one is made anew, and where
    it cannot be opened or written (read-only, full disk, locked by another run) memory takes its place.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection = _connect(path)

    def __enter__(self) -> AnnotationStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def load(self, text_hash: str, pipeline: str) -> Annotations | None:
        """The annotations kept for this article and pipeline; None where there are none, or none that can be read."""
        try:
            row = self._connection.execute(
                "SELECT data FROM annotations WHERE text_hash = ? AND pipeline = ?", (text_hash, pipeline)
            ).fetchone()
            return None if row is None else _ADAPTER.validate_json(row[0])
        except sqlite3.Error as error:
            self._give_up(error)
        except (ValidationError, TypeError):
            pass  # written by something else: analysed again and written over
        return None

    def save(self, entries: Iterable[tuple[str, str, Annotations]]) -> None:
        """Keep annotations: (text hash, pipeline fingerprint, annotations)."""
        rows = [(text_hash, pipeline, _ADAPTER.dump_json(data)) for text_hash, pipeline, data in entries]
        try:
            self._insert(rows)
        except sqlite3.Error as error:
            self._give_up(error)
            self._insert(rows)

    def _insert(self, rows: list[tuple[str, str, bytes]]) -> None:
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)", rows)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on in memory; the next run makes a damaged file anew."""
        self._connection.close()
        if self._path is not None and _is_damage(error):
            _remove(self._path)
        self._path = None
        self._connection = _connect(None)


def annotations_as_data(annotations: Annotations) -> Mapping[str, object]:
    """Annotations as plain values, for a look from outside (``explain``, tests)."""
    data: Mapping[str, object] = _ADAPTER.dump_python(annotations, mode="json")
    return data


def _connect(path: Path | None) -> sqlite3.Connection:
    """The file, made anew where it is damaged; memory where there is no file or it cannot be used."""
    for _ in range(2 if path is not None else 0):
        assert path is not None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _open(path)
        except (sqlite3.Error, OSError) as error:
            if not _is_damage(error) or not _remove(path):
                break
    return _open(None)


def _open(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:" if path is None else path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        with connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
                connection.execute("DROP TABLE IF EXISTS annotations")
                connection.execute(f"PRAGMA user_version = {_LAYOUT}")
            connection.execute(_SCHEMA)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_damage(error: Exception) -> bool:
    """Whether the file itself is wrong, rather than locked, out of reach or on a full disk (OperationalError)."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)


def _remove(path: Path) -> bool:
    """Delete the file and what SQLite keeps beside it; whether that was possible."""
    try:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)
    except OSError:
        return False
    return True
