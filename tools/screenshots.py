"""Pictures of every page kind of a built site, phone and desktop, light and dark, with a page that shows them all.

    make screenshots            into screenshots/
    python tools/screenshots.py SITE OUT

Needs a Chromium on the path (tests/browser/provide_chromium installs one) and the test extras.
"""

from __future__ import annotations

import functools
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

SIZES = {"phone": (390, 844), "desktop": (1440, 1000)}
SCHEMES = ("light", "dark")
REDIRECT = 'http-equiv="refresh"'
TALLEST = 3200
"""CSS pixels of a page that a picture shows at most."""
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
INDEXES = (
    "countries",
    "events",
    "articles",
    "people",
    "organisations",
    "quotes",
    "days",
    "calendar",
    "method",
)


def choose_pages(site: Path) -> dict[str, str]:
    """Name → address: the home page, every index, and of each kind below one the page that has most on it."""
    pages = {"home": "", **{name: f"{name}/" for name in INDEXES if (site / name / "index.html").is_file()}}
    for name in INDEXES:
        below = sorted(
            (file for file in (site / name).glob("*/index.html") if REDIRECT not in file.read_text("utf-8")),
            key=lambda file: (-file.stat().st_size, file.as_posix()),
        )
        if below:
            pages[f"{name}-one"] = f"{below[0].parent.relative_to(site).as_posix()}/"
        if len(below) > 2:
            pages[f"{name}-least"] = f"{below[-1].parent.relative_to(site).as_posix()}/"
    if (site / "about/index.html").is_file():
        pages["about"] = "about/"
    return pages


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up early is no news."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve the site on a free port of loopback; gives its address."""
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with _QuietServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def take_pictures(browser: Browser, root: str, pages: dict[str, str], out: Path) -> list[str]:
    """A PNG a page, size and scheme; gives what the browser complained of."""
    faults: list[str] = []
    for size, (width, height) in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            page.on(
                "console", lambda message: faults.append(message.text) if message.type == "error" else None
            )
            for name, address in pages.items():
                page.goto(root + address, wait_until="load")
                tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                page.set_viewport_size({"width": width, "height": tall})
                page.screenshot(path=out / f"{name}-{size}-{scheme}.png")
                page.set_viewport_size({"width": width, "height": height})
            context.close()
    return faults


def write_index(pages: dict[str, str], out: Path) -> None:
    """The page that shows all pictures."""
    rows = [
        f"<h2>{escape(name)} <small>/{escape(address)}</small></h2><p>"
        + "".join(
            f'<a href="{name}-{size}-{scheme}.png"><img src="{name}-{size}-{scheme}.png" alt="{name}, {size}, {scheme}"'
            f' width="{160 if size == "phone" else 420}" loading="lazy"></a> '
            for size in SIZES
            for scheme in SCHEMES
        )
        + "</p>"
        for name, address in pages.items()
    ]
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title>'
    style = (
        "<style>body{font:14px sans-serif;margin:2rem}img{vertical-align:top;border:1px solid #999}</style>"
    )
    (out / "index.html").write_text("\n".join([head, style, *rows, ""]), "utf-8")


def main(site: Path, out: Path) -> int:
    """Take them all; 1 where the browser complained of a page."""
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        print(f"needs a Chromium: none of {', '.join(CHROMIUMS)} is on the path", file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    pages = choose_pages(site)
    with serve_folder(site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        faults = take_pictures(browser, root, pages, out)
        browser.close()
    write_index(pages, out)
    print(f"{out / 'index.html'}: {len(pages)} pages")
    for fault in dict.fromkeys(faults):
        print(fault, file=sys.stderr)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
