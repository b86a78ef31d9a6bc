"""The documents: every command, option, key and module is in them, and what they tell one to type works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from conftest import ROOT
from preview import running_preview

from generator.cli import app
from generator.config import Settings, SourcesTable, SourceTable
from generator.corrections import CorrectionFile
from generator.house_style import HouseStyle
from generator.mkdocs_plugin import BriefingOptions
from generator.readers import READERS
from generator.readers.metadata import canonical_name, field_names
from generator.tables import Table

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
CONFIGURATION = (ROOT / "site_config" / "briefing.toml").read_text("utf-8")
DOCUMENTS = {
    name: (ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
}

TRIED_ELSEWHERE = ("make ", "pip install ")
"""Command lines that this file does not run: make is what runs these tests, and test_wheel installs."""


ARTICLE = "Titre: Le Chili vote\nLangue: fr\nDate: 2026-11-20\n\nLe Chili a voté dimanche une loi sur les rivières.\n"


def blocks(language: str) -> list[str]:
    """The README's code blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.M | re.S)


def command_lines() -> list[str]:
    """Every line of the README that one is told to type, or to have typed by a machine, in order."""
    shell = [line for block in blocks("sh") for line in block.splitlines()]
    machine = [
        line.strip()[2:]
        for block in blocks("yaml")
        for line in block.splitlines()
        if line.strip()[:2] == "- "
    ]
    return [command for line in (*shell, *machine) if (command := line.partition("  #")[0].strip())]


