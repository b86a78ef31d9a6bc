"""The fingerprint of the pipeline: all that annotations depend on beside the article, known without importing spaCy."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.article import Article

PARTS = ("annotations.py", "tables.py", "pipeline", "languages", "gazetteer", "event_types", "names")
"""Files and folders of the package whose every change makes old annotations worthless."""


@cache
def fingerprint_pipeline() -> str:
    """Readable: spaCy's version and a hash of the rules' code and tables."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for part in PARTS:
        place = package / part
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(package).as_posix()}\0".encode())
                digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return f"spacy {version('spacy')}, rules {digest.hexdigest()[:16]}"


def fingerprint_article(article: Article) -> str:
    """SHA-256 (hex) of all that the pipeline reads of an article: its words, days, language and source."""
    read = (
        article.fingerprint,
        article.language,
        article.source,
        article.published.isoformat() if article.published else None,
        article.received.isoformat() if article.received else None,
    )
    return hashlib.sha256(json.dumps(read).encode()).hexdigest()
