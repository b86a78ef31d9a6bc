"""The words and forms of dates in one language: the ``[dates]`` section of a language table, and its
compiled form.

A form is a pattern, a regular expression over the folded text in which ``{name}`` stands for a class of
words (``{month2}``
for the second month of a range) or a macro, and a space for white space. Whatever stands outside parentheses
must be there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.pipeline.dates_folding import spread_spaces
from generator.tables import Table

Value = Literal[
    "day", "days", "month", "months", "year", "years", "iso", "deictic", "weekday", "weekdays", "weekend", "shift",
    "span", "unit", "season", "quarter", "decade", "century", "feast", "anchor", "numeric",
]  # fmt: skip

_SLOT = re.compile(r"\{([a-z_]+?)(\d?)\}")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = {
    "day": r"[12]\d|3[01]|0?[1-9]",
    "number": r"\d{1,3}",
    "year": r"1\d{3}|20\d\d|21[0-4]\d",
    "shortyear": r"\d\d",
    "monthnumber": r"1[0-2]|0?[1-9]",
}


class Form(Table):
    """One way of writing dates. ``sign`` is -1 for the past, 1 for the future; ``amount`` a number that goes
    unsaid."""

    value: Value
    pattern: str
    sign: int = 0
    amount: int | None = None
    not_before: str | None = None
    not_after: str | None = None


class Tense(Table):
    """Patterns of words that tell when a clause takes place, tried on the folded text around a date."""

    past: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    reporting: tuple[str, ...] = ()
    subordinators: tuple[str, ...] = ()


class DateWords(Table):
    """The section ``[dates]``: classes of words with what they mean, and the forms that put them together."""

    weekdays: tuple[tuple[str, ...], ...] = ()
    months: tuple[tuple[str, ...], ...] = ()
    capitalised: bool = False
    day_first: bool | None = None
    numbers: Mapping[str, int] = {}
    ordinals: Mapping[str, int] = {}
    ordinal_suffixes: tuple[str, ...] = ()
    tens: Mapping[str, int] = {}
    units: Mapping[str, tuple[str, ...]] = {}
    seasons: Mapping[str, tuple[str, ...]] = {}
    parts: Mapping[str, tuple[str, ...]] = {}
    deictics: Mapping[str, int] = {}
    relations: Mapping[str, int] = {}
    feasts: Mapping[str, str] = {}
    classes: Mapping[str, tuple[str, ...]] = {}
    macros: Mapping[str, str] = {}
    refused_before: str = "(?!)"
    refused_after: str = "(?!)"
    refused: tuple[str, ...] = ()
    tense: Tense = Tense()
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledForm:
    """A form ready to run: it is tried only where all its ``required`` words and classes stand in a run of
    date words."""

    form: Form
    pattern: re.Pattern[str]
    required: frozenset[str]
    key: str
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


class Vocabulary:
    """A language's date words in the shape that the component reads.

    ``atoms`` gives for each word (folded) the classes it may begin, and itself; ``meaning`` each class's
    words with
    their values (weekdays 0-6, months 1-12, units "day" …).
    """

    def __init__(self, words: DateWords) -> None:
        self.words = words
        self.meaning = _meanings(words)
        self._sources = {name: _alternation(values) for name, values in self.meaning.items()}
        suffixes = _alternation(dict.fromkeys(words.ordinal_suffixes, 0))
        for name, source in {**_DIGITS, "ordinal": rf"\d{{1,2}}(?:{suffixes})"}.items():
            spelled = self._sources.get(name)
            self._sources[name] = f"{source}|{spelled}" if spelled else source
        self.atoms: dict[str, frozenset[str]] = self._collect_atoms()
        self.forms = tuple(self._compile(form) for form in words.forms)
        self.by_key: dict[str, tuple[CompiledForm, ...]] = {}
        for compiled in self.forms:
            self.by_key[compiled.key] = (*self.by_key.get(compiled.key, ()), compiled)
        self.refused = _compile_any(words.refused)
        self.refused_before = re.compile(f"(?:{words.refused_before})$")
        self.refused_after = re.compile(words.refused_after)
        self.past = _compile_any(words.tense.past)
        self.future = _compile_any(words.tense.future)
        self.reporting = _compile_any(words.tense.reporting)
        self.subordinators = _compile_any(words.tense.subordinators)

    def expand(self, pattern: str) -> str:
        """A pattern's macros put in; they may hold slots."""
        for _ in range(3):
            pattern = _SLOT.sub(lambda slot: self.words.macros.get(slot[1] + slot[2], slot[0]), pattern)
        return pattern

    def _collect_atoms(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for name, values in self.meaning.items():
            for word in values:
                pieces = _WORD.findall(word)
                for piece in pieces:
                    found.setdefault(piece, set())
                if pieces:
                    found[pieces[0]].add(name)
        for form in self.words.forms:
            for word in _literals(self.expand(form.pattern)):
                found.setdefault(word, set()).add(word)
        return {word: frozenset(names) for word, names in found.items()}

    def _compile(self, form: Form) -> CompiledForm:
        expanded = self.expand(form.pattern)
        source = _SLOT.sub(self._slot_source, spread_spaces(expanded)) + r"(?![^\W_])"
        required = _required(expanded)
        slots = [atom for atom in _slot_names(_outside_groups(expanded)) if atom not in ("number", "day")]
        literals = sorted(required - set(_slot_names(expanded)), key=lambda word: (-len(word), word))
        numeric = [atom for atom in _slot_names(_outside_groups(expanded)) if atom in ("number", "day")]
        return CompiledForm(
            form=form,
            pattern=re.compile(source),
            required=required,
            key=(slots + literals + numeric)[0],
            not_before=re.compile(f"(?:{form.not_before})$") if form.not_before else None,
            not_after=re.compile(form.not_after) if form.not_after else None,
        )

    def _slot_source(self, slot: re.Match[str]) -> str:
        return f"(?P<{slot[1]}{slot[2]}>{self._sources[slot[1]]})"


def _meanings(words: DateWords) -> dict[str, dict[str, int | str]]:
    found: dict[str, dict[str, int | str]] = {
        "weekday": {word: number for number, names in enumerate(words.weekdays) for word in names},
        "month": {word: number for number, names in enumerate(words.months, 1) for word in names},
        "number": dict(words.numbers),
        "ordinal": dict(words.ordinals),
        "tens": dict(words.tens),
        "unit": {word: unit for unit, names in words.units.items() for word in names},
        "season": {word: season for season, names in words.seasons.items() for word in names},
        "part": {word: part for part, names in words.parts.items() for word in names},
        "deictic": dict(words.deictics),
        "relation": dict(words.relations),
        "feast": dict(words.feasts),
    }
    for name, members in words.classes.items():
        found[name] = {word: word for word in members}
    return found


def _alternation(values: Mapping[str, int | str]) -> str:
    ordered = sorted(values, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("\\ ", r"\s+") for word in ordered) or "(?!)"


def _compile_any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def _outside_groups(pattern: str) -> str:
    """What a pattern demands: its text without anything in parentheses."""
    depth, kept = 0, []
    for character in re.sub(r"\\.", " ", pattern):
        depth += character == "("
        if not depth:
            kept.append(character)
        depth -= character == ")"
    return "".join(kept)


def _slot_names(pattern: str) -> list[str]:
    return [slot[1] for slot in _SLOT.finditer(pattern)]


def _literals(pattern: str) -> list[str]:
    plain = re.sub(r"\\[a-zA-Z]|\(\?[:!=]|\(\?<[!=]", " ", _SLOT.sub(" ", pattern))
    return _WORD.findall(plain)


def _required(pattern: str) -> frozenset[str]:
    demanded = _outside_groups(pattern)
    return frozenset((*_slot_names(demanded), *_literals(demanded)))
