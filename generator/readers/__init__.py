"""From files to drafts: walks the content folder, decodes each file and hands it to the reader of its suffix.

A reader takes one decoded file and yields its articles, none to many. What cannot be read is returned as a Problem with
its path; the rest goes on. Adding an input format is one module here and one row in ``READERS``.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.article import Draft
from generator.errors import ConfigurationError, Problem, UnreadableArticle
from generator.readers.decoding import decode
from generator.readers.folders import read_folder_names
from generator.readers.identification import identify_language
from generator.readers.markdown import read_markdown
from generator.readers.metadata import Conventions
from generator.readers.text import read_text

MAX_BYTES = 5_000_000
"""A larger file is no article: it is set aside (a year of a daily's front pages is about 2 MB)."""


Reader = Callable[[str, str, Conventions], Iterable[Draft]]
"""``reader(path, text, conventions)`` yields the drafts of one file; raises UnreadableArticle."""

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What came out of the content folder, in path order; ``files`` counts what was looked at."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    files: int


def read_articles(content: Path, conventions: Conventions) -> Reading:
    """Read every article below ``content``. Raises ConfigurationError where the folder itself cannot be read."""
    if not content.is_dir():
        raise ConfigurationError("content-missing", path=content.as_posix())
    drafts: list[Draft] = []
    problems: list[Problem] = []
    files = 0
    for path, file in sorted(_walk(content, problems)):
        files += 1
        try:
            drafts.extend(_read_file(path, file, conventions))
        except UnreadableArticle as error:
            problems.append(error.problem)
    unique, repeated = _part_repeated_ids(drafts)
    return Reading(drafts=unique, problems=(*problems, *repeated), files=files)


def _walk(content: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """Every visible file with its POSIX path, composed (NFC) so that all systems agree; links to folders are not followed."""

    def report(error: OSError) -> None:
        where = Path(error.filename or content)
        if where == content:
            raise ConfigurationError("content-unreadable", path=content.as_posix()) from error
        problems.append(Problem(code="folder-unreadable", path=_relative(where, content)))

    for folder, subfolders, names in os.walk(content, onerror=report):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in list(subfolders):
            if (Path(folder) / name).is_symlink():
                subfolders.remove(name)
                problems.append(Problem(code="folder-link", path=_relative(Path(folder) / name, content)))
        for name in names:
            if not name.startswith((".", "~$")):
                file = Path(folder) / name
                yield _relative(file, content), file


def _relative(file: Path, content: Path) -> str:
    """The path as shown and stored: relative, POSIX, NFC, with undecodable bytes of a name made visible."""
    path = file.relative_to(content).as_posix()
    return unicodedata.normalize("NFC", os.fsencode(path).decode("utf-8", "backslashreplace"))


def _read_file(path: str, file: Path, conventions: Conventions) -> list[Draft]:
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise UnreadableArticle("suffix-unknown", path=path, suffix=file.suffix or "—", known=", ".join(READERS))
    text = decode(_read_bytes(path, file), path=path)
    folder = read_folder_names(path, conventions)
    drafts = [_complete(draft, folder, conventions) for draft in reader(path, text, conventions)]
    if not drafts:
        raise UnreadableArticle("article-empty", path=path)
    return drafts


def _read_bytes(path: str, file: Path) -> bytes:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableArticle("file-not-regular", path=path)
        if status.st_size > MAX_BYTES:
            raise UnreadableArticle(
                "file-too-large", path=path, size=f"{status.st_size / 1e6:.0f}", limit=f"{MAX_BYTES / 1e6:.0f}"
            )
        return file.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableArticle("file-vanished", path=path) from error
    except OSError as error:
        raise UnreadableArticle("file-unreadable", path=path, detail=error.strerror or "") from error


def _complete(draft: Draft, folder: Draft, conventions: Conventions) -> Draft:
    """Fill in what the file did not say: reception day and source from its folders, language from its text."""
    language = draft.language or identify_language(f"{draft.title or ''}\n{draft.text}")
    source = draft.source or folder.source
    return replace(
        draft,
        received=draft.received or folder.received,
        source=conventions.source_name(source) if source else None,
        language=language,
    )


def _part_repeated_ids(drafts: list[Draft]) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """Set aside the later of two drafts that claim one id."""
    claimed: dict[str, str] = {}
    kept: list[Draft] = []
    problems: list[Problem] = []
    for draft in drafts:
        first = claimed.setdefault(draft.given_id, draft.path) if draft.given_id else draft.path
        if draft.given_id and (first != draft.path or any(d.given_id == draft.given_id for d in kept)):
            values = {"id": draft.given_id, "first": first}
            problems.append(Problem(code="id-repeated", path=draft.path, values=values))
        else:
            kept.append(draft)
    return tuple(kept), tuple(problems)
