"""Rendering: every page kind, escaped, with links that resolve; a user's templates, and what is said when they fail."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from generator.catalogue import load_catalogue
from generator.errors import ConfigurationError
from generator.filters import join_pieces, relative_link, trim_description
from generator.page import Page, RenderedPage
from generator.pages import make_pages
from generator.publication import Publication
from generator.render import make_environment, render_pages
from tests.made_html import StrictReader, read_html
from tests.made_publication import make_empty_publication, make_publication

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
FOLLOWED = ("feed.xml", "feed.json", "calendar.ics")


def _render(publication: Publication, language: str = "fr") -> dict[str, RenderedPage]:
    catalogue = load_catalogue(language)
    pages = make_pages(publication, catalogue)
    rendered = render_pages(pages, make_environment(None, TEMPLATES, catalogue))
    return {page.page.address: page for page in rendered}


@pytest.fixture(scope="module")
def site() -> dict[str, RenderedPage]:
    """The made publication, rendered in French."""
    return _render(make_publication())


@pytest.fixture(scope="module")
def read(site: dict[str, RenderedPage]) -> dict[str, StrictReader]:
    """Each page read strictly."""
    return {address: read_html(page.html) for address, page in site.items()}


def _anchors(reader: StrictReader) -> dict[str, str]:
    return {e.attributes["id"]: e.text for e in reader.elements if "id" in e.attributes}


def test_every_page_is_valid_html_with_one_heading(read: dict[str, StrictReader]) -> None:
    """Elements nest on every page, ids are unique, and there is exactly one h1."""
    for address, reader in read.items():
        ids = [e.attributes["id"] for e in reader.elements if "id" in e.attributes]
        assert len(ids) == len(set(ids)), address
        assert sum(element.name == "h1" for element in reader.elements) == 1, address


def test_every_link_leads_to_a_page_and_an_anchor(read: dict[str, StrictReader]) -> None:
    """Below any path, each relative link resolves to a page that exists, and its anchor to an element there."""
    root = "https://host.example/some/folder/"
    for address, reader in read.items():
        for element in reader.elements:
            target = urlsplit(urljoin(root + address, element.attributes.get("href", "")))
            if element.name != "a" or not target.geturl().startswith(root):
                continue
            path = target._replace(fragment="").geturl().removeprefix(root)
            if path.rpartition("/")[2] in FOLLOWED:  # written by ``site`` beside the page
                assert path.rpartition("/")[0] == address.rstrip("/")
                continue
            assert path in read, f"{address} links to {path}"
            if target.fragment:
                assert target.fragment in _anchors(read[path]), f"{address} links to {path}#{target.fragment}"


def test_every_printed_statement_leads_to_its_words(read: dict[str, StrictReader]) -> None:
    """The anchor that an evidence names holds exactly the evidence's words."""
    publication = make_publication()
    evidence = [quote.evidence for quote in publication.quotes.values()]
    evidence += [report for event in publication.events.values() for report in event.reports]
    evidence += [claim.evidence for event in publication.events.values() for claim in event.claims]
    evidence += [role.evidence for person in publication.people.values() for role in person.roles]
    shown = [item for item in evidence if item.text is not None]
    assert len(shown) > 20
    for item in shown:
        address, _, anchor = item.href.partition("#")
        assert _anchors(read[address])[anchor] == item.text


def test_hostile_texts_are_shown_as_typed(read: dict[str, StrictReader]) -> None:
    """No element, attribute or address comes out of an article's title, source, author or URL."""
    for address, reader in read.items():
        for element in reader.elements:
            assert element.name not in ("script", "style", "img", "iframe", "object", "link"), address
            assert not any(name.startswith("on") or name == "style" for name in element.attributes), address
            assert not element.attributes.get("href", "").strip().lower().startswith("javascript"), address
    text = read["articles/hostile/"].text
    assert "<script>alert('titre')</script> {{7*7}}" in text
    assert '"><img src=x onerror=alert(1)>' in text


def test_direction_controls_are_isolated(site: dict[str, RenderedPage]) -> None:
    """U+202E in a title turns nothing round but the title."""
    for address, page in site.items():
        for before, _, after in [page.html.partition("\u202e")]:
            if after:
                assert before.rfind("\u2068") > before.rfind("\u2069"), address
                assert "\u2069" in after, address


def test_words_that_rights_hide_are_told_as_hidden(read: dict[str, StrictReader]) -> None:
    """A quote without words says who, when and in which source, and why there are no words."""
    text = read["people/hery-rakotomalala/"].text
    assert "Propos non reproduits" in text
    assert "Nous ne comptons que" not in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_empty_publication_says_so_on_every_page(language: str) -> None:
    """A site of nothing has all its hubs, and each says something."""
    pages = _render(make_empty_publication(), language)
    assert len(pages) == 10
    for page in pages.values():
        assert len(read_html(page.html).text.split()) > 5


