"""Attributions and the keys of the rules that make them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pipeline.attribution_discourse import Speaker

EVIDENCE = (
    "cue-after",
    "cue-before",
    "cue-inside",
    "inversion",
    "colon",
    "selon",
    "noun-trigger",
    "clause",
    "gapping",
    "continuation",
    "near-last-speaker",
    "near-next-speaker",
    "reported-clause",
)
"""Keys of the rules; their words for readers stand in the catalogues under ``[attribution]``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who speaks by which rule.

    ``cue`` are the characters of the cue, ``strength`` (0 to 1) how surely the words are the speaker's.
    """

    speaker: Speaker
    evidence: str
    strength: float
    cue: tuple[int, int] | None = None

    @property
    def confidence(self) -> float:
        """Rule and speaker together."""
        return round(self.strength * self.speaker.confidence, 3)
