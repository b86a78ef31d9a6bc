"""The real MkDocs: build, serve and gh-deploy do at the top level what ``briefing build`` does."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import ROOT, MakeProject, Project, read_tree

ARTICLES = {
    "2026-11-20/Agence du Port/exercice.txt": (
        "Exercice naval dans le golfe\n\n"
        "La France et l’Inde mèneront du 3 au 7 décembre 2026 un exercice naval au large de Kochi. "
        "« Nous voulons apprendre à manœuvrer ensemble », a déclaré le capitaine Hugo Vernet.\n\n"
        "Les équipages sont rodés à la manœuvre des flibustines.\n"
    ),
    "2026-11-21/Le Quai/accord.md": (
        "---\ntitle: Accord\ndate: 2026-11-21\n---\n\nLa Turquie et l’Égypte ont signé un accord à Istanbul.\n"
    ),
}
SOURCES = '[sources."Agence du Port"]\nrights = "full"\n'
PLANTED = "flibustines"
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
PATIENCE = 90
"""Seconds that a slow, shared machine may take for a build."""
WARNING = re.compile(r"^(WARNING|ERROR)", re.MULTILINE)


# -- build -----------------------------------------------------------------------------------------------------------


def test_the_sample_builds_strictly_and_as_briefing_builds_it(sample_site: Path, tmp_path: Path) -> None:
    """« mkdocs build --strict » has nothing to warn of, and gives the tree that « briefing build » gives."""
    project = Project(tmp_path / "sample")
    for name in ("content", "site_config"):
        shutil.copytree(ROOT / name, project.root / name)
    shutil.copy(ROOT / "mkdocs.yml", project.root)
    result = project.mkdocs("build", "--strict")
    assert result.returncode == 0, result.stderr
    assert not WARNING.search(result.stdout + result.stderr)
    differing = _differences(project.tree(), read_tree(sample_site))
    assert differing == []


def test_a_dead_link_is_a_warning_and_strictly_an_error(make_project: MakeProject) -> None:
    """An authored page that links to a page nobody made is told by name; under --strict the build fails."""
    project = make_project(ARTICLES, sources=SOURCES)
    project.write("content/pages/about.md", '# About\n\n[x](../countries/xx/) and <a href="../none/">y</a>\n')
    told = project.mkdocs("build")
    assert told.returncode == 0, told.stderr
    assert "about/index.html" in told.stderr
    assert "../countries/xx/" in told.stderr
    assert "../none/" in told.stderr
    assert project.mkdocs("build", "--strict").returncode == 1


def test_a_failing_build_leaves_the_site_as_it_was(make_project: MakeProject) -> None:
    """A template that is wrong stops the build, with its name and line, before anything is written."""
    project = make_project(ARTICLES, sources=SOURCES)
    project.build()
    before = project.tree()
    project.write("templates/country.html", "{% block x %}\n{{ nobody.knows }}\n{% endblock %}\n")
    project.article("new.txt", "Le Pérou vote dimanche.\n")
    result = project.run("build")
    assert result.exit_code == 1
    assert "templates/country.html:2" in result.stderr
    assert "Traceback" not in result.output
    assert project.tree() == before
    assert not list((project.root / ".briefing").glob("stage-*"))


def test_pages_know_their_absolute_address(make_project: MakeProject) -> None:
    """With a site address every page names its own as the canonical one, at every depth; no link is dead."""
    project = make_project(ARTICLES, sources=SOURCES, mkdocs="site_url: https://desk.example.org/briefing/\n")
    project.build("--strict")
    for path, content in project.tree().items():
        if path.endswith("index.html"):
            address = path.removesuffix("index.html")
            canonical = f'<link rel="canonical" href="https://desk.example.org/briefing/{address}">'
            assert canonical in content.decode(), path


def test_a_private_site_asks_search_engines_to_stay_away(make_project: MakeProject) -> None:
    """« public = false » writes a robots.txt; without a site address there is no sitemap."""
    project = make_project(ARTICLES, sources=SOURCES, briefing="public = false\n")
    project.build()
    tree = project.tree()
    assert tree["robots.txt"] == b"User-agent: *\nDisallow: /\n"
    assert not [path for path in tree if path.startswith("sitemap")]


def test_options_of_the_plugin_are_those_of_the_command(make_project: MakeProject) -> None:
    """« frozen: true » in mkdocs.yml refuses new addresses as --frozen does."""
    project = make_project(ARTICLES, sources=SOURCES)
    configuration = (project.root / "mkdocs.yml").read_text("utf-8")
    frozen = configuration.replace("[search, briefing]", "[search, briefing: {frozen: true}]")
    project.write("mkdocs.yml", frozen)
    by_plugin = project.mkdocs("build")
    assert by_plugin.returncode == 1
    assert "article:accord" in by_plugin.stderr
    project.write("mkdocs.yml", configuration)
    by_command = project.run("build", "--frozen")
    assert by_command.exit_code == 1
    assert "article:accord" in by_command.stderr


# -- gh-deploy -------------------------------------------------------------------------------------------------------


def test_gh_deploy_publishes_the_tree(make_project: MakeProject, tmp_path: Path) -> None:
    """What lands on the branch is the site, not the staging folder, and not a file more."""
    project = make_project(ARTICLES, sources=SOURCES, name="desk")
    environment = _git_environment(tmp_path)
    bare = tmp_path / "published.git"
    for command in (
        ["init", "--quiet", "--bare", str(bare)],
        ["init", "--quiet", "--initial-branch=main", str(project.root)],
        ["-C", str(project.root), "remote", "add", "origin", str(bare)],
    ):
        subprocess.run(["git", *command], env=environment, check=True, timeout=30)
    result = project.mkdocs("gh-deploy", **environment)
    assert result.returncode == 0, result.stderr

    clone = tmp_path / "clone"
    command = ["git", "clone", "--quiet", "--branch", "gh-pages", str(bare), str(clone)]
    subprocess.run(command, env=environment, check=True, timeout=30)
    shutil.rmtree(clone / ".git")
    published = read_tree(clone)
    assert published.pop(".nojekyll") == b""

    other = make_project(ARTICLES, sources=SOURCES, name="other")
    other.build()
    assert _differences(published, other.tree()) == []
    assert (project.root / "site_config/registry.jsonl").is_file()


def _git_environment(home: Path) -> dict[str, str]:
    """Git as on a machine where nobody set anything up."""
    person = {f"GIT_{who}_{what}": "desk" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {
        **os.environ,
        **person,
        "HOME": str(home),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }


# -- serve -----------------------------------------------------------------------------------------------------------


class Preview:
    """A running « mkdocs serve »: its pages, and how often it built."""

    def __init__(self, project: Project, port: int, log: Path) -> None:
        self.project = project
        self.url = f"http://127.0.0.1:{port}/"
        self._log = log

    @property
    def log(self) -> str:
        """What it said so far."""
        return self._log.read_text("utf-8", "replace")

    @property
    def builds(self) -> int:
        """How many builds it began."""
        return self.log.count("Building documentation")

    def get(self, address: str) -> str:
        """A page, or nothing where there is none."""
        try:
            with DIRECT.open(self.url + address, timeout=20) as response:
                text: str = response.read().decode()
                return text
        except urllib.error.HTTPError as error:
            error.close()
            return ""

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""
        until = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < until, f"{what} did not happen\n{self.log}"
            time.sleep(0.1)


@contextmanager
def _serve(project: Project, log: Path, *command: str) -> Iterator[Preview]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, f"127.0.0.1:{port}"],
            cwd=project.root,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        try:
            preview = Preview(project, port, log)
            preview.wait(lambda: "Serving on" in preview.log or process.poll() is not None, "the start")
            assert process.poll() is None, preview.log
            yield preview
        finally:
            process.terminate()
            process.wait(20)


SETTLED = 1.6
"""Seconds after a rebuild in which a second one would begin: MkDocs looks each 0.5 s and then waits 0.1 s."""


def _refresh_once(preview: Preview, appears: Callable[[], bool], what: str) -> None:
    """A change shows, after exactly one more build."""
    before = preview.builds
    preview.wait(appears, what)
    time.sleep(SETTLED)
    assert preview.builds == before + 1, f"{what}: built {preview.builds - before} times\n{preview.log}"


def test_serve_refreshes_once_for_each_change_and_never_loops(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """An article, a template, a table: each change shows after one build; idle, none; no address is kept."""
    project = make_project(ARTICLES, sources=SOURCES)
    project.write("templates/article.html", '{% extends "!default/article.html" %}\n')
    project.write("content/articles/later/.keep", "")
    article = "articles/exercice/"
    with _serve(project, tmp_path / "log.txt", "mkdocs", "serve", "--dev-addr") as preview:
        assert PLANTED in preview.get(article)
        time.sleep(4)
        assert preview.builds == 1, preview.log

        project.article("later/perou.txt", "Le Pérou vote dimanche, a-t-on appris à Lima.\n")
        _refresh_once(preview, lambda: "Pérou" in preview.get("articles/perou/"), "the new article")

        template = '{% extends "!default/article.html" %}{% block statements %}<p>Nouveau gabarit</p>{% endblock %}\n'
        project.write("templates/article.html", template)
        _refresh_once(preview, lambda: "Nouveau gabarit" in preview.get(article), "the changed template")

        project.write("site_config/sources.toml", SOURCES.replace("full", "link"))
        _refresh_once(preview, lambda: PLANTED not in preview.get(article), "the changed table")
    assert not (project.root / "site_config/registry.jsonl").exists()
    assert not (project.root / "site").exists()


def test_serve_survives_a_mistake(make_project: MakeProject, tmp_path: Path) -> None:
    """« briefing serve » says what is wrong with a table, goes on, and shows the site again when it is mended."""
    project = make_project(ARTICLES, sources=SOURCES)
    with _serve(project, tmp_path / "log.txt", "generator", "serve", "--address") as preview:
        project.write("site_config/sources.toml", SOURCES.replace("rights", "right"))
        preview.wait(lambda: "sources.toml:2" in preview.log, "the message")
        assert "Traceback" not in preview.log
        project.write("site_config/sources.toml", SOURCES + 'country = "fr"\n')
        preview.wait(lambda: "France" in preview.get("articles/exercice/"), "the mended site")


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
