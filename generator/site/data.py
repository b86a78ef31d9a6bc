"""The public data below ``data/``: JSON Lines of the publication, so with nothing in it that may not be shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from generator.publication import Publication


def make_data(publication: Publication) -> dict[str, str]:
    """Path → text of every data file."""
    listed = [e for e in (*publication.people.values(), *publication.organisations.values()) if e.listed]
    tables: dict[str, Iterable[Any]] = {
        "articles": map(_article_row, publication.articles.values()),
        "countries": map(asdict, publication.countries.values()),
        "entities": map(asdict, listed),
        "events": map(asdict, publication.events.values()),
        "quotes": map(asdict, publication.quotes.values()),
    }
    return {f"data/{name}.jsonl": "".join(map(_dump, rows)) for name, rows in tables.items()}


def _article_row(article: Any) -> dict[str, Any]:
    """An article without the marks on its words: what was found, and what may be shown."""
    row = asdict(article)
    row["passages"] = [stretch["text"] for stretch in row.pop("stretches")]
    row.pop("title_highlights")
    return row


def _dump(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_write_value) + "\n"


def _write_value(value: object) -> str:
    assert isinstance(value, date), value
    return value.isoformat()
