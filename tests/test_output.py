"""What happens when the results cannot be written: nothing is lost, and the message says why."""

from __future__ import annotations

import os
import subprocess
import sys

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
