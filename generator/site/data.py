"""The public data below ``data/``: the publication as JSON Lines and as CSV, so nothing that may not be shown.

A CSV cell that a spreadsheet would run as a formula begins with an apostrophe; a list is joined by " | "; what is
deeper stands as JSON, as it does in the ``.jsonl`` beside it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date
from io import StringIO
from typing import Any

from generator.publication import (
    PublicArticle,
    Publication,
    PublicCountry,
    PublicEntity,
    PublicEvent,
    PublicQuote,
)
from generator.site.privacy import without_private_people

Row = dict[str, Any]

ROWS: Mapping[str, type] = {
    "articles": PublicArticle,
    "countries": PublicCountry,
    "entities": PublicEntity,
    "events": PublicEvent,
    "quotes": PublicQuote,
}
"""What a row of each table is made from."""

FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"  # or Excel takes the file for Windows-1252


def make_data(publication: Publication) -> dict[str, str]:
    """Path → text of every data file."""
    publication = without_private_people(publication)
    listed = (*publication.people.values(), *publication.organisations.values())
    tables: dict[str, list[Row]] = {
        "articles": [_article_row(asdict(article)) for article in publication.articles.values()],
        "countries": [asdict(country) for country in publication.countries.values()],
        "entities": [asdict(entity) for entity in listed],
        "events": [asdict(event) for event in publication.events.values()],
        "quotes": [asdict(quote) for quote in publication.quotes.values()],
    }
    files = {f"data/{name}.jsonl": "".join(map(_dump, rows)) for name, rows in tables.items()}
    return files | {f"data/{name}.csv": write_csv(_list_columns(name), rows) for name, rows in tables.items()}


def write_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """A table for spreadsheets (RFC 4180): a heading, then a line a row."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([_write_cell(row[column]) for column in columns] for row in rows)
    return BYTE_ORDER_MARK + stream.getvalue()


def _write_cell(value: Any) -> str | int | float:
    """A number as it is, anything else as text that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        value = " | ".join(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_write_value)
    return f"'{text}" if text.lstrip(" \u00a0\u202f").startswith(FORMULA_MARKS) else text


def _list_columns(name: str) -> tuple[str, ...]:
    """The names of a table's columns, also where it has no row."""
    names = dict.fromkeys(field.name for field in fields(ROWS[name]))
    return tuple(_article_row(names)) if name == "articles" else tuple(names)


def _article_row(row: Row) -> Row:
    """An article without the marks on its words: what was found, and what may be shown."""
    stretches = row.pop("stretches")
    row.pop("title_highlights")
    return row | {"passages": [stretch["text"] for stretch in stretches or ()]}


def _dump(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_write_value) + "\n"


def _write_value(value: object) -> str:
    assert isinstance(value, date), value
    return value.isoformat()
