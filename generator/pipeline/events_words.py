"""The words that events need beside their triggers: the ``[events]`` section of a language table, compiled.

All are regular expressions over the folded text (``generator.pipeline.dates_folding``), a space standing for
white space.
Those called "before" are tried on what stands directly before a trigger or a mention.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.pipeline.dates_folding import spread_spaces
from generator.tables import Table


class EventWords(Table):
    """The section ``[events]`` of a language."""

    occurrence: tuple[str, ...] = ()
    announcing: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    background_before: tuple[str, ...] = ()
    definite_before: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    hypothetical: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    opening_before: tuple[str, ...] = ()
    closing_before: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    ordinal_day: tuple[str, ...] = ()
    ordinals: Mapping[str, int] = {}
    landing: tuple[str, ...] = ()
    deadline_before: tuple[str, ...] = ()
    wished_before: tuple[str, ...] = ()
    other_before: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    attribution_before: tuple[str, ...] = ()
    attribution_after: tuple[str, ...] = ()
    at_before: tuple[str, ...] = ()
    near_before: tuple[str, ...] = ()
    against_before: tuple[str, ...] = ()
    accompanied_before: tuple[str, ...] = ()
    mediator_before: tuple[str, ...] = ()
    host_after: tuple[str, ...] = ()
    aside_before: tuple[str, ...] = ()
    list_between: str = "(?!)"
    name_stops: tuple[str, ...] = ()
    name_links: tuple[str, ...] = ()
    name_preposition: str = ""
    name_complement: str = ""
    name_before: bool = False
    numbers: Mapping[str, int] = {}
    claims: Mapping[str, tuple[str, ...]] = {}
    claim_words: tuple[str, ...] = ()


class EventPatterns:
    """The section, compiled once for a language."""

    def __init__(self, words: EventWords) -> None:
        self.words = words
        self.occurrence = compile_patterns(words.occurrence)
        self.announcing = compile_patterns(words.announcing)
        self.reporting = compile_patterns(words.reporting)
        self.background_before = compile_before(words.background_before)
        self.definite_before = compile_before(words.definite_before)
        self.breaks = compile_patterns(words.breaks, bounded=False)
        self.planned = compile_patterns(words.planned)
        self.hypothetical = compile_patterns(words.hypothetical)
        self.denied = compile_patterns(words.denied)
        self.cancelled = compile_patterns(words.cancelled)
        self.opening = compile_patterns(words.opening)
        self.closing = compile_patterns(words.closing)
        self.bound_before = (
            ("start", compile_before(words.opening_before), compile_patterns(words.opening_before)),
            ("end", compile_before(words.closing_before), compile_patterns(words.closing_before)),
        )
        self.lasting = self._compile_lasting(words.lasting)
        ordinals = "|".join(sorted(map(re.escape, words.ordinals), key=lambda word: (-len(word), word)))
        self.ordinal_day = compile_patterns(
            tuple(each.replace("{o}", f"({ordinals or '(?!)'})") for each in words.ordinal_day)
        )
        self.landing = compile_patterns(words.landing)
        self.deadline_before = compile_before(words.deadline_before)
        self.deadline = compile_patterns(words.deadline_before)
        self.wished_before = compile_before(words.wished_before)
        self.other_before = compile_before(words.other_before)
        self.joining = compile_patterns(words.joining)
        self.both = compile_patterns(words.both)
        self.attribution_before = compile_before(words.attribution_before)
        self.attribution_after = compile_patterns(words.attribution_after, bounded=False)
        self.at_before = compile_before(words.at_before)
        self.near_before = compile_before(words.near_before)
        self.against_before = compile_before(words.against_before)
        self.accompanied_before = compile_before(words.accompanied_before)
        self.mediator_before = compile_before(words.mediator_before)
        self.host_after = compile_patterns(words.host_after, bounded=False)
        self.aside_before = compile_before(words.aside_before)
        self.list_between = re.compile(spread_spaces(words.list_between))
        self.name_stops = frozenset(words.name_stops)
        self.name_links = frozenset(words.name_links)
        self.claims = {kind: self._compile_claim(patterns) for kind, patterns in sorted(words.claims.items())}
        self.claim_words = compile_patterns(words.claim_words)

    def _compile_lasting(self, patterns: tuple[str, ...]) -> re.Pattern[str]:
        spelled = "|".join(sorted(map(re.escape, self.words.numbers), key=lambda word: (-len(word), word)))
        number = rf"(\d{{1,2}}|{spelled or '(?!)'})"
        return compile_patterns(tuple(pattern.replace("{n}", number) for pattern in patterns))

    def _compile_claim(self, patterns: tuple[str, ...]) -> re.Pattern[str]:
        spelled = "|".join(sorted(map(re.escape, self.words.numbers), key=lambda word: (-len(word), word)))
        digits = r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d{1,7}"
        sources = []
        for index, pattern in enumerate(patterns):
            number = rf"(?P<n{index}>(?<![\d.,])(?:{digits}|{spelled or '(?!)'}))"
            sources.append("(?:" + spread_spaces(pattern).replace("{n}", number) + ")")
        return re.compile(r"(?<![^\W_])(?:" + "|".join(sources) + r")(?![^\W_])")


def compile_patterns(patterns: tuple[str, ...], *, bounded: bool = True) -> re.Pattern[str]:
    """One pattern for any of several, at word boundaries; of none, one that never matches."""
    source = "|".join(f"(?:{spread_spaces(pattern)})" for pattern in patterns) or "(?!)"
    return re.compile(rf"(?<![^\W_])(?:{source})(?![^\W_])" if bounded else source)


def compile_before(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for the end of what stands before something; a space between is optional."""
    source = "|".join(f"(?:{spread_spaces(pattern.strip())})" for pattern in patterns) or "(?!)"
    return re.compile(rf"(?<![^\W_])(?:{source})[\s«\"“'(]*$")
