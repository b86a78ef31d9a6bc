"""A web server on loopback, and a visitor with a browser that notes whatever no page of ours may do."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
    sync_playwright,
)

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
PATIENCE = 15_000
"""Milliseconds until something that should appear has not."""


@contextmanager
def launch_chromium() -> Iterator[Browser]:
    """The Chromium that is there; without one the tests are skipped, and fail in continuous integration."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        reason = f"needs a Chromium; none of {', '.join(CHROMIUMS)} is on the path (tests/browser/provide_chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up early is no news."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a built site on a free port of loopback; gives its address."""
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with _QuietServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Visitor:
    """A browser window at a site; ``faults`` is everything that no page of ours may do."""

    context: BrowserContext
    root: str
    page: Page = field(init=False)
    faults: list[str] = field(default_factory=list)
    _path: str = ""

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("dialog", self._refuse)
        self.page.on("pageerror", lambda error: self._note(f"script error: {error}"))
        self.page.on("console", self._check_message)
        self.page.on("response", self._check_response)
        self.context.on("request", self._check_request)

    def open(self, path: str) -> Page:
        """Go to a page of the site, without asking the network for more than the page itself needs."""
        self._path = path
        self.page.goto(self.root + path, wait_until="load")
        return self.page

    def _note(self, fault: str) -> None:
        self.faults.append(f"{self._path}: {fault}")

    def _check_message(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text}")

    def _refuse(self, dialog: Dialog) -> None:
        self._note(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _check_request(self, request: Request) -> None:
        if not request.url.startswith((self.root, "data:", "blob:" + self.root)):
            self._note(f"request to another host: {request.url}")

    def _check_response(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"{response.status} {response.url}")


@contextmanager
def visit(browser: Browser, folder: Path, **options: Any) -> Iterator[Visitor]:
    """A visitor at the site in ``folder``; ``options`` are those of a browser context (viewport, colour scheme …)."""
    with serve_folder(folder) as root:
        context = browser.new_context(service_workers="block", **options)
        try:
            yield Visitor(context, root)
        finally:
            context.close()


def list_pages(folder: Path) -> dict[str, list[str]]:
    """Addresses of all pages of a built site by kind: "countries" is its index, "countries/" are the pages below.

    Pages that only lead on are of the kind "redirects".
    """
    kinds: dict[str, list[str]] = {}
    for file in sorted(folder.rglob("index.html")):
        address = file.parent.relative_to(folder).as_posix()
        parts = [] if address == "." else address.split("/")
        kind = "home" if not parts else parts[0] + ("/" if len(parts) > 1 else "")
        if 'http-equiv="refresh"' in file.read_text("utf-8"):
            kind = "redirects"
        kinds.setdefault(kind, []).append("/".join([*parts, ""]))
    return kinds


def search(page: Page, words: str) -> None:
    """Type into the search box, as a reader would."""
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(words)
