"""Hostile input is inert in every file of the site; that nothing runs is proved in Chromium (``browser/``)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import MKDOCS, Project
from hostile_articles import IMAGE, RENAMED, SCRIPT, TITLES, build_hostile_site
from made_html import Element, StrictReader, read_html

UPWARDS = re.compile(r"\.\.(/\.\.)*/?|(?<=\")\.(?=[\"/])/?|^\./")
HOSTILE_TAG = re.compile(r"<(script|img|svg|iframe|style)|\son\w+\s*=|javascript:", re.IGNORECASE)
RUNS = re.compile(r"[\s\x00-\x1f]*(javascript|data|vbscript)[\s\x00-\x1f]*:", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hostile desk, everything shown in full."""
    project = Project(tmp_path_factory.mktemp("hostile"))
    project.write("site_config/briefing.toml", '[rights]\ndefault = "full"\n')
    project.write("content/pages/about.md", "# About\n\nNothing hostile here.\n")
    project.write("mkdocs.yml", f"{MKDOCS}site_url: https://desk.example.org/briefing/\n")
    return build_hostile_site(project).root / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, StrictReader]:
    """Every page, read strictly: what does not nest fails here."""
    return {
        file.relative_to(site).as_posix(): read_html(file.read_text("utf-8"))
        for file in sorted(site.rglob("*.html"))
        if file.name != "404.html"  # MkDocs' own, with absolute links
    }


def _all(pages: dict[str, StrictReader], *names: str) -> list[tuple[str, Element]]:
    return [
        (path, element) for path, page in pages.items() for element in page.elements if element.name in names
    ]


def test_every_page_kind_shows_hostile_text(site: Path) -> None:
    """The test has teeth: titles or names with a script stand on each kind of page."""
    for kind in (
        "",
        "articles/*",
        "events/*",
        "people/*",
        "organisations/*",
        "countries/*",
        "days/*",
        "quotes",
    ):
        files = list(site.glob(f"{kind}/index.html".lstrip("/")))
        assert files, kind
        assert any("&lt;script&gt;" in file.read_text("utf-8") for file in files), kind
    for hub in ("articles", "events", "people", "organisations", "calendar", "method"):
        assert "&lt;" in (site / hub / "index.html").read_text("utf-8"), hub


def _scripts(page: StrictReader) -> set[tuple[str, str]]:
    """Source and text of all scripts but the data for search engines; without what differs by depth."""
    return {
        (UPWARDS.sub("", e.attributes.get("src", "")), UPWARDS.sub("", e.text))
        for e in page.elements
        if e.name == "script" and e.attributes.get("type") != "application/ld+json"
    }


def test_pages_have_no_scripts_but_the_themes(pages: dict[str, StrictReader]) -> None:
    """The authored page, which nothing hostile reaches, has the same scripts as all others."""
    allowed = _scripts(pages["about/index.html"])
    assert len(allowed) > 3
    assert {path: extra for path, page in pages.items() if (extra := _scripts(page) - allowed)} == {}


def test_data_for_search_engines_are_json_that_ends_no_script(pages: dict[str, StrictReader]) -> None:
    """Hostile titles stand in them as typed, and hold no mark that HTML would read."""
    data = [e.text for _, e in _all(pages, "script") if e.attributes.get("type") == "application/ld+json"]
    assert len(data) > 20
    assert any(SCRIPT in json.dumps(json.loads(text), ensure_ascii=False) for text in data)
    assert not [text for text in data if "<" in text or "&" in text]


def test_no_element_or_attribute_came_out_of_a_text(pages: dict[str, StrictReader]) -> None:
    """No picture, frame or object, no handler, no style, no link that runs; links lead to the site or by http."""
    assert (
        _all(pages, "img", "iframe", "object", "embed", "base", "math", "style", "textarea", "mglyph") == []
    )
    for path, page in pages.items():
        for element in page.elements:
            names = element.attributes.keys()
            assert not [name for name in names if name.startswith("on")], (path, element)
            for name in ("href", "src", "action", "xlink:href", "content"):
                value = element.attributes.get(name, "")
                assert value == "data:," or not RUNS.match(value), (path, value)


def test_titles_are_shown_as_typed(site: Path, pages: dict[str, StrictReader]) -> None:
    """Letter for letter: in the page's own heading, in its title, and in the list of articles."""
    listed = pages["articles/index.html"].text
    for number, (name, title) in enumerate(TITLES.items(), 1):
        page = pages[f"articles/{number:02d}-{name}/index.html"]
        assert title in next(e.text for e in page.elements if e.name == "h1")
        assert title in next(e.text for e in page.elements if e.name == "title")
        assert title in listed


