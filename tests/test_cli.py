"""The command line: exit statuses, messages in one's own language, help with examples, and a quiet end on Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from conftest import MakeProject, Project
from preview import heed_interrupts, running_preview

from generator.catalogue import catalogue_codes, load_catalogue
from generator.cli import app

COMMANDS = ("init", "build", "serve", "export", "check")
ARTICLE = "Titre: Le Chili vote\nDate: 2026-11-20\nSource: AFP\n\nLe Chili a voté dimanche, à Santiago.\n"
PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def desk(make_project: MakeProject) -> Project:
    """A small briefing in French."""
    return make_project({"chili.txt": ARTICLE})


def briefing(
    *arguments: str, folder: Path, encoding: str = "utf-8", **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding=encoding,
        timeout=120,
        check=False,
    )


# -- exit statuses -----------------------------------------------------------------------------------------------


def test_what_was_set_aside_is_a_warning(desk: Project) -> None:
    """0: done. The warning goes to stderr, with path and remedy; the result to stdout."""
    desk.article("photo.png", PICTURE)
    for command in (("build",), ("export", "out"), ("check", "--quiet")):
        result = desk.run(*command)
        assert result.exit_code == 0, result.output
        assert "photo.png: " in result.stderr
        assert "photo.png: " not in result.stdout
    assert "1 article" in desk.run("build").stdout


def test_under_strict_what_was_set_aside_fails_and_the_rest_is_built(desk: Project) -> None:
    """1, and the site and the export are there all the same."""
    desk.article("photo.png", PICTURE)
    for command in (("build",), ("export", "out"), ("check",)):
        assert desk.run(*command, "--strict").exit_code == 1
    assert "Chili" in desk.page("articles/chili")
    assert (desk.root / "out" / "articles.jsonl").exists()


def test_under_strict_a_notice_is_no_failure(desk: Project) -> None:
    """What was used, and should only be looked at, does not stop anything."""
    desk.article("plus-tard.txt", ARTICLE.replace("2026-", "2029-"))
    for command in (("build",), ("export", "out"), ("check",)):
        result = desk.run(*command, "--strict")
        assert result.exit_code == 0, result.output + result.stderr


def test_where_nothing_can_be_made_the_status_is_1(make_project: MakeProject, tmp_path: Path) -> None:
    """No article, no folder, no mkdocs.yml: said on stderr, nothing on stdout."""
    empty = make_project()
    (empty.root / "content" / "articles").mkdir()
    nowhere = Project(tmp_path)
    for project in (empty, nowhere):
        for command in (("build",), ("export", "out")):
            result = project.run(*command)
            assert (result.exit_code, result.stdout) == (1, "")
            assert result.stderr.count("\n") == 1
        assert project.run("check").exit_code == 1
        assert not (project.root / "site").exists()
        assert not (project.root / "out").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--as-of", "2026-13-01"),
        ("check", "--as-of", "yesterday"),
        ("build", "--nosuch"),
        ("nosuch",),
        ("export",),
        ("init", "d", "--language", "xx"),
    ],
)
def test_wrong_usage_is_2(desk: Project, arguments: tuple[str, ...]) -> None:
    """A command line that cannot be understood does nothing."""
    before = desk.tree("")
    result = desk.run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert desk.tree("") == before


@pytest.mark.parametrize(
    "text", ["site_name: [\n", "", "- a list\n", "theme: nosuch\n", "INHERIT: nosuch.yml\n", "site_name: x\n"]
)
def test_a_broken_mkdocs_file_is_said_and_nothing_is_written(desk: Project, text: str) -> None:
    """MkDocs' own complaints reach the reader, without a traceback."""
    desk.write("mkdocs.yml", text)
    result = desk.run("build")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert result.stderr.strip()
    assert not (desk.root / "site").exists()


def test_a_misspelt_key_stops_every_command_before_anything_is_written(desk: Project) -> None:
    """The message names file, line and nearest key, and stands there once."""
    desk.write("site_config/briefing.toml", '\nlangage = "fr"\n')
    before = desk.tree("")
    for command in (("build",), ("export", "out"), ("check",), ("serve",)):
        result = briefing(*command, folder=desk.root)
        assert result.returncode == 1
        assert result.stderr.count("site_config/briefing.toml:2: ") == 1
        assert "language" in result.stderr
    after = {path: data for path, data in desk.tree("").items() if not path.startswith(".briefing/")}
    assert after == before


def test_frozen_refuses_new_addresses(desk: Project) -> None:
    """Every command that reads articles fails under --frozen until a build has kept their addresses."""
    for command in (("build",), ("export", "out"), ("check",)):
        result = desk.run(*command, "--frozen")
        assert result.exit_code == 1
        assert "article:chili" in result.stderr
    desk.build()
    for command in (("build",), ("export", "out"), ("check",)):
        assert desk.run(*command, "--frozen").exit_code == 0


def test_content_site_config_and_day(desk: Project, tmp_path: Path) -> None:
    """Articles from elsewhere, a site elsewhere, settings from elsewhere, and what came later left out."""
    press = tmp_path / "press"
    press.mkdir()
    (press / "one.txt").write_text(ARTICLE)
    (press / "two.txt").write_text(ARTICLE.replace("2026-11-20", "2026-11-23").replace("Chili", "Pérou"))
    site = tmp_path / "public"
    elsewhere = Project(tmp_path)
    config = str(desk.root / "site_config" / "briefing.toml")
    result = elsewhere.run(
        "build", "--config", config, "--content", "press", "--site", "public", "--as-of", "2026-11-21"
    )
    assert result.exit_code == 0, result.output + result.stderr
    assert (site / "articles" / "one" / "index.html").exists()
    assert not (site / "articles" / "two").exists()
    assert "article:one" in (desk.root / "site_config" / "registry.jsonl").read_text()


