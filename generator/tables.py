"""TOML tables, read once and strictly: languages, gazetteer, event types and the user's settings all come through here."""

from __future__ import annotations

import difflib
import re
import tomllib
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from generator.errors import BriefingError, TableError


class Table(BaseModel):
    """Base of every table's model: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


TableT = TypeVar("TableT", bound=Table)


def parse_table(source: str, *, path: str, error: type[BriefingError] = TableError) -> dict[str, Any]:
    """Parse TOML text; raises ``error`` with the line where it is no TOML (a duplicate key included)."""
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"line (\d+)", str(fault))
        line = int(found[1]) if found else source.count("\n") + 1
        raise error("toml-syntax", path=path, line=line, detail=str(fault)) from fault


def validate_table(
    model: type[TableT],
    data: Any,
    *,
    path: str,
    source: str,
    prefix: tuple[str, ...] = (),
    error: type[BriefingError] = TableError,
) -> TableT:
    """Validate parsed TOML; raises ``error`` naming the file, the line and, for a misspelt key, the nearest one."""
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        place = tuple(str(part) for part in (*prefix, *first["loc"]))
        line = line_of_key(source, place)
        dotted = ".".join(place)
        if first["type"] == "extra_forbidden":
            known = _known_keys(model, tuple(str(part) for part in first["loc"][:-1]))
            nearest = difflib.get_close_matches(place[-1], known, n=1, cutoff=0.5)
            if nearest:
                raise error(
                    "key-misspelt", path=path, line=line, key=dotted, nearest=nearest[0]
                ) from fault
            raise error(
                "key-unknown", path=path, line=line, key=dotted, known=", ".join(sorted(known))
            ) from fault
        if first["type"] == "missing":
            raise error("key-missing", path=path, line=line, key=dotted) from fault
        raise error("key-invalid", path=path, line=line, key=dotted, detail=first["msg"]) from fault


def _known_keys(model: type[BaseModel], place: tuple[str, ...]) -> list[str]:
    """Keys that ``model`` knows below ``place`` (a path of keys; list positions are skipped)."""
    current: Any = model
    for part in place:
        if part.isdigit() or not isinstance(current, type) or not issubclass(current, BaseModel):
            continue
        by_name = {field.alias or name: field for name, field in current.model_fields.items()}
        if part in by_name:
            current = _inner_model(by_name[part].annotation)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _inner_model(annotation: Any) -> Any:
    """The first model inside an annotation such as ``dict[str, Model]`` or ``tuple[Model, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _inner_model(inner)
        if found is not None:
            return found
    return None


def line_of_key(source: str, place: tuple[str, ...]) -> int | None:
    """The line (from 1) on which the key ``place`` stands in TOML text, or its nearest table's; None if neither does."""
    table: tuple[str, ...] = ()
    best: tuple[int, int] | None = None
    wanted = tuple(part for part in place if not part.isdigit())
    for number, line in enumerate(source.splitlines(), 1):
        header = re.match(r"\s*\[\[?([^\[\]]+)\]\]?\s*(#.*)?$", line)
        if header:
            table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            here = table
        else:
            key = re.match(r"\s*([\w\"'.-]+)\s*=", line)
            if not key:
                continue
            here = (*table, *(part.strip("\"'") for part in key[1].split(".")))
        depth = len(here) if wanted[: len(here)] == here else 0
        if depth and (best is None or depth > best[0]):
            best = (depth, number)
    return best[1] if best else None
