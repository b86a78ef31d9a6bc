"""Component ``briefing_countries``: every country and place that an article names, with how it is meant.

It runs first, on the characters alone. The gazetteer finds all names; rules on the words around them (``traps``,
``places``) leave out what is none; what may be several countries is decided by what else the article names, or left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from generator.annotations import Field, Kind, Mention, Via
from generator.gazetteer import Entry, Gazetteer, Hit, load_gazetteer
from generator.languages import Language, load_language
from generator.names import load_first_names
from generator.pipeline.ambiguities import PLACES, Reading, resolve
from generator.pipeline.layers import Context, Layer, get_context
from generator.pipeline.places import LARGE, Places
from generator.pipeline.surroundings import Surroundings
from generator.pipeline.traps import Traps, is_trap, look_around_hit

COUNTRIES: Layer[Mention] = Layer("countries")

_VIA: dict[str, Via] = {
    "name": "name", "demonym": "demonym", "compound": "compound", "capital": "capital", "institution": "institution",
    "region": "region", "city": "city", "set": "set", "former": "historical", "past": "historical",
}  # fmt: skip
_HEADED = frozenset({"name", "past", "capital", "region", "city"})


@dataclass(frozen=True, slots=True)
class Persons:
    """Where persons bear the names of countries (``starts`` of hits), and the names that they bear."""

    starts: frozenset[int]
    surnames: frozenset[str]


class Countries:
    """Finds countries and places in one language; leaves Mentions in the layer ``countries``."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        contexts = gazetteer.contexts(language.code)
        self._former = frozenset(gazetteer.former)
        self._lookup = gazetteer.lookup(language.code)
        self._traps = Traps(contexts, load_first_names())
        self._places = Places(contexts)

    def __call__(self, doc: Doc) -> Doc:
        """Read ``doc.text`` and put the mentions, in order of start."""
        context = get_context(doc)
        COUNTRIES.put(doc, self.find_mentions(doc.text, context))
        return doc

    def find_mentions(self, text: str, context: Context | None = None) -> tuple[Mention, ...]:
        """All mentions in ``text``, in order of start; a title's ambiguities are decided by its body's mentions."""
        context = context or Context()
        readings = resolve(text, list(self._read(text)), _named_in_body(context))
        mentions = [
            mention for reading in readings for mention in self._mention(text, reading, context.field)
        ]
        mentions.sort(key=lambda mention: (mention.start, mention.end, mention.kind, mention.key))
        return tuple(mentions)

    def _read(self, text: str) -> Iterator[Reading]:
        """Readings of all hits that are no traps; a little-known city only beside a locative or a country."""
        hits = [
            (hit, look_around_hit(text, hit))
            for hit in self._lookup.find(text)
            if not (hit.entries and is_trap(hit.entries[0]))
            and not self._traps.is_part_of_longer_name(text, hit.start, hit.end)
        ]
        persons = self._find_persons(text, hits)
        refused_end, seat = -1, None
        for hit, around in hits:
            reading = self._read_parts(text, hit, around) or self._read_demonym(
                text, hit, around, refused_end
            )
            if reading is None and hit.entries and hit.entries[0].demonym:
                refused_end = hit.end
            if reading is None:
                reading = self._read_name(text, hit, around, persons, seat)
            if reading:
                seat = reading if reading.via in ("capital", "city") else seat
                yield reading

    def _find_persons(self, text: str, hits: list[tuple[Hit, Surroundings]]) -> Persons:
        """Where names of countries are borne by persons, and their surnames, which stay theirs when they stand bare."""
        starts, surnames = set(), set()
        for hit, around in hits:
            entry = _name_entry(hit)
            kind, form = (entry.kind, entry.form) if entry else ("city", text[hit.start : hit.end])
            if kind in _HEADED and self._traps.is_person(text, hit, form, kind, around):
                starts.add(hit.start)
                surnames.add(form)
        return Persons(frozenset(starts), frozenset(surnames))

    def _read_parts(self, text: str, hit: Hit, around: Surroundings) -> Reading | None:
        if not hit.parts or (hit.parts[0].demonym and self._traps.is_language(text, hit, around)):
            return None
        codes = (code for part in hit.parts for code in _codes_of_part(part))
        return Reading(hit, tuple(dict.fromkeys(codes)), "compound")

    def _read_demonym(self, text: str, hit: Hit, around: Surroundings, refused_end: int) -> Reading | None:
        entry = next((e for e in hit.entries if e.demonym), None)
        if entry is None or entry is not hit.entries[0] or (text[hit.start].isupper() and _names_place(hit)):
            return None
        if self._traps.is_language(text, hit, around) or _continues(text, refused_end, hit.start):
            return None
        if self._traps.is_borne_as_surname(text, hit, around) or self._traps.is_followed_badly(
            entry.form, around
        ):
            return None
        return Reading(hit, entry.codes, _VIA[entry.kind], None, entry.ambiguity)

    def _read_name(
        self, text: str, hit: Hit, around: Surroundings, persons: Persons, seat: Reading | None
    ) -> Reading | None:
        entry = _name_entry(hit)
        form = entry.form if entry else text[hit.start : hit.end]
        if hit.start in persons.starts or (form in persons.surnames and self._traps.is_bare(around)):
            return None
        if self._is_no_country(text, hit, entry, form, around):
            return None
        if entry is None:
            return self._read_city(text, hit, around, seat) if hit.city and not hit.entries else None
        via = self._choose_via(text, hit, entry, around, seat)
        confidence = 0.8 if entry.kind in ("institution", "city") else 1.0
        return Reading(hit, entry.codes, via, entry.place, entry.ambiguity, confidence)

    def _is_no_country(
        self, text: str, hit: Hit, entry: Entry | None, form: str, around: Surroundings
    ) -> bool:
        traps, kind = self._traps, entry.kind if entry else "city"
        return (
            traps.lacks_need(form, around)
            or traps.is_followed_badly(form, around)
            or traps.is_headed(kind, around)
            or traps.is_river(form, around)
            or traps.is_shouted_word(text, hit, form, around)
            or traps.is_title(text, hit, kind)
        )

    def _read_city(self, text: str, hit: Hit, around: Surroundings, seat: Reading | None) -> Reading | None:
        """A city that only GeoNames knows: after a locative, in a dateline, in a list with another city.

        Before a comma or bracket it is kept with little confidence: a country may follow (« Uzès, en France »).
        """
        if hit.city is None or self._traps.runs_on(around):
            return None
        listed = seat is not None and seat.via == "city" and _continues(text, seat.hit.end, hit.start)
        large = hit.city.sizes[0][1] >= LARGE and self._places.is_complement(around)
        if (
            listed
            or large
            or self._places.is_located(around)
            or self._places.is_dateline(text, hit.start, hit.end)
        ):
            return Reading(hit, (), "city", hit.city.name, None, 0.6)
        if around.after not in (",", "(") or (around.touches_left and around.left[-1][0].isupper()):
            return None
        return Reading(hit, (), "city", hit.city.name, None, 0.3)

    def _choose_via(
        self, text: str, hit: Hit, entry: Entry, around: Surroundings, seat: Reading | None
    ) -> Via:
        if entry.kind != "capital":
            return _VIA[entry.kind]
        if self._places.is_dateline(text, hit.start, hit.end):
            return "city"
        if seat and self._places.is_route(text[seat.hit.end : hit.start]):
            return seat.via
        if self._places.is_place(around):
            return "city"
        if seat and _continues(text, seat.hit.end, hit.start):
            return seat.via
        return "capital"

    def _mention(self, text: str, reading: Reading, field: Field) -> Iterator[Mention]:
        """The country mentions of a reading, and the place's, where it is one."""
        start, end = reading.hit.start, reading.hit.end
        printed = text[start:end]
        keys: list[tuple[Kind, str, str]] = [("country", code, printed) for code in reading.codes]
        if reading.via in PLACES and reading.place:
            keys.append(("place", reading.place, reading.place))
        for kind, key, name in keys:
            via = "historical" if key in self._former else reading.via
            yield Mention(
                kind=kind,
                key=key,
                name=name,
                text=printed,
                start=start,
                end=end,
                via=via,
                confidence=reading.confidence,
                field=field,
            )


