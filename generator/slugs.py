"""Slugs: the last part of an address, made from a name once and then kept by the registry."""

from __future__ import annotations

import re

from anyascii import anyascii

MAX_SLUG = 80
"""Characters."""

RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "index", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows refuses, or that mean something in an address."""


def make_slug(text: str, *, fallback: str = "x") -> str:
    """An ASCII slug of at most 80 characters, legal on every system; whole words where possible.

    ``Côte d’Ivoire`` → ``cote-d-ivoire``, ``Кремль`` → ``kreml``; what has no letters gives ``fallback``.
    """
    ascii_text = anyascii(re.sub(r"[’'ʼ`]", " ", text)).lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0] or slug[:MAX_SLUG]
    slug = slug.strip("-") or fallback
    return f"{slug}-1" if slug in RESERVED else slug
