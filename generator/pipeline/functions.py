"""Gives each person of a text the roles that stand beside the name, with organisation and country."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.annotations import Mention, Role
from generator.pipeline.capitals import Reading
from generator.pipeline.entity_words import EntityWords
from generator.pipeline.name_evidence import NameEvidence
from generator.pipeline.people import Surroundings
from generator.pipeline.reappearances import NamedOrganisation, NamedPerson
from generator.pipeline.roles import Head, RolePhrase, RoleReader

ALONE_LEAST = 2  # mentions of the only country of a text
MENTIONS_LEAST = 3  # of a country that a text is about all but alone
SHARE_LEAST = 0.75  # of all mentions of countries


class RoleGiver:
    """Assigns role phrases to the names they stand beside."""

    def __init__(
        self,
        roles: RoleReader,
        evidence: NameEvidence,
        words: EntityWords,
    ) -> None:
        self._roles = roles
        self._evidence = evidence
        self._words = words

    def assign(
        self,
        reading: Reading,
        people: list[NamedPerson],
        organisations: list[NamedOrganisation],
        around: Surroundings,
        countries: tuple[Mention, ...],
    ) -> list[Role]:
        """All roles of the text, each once for a person and a span."""
        found: dict[tuple[str, int], Role] = {}
        countries = _real_countries(reading, organisations, countries)
        offices: list[tuple[str, int]] = []
        begins = frozenset(item.name.first for item in people)
        shared: tuple[RolePhrase, int] | None = None
        for item in people:
            before = list(self._leading(reading, item, around.heads))
            if (
                not before
                and shared is not None
                and self._roles.share(reading, *shared, self._start(reading, item))
            ):
                before = [shared[0]]
            shared = (before[0], item.name.last) if before and before[0].head.plural else None
            after = self._following(reading, item, around.heads, begins)
            for phrase in [*before, *([after] if after else [])]:
                role = self._role(reading, item, phrase, organisations, countries)
                if role.country is None and role.organisation is None and self._is_office(reading, phrase):
                    offices.append((role.person, role.start))
                found.setdefault((role.person, role.start), role)
        if offices:
            about = _country_of_text(_free_countries(countries, found.values(), reading, organisations))
            found.update({place: replace(found[place], country=about) for place in offices})
        return list(found.values())

    def _start(self, reading: Reading, item: NamedPerson) -> int:
        """The first word of the name with its title of courtesy, and the article of « , le Dr X »."""
        title = self._evidence.title_before(reading, item.name.first)
        if title is None:
            return item.name.first
        led = reading.fold_at(title[0] - 1) in self._words.articles
        return title[0] - 1 if led else title[0]

    def _leading(self, reading: Reading, item: NamedPerson, heads: list[Head]) -> Iterator[RolePhrase]:
        """The role before the name, and the one before a rank: « le porte-parole …, le colonel X »."""
        start = self._start(reading, item)
        phrase = self._roles.before(reading, heads, start)
        if phrase is None:
            return
        if reading.word_at(start - 1) == "," and not self._roles.is_closed(reading, phrase, item.name.last):
            return
        yield phrase
        if phrase.last != start:
            return
        place = phrase.first
        if reading.fold_at(place - 1) in self._words.determiners:
            place -= 1
        further = self._roles.before(reading, heads, place)
        if further is not None and (place == phrase.first or reading.word_at(place - 1) == ","):
            yield further

    def _following(
        self, reading: Reading, item: NamedPerson, heads: list[Head], begins: frozenset[int]
    ) -> RolePhrase | None:
        """The role in apposition, unless its words lead up to the next name."""
        phrase = self._roles.after(reading, heads, item.name.last)
        if phrase is None:
            return None
        inner = range(phrase.first, phrase.last + 1)
        return None if any(index in begins for index in inner) else phrase

    def _role(
        self,
        reading: Reading,
        item: NamedPerson,
        phrase: RolePhrase,
        organisations: list[NamedOrganisation],
        countries: tuple[Mention, ...],
    ) -> Role:
        start, end = reading.span(phrase.first, phrase.last)
        organisation = self._organisation(phrase, organisations)
        country = self._country(reading, phrase, countries)
        if country is None and organisation is not None:
            span = reading.span(organisation.found.first, organisation.found.last)
            country = organisation.organisation.country or _country_within(span, countries)
        return Role(
            person=item.person.key,
            text=reading.text[start:end],
            start=start,
            end=end,
            organisation=organisation.organisation.key if organisation else None,
            country=country,
            former=phrase.former,
        )

    def _is_office(self, reading: Reading, phrase: RolePhrase) -> bool:
        """Whether the role is an office of a state, with nothing in its words that says otherwise."""
        head = tuple(reading.folded[phrase.head.first : phrase.head.last])
        bare = phrase.last == phrase.head.last and head in self._words.roles.bare
        return bare or head in self._words.roles.offices

    def _organisation(
        self, phrase: RolePhrase, organisations: list[NamedOrganisation]
    ) -> NamedOrganisation | None:
        """That within the role's words: the first after the noun, else the last before it; else the possessor."""
        place = bisect_left(organisations, phrase.first, key=lambda item: item.found.first)
        inside = []
        while place < len(organisations) and organisations[place].found.last <= phrase.last:
            inside.append(organisations[place])
            place += 1
        after = [item for item in inside if item.found.first >= phrase.head.last]
        if after:
            return after[0]
        if inside:
            return inside[-1]
        place = bisect_left(organisations, phrase.first, key=lambda item: item.found.first)
        owner = organisations[place - 1] if place else None
        return owner if owner is not None and owner.found.last == phrase.possessor else None

    def _country(self, reading: Reading, phrase: RolePhrase, countries: tuple[Mention, ...]) -> str | None:
        """The country within the role's words, or the possessor's."""
        country = _country_within(reading.span(phrase.first, phrase.last), countries)
        if country is not None:
            return country
        for index in (phrase.head.last, phrase.head.first - 1):
            if (told := self._words.roles.adjective_countries.get(reading.fold_at(index))) is not None:
                return told
        if phrase.possessor is not None:
            end = reading.ends[phrase.possessor - 1]
            place = bisect_left(countries, end, key=lambda mention: mention.start)
            return next((item.key for item in countries[max(0, place - 4) : place] if item.end == end), None)
        return None