def _name_entry(hit: Hit) -> Entry | None:
    """The first entry that is a name, neither a demonym nor a compound's member."""
    return next((entry for entry in hit.entries if not entry.demonym and entry.kind != "compound"), None)


def _codes_of_part(part: Entry) -> tuple[str, ...]:
    """What a compound's member means without evidence: « américano-coréen », but not « franco-congolais »."""
    if part.ambiguity is None:
        return part.codes
    return (part.ambiguity.default,) if part.ambiguity.default else ()


def _names_place(hit: Hit) -> bool:
    """« Toscane » is a region before it is a woman from there."""
    return any(entry.kind == "region" and entry.form[0].isupper() for entry in hit.entries)


def _continues(text: str, end: int, start: int) -> bool:
    """Whether only a comma or « et » stands between two hits."""
    return 0 <= end < start and text[end:start].strip(" \u00a0").casefold() in (
        ",",
        "et",
        "and",
        "ou",
        "or",
        "/",
    )


def _named_in_body(context: Context) -> frozenset[str]:
    if context.body is None:
        return frozenset()
    return frozenset(mention.key for mention in context.body.mentions if mention.kind == "country")


def create_countries(nlp: SpacyLanguage, name: str) -> Countries:  # noqa: ARG001 - spaCy passes it
    """spaCy's factory for ``briefing_countries``; ``nlp.lang`` must be a language that has tables."""
    return Countries(load_language(nlp.lang), load_gazetteer())
