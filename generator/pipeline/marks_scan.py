"""The pass over one text that pairs its quotation marks, for ``marks``: each is pushed and popped at most once."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

LONGEST_REACH = 4000
"""Characters over which a quotation that is not re-opened may run on past a paragraph's end."""

_MARK = re.compile(r"[«»‹›“”„‟\"＂‘’‚]|''|'|\+|\n[^\S\n]*\n\s*")
_CLOSERS = {
    "«": "»",
    "‹": "›",
    "“": "”",
    "„": "“”",
    "‟": "”",
    "‚": "‘’",
    "‘": "’",
    "»": "«",
    "›": "‹",
    "”": "”",
}
_OPENING_BEFORE = frozenset("([{—–-'’«‹“„\"‘/…+")
_CLOSING_AFTER = frozenset(".,;:!?)]}»›”’…—–+/")


@dataclass(slots=True)
class _Open:
    """A mark still waiting for its partner; ``pieces`` are (start, end) of paragraphs that are complete."""

    at: int
    mark: str
    inner: int
    pieces: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FoundMarks:
    """A pair: offsets with the marks, the marks (``closing`` empty where it is missing), and the pieces within."""

    outer_start: int
    outer_end: int
    opening: str
    closing: str
    pieces: tuple[tuple[int, int], ...]


