"""The site's folder: changed only where it differs, each file whole or not at all, what is gone taken away last."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from generator.errors import OutputError


def write_tree(folder: Path, staged: Path, files: Mapping[str, str | bytes]) -> int:
    """Make ``folder`` hold what is in ``staged`` and ``files`` (path → content; these win), and nothing else.

    All changed files are written aside first and moved into place together, so that a full disk leaves the old site as
    it was. Entries of ``folder`` that begin with a dot are left alone. Returns the number of files written.
    Raises OutputError.
    """
    contents = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    wanted = dict.fromkeys(_list_files(staged)) | dict.fromkeys(contents)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as aside:
            changed = []
            for path in wanted:
                data = contents[path] if path in contents else (staged / path).read_bytes()
                if not _holds(folder / path, data):
                    changed.append(path)
                    _write_aside(Path(aside) / path, data)
            for path in changed:
                _make_way(folder / path)
                (Path(aside) / path).replace(folder / path)
        _remove_others(folder, wanted.keys())
    except OSError as error:
        raise OutputError(
            "site-unwritable", path=str(error.filename or folder), detail=error.strerror or str(error)
        ) from error
    return len(changed)


def _list_files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _holds(file: Path, data: bytes) -> bool:
    """Whether the file is there with just these bytes."""
    return file.is_file() and file.stat().st_size == len(data) and file.read_bytes() == data


def _write_aside(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    file.chmod(0o644)


def _make_way(file: Path) -> None:
    """Make the file's folder, also where an earlier site had a file of its name, and the other way round."""
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    for folder in reversed(file.parents):
        if folder.is_file():
            folder.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)


def write_file(file: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _remove_others(folder: Path, wanted: Collection[str]) -> None:
    for path in _old_files(folder):
        if path.relative_to(folder).as_posix() not in wanted:
            path.unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        visible = not path.relative_to(folder).parts[0].startswith(".")
        if visible and path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()


def _old_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        visible = not path.relative_to(folder).parts[0].startswith(".")
        if visible and (path.is_file() or path.is_symlink()):
            yield path