def keys(model: type[Table], prefix: str = "") -> Iterator[str]:
    """The keys of a table, those of inner tables with a dot."""
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Table):
            yield from keys(field.annotation, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


# -- nothing is left out -----------------------------------------------------------------------------------------


def test_every_command_and_option_is_in_the_readme() -> None:
    """Whoever reads the README knows all that can be typed."""
    root = typer.main.get_command(app)
    missing = [name for name in root.commands if f"`briefing {name}" not in README]  # type: ignore[attr-defined]
    for command in (root, *root.commands.values()):  # type: ignore[attr-defined]
        options = [
            option for parameter in command.params for option in parameter.opts if option.startswith("--")
        ]
        missing += [option for option in options if option not in README]
    assert missing == []


@pytest.mark.parametrize("key", list(keys(Settings)))
def test_every_setting_is_explained(key: str) -> None:
    """In the README by its full name, and beside its default in site_config/briefing.toml."""
    assert f"`{key}`" in README
    line = next(line for line in CONFIGURATION.splitlines() if line.startswith(f"{key.rpartition('.')[2]} ="))
    assert "#" in line


def test_the_configuration_shows_the_defaults() -> None:
    """What site_config/briefing.toml says is what would hold without it."""
    written, default = tomllib.loads(CONFIGURATION), Settings().model_dump()
    assert written.keys() == default.keys()
    for name, value in default.items():
        assert written[name] == (pytest.approx(value, abs=0.01) if isinstance(value, dict) else value)


def test_every_key_of_a_source_is_shown() -> None:
    """The README's example of sources.toml has them all, and can be read."""
    example = next(block for block in blocks("toml") if "[sources." in block)
    table = SourcesTable.model_validate(tomllib.loads(example))
    assert {name for source in table.sources.values() for name in source.model_fields_set} == {
        *SourceTable.model_fields
    }
    for rights in ("full", "excerpt", "link", "none"):
        assert f"| `{rights}` |" in README


def test_house_style_is_shown() -> None:
    """The README's example can be read."""
    example = next(block for block in blocks("toml") if "[names." in block)
    assert HouseStyle.model_validate(tomllib.loads(example)).model_fields_set == {*HouseStyle.model_fields}


def test_every_kind_of_correction_is_shown() -> None:
    """The README's example has each kind, and can be read; every key is named."""
    example = next(block for block in blocks("toml") if "[[hide]]" in block)
    table = CorrectionFile.model_validate(tomllib.loads(example))
    assert table.model_fields_set == {*CorrectionFile.model_fields}
    for name in CorrectionFile.model_fields:
        for decision in getattr(table, name):
            assert all(re.search(rf"\b{key}\b", example) for key in type(decision).model_fields)


def test_every_field_of_an_article_is_listed() -> None:
    """The README's table has every canonical name, and other names that are true."""
    rows = re.findall(r"^\| `(\w+)` \| (`.*?) \|", README, re.M)
    listed = {name: re.findall(r"`([^`]+)`", others) for name, others in rows}
    known = {name for name in field_names().values() if name != "other"}
    assert known <= listed.keys()
    for name in known:
        assert canonical_name(name) == name
        assert [canonical_name(other) for other in listed[name]] == [name] * len(listed[name])
    assert all(f"`{suffix}`" in README for suffix in READERS if suffix != ".markdown")


def test_every_option_of_the_plugin_is_named() -> None:
    """What may stand below ``- briefing:`` in mkdocs.yml."""
    options = [name for name, _ in BriefingOptions._schema]
    assert options and all(f"`{name}`" in README for name in options)


def test_every_module_is_on_the_map() -> None:
    """CONTRIBUTING says of each module and package what it does, and names none that is not there."""
    rows = "\n".join(line.split("|")[1] for line in CONTRIBUTING.splitlines() if line.startswith("| `"))
    named = set(re.findall(r"`(\w+(?:\.py|/))`", rows))
    there = {
        path.name if path.is_file() else f"{path.name}/"
        for path in (ROOT / "generator").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert named == there - {"__init__.py"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_that_the_documents_name_exist(name: str) -> None:
    """A file that one is sent to is there; ``xx`` stands for a language."""
    paths = re.findall(r"`((?:generator|tests|site_config|content|templates)/[\w./-]*)`", DOCUMENTS[name])
    shipped = [re.sub(r"\bxx\b", "fr", path) for path in paths if path != "site_config/registry.jsonl"]
    assert [path for path in shipped if not (ROOT / path).exists()] == []


def test_tables_that_contributing_names_exist() -> None:
    """``READERS`` and the like are names of the code."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py"))
    named = set(re.findall(r"`([A-Z]{4,}(?:_[A-Z]+)*)`", CONTRIBUTING))
    assert len(named) > 3
    assert [name for name in named if not re.search(rf"^{name}\b.* = ", code, re.M)] == []


# -- what is told works ------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of one's own: the commands on the path, a folder of articles, no settings of git's."""
    home = tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    for name, module in (("briefing", "generator"), ("mkdocs", "mkdocs")):
        shim = home / "bin" / name
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n')
        shim.chmod(0o755)
    (home / "press").mkdir()
    (home / "press" / "vote.txt").write_text(ARTICLE, "utf-8")
    return home


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """The surroundings of somebody who sits there."""
    return {
        "HOME": str(home),
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
    }


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git, which gh-deploy publishes with")
def test_every_command_line_of_the_readme_works(home: Path, environment: dict[str, str]) -> None:
    """Typed one after the other, from the first to the last, by somebody who has just come."""
    (home / "gitconfig").write_text(
        "[user]\nname = A Reader\nemail = reader@example.org\n[init]\ndefaultBranch = main\n"
    )
    folder, run = home, 0
    for line in command_lines():
        if line.startswith(TRIED_ELSEWHERE):
            continue
        assert line.split()[0] in ("briefing", "mkdocs", "cd"), f"who runs this? {line}"
        run += 1
        if line.startswith("cd "):
            folder = Path(line.removeprefix("cd ").replace("~", str(home)))
        elif line.split()[1] == "serve":
            flag = "--address" if line.startswith("briefing") else "-a"
            command = ["sh", "-c", f'exec {line} {flag} "$1"', "sh"]
            with running_preview(command, folder, home / "log", environment) as preview:
                preview.wait_for("articles/train-arusha/")
        else:
            published = publish_to(folder, home, environment) if "gh-deploy" in line else None
            type_line(line, folder, environment)
            if published is not None:
                files = type_line("git ls-tree -r --name-only gh-pages", published, environment).splitlines()
                assert "countries/ke/index.html" in files and "registry.jsonl" not in files
    assert run > 6
    assert (home / "public" / "countries" / "cl" / "index.html").exists()
    assert (home / "my-briefing" / "public" / "index.html").exists()


def publish_to(folder: Path, home: Path, environment: dict[str, str]) -> Path:
    """Put the briefing under git, with an empty repository to publish to."""
    bare = home / "published.git"
    for line in (
        "git init --quiet",
        "git add .",
        "git commit --quiet -m briefing",
        f"git remote add origin {bare}",
    ):
        type_line(f"git init --quiet --bare {bare}", home, environment)
        type_line(line, folder, environment)
    return bare


def type_line(line: str, folder: Path, environment: dict[str, str]) -> str:
    """Type a command line in a shell; it must succeed."""
    done = subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout
