"""Names and word classes, as far as capitals, titles, endings and lists tell them, for ``attribution_phrases``."""

from __future__ import annotations

from generator.pipeline.quotes_frames import Frame
from generator.pipeline.quotes_vocabulary import Gender, Vocabulary

FUNCTION_GROUPS = (
    "prepositions",
    "conjunctions",
    "relatives",
    "auxiliaries",
    "copulas",
    "clitics",
    "weekdays",
    "complementizers",
)
"""Lists of ``[quotes]`` whose words are never part of a name nor an adjective."""


class NameReader:
    """Reads names that no component has recognised; one object a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._endings = vocabulary.words.adjective_endings

    def skip_titles(self, frame: Frame, position: int) -> tuple[int, Gender | None, bool]:
        """(index after titles, the gender that they tell, whether there were any)."""
        gender: Gender | None = None
        titled = False
        while position + 1 < len(frame.items) and position not in frame.mentions:
            item = frame.items[position]
            known = item.low in self.vocabulary.titles
            written = (
                item.capital
                or item.low.endswith(".")
                or (len(item.low) > 2 and position + 1 in frame.mentions)
            )
            if not (known and written):
                break
            gender = self.vocabulary.titles[item.low] or gender
            titled = True
            position += 1
        return position, gender, titled

    def name_end(self, frame: Frame, first: int) -> int:
        """Index after a run of capitalised words that no component has recognised; 0 where there is none."""
        position, last = first, 0
        while position < len(frame.items) and position - first < 6 and position not in frame.mentions:
            item = frame.items[position]
            if item.kind != "word":
                break
            if item.capital and not self.is_function_word(item.low):
                last = position + 1
            elif not (last and self.vocabulary.has("particles", item.low)):
                break
            position += 1
        return last

    def is_function_word(self, low: str) -> bool:
        """Whether a lower-case word is one that no name is made of."""
        vocabulary = self.vocabulary
        if (
            low in vocabulary.determiners
            or low in vocabulary.nouns
            or low in vocabulary.pronouns
            or low in vocabulary.titles
        ):
            return True
        if low.isdigit() or vocabulary.adverbs.length_at((low,), 0) or low in vocabulary.cue_forms:
            return True
        return any(vocabulary.has(group, low) for group in FUNCTION_GROUPS)

    def is_verb(self, low: str) -> bool:
        """Whether a lower-case word is an auxiliary or a form of a verb of saying."""
        return (
            self.vocabulary.has("auxiliaries", low)
            or self.vocabulary.has("copulas", low)
            or low in self.vocabulary.cue_forms
        )

    def is_adjective(self, low: str) -> bool:
        """Whether a lower-case word's ending is an adjective's (verbs and function words excluded)."""
        if not self._endings or not (low.endswith(self._endings) or low.rstrip("s").endswith(self._endings)):
            return False
        return not self.is_verb(low) and not any(self.vocabulary.has(group, low) for group in FUNCTION_GROUPS)
