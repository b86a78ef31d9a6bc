"""Decides what seats, cities and regions mean: a place, a government, and in which country a city of many lies."""

from __future__ import annotations

import re

from generator.gazetteer import City, Contexts
from generator.pipeline.surroundings import Phrases, Surroundings

_DATELINE = re.compile(
    r"(?: ?/ ?[^\W\d_]{2,30})?(?:,[^.\n()]{0,50})?(?: ?\([^()\n]{1,40}\))? ?[-–—] |,[^.\n()]{0,40}\([^()\n]{1,40}\)"
    r"|, (?:\d{1,2}(?:er)? [^\W\d_]{3,10}|[^\W\d_]{3,10}\.? \d{1,2})(?:,? \d{4})?[.:] "
)
_LINE_START = re.compile(r"(?:^|\n)[ \t>*#_]*(?:(?:À|A|From) )?$")
_BRIDGE = re.compile(r"\s*[,(]\s*(?:\w+['’]?\s*){0,3}$")
# How many times larger a city must be than all others of its name, to be meant without evidence.
DOMINANCE = 5
# Thousands of inhabitants from which a city needs less evidence.
LARGE = 100


class Places:
    """The rules of one language."""

    def __init__(self, contexts: Contexts) -> None:
        self._locatives = Phrases(contexts.locatives.words)
        self._addressing = Phrases(contexts.locatives.addressing)
        self._governments = frozenset(contexts.locatives.governments)
        self._routes = frozenset(contexts.locatives.routes)
        self._links = frozenset(contexts.heads.links)
        self._articles = frozenset(contexts.heads.articles)

    def is_dateline(self, text: str, start: int, end: int) -> bool:
        """« PARIS, 23 nov (AFP) – » at the start of a line."""
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
            start, end = start - 1, end + 1
        return bool(_LINE_START.search(text[max(0, start - 8) : start]) and _DATELINE.match(text, end))

    def is_route(self, between: str) -> bool:
        """Whether only « à » or « pour » stands between two seats, which then are both places or both governments."""
        return len(between) < 12 and between.strip(" \u00a0").lower() in self._routes

    def is_place(self, around: Surroundings) -> bool:
        """A locative before: « à Tokyo », « les rues de Kiev »; not « répond à Pékin », « le gouvernement de Kiev »."""
        if around.follows(self._addressing):
            return False
        if around.follows(self._locatives):
            return True
        if around.before not in self._links:
            return False
        head = around.drop_left(self._links | self._articles)
        return not (head and self._acts(head))

    def _acts(self, head: tuple[str, ...]) -> bool:
        """Whether who acts for a government stands before « de »: directly, or with an adjective between."""
        return any(word.lower() in self._governments for word in head[-2:])

    def is_located(self, around: Surroundings) -> bool:
        """A locative in the strict sense, as a little-known city needs one."""
        return around.follows(self._locatives) and not around.follows(self._addressing)

    def is_complement(self, around: Surroundings) -> bool:
        """A common noun and « de » before: « une usine d'Ingolstadt »; enough for a large city."""
        head = around.left[-2] if len(around.left) > 1 and around.before in self._links else ""
        return len(head) > 2 and head.isalpha() and head.islower()


def find_country(city: City, named: frozenset[str], cue: str | None) -> tuple[str, float] | None:
    """A city's country and how sure that is: by the country printed after it, those the article names, its size."""
    sizes = dict(city.sizes)
    if cue is not None:
        return (cue, 0.9) if cue in sizes else None
    (largest, size), *others = city.sizes
    if not others:
        return largest, 0.7
    if largest in named:
        return largest, 0.7
    there = [code for code in sizes if code in named]
    if len(there) == 1 and size < 20 * sizes[there[0]]:
        return there[0], 0.6
    return (largest, 0.5) if size >= DOMINANCE * sum(count for _, count in others) else None


def is_bridge(between: str) -> bool:
    """Whether « , en » or « (» leads from a city to its country: at most three small words after a comma or bracket."""
    return len(between) <= 20 and bool(_BRIDGE.fullmatch(between)) and between == between.lower()
