"""The store: annotations kept in SQLite, so that an article is analysed once. A cache: deleting it costs time, nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

from pydantic import TypeAdapter, ValidationError

from generator.annotations import Annotations

_ADAPTER: TypeAdapter[Annotations] = TypeAdapter(Annotations)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS annotations (
    text_hash TEXT NOT NULL, pipeline TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (text_hash, pipeline)
) WITHOUT ROWID
"""


class AnnotationStore:
    """Annotations by (hash of the article, fingerprint of the pipeline). Use as a context manager.

    ``path`` None keeps them in memory only. A damaged or unwritable file is replaced by memory: a cache must not stop a run.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection = self._open(path)

    @staticmethod
    def _open(path: Path | None) -> sqlite3.Connection:
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return _prepare(sqlite3.connect(path))
            except (sqlite3.DatabaseError, OSError):
                path.unlink(missing_ok=True) if _is_damaged(path) else None
        return _prepare(sqlite3.connect(":memory:"))

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
        row = self._connection.execute(
            "SELECT data FROM annotations WHERE text_hash = ? AND pipeline = ?", (text_hash, pipeline)
        ).fetchone()
        if row is None:
            return None
        try:
            return _ADAPTER.validate_json(row[0])
        except ValidationError:
            return None

    def save(self, entries: Iterable[tuple[str, str, Annotations]]) -> None:
        """Keep annotations: (text hash, pipeline fingerprint, annotations)."""
        rows = [(text_hash, pipeline, _ADAPTER.dump_json(data)) for text_hash, pipeline, data in entries]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO annotations VALUES (?, ?, ?)", rows)


def _prepare(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(_SCHEMA)
    return connection


def _is_damaged(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return not file.read(16).startswith(b"SQLite format 3\0")
    except OSError:
        return False


def annotations_as_data(annotations: Annotations) -> Mapping[str, object]:
    """Annotations as plain values, for a look from outside (``explain``, tests)."""
    data: Mapping[str, object] = _ADAPTER.dump_python(annotations, mode="json")
    return data
