"""Rows of the registry, one an address, and the file that keeps them.

``site_config/registry.jsonl`` is in git, sorted by id, rewritten atomically. Rows are never removed; only
``merged_into`` is set or cleared. Newcomers are taken in the order in which they are asked for (articles: path order).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

from generator.errors import OutputError, RegistryError
from generator.slugs import MAX_SLUG, make_slug

Kind = Literal["article", "event", "person", "organization"]
KINDS: tuple[Kind, ...] = ("article", "event", "person", "organization")
FOLDERS: Mapping[Kind, str] = {
    "article": "articles",
    "event": "events",
    "person": "people",
    "organization": "organisations",
}
"""Where the addresses of each kind lie."""
CONFLICT = re.compile(r"<<<<<<<|=======$|>>>>>>>|\|\|\|\|\|\|\|")
"""Lines that git leaves where two branches appended different rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One address. ``founder`` says what it was first made from (values are strings or null), by kind."""

    id: str
    kind: Kind
    slug: str
    founder: Mapping[str, str | None] = field(default_factory=dict)
    merged_into: str | None = None


class Registry:
    """All rows, and those added in this run. Not shared between runs; ``save`` writes it."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows: dict[str, Row] = {row.id: row for row in rows}
        self._saved = dict(self._rows)

    def rows(self, kind: Kind) -> list[Row]:
        """All rows of one kind, sorted by id."""
        return [row for _, row in sorted(self._rows.items()) if row.kind == kind]

    def row(self, row_id: str) -> Row:
        """The row with this id; raises KeyError."""
        return self._rows[row_id]

    def resolve(self, row_id: str) -> Row:
        """The row that an id leads to, following merges; raises KeyError."""
        row = self._rows[row_id]
        while row.merged_into is not None:
            row = self._rows[row.merged_into]
        return row

    def found(self, kind: Kind, wanted_slug: str, founder: Mapping[str, str | None]) -> Row:
        """A new row; where its slug is taken it gets a suffix from the founder's hash."""
        slug = wanted_slug
        digest = hashlib.sha256(json.dumps(dict(founder), sort_keys=True).encode()).hexdigest()
        length = 6
        while f"{kind}:{slug}" in self._rows:
            slug = f"{wanted_slug[: MAX_SLUG - length - 1].rstrip('-')}-{digest[:length]}"
            length += 2
        row = Row(id=f"{kind}:{slug}", kind=kind, slug=slug, founder=dict(founder))
        self._rows[row.id] = row
        return row

    def merge(self, row_id: str, into: str | None) -> None:
        """Set or clear what an address was merged into; where ``into`` led back here, it stands for itself again.

        Raises KeyError for an unknown id and ValueError for a row merged into itself.
        """
        row = self._rows[row_id]
        if into is not None:
            if into == row_id:
                raise ValueError(into)
            if self.resolve(into).id == row_id:
                self.merge(into, None)
        if row.merged_into != into:
            self._rows[row_id] = replace(row, merged_into=into)

    def follow(self, address: str) -> str:
        """The address that an address leads to (``people/ned-price``), merges followed; an unknown one as it is."""
        folder, _, slug = address.partition("/")
        kind = next((kind for kind, name in FOLDERS.items() if name == folder), None)
        row_id = f"{kind}:{slug}"
        return f"{folder}/{self.resolve(row_id).slug}" if row_id in self._rows else address

    @property
    def added(self) -> list[Row]:
        """Rows that the file does not have yet, sorted by id."""
        return [row for row_id, row in sorted(self._rows.items()) if row_id not in self._saved]

    @property
    def changed(self) -> bool:
        """Whether saving would change the file."""
        return self._rows != self._saved

    def save(self, path: Path) -> None:
        """Write all rows, atomically; raises OutputError and leaves the old file where that fails."""
        if not self.changed:
            return
        text = "".join(_dump_row(row) for _, row in sorted(self._rows.items()))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace_file(path.resolve(), text)
        except OSError as error:
            detail = error.strerror or str(error)
            raise OutputError("registry-unwritable", path=path.as_posix(), detail=detail) from error
        self._saved = dict(self._rows)


def _replace_file(path: Path, text: str) -> None:
    """Write beside ``path`` and move there, so that the old file or the new one is there at any time."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".registry-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def load_registry(path: Path) -> Registry:
    """Read the registry; a missing file is an empty one. Raises RegistryError with the line of a damaged row."""
    shown = path.as_posix()
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Registry()
    except (OSError, UnicodeDecodeError) as error:
        detail = getattr(error, "strerror", None) or getattr(error, "reason", "")
        raise RegistryError("registry-unreadable", path=shown, detail=str(detail)) from error
    rows: dict[str, Row] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if CONFLICT.match(line.rstrip("\r")):
            raise RegistryError("registry-conflict", path=shown, line=number)
        if line.strip():
            row = _parse_row(line, shown, number)
            if rows.setdefault(row.id, row) != row:
                raise RegistryError("registry-row-twice", path=shown, line=number, id=row.id)
            lines[row.id] = number
    _check_merges(rows, lines, shown)
    return Registry(rows.values())


def _dump_row(row: Row) -> str:
    data = asdict(row) | {"founder": dict(sorted(row.founder.items()))}
    return json.dumps(data, ensure_ascii=False) + "\n"


def _parse_row(line: str, path: str, number: int) -> Row:
    try:
        data = json.loads(line)
        row = Row(**{name: data[name] for name in ("id", "kind", "slug", "founder", "merged_into")})
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RegistryError("registry-row-damaged", path=path, line=number) from error
    if not _is_sound(row):
        raise RegistryError("registry-row-damaged", path=path, line=number)
    return row


def _is_sound(row: Row) -> bool:
    """Whether a row that was read has the types and the form that it should."""
    return (
        row.kind in KINDS
        and isinstance(row.slug, str)
        and make_slug(row.slug) == row.slug
        and row.id == f"{row.kind}:{row.slug}"
        and isinstance(row.founder, dict)
        and all(value is None or isinstance(value, str) for value in row.founder.values())
        and (row.merged_into is None or isinstance(row.merged_into, str))
    )


def _check_merges(rows: Mapping[str, Row], lines: Mapping[str, int], path: str) -> None:
    """Every merge leads to a row of its kind, and none in a circle; raises RegistryError."""
    for row in rows.values():
        seen = {row.id}
        target = row.merged_into
        while target is not None:
            if target in seen or target not in rows or rows[target].kind != row.kind:
                raise RegistryError("registry-merge-lost", path=path, line=lines[row.id], id=target)
            seen.add(target)
            target = rows[target].merged_into
