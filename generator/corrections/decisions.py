"""Decisions of the editors as they stand in the files: what each must say, and which of them contradict one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from generator.errors import CorrectionError, Problem
from generator.tables import Table, line_of_key, parse_table, validate_table


def normalise_address(address: str) -> str:
    """``/people/ned-price/`` → ``people/ned-price``."""
    return address.strip().strip("/")


def _normalise_article(written: str) -> str:
    return normalise_address(written).removeprefix("articles/")


ArticleId = Annotated[str, AfterValidator(_normalise_article)]
"""An article's id; its address (``articles/NAME/``) is taken too."""


class Decision(Table):
    """Who decided, when and why."""

    by: str | None = None
    on: date | None = None
    why: str | None = None


class Hide(Decision):
    """``[[hide]]``: an article's exact words, or a page.

    Words that occur more than once are hidden everywhere; a little ``before`` and ``after`` tells which are meant.
    """

    article: ArticleId | None = None
    words: str | None = None
    before: str = ""
    after: str = ""
    address: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Hide:
        words = self.article is not None and bool(self.words)
        page = self.address is not None
        if words == page or (page and (self.article, self.words) != (None, None)):
            raise PydanticCustomError("hide-incomplete", "needs either article and words, or address")
        return self


class Show(Decision):
    """``[[show]]``: a person's page that the rule of public roles would not open."""

    address: str


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
            raise PydanticCustomError("same-incomplete", "needs two addresses or more")
        return self


