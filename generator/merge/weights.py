"""How much a country weighs in an article: its subject, an actor, a place, or named in passing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.annotations import Annotations, Mention
from generator.publication import Weight

LEAD = 400
"""Characters at the beginning of a text that make up its lead."""


def weigh_countries(annotations: Annotations, pages: Iterable[str]) -> Mapping[str, Weight]:
    """Country code → weight, for the countries in ``pages`` (those that have one), in order of first mention."""
    known = frozenset(pages)
    mentions: dict[str, list[Mention]] = {}
    for mention in annotations.mentions:
        if mention.kind == "country" and mention.key in known:
            mentions.setdefault(mention.key, []).append(mention)
    acting = _acting_countries(annotations)
    return {code: _weigh(code, found, acting) for code, found in mentions.items()}


def _acting_countries(annotations: Annotations) -> frozenset[str]:
    taking_part = {
        code for event in annotations.events if not event.background for code, _ in event.countries
    }
    speaking = {quote.speaker_country for quote in annotations.quotes if quote.speaker_country}
    return frozenset(taking_part | speaking)


def _weigh(code: str, mentions: list[Mention], acting: frozenset[str]) -> Weight:
    prominent = [
        m for m in mentions if m.field == "title" or (m.start < LEAD and m.via not in ("city", "region"))
    ]
    if prominent and (len(mentions) >= 3 or any(m.field == "title" for m in prominent)):
        return "subject"
    if code in acting or any(m.via in ("capital", "institution") for m in mentions):
        return "actor"
    if all(m.via in ("city", "region") for m in mentions):
        return "place"
    return "actor" if prominent and len(mentions) > 1 else "passing"
