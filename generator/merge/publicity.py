"""Who may have a page: those with a public role in the texts. The rule is data: ``[publicity]`` of each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator

from generator.annotations import Annotations, Field, Mention, Role
from generator.briefing import Entity
from generator.languages import language_codes, load_language
from generator.merge.names import plain
from generator.tables import Table


def _split(value: object) -> object:
    if not isinstance(value, str):
        return value
    return frozenset(plain(phrase) for phrase in value.replace("\n", "|").split("|") if phrase.strip())


Phrases = Annotated[frozenset[str], BeforeValidator(_split)]


class PublicityWords(Table):
    """The section ``[publicity]``.

    ``private`` nouns are no public role. ``bound`` ones are one only within a named organisation. ``leading`` words may
    stand before the noun; ``noun_last``: it stands at the end of the words before the first of ``prepositions``
    (« retired school teacher from Leeds »), else at the beginning (« pêcheur de Brest »).
    """

    private: Phrases
    bound: Phrases
    leading: Phrases
    prepositions: Phrases
    noun_last: bool

    def is_public(self, role: Role) -> bool:
        """Whether this role makes its holder a public person."""
        words = self._noun_words(plain(role.text).split())
        if _matches(words, self.private, last=self.noun_last):
            return False
        return role.organisation is not None or not _matches(words, self.bound, last=self.noun_last)

    def _noun_words(self, words: list[str]) -> list[str]:
        """The words that end, or begin, with the role's noun."""
        while len(words) > 1 and words[0] in self.leading:
            words = words[1:]
        if not self.noun_last:
            return words
        stops = (place for place, word in enumerate(words) if place and word in self.prepositions)
        return words[: next(stops, len(words))]


def _matches(words: list[str], phrases: frozenset[str], *, last: bool) -> bool:
    ends = range(1, len(words) + 1)
    return any(" ".join(words[-end:] if last else words[:end]) in phrases for end in ends)


@cache
def _load_words(code: str) -> PublicityWords:
    return load_language(code).section("publicity", PublicityWords)


def is_public_role(role: Role, language: str | None) -> bool:
    """Whether a role, in an article's language, makes its holder a public person."""
    if language not in language_codes():
        return False
    return _load_words(language).is_public(role)


PrivateSpans = Mapping[str, tuple[tuple[Field, int, int], ...]]
"""Article id → (field, start, end) of every name of a private person in it, and of names that an editor hid."""


def find_private_names(
    annotations: Mapping[str, Annotations],
    ids: Mapping[tuple[str, str, str], str],
    entities: Iterable[Entity],
) -> PrivateSpans:
    """Where articles name people who are not public; ``ids`` as in Briefing.entity_ids."""
    public = {entity.id for entity in entities if entity.kind == "person" and entity.public}

    def is_private(article_id: str, mention: Mention) -> bool:
        return mention.kind == "person" and ids.get((article_id, "person", mention.key)) not in public

    return {
        article_id: (
            *((m.field, m.start, m.end) for m in found.mentions if is_private(article_id, m)),
            *found.hidden,
        )
        for article_id, found in annotations.items()
    }


def touches(spans: Iterable[tuple[Field, int, int]], start: int, end: int, field: str) -> bool:
    """Whether words [start, end) hold or cut one of the spans."""
    return any(where == field and first < end and start < last for where, first, last in spans)
