"""How far long work is: one line on a terminal's stderr, for ``cli`` and ``mkdocs_plugin``; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from generator.build import Progress
from generator.catalogue import Catalogue

PATIENCE = 1.5
"""Seconds: shorter work is done in silence."""

PAUSE = 0.2
"""Seconds between two states of the line."""

ERASE = "\r\x1b[K"
"""Back to the line's beginning, and clear it."""


def show_progress(words: Catalogue, *, quiet: bool = False, stream: TextIO | None = None) -> Progress | None:
    """A ``Progress`` that draws on ``stream`` (stderr); None where that is no terminal, or silence was asked for."""
    stream = stream if stream is not None else sys.stderr
    return None if quiet or not stream.isatty() else ProgressLine(words, stream)


class ProgressLine:
    """Draws and erases the line. ``clock`` gives seconds; it has no part in what is made."""

    def __init__(self, words: Catalogue, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._words = words
        self._stream = stream
        self._clock = clock
        self._stage = ""
        self._first = (0.0, 0)
        self._drawn: float | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``stage`` is a key of the labels ``progress-STAGE``; ``done`` of ``total`` are finished."""
        now = self._clock()
        if stage != self._stage:
            self._stage, self._first, self._drawn = stage, (now, done), None
        if done >= total:
            self._erase()
        elif now - self._first[0] >= PATIENCE and (self._drawn is None or now - self._drawn >= PAUSE):
            self._draw(done, total, now)

    def _draw(self, done: int, total: int, now: float) -> None:
        since, before = self._first
        left = (now - since) / max(done - before, 1) * (total - done)
        line = self._words.text(
            f"progress-{self._stage}", done=done, total=total, left=f"{left // 60:.0f}:{left % 60:02.0f}"
        )
        self._stream.write(f"{ERASE}{line}")
        self._stream.flush()
        self._drawn = now

    def _erase(self) -> None:
        if self._drawn is not None:
            self._stream.write(ERASE)
            self._stream.flush()
            self._drawn = None
