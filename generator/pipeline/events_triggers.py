"""Finds the triggers of events in a text: each word is looked up by its first letters, and only what begins
so is tried."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.errors import TableError
from generator.event_types import EventType, Triggers
from generator.pipeline.dates_folding import spread_spaces
from generator.pipeline.events_words import compile_before

KEY_LENGTH = 4
REACH = 160
LOOK_BACK = 40
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that may report an event; ``noun`` names what a verb reports, None for a noun."""

    type: EventType
    start: int
    end: int
    noun: str | None


@dataclass(frozen=True, slots=True)
class _Pattern:
    type: EventType
    pattern: re.Pattern[str]
    noun: str | None
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]


class TriggerTable:
    """The triggers of all types in one language, by the first letters that each may begin with."""

    def __init__(self, types: Mapping[str, EventType], language: str) -> None:
        self._by_key: dict[str, list[_Pattern]] = {}
        for event_type in types.values():
            triggers = event_type.triggers.get(language)
            if triggers is not None:
                self._add(event_type, triggers)

    def _add(self, event_type: EventType, triggers: Triggers) -> None:
        not_before = compile_before(triggers.not_before)
        not_after = re.compile(
            "|".join(f"(?:{spread_spaces(each)})" for each in triggers.not_after) or "(?!)"
        )
        for source, noun in [(each, None) for each in triggers.nouns] + sorted(triggers.verbs.items()):
            pattern = _Pattern(
                event_type, re.compile(spread_spaces(source) + r"(?![^\W_])"), noun, not_before, not_after
            )
            for key in sorted(first_letters(source, event_type.key)):
                self._by_key.setdefault(key, []).append(pattern)

    def find(self, folded: str) -> tuple[Trigger, ...]:
        """All triggers of a folded text, without overlaps: of two, that of higher precedence, then the
        longer one, wins."""
        found: list[Trigger] = []
        by_key = self._by_key
        for word in _WORD.finditer(folded):
            text = word[0]
            patterns = by_key.get(text[:KEY_LENGTH])
            if patterns:
                found.extend(self._match(folded, word.start(), patterns))
        return _without_overlaps(found)

    def _match(self, folded: str, start: int, patterns: list[_Pattern]) -> Iterator[Trigger]:
        limit = min(len(folded), start + REACH)
        before = None
        for each in patterns:
            match = each.pattern.match(folded, start, limit)
            if not match or match.end() == start:
                continue
            if before is None:
                before = folded[max(0, start - LOOK_BACK) : start]
            if each.not_before.search(before) or each.not_after.match(folded, match.end()):
                continue
            yield Trigger(each.type, start, match.end(), each.noun)


def _without_overlaps(found: list[Trigger]) -> tuple[Trigger, ...]:
    ranked = sorted(found, key=lambda t: (-t.type.precedence, t.start - t.end, t.start, t.type.key))
    kept: list[Trigger] = []
    starts: list[int] = []
    for trigger in ranked:
        at = bisect_right(starts, trigger.start)
        if (at and kept[at - 1].end > trigger.start) or (at < len(kept) and kept[at].start < trigger.end):
            continue
        kept.insert(at, trigger)
        starts.insert(at, trigger.start)
    return tuple(kept)


def first_letters(pattern: str, owner: str) -> set[str]:
    """The first letters (at most four) of all that a pattern may begin with.

    Raises TableError for a pattern that may begin with anything else than letters.
    """
    keys = {prefix for prefix, _ in _prefixes(pattern)}
    if not keys or any(not key.isalpha() for key in keys):
        raise TableError(
            "trigger-invalid", path=f"event_types/{owner}.toml", trigger=pattern, detail="first letters"
        )
    return {key[:KEY_LENGTH] for key in keys}


def _prefixes(pattern: str) -> set[tuple[str, bool]]:
    """(letters, complete) for every beginning of a pattern; complete where a word's end or four letters were
    reached."""
    results: set[tuple[str, bool]] = {("", False)}
    at = 0
    while at < len(pattern) and any(not complete for _, complete in results):
        if pattern[at] == "(":
            end = _closing(pattern, at)
            options = _alternatives(pattern[at : end + 1])
            at = end + 1
        elif pattern[at] == "[" or pattern[at] == "\\":
            return results if all(prefix for prefix, _ in results) else set()
        else:
            options = {(pattern[at], False)} if pattern[at].isalpha() else {("", True)}
            at += 1
        if at < len(pattern) and pattern[at] in "?*+":
            options = options | {("", False)} if pattern[at] != "+" else options
            at += 1
        results = {_joined(left, right) for left in results for right in options}
    return results


def _joined(left: tuple[str, bool], right: tuple[str, bool]) -> tuple[str, bool]:
    if left[1]:
        return left
    text = left[0] + right[0]
    return text[:KEY_LENGTH], right[1] or len(text) >= KEY_LENGTH


def _alternatives(group: str) -> set[tuple[str, bool]]:
    if group.startswith(("(?=", "(?!", "(?<")):
        return {("", False)}
    body = group.removeprefix("(?:").removesuffix(")") if group.startswith("(?:") else group[1:-1]
    depth, start, options = 0, 0, []
    for index, character in enumerate(body):
        depth += character in "(["
        depth -= character in ")]"
        if character == "|" and not depth:
            options.append(body[start:index])
            start = index + 1
    options.append(body[start:])
    return set().union(*(_prefixes(option) if option else {("", False)} for option in options))


def _closing(pattern: str, at: int) -> int:
    depth = 0
    for index in range(at, len(pattern)):
        depth += pattern[index] == "("
        depth -= pattern[index] == ")"
        if not depth:
            return index
    raise ValueError(pattern)
