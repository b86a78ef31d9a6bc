"""What the folders of a file say: ``2026-11-23/AFP/…`` gives the day of reception and the source."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from generator.article import Draft
from generator.readers.metadata import Conventions


def read_folder_names(path: str, conventions: Conventions) -> Draft:
    """A draft with only ``received`` and ``source``: the first folder that is an ISO day, and the folder below it.

    Without a day folder, a folder that bears the name of a source in ``sources.toml`` names the source.
    """
    folders = PurePosixPath(path).parts[:-1]
    for position, name in enumerate(folders):
        if (received := _parse_day(name)) is not None:
            source = folders[position + 1] if position + 1 < len(folders) else None
            return Draft(path=path, text="", received=received, source=source)
    known = [name for name in folders if conventions.knows_source(name)]
    return Draft(path=path, text="", source=known[-1] if known else None)


def _parse_day(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if len(name) == len("2026-11-23") else None
    except ValueError:
        return None
