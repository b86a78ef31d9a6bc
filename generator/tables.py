"""TOML tables, read once and strictly: languages, gazetteer, event types and the user's settings come through here."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from generator.errors import BriefingError, TableError


class Table(BaseModel):
    """Base of every table's model: frozen, and an unknown key is an error.

    A validator that says no raises ``PydanticCustomError(code, "…", values)`` with a problem's code; its values, and
    ``key``, fill the sentences of ``[problems.CODE]``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


TableT = TypeVar("TableT", bound=Table)

WRONG_TYPES: Mapping[str, str] = {
    "bool": "key-needs-yes-no",
    "int": "key-needs-number",
    "float": "key-needs-number",
    "string": "key-needs-text",
    "tuple": "key-needs-list",
    "list": "key-needs-list",
    "dict": "key-needs-table",
    "model": "key-needs-table",
    "date": "key-needs-day",
}
"""What a value should have been, by the first word of pydantic's error type (``bool_parsing``, ``tuple_type`` …)."""

_PART = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_PART}(?:\s*\.\s*{_PART})*)\s*\]\]?\s*(?:#.*)?")
_ENTRY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=(.*)")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")
"""How tomllib (3.11 to 3.13) begins its message for a key or table that comes twice."""


def parse_table(source: str, *, path: str, error: type[BriefingError] = TableError) -> dict[str, Any]:
    """Parse TOML text; raises ``error`` with the line: ``toml-key-twice`` or ``toml-syntax``."""
    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError) as fault:  # plain ValueError: a number of too many digits
        message, _, place = str(fault).partition(" (at ")
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else source.rstrip().count("\n") + 1
        if message.startswith(_TWICE):
            raise error("toml-key-twice", path=path, line=line) from fault
        raise error("toml-syntax", path=path, line=line, detail=message) from fault


def validate_table(
    model: type[TableT],
    data: Any,
    *,
    path: str,
    source: str,
    prefix: tuple[str, ...] = (),
    error: type[BriefingError] = TableError,
) -> TableT:
    """Validate parsed TOML; raises ``error`` naming the file, the line and, for a misspelt key, the nearest one.

    ``data`` may be a part of ``source``: ``prefix`` is then the keys that lead to it.
    """
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        below = _find_place(first, data)
        place = (*prefix, *below)
        code, values = _explain(first, model, below)
        line = line_of_key(source, place)
        raise error(code, path=path, line=line, key=".".join(place), **values) from fault


def _find_place(fault: ErrorDetails, data: Any) -> tuple[str, ...]:
    """The keys and positions that lead to the fault; pydantic's names for the branches of a union are left out."""
    place = []
    for depth, part in enumerate(fault["loc"], 1):
        is_item = isinstance(data, list) and isinstance(part, int)
        if is_item or (isinstance(data, Mapping) and part in data):
            data = data[part]
        elif fault["type"] != "missing" or depth < len(fault["loc"]):
            continue
        place.append(str(part))
    return tuple(place)


def _explain(
    fault: ErrorDetails, model: type[BaseModel], place: tuple[str, ...]
) -> tuple[str, dict[str, str]]:
    """The code of a problem and its values, but for ``key``."""
    kind, context = fault["type"], {name: str(value) for name, value in fault.get("ctx", {}).items()}
    if kind == "extra_forbidden":
        known = _known_keys(model, place[:-1])
        nearest = difflib.get_close_matches(place[-1].lower(), known, n=1, cutoff=0.5)
        return (
            ("key-misspelt", {"nearest": nearest[0]})
            if nearest
            else ("key-unknown", {"known": ", ".join(known)})
        )
    if kind == "missing":
        return "key-missing", {}
    if kind == "literal_error":
        return "key-not-among", {"known": context["expected"].replace(" or ", ", ").replace("'", "")}
    if kind in ("greater_than_equal", "greater_than"):
        return "key-too-small", {"least": context.get("ge", context.get("gt", ""))}
    if kind in ("less_than_equal", "less_than"):
        return "key-too-large", {"most": context.get("le", context.get("lt", ""))}
    if "-" in kind:
        return kind, context
    if wrong := WRONG_TYPES.get(kind.partition("_")[0]) if kind.endswith(_TYPE_ENDINGS) else None:
        return wrong, {}
    return "key-invalid", {"detail": fault["msg"]}


_TYPE_ENDINGS = ("_type", "_parsing", "_from_float", "_inexact")


def _known_keys(model: type[BaseModel], place: tuple[str, ...]) -> list[str]:
    """Keys that ``model`` knows below ``place`` (keys and list positions), in alphabetical order."""
    annotation: Any = model
    for part in place:
        annotation = _step_into(annotation, part)
    found = _find_model(annotation)
    return [] if found is None else sorted(_fields(found))


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _step_into(annotation: Any, part: str) -> Any:
    """The annotation of what stands at ``part`` of a value; None where that is not annotated."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _fields(annotation).get(part)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _step_into(arguments[0], part)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return arguments[1]
    if origin in (tuple, list):
        return arguments[0]
    return next((step for inner in arguments if (step := _step_into(inner, part)) is not None), None)


def _find_model(annotation: Any) -> type[BaseModel] | None:
    """The model that an annotation such as ``Model | None`` allows."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _find_model(inner))), None)


def line_of_key(source: str, place: tuple[str, ...]) -> int | None:
    """The line (from 1) of TOML text on which ``place`` stands (keys, and positions in arrays of tables).

    Where the key itself is not written there, the line of the nearest table around it; None where there is none.
    """
    best: tuple[int, int | None] = (0, None)
    for number, here in _walk_keys(source):
        depth = min(len(here), len(place))
        if depth > best[0] and place[:depth] == here[:depth]:
            best = (depth, number)
    return best[1]


def _walk_keys(source: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every line that bears a key or opens a table, with its full path."""
    table: tuple[str, ...] = ()
    last: dict[tuple[str, ...], int] = {}  # arrays of tables → position of their last entry
    unclosed: str | None = None  # the marks of a string that goes on over several lines
    for number, line in enumerate(source.split("\n"), 1):
        if unclosed is not None:
            unclosed = None if unclosed in line else unclosed
        elif header := _HEADER.fullmatch(line.rstrip("\r")):
            table = _resolve(_split_key(header[2]), last, opens_entry=header[1] == "[[")
            yield number, table
        elif entry := _ENTRY.match(line):
            yield number, (*table, *_split_key(entry[1]))
            unclosed = next((marks for marks in ('"""', "'''") if entry[2].count(marks) % 2), None)


def _split_key(written: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, written))


def _resolve(
    keys: tuple[str, ...], last: dict[tuple[str, ...], int], *, opens_entry: bool
) -> tuple[str, ...]:
    """The path of a table's header: the position of the latest entry goes in after the name of each array."""
    path: tuple[str, ...] = ()
    for depth, key in enumerate(keys, 1):
        path = (*path, key)
        if opens_entry and depth == len(keys):
            last[path] = last.get(path, -1) + 1
        if path in last:
            path = (*path, str(last[path]))
    return path
