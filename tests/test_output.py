"""What happens when the results cannot be written: nothing is lost, and the message says why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import MakeProject, Project

ARTICLE = "Date: 2026-11-20\n\nLa ministre danoise Astrid Holm a déclaré lundi à Oslo : « Nous signerons en mai. »\n"
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv = ["briefing", *sys.argv[2:]]
from generator.__main__ import main
main()
"""


def run_on_full_disk(project: Project, *arguments: str, limit: int) -> subprocess.CompletedProcess[str]:
    """Run ``briefing`` where no file can grow beyond ``limit`` bytes: the system refuses as a full disk does."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *arguments],
        cwd=project.root,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_full_disk_leaves_the_old_site_intact(make_project: MakeProject) -> None:
    """A build that cannot be written ends with 1 and a message; the site, the registry and the folder stay as
    they were."""
    project = make_project({"un.txt": ARTICLE})
    project.build()
    before, registry = project.tree(), (project.root / "site_config/registry.jsonl").read_bytes()
    project.article("deux.txt", ARTICLE.replace("Holm", "Lund").replace("mai", "juin"))
    result = run_on_full_disk(project, "build", limit=60_000)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()
    assert project.tree() == before
    assert (project.root / "site_config/registry.jsonl").read_bytes() == registry
    project.build()
    assert "articles/deux/index.html" in project.tree()


def test_export_into_a_file_is_refused(make_project: MakeProject) -> None:
    """An output folder that is a file is said to be one; nothing is overwritten."""
    project = make_project({"un.txt": ARTICLE})
    project.write("export", "keep me")
    result = project.run("export", "export")
    assert result.exit_code == 1
    assert (project.root / "export").read_text() == "keep me"
    assert "export" in result.stderr


def test_folder_that_cannot_be_written_is_named(make_project: MakeProject) -> None:
    """A site folder where the system lets nobody write: exit 1, the folder in the message, the registry untouched."""
    if not Path("/proc/self").is_dir():
        pytest.skip("needs /proc, where not even root may make a folder")
    project = make_project({"un.txt": ARTICLE})
    result = project.run("build", "--site", "/proc/briefing/site")
    assert result.exit_code == 1
    assert "/proc/briefing" in result.stderr
    assert not (project.root / "site_config/registry.jsonl").exists()


def test_one_text_of_two_agencies_is_two_articles_and_one_witness(make_project: MakeProject) -> None:
    """A reprint keeps its own page and address; its quotes confirm nothing."""
    project = make_project({"2026-11-20/Une/un.txt": ARTICLE, "2026-11-20/Autre/deux.txt": ARTICLE})
    project.build()
    assert {"articles/un/index.html", "articles/deux/index.html"} <= project.tree().keys()
    rows = [json.loads(line) for line in project.tree()["data/quotes.jsonl"].decode().splitlines()]
    assert len({row["statement_id"] for row in rows}) == 1 < len(rows)
    assert not any(row["witnesses"] for row in rows)
