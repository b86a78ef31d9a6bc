"""Pages of people: their functions in time, what they said, what was said of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.entities import make_entity_pages
from generator.publication import Publication


def make_people_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """The index and one page a listed person."""
    return make_entity_pages(publication, catalogue, publication.people, section="people", kind="person")
