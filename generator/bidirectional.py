"""Direction marks of untrusted texts: a title with U+202E is shown as typed, and turns nothing round but
itself."""

from __future__ import annotations

_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_POP_EMBEDDING, _POP_ISOLATE, _FIRST_STRONG = "\u202c", "\u2069", "\u2068"
_CONTROLS = _EMBEDDINGS | _ISOLATES | {_POP_EMBEDDING, _POP_ISOLATE}


def has_controls(text: str) -> bool:
    """Whether ``text`` holds a character that changes the direction of others."""
    return not _CONTROLS.isdisjoint(text)


def isolate(text: str) -> str:
    """``text`` unchanged, or, where it holds direction controls, balanced and within an isolate of its
    own."""
    if not has_controls(text):
        return text
    kept: list[str] = []
    depth = 0
    for character in text:
        if character in _ISOLATES:
            depth += 1
        elif character == _POP_ISOLATE:
            if not depth:
                continue
            depth -= 1
        kept.append(character)
    return _FIRST_STRONG + "".join(kept) + _POP_ISOLATE * (depth + 1)