class Different(Decision):
    """``[[different]]``."""

    addresses: tuple[str, ...] = ()
    address: str | None = None
    articles: tuple[ArticleId, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Different:
        two = len(self.addresses) > 1
        elsewhere = self.address is not None and bool(self.articles)
        if two == elsewhere or (two and (self.address or self.articles)) or (elsewhere and self.addresses):
            raise PydanticCustomError("different-incomplete", "needs two addresses, or address and articles")
        return self


class CorrectionFile(Table):
    """One file below ``corrections/``."""

    hide: tuple[Hide, ...] = ()
    show: tuple[Show, ...] = ()
    rename: tuple[Rename, ...] = ()
    same: tuple[Same, ...] = ()
    different: tuple[Different, ...] = ()


DecisionT = TypeVar("DecisionT", bound=Decision)
DecisionT_co = TypeVar("DecisionT_co", bound=Decision, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Generic[DecisionT_co]):
    """A decision and where it stands: the file below the configuration's folder, the line."""

    path: str
    line: int | None
    decision: DecisionT_co


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All decisions, files in sorted order."""

    hide: tuple[Placed[Hide], ...] = ()
    show: tuple[Placed[Show], ...] = ()
    rename: tuple[Placed[Rename], ...] = ()
    same: tuple[Placed[Same], ...] = ()
    different: tuple[Placed[Different], ...] = ()


def load_corrections(folder: Path) -> tuple[Corrections, tuple[Problem, ...]]:
    """Read all decisions, and find those that contradict each other; no folder is no decisions.

    Raises CorrectionError for a file that cannot be read.
    """
    placed: dict[str, list[Placed[Decision]]] = {name: [] for name in CorrectionFile.model_fields}
    for file in _list_files(folder):
        path = f"{folder.name}/{file.name}"
        table, source = _read_file(file, path)
        for name, decisions in placed.items():
            for number, decision in enumerate(getattr(table, name)):
                line = line_of_key(source, (name, str(number)))
                decisions.append(Placed(path=path, line=line, decision=decision))
    corrections = Corrections(**{name: tuple(rows) for name, rows in placed.items()})  # type: ignore[arg-type]
    return corrections, tuple(_find_contradictions(corrections))


def _list_files(folder: Path) -> list[Path]:
    try:
        return sorted(
            file for file in folder.iterdir() if file.suffix == ".toml" and not file.name.startswith(".")
        )
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CorrectionError(
            "correction-unreadable", path=folder.name, detail=error.strerror or ""
        ) from error


def _read_file(file: Path, path: str) -> tuple[CorrectionFile, str]:
    try:
        source = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CorrectionError("correction-not-utf8", path=path, line=line) from error
    except OSError as error:
        raise CorrectionError("correction-unreadable", path=path, detail=error.strerror or "") from error
    data = parse_table(source, path=path, error=CorrectionError)
    return validate_table(CorrectionFile, data, path=path, source=source, error=CorrectionError), source


def _find_contradictions(corrections: Corrections) -> Iterator[Problem]:
    """Two names for one address; addresses that are said to be one and to be two."""
    names: dict[str, Placed[Rename]] = {}
    for rename in corrections.rename:
        first = names.setdefault(normalise_address(rename.decision.address), rename)
        if first.decision.name != rename.decision.name:
            yield _contradiction(rename, first, rename.decision.address)
    groups: dict[str, set[str]] = {}
    said: dict[frozenset[str], Placed[Same]] = {}
    for same in corrections.same:
        addresses = [normalise_address(address) for address in same.decision.addresses]
        group = set().union(addresses, *(groups.get(address, ()) for address in addresses))
        groups |= dict.fromkeys(group, group)
        said |= {pair: same for pair in map(frozenset, combinations(sorted(group), 2)) if pair not in said}
    for different in corrections.different:
        for left, right in combinations(map(normalise_address, different.decision.addresses), 2):
            if other := said.get(frozenset((left, right))):
                yield _contradiction(different, other, f"{left}, {right}")


def _contradiction(placed: Placed[Decision], other: Placed[Decision], address: str) -> Problem:
    values = {"address": address, "other": ":".join(str(part) for part in (other.path, other.line) if part)}
    return Problem(
        code="correction-contradiction", path=placed.path, line=placed.line, values=values, severity="notice"
    )


def find_unknown_articles(corrections: Corrections, article_ids: Iterable[str]) -> tuple[Problem, ...]:
    """Decisions about articles that are not there (any more)."""
    known = set(article_ids)
    named = [
        *(
            (placed, [placed.decision.article])
            for placed in corrections.hide
            if placed.decision.article is not None
        ),
        *((placed, placed.decision.articles) for placed in corrections.different),
    ]
    return tuple(
        Problem(
            code="correction-article-unknown",
            path=placed.path,
            line=placed.line,
            values={"article": article_id},
        )
        for placed, articles in named
        for article_id in articles
        if article_id not in known
    )


def follow_addresses(corrections: Corrections, follow: Callable[[str], str]) -> Corrections:
    """The same decisions, about the addresses that theirs lead to by now.

    ``same`` and ``different`` say what leads where, and stay as they are but for the articles they name.
    """

    def moved(placed: Placed[DecisionT]) -> Placed[DecisionT]:
        changes: dict[str, object] = {}
        decision = placed.decision
        if not isinstance(decision, Different) and (address := getattr(decision, "address", None)):
            changes["address"] = follow(normalise_address(address))
        if article := getattr(decision, "article", None):
            changes["article"] = follow(f"articles/{article}").partition("/")[2]
        if articles := getattr(decision, "articles", ()):
            changes["articles"] = tuple(follow(f"articles/{one}").partition("/")[2] for one in articles)
        return replace(placed, decision=decision.model_copy(update=changes))

    return replace(
        corrections,
        hide=tuple(map(moved, corrections.hide)),
        rename=tuple(map(moved, corrections.rename)),
        show=tuple(map(moved, corrections.show)),
        different=tuple(map(moved, corrections.different)),
    )


def pages_hidden(corrections: Corrections) -> frozenset[str]:
    """Addresses that editors hid."""
    return frozenset(
        normalise_address(placed.decision.address)
        for placed in corrections.hide
        if placed.decision.address is not None
    )


def pages_shown(corrections: Corrections) -> frozenset[str]:
    """Addresses of people whose pages editors opened; what is hidden stays hidden."""
    return frozenset(normalise_address(placed.decision.address) for placed in corrections.show)


def names_given(corrections: Corrections) -> Mapping[str, str]:
    """Address → the name editors gave it; a later file wins."""
    return {normalise_address(placed.decision.address): placed.decision.name for placed in corrections.rename}
