"""The link check: every link of every page leads to a page or file of the site, and every anchor exists."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
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


TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)([^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*)>")
ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
NOT_MARKUP = re.compile(r"(<(script|style)\b[^<>]*>).*?(?=</\2\s*>)|<!--.*?-->", re.DOTALL | re.IGNORECASE)


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
    """Links and anchors of a page that this program or MkDocs wrote (a full parser takes half of a rebuild's time)."""
    found = _Found([], {"top", "__drawer", "__search"})
    for tag, attributes in TAG.findall(NOT_MARKUP.sub(_keep_opening, html)):
        name = tag.lower()
        linking = LINKING.get(name)
        if linking is None and "id" not in attributes:
            continue
        values = {
            key.lower(): unescape(one or two or three)
            for key, one, two, three in ATTRIBUTE.findall(attributes)
        }
        found.anchors.update(filter(None, (values.get("id"), values.get("name") if name == "a" else None)))
        link = values.get(linking) if linking else None
        if link and values.get("rel") not in ("preconnect", "dns-prefetch"):
            found.links.append(link)
    return found


def _keep_opening(match: re.Match[str]) -> str:
    """The opening tag of a script or style, whose content is no markup; nothing of a comment."""
    return match[1] or ""


def hrefs_of(pages: Iterable[str]) -> list[str]:
    """Every link in the given HTML, for tests and reports."""
    return [link for html in pages for link in _read_page(html).links]
