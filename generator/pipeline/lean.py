"""The lean spaCy ``Language`` that every language shares: spaCy's base defaults, and the elisions of the table.

``spacy.lang.fr`` costs four seconds at import (15,000 exceptions compiled); this costs a tenth of one.
"""

from __future__ import annotations

from pydantic import Field
from spacy.language import BaseDefaults
from spacy.language import Language as SpacyLanguage
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex

from generator.languages import Language
from generator.pipeline.tokenizer import BoundedTokenizer
from generator.tables import Table

CACHE_SIZE = 200_000
"""Tokenizer cache entries (spaCy's default of 10,000 is thrashed by a day's names)."""


MAX_LENGTH = 10_000_000
"""Characters of one text; readers refuse larger files."""


class LanguageWords(Table):
    """Section ``[language]``: its name in itself, and the words that elide before what follows (``l``, ``qu`` …)."""

    name: str
    elisions: tuple[str, ...] = Field(default=())


def make_nlp(language: Language) -> SpacyLanguage:
    """An empty pipeline for one language; quotation marks and elisions are always tokens of their own."""
    words = language.section("language", LanguageWords)
    nlp = _language_class(language.code)()
    prefixes = list(BaseDefaults.prefixes or ())
    infixes = [*(BaseDefaults.infixes or ()), r"[«»“”„‟\"‹›‘]"]
    if words.elisions:
        longest_first = sorted(words.elisions, key=len, reverse=True)
        forms = [form for word in longest_first for form in (word, word.capitalize(), word.upper())]
        prefixes.append(rf"(?:{'|'.join(forms)})[’'](?=\S)")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.max_cache_size = CACHE_SIZE
    nlp.tokenizer = BoundedTokenizer(nlp.vocab, tokenizer)
    nlp.max_length = MAX_LENGTH
    return nlp


def _language_class(code: str) -> type[SpacyLanguage]:
    """A subclass whose ``lang`` is the code, with nothing but base defaults."""
    return type(f"Lean{code.title()}", (SpacyLanguage,), {"lang": code, "Defaults": BaseDefaults})
