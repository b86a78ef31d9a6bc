"""The site's folder: only what differs is written, what is gone is removed, and no file is ever half there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.errors import OutputError
from generator.site.tree import write_file, write_tree

LONG_AGO = 1_000_000_000


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    """A staging folder with a stylesheet."""
    folder = tmp_path / "stage"
    (folder / "assets").mkdir(parents=True)
    (folder / "assets/style.css").write_text("a {}")
    return folder


@pytest.fixture
def site(tmp_path: Path, staged: Path) -> Path:
    """A site written once, long ago."""
    folder = tmp_path / "site"
    write_tree(folder, staged, {"index.html": "home", "countries/fr/index.html": "France"})
    for path in folder.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


def _files(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_staged_and_generated_files_make_the_tree(site: Path) -> None:
    """Both kinds lie side by side, readable by a web server."""
    assert _files(site) == {
        "assets/style.css": "a {}",
        "countries/fr/index.html": "France",
        "index.html": "home",
    }
    assert (site / "index.html").stat().st_mode & 0o777 == 0o644


def test_a_generated_file_wins_over_a_staged_one(tmp_path: Path, staged: Path) -> None:
    """The search index that MkDocs wrote is replaced by the one that knows all pages."""
    write_tree(tmp_path / "site", staged, {"assets/style.css": b"b {}"})
    assert _files(tmp_path / "site") == {"assets/style.css": "b {}"}


def test_only_changed_files_are_written(site: Path, staged: Path) -> None:
    """A file with the same bytes keeps its time; the number says how many were written."""
    written = write_tree(site, staged, {"index.html": "home", "countries/fr/index.html": "La France"})
    assert written == 1
    assert (site / "index.html").stat().st_mtime == LONG_AGO
    assert (site / "assets/style.css").stat().st_mtime == LONG_AGO
    assert (site / "countries/fr/index.html").stat().st_mtime > LONG_AGO


def test_what_is_gone_is_removed_with_its_empty_folders(site: Path, staged: Path) -> None:
    """A page that is no longer made, and a stranger's file, go; so do folders that they leave empty."""
    (site / "old/deep").mkdir(parents=True)
    (site / "old/deep/stranger.txt").write_text("x")
    write_tree(site, staged, {"index.html": "home"})
    assert _files(site) == {"assets/style.css": "a {}", "index.html": "home"}
    assert sorted(path.name for path in site.iterdir()) == ["assets", "index.html"]


def test_entries_that_begin_with_a_dot_are_left_alone(site: Path, staged: Path) -> None:
    """A deployed site's .git, .nojekyll or .htaccess is not ours."""
    (site / ".git/refs").mkdir(parents=True)
    (site / ".git/HEAD").write_text("ref")
    (site / ".nojekyll").write_text("")
    write_tree(site, staged, {"index.html": "home"})
    assert {".git/HEAD", ".nojekyll"} <= _files(site).keys()
    assert (site / ".git/refs").is_dir()


def test_a_file_and_a_folder_may_change_places(site: Path, staged: Path) -> None:
    """Where an earlier site had a folder a file can stand now, and the other way round."""
    write_tree(site, staged, {"countries": "file", "index.html/index.html": "folder"})
    assert _files(site) == {
        "assets/style.css": "a {}",
        "countries": "file",
        "index.html/index.html": "folder",
    }


def test_a_link_in_the_site_is_not_written_through(tmp_path: Path, site: Path, staged: Path) -> None:
    """A symbolic link that lies where a page belongs is replaced; what it pointed to is untouched."""
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(precious)
    (site / "more.html").symlink_to(precious)
    write_tree(site, staged, {"index.html": "home"})
    assert precious.read_text() == "mine"
    assert not (site / "index.html").is_symlink()
    assert not (site / "more.html").exists()


def test_a_failing_write_leaves_the_old_file(
    site: Path, staged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told with the path; the old page is whole, nothing was removed, no leftover lies about."""
    before = _files(site)

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError) as caught:
        write_tree(site, staged, {"index.html": "new home"})
    assert _files(site) == before
    assert caught.value.problem.code == "site-unwritable"
    assert caught.value.problem.path == str(site / "index.html")
    assert caught.value.problem.values["detail"] == "No space left on device"


def test_an_interrupted_write_leaves_no_leftover(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of a file takes its unfinished copy away."""

    def interrupt(self: Path, mode: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "chmod", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "page.html", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_cannot_be_a_folder_is_told(tmp_path: Path, staged: Path) -> None:
    """A file in the place of the site's folder is not overwritten."""
    (tmp_path / "site").write_text("a file")
    with pytest.raises(OutputError):
        write_tree(tmp_path / "site", staged, {"index.html": "home"})
    assert (tmp_path / "site").read_text() == "a file"
