"""Reads the gazetteer's files: ``world.toml``, one folder a language, and what is the same in all of them (``mul``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, Generic, TypeVar

from generator.errors import TableError
from generator.gazetteer.tables import Contexts, CountryNames, Groups, Inflections, Places, World
from generator.tables import Table, parse_table, validate_table

ValueT_co = TypeVar("ValueT_co", covariant=True)
TableT = TypeVar("TableT", bound=Table)

SHARED = "mul"
# A line of cities.tsv that is neither a comment nor "folded<tab>name<tab>code:thousands code:thousands …".
_NO_CITY = re.compile(r"^(?!#|[^\t\n]+\t[^\t\n]+\t[a-z]{2}:\d+(?: [a-z]{2}:\d+)*$).+$", re.MULTILINE)
_CITY_CODE = re.compile(r"[\t ]([a-z]{2}):")


@dataclass(frozen=True, slots=True)
class TableFile(Generic[ValueT_co]):
    """One file's validated value, with its path and text for error messages."""

    path: str
    source: str
    value: ValueT_co


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageTables:
    """All tables of one language; ``places`` are its own, then those of every language."""

    countries: TableFile[dict[str, CountryNames]]
    groups: TableFile[Groups]
    places: tuple[TableFile[Places], ...]
    contexts: TableFile[Contexts]
    inflections: TableFile[Inflections]

    def files(self) -> Iterator[TableFile[Any]]:
        """Every file of the language."""
        yield from (self.countries, self.groups, *self.places, self.contexts, self.inflections)


def line_of_text(source: str, text: str, *, bare: bool = False) -> int | None:
    """The first line (from 1) where ``text`` stands in quotes or, ``bare``, as a key; None where it does not."""
    pattern = rf"(?<![\w-]){re.escape(text)}(?![\w-])" if bare else re.escape(f'"{text}"')
    for number, line in enumerate(source.splitlines(), 1):
        if not line.lstrip().startswith("#") and re.search(pattern, line):
            return number
    return None


def language_folders(folder: Traversable) -> tuple[str, ...]:
    """The codes of the languages that have a folder with a ``countries.toml``."""
    return tuple(
        sorted(
            entry.name
            for entry in folder.iterdir()
            if entry.is_dir() and entry.name != SHARED and (entry / "countries.toml").is_file()
        )
    )


def read_world(folder: Traversable) -> World:
    """Read ``world.toml``; raises TableError where a set or a former state names a code that does not exist."""
    file = _read(folder / "world.toml", "gazetteer/world.toml", World)
    world = file.value
    groups = {
        **{f"former.{key}": state.successors for key, state in world.former.items()},
        **{f"sets.{key}": group.members for key, group in world.sets.items()},
        **{f"disputed.{key}": place.members for key, place in world.disputed.items()},
    }
    for code in world.codes:
        if world.codes.count(code) > 1:
            line = line_of_text(file.source.replace(f'"{code}"', "", 1), code)
            raise TableError("key-invalid", path=file.path, line=line, key="codes", detail=f"{code}, {code}")
    for table, codes in groups.items():
        for code in codes:
            if code not in world.codes:
                line = line_of_text(file.source, table, bare=True)
                raise TableError("gazetteer-code", path=file.path, line=line, country=code)
    return world


def read_language(folder: Traversable, code: str) -> LanguageTables:
    """Read the tables of language ``code``; only ``countries.toml`` must be there. Raises TableError."""
    place, path = folder / code, f"gazetteer/{code}"
    shared = _read(folder / SHARED / "places.toml", f"gazetteer/{SHARED}/places.toml", Places)
    return LanguageTables(
        countries=_read_countries(place / "countries.toml", f"{path}/countries.toml"),
        groups=_read(place / "groups.toml", f"{path}/groups.toml", Groups),
        places=(_read(place / "places.toml", f"{path}/places.toml", Places), shared),
        contexts=_read(place / "contexts.toml", f"{path}/contexts.toml", Contexts),
        inflections=_read(
            place / "inflections.toml", f"{path}/inflections.toml", Inflections, {"endings": {"": [""]}}
        ),
    )


def read_cities(folder: Traversable, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The lines of ``cities.tsv``: the folded name and the rest, unparsed; a city is parsed when it is met."""
    file = folder / "cities.tsv"
    if not file.is_file():
        return ()
    source = file.read_text("utf-8")
    _check_cities(source, codes)
    lines = source.splitlines()
    return tuple(
        (key, rest) for key, tab, rest in (line.partition("\t") for line in lines) if tab and key[0] != "#"
    )


def _check_cities(source: str, codes: Iterable[str]) -> None:
    path = "gazetteer/cities.tsv"
    if wrong := _NO_CITY.search(source):
        line = source.count("\n", 0, wrong.start()) + 1
        raise TableError(
            "key-invalid", path=path, line=line, key=wrong[0].partition("\t")[0], detail=wrong[0]
        )
    for code in sorted(set(_CITY_CODE.findall(source)).difference(codes)):
        line = next(n for n, text in enumerate(source.splitlines(), 1) if code in _CITY_CODE.findall(text))
        raise TableError("gazetteer-code", path=path, line=line, country=code)


def _read(
    file: Traversable, path: str, model: type[TableT], empty: dict[str, Any] | None = None
) -> TableFile[TableT]:
    if not file.is_file():
        return TableFile(path, "", validate_table(model, empty or {}, path=path, source=""))
    source = file.read_text("utf-8")
    value = validate_table(model, parse_table(source, path=path), path=path, source=source)
    return TableFile(path, source, value)


def _read_countries(file: Traversable, path: str) -> TableFile[dict[str, CountryNames]]:
    source = file.read_text("utf-8")
    parsed = parse_table(source, path=path)
    value = {
        code: validate_table(CountryNames, names, path=path, source=source, prefix=(code,))
        for code, names in parsed.items()
    }
    return TableFile(path, source, value)
