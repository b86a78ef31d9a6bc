"""Rights come first: which words of which article may be shown is decided here, before anything is rendered."""

from __future__ import annotations

from generator.rights.allotment import Allotment, Policy, allot, statement_spans
from generator.rights.clearing import clear

__all__ = ["Allotment", "Policy", "allot", "clear", "statement_spans"]
