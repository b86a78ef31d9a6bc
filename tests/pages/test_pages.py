"""Pages: what each kind is made of, and which pages there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from generator.catalogue import load_catalogue
from generator.page import Page
from generator.pages import PAGE_KINDS, make_pages
from generator.pages.months import part_by_month
from generator.pages.search import make_entry, shorten
from generator.publication import Publication
from tests.made_publication import make_empty_publication, make_publication

CATALOGUE = load_catalogue("fr")


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The pages of the made publication by address."""
    return {page.address: page for page in make_pages(make_publication(), CATALOGUE)}


def _names(cards: object) -> list[str]:
    return [card["event"].id for card in cards]  # type: ignore[attr-defined]


def test_addresses_are_unique_and_end_in_a_slash() -> None:
    """No two pages share an address; only the home page's is empty."""
    counts = Counter(page.address for page in make_pages(make_publication(), CATALOGUE))
    assert max(counts.values()) == 1
    assert all(address == "" or (address.endswith("/") and not address.startswith("/")) for address in counts)


def test_every_hub_has_its_page(pages: dict[str, Page]) -> None:
    """The addresses of the contract are there, also for an empty publication."""
    hubs = {
        "",
        "countries/",
        "events/",
        "articles/",
        "people/",
        "organisations/",
        "quotes/",
        "days/",
        "calendar/",
        "method/",
    }
    assert hubs <= pages.keys()
    assert {page.address for page in make_pages(make_empty_publication(), CATALOGUE)} == hubs
    assert len(PAGE_KINDS) == len(hubs)


def test_every_object_has_its_page(pages: dict[str, Page]) -> None:
    """Each article, country, event and listed entity has a page at its address; one who is not listed has none."""
    publication = make_publication()
    for mapping in (
        publication.articles,
        publication.countries,
        publication.events,
        publication.organisations,
    ):
        assert {item.address for item in mapping.values()} <= pages.keys()
    listed = {person.address for person in publication.people.values() if person.listed}
    assert listed <= pages.keys()
    assert "people/mere-de-famille/" not in pages


def test_search_entries_are_short(pages: dict[str, Page]) -> None:
    """Every page can be found, and an entry stays small."""
    for page in pages.values():
        assert page.search is not None
        assert len(page.search.text.encode()) < 500


def test_home_tells_what_is_new_by_weight(pages: dict[str, Page]) -> None:
    """The newest events lead, announced ones stand apart, soonest first, those without a year last."""
    home = pages[""].data
    assert _names(home["events"])[:3] == ["sanctions-nordkhim", "visite-arai", "cyclone-anika"]
    assert _names(home["announced"]) == ["corail-2026", "exercices-de-fin-d-ete"]
    assert home["countries"][0]["count"] == 2


def test_quotes_of_the_day_show_words_of_several_speakers(pages: dict[str, Page]) -> None:
    """Each speaker once, newest first, and never a quote without words or without a speaker."""
    speakers = [card["quote"].speaker for card in pages[""].data["quotes"]]
    assert speakers[0] == "Dev Menon"
    assert len(set(speakers)) == len(speakers)
    assert all(card["quote"].pieces for card in pages[""].data["quotes"])


def test_a_country_has_its_events_newest_first_and_its_facts(pages: dict[str, Page]) -> None:
    """France takes part in two events; the lead facts are words of their newest reports in the site's language."""
    france = pages["countries/fr/"].data
    assert _names(france["events"]) == ["corail-2026", "sommet-nairobi"]
    assert [fact["evidence"].article_id for fact in france["facts"]] == ["corail", "nairobi"]
    assert [card["article"].id for card in france["passing"]] == ["anika"]


def test_a_quote_by_a_country_is_not_repeated_as_about_it(pages: dict[str, Page]) -> None:
    """What Madagascar's director says of Madagascar stands once on its page."""
    about = [card["quote"].id for card in pages["countries/mg/"].data["quotes_about"]]
    assert about == ["q-red-1"]


def test_an_event_shows_where_sources_differ_first(pages: dict[str, Page]) -> None:
    """Claims are grouped by kind, with the articles that make them."""
    kind, differs, entries = pages["events/cyclone-anika/"].data["claims"][0]
    assert (kind, differs, [same[0]["claim"].value for same in entries]) == ("dead", True, ["31", "58"])


