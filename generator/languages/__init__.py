"""The words of each language, as data: one TOML file a language, one section a component.

A component asks for its section with its own model: ``language.section("dates", DateWords)``. An unknown key, a missing
one or a wrong type is a TableError that names the file, the line and the nearest key. Adding a language is
adding a file.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from generator.tables import Table, parse_table, validate_table

SectionT = TypeVar("SectionT", bound=Table)


class Language:
    """One language's tables. ``code`` is ISO 639-1, ``sections`` the parsed TOML."""

    def __init__(self, *, code: str, path: str, source: str, sections: dict[str, Any]) -> None:
        self.code = code
        self.path = path
        self._source = source
        self._sections = sections

    def section(self, name: str, model: type[SectionT]) -> SectionT:
        """Return section ``name`` validated by ``model``; raises TableError."""
        return validate_table(
            model, self._sections.get(name, {}), path=self.path, source=self._source, prefix=(name,)
        )


def _tables() -> dict[str, Traversable]:
    folder = files(__package__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return {name.removesuffix(".toml"): folder / name for name in names}


def language_codes() -> tuple[str, ...]:
    """The ISO 639-1 codes of all languages that have a table."""
    return tuple(_tables())


@cache
def load_language(code: str) -> Language:
    """Read the table of one language; raises TableError where it is damaged, KeyError where there is none."""
    table = _tables()[code]
    source = table.read_text("utf-8")
    path = f"languages/{table.name}"
    return Language(code=code, path=path, source=source, sections=parse_table(source, path=path))
