"""``briefing init``: a stranger's first briefing, which works as it is laid out."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from conftest import Project
from preview import running_preview

from generator.catalogue import catalogue_codes, load_catalogue
from generator.config import Settings, SourceKind, load_config
from generator.corrections import CorrectionFile, load_corrections
from generator.starter import lay_out, starter_languages

LANGUAGES = starter_languages()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language that there is a starter in."""
    return str(request.param)


@pytest.fixture
def starter(tmp_path: Path, language: str) -> Project:
    """A briefing just laid out."""
    lay_out(tmp_path / "desk", language)
    return Project(tmp_path / "desk")


def test_there_is_a_starter_in_every_language_of_the_interface() -> None:
    """Whoever can read the messages can read the starter."""
    assert catalogue_codes() == starter_languages()


def test_init_tells_what_it_wrote_and_the_next_command(tmp_path: Path, language: str) -> None:
    """Every file is named, and what to type next stands at the end."""
    result = Project(tmp_path).run("init", "my desk", "--language", language)
    assert result.exit_code == 0, result.output
    root = tmp_path / "my desk"
    written = sorted(str(path.relative_to(tmp_path)) for path in root.rglob("*") if path.is_file())
    assert sorted(result.stdout.split("\n\n")[0].split("\n")) == written
    assert result.stdout.endswith('    cd "my desk"\n    briefing serve\n')
    assert (root / ".gitignore").read_text() != ""


def test_init_speaks_the_language_of_the_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --language, the locale decides which starter it is."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    Project(tmp_path).run("init", "desk")
    assert load_config(root=tmp_path / "desk").settings.language == "en"


def test_the_starter_builds_without_a_warning(starter: Project, language: str) -> None:
    """What init lays out is a good briefing: an event, quotes with speakers, three countries, nothing doubtful."""
    result = starter.build("--strict")
    assert result.stderr == ""
    rows = starter.export()
    assert {row["entity_id"] for row in rows["mentions"] if row["kind"] == "country"} >= {"ke", "tz", "ug"}
    assert [row["type"] for row in rows["events"]].count("agreement") == 1
    assert all(row["speaker"] for row in rows["quotes"])
    checked = starter.run("check")
    assert load_catalogue(language).text("check-doubtful") not in checked.stdout


def test_a_bare_mkdocs_serve_works_in_it(tmp_path: Path) -> None:
    """Templates and theme come from the package; nothing of them was copied."""
    lay_out(tmp_path / "desk", LANGUAGES[-1])
    starter = Project(tmp_path / "desk")
    assert not (starter.root / "templates").exists()
    assert not (starter.root / "site_config" / "theme").exists()
    command = [sys.executable, "-m", "mkdocs", "serve", "-a"]
    with running_preview(command, starter.root, tmp_path / "log") as preview:
        page = preview.wait_for("articles/train-arusha/", "Grace Wanjohi")
        assert "briefing.css" in page
        assert preview.fetch("about/")[0] == 200


def test_init_overwrites_nothing(starter: Project) -> None:
    """Where a file of the starter is there already, nothing at all is written."""
    before = starter.tree("")
    (starter.root / "site_config" / "sources.toml").unlink()
    again = starter.run("init", ".")
    assert again.exit_code == 1
    assert "mkdocs.yml" in again.stderr
    before.pop("site_config/sources.toml")
    assert starter.tree("") == before


def test_init_into_a_folder_with_articles_adds_no_example(tmp_path: Path, language: str) -> None:
    """Own articles are not mixed with an invented one."""
    desk = Project(tmp_path)
    desk.article("2026-11-20/note.txt", "Le Japon a voté dimanche.")
    result = desk.run("init", ".", "--language", language)
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "content" / "articles").rglob("*.*")] == ["note.txt"]
    assert result.stdout.endswith("\n\n    briefing serve\n")


@pytest.mark.parametrize("where", ["desk", "desk/content"])
def test_what_cannot_be_laid_out_leaves_nothing(tmp_path: Path, where: str) -> None:
    """A file where a folder should be: said, and what had been written is removed."""
    desk = Project(tmp_path)
    desk.write(where, "a file")
    result = desk.run("init", "desk", "--language", "en")
    assert result.exit_code == 1
    assert result.stderr.startswith("desk: ")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [Path(where).name]


def test_the_configuration_names_every_key_with_its_default(starter: Project, language: str) -> None:
    """What is written in briefing.toml is what would hold without it, but for the language."""
    written = tomllib.loads((starter.root / "site_config" / "briefing.toml").read_text("utf-8"))
    default = Settings().model_dump()
    assert written.pop("language") == language
    default.pop("language")
    assert written.keys() == default.keys()
    for name, value in default.items():
        given = written[name]
        assert given == (pytest.approx(value, abs=0.01) if isinstance(value, dict) else value), name


def test_every_line_of_the_configuration_is_explained(starter: Project) -> None:
    """Each key has a comment beside it or above it."""
    for line in (starter.root / "site_config" / "briefing.toml").read_text("utf-8").split("\n"):
        if re.match(r"\w+ =", line):
            assert "#" in line, line


def test_the_kinds_of_source_are_listed(starter: Project) -> None:
    """sources.toml names every kind that a source may have."""
    text = (starter.root / "site_config" / "sources.toml").read_text("utf-8")
    assert ", ".join(get_args(SourceKind)) in text


def test_the_examples_of_corrections_are_right(starter: Project) -> None:
    """Taken out of their comments, the decisions can be read, and match the example, but for an invented double."""
    text = (starter.root / "site_config" / "corrections" / "desk.toml").read_text("utf-8")
    starter.write("site_config/corrections/desk.toml", re.sub(r"(?m)^# (\[\[|\w+ = )", r"\1", text))
    corrections, problems = load_corrections(starter.root / "site_config" / "corrections")
    assert problems == ()
    assert all(getattr(corrections, name) for name in CorrectionFile.model_fields)
    problems_told = re.findall(r"corrections/desk.toml:\d+: .*", starter.run("check").stdout)
    assert len(problems_told) == 1 and "people/s-mrisho" in problems_told[0]
