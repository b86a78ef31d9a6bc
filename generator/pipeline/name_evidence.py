"""What beside a name tells that it is a person's: titles of courtesy, ages, ties, origins, verbs of saying."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.names import FirstNames, Sex
from generator.pipeline.capitals import POSSESSIVES, Reading
from generator.pipeline.entity_words import EntityWords

TIE_REACH = 5  # words between the comma and a noun such as « retraitée »


class NameEvidence:
    """Looks at the words beside a name."""

    def __init__(
        self, words: EntityWords, first_names: FirstNames, demonym_country: Callable[[str], str | None]
    ) -> None:
        self._words = words
        self._first_names = first_names
        self._demonym_country = demonym_country
        honorifics = words.honorifics
        rows: tuple[tuple[tuple[str, ...], Sex | None], ...] = (
            (honorifics.either, None),
            (honorifics.masculine, "M"),
            (honorifics.feminine, "F"),
        )
        self.titles: dict[str, Sex | None] = {form.lower(): sex for forms, sex in rows for form in forms}

    def title_before(self, reading: Reading, index: int) -> tuple[int, Sex | None] | None:
        """The title of courtesy that ends before ``index``: where it begins and the sex it tells."""
        place = index - 1
        if reading.word_at(place) == ".":
            place -= 1
        word = reading.word_at(place)
        if word.lower() not in self.titles or not reading.touches(place, place + 1):
            return None
        if len(word) == 1 and not (word.isupper() and place == index - 2):
            return None
        return place, self.titles[word.lower()]

    def has_age(self, reading: Reading, end: int) -> bool:
        """« , 34 ans » or « (34 ans) », « , 34, », « , a 68-year-old » after the name."""
        if reading.word_at(end) not in {",", "("}:
            return False
        ages = self._words.people.ages
        for place in (end + 1, end + 2):
            word = reading.word_at(place)
            if word[:1].isdigit() and word.endswith(ages):
                return True
        number = reading.word_at(end + 1)
        if not (number.isdigit() and len(number) < 3):
            return False
        return reading.fold_at(end + 2) in ages or reading.word_at(end + 2) in {",", ")", "."}

    def has_tie(self, reading: Reading, first: int, last: int) -> bool:
        """A word such as « homologue », « épouse » before the name, or « , retraitée » in apposition to it."""
        kin = self._words.people.kin
        if (reading.fold_at(first - 1),) in kin:
            return True
        between = reading.word_at(first - 1)
        if (reading.fold_at(first - 2),) in kin and (between == "," or self._demonym_country(between)):
            return True
        if reading.word_at(last) != ",":
            return False
        for place in range(last + 1, last + 1 + TIE_REACH):
            if (reading.fold_at(place),) in kin:
                return True
            if not reading.word_at(place)[:1].isalnum() or reading.fold_at(place) in self._words.roles.stops:
                return False
        return False

    def has_cue(self, reading: Reading, first: int, last: int) -> bool:
        """A verb of saying or of living right after or right before the name."""
        people = self._words.people
        if reading.fold_at(first - 1) in people.cues or reading.fold_at(last) in people.cues:
            return True
        return reading.fold_at(last) in people.auxiliaries and reading.fold_at(last + 1) in people.cues

    def has_origin(self, reading: Reading, first: int, last: int, places: Mapping[int, str]) -> bool:
        """« le Kényan X Y »; « Ethiopia's X Y won »."""
        before = reading.word_at(first - 1)
        people = self._words.people
        noun = before[:1].isupper() and self._demonym_country(before) is not None
        if noun and people.demonym_nouns:
            return True
        owner = before in POSSESSIVES and first - 2 in places
        return (noun or owner) and (
            reading.fold_at(last) in people.deeds or self.has_cue(reading, last, last)
        )
