"""A tokenizer whose cost stays linear: spaCy's peels a run without spaces mark by mark, which is quadratic in
its length."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc
from spacy.vocab import Vocab

LONGEST_RUN = 200
"""Characters without a space that are handed over whole; longer runs are no words, and are cut."""

_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


class BoundedTokenizer:
    """Wraps a tokenizer; texts without long runs go through it unchanged."""

    def __init__(self, vocab: Vocab, tokenizer: Callable[[str], Doc]) -> None:
        self.vocab = vocab
        self.inner = tokenizer

    def __call__(self, text: str) -> Doc:
        """The Doc of a text, whose text is the same, character for character."""
        if _LONG_RUN.search(text) is None:
            return self.inner(text)
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _cut(text):
            for token in self.inner(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def _cut(text: str) -> Iterator[str]:
    """Pieces of the text, joined the same text: long runs cut every ``LONGEST_RUN`` characters."""
    position = 0
    for run in _LONG_RUN.finditer(text):
        if position < run.start():
            yield text[position : run.start()]
        for start in range(run.start(), run.end(), LONGEST_RUN):
            yield text[start : min(start + LONGEST_RUN, run.end())]
        position = run.end()
    if position < len(text):
        yield text[position:]
