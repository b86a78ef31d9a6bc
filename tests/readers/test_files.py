"""The content folder: what is looked at, under which path, and what is said of names and links."""

from __future__ import annotations

import os
import threading
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import ConfigurationError, UnreadableArticle
from generator.readers.files import MAX_BYTES, InputFile, list_files, read_bytes

needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="root may read everything: run the tests as a user",
)


def make(folder: Path, *paths: str) -> None:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", "utf-8")


def codes(content: Path) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.path) for problem in list_files(content)[1]]


def test_files_come_in_path_order_with_posix_paths(tmp_path: Path) -> None:
    """The order does not depend on the system."""
    make(tmp_path, "b/2.txt", "a.txt", "b/10.txt", "b.txt")
    assert [entry.path for entry in list_files(tmp_path)[0]] == ["a.txt", "b.txt", "b/10.txt", "b/2.txt"]


def test_what_systems_leave_behind_is_passed_over(tmp_path: Path) -> None:
    """Hidden files and folders, backups and thumbnails are no articles, and nothing is said of them."""
    make(tmp_path, ".git/a.txt", ".hidden.txt", "~$a.txt", "a.txt~", "Thumbs.db", "desktop.ini", "a.txt")
    files, problems = list_files(tmp_path)
    assert [entry.path for entry in files] == ["a.txt"]
    assert problems == ()


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_without_a_folder_nothing_is_read(tmp_path: Path, kind: str) -> None:
    """A folder that is not there, or is a file, stops the run."""
    content = tmp_path / "articles"
    if kind == "file":
        content.write_text("x", "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        list_files(content)
    assert caught.value.problem.code == {"missing": "content-missing", "file": "content-no-folder"}[kind]


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    """That it is empty is for others to judge."""
    assert list_files(tmp_path) == ((), ())


@needs_permissions
def test_folders_that_may_not_be_read_are_told(tmp_path: Path) -> None:
    """One below is reported; the content folder itself stops the run."""
    make(tmp_path, "open/a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        assert codes(tmp_path) == [("folder-unreadable", "closed")]
        with pytest.raises(ConfigurationError) as caught:
            list_files(tmp_path / "closed")
        assert caught.value.problem.code == "content-unreadable"
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above, for those who are root: the system refuses to list the folder."""
    make(tmp_path, "open/a.txt", "closed/b.txt")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files, problems = list_files(tmp_path)
    assert [entry.path for entry in files] == ["open/a.txt"]
    assert [(problem.code, problem.path) for problem in problems] == [("folder-unreadable", "closed")]
    with pytest.raises(ConfigurationError) as caught:
        list_files(tmp_path / "closed")
    assert caught.value.problem.code == "content-unreadable"


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """A link to the folder above would never end; it is reported."""
    make(tmp_path, "a/b.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    files, problems = list_files(tmp_path)
    assert [entry.path for entry in files] == ["a/b.txt"]
    assert [(problem.code, problem.path) for problem in problems] == [("folder-link", "a/loop")]


def test_names_are_composed(tmp_path: Path) -> None:
    """A name typed on a Mac is the same path as one typed elsewhere."""
    make(tmp_path, unicodedata.normalize("NFD", "été.txt"))
    assert [entry.path for entry in list_files(tmp_path)[0]] == ["été.txt"]


def test_two_names_that_look_alike_are_both_kept_and_noticed(tmp_path: Path) -> None:
    """They differ by case or by the composition of an accent: each has a path of its own."""
    decomposed = unicodedata.normalize("NFD", "été.txt")
    make(tmp_path, "été.txt", decomposed, "Une.txt", "une.txt", "x/Une.txt")
    if len(list(tmp_path.rglob("*.txt"))) != 5:
        pytest.skip("this file system takes names that differ in case or accents for one")
    files, problems = list_files(tmp_path)
    assert sorted(entry.path for entry in files) == sorted(
        ["été.txt", decomposed, "Une.txt", "une.txt", "x/Une.txt"]
    )
    alike = [(problem.code, problem.values["other"], problem.severity) for problem in problems]
    assert alike == [("names-alike", "Une.txt", "notice"), ("names-alike", decomposed, "notice")]


@pytest.mark.parametrize(
    "name",
    ["con.txt", "NUL.tar.txt", "Com1.txt", "a:b.txt", "quoi?.txt", "fin.txt ", "fin.", "back\\slash.txt"],
)
def test_a_name_that_windows_refuses_is_noticed(tmp_path: Path, name: str) -> None:
    """It is read all the same."""
    try:
        make(tmp_path, name)
    except OSError:
        pytest.skip("this system refuses the name itself")
    files, problems = list_files(tmp_path)
    assert len(files) == 1
    assert [(problem.code, problem.values["name"]) for problem in problems] == [("name-not-portable", name)]


def test_a_folder_with_a_bad_name_is_noticed_once(tmp_path: Path) -> None:
    """Not for each of its files."""
    try:
        make(tmp_path, "aux/a.txt", "aux/b.txt", "Aux2/c.txt")
    except OSError:
        pytest.skip("this system refuses the name itself")
    assert codes(tmp_path) == [("name-not-portable", "aux")]


def test_a_name_of_255_bytes_is_read(tmp_path: Path) -> None:
    """The longest name there is."""
    name = "é" * 125 + "x.txt"
    make(tmp_path, name)
    (entry,) = list_files(tmp_path)[0]
    assert (entry.path, read_bytes(entry)) == (name, b"x")


def test_bytes_and_controls_in_a_name_are_made_visible(tmp_path: Path) -> None:
    """No name may write to a terminal, or hide what it is."""
    try:
        (tmp_path / os.fsdecode(b"\xff.txt")).write_text("x", "utf-8")
        make(tmp_path, "a\x1b[31m\nb.txt")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert [entry.path for entry in list_files(tmp_path)[0]] == ["\\xff.txt", "a\\x1b[31m\\x0ab.txt"]


def _link_to_itself(file: Path) -> None:
    file.symlink_to(file)


def _dangling_link(file: Path) -> None:
    file.symlink_to(file.with_name("nowhere.txt"))


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _folder(file: Path) -> None:
    file.mkdir()


def _huge(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(50_000_000)


@pytest.mark.parametrize(
    ("make_it", "code"),
    [
        (_link_to_itself, "link-broken"), (_dangling_link, "link-broken"), (_pipe, "file-not-regular"),
        (_folder, "file-not-regular"), (_huge, "file-too-large"), (lambda file: None, "file-vanished"),
    ],
)  # fmt: skip
def test_what_is_no_readable_file_is_set_aside(
    tmp_path: Path, make_it: Callable[[Path], None], code: str
) -> None:
    """Links to nowhere and to themselves, pipes, huge files, and files that went away are told apart."""
    file = tmp_path / "a.txt"
    make_it(file)
    with pytest.raises(UnreadableArticle) as caught:
        read_bytes(InputFile(path="a.txt", file=file))
    assert (caught.value.problem.code, caught.value.problem.path) == (code, "a.txt")


@pytest.mark.parametrize(
    ("error", "code"),
    [(PermissionError(13, "no"), "file-forbidden"), (OSError(5, "Input/output error"), "file-unreadable")],
)
def test_what_the_system_refuses_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    """A lack of permission has another remedy than a broken disk."""
    make(tmp_path, "a.txt")

    def refuse(*_: object, **__: object) -> object:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableArticle) as caught:
        read_bytes(InputFile(path="a.txt", file=tmp_path / "a.txt"))
    assert caught.value.problem.code == code


def test_a_file_that_is_being_written_is_not_taken_by_halves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file grows between the first look and the last, it is set aside."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"half")
    look = os.fstat

    def write_more(handle: int) -> os.stat_result:
        writer = threading.Thread(target=lambda: file.write_bytes(b"the whole"))
        writer.start()
        writer.join()
        return look(handle)

    monkeypatch.setattr(os, "fstat", write_more)
    with pytest.raises(UnreadableArticle) as caught:
        read_bytes(InputFile(path="a.txt", file=file))
    assert caught.value.problem.code == "file-changing"


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * MAX_BYTES)
    assert len(read_bytes(InputFile(path="a.txt", file=file))) == MAX_BYTES
