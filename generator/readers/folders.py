"""What the folders of a file say: ``2026-11-23/AFP/…`` gives the day of reception and the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

from generator.article import Draft
from generator.errors import Problem
from generator.readers.metadata import Conventions

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_folder_names(path: str, conventions: Conventions) -> Draft:
    """A draft with only ``received`` and ``source``.

    The day is the first folder that is an ISO day. The source is the innermost folder that ``sources.toml`` knows, else
    the folder right below the day.
    """
    folders = PurePosixPath(path).parts[:-1]
    days = [(position, day) for position, name in enumerate(folders) if (day := _parse_day(name))]
    known = [name for name in folders if conventions.knows_source(name)]
    source = known[-1] if known else None
    if not days:
        return Draft(path=path, text="", source=source)
    position, received = days[0]
    below = folders[position + 1 : position + 2]
    return Draft(path=path, text="", received=received, source=source or next(iter(below), None))


def check_day_folders(paths: Iterable[str]) -> Iterator[Problem]:
    """A notice for each folder that looks like a day and is none, such as ``2026-02-30``."""
    folders = dict.fromkeys(folder for path in paths for folder in PurePosixPath(path).parents[:-1])
    for folder in folders:
        if DAY.fullmatch(folder.name) and _parse_day(folder.name) is None:
            yield Problem(code="folder-day-invalid", path=str(folder), severity="notice")


def _parse_day(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if DAY.fullmatch(name) else None
    except ValueError:
        return None
