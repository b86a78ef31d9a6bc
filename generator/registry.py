"""The registry: every address ever published, and what founded it, so that addresses outlive corrections and new articles.

``site_config/registry.jsonl`` is in git, sorted by id, rewritten atomically. Rows are never removed; only ``merged_into`` is
set or cleared. Newcomers are taken in the order in which they are asked for (articles: path order).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from anyascii import anyascii

from generator.article import Article, Draft
from generator.errors import OutputError, RegistryError

Kind = Literal["article", "event", "person", "organization"]
KINDS: tuple[Kind, ...] = ("article", "event", "person", "organization")
MAX_SLUG = 80
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows refuses, or that mean something in an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One address. ``founder`` says what it was first made from (values are strings or null), by kind."""

    id: str
    kind: Kind
    slug: str
    founder: Mapping[str, str | None] = field(default_factory=dict)
    merged_into: str | None = None


def make_slug(text: str, *, fallback: str = "x") -> str:
    """An ASCII slug of at most 80 characters, legal on every system; whole words where possible.

    ``Côte d’Ivoire`` → ``cote-d-ivoire``, ``Кремль`` → ``kreml``; what has no letters gives ``fallback``.
    """
    ascii_text = anyascii(re.sub(r"[’'ʼ`]", " ", text)).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    slug = slug.strip("-") or fallback
    return f"{slug}-1" if slug in RESERVED else slug


class Registry:
    """All rows, and those added in this run. Not shared between runs; ``save`` writes it."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows: dict[str, Row] = {row.id: row for row in rows}
        self._saved = dict(self._rows)
        self._slugs = {(row.kind, row.slug) for row in self._rows.values()}

    def rows(self, kind: Kind) -> list[Row]:
        """All rows of one kind, sorted by id."""
        return [row for _, row in sorted(self._rows.items()) if row.kind == kind]

    def row(self, row_id: str) -> Row:
        """The row with this id; raises KeyError."""
        return self._rows[row_id]

    def resolve(self, row_id: str) -> Row:
        """The row that an id leads to, following merges."""
        seen = {row_id}
        row = self._rows[row_id]
        while row.merged_into is not None and row.merged_into in self._rows and row.merged_into not in seen:
            seen.add(row.merged_into)
            row = self._rows[row.merged_into]
        return row

    def found(self, kind: Kind, wanted_slug: str, founder: Mapping[str, str | None]) -> Row:
        """A new row; where its slug is taken it gets a suffix from the founder's hash."""
        slug = wanted_slug
        digest = hashlib.sha256(json.dumps(dict(founder), sort_keys=True).encode()).hexdigest()
        length = 6
        while (kind, slug) in self._slugs:
            slug = f"{wanted_slug[: MAX_SLUG - length - 1].rstrip('-')}-{digest[:length]}"
            length += 2
        row = Row(id=f"{kind}:{slug}", kind=kind, slug=slug, founder=dict(founder))
        self._rows[row.id] = row
        self._slugs.add((kind, slug))
        return row

    def merge(self, row_id: str, into: str | None) -> None:
        """Set or clear what an address was merged into."""
        row = self._rows[row_id]
        if row.merged_into != into:
            self._rows[row_id] = replace(row, merged_into=into)

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
        lines = "".join(_dump_row(row) for _, row in sorted(self._rows.items()))
        temporary: str | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".registry-")
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except OSError as error:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)
            raise OutputError("registry-unwritable", path=path.as_posix(), detail=error.strerror or "") from error
        self._saved = dict(self._rows)


