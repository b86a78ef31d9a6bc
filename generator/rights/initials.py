"""Private people outside the article that names them: initials for the name, and the description without it."""

from __future__ import annotations

import re

NAME_WORD = re.compile(r"[^\W\d_]+")
EDGES = " ,;:–—-()"
LEAST = 3  # letters of a word of a name that is looked for in a description


def make_initials(name: str) -> str:
    """« Jean-Marc Dupont » → « J.-M. D. »."""
    words = []
    for word in name.split():
        letters = [found[0][0].upper() + "." for part in word.split("-") if (found := NAME_WORD.search(part))]
        words.append("-".join(letters))
    return " ".join(word for word in words if word)


def without_name(description: str, name: str) -> str | None:
    """The description without the name and the marks beside it; None where nothing, or a part of the name, is left."""
    left = re.sub(re.escape(name), "", description).strip(EDGES + "\u00a0\u202f")
    words = {word.casefold() for word in NAME_WORD.findall(name) if len(word) >= LEAST}
    if not left or not words.isdisjoint(word.casefold() for word in NAME_WORD.findall(left)):
        return None
    return left
