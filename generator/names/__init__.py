"""Proper names as data, for what finds people and organisations: first names, shapes, known organisations."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from generator.errors import TableError
from generator.tables import Table, parse_table, validate_table

Sex = Literal["F", "M"]


class Shapes(Table):
    """What names look like in any language: small words inside them, endings, legal forms."""

    joining: frozenset[str]
    doubtful: frozenset[str]
    telling: frozenset[str]
    generations: frozenset[str]
    surnames: tuple[str, ...]
    particled: frozenset[str]
    companies: frozenset[str]
    trades: frozenset[str]
    leading: frozenset[str]


class KnownOrganisation(Table):
    """One organisation: its names by language ("mul": any), and the country it acts for.

    Where ``separate`` is true the row is a list of organisations, each with its one name.
    """

    names: dict[str, tuple[str, ...]]
    country: str | None = None
    separate: bool = False


class FirstNames:
    """Given names with the sex they tell, and whether they are also words, places or months ("weak")."""

    def __init__(self, sexes: dict[str, Sex | None], weak: frozenset[str]) -> None:
        self._sexes = sexes
        self._weak = weak

    def __contains__(self, name: str) -> bool:
        return self._entry(name) is not None

    def is_weak(self, name: str) -> bool:
        """Whether ``name`` is a first name that is also something else (Rose, Florence, May)."""
        return self._entry(name) in self._weak

    def sex(self, name: str) -> Sex | None:
        """The sex that a first name tells; None where it is unknown or given to both."""
        entry = self._entry(name)
        return None if entry is None else self._sexes[entry]

    def _entry(self, name: str) -> str | None:
        """The table's own form of a name: itself, in ordinary capitals, or the first half of a compound."""
        if name in self._sexes:
            return name
        if name.isupper() and name.title() in self._sexes:
            return name.title()
        first, hyphen, second = name.partition("-")
        known = first in self._sexes and (first not in self._weak or second in self._sexes)
        return first if hyphen and known and second[:1].isupper() else None


@cache
def load_first_names() -> FirstNames:
    """Read the table of first names (about 24,000)."""
    sexes: dict[str, Sex | None] = {}
    weak: set[str] = set()
    path = "names/first_names.tsv"
    source = (files(__package__) / "first_names.tsv").read_text("utf-8")
    for number, line in enumerate(source.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        name, _, rest = line.partition("\t")
        sex, _, flag = rest.partition("\t")
        if sex not in {"F", "M", "-"} or flag not in {"", "weak"}:
            raise TableError("key-invalid", path=path, line=number, key=name, detail=line)
        sexes[name] = "F" if sex == "F" else "M" if sex == "M" else None
        if flag:
            weak.add(name)
    return FirstNames(sexes, frozenset(weak))


@cache
def load_shapes() -> Shapes:
    """Read ``shapes.toml``; raises TableError."""
    path = "names/shapes.toml"
    source = (files(__package__) / "shapes.toml").read_text("utf-8")
    return validate_table(Shapes, parse_table(source, path=path), path=path, source=source)


@cache
def load_organisations() -> dict[str, KnownOrganisation]:
    """Read ``organisations.toml`` by its keys; raises TableError."""
    path = "names/organisations.toml"
    source = (files(__package__) / "organisations.toml").read_text("utf-8")
    return {
        key: validate_table(KnownOrganisation, row, path=path, source=source, prefix=(key,))
        for key, row in parse_table(source, path=path).items()
    }
