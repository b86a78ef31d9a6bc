"""The content folder: which files are looked at, under which path each is known, and their bytes."""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import ConfigurationError, Problem, UnreadableArticle

MAX_BYTES = 5_000_000
"""A larger file is no article: it is set aside (a year of a daily's front pages is about 2 MB)."""

LITTER = frozenset({"thumbs.db", "desktop.ini"})
"""Files that systems leave in folders; hidden files and editors' backups (``~$…``, ``…~``) are passed over too."""

DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I | re.S)
REFUSED = re.compile(r"[<>:\"|?*\\\x00-\x1f]|[. ]$")
"""Names that Windows keeps for devices, and characters or endings that it refuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file of the content folder. ``path`` names it everywhere: relative, POSIX, accents composed (NFC)."""

    path: str
    file: Path


def list_files(content: Path) -> tuple[tuple[InputFile, ...], tuple[Problem, ...]]:
    """Every file to read, in path order, and what is to be said of folders and names.

    Links to folders are not followed. Raises ConfigurationError where ``content`` itself cannot be read.
    """
    if not content.exists():
        raise ConfigurationError("content-missing", path=content.as_posix())
    if not content.is_dir():
        raise ConfigurationError("content-no-folder", path=content.as_posix())
    problems: list[Problem] = []
    found = sorted(_walk(content, problems), key=lambda file: file.as_posix())
    files = sorted(_name_files(found, content), key=lambda entry: (entry.path, entry.file.as_posix()))
    problems.extend(_check_names([entry.path for entry in files]))
    return tuple(files), tuple(problems)


def _walk(content: Path, problems: list[Problem]) -> Iterator[Path]:
    def report(error: OSError) -> None:
        where = Path(error.filename or content)
        if where == content:
            raise ConfigurationError("content-unreadable", path=content.as_posix()) from error
        problems.append(Problem(code="folder-unreadable", path=_visible_path(where, content)))

    for folder, subfolders, names in os.walk(content, onerror=report):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        for name in list(subfolders):
            if (Path(folder) / name).is_symlink():
                subfolders.remove(name)
                problems.append(Problem(code="folder-link", path=_visible_path(Path(folder) / name, content)))
        yield from (Path(folder) / name for name in names if not _is_litter(name))


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in LITTER


def _name_files(files: Iterable[Path], content: Path) -> Iterator[InputFile]:
    """Composed paths, so that all systems agree; where two would then be one, the other keeps its own spelling."""
    own = {file: _visible_path(file, content) for file in files}
    taken: set[str] = set()
    for file, written in sorted(own.items(), key=lambda item: not unicodedata.is_normalized("NFC", item[1])):
        composed = unicodedata.normalize("NFC", written)
        path = written if composed in taken else composed
        taken.add(path)
        yield InputFile(path=path, file=file)


def _visible_path(file: Path, content: Path) -> str:
    """Relative and POSIX, with undecodable bytes and control characters written as escapes."""
    path = os.fsencode(file.relative_to(content).as_posix()).decode("utf-8", "backslashreplace")
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", lambda found: f"\\x{ord(found[0]):02x}", path)


def _check_names(paths: Iterable[str]) -> Iterator[Problem]:
    """Notices for names that Windows refuses, or that some systems take for one; each folder once."""
    first: dict[tuple[str, str], str] = {}
    places = dict.fromkeys(
        place for path in map(PurePosixPath, paths) for place in (*reversed(path.parents[:-1]), path)
    )
    for place in places:
        if DEVICE.fullmatch(place.name) or REFUSED.search(place.name):
            values = {"name": place.name}
            yield Problem(code="name-not-portable", path=str(place), values=values, severity="notice")
        other = first.setdefault((str(place.parent), _fold(place.name)), place.name)
        if other != place.name:
            yield Problem(code="names-alike", path=str(place), values={"other": other}, severity="notice")


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def read_bytes(entry: InputFile) -> bytes:
    """The file's bytes. Raises UnreadableArticle, also for a file that changes while it is read."""
    try:
        status = entry.file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableArticle("file-not-regular", path=entry.path)
        if status.st_size > MAX_BYTES:
            size, limit = (f"{count / 1e6:.0f}" for count in (status.st_size, MAX_BYTES))
            raise UnreadableArticle("file-too-large", path=entry.path, size=size, limit=limit)
        with entry.file.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise _explain(error, entry) from error
    if (
        len(data) != status.st_size
        or after.st_size != status.st_size
        or after.st_mtime_ns != status.st_mtime_ns
    ):
        raise UnreadableArticle("file-changing", path=entry.path)
    return data


def _explain(error: OSError, entry: InputFile) -> UnreadableArticle:
    if error.errno == errno.ELOOP or (isinstance(error, FileNotFoundError) and entry.file.is_symlink()):
        return UnreadableArticle("link-broken", path=entry.path)
    if isinstance(error, FileNotFoundError):
        return UnreadableArticle("file-vanished", path=entry.path)
    if isinstance(error, PermissionError):
        return UnreadableArticle("file-forbidden", path=entry.path)
    return UnreadableArticle("file-unreadable", path=entry.path, detail=error.strerror or "")
