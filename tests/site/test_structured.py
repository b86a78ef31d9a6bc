"""JSON-LD and the rest of a page's head: valid, inert, and with nothing that may not be shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.catalogue import load_catalogue
from generator.page import Page
from generator.pages import make_pages
from generator.publication import Publication
from generator.site.head import make_head
from generator.site.structured import make_structured_data, write_structured_data
from tests.made_publication import make_publication

SITE = "https://www.example.org/desk/"
CATALOGUE = load_catalogue("fr")
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

CREATIVE = {
    "name",
    "headline",
    "url",
    "inLanguage",
    "datePublished",
    "dateModified",
    "dateCreated",
    "description",
}
CREATIVE |= {"about", "mentions", "hasPart", "author", "publisher", "mainEntityOfPage"}
THING = {"name", "url", "alternateName", "identifier", "description", "subjectOf", "inLanguage"}
PROPERTIES = {
    "Report": CREATIVE,
    "NewsArticle": CREATIVE,
    "WebPage": CREATIVE,
    "CollectionPage": CREATIVE,
    "Quotation": CREATIVE | {"text", "spokenByCharacter"},
    "Event": THING | {"startDate", "endDate", "eventStatus", "location", "organizer"},
    "Person": THING | {"jobTitle"},
    "Organization": THING,
    "Country": THING,
    "Place": THING | {"containedInPlace"},
}
"""The types of schema.org that are used, and the properties that they have there (or inherit)."""


def _pages(publication: Publication) -> dict[str, Page]:
    return {page.address: page for page in make_pages(publication, CATALOGUE)}


def _describe(address: str, site_url: str | None = SITE) -> dict[str, Any]:
    publication = make_publication()
    return make_structured_data(_pages(publication)[address], publication, title="Le Desk", site_url=site_url)


def _check(thing: Any, path: str) -> None:
    """Every object has a known type and only properties of that type; nothing is empty."""
    if isinstance(thing, list):
        assert thing, path
        for number, item in enumerate(thing):
            _check(item, f"{path}[{number}]")
    elif isinstance(thing, dict):
        known = PROPERTIES[thing["@type"]]
        for name, value in thing.items():
            assert name in known | {"@type", "@context"}, f"{path}.{name}"
            _check(value, f"{path}.{name}")
    else:
        assert isinstance(thing, str) and thing, path
        if path.endswith("Date") or ".date" in path:
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}", thing), path


@pytest.mark.parametrize("site_url", [SITE, None])
def test_every_page_describes_itself_in_terms_of_schema_org(site_url: str | None) -> None:
    """Types and properties are schema.org's, dates ISO 8601, and no value is empty."""
    publication = make_publication()
    for address, page in _pages(publication).items():
        thing = make_structured_data(page, publication, title="Le Desk", site_url=site_url)
        assert thing["@context"] == "https://schema.org"
        _check(thing, address or "home")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("", "Report"),
        ("articles/anika/", "NewsArticle"),
        ("events/cyclone-anika/", "Event"),
        ("people/hery-rakotomalala/", "Person"),
        ("organisations/bureau-des-catastrophes/", "Organization"),
        ("countries/fr/", "Country"),
        ("quotes/", "CollectionPage"),
    ],
)
def test_each_kind_of_page_is_what_it_is_about(address: str, kind: str) -> None:
    """An event's page is an Event, a person's a Person."""
    assert _describe(address)["@type"] == kind


def test_an_event_gives_only_what_is_known_of_its_time() -> None:
    """Exact days are dates; « manœuvres de mai » of no year has none."""
    known = _describe("events/corail-2026/")
    assert (known["startDate"], known["endDate"]) == ("2026-12-03", "2026-12-07")
    assert "startDate" not in _describe("events/manoeuvres-de-mai/")


def test_links_are_absolute_where_the_site_has_an_address_and_else_relative() -> None:
    """Both lead to the same page."""
    assert _describe("countries/fr/")["url"] == f"{SITE}countries/fr/"
    assert _describe("countries/fr/", site_url=None)["url"] == "./"


def test_nothing_in_the_data_can_end_the_script() -> None:
    """A title of the worst kind stays a title."""
    publication = make_publication()
    title = "</script><!--<script>alert(1)</script>\u2028&amp;"
    articles = {key: replace(a, title=title, label=title) for key, a in publication.articles.items()}
    hostile = replace(publication, articles=articles)
    page = _pages(hostile)["articles/anika/"]
    written = write_structured_data(make_structured_data(page, hostile, title="x", site_url=SITE))
    (text,) = DATA.findall(written)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["headline"] == title


def test_hidden_words_are_in_no_head() -> None:
    """A quotation without words is left out; a title that may not be shown is no headline."""
    publication = make_publication()
    quotes = {key: replace(quote, pieces=()) for key, quote in publication.quotes.items()}
    articles = {key: replace(article, title=None) for key, article in publication.articles.items()}
    hidden = replace(publication, quotes=quotes, articles=articles)
    for page in _pages(hidden).values():
        text = json.dumps(make_structured_data(page, hidden, title="x", site_url=SITE))
        assert '"Quotation"' not in text
        assert '"headline": "x"' in text or "headline" not in text


def test_a_head_has_open_graph_without_pictures_and_its_values_escaped() -> None:
    """Title, description and address; an attribute cannot be left."""
    publication = make_publication()
    page = replace(_pages(publication)["countries/fr/"], title='"><script>alert(1)</script>')
    head = make_head(page, publication, title="Le Desk", site_url=SITE, public=True)
    assert f'<meta property="og:url" content="{SITE}countries/fr/">' in head
    assert "og:image" not in head
    assert "<script>" not in head
    assert "noindex" not in head


def test_a_briefing_that_is_not_public_asks_search_engines_to_stay_away(make_project: Any) -> None:
    """Every page, authored ones too, and robots.txt; the preview's reload apart, all pages keep their policy."""
    text = "Titre: La France et le Kenya se parlent\n\nLa France et le Kenya se sont parlé à Nairobi.\n"
    project = make_project({"2026-11-23/a.txt": text}, briefing='language = "fr"\npublic = false\n')
    project.build()
    for page in sorted((project.root / "site").rglob("*.html")):
        assert '<meta name="robots" content="noindex' in page.read_text("utf-8"), page
    assert "Disallow: /" in (project.root / "site/robots.txt").read_text("utf-8")


def test_the_sample_says_what_its_pages_are(sample_site: Path) -> None:
    """Each page has one script of data, which can be read."""
    for page in sorted(sample_site.glob("*/*/index.html")):
        html = page.read_text("utf-8")
        if 'http-equiv="refresh"' not in html:
            (text,) = DATA.findall(html)
            _check(json.loads(text), str(page))