def test_names_that_editors_gave_are_shown_as_typed(pages: dict[str, StrictReader]) -> None:
    """On pages of events, people and organisations, on the redirect, and wherever else they are printed."""
    renamed = [
        path
        for path, page in pages.items()
        if any(e.name == "h1" and RENAMED.strip() in e.text for e in page.elements)
    ]
    assert {path.split("/")[0] for path in renamed} == {"events", "people", "organisations"}
    redirects = [
        page
        for page in pages.values()
        if any(e.attributes.get("http-equiv") == "refresh" for e in page.elements)
    ]
    assert any(RENAMED in page.text for page in redirects)


def test_a_body_is_shown_as_typed(pages: dict[str, StrictReader]) -> None:
    """A plain text keeps every mark; a Markdown body keeps all that is not HTML."""
    plain = pages["articles/01-script/index.html"].text
    assert plain.count(SCRIPT) >= 3
    assert f"apprendre {IMAGE} à manœuvrer" in plain
    marked = pages["articles/body/index.html"].text
    assert '--8<-- "pyproject.toml"' in marked
    assert "{{ 7*7 }}" in marked


def test_no_file_of_the_desk_is_included(site: Path) -> None:
    """A snippet's line is text: nothing of another file is in the site."""
    for file in site.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"docs_dir" not in content, file
            assert b"[build-system]" not in content, file


def test_names_of_files_are_legal_everywhere(site: Path) -> None:
    """Whatever a file was called, its address is plain ASCII without marks."""
    for path in (site / "articles").iterdir():
        assert re.fullmatch(r"[a-z0-9-]{1,80}|index\.html", path.name), path.name


def test_what_was_set_aside_is_counted_and_not_named(pages: dict[str, StrictReader]) -> None:
    """The method page counts the files that could not be used; their names are for the desk alone."""
    text = pages["method/index.html"].text
    assert re.search(r"[12] fichiers? reçus? qui n’", text)
    assert "onerror=window.pwned=1>.pdf" not in text


def test_search_entries_are_escaped(site: Path) -> None:
    """No entry holds an element of its own."""
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    ours = [doc for doc in index["docs"] if not doc["location"].startswith("about/")]
    assert len(ours) > 20
    assert not [doc for doc in ours if "<" in doc["title"] or "<" in doc["text"]]


def test_the_sitemap_is_well_formed(site: Path) -> None:
    """Every address of it is a page of the site."""
    root = ElementTree.fromstring((site / "sitemap.xml").read_text("utf-8"))
    addresses = [str(entry[0].text) for entry in root]
    assert len(addresses) > 20
    for address in addresses:
        assert (site / address.removeprefix("https://desk.example.org/briefing/") / "index.html").is_file()


def test_feeds_are_well_formed_and_hold_no_markup_of_a_text(site: Path) -> None:
    """Of the site, of each country and event: titles as typed; what is meant as HTML holds no element of a text."""
    feeds = sorted(site.rglob("feed.xml"))
    assert len(feeds) > 5
    for file in feeds:
        root = ElementTree.fromstring(file.read_text("utf-8"))
        for element in root.iter():
            if element.get("type") in ("html", "xhtml"):
                assert not HOSTILE_TAG.search("".join(element.itertext())), file
        assert "zorglub" in "".join(root.itertext()).casefold(), file
    for file in sorted(site.rglob("feed.json")):
        items = json.loads(file.read_text("utf-8"))["items"]
        assert not [item for item in items if HOSTILE_TAG.search(item.get("content_html", ""))], file


def test_calendars_hold_no_line_of_a_text(site: Path) -> None:
    """Every line is a property or the continuation of one, of at most 75 bytes, and ends as the standard says."""
    calendars = sorted(site.rglob("calendar.ics"))
    assert len(calendars) > 2
    for file in calendars:
        lines = file.read_bytes().split(b"\r\n")
        assert lines.pop() == b""
        for line in lines:
            assert re.match(rb"[ \t]|[A-Z-]+[;:]", line), (file, line)
            assert len(line) <= 75, (file, line)
            assert not re.search(rb"[\x00-\x08\x0a-\x1f]", line), (file, line)


def test_the_navigation_holds_only_our_words(pages: dict[str, StrictReader]) -> None:
    """Tabs and drawer are the same on every page, whatever its title."""
    for path, page in pages.items():
        labels = {
            " ".join(element.text.split())
            for element in page.elements
            if element.name == "a" and "md-tabs__link" in element.attributes.get("class", "")
        }
        if labels:
            assert labels == {" ".join(e.text.split()) for e in pages["about/index.html"].elements
                              if e.name == "a" and "md-tabs__link" in e.attributes.get("class", "")}, path  # fmt: skip


def test_public_data_are_lines_of_json(site: Path) -> None:
    """Each line of each file is one object, whatever line ends a text brought."""
    for file in (site / "data").glob("*.jsonl"):
        for line in file.read_text("utf-8").split("\n")[:-1]:
            assert isinstance(json.loads(line), dict)
