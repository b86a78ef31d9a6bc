"""The link check: every link of every page leads to a page or file of the site, and every anchor exists."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

LINKING = {
    "a": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "use": "href",
}


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A link that leads nowhere: the page it stands on, the link as written, ``missing`` "page" or "anchor"."""

    page: str
    link: str
    missing: str


def check_links(
    pages: Mapping[str, str], exists: Callable[[str], bool], site_url: str | None = None
) -> tuple[Fault, ...]:
    """Check the HTML of ``pages`` (path in the site, such as ``countries/fr/index.html`` → HTML).

    ``exists(path)`` says whether the site has another file. Links to other hosts are not followed.
    """
    read = {path: _read_page(html) for path, html in pages.items()}
    faults: set[Fault] = set()
    for path, found in read.items():
        for link in found.links:
            missing = _check(path, link, read, exists, site_url)
            if missing:
                faults.add(Fault(path, link, missing))
    return tuple(sorted(faults))


def _check(
    path: str, link: str, read: Mapping[str, _Found], exists: Callable[[str], bool], site_url: str | None
) -> str | None:
    if site_url and link.startswith(site_url):
        link = "/" + link[len(site_url) :].lstrip("/")
    try:
        parts = urlsplit(link)
    except ValueError:  # such as http://[
        return "page"
    if parts.scheme or parts.netloc:
        return None
    target = _resolve(path, unquote(parts.path))
    if target not in read:
        return None if exists(target) else "page"
    anchor = unquote(parts.fragment)
    return "anchor" if anchor and anchor not in read[target].anchors else None


def _resolve(path: str, link: str) -> str:
    if not link:
        return path
    base = "" if link.startswith("/") else posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(base, link.lstrip("/")))
    if link.endswith("/") or target == ".":
        return posixpath.normpath(posixpath.join(target, "index.html"))
    last = link.rpartition("/")[2]
    return posixpath.join(target, "index.html") if last in (".", "..") else target


@dataclass(slots=True)
class _Found:
    links: list[str]
    anchors: set[str]


def _read_page(html: str) -> _Found:
    reader = _PageReader()
    reader.feed(html)
    return reader.found


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = _Found([], {"top", "__drawer", "__search"})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.found.anchors.add(values["id"] or "")
        if tag == "a" and values.get("name"):
            self.found.anchors.add(values["name"] or "")
        link = values.get(LINKING.get(tag, ""))
        if link and values.get("rel") not in ("preconnect", "dns-prefetch"):
            self.found.links.append(link)


def hrefs_of(pages: Iterable[str]) -> list[str]:
    """Every link in the given HTML, for tests and reports."""
    return [link for html in pages for link in _read_page(html).links]
