"""Tells, by what stands around a name, that it is no country: a person, a street, a river, a language …

The words are data (``contexts.toml`` of the gazetteer), the rules are here. Each tells whether to leave the name out.
"""

from __future__ import annotations

import re

from generator.gazetteer import Contexts, Entry, Hit
from generator.names import FirstNames
from generator.pipeline.surroundings import Phrases, Surroundings, is_shouted, is_title_case, look_around

_NAMES = frozenset({"name", "past", "capital", "region", "city"})
_SEATS = frozenset({"capital", "city"})
_OPENING, _CLOSING = frozenset('«“"„'), frozenset('»”"“')
_JOINED_AFTER = re.compile(
    r"-(?:de|du|des|la|le|les|sur|en|sous|lès|aux?|et|of|on|upon|in)[-'’ ]", re.IGNORECASE
)
_JOINED_BEFORE = re.compile(r"\w-(?:de|du|des|la|le|les|sur|en|sous|lès|aux?|of|on|upon)(?:-|-l['’]|['’])$")


class Traps:
    """The rules of one language."""

    def __init__(self, contexts: Contexts, first_names: FirstNames) -> None:
        self._contexts = contexts
        self._first_names = first_names
        persons, heads, languages = contexts.persons, contexts.heads, contexts.languages
        self._given = frozenset(persons.given)
        self._family = frozenset(persons.family)
        self._titles = frozenset(persons.titles)
        self._openers = frozenset(persons.openers)
        self._offices = frozenset(contexts.offices.words)
        self._articles = frozenset(heads.articles)
        self._links = frozenset(heads.links)
        self._streets = frozenset(heads.streets)
        self._roads = frozenset(heads.roads)
        self._of_cities = frozenset(heads.treaties + heads.houses)
        self._waters = frozenset(heads.waters)
        self._clubs = frozenset(heads.clubs)
        self._followers = frozenset(heads.followers)
        self._rivers = frozenset(contexts.rivers.names)
        self._river_heads = frozenset(contexts.rivers.before)
        self._after_rivers = Phrases(contexts.rivers.after, cased=True)
        self._locatives = Phrases(contexts.locatives.words)
        self._before_languages = Phrases(languages.before)
        self._after_languages = Phrases(languages.after, cased=True)
        self._manners = Phrases(languages.manner)
        self._prepositions = frozenset(languages.prepositions)
        self._determiners = frozenset(languages.determiners)
        self._stops = frozenset(languages.stops)
        self._possessives = frozenset(languages.possessives)

    def is_part_of_longer_name(self, text: str, start: int, end: int) -> bool:
        """« Champagne » in « Châlons-en-Champagne »."""
        return bool(_JOINED_AFTER.match(text, end) or _JOINED_BEFORE.search(text[max(0, start - 12) : start]))

    def is_person(self, text: str, hit: Hit, form: str, kind: str, around: Surroundings) -> bool:
        """A title before; a first name before or a surname after a name that people bear. Headlines capitalise all."""
        if around.before in self._titles or (
            "".join(around.left[-2:]).lower() in self._titles and around.touches_left
        ):
            return True
        if not (self._is_surname(form, kind, around) or self._is_first_name(form, around)):
            return False
        return not is_title_case(text, hit.start, hit.end)

    def _opens(self, around: Surroundings) -> bool:
        """Whether the word before has its capital from opening a sentence: « Cinq Marocaines », no first name."""
        word = around.left[-1]
        if word.lower() in self._openers:
            return True
        return around.is_second and word not in self._first_names and word not in self._given

    def _is_given(self, word: str) -> bool:
        """Whether ``word`` is a first name and nothing else: « Karim Tunis »."""
        if not word[0].isupper() or word.isupper() or word in self._given:
            return False
        return word in self._first_names and not self._first_names.is_weak(word)

    def _is_surname(self, form: str, kind: str, around: Surroundings) -> bool:
        if not around.touches_left or not around.left:
            return False
        word = around.left[-1]
        if form not in self._family:
            return kind in _SEATS and self._is_given(word)
        if word == "." and len(around.left) > 1 and len(around.left[-2]) == 1:
            return around.left[-2].isupper()
        return (
            word[0].isupper()
            and not word.isupper()
            and word.lower() not in self._openers
            and word[-1] not in "'."
        )

    def _is_first_name(self, form: str, around: Surroundings) -> bool:
        if form not in self._given or not around.touches_right or not around.right:
            return False
        word = around.right[0]
        if not word[0].isupper() or word in self._offices:
            return False
        if word[-1] != "'" and (word.isupper() or not word.isalpha()):
            return False
        if around.before in self._contexts.persons.receivers:
            return True
        return not (around.before in self._articles or around.follows(self._locatives))

    def runs_on(self, around: Surroundings) -> bool:
        """Whether a capitalised word follows, so that the name is but the beginning of one (« Stamford Bridge »)."""
        word = around.after
        return (
            around.touches_right and word[:1].isupper() and not word.isupper() and word not in self._offices
        )

    def lacks_need(self, form: str, around: Surroundings) -> bool:
        """A word that is a name only after certain words (« à Nice », « au Caire »)."""
        needed = self._contexts.needs.get(form[:1].upper() + form[1:])
        return needed is not None and around.before not in needed

    def is_followed_badly(self, form: str, around: Surroundings) -> bool:
        """« tsar de l'immobilier », "Polish the silver"."""
        return around.after.lower() in self._contexts.not_before.get(form, ())

    def is_headed(self, kind: str, around: Surroundings) -> bool:
        """« rue de Rome », « traité de Rome », « golfe du Mexique », « Paris FC »."""
        if around.touches_right and around.after in self._followers and kind in _NAMES:
            return True
        if kind in _NAMES and self._is_club(around):
            return True
        head = _last(around.drop_left(self._links))
        linked = head != around.before
        if kind in _NAMES and (
            head in self._streets or (linked and kind in _SEATS and head in self._of_cities)
        ):
            return True
        beyond_article = _last(around.drop_left(self._links | self._articles))
        return kind in _NAMES and (beyond_article in self._waters or beyond_article in self._roads)

    def _is_club(self, around: Surroundings) -> bool:
        """« AS Monaco », "FC Lisbon"; not "as China rises"."""
        if not around.touches_left or around.before not in self._clubs:
            return False
        return len(around.before) > 2 or around.left[-1].isupper()

    def is_title(self, text: str, hit: Hit, kind: str) -> bool:
        """A place that fills its quotation marks is a title or a word: « Casablanca »."""
        if kind not in _SEATS:
            return False
        before, after = text[max(0, hit.start - 2) : hit.start].rstrip(), text[hit.end : hit.end + 2].lstrip()
        return before[-1:] in _OPENING and after[:1] in _CLOSING and bool(before) and bool(after)

    def is_river(self, form: str, around: Surroundings) -> bool:
        """« le Niger en crue », « le delta du Niger »."""
        if form not in self._rivers:
            return False
        head = _last(around.drop_left(self._links | self._articles))
        return head in self._river_heads or around.precedes(self._after_rivers)

    def is_shouted_word(self, text: str, hit: Hit, form: str, around: Surroundings) -> bool:
        """A word of two letters, not the first, where everything is in capitals ("TELL US WHY")."""
        return (
            not around.opens_sentence
            and len(form) == 2
            and form.isupper()
            and is_shouted(text, hit.start, hit.end)
        )

    def is_language(self, text: str, hit: Hit, around: Surroundings) -> bool:
        """Whether a demonym is a language or a thing: « en russe », « le français est », "speaks French"."""
        if (
            around.follows(self._before_languages)
            or around.precedes(self._after_languages)
            or self._is_spoken(around)
        ):
            return True
        if self._is_after_preposition(around) or self._is_beside_language(around):
            return True
        if text[hit.start].isupper() or not self._determiners:
            return False
        if around.follows(self._manners):
            return True
        return around.before in self._determiners and not self._is_apposed(around)

    def _is_spoken(self, around: Surroundings) -> bool:
        return around.before in self._possessives and around.after in ("is", "was")

    def _is_after_preposition(self, around: Surroundings) -> bool:
        if around.before not in self._prepositions:
            return False
        return (
            not self._stops
            or not around.right
            or not around.after[0].isalnum()
            or around.after in self._stops
        )

    def _is_beside_language(self, around: Surroundings) -> bool:
        """« en arabe et turc », "Arabic and Turkish"."""
        joined = len(around.left) > 1 and _continues_list(around.left[-1])
        return joined and around.left[-2] in self._contexts.languages.others

    def _is_apposed(self, around: Surroundings) -> bool:
        """« le français Renault »: whoever the demonym describes is named right after."""
        return around.touches_right and around.after[:1].isupper()

    def is_borne_as_surname(self, text: str, hit: Hit, around: Surroundings) -> bool:
        """« Thierry Breton », where adjectives are written small."""
        if self._contexts.demonyms.capitalised or not text[hit.start].isupper() or not around.touches_left:
            return False
        word = around.left[-1] if around.left else ""
        if not (word[:1].isupper() and word.isalpha()) or word.isupper() or self._opens(around):
            return False
        return not (text[hit.start : hit.end].isupper() or is_title_case(text, hit.start, hit.end))

    def is_bare(self, around: Surroundings) -> bool:
        """Whether neither an article nor a locative stands before, as before a surname."""
        before = around.before
        return (
            before not in self._articles and before not in self._links and not around.follows(self._locatives)
        )


def look_around_hit(text: str, hit: Hit) -> Surroundings:
    """The surroundings of a hit."""
    return look_around(text, hit.start, hit.end)


def is_trap(entry: Entry) -> bool:
    """Whether the entry is a listed phrase that only looks like a country, or a set that is not counted."""
    return entry.kind in ("trap", "uncounted")


def _continues_list(token: str) -> bool:
    return token in (",", "et", "ou", "and", "or")


def _last(tokens: tuple[str, ...]) -> str:
    return tokens[-1].lower() if tokens else ""
