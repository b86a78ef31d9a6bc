"""Decides which country is meant where a name has several: by the country printed after it, by the rest of the article.

Step of ``countries``, after ``traps``; what stays undecided is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from generator.annotations import Via
from generator.gazetteer import Ambiguity, Hit
from generator.pipeline.places import DOMINANCE, find_country, is_bridge

PLACES = frozenset({"city", "region"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a hit means: ``codes`` all at once, or one of them by ``ambiguity``; ``place``: the name of a place."""

    hit: Hit
    codes: tuple[str, ...]
    via: Via
    place: str | None = None
    ambiguity: Ambiguity | None = None
    confidence: float = 1.0


class Evidence:
    """What an article says elsewhere: ``sure`` codes, and the words of its text. Each rule's cues are searched once."""

    def __init__(self, text: str, sure: frozenset[str]) -> None:
        self.sure = sure
        self._text = text
        self._cued: dict[tuple[str, ...], tuple[str, ...]] = {}

    def choose(self, rule: Ambiguity, via: Via, cue: str | None) -> str | None:
        """The one code that the country beside it, the article, a cue word or the default chooses; else None."""
        if cue in rule.codes:
            return cue
        if rule.there and via == "city":
            return rule.there
        named = [code for code in rule.codes if code in self.sure and code not in rule.exclusive]
        if rule.default in named:
            return rule.default
        if len(named) == 1:
            return named[0]
        cued = self._find_cued(rule)
        return cued[0] if len(cued) == 1 else rule.default

    def _find_cued(self, rule: Ambiguity) -> tuple[str, ...]:
        key = (rule.kind, *rule.forms)
        if key not in self._cued:
            self._cued[key] = tuple(
                code for code, words in rule.cues.items() if any(word in self._text for word in words)
            )
        return self._cued[key]


def resolve(text: str, readings: list[Reading], named: frozenset[str]) -> Iterator[Reading]:
    """Readings with their codes decided; those without a country stay only as places. ``named``: codes from outside."""
    clear = {code for reading in readings if not reading.ambiguity for code in reading.codes}
    nations = named | {code for reading in readings if reading.via not in PLACES for code in reading.codes}
    evidence = Evidence(text, named | clear)
    inherited: str | None = None
    for reading, following in zip_longest(readings, readings[1:]):
        cue = _find_cue(text, reading, following)
        if reading.ambiguity:
            yield from _settle(reading, reading.ambiguity, evidence, cue or inherited)
        elif namesake := _find_namesake(reading, nations):
            yield replace(reading, codes=(namesake,), confidence=0.6)
        elif reading.codes and not (cue and cue not in reading.codes and cue in _city_codes(reading)):
            yield reading
        elif reading.hit.city and (reading.confidence >= 0.5 or cue):
            found = find_country(reading.hit.city, evidence.sure, cue)
            codes = (found[0],) if found else ()
            yield replace(reading, codes=codes, via="city", confidence=found[1] if found else 0.4)
        inherited = cue


def _find_cue(text: str, reading: Reading, following: Reading | None) -> str | None:
    """The country printed right after a city: « Valence, en Espagne », "Paris, Texas", "Athens, Georgia"."""
    if following is None or not is_bridge(text[reading.hit.end : following.hit.start]):
        return None
    if following.via not in ("name", "region") or reading.via not in ("city", "capital", "region", "name"):
        return None
    if len(following.codes) == 1:
        return following.codes[0]
    there = [code for code in following.codes if code in _city_codes(reading)]
    return there[0] if following.ambiguity and len(there) == 1 else None


def _city_codes(reading: Reading) -> tuple[str, ...]:
    return tuple(code for code, _ in reading.hit.city.sizes) if reading.hit.city else ()


def _find_namesake(reading: Reading, nations: frozenset[str]) -> str | None:
    """The one country named in the article that has a like city, where the better-known city's is not named."""
    if reading.via != "city" or reading.hit.city is None or not reading.hit.entries:
        return None
    if reading.hit.entries[0].kind != "city" or nations.intersection(reading.codes):
        return None
    sizes = dict(reading.hit.city.sizes)
    known = max((sizes.get(code, 0) for code in reading.codes), default=0)
    namesakes = [code for code in sizes if code in nations and sizes[code] * DOMINANCE >= known]
    return namesakes[0] if known and len(namesakes) == 1 else None


def _settle(reading: Reading, rule: Ambiguity, evidence: Evidence, cue: str | None) -> Iterator[Reading]:
    code = evidence.choose(rule, reading.via, cue)
    if code:
        via = rule.via.get(code, reading.via)
        place = reading.place or (reading.hit.entries[0].form if via in PLACES else None)
        yield replace(reading, codes=(code,), via=via, place=place, confidence=0.7, ambiguity=None)