def test_an_article_knows_its_kinds_of_marks_and_its_statements(pages: dict[str, Page]) -> None:
    """The legend has what the text has; an article without words has none."""
    anika = pages["articles/anika/"].data
    assert anika["kinds"] == ("quote", "event", "role", "country", "person", "organization", "place", "date")
    assert [card["quote"].id for card in anika["quotes"]] == ["q-anika-1", "q-anika-2"]
    assert pages["articles/arai/"].data["kinds"] == ()


def test_a_person_has_functions_in_time(pages: dict[str, Page]) -> None:
    """Each wording of a function once, the newest first, with its words' place."""
    roles = pages["people/hery-rakotomalala/"].data["roles"]
    assert [role["text"] for role in roles] == ["directeur du Bureau des catastrophes", "directeur"]
    assert roles[0]["organisation"].name == "Bureau des catastrophes"


def test_an_organisation_knows_who_speaks_for_it(pages: dict[str, Page]) -> None:
    """The people whose functions name it are listed on its page."""
    members = pages["organisations/bureau-des-catastrophes/"].data["members"]
    assert [card["entity"].name for card in members] == ["Hery Rakotomalala"]


def test_days_lead_to_their_neighbours(pages: dict[str, Page]) -> None:
    """A day links to the next earlier and later day on which something came."""
    day = pages["days/2026-11-20/"].data
    assert (day["earlier"], day["later"]) == (date(2026, 11, 18), date(2026, 11, 22))
    assert pages["days/2026-11-23/"].data["later"] is None


def test_the_calendar_invents_no_dates(pages: dict[str, Page]) -> None:
    """Exact dates fill the grid; a month without a year and an unknown date stand apart."""
    data = pages["calendar/"].data
    assert [(month.year, month.month) for month in data["months"]] == [(2026, 11), (2026, 12)]
    assert _names(data["partial"]) == ["exercices-de-fin-d-ete", "manoeuvres-de-mai"]
    assert _names(data["undated"]) == ["guerre-sans-date"]
    busy = [cell.day.day for week in data["months"][1].weeks for cell in week if cell.events]
    assert busy == [3, 4, 5, 6, 7]


def _repeat(publication: Publication, times: int) -> Publication:
    """The publication with its first quote said ``times`` times, a day earlier each, the last ones undated."""
    quote = next(iter(publication.quotes.values()))
    quotes = {}
    for number in range(times):
        day = date(2026, 11, 23) - timedelta(days=number) if number < times - 5 else None
        quotes[f"q{number}"] = replace(quote, id=f"q{number}", statement_id=f"q{number}", day=day)
    return replace(publication, quotes=quotes)


def test_many_quotes_are_parted_by_month() -> None:
    """No page has more than 200 quotes; each quote stands on exactly one month's page; the first page links to all."""
    publication = _repeat(make_publication(), 450)
    pages = {page.address: page for page in make_pages(publication, CATALOGUE) if page.kind == "quotes"}
    shown = {address: sum(len(cards) for _, cards in page.data["days"]) for address, page in pages.items()}
    assert max(shown.values()) <= 200
    assert sum(count for address, count in shown.items() if address != "quotes/") == 450
    assert {address for address, _ in pages["quotes/"].data["months"]} == pages.keys() - {"quotes/"}
    assert "quotes/undated/" in pages


def test_a_long_month_is_cut() -> None:
    """A month of more entries than a page holds has numbered pages."""
    parted = part_by_month(range(450), lambda _: date(2026, 11, 1))
    assert [page.slug for page in parted] == ["2026-11", "2026-11-2", "2026-11-3"]
    assert [len(page.items) for page in parted] == [200, 200, 50]


def test_titles_isolate_their_direction_controls(pages: dict[str, Page]) -> None:
    """A title with U+202E stands in an isolate of its own: in the page's head, the search and the navigation."""
    page = pages["articles/hostile/"]
    assert page.search is not None
    assert page.title == page.search.title
    assert (page.title[0], page.title[-1]) == ("\u2068", "\u2069")


def test_long_texts_are_left_out_of_the_search_whole() -> None:
    """An entry never cuts a name in two."""
    entry = make_entry(CATALOGUE, title="t", texts=("a" * 200, "b" * 200, "c", None, "c"), kind="event")
    assert entry.text == "a" * 200 + " · c"


def test_shortening_ends_at_a_word() -> None:
    """A shortened text ends after a whole word, with an ellipsis."""
    assert shorten("un deux trois quatre", 12) == "un deux…"
    assert shorten("court") == "court"
