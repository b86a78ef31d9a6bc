"""How much a country weighs in an article: its subject, an actor, a place, or named in passing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.annotations import Annotations, Mention
from generator.publication import Weight

LEAD = 400
"""Characters at the beginning of a text that make up its lead."""
OFTEN = 3
"""Mentions from which a country named in the lead is what the article is about."""
PLACES = frozenset({"city", "region"})
GOVERNMENTS = frozenset({"capital", "institution"})


def weigh_countries(annotations: Annotations, pages: Iterable[str]) -> Mapping[str, Weight]:
    """Country code → weight, for the countries in ``pages`` (those that have one), in order of first mention.

    Subject: in the title (not as a mere place), or in the lead and then often. Actor: takes part in an event, speaks,
    or its government does. Place: only its cities and regions are named (a dateline too). Passing: anything else.
    """
    known = frozenset(pages)
    mentions: dict[str, list[Mention]] = {}
    for mention in annotations.mentions:
        if mention.kind == "country" and mention.key in known:
            mentions.setdefault(mention.key, []).append(mention)
    acting = _acting_countries(annotations)
    most = max(map(len, mentions.values()), default=0)
    return {code: _weigh(code, found, acting, most) for code, found in mentions.items()}


def _acting_countries(annotations: Annotations) -> frozenset[str]:
    taking_part = {
        code for event in annotations.events if not event.background for code, _ in event.countries
    }
    speaking = {quote.speaker_country for quote in annotations.quotes if quote.speaker_country}
    return frozenset(taking_part | speaking)


def _weigh(code: str, mentions: list[Mention], acting: frozenset[str], most: int) -> Weight:
    """``most``: how often the country is named that the article names most often."""
    in_title = [mention for mention in mentions if mention.field == "title"]
    if any(mention.via not in PLACES for mention in in_title) or (in_title and code in acting):
        return "subject"
    leading = [m for m in mentions if m.field == "body" and m.start < LEAD and m.via not in PLACES]
    if leading and len(mentions) >= OFTEN and len(mentions) * 2 >= most:
        return "subject"
    if code in acting or any(mention.via in GOVERNMENTS for mention in mentions):
        return "actor"
    if all(mention.via in PLACES for mention in mentions):
        return "place"
    return "actor" if leading and len(mentions) > 1 else "passing"
