"""A live preview in a process of its own, for tests that talk to it over HTTP."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import ProxyHandler, build_opener

PATIENCE = 90.0
"""Seconds that a slow, shared machine may take for a build."""


@dataclass(frozen=True)
class Preview:
    """A server that answers at ``url``, which ends with a slash."""

    url: str
    process: subprocess.Popen[str]
    log: Path

    def fetch(self, address: str) -> tuple[int, str]:
        """Status and text of a page, without any proxy."""
        try:
            with build_opener(ProxyHandler({})).open(self.url + quote(address), timeout=10) as answer:
                return answer.status, answer.read().decode("utf-8")
        except HTTPError as error:
            return error.code, ""

    def wait_for(self, address: str, containing: str = "") -> str:
        """The page at ``address``, as soon as it is there and contains the words."""
        deadline = time.monotonic() + PATIENCE
        status, text = 0, ""
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            try:
                status, text = self.fetch(address)
            except (URLError, OSError):
                status = 0
            if status == 200 and containing in text:
                return text
            time.sleep(0.2)
        raise AssertionError(f"{address}: {status}, {containing!r} never came\n{self.log.read_text('utf-8')}")


def free_address() -> str:
    """Host and port on loopback that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{listener.getsockname()[1]}"


def heed_interrupts() -> None:
    """Undo what a shell does to its background jobs: they, and their children, ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running_preview(
    command: Sequence[str], folder: Path, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Preview]:
    """Run ``command`` with a free address at its end; left by Ctrl-C, it must end without a traceback."""
    address = free_address()
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            [*command, address],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=stream,
            stderr=stream,
            text=True,
            preexec_fn=heed_interrupts,  # noqa: PLW1509 - tests run no threads here
        )
    try:
        yield Preview(url=f"http://{address}/", process=process, log=log)
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        assert "Traceback" not in log.read_text("utf-8")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
