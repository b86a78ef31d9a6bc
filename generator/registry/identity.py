"""The permanent ids of articles: which row of the registry each draft is, now that files were mended, moved or added.

The id is the front matter's, else that of the registry's row for the same path, else for the same text where its former
path is gone, else the file's stem. What collides gets a suffix from its hash; the first keeps its address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from generator.article import Article, Draft
from generator.registry.rows import Registry, Row
from generator.slugs import make_slug

DraftKey = Callable[[Draft], Hashable | None]
RowKey = Callable[[Row], Hashable | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A rule by which a draft may take a row: their keys are equal, and not None. ``of``: which drafts it is for."""

    of: Callable[[Draft], bool]
    draft: DraftKey
    row: RowKey
    merged: bool = False
    """Whether a row that now leads elsewhere may be taken back."""


def identify_articles(
    drafts: Iterable[Draft], registry: Registry, *, analysable: frozenset[str]
) -> tuple[Article, ...]:
    """Give every draft its permanent id, in path order; ``analysable`` are the languages that have a table.

    Newcomers are added to ``registry``; where an article's id was changed by hand, its former address is merged.
    """
    ordered = sorted(drafts, key=lambda draft: (draft.path, draft.position))
    rows = _match_rows(ordered, registry)
    former = _match_former(ordered, registry, rows)
    articles = []
    for number, draft in enumerate(ordered):
        row = rows.get(number) or _found_row(draft, registry)
        registry.merge(row.id, None)
        if number in former:
            registry.merge(former[number].id, row.id)
        values = {name: getattr(draft, name) for name in Draft.__slots__}
        articles.append(Article(id=row.slug, analysed=draft.language in analysable, **values))
    return tuple(articles)


def given_slug(draft: Draft) -> str | None:
    """The address that the file itself asks for; None where it has no ``id``, or one without letters and digits."""
    return (make_slug(draft.given_id, fallback="") or None) if draft.given_id else None


def _has_id(draft: Draft) -> bool:
    return given_slug(draft) is not None


def _has_none(draft: Draft) -> bool:
    return given_slug(draft) is None


_WHERE: tuple[tuple[DraftKey, RowKey], ...] = (
    (
        lambda draft: (draft.path, draft.fingerprint),
        lambda row: (row.founder.get("path"), row.founder.get("text")),
    ),
    (
        lambda draft: _key(draft.path, headline_hash(draft)),
        lambda row: _key(row.founder.get("path"), row.founder.get("headline")),
    ),
    (
        lambda draft: (draft.path, str(draft.position)),
        lambda row: (row.founder.get("path"), row.founder.get("position")),
    ),
)
"""Same file and same text; same file and same headline; same file and same position in it."""


def _clauses(paths: frozenset[str]) -> tuple[Clause, ...]:
    """In order of precedence. ``paths`` are those of today's drafts.

    An id given by hand takes the row that it founded. An article without one that stands where it stood, unchanged in
    text or headline, keeps its own row against a newcomer that asks for that address.
    """
    same_text, same_headline, same_place = _WHERE
    return (
        Clause(
            of=_has_id,
            draft=lambda draft: _key(given_slug(draft), draft.path),
            row=lambda row: _key(row.founder.get("id"), row.founder.get("path")),
            merged=True,
        ),
        Clause(of=_has_id, draft=given_slug, row=lambda row: row.founder.get("id"), merged=True),
        Clause(of=_has_none, draft=same_text[0], row=same_text[1]),
        Clause(of=_has_none, draft=same_headline[0], row=same_headline[1]),
        Clause(
            of=_has_id,
            draft=lambda draft: (given_slug(draft), draft.path),
            row=lambda row: (row.slug, row.founder.get("path")),
            merged=True,
        ),
        Clause(of=_has_id, draft=given_slug, row=lambda row: row.slug),
        Clause(of=_has_none, draft=same_place[0], row=same_place[1]),
        Clause(
            of=_has_none,
            draft=lambda draft: draft.fingerprint,
            row=lambda row: None if row.founder.get("path") in paths else row.founder.get("text"),
        ),
    )


def _match_rows(drafts: Sequence[Draft], registry: Registry) -> dict[int, Row]:
    """Position of a draft → its row, for all that have one."""
    known = registry.rows("article")
    rows: dict[int, Row] = {}
    for clause in _clauses(frozenset(draft.path for draft in drafts)):
        _apply(clause, drafts, known, rows, taken={row.id for row in rows.values()})
    return rows


def _match_former(drafts: Sequence[Draft], registry: Registry, rows: dict[int, Row]) -> dict[int, Row]:
    """Position of a draft that has an id of its own → the row that it had before, and that nobody took."""
    known = registry.rows("article")
    former: dict[int, Row] = {}
    for draft_key, row_key in _WHERE:
        taken = {row.id for row in (*rows.values(), *former.values())}
        _apply(Clause(of=_has_id, draft=draft_key, row=row_key), drafts, known, former, taken=taken)
    return former


def _apply(
    clause: Clause, drafts: Sequence[Draft], known: Sequence[Row], rows: dict[int, Row], *, taken: set[str]
) -> None:
    """Add to ``rows`` what the clause gives to drafts that have no row yet, in path order, from rows not ``taken``."""
    free: dict[Hashable, list[Row]] = {}
    for row in reversed(known):
        key = clause.row(row)
        if key is not None and row.id not in taken and (clause.merged or row.merged_into is None):
            free.setdefault(key, []).append(row)
    for number, draft in enumerate(drafts):
        if number not in rows and clause.of(draft):
            key = clause.draft(draft)
            if key is not None and free.get(key):
                rows[number] = free[key].pop()


def _found_row(draft: Draft, registry: Registry) -> Row:
    stem = draft.path.rpartition("/")[2].rpartition(".")[0] or draft.path
    wanted = given_slug(draft) or make_slug(
        f"{stem}-{draft.position + 1}" if draft.position else stem, fallback="article"
    )
    founder = {
        "path": draft.path,
        "position": str(draft.position),
        "text": draft.fingerprint,
        "headline": headline_hash(draft),
        "id": given_slug(draft),
    }
    return registry.found("article", wanted, founder)


def headline_hash(draft: Draft) -> str | None:
    """A short hash of the title, be it metadata or taken from the body; None where there is none."""
    headline = draft.title or (draft.text[slice(*draft.title_in_text)] if draft.title_in_text else None)
    return hashlib.sha256(headline.encode()).hexdigest()[:16] if headline else None


def _key(first: str | None, second: str | None) -> tuple[str, str] | None:
    return (first, second) if first is not None and second is not None else None