class MarkScan:
    """One pass over one text; every mark is pushed and popped at most once."""

    def __init__(self, text: str, *, straight_singles: bool) -> None:
        self.text = text
        self.straight_singles = straight_singles
        self.matches = [(m.start(), m[0]) for m in _MARK.finditer(text)]
        self.breaks = [at for at, mark in self.matches if mark[0] == "\n"]
        self.stack: list[_Open] = []
        self.open_count: dict[str, int] = {}
        self.found: list[FoundMarks] = []
        self.straight_left = self._count_straight()
        self.closing_at = [at for at, mark in self.matches if mark in "»›”"]
        self.opening_at = [at for at, mark in self.matches if mark in "«‹“"]
        self.strong_singles = [at for at, mark in self.matches if mark in "’'" and self._closes_strongly(at)]

    def _count_straight(self) -> dict[int, int]:
        """For each straight mark, how many (with itself) are left in its paragraph."""
        left: dict[int, int] = {}
        count = 0
        for at, mark in reversed(self.matches):
            if mark[0] == "\n":
                count = 0
            elif mark in ('"', "＂", "''"):
                count += 1
                left[at] = count
        return left

    def before(self, at: int) -> str:
        """The character before an offset; a line feed at the text's start."""
        return self.text[at - 1] if at else "\n"

    def after(self, at: int) -> str:
        """The character at an offset; a line feed at the text's end."""
        return self.text[at] if at < len(self.text) else "\n"

    def _closes_strongly(self, at: int) -> bool:
        return self.before(at) in ".,!?…" and not self.after(at + 1).isalnum()

    def run(self) -> list[FoundMarks]:
        """All pairs, in the order in which they close."""
        for at, mark in self.matches:
            if mark[0] == "\n":
                self._end_paragraph(at, at + len(mark))
            elif mark in ('"', "＂", "''"):
                self._straight(at, mark)
            elif mark in "‘’‚'":
                self._single(at, mark)
            elif mark == "+":
                self._plus(at)
            else:
                self._directed(at, mark)
        while self.stack:
            self._drop_or_end(self.stack.pop(), len(self.text))
        return self.found

    def _push(self, at: int, mark: str) -> None:
        self.stack.append(_Open(at, mark, at + len(mark)))
        self.open_count[mark] = self.open_count.get(mark, 0) + 1

    def _pop_to(self, openings: tuple[str, ...], at: int, closing: str) -> None:
        """Close the innermost mark of ``openings``; what was opened inside it and never closed is dropped."""
        while self.stack:
            entry = self.stack.pop()
            self.open_count[entry.mark] -= 1
            if entry.mark in openings:
                self._keep(entry, at, at + len(closing), closing)
                return
            self._drop_or_end(entry, at, counted=True)

    def _keep(self, entry: _Open, inner_end: int, outer_end: int, closing: str) -> None:
        pieces = [*entry.pieces, (entry.inner, inner_end)]
        trimmed = tuple(piece for piece in (self._trim(*piece) for piece in pieces) if piece[0] < piece[1])
        if trimmed:
            self.found.append(FoundMarks(entry.at, outer_end, entry.mark, closing, trimmed))

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def _drop_or_end(self, entry: _Open, end: int, *, counted: bool = False) -> None:
        """An unclosed guillemet or curly mark ends with its paragraph; other unclosed marks are no marks."""
        if not counted:
            self.open_count[entry.mark] -= 1
        if entry.mark in "«“‹":
            following = bisect_right(self.opening_at, entry.inner - 1)
            if following < len(self.opening_at):
                end = min(end, self.opening_at[following])
            broken = bisect_right(self.breaks, entry.inner)
            if broken < len(self.breaks):
                end = min(end, self.breaks[broken])
            self._keep(entry, end, end, "")

    def _is_open(self, *openings: str) -> bool:
        return any(self.open_count.get(mark, 0) for mark in openings)

    def _at_line_start(self, at: int) -> bool:
        while at and self.text[at - 1] in " \u00a0\u202f\u2009\t":
            at -= 1
        return at == 0 or self.text[at - 1] == "\n"

    def _reopens(self, at: int, mark: str) -> bool:
        """Whether this mark only repeats, at a line's start, one that is still open (« … ¶ « … »)."""
        if not self.stack or self.before(at) not in "\n \u00a0\u202f\u2009\t" or not self._at_line_start(at):
            return False
        entry = self.stack[-1]
        if mark != entry.mark and (entry.mark, mark) not in (("«", "»"), ("“", "”")):
            return False
        end = at
        if entry.pieces and entry.inner >= at:
            return False
        entry.pieces.append((entry.inner, end))
        entry.inner = at + len(mark)
        return True

    def _directed(self, at: int, mark: str) -> None:
        if self._reopens(at, mark):
            return
        partners = tuple(
            opening for opening, closers in _CLOSERS.items() if mark in closers and opening not in "»›”"
        )
        if mark in "»›”" or (mark == "“" and self._is_open("„")):
            if self._is_open(*partners):
                self._pop_to(partners, at, mark)
            elif mark == "”" and self._is_open("”") and not self.before(at).isspace():
                self._pop_to(("”",), at, mark)
            elif self.after(at + 1).isalnum() and not self.before(at).isalnum():
                self._push(at, mark)
        elif mark in "«‹" and self._is_open("»", "›") and not self.before(at).isspace():
            self._pop_to(("»",) if mark == "«" else ("›",), at, mark)
        else:
            self._push(at, mark)

    def _straight(self, at: int, mark: str) -> None:
        if self._reopens(at, mark):
            return
        left, right = self.before(at), self.after(at + len(mark))
        can_open = (left.isspace() or left in _OPENING_BEFORE) and not right.isspace()
        if self._is_open(mark):
            if left.isdigit() and right == " " and self.straight_left[at] % 2 == 0:
                return
            if left.isspace() and (right.isalnum() or right in "[(") and self.straight_left[at] % 2 == 0:
                self._abandon(mark)
                self._push(at, mark)
            else:
                self._pop_to((mark,), at, mark)
        elif can_open or (left.isspace() and right in " \u00a0\u202f" and self.straight_left[at] > 1):
            self._push(at, mark)

    def _abandon(self, mark: str) -> None:
        while self.stack and self.open_count.get(mark, 0):
            self._drop_or_end(self.stack.pop(), len(self.text))

    def _single(self, at: int, mark: str) -> None:
        left, right = self.before(at), self.after(at + 1)
        if mark in "‘‚":
            if not left.isalnum() and not right.isspace():
                self._push(at, mark)
            return
        openings = ("'",) if mark == "'" else ("‘", "‚")
        if self._is_open(*openings) and not left.isspace() and not right.isalnum():
            if self._is_possessive(at):
                return
            self._pop_to(openings, at, mark)
        elif mark == "'" and self.straight_singles and self._may_open_single(at):
            self._push(at, mark)

    def _may_open_single(self, at: int) -> bool:
        left = self.before(at)
        return (
            (left.isspace() or left in '([“"') and self.after(at + 1).isalnum() and self._has_strong_close(at)
        )

    def _paragraph_end(self, at: int) -> int:
        following = bisect_right(self.breaks, at)
        return self.breaks[following] if following < len(self.breaks) else len(self.text)

    def _has_strong_close(self, at: int) -> bool:
        following = bisect_right(self.strong_singles, at)
        return following < len(self.strong_singles) and self.strong_singles[following] < self._paragraph_end(
            at
        )

    def _is_possessive(self, at: int) -> bool:
        """« the bosses’ fault,’ »: after an s, before a word, with a stronger closing mark still to come."""
        if self.before(at) not in "sSzx" or self.after(at + 1) != " " or not self.after(at + 2).isalpha():
            return False
        return self._has_strong_close(at)

    def _plus(self, at: int) -> None:
        """An agency's ``+…+`` for a quotation inside a quotation."""
        if self._is_open("+"):
            if not self.before(at).isspace() and not self.after(at + 1).isalnum():
                self._pop_to(("+",), at, "+")
        elif (
            self.stack
            and self.after(at + 1).isalpha()
            and (self.before(at).isspace() or self.before(at) in "'’«“\"")
        ):
            self._push(at, "+")

    def _end_paragraph(self, at: int, resume: int) -> None:
        """At a blank line only what is re-opened, or closed soon without being opened anew, goes on."""
        while self.stack and not self._goes_on(self.stack[-1], at, resume):
            self._drop_or_end(self.stack.pop(), at)
        for entry in self.stack[-1:]:
            if self.after(resume) not in '«»“”"':
                entry.pieces.append((entry.inner, at))
                entry.inner = resume

    def _goes_on(self, entry: _Open, at: int, resume: int) -> bool:
        following = self.after(resume)
        if entry.mark in '«“"' and (following == entry.mark or (entry.mark + following) in ("«»", "“”")):
            return len(self.stack) == 1
        if entry.mark not in "«“" or len(self.stack) > 1:
            return False
        closing = bisect_right(self.closing_at, at)
        opening = bisect_right(self.opening_at, at)
        closes = self.closing_at[closing] if closing < len(self.closing_at) else len(self.text)
        opens = self.opening_at[opening] if opening < len(self.opening_at) else len(self.text)
        return closes < opens and closes - at <= LONGEST_REACH
