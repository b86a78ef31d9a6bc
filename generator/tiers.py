"""Tiers: which stored speakers are named, and how surely; by the thresholds of ``[quotes]``, after the store.

The pipeline stores every speaker with its confidence, so that no stored annotation depends on a threshold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.annotations import Annotations, Quote

SURE = 0.8
PROBABLE = 0.5
"""The thresholds where no settings are given."""


def grade_speakers(found: Annotations, *, sure: float = SURE, probable: float = PROBABLE) -> Annotations:
    """``found`` with a tier for every speaker, and none where the confidence lies below ``probable``."""
    return replace(found, quotes=grade_quotes(found.quotes, sure=sure, probable=probable))


def grade_quotes(
    quotes: Iterable[Quote], *, sure: float = SURE, probable: float = PROBABLE
) -> tuple[Quote, ...]:
    """Each quote with its tier; ``speaker_description`` and evidence stay where the name goes."""
    return tuple(_grade(quote, sure, probable) for quote in quotes)


def _grade(quote: Quote, sure: float, probable: float) -> Quote:
    if quote.speaker is None:
        return quote
    if quote.confidence < probable:
        return replace(quote, speaker=None, speaker_key=None, speaker_kind=None, speaker_country=None)
    return replace(quote, tier="sure" if quote.confidence >= sure else "probable")
