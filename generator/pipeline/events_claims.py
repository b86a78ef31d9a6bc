"""Tolls and figures beside an event: dead, injured, missing, arrested, demonstrators, amounts; each one
article's claim."""

from __future__ import annotations

import re

from generator.annotations import Claim
from generator.pipeline.events_words import EventPatterns


class ClaimFinder:
    """Finds claims in stretches of one text."""

    def __init__(self, text: str, folded: str, patterns: EventPatterns) -> None:
        self._text = text
        self._folded = folded
        self._patterns = patterns

    def find(self, start: int, end: int) -> tuple[Claim, ...]:
        """The claims in [start, end), in order; of two that overlap the first holds."""
        if not self._patterns.claim_words.search(self._folded, start, end):
            return ()
        found = [
            self._claim(kind, match)
            for kind, pattern in self._patterns.claims.items()
            for match in pattern.finditer(self._folded, start, end)
        ]
        found.sort(key=lambda claim: (claim.start, -claim.end))
        kept: list[Claim] = []
        for claim in found:
            if not kept or claim.start >= kept[-1].end or claim.kind != kept[-1].kind:
                kept.append(claim)
        return tuple(kept)

    def _claim(self, kind: str, match: re.Match[str]) -> Claim:
        number = next(value for value in match.groups() if value is not None)
        start, end = match.span()
        return Claim(kind=kind, value=self._value(number), text=self._text[start:end], start=start, end=end)

    def _value(self, number: str) -> str:
        words = " ".join(number.split())
        meaning = self._patterns.words.numbers.get(words)
        return str(meaning) if meaning is not None else re.sub(r"[^\d]", "", number)
