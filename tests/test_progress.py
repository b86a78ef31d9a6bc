"""Progress: a line for people who wait at a terminal, and nothing for anybody else."""

from __future__ import annotations

import io
import re

import pytest
from conftest import ROOT

from generator.catalogue import catalogue_codes, load_catalogue
from generator.progress import PATIENCE, ProgressLine, show_progress


class Terminal(io.StringIO):
    """A stream that says that somebody looks at it."""

    def isatty(self) -> bool:
        """Yes."""
        return True


class Clock:
    """Seconds that pass when told to."""

    now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def terminal() -> Terminal:
    """An empty terminal."""
    return Terminal()


def run(line: ProgressLine, clock: Clock, *, total: int, seconds: float) -> None:
    """Finish ``total`` articles, each in so many seconds."""
    for done in range(1, total + 1):
        clock.now += seconds
        line("annotate", done, total)


def test_no_terminal_no_progress() -> None:
    """A log or a pipe is told nothing, and so is who asked for silence."""
    words = load_catalogue("en")
    assert show_progress(words, stream=io.StringIO()) is None
    assert show_progress(words, quiet=True, stream=Terminal()) is None
    assert show_progress(words, stream=Terminal()) is not None


def test_short_work_is_silent(terminal: Terminal) -> None:
    """What is done before one begins to wonder draws no line."""
    clock = Clock()
    run(ProgressLine(load_catalogue("en"), terminal, clock), clock, total=10, seconds=PATIENCE / 20)
    assert terminal.getvalue() == ""


def test_long_work_tells_count_and_time_left_and_then_leaves(terminal: Terminal) -> None:
    """The line says how many of how many, and how long it will take; at the end it is erased."""
    clock = Clock()
    run(ProgressLine(load_catalogue("fr"), terminal, clock), clock, total=101, seconds=1)
    states = terminal.getvalue().split("\r\x1b[K")
    assert "Lecture des articles\u00a0: 3 sur 101, encore 1:38" in states
    assert states[-1] == ""


def test_the_line_is_not_drawn_too_often(terminal: Terminal) -> None:
    """A thousand quick articles cost a few lines, not a thousand."""
    clock = Clock()
    run(ProgressLine(load_catalogue("en"), terminal, clock), clock, total=1000, seconds=0.01)
    assert terminal.getvalue().count("\r") < 60


def test_every_stage_has_its_words() -> None:
    """Whatever the program calls a stage, each catalogue can say it."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "generator").rglob("*.py"))
    stages = set(re.findall(r'progress\("(\w+)"', code))
    assert stages >= {"annotate", "render"}
    for words in map(load_catalogue, catalogue_codes()):
        for stage in stages:
            assert "7" in words.text(f"progress-{stage}", done=7, total=9, left="0:01")
