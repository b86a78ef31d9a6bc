"""From what may be published to the site's pages: one module a page kind, and the table that lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.bidirectional import has_controls, isolate
from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.articles import make_article_pages
from generator.pages.calendar import make_calendar_pages
from generator.pages.countries import make_country_pages
from generator.pages.days import make_day_pages
from generator.pages.events import make_event_pages
from generator.pages.home import make_home_pages
from generator.pages.method import make_method_pages
from generator.pages.organisations import make_organisation_pages
from generator.pages.people import make_people_pages
from generator.pages.quotes import make_quote_pages
from generator.publication import Publication

PageMaker = Callable[[Publication, Catalogue], Iterator[Page]]

PAGE_KINDS: dict[str, PageMaker] = {
    "home": make_home_pages,
    "events": make_event_pages,
    "countries": make_country_pages,
    "quotes": make_quote_pages,
    "people": make_people_pages,
    "organisations": make_organisation_pages,
    "articles": make_article_pages,
    "days": make_day_pages,
    "calendar": make_calendar_pages,
    "method": make_method_pages,
}


def make_pages(publication: Publication, catalogue: Catalogue) -> tuple[Page, ...]:
    """Every page of the site, in the order of the table; addresses are unique."""
    return tuple(_isolate(page) for make in PAGE_KINDS.values() for page in make(publication, catalogue))


def _isolate(page: Page) -> Page:
    """The page with the direction controls of its title, description and search entry isolated."""
    if not has_controls(page.title + page.description + (page.search.text if page.search else "")):
        return page
    search = page.search
    if search is not None:
        search = replace(search, title=isolate(search.title), text=isolate(search.text))
    return replace(page, title=isolate(page.title), description=isolate(page.description), search=search)
