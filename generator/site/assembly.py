"""Everything that goes into the site's folder beside what MkDocs staged: pages, redirects, search, sitemap, data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from pathlib import Path

from generator.catalogue import Catalogue
from generator.page import RenderedPage
from generator.publication import Publication
from generator.registry import KINDS, Kind, Registry
from generator.site.calendars import make_calendars
from generator.site.data import make_data
from generator.site.feeds import make_feeds
from generator.site.head import make_head, noindex
from generator.site.links import Fault, check_links
from generator.site.policy import Inline, hash_inline, insert_policy, make_headers
from generator.site.redirects import make_redirects
from generator.site.search import extend_index
from generator.site.shell import ShellMaker
from generator.site.sitemap import compress, make_sitemap

SEARCH_INDEX = "search/search_index.json"


def assemble_site(
    rendered: Sequence[RenderedPage],
    *,
    publication: Publication,
    registry: Registry,
    catalogue: Catalogue,
    make_shell: ShellMaker,
    staged: Path,
    title: str,
    site_url: str | None,
    public: bool,
    secure: bool = True,
) -> dict[str, str | bytes]:
    """Path → content of every generated file; those named like a staged file replace it.

    ``secure``: pages carry a Content-Security-Policy (a preview's cannot: its reload script is MkDocs' own).
    """
    pages = [item.page for item in rendered]
    guard = _Guard(secure=secure)
    files: dict[str, str | bytes] = {}
    for item in rendered:
        shell = make_shell(item.page.section, count_depth(item.page.address))
        head = make_head(item.page, publication, title=title, site_url=site_url, public=public)
        files[f"{item.page.address}index.html"] = guard.insert(shell.fill(item, head), shell.literal)
    titles = {page.address: page.title for page in pages}
    redirects = make_redirects(_list_moved(registry), titles, catalogue.text("page-moved"), catalogue.code)
    files |= {path: guard.insert(html, "") for path, html in redirects.items()}
    if (index := staged / SEARCH_INDEX).is_file():
        files[SEARCH_INDEX] = extend_index(index.read_text("utf-8"), pages)
    if site_url:
        sitemap = make_sitemap(pages, _authored_addresses(staged, files), site_url)
        files |= {"sitemap.xml": sitemap, "sitemap.xml.gz": compress(sitemap)}
    if not public:
        files["robots.txt"] = "User-agent: *\nDisallow: /\n"
    files |= make_feeds(publication, catalogue, title=title, site_url=site_url)
    files |= make_calendars(publication, catalogue, title=title, site_url=site_url)
    files |= make_data(publication)
    for path, file in _staged_pages(staged):
        if path not in files and (secure or not public):
            html = file.read_text("utf-8")
            html = html if public else html.replace("</head>", f"{noindex()}</head>", 1)
            files[path] = guard.insert(html, html)
    if secure:
        files["_headers"] = make_headers(guard.all, public=public)
    return files


class _Guard:
    """Puts policies into pages, and knows all that they allow; of a shell the hashes are taken once."""

    def __init__(self, *, secure: bool) -> None:
        self._secure = secure
        self._hashed: dict[str, Inline] = {}

    def insert(self, html: str, trusted: str) -> str:
        """The page with a policy that lets the inline scripts of ``trusted`` run."""
        if not self._secure:
            return html
        if trusted not in self._hashed:
            self._hashed[trusted] = hash_inline(trusted)
        return insert_policy(html, self._hashed[trusted])

    @property
    def all(self) -> Inline:
        """What any page may run."""
        return reduce(or_, self._hashed.values(), Inline())


def find_faults(staged: Path, files: Mapping[str, str | bytes], site_url: str | None) -> tuple[Fault, ...]:
    """Links of any page, generated or authored, that lead nowhere."""
    pages = {path: file.read_text("utf-8") for path, file in _staged_pages(staged) if path not in files}
    pages |= {path: text for path, text in files.items() if path.endswith(".html") and isinstance(text, str)}
    checked = {path: html for path, html in pages.items() if path != "404.html"}  # its links are absolute
    return check_links(checked, lambda path: path in files or (staged / path).is_file(), site_url)


def count_depth(address: str) -> int:
    """How many folders an address is below the root: 0 for the home page."""
    return address.strip("/").count("/") + 1 if address.strip("/") else 0


def _staged_pages(staged: Path) -> Iterable[tuple[str, Path]]:
    for file in sorted(staged.rglob("*.html")):
        yield file.relative_to(staged).as_posix(), file


def _authored_addresses(staged: Path, files: Mapping[str, str | bytes]) -> list[str]:
    return [
        path.removesuffix("index.html")
        for path, _ in _staged_pages(staged)
        if path.endswith("index.html") and path not in files
    ]


def _list_moved(registry: Registry) -> Iterable[tuple[Kind, str, str]]:
    """(kind, old slug, slug it leads to) of every address that was merged into another."""
    for kind in KINDS:
        for row in registry.rows(kind):
            if row.merged_into is not None:
                yield kind, row.slug, registry.resolve(row.id).slug
