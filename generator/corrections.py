"""The editors' decisions: read from ``site_config/corrections/*.toml``, applied to annotations and given to merge.

    [[hide]]       what is not to be shown: an article's words, or a whole page        article, words | address
    [[rename]]     how a page is called; its address stays                              address, name
    [[same]]       these addresses are one                                              addresses
    [[different]]  these are two; or: in these articles it is somebody else             addresses | address, articles

Every decision may say ``by``, ``on``, ``why``. Deleting one undoes it. One that matches nothing is reported, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from pydantic import model_validator

from generator.annotations import Annotations
from generator.article import Article
from generator.errors import CorrectionError, Problem
from generator.tables import Table, parse_table, validate_table


class Decision(Table):
    """Who decided, when and why."""

    by: str | None = None
    on: date | None = None
    why: str | None = None


class Hide(Decision):
    """``[[hide]]``: an article's exact words (with a little ``before`` and ``after`` where they occur more than once), or a page."""

    article: str | None = None
    words: str | None = None
    before: str = ""
    after: str = ""
    address: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Hide:
        if (self.address is None) == (self.article is None or not self.words):
            raise ValueError("needs either article and words, or address")
        return self


class Rename(Decision):
    """``[[rename]]``."""

    address: str
    name: str


class Same(Decision):
    """``[[same]]``: the first address stays, the others lead to it."""

    addresses: tuple[str, ...]

    @model_validator(mode="after")
    def _check(self) -> Same:
        if len(self.addresses) < 2:
            raise ValueError("needs two addresses or more")
        return self


class Different(Decision):
    """``[[different]]``."""

    addresses: tuple[str, ...] = ()
    address: str | None = None
    articles: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Different:
        if (len(self.addresses) < 2) == (self.address is None or not self.articles):
            raise ValueError("needs two addresses, or address and articles")
        return self


class CorrectionFile(Table):
    """One file below ``corrections/``."""

    hide: tuple[Hide, ...] = ()
    rename: tuple[Rename, ...] = ()
    same: tuple[Same, ...] = ()
    different: tuple[Different, ...] = ()


DecisionT = TypeVar("DecisionT", bound=Decision, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Generic[DecisionT]):
    """A decision and where it stands: the file below the configuration's folder, the line."""

    path: str
    line: int | None
    decision: DecisionT


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All decisions, files in sorted order."""

    hide: tuple[Placed[Hide], ...] = ()
    rename: tuple[Placed[Rename], ...] = ()
    same: tuple[Placed[Same], ...] = ()
    different: tuple[Placed[Different], ...] = ()


def normalise_address(address: str) -> str:
    """``/people/ned-price/`` → ``people/ned-price``."""
    return address.strip().strip("/")


def load_corrections(folder: Path) -> tuple[Corrections, tuple[Problem, ...]]:
    """Read all decisions; a file that cannot be read is reported and its decisions are left out."""
    placed: dict[str, list[Placed[Decision]]] = {name: [] for name in CorrectionFile.model_fields}
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        path = f"{folder.name}/{file.name}"
        try:
            table, source = _read_file(file, path)
        except CorrectionError as error:
            problems.append(error.problem)
            continue
        for name, decisions in placed.items():
            for number, decision in enumerate(getattr(table, name)):
                line = _line_of_entry(source, name, number)
                decisions.append(Placed(path=path, line=line, decision=decision))
    return Corrections(**{name: tuple(rows) for name, rows in placed.items()}), tuple(problems)  # type: ignore[arg-type]


def _read_file(file: Path, path: str) -> tuple[CorrectionFile, str]:
    try:
        source = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError("correction-unreadable", path=path, detail=str(error)) from error
    data = parse_table(source, path=path, error=CorrectionError)
    return validate_table(CorrectionFile, data, path=path, source=source, error=CorrectionError), source


def _line_of_entry(source: str, name: str, number: int) -> int | None:
    """The line of the n-th ``[[name]]``."""
    lines = [n for n, line in enumerate(source.splitlines(), 1) if line.split("#")[0].strip() == f"[[{name}]]"]
    return lines[number] if number < len(lines) else None


def hide_words(
    article: Article, annotations: Annotations, hides: Iterable[Placed[Hide]]
) -> tuple[Annotations, tuple[Problem, ...]]:
    """Take out of one article's annotations whatever touches the exact words that an editor hid there."""
    problems: list[Problem] = []
    spans: list[tuple[str, int, int]] = []
    for placed in hides:
        hide = placed.decision
        if hide.article != article.id or hide.words is None:
            continue
        found = _find_words(article, hide)
        if not found:
            values = {"article": article.id, "words": hide.words}
            problems.append(
                Problem(code="correction-unmatched", path=placed.path, line=placed.line, values=values)
            )
        spans.extend(found)
    return (_without(annotations, spans) if spans else annotations), tuple(problems)


def _find_words(article: Article, hide: Hide) -> list[tuple[str, int, int]]:
    """Every (field, start, end) of the words between the given contexts (a TextQuoteSelector)."""
    pattern = f"{hide.before}{hide.words}{hide.after}"
    found = []
    for name, text in (("body", article.text), ("title", article.title or "")):
        at = text.find(pattern)
        while at >= 0:
            start = at + len(hide.before)
            found.append((name, start, start + len(hide.words or "")))
            at = text.find(pattern, at + 1)
    return found


def _without(annotations: Annotations, spans: list[tuple[str, int, int]]) -> Annotations:
    def kept(item: Located) -> bool:
        return not any(
            item.field == name and item.start < end and start < item.end and _names(item, start, end)
            for name, start, end in spans
        )

    quotes_kept = [kept(quote) for quote in annotations.quotes]
    position = {old: new for new, old in enumerate(n for n, keep in enumerate(quotes_kept) if keep)}
    quotes = tuple(
        replace(quote, parent=position.get(quote.parent) if quote.parent is not None else None)
        for quote, keep in zip(annotations.quotes, quotes_kept, strict=True)
        if keep
    )
    return replace(
        annotations,
        mentions=tuple(filter(kept, annotations.mentions)),
        roles=tuple(filter(kept, annotations.roles)),
        dates=tuple(filter(kept, annotations.dates)),
        events=tuple(filter(kept, annotations.events)),
        quotes=quotes,
    )


class Located(Protocol):
    """Anything with a field and character offsets."""

    @property
    def field(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _names(item: Located, start: int, end: int) -> bool:
    """Whether hidden words [start, end) mean this item: they lie around it, or make up most of it."""
    overlap = min(end, item.end) - max(start, item.start)
    return overlap * 2 >= item.end - item.start


def pages_hidden(corrections: Corrections) -> frozenset[str]:
    """Addresses that editors hid."""
    return frozenset(
        normalise_address(placed.decision.address)
        for placed in corrections.hide
        if placed.decision.address is not None
    )


def names_given(corrections: Corrections) -> Mapping[str, str]:
    """Address → the name editors gave it; a later file wins."""
    return {
        normalise_address(placed.decision.address): placed.decision.name for placed in corrections.rename
    }
