"""Phrases that may name a speaker (names, functions, institutions, pronouns), read from a frame without any model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.annotations import Mention
from generator.pipeline.attribution_names import FUNCTION_GROUPS, NameReader
from generator.pipeline.quotes_frames import Frame
from generator.pipeline.quotes_vocabulary import Determiner, Gender, HeadNoun, Vocabulary

LONGEST_PHRASE = 25
"""Items that one phrase may hold."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Items [first, after) of a frame. ``mention`` or ``name`` (characters) is who is named, ``noun`` the function.

    ``governed_by`` is the preposition before it, None for what may be a subject. ``gender`` is what title or noun tell.
    ``loose``: that preposition stands before an unknown noun (« par le critique X », but also « à la barre X »).
    """

    first: int
    after: int
    kind: Literal["named", "noun", "pronoun"]
    head: str
    mention: Mention | None = None
    name: tuple[int, int] | None = None
    noun: HeadNoun | None = None
    determiner: Determiner | None = None
    governed_by: str | None = None
    gender: Gender | None = None
    plural: bool = False
    loose: bool = False

    @property
    def person(self) -> bool:
        """Whether a person is named."""
        if self.mention is not None:
            return self.mention.kind == "person"
        return self.name is not None and not (self.noun is not None and self.noun.institution)


class PhraseReader:
    """Reads phrases; one object a language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.names = NameReader(vocabulary)
        self._endings = vocabulary.words.adjective_endings
        self._reach = vocabulary.words.modifiers_before

    def read(self, frame: Frame) -> list[Phrase]:
        """All phrases of ``frame`` in order, without overlap."""
        found: list[Phrase] = []
        position = 0
        while position < len(frame.items):
            phrase = self._read_at(frame, position) if self._may_begin(frame, position) else None
            if phrase is None:
                position += 1
                continue
            governor = self._governor(frame, phrase.first) or self._owner(frame, phrase.after)
            loose = None if governor else self._governor_of_noun(frame, phrase.first)
            if governor or loose:
                phrase = replace(phrase, governed_by=governor or loose, loose=loose is not None)
            found.append(phrase)
            position = max(phrase.after, position + 1)
        return found

    def _may_begin(self, frame: Frame, position: int) -> bool:
        """A quick look that spares most words the full reading."""
        item = frame.items[position]
        if item.kind != "word":
            return False
        return item.capital or position in frame.mentions or item.low in self.vocabulary.phrase_starts

    def _governor(self, frame: Frame, first: int) -> str | None:
        """The preposition before a phrase; a possessive ending after it governs it too."""
        before = frame.lows[first - 1] if first else ""
        if before and self.vocabulary.has("prepositions", before):
            return before
        if not before or frame.items[first - 1].kind != "word":
            return None
        if self.vocabulary.has("ambiguous_determiners", frame.lows[first]):
            return None if self.names.is_verb(before) else frame.lows[first]
        return None

    def _governor_of_noun(self, frame: Frame, first: int) -> str | None:
        """« par le critique Émile V. », where no table knows the noun before the name."""
        at = first - 1
        if at < 1 or frame.items[at].kind != "word":
            return None
        if (
            first not in frame.mentions
            or frame.items[at].capital
            or at < 1
            or self.names.is_function_word(frame.lows[at])
        ):
            return None
        at -= 1
        if frame.lows[at] in self.vocabulary.determiners and at > 0:
            at -= 1
        elif not self.vocabulary.has("contracted", frame.lows[at]):
            return None
        return frame.lows[at] if self.vocabulary.has("prepositions", frame.lows[at]) else None

    def _owner(self, frame: Frame, after: int) -> str | None:
        """The possessive ending that follows a phrase (“the union's”)."""
        following = frame.lows[after] if after < len(frame.lows) else ""
        return following if self.vocabulary.has("possessive_suffixes", following.replace("’", "'")) else None

    def _read_at(self, frame: Frame, first: int) -> Phrase | None:
        vocabulary = self.vocabulary
        length = vocabulary.pronoun_table.length_at(frame.lows, first)
        if length:
            word = " ".join(frame.lows[first : first + length])
            gender, plural = vocabulary.pronouns[word]
            return Phrase(first, first + length, "pronoun", word, gender=gender, plural=plural)
        position, determiner = self._determiner(frame, first)
        if position >= len(frame.items):
            return None
        named = self._named(frame, first, position, determiner)
        return named or self._noun_phrase(frame, first, position, determiner)

    def _determiner(self, frame: Frame, first: int) -> tuple[int, Determiner | None]:
        length = self.vocabulary.determiner_table.length_at(frame.lows, first)
        if not length:
            return first, None
        words = " ".join(frame.lows[first : first + length])
        after = first + length
        if self.vocabulary.has("partitives", words) and after < len(frame.lows):
            after += self.vocabulary.determiner_table.length_at(frame.lows, after)
        return after, self.vocabulary.determiners[words]

    def _named(self, frame: Frame, first: int, position: int, determiner: Determiner | None) -> Phrase | None:
        """« M. Rivasseau », « le Kremlin », « Yann Quémeneur »."""
        position, gender, titled = self.names.skip_titles(frame, position)
        position = self._after_demonym(frame, position) if determiner is not None else position
        item = frame.items[position]
        entry = frame.mentions.get(position)
        if entry is not None:
            after, mention = entry
            if mention.kind == "place" or (mention.kind == "country" and mention.via not in _NAMED):
                return None
            if not self._endings and mention.kind != "person" and self._heads_soon(frame, after):
                return None
            first_word = frame.lows[position]
            gender = gender or self.vocabulary.titles.get(first_word)
            return Phrase(
                first, after, "named", first_word, mention=mention, determiner=determiner, gender=gender
            )
        if determiner is not None:
            return None
        after = self.names.name_end(frame, position)
        if after and (titled or after - position > 1):
            span = (item.start, frame.items[after - 1].end)
            return Phrase(first, after, "named", item.low, name=span, gender=gender)
        return None

    def _after_demonym(self, frame: Frame, position: int) -> int:
        """« la Hongroise Katalin B. »: where the person begins."""
        entry = frame.mentions.get(position)
        if entry is None or entry[1].kind != "country" or entry[1].via != "demonym":
            return position
        following = frame.mentions.get(entry[0])
        return entry[0] if following is not None and following[1].kind == "person" else position

    def _heads_soon(self, frame: Frame, position: int) -> bool:
        """“a Kremlin spokesman”: the name before a head noun only modifies it."""
        return any(
            frame.items[at].kind == "word" and self.vocabulary.noun_table.length_at(frame.lows, at) > 0
            for at in range(position, min(position + 2, len(frame.items)))
            if not self.names.is_verb(frame.lows[position]) and position not in frame.mentions
        )

    def _noun_phrase(
        self, frame: Frame, first: int, position: int, determiner: Determiner | None
    ) -> Phrase | None:
        """« le porte-parole du gouvernement », « un diplomate européen », “Agriculture Minister Helena B.”."""
        head = self._head(frame, first, position, determiner)
        if head is None:
            return None
        at, length = head
        word = " ".join(frame.lows[at : at + length])
        noun = self.vocabulary.nouns[word]
        after, mention, name = self._extend(frame, first, at + length)
        plural = noun.plural or (determiner.plural if determiner else False)
        gender = noun.gender
        if gender is None and determiner is not None and not plural:
            gender = self._determiner_gender(frame.lows[at - 1])
        return Phrase(
            first,
            after,
            "noun",
            word,
            mention=mention,
            name=name,
            noun=noun,
            determiner=determiner,
            gender=gender,
            plural=plural and mention is None and name is None,
        )

    def _determiner_gender(self, low: str) -> Gender | None:
        if self.vocabulary.has("masculine_determiners", low):
            return "m"
        return "f" if self.vocabulary.has("feminine_determiners", low) else None

    def _head(
        self, frame: Frame, first: int, position: int, determiner: Determiner | None
    ) -> tuple[int, int] | None:
        """(index, words) of the head noun of the phrase that begins at ``first``."""
        if determiner is None and not self._may_lack_determiner(frame, first):
            return None
        found: tuple[int, int] | None = None
        for at in range(position, min(position + self._reach + 1, len(frame.items))):
            item = frame.items[at]
            if item.kind != "word" or (at in frame.mentions and frame.mentions[at][1].kind == "person"):
                break
            length = self.vocabulary.noun_table.length_at(frame.lows, at)
            if length:
                found = at, length
                if not self._endings:
                    continue
                break
            if not self._may_modify(item.low):
                break
        return found

    def _may_lack_determiner(self, frame: Frame, first: int) -> bool:
        if first == 0 or frame.items[first - 1].kind != "word":
            return True
        before = frame.lows[first - 1]
        if not self._endings:
            return (
                frame.items[first].capital
                or self.vocabulary.has("conjunctions", before)
                or self.vocabulary.has("complementizers", before)
                or before in self.vocabulary.cue_forms
                or self.vocabulary.has("bare_governors", before)
            )
        return (
            self.vocabulary.has("contracted", before)
            or self.vocabulary.has("bare_governors", before)
            or before in self.vocabulary.cue_forms
        )

    def _may_modify(self, low: str) -> bool:
        """Whether a word may stand between determiner and head noun."""
        if self._endings:
            return self.vocabulary.has("preposed", low)
        return not (
            self.names.is_verb(low) or any(self.vocabulary.has(group, low) for group in FUNCTION_GROUPS)
        )

    def _extend(
        self, frame: Frame, first: int, position: int
    ) -> tuple[int, Mention | None, tuple[int, int] | None]:
        """Follow adjectives and complements; returns (index after, who is named in it, or their bare name)."""
        governed = in_object = False
        while position < len(frame.items) and position - first < LONGEST_PHRASE:
            item = frame.items[position]
            if item.kind != "word":
                break
            entry = frame.mentions.get(position)
            if governed:
                step = self._step_into_object(frame, position)
                if not step:
                    break
                governed = (
                    frame.lows[position] in self.vocabulary.determiners and position not in frame.mentions
                )
                in_object = True
                position = step
            elif entry is not None and (
                entry[1].kind == "person" or (not in_object and entry[1].kind == "organization")
            ):
                return entry[0], entry[1], None
            elif self.vocabulary.has("complement_prepositions", item.low):
                governed = True
                position += 1
            elif self.vocabulary.has("conjunctions", item.low) and self._joins_complement(frame, position):
                position += 1
            elif entry is not None:
                position = entry[0]
            elif (
                (item.low in self.vocabulary.titles and position + 1 in frame.mentions)
                or (not item.capital and self.names.is_adjective(item.low))
                or (in_object and item.capital and not self.names.name_end(frame, position) > position + 1)
            ):
                position += 1
            else:
                after = 0 if self.names.is_verb(item.low) else self.names.name_end(frame, position)
                if after and (after - position > 1 or not in_object):
                    return after, None, (item.start, frame.items[after - 1].end)
                break
        return (position - 1 if governed else position), None, None

    def _step_into_object(self, frame: Frame, position: int) -> int:
        """Index after one word (or mention) of a preposition's object; 0 where none can stand."""
        entry = frame.mentions.get(position)
        if entry is not None:
            return entry[0]
        length = self.vocabulary.determiner_table.length_at(frame.lows, position)
        if length:
            return position + length
        low = frame.lows[position]
        if (
            self.vocabulary.has("capital_complements", frame.lows[position - 1])
            and not frame.items[position].capital
        ):
            return 0
        if (
            self.vocabulary.has("auxiliaries", low)
            or self.vocabulary.has("relatives", low)
            or low in self.vocabulary.pronouns
        ):
            return 0
        return position + 1

    def _joins_complement(self, frame: Frame, position: int) -> bool:
        """« de l'Économie et des Finances », “Foreign and Commonwealth Affairs”."""
        following = frame.items[position + 1] if position + 1 < len(frame.items) else None
        return (
            following is not None
            and self.vocabulary.has("complement_prepositions", following.low)
            and bool(self._endings)
        )


_NAMED = frozenset(("name", "capital", "institution"))
