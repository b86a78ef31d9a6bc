"""Finds every name of one language's gazetteer in a text, by Aho-Corasick on its shadow; the longest wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from generator.gazetteer.entries import KINDS, Entry, search_key
from generator.gazetteer.folding import Shadow, cast_shadow, is_spelling_of

_HYPHENS = "-‐‑"
# No word has more members; without an end, a hostile one would take quadratic time.
_MEMBERS = 8
# Spellings kept in mind: the names of a day's news and more, some megabytes at most.
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class City:
    """A name from GeoNames: its countries, each with the thousands of inhabitants of its largest city so called."""

    name: str
    sizes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A span of the text that some entries spell. Empty ``entries``: only GeoNames' ``city`` knows it.

    ``parts`` are the entries of a compound's members (« franco-allemand »: a compound, then a demonym).
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    city: City | None = None
    parts: tuple[Entry, ...] = ()


def parse_city(line: str) -> City:
    """Parse what follows the folded name in a line of ``cities.tsv``."""
    name, _, sizes = line.partition("\t")
    pairs = (pair.partition(":") for pair in sizes.split())
    return City(name, tuple((code, int(size)) for code, _, size in pairs))


class Lookup:
    """One language's forms, ready for searching; building it takes some hundredths of a second."""

    def __init__(self, entries: Iterable[Entry], cities: Sequence[tuple[str, str]]) -> None:
        forms: dict[str, list[Entry]] = {}
        for entry in entries:
            forms.setdefault(search_key(entry.form), []).append(entry)
        cities_by_key = {f" {key} ": line for key, line in cities}
        self._keys = [*forms, *(key for key in cities_by_key if key not in forms)]
        self._entries = forms
        self._cities = cities_by_key
        self._read_before: dict[tuple[int, str], _Spelling | None] = {}
        self._automaton = AhoCorasick(
            self._keys,
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> tuple[Hit, ...]:
        """All hits in ``text``, in order, none overlapping another; traps among them (their first entry is one)."""
        shadow = cast_shadow(text)
        return _join_compounds(text, _choose_longest(self._spelled(text, shadow)))

    def _spelled(self, text: str, shadow: Shadow) -> list[Hit]:
        hits: list[Hit] = []
        straight = shadow.offsets is None
        for index, start, end in self._automaton.find_matches_as_indexes(shadow.text, overlapping=True):
            first, last = (start, end - 2) if straight else shadow.original_span(start + 1, end - 1)
            spelling = self._recall(index, text[first : last + 1], last - first)
            if spelling:
                hits.append(Hit(first, last + spelling.tail, spelling.entries, spelling.city))
        return hits

    def _recall(self, index: int, piece: str, length: int) -> _Spelling | None:
        """What a piece of text (and the character after it) spells, remembered from one text to the next."""
        seen = (index, piece)
        if seen not in self._read_before:
            if len(self._read_before) >= _REMEMBERED:
                self._read_before.clear()
            self._read_before[seen] = self._read(self._keys[index], piece[:length], piece[length:])
        return self._read_before[seen]

    def _read(self, key: str, piece: str, following: str) -> _Spelling | None:
        """What ``piece`` spells; a form may end with the mark that follows (« U.R.S.S. »)."""
        entries = tuple(entry for entry in self._entries.get(key, ()) if _spells(entry, piece, following))
        line = self._cities.get(key)
        city = parse_city(line) if line else None
        if city and not is_spelling_of(city.name, piece):
            city = None
        if not entries and not city:
            return None
        tail = any(len(entry.form) > len(piece) for entry in entries)
        return _Spelling(tuple(sorted(entries, key=_rank)), city, int(tail))


@dataclass(frozen=True, slots=True)
class _Spelling:
    """What a piece of text spells, and whether the mark after it belongs to it."""

    entries: tuple[Entry, ...]
    city: City | None
    tail: int


def _spells(entry: Entry, piece: str, following: str) -> bool:
    if entry.kind == "compound" and (not following or following not in _HYPHENS):
        return False
    return is_spelling_of(entry.form, piece + following if entry.form[-1] == "." else piece)


def _rank(entry: Entry) -> tuple[bool, bool, int]:
    """A trap first, then what a rule decides, then by kind."""
    return entry.kind != "trap", entry.ambiguity is None, KINDS.index(entry.kind)


def _choose_longest(hits: list[Hit]) -> list[Hit]:
    """From the left, of overlapping hits the longest (« le Cap-Vert »: not « le Cap »)."""
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not chosen or hit.start >= chosen[-1].end:
            chosen.append(hit)
        elif hit.end - hit.start > chosen[-1].end - chosen[-1].start:
            chosen[-1] = hit
    return chosen


def _join_compounds(text: str, hits: list[Hit]) -> tuple[Hit, ...]:
    """Join the members of « franco-allemand »; « israélo » of « israélo-arabe » takes the whole word."""
    joined: list[Hit] = []
    for hit, following in zip_longest(hits, hits[1:]):
        if text[hit.start - 1 : hit.start] not in _HYPHENS and text[hit.end : hit.end + 1] not in _HYPHENS:
            joined.append(hit)
            continue
        member = _find_member(hit)
        before = joined[-1] if joined else None
        if member and before and _are_hyphenated(text, before, hit) and 0 < len(before.parts) < _MEMBERS:
            joined[-1] = Hit(before.start, hit.end, before.entries, None, (*before.parts, member))
            continue
        leads = _find_member(following) if following and _are_hyphenated(text, hit, following) else None
        first = _find_first_member(hit, leads)
        joined.append(Hit(hit.start, hit.end, hit.entries, None, (first,)) if first else hit)
    return tuple(_with_whole_word(text, hit) if hit.parts else hit for hit in joined)


def _find_first_member(hit: Hit, following: Entry | None) -> Entry | None:
    """What opens a compound: a member like « franco », or a demonym or an acronym before a demonym ("US-Iranian")."""
    compound = next((entry for entry in hit.entries if entry.kind == "compound"), None)
    if compound is not None:
        return compound if len(hit.entries) == 1 or following else None
    if following is None or not following.demonym:
        return None
    acronym = next((entry for entry in hit.entries if entry.kind == "name" and entry.form.isupper()), None)
    return _find_member(hit) or acronym


def _find_member(hit: Hit) -> Entry | None:
    """What ``hit`` can be within a compound: its first member, or a demonym (a trap is neither)."""
    if any(entry.kind == "trap" for entry in hit.entries):
        return None
    demonym = next((entry for entry in hit.entries if entry.demonym), None)
    return demonym or next((entry for entry in hit.entries if entry.kind == "compound"), None)


def _are_hyphenated(text: str, first: Hit, second: Hit) -> bool:
    return first.end + 1 == second.start and text[first.end] in _HYPHENS


def _with_whole_word(text: str, hit: Hit) -> Hit:
    if len(hit.parts) != 1 or text[hit.end : hit.end + 1] not in _HYPHENS or hit.end >= len(text):
        return hit
    end = hit.end + 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return Hit(hit.start, end, hit.entries, None, hit.parts)
