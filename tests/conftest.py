"""What every test may ask for: the shared folder, and a briefing of its own in a temporary folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder beside the checkout (seed article, evaluation data); skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "seed").is_dir():
        pytest.skip("needs the folder ../shared (seed article and evaluation data), which is not here")
    return folder


@dataclass(frozen=True)
class Project:
    """A briefing in a folder of its own, driven through the command line as a user would."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file below the top level."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def article(self, path: str, text: str | bytes) -> Path:
        """Write an article below ``content/articles``."""
        return self.write(f"content/articles/{path}", text)

    def run(self, *arguments: str) -> Result:
        """Run ``briefing`` in this process, at the top level of the project."""
        from generator.cli import app

        before = Path.cwd()
        os.chdir(self.root)
        try:
            return CliRunner().invoke(app, list(arguments))
        finally:
            os.chdir(before)

    def build(self, *arguments: str) -> Result:
        """Build the site, which must succeed."""
        result = self.run("build", *arguments)
        assert result.exit_code == 0, result.output + result.stderr
        return result

    def mkdocs(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the real ``mkdocs`` in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", *arguments],
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def export(self, *arguments: str) -> dict[str, list[dict[str, Any]]]:
        """The rows of the private export, by file."""
        result = self.run("export", "export", *arguments)
        assert result.exit_code == 0, result.output + result.stderr
        return read_export(self.root / "export")

    def page(self, address: str) -> str:
        """The HTML of a built page."""
        return (self.root / "site" / address / "index.html").read_text("utf-8")

    def tree(self, folder: str = "site") -> dict[str, bytes]:
        """Every file of the site and its bytes."""
        return read_tree(self.root / folder)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Path → bytes of every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read_export(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Rows by file stem."""
    return {
        file.stem: [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
        for file in sorted(folder.glob("*.jsonl"))
    }


MakeProject = Callable[..., Project]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Make a project: articles by path, and the text of its configuration files where they are not the defaults."""

    def make(
        articles: Mapping[str, str | bytes] | None = None,
        *,
        name: str = "desk",
        briefing: str = 'language = "fr"\n',
        sources: str = "",
        mkdocs: str = "",
    ) -> Project:
        project = Project(tmp_path / name)
        project.write("site_config/briefing.toml", briefing)
        project.write("site_config/sources.toml", sources)
        project.write("mkdocs.yml", MKDOCS + mkdocs)
        project.write("content/pages/about.md", "# À propos\n\nUn essai.\n")
        for path, text in (articles or {}).items():
            project.article(path, text)
        return project

    return make


MKDOCS = """\
site_name: Essai
docs_dir: content/pages
theme:
  name: material
  font: false
plugins: [search, briefing]
"""


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample, built once by the real command in a process of its own, with a site address."""
    site = tmp_path_factory.mktemp("sample") / "site"
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--quiet", "--site", str(site)],
        cwd=ROOT,
        check=True,
        timeout=300,
    )
    return site
