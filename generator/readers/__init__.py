"""From files to drafts: walks the content folder, decodes each file and hands it to the reader of its suffix.

A reader takes one decoded file and yields its articles, none to many. What cannot be read is returned as a Problem with
its path; the rest goes on. Adding an input format is one module here and one row in ``READERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator.article import Draft
from generator.errors import Problem, UnreadableArticle
from generator.readers.decoding import decode
from generator.readers.files import InputFile, list_files, read_bytes
from generator.readers.folders import check_day_folders, read_folder_names
from generator.readers.identification import identify_language
from generator.readers.markdown import read_markdown
from generator.readers.metadata import Conventions
from generator.readers.text import read_text
from generator.slugs import make_slug

Reader = Callable[[str, str, Conventions], Iterable[Draft | Problem]]
"""``reader(path, text, conventions)`` yields the drafts of one file, and a Problem for what is wrong with one article
of it or should be looked at; raises UnreadableArticle where nothing of the file can be used."""

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came out of the content folder, both in path order; ``files`` counts what was looked at."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    files: int


def read_articles(content: Path, conventions: Conventions) -> Reading:
    """Read every article below ``content``. Raises ConfigurationError where the folder itself cannot be read."""
    entries, found = list_files(content)
    problems = [*found, *check_day_folders(entry.path for entry in entries)]
    drafts: list[Draft] = []
    for entry in entries:
        try:
            for item in _read_file(entry, conventions):
                if isinstance(item, Problem):
                    problems.append(item)
                else:
                    drafts.append(item)
        except UnreadableArticle as error:
            problems.append(error.problem)
    unique, repeated = _part_repeated_ids(drafts)
    ordered = sorted(
        (*problems, *repeated), key=lambda problem: (problem.path or "", problem.line or 0, problem.code)
    )
    return Reading(drafts=unique, problems=tuple(ordered), files=len(entries))


def _read_file(entry: InputFile, conventions: Conventions) -> list[Draft | Problem]:
    suffix = PurePosixPath(entry.path).suffix.lower()
    reader = READERS.get(suffix)
    if not suffix:
        raise UnreadableArticle("suffix-missing", path=entry.path)
    if reader is None:
        raise UnreadableArticle("suffix-unknown", path=entry.path, suffix=suffix, known=", ".join(READERS))
    decoded = decode(read_bytes(entry), path=entry.path)
    folder = read_folder_names(entry.path, conventions)
    items = list(reader(entry.path, decoded.text, conventions))
    return [
        *decoded.notices,
        *(item if isinstance(item, Problem) else _complete(item, folder, conventions) for item in items),
    ]


def _complete(draft: Draft, folder: Draft, conventions: Conventions) -> Draft:
    """Fill in what the file did not say: reception day and source from its folders, language from its text."""
    source = draft.source or folder.source
    return replace(
        draft,
        received=draft.received or folder.received,
        source=conventions.source_name(source) if source else None,
        language=draft.language or identify_language(f"{draft.title or ''}\n{draft.text}"),
    )


def _part_repeated_ids(drafts: Iterable[Draft]) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Set aside the later of two drafts that claim one id, that is, one address."""
    claimed: dict[str, str] = {}
    kept: list[Draft] = []
    problems: list[Problem] = []
    for draft in drafts:
        address = make_slug(draft.given_id, fallback="") if draft.given_id else ""
        if address and address in claimed:
            values = {"id": draft.given_id or "", "first": claimed[address]}
            problems.append(Problem(code="id-repeated", path=draft.path, values=values))
            continue
        claimed[address] = draft.path
        kept.append(draft)
    return tuple(kept), tuple(problems)