# -- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", catalogue_codes())
def test_messages_are_in_the_language_of_the_briefing(
    desk: Project, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting decides, whatever the locale."""
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    desk.write("site_config/briefing.toml", f'language = "{code}"\n')
    words = load_catalogue(code)
    assert desk.run("check").stdout.endswith(words.text("check-read", count=1) + "\n")
    assert words.text("count-articles", count=1) in desk.run("build").stdout


@pytest.mark.parametrize("code", catalogue_codes())
def test_messages_are_in_the_language_of_the_locale(tmp_path: Path, code: str) -> None:
    """Where there is no briefing yet, the system's language is spoken."""
    result = briefing("check", "--content", "nowhere", folder=tmp_path, LC_ALL=f"{code}.UTF-8")
    assert result.returncode == 1
    assert load_catalogue(code).table.problems["content-missing"].remedy in result.stderr


@pytest.mark.parametrize("code", catalogue_codes())
@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_every_help_has_an_example(
    command: str | None, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--help`` says what the command does, what each option means, and how one would type it."""
    monkeypatch.setenv("LC_ALL", f"{code}.UTF-8")
    text = Project(tmp_path).run(*([command] if command else []), "--help").stdout
    examples = re.findall(r"^    (briefing .*)$", text, re.M)
    assert examples and all(re.match(f"briefing {command or ''}", line) for line in examples)
    root = typer.main.get_command(app)
    described = root.commands[command] if command else root  # type: ignore[attr-defined]
    words = load_catalogue(code)
    plain = " ".join(text.replace("-\n", "-").split())
    for parameter in described.params:
        label = words.text(f"help-option-{str(parameter.name).replace('_', '-')}")
        assert re.sub(r"\W", "", label) in re.sub(r"\W", "", plain)


def test_the_commands_are_these() -> None:
    """What the architecture promises, and what this file tests."""
    assert tuple(typer.main.get_command(app).commands) == COMMANDS  # type: ignore[attr-defined]


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    """Whoever types only ``briefing`` is told what there is."""
    result = briefing(folder=tmp_path, LC_ALL="en_GB.UTF-8")
    assert "briefing init my-briefing" in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("briefing b", "build"), ("briefing init d --language ", "fr"), ("briefing build --fr", "--frozen")],
)
def test_the_tab_key_completes(tmp_path: Path, typed: str, offered: str) -> None:
    """Commands, options and languages are completed, here in bash."""
    result = briefing(
        folder=tmp_path,
        _BRIEFING_COMPLETE="complete_bash",
        COMP_WORDS=typed,
        COMP_CWORD=str(typed.count(" ")),
    )
    assert offered in result.stdout.split()


def test_a_poor_console_gets_codes_not_a_traceback(tmp_path: Path) -> None:
    """Where the console cannot write a character, its code is written."""
    result = briefing(
        "init", "выборы", "--language", "fr", folder=tmp_path, PYTHONIOENCODING="cp1252", encoding="cp1252"
    )
    assert result.returncode == 0, result.stderr
    assert "\\u0432\\u044b\\u0431\\u043e\\u0440\\u044b/mkdocs.yml" in result.stdout
    assert "Le briefing est prêt" in result.stdout


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    """``briefing --help | head -0`` ends quietly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "--help"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(60)


# -- long work, and its end --------------------------------------------------------------------------------------


def test_ctrl_c_ends_a_build_with_130_and_without_a_trace(desk: Project) -> None:
    """No traceback, no half-written site, no staging folder; the next build is as if nothing had been."""
    for number in range(400):
        desk.article(
            f"{number}.txt",
            f"Titre: Le Chili vote {number}\n\n" + "Le Chili a voté dimanche à Santiago. " * 60,
        )
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "build"],
        cwd=desk.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - tests run no threads here
    )
    store = desk.root / ".briefing" / "store.sqlite"
    deadline = time.monotonic() + 60
    while not store.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert output == ""
    assert not (desk.root / "site").exists()
    assert not list((desk.root / ".briefing").glob("stage-*"))
    for number in range(400):
        (desk.root / "content" / "articles" / f"{number}.txt").unlink()
    desk.build("--strict")


def test_ctrl_c_before_anything_has_begun(tmp_path: Path) -> None:
    """Also while Python is still importing."""
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "generator", "--help"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - tests run no threads here
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.rstrip().endswith("pydantic"):
            break
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in (0, 130), errors
    assert "Traceback" not in errors


def test_serve_shows_the_site_and_ends_by_ctrl_c(desk: Project, tmp_path: Path) -> None:
    """An ended preview has done its work: 0. It kept no address and left no staging folder."""
    command = [sys.executable, "-m", "generator", "serve", "--address"]
    with running_preview(command, desk.root, tmp_path / "log") as preview:
        preview.wait_for("articles/chili/", "Le Chili vote")
    assert preview.process.returncode == 0
    assert not (desk.root / "site_config" / "registry.jsonl").exists()
    assert not list((desk.root / ".briefing").glob("stage-*"))


def test_serve_at_an_address_that_is_taken(desk: Project) -> None:
    """Said, with what to do."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        taken = f"127.0.0.1:{listener.getsockname()[1]}"
        result = briefing("serve", "--quiet", "--address", taken, folder=desk.root)
    assert result.returncode == 1
    assert load_catalogue("fr").table.problems["serve-address"].remedy in result.stderr