def test_the_interface_speaks_english_too() -> None:
    """With the English catalogue no French label is left."""
    text = read_html(_render(make_publication(), "en")[""].html).text
    assert "Coming up" in text
    assert "À venir" not in text
    assert "Monday 23 November 2026" in text


def test_rendering_twice_gives_the_same() -> None:
    """Two renderings are the same character by character."""
    first, second = _render(make_publication()), _render(make_publication())
    assert {a: p.html for a, p in first.items()} == {a: p.html for a, p in second.items()}


@pytest.mark.parametrize(
    ("address", "origin", "link"),
    [
        ("articles/vostok/#q-120", "countries/fr/", "../../articles/vostok/#q-120"),
        ("articles/vostok/#q-120", "articles/vostok/", "#q-120"),
        ("countries/fr/", "", "countries/fr/"),
        ("", "", "./"),
        ("", "events/x/", "../../"),
        ("events/x/", "events/x/", "../../events/x/"),
    ],
)
def test_links_are_relative(address: str, origin: str, link: str) -> None:
    """A link leads from page to page without naming the root."""
    assert relative_link(address, origin) == link


@pytest.mark.parametrize(
    ("description", "speaker", "printed"),
    [
        ("Son homologue brésilienne, Beatriz Falcão", "Beatriz Falcão", "Son homologue brésilienne"),
        ("le contre-amiral KERBELLEC", "Yves Kerbellec", "le contre-amiral"),
        ("Mme Vasseur", "Hélène Vasseur", ""),
        ("Hélène Vasseur", "Hélène Vasseur", ""),
        ("le ministre", "Paulo Teixeira Nunes", "le ministre"),
        ("un négociateur européen", None, "un négociateur européen"),
        (None, "Ned Price", ""),
    ],
)
def test_a_description_adds_to_the_name(description: str | None, speaker: str | None, printed: str) -> None:
    """Beside the name stands what the description adds to it, and nothing where it adds nothing."""
    assert trim_description(description, speaker) == printed


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        (("Les eaux, je ne sais pas", "mais lentes."), "Les eaux, je ne sais pas […] mais lentes."),
        (("Le musée.", "Ce temps-là est fini."), "Le musée. Ce temps-là est fini."),
        (("Nobody got everything,",), "Nobody got everything"),
        ((), ""),
    ],
)
def test_pieces_of_a_quote_are_joined(pieces: tuple[str, ...], line: str) -> None:
    """Where an incise broke a quotation off, the reader sees it."""
    assert join_pieces(pieces) == line


def _page(template: str, **data: object) -> Page:
    return Page(
        address="x/", section="x", kind="index", title="T", description="", template=template, data=data
    )


def _render_own(folder: Path, source: str, **data: object) -> str:
    (folder / "own.html").write_text(source, "utf-8")
    environment = make_environment(folder, TEMPLATES, load_catalogue("en"))
    return next(iter(render_pages([_page("own.html", **data)], environment))).html


def test_a_users_template_may_extend_the_default(tmp_path: Path) -> None:
    """A template of the same name stands for the default one and can keep what it likes of it."""
    (tmp_path / "method.html").write_text(
        '{% extends "!default/method.html" %}{% block credits %}<p>Our own credits</p>{% endblock %}', "utf-8"
    )
    catalogue = load_catalogue("en")
    pages = [page for page in make_pages(make_publication(), catalogue) if page.kind == "method"]
    html = next(iter(render_pages(pages, make_environment(tmp_path, TEMPLATES, catalogue)))).html
    assert "Our own credits" in html
    assert "How it is made" in html
    assert "GeoNames" not in html


def test_everything_printed_is_escaped(tmp_path: Path) -> None:
    """Autoescape is on whatever the file is called."""
    assert _render_own(tmp_path, "{{ text }}", text="<b>") == "&lt;b&gt;"
    assert _render_own(tmp_path, "[{{ text }}]", text=None) == "[]"


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("a\n{{ contry }}", "template-failed", 2),
        ("a\n\n{% if %}", "template-syntax", 3),
        ("{% extends 'none.html' %}", "template-missing", None),
        ("{{ t('no-such-label') }}", "template-failed", 1),
        ("a\n{{ 1 / 0 }}", "template-failed", 2),
        ("{{ country | nofilter }}", "template-syntax", 1),
    ],
)
def test_a_templates_fault_is_told_with_its_place(
    tmp_path: Path, source: str, code: str, line: int | None
) -> None:
    """The error names the template, its line and, for a wrong name, the names that there are."""
    with pytest.raises(ConfigurationError) as caught:
        _render_own(tmp_path, source, country="x")
    assert caught.value.problem.code == code
    assert caught.value.problem.line == line
    assert str(caught.value.problem.path).endswith("own.html")
    if code == "template-failed":
        assert "country, page" in caught.value.problem.values["names"]