def load_registry(path: Path) -> Registry:
    """Read the registry; a missing file is an empty one. Raises RegistryError with the line of a damaged row."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return Registry()
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError("registry-unreadable", path=path.as_posix(), detail=str(error)) from error
    rows: dict[str, Row] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            row = _parse_row(line, path, number)
            if row.id in rows:
                raise RegistryError("registry-row-twice", path=path.as_posix(), line=number, id=row.id)
            rows[row.id] = row
    return Registry(rows.values())


def _dump_row(row: Row) -> str:
    data = {
        "id": row.id,
        "kind": row.kind,
        "slug": row.slug,
        "founder": dict(sorted(row.founder.items())),
        "merged_into": row.merged_into,
    }
    return json.dumps(data, ensure_ascii=False) + "\n"


def _parse_row(line: str, path: Path, number: int) -> Row:
    try:
        data = json.loads(line)
        row = Row(
            id=data["id"],
            kind=data["kind"],
            slug=data["slug"],
            founder={str(name): None if value is None else str(value) for name, value in data["founder"].items()},
            merged_into=data["merged_into"],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RegistryError("registry-row-damaged", path=path.as_posix(), line=number) from error
    if row.kind not in KINDS or not isinstance(row.slug, str) or make_slug(row.slug) != row.slug:
        raise RegistryError("registry-row-damaged", path=path.as_posix(), line=number)
    return row


def identify_articles(
    drafts: Iterable[Draft], registry: Registry, *, analysable: frozenset[str]
) -> tuple[Article, ...]:
    """Give every draft its permanent id, in path order; ``analysable`` are the languages that have a table.

    The id is the front matter's, else that of the registry's row for the same path, else for the same text where its
    former path is gone, else the file's stem.
    """
    ordered = sorted(drafts, key=lambda draft: (draft.path, draft.position))
    paths = {draft.path for draft in ordered}
    known = [row for row in registry.rows("article")]
    rows: dict[int, Row] = {}
    for match in (_same_place_and_text, _same_place, _same_text):
        _match_rows(ordered, known, rows, match, paths)
    articles = []
    for number, draft in enumerate(ordered):
        row = _row_of(draft, rows.get(number), registry)
        articles.append(_as_article(draft, row.slug, analysable))
    return tuple(articles)


def _match_rows(
    drafts: list[Draft],
    known: list[Row],
    rows: dict[int, Row],
    match: object,
    paths: set[str],
) -> None:
    taken = {row.id for row in rows.values()}
    assert callable(match)
    for number, draft in enumerate(drafts):
        if number in rows:
            continue
        for row in known:
            if row.id not in taken and row.merged_into is None and match(draft, row, paths):
                rows[number] = row
                taken.add(row.id)
                break


def _same_place_and_text(draft: Draft, row: Row, paths: set[str]) -> bool:
    return row.founder.get("path") == draft.path and row.founder.get("text") == draft.fingerprint


def _same_place(draft: Draft, row: Row, paths: set[str]) -> bool:
    return row.founder.get("path") == draft.path and row.founder.get("position") == str(draft.position)


def _same_text(draft: Draft, row: Row, paths: set[str]) -> bool:
    return row.founder.get("text") == draft.fingerprint and row.founder.get("path") not in paths


def _row_of(draft: Draft, matched: Row | None, registry: Registry) -> Row:
    """The row of one draft: the one its given id names, the matched one, or a new one."""
    founder = {"path": draft.path, "position": str(draft.position), "text": draft.fingerprint}
    if draft.given_id is None:
        if matched is not None:
            return matched
        stem = draft.path.rpartition("/")[2].rpartition(".")[0] or draft.path
        slug = make_slug(stem if not draft.position else f"{stem}-{draft.position + 1}", fallback="article")
        return registry.found("article", slug, founder)
    slug = make_slug(draft.given_id, fallback="article")
    if matched is not None and matched.slug == slug:
        return matched
    given = next((row for row in registry.rows("article") if row.slug == slug), None)
    if given is None:
        given = registry.found("article", slug, founder)
    if matched is not None and matched.id != given.id:
        registry.merge(matched.id, given.id)
    return given


def _as_article(draft: Draft, article_id: str, analysable: frozenset[str]) -> Article:
    values = {name: getattr(draft, name) for name in Draft.__slots__}
    return Article(id=article_id, analysed=draft.language in analysable, **values)
