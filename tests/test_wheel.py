"""A stranger's first hour: the wheel, installed elsewhere, makes a briefing and shows an article dropped into it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT
from preview import running_preview

ARTICLE = """\
Titre: Le Portugal et l'Islande signent un accord de pêche
Date: 2026-11-24
Source: Gazette d'essai

LISBONNE - Le Portugal et l'Islande ont signé mardi à Lisbonne un accord de pêche.

« Nous pêcherons moins, et mieux », a déclaré le ministre portugais Duarte Lemos.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without downloading anything."""
    for module in ("hatchling", "pip"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"needs {module}, which is not installed (it is among the test extras)")
    folder = tmp_path_factory.mktemp("wheel")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
    run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", *offline, "--wheel-dir", str(folder), str(ROOT)],
        folder,
    )
    return next(folder.glob("briefing_site-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that has the wheel, and what it depends on from this one."""
    venv = tmp_path_factory.mktemp("stranger") / "venv"
    run([sys.executable, "-m", "venv", "--without-pip", str(venv)], venv.parent)
    python = venv / ("Scripts" if os.name == "nt" else "bin") / "python"
    packages = next(venv.rglob("site-packages"))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    run([*pip, "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)], venv.parent)
    return python.parent


def run(command: list[str], folder: Path, **environment: str) -> str:
    """Run a command that must succeed, without this checkout on Python's path."""
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**surroundings, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_every_table_and_template_and_nothing_of_ours(wheel: Path) -> None:
    """All data files of the package, the templates and the theme; nothing that only our sample needs."""
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*") if path.is_file()
    }
    assert {name for name in package if "__pycache__" not in name} <= names
    for folder in ("templates", "site_config/theme"):
        shipped = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"generator/_defaults/{name}" for name in shipped} <= names
    assert not [name for name in names if "registry.jsonl" in name or "_defaults/content" in name]
    assert not [
        name for name in names if "_defaults/site_config/corrections" in name or "sources.toml" in name[:40]
    ]
    assert {name.partition("/")[0].split("-")[0] for name in names} == {"generator", "briefing_site"}


def test_the_licence_comes_along(wheel: Path) -> None:
    """The wheel says under which licence it is given, and carries its text."""
    with zipfile.ZipFile(wheel) as archive:
        folder = next(name.partition("/")[0] for name in archive.namelist() if ".dist-info/" in name)
        metadata = archive.read(f"{folder}/METADATA").decode()
        assert "License-Expression: Apache-2.0" in metadata
        assert "Apache License" in archive.read(f"{folder}/licenses/LICENSE").decode()


def test_a_stranger_makes_a_briefing_and_drops_an_article_in(installed: Path, tmp_path: Path) -> None:
    """init, build and serve work without this checkout; an article dropped in is soon at its address."""
    command = str(installed / "briefing")
    run([command, "init", "desk", "--language", "fr"], tmp_path)
    desk = tmp_path / "desk"
    run([command, "build", "--strict"], desk)
    page = (desk / "site" / "articles" / "train-arusha" / "index.html").read_text("utf-8")
    assert "Grace Wanjohi" in page and str(ROOT) not in page
    with running_preview(
        [command, "serve", "--address"], desk, tmp_path / "log", {"PYTHONPATH": ""}
    ) as preview:
        preview.wait_for("countries/ke/", "Wanjohi")
        dropped = desk / "content" / "articles" / "accord-de-peche.txt"
        dropped.write_text(ARTICLE, "utf-8")
        assert "Duarte Lemos" in preview.wait_for("articles/accord-de-peche/", "Islande")
        preview.wait_for("countries/is/", "accord-de-peche")
