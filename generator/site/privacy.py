"""People without a page of their own, left out of what the site gives away as data."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from generator.publication import PublicArticle, Publication, Stretch

LEFT_OUT = "[…]"
"""What stands for the name of a private person in the passages of an article."""


def without_private_people(publication: Publication) -> Publication:
    """The publication with listed people and organisations only, and no name of another person in a passage."""
    people = {entity_id: entity for entity_id, entity in publication.people.items() if entity.listed}
    organisations = {key: entity for key, entity in publication.organisations.items() if entity.listed}
    return replace(
        publication,
        people=people,
        organisations=organisations,
        articles={key: _mask_article(article, people) for key, article in publication.articles.items()},
        events={
            key: replace(
                event,
                participants=tuple(
                    row for row in event.participants if row[0] in people or row[0] in organisations
                ),
            )
            for key, event in publication.events.items()
        },
    )


def _mask_article(article: PublicArticle, people: Container[str]) -> PublicArticle:
    return replace(
        article,
        people=tuple(person for person in article.people if person in people),
        stretches=tuple(map(_mask_stretch, article.stretches)),
    )


def _mask_stretch(stretch: Stretch) -> Stretch:
    """A passage with the names of people who have no page left out; its offsets stay those of the article."""
    text, last = "", stretch.start
    for mark in stretch.highlights:
        if mark.kind == "person" and mark.target is None and mark.start >= last:
            text += stretch.text[last - stretch.start : mark.start - stretch.start] + LEFT_OUT
            last = mark.end
    return replace(stretch, text=text + stretch.text[last - stretch.start :])
