"""What ``briefing init`` lays out: a small briefing. Its files lie beside this module, one folder a language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from generator.errors import OutputError

ARTICLES = "content/articles"

HIDDEN = {"gitignore": ".gitignore"}
"""Files that cannot bear their own name here, where they would take effect."""


def starter_languages() -> tuple[str, ...]:
    """The languages that there is a starter in (ISO 639-1), in alphabetical order."""
    folders = (entry.name for entry in files(__package__).iterdir() if (entry / "mkdocs.yml").is_file())
    return tuple(sorted(folders))


def lay_out(folder: Path, language: str) -> tuple[str, ...]:
    """Write the starter into ``folder`` (made where it is missing) and return the paths written, relative to it.

    The example article is left out where ``folder`` has articles already. Nothing is overwritten: raises OutputError,
    having written nothing, where a file of the starter is there; and where writing fails, having removed what it wrote.
    """
    wanted = dict(_list_files(files(__package__) / language))
    if folder.exists() and not folder.is_dir():
        raise OutputError("init-no-folder", path=folder.as_posix())
    if _holds_files(folder / ARTICLES):
        wanted = {path: file for path, file in wanted.items() if not path.startswith(f"{ARTICLES}/")}
    if taken := [path for path in wanted if (folder / path).exists()]:
        raise OutputError("init-would-overwrite", path=folder.as_posix(), names=", ".join(taken))
    written: list[Path] = []
    try:
        for path, file in wanted.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            written.append(target)
            target.write_bytes(file.read_bytes())
    except OSError as error:
        for target in written:
            target.unlink(missing_ok=True)
        raise OutputError("init-unwritable", path=folder.as_posix(), detail=error.strerror or "") from error
    return tuple(wanted)


def _list_files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """POSIX path → file, sorted, under the names that they get."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}{HIDDEN.get(entry.name, entry.name)}"
        if entry.is_dir():
            yield from _list_files(entry, f"{name}/")
        else:
            yield name, entry


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(path.is_file() for path in folder.rglob("*"))
