"""TOML tables: where an error stands, and what was probably meant."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from generator.errors import ConfigurationError, TableError
from generator.tables import Table, line_of_key, parse_table, validate_table


def _even(number: int) -> int:
    if number % 2:
        raise PydanticCustomError("number-odd", "odd", {"number": number})
    return number


class Leaf(Table):
    """The innermost."""

    label: str
    size: Annotated[int, AfterValidator(_even)] = 0
    colour: str | None = Field(default=None, pattern="^[a-z]+$")


class Tree(Table):
    """With every kind of value."""

    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    named: dict[str, Leaf] = {}  # noqa: RUF012 - pydantic copies it
    deep: dict[str, dict[str, Leaf] | str] = {}  # noqa: RUF012 - pydantic copies it
    wrapped: Annotated[tuple[Leaf, ...], Field(max_length=5)] = ()
    words: tuple[str, ...] = ()
    day: date | None = None
    share: float = Field(default=0.5, gt=0, lt=1)


def fail(source: str, prefix: tuple[str, ...] = ()) -> tuple[str, int | None, dict[str, str]]:
    data = tomllib.loads(source)
    for key in prefix:
        data = data[key]
    with pytest.raises(TableError) as caught:
        validate_table(Tree, data, path="t.toml", source=source, prefix=prefix)
    problem = caught.value.problem
    assert problem.path == "t.toml"
    return problem.code, problem.line, dict(problem.values)


def test_a_good_table_is_a_frozen_value() -> None:
    """Nothing can change it."""
    tree = validate_table(Tree, {"leaf": {"label": "a"}}, path="t.toml", source="")
    assert tree.leaf == Leaf(label="a")
    with pytest.raises(ValueError, match="frozen"):
        tree.share = 0.1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("source", "code", "line", "values"),
    [
        ('[leaf]\nlabel = "a"\nsise = 2', "key-misspelt", 3, {"key": "leaf.sise", "nearest": "size"}),
        ("SHARE = 0.2", "key-misspelt", 1, {"key": "SHARE", "nearest": "share"}),
        ('[[leaves]]\nlabel = "a"\n[[leaves]]\nlabel = "b"\ncolor = "x"', "key-misspelt", 5,
         {"key": "leaves.1.color", "nearest": "colour"}),
        ('[[wrapped]]\nlabel = "a"\n[[wrapped]]\nlable = "b"', "key-missing", 3, {"key": "wrapped.1.label"}),
        ('[named.x]\nlabel = "a"\n[named."y.z"]\nlabel = "b"\nq = 1', "key-unknown", 5,
         {"key": "named.y.z.q", "known": "colour, label, size"}),
        ('[named.label]\nlabel = "a"\nsise = 1', "key-misspelt", 3, {"key": "named.label.sise", "nearest": "size"}),
        ('[named]\n2 = { label = "a", sise = 1 }', "key-misspelt", 2, {"key": "named.2.sise", "nearest": "size"}),
        ("[leaf]\nsize = 2", "key-missing", 1, {"key": "leaf.label"}),
        ('leaf = { label = "a", size = 3 }', "number-odd", 1, {"key": "leaf.size", "number": "3"}),
        ('[leaf]\nlabel = "a"\ncolour = "A1"', "key-invalid", 3, None),
        ('words = "a"', "key-needs-list", 1, {"key": "words"}),
        ('words = [\n  "a",\n  2,\n]', "key-needs-text", 1, {"key": "words.1"}),
        ("named = 1", "key-needs-table", 1, {"key": "named"}),
        ('day = "demain"', "key-needs-day", 1, {"key": "day"}),
        ("share = 0", "key-too-small", 1, {"key": "share", "least": "0.0"}),
        ("share = 1", "key-too-large", 1, {"key": "share", "most": "1.0"}),
        ('[[deep]]\nx = 1', "key-needs-table", 1, {"key": "deep"}),
    ],
)  # fmt: skip
def test_an_error_names_line_key_and_what_would_do(
    source: str, code: str, line: int, values: dict[str, str] | None
) -> None:
    """In tables, arrays of tables, inline tables and quoted keys."""
    found = fail(source)
    assert found[:2] == (code, line)
    assert values is None or found[2] == values


def test_a_key_in_a_value_that_may_be_two_things_is_told() -> None:
    """A table or a text: the message is about the key within the table."""
    code, line, values = fail('[deep.a.b]\nlabel = "x"\nsise = 2')
    assert (code, line) in (("key-misspelt", 3), ("key-unknown", 3))
    assert "sise" in values["key"]


def test_a_section_of_a_file_keeps_the_lines_of_the_file() -> None:
    """``prefix`` says where it lies."""
    source = '[other]\nsise = 1\n\n[part.leaf]\nlabel = "a"\nsise = 1\n'
    assert fail(source, ("part",)) == ("key-misspelt", 6, {"key": "part.leaf.sise", "nearest": "size"})


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("a = 1\nb =\n", "toml-syntax", 2),
        ("a = 1\nb = [1,\n", "toml-syntax", 2),
        ("a = 1\na = 2\n", "toml-key-twice", 2),
        ("[a]\nb = 1\n[a]\n", "toml-key-twice", 3),
        ("a = {b = 1, b = 2}", "toml-key-twice", 1),
        ("a = 1\n[a.b]\n", "toml-key-twice", 2),
        ("a = " + "[" * 5000, "toml-syntax", 1),
        ("a = " + "1" * 5000, "toml-syntax", 1),
        ("a = 2026-02-30", "toml-syntax", 1),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(source: str, code: str, line: int) -> None:
    """A key that comes twice is a case of its own."""
    with pytest.raises(ConfigurationError) as caught:
        parse_table(source, path="t.toml", error=ConfigurationError)
    problem = caught.value.problem
    assert (problem.code, problem.line, problem.path) == (code, line, "t.toml")
    assert "line" not in problem.values.get("detail", "")


SOURCE = '''# note
top = 1
text = """
top = 2
[fake]
"""
other = \'\'\'one line\'\'\'
a.b = 1
[table] # comment
key = 1
"quoted key" = 2
'single' = 3
[[list]]
x = 1
[list.sub]
y = 1
[[list]]
x = 2
[[list.inner]]
z = 1
[[list.inner]]
z = 2
["dotted.name".'x y']
w = 1
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("top",), 2),
        (("fake",), None),
        (("other",), 7),
        (("a", "b"), 8),
        (("a", "c"), None),
        (("table",), 9),
        (("table", "key"), 10),
        (("table", "quoted key"), 11),
        (("table", "single"), 12),
        (("table", "nowhere", "deep"), 9),
        (("list", "0", "x"), 14),
        (("list", "0", "sub", "y"), 16),
        (("list", "1"), 17),
        (("list", "1", "x"), 18),
        (("list", "1", "inner", "1", "z"), 22),
        (("list", "1", "inner", "0", "q"), 19),
        (("dotted.name", "x y", "w"), 24),
        ((), None),
        (("nowhere",), None),
    ],
)
def test_the_line_of_a_key_is_found(place: tuple[str, ...], line: int | None) -> None:
    """Or that of the table around it; strings that look like keys are none."""
    assert line_of_key(SOURCE, place) == line


@given(st.text(alphabet=st.sampled_from("ab.=[]\"'#\n 1{},\\") | st.characters(), max_size=120))
def test_any_source_is_searched_and_parsed_without_failing(source: str) -> None:
    """Whatever it is, it is a table or a problem, and looking for lines goes well."""
    line_of_key(source, ("a", "0", "b"))
    try:
        parse_table(source, path="t.toml")
    except TableError as error:
        assert 1 <= (error.problem.line or 0) <= source.count("\n") + 1
