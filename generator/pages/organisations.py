"""Pages of organisations: who spoke for them, what they took part in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue import Catalogue
from generator.page import Page
from generator.pages.entities import make_entity_pages
from generator.publication import Publication


def make_organisation_pages(publication: Publication, catalogue: Catalogue) -> Iterator[Page]:
    """The index and one page a listed organisation."""
    return make_entity_pages(
        publication, catalogue, publication.organisations, section="organisations", kind="organisation"
    )