def _real_countries(
    reading: Reading, organisations: list[NamedOrganisation], countries: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The country mentions without a union that is only part of another name (« Union européenne des aiguilleurs »)."""
    hidden = {
        index
        for item in organisations
        if item.found.known is None
        for index in range(*reading.span(item.found.first, item.found.last))
    }
    return tuple(
        mention
        for mention in countries
        if mention.kind == "country" and not (mention.key == "eu" and mention.start in hidden)
    )


def _free_countries(
    countries: tuple[Mention, ...],
    roles: Iterable[Role],
    reading: Reading,
    organisations: list[NamedOrganisation],
) -> tuple[Mention, ...]:
    """The country mentions that stand neither in somebody's role nor in an organisation's name."""
    taken: set[int] = set()
    for role in roles:
        taken.update(range(role.start, role.end))
    for item in organisations:
        taken.update(range(*reading.span(item.found.first, item.found.last)))
    return tuple(mention for mention in countries if mention.start not in taken)


def _country_of_text(countries: tuple[Mention, ...]) -> str | None:
    """The one country that a text speaks of, or all but alone; None where that is open."""
    ranked = Counter(mention.key for mention in countries).most_common(1)
    if not ranked:
        return None
    code, count = ranked[0]
    least = ALONE_LEAST if count == len(countries) else MENTIONS_LEAST
    return code if count >= least and count >= SHARE_LEAST * len(countries) else None


def _country_within(span: tuple[int, int], countries: tuple[Mention, ...]) -> str | None:
    """The first country named in a span of characters."""
    place = bisect_left(countries, span[0], key=lambda mention: mention.start)
    if place < len(countries) and countries[place].end <= span[1]:
        return countries[place].key
    return None
