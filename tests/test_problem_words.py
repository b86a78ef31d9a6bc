"""Every problem that the program can tell has its words, in every language of the interface."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import errors, tables
from generator.catalogue import catalogue_codes, load_catalogue

PACKAGE = Path(errors.__file__).parent
RAISED = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)
}
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


def _dictionary_keys(node: ast.expr | None, scope: ast.AST) -> set[str]:
    """The keys of a dictionary that is written there, or that a variable of the same function was given."""
    if isinstance(node, ast.Dict):
        return {key.value for key in node.keys if isinstance(key, ast.Constant)}
    if isinstance(node, ast.Name):
        return {
            key
            for assigned in ast.walk(scope)
            if isinstance(assigned, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == node.id for t in assigned.targets)
            for key in _dictionary_keys(assigned.value, scope)
        }
    return set()


def _constant(node: ast.expr | None) -> str | None:
    found = isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    return node.value if found else None


def _read_call(call: ast.Call, scope: ast.AST) -> tuple[str, set[str]] | None:
    """(code, names of its values) of a call that makes a problem, else None."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    keywords = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    unpacked = [keyword.value for keyword in call.keywords if keyword.arg is None]
    first = call.args[0] if call.args else None
    if name == "Problem" and (code := _constant(keywords.get("code"))):
        return code, _dictionary_keys(keywords.get("values"), scope)
    if (name in RAISED or name == "error") and (code := _constant(first)):
        values = set(keywords) - {"path", "line"}
        return code, values.union(*(_dictionary_keys(node, scope) for node in unpacked))
    if name == "PydanticCustomError" and (code := _constant(first)):
        return code, {"key"} | _dictionary_keys(call.args[2] if len(call.args) > 2 else None, scope)
    return None


def _find_problems() -> Iterator[tuple[str, set[str]]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        module = ast.parse(file.read_text("utf-8"))
        seen: set[int] = set()
        functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
        for scope in (*functions, module):
            calls = [node for node in ast.walk(scope) if isinstance(node, ast.Call) and id(node) not in seen]
            seen.update(map(id, calls))
            yield from filter(None, (_read_call(call, scope) for call in calls))
    for node in ast.walk(ast.parse(Path(tables.__file__).read_text("utf-8"))):
        if isinstance(node, ast.Tuple) and len(node.elts) == 2 and (code := _constant(node.elts[0])):
            yield code, {"key"} | _dictionary_keys(node.elts[1], node)
    yield from ((code, {"key"}) for code in tables.WRONG_TYPES.values())


PROBLEMS: dict[str, set[str]] = {}
for _code, _values in _find_problems():
    PROBLEMS.setdefault(_code, set()).update(_values)


@pytest.mark.parametrize("language", catalogue_codes())
@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_a_problem_has_words_and_they_ask_for_no_value_that_it_does_not_bring(
    code: str, language: str
) -> None:
    """``what`` and ``remedy`` are there, and every placeholder is one of the values given where it is raised."""
    words = load_catalogue(language).table.problems.get(code)
    assert words is not None, f"[problems.{code}] is missing in generator/catalogues/{language}.toml"
    assert words.what.strip() and words.remedy.strip()
    asked = {
        name
        for text in (words.what, words.remedy)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }
    assert asked <= PROBLEMS[code]


@pytest.mark.parametrize("language", catalogue_codes())
def test_no_words_are_left_of_problems_that_nobody_raises(language: str) -> None:
    """A catalogue has no sentences for codes that are gone."""
    assert set(load_catalogue(language).table.problems) <= set(PROBLEMS)


def test_the_search_for_codes_finds_each_way_of_making_one() -> None:
    """Raised errors, notices, validators and the tables' own codes are all among those looked at."""
    assert {"file-empty", "names-alike", "thresholds-crossed", "key-misspelt", "key-needs-list"} <= set(
        PROBLEMS
    )
    assert PROBLEMS["key-misspelt"] == {"key", "nearest"}
    assert PROBLEMS["source-name-twice"] == {"name", "first", "second"}
