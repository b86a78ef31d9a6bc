"""From the briefing to the publication: copies what may be shown, and only that, into the values that pages see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from generator.annotations import EventMention, Precision, Quote, Role
from generator.article import Article
from generator.briefing import Briefing, Entity, Event, Statement
from generator.catalogue import Catalogue
from generator.errors import Problem
from generator.merge.intervals import make_interval
from generator.merge.names import plain
from generator.publication import (
    Evidence,
    PublicArticle,
    PublicClaim,
    PublicCountry,
    PublicEntity,
    PublicEvent,
    Publication,
    PublicQuote,
    PublicRole,
    Weight,
    Withheld,
)
from generator.rights.allotment import Allotment, Policy
from generator.rights.anchors import event_anchor, make_anchor, quote_anchor, role_anchor
from generator.rights.highlighting import make_stretches, make_title_highlights

ItemT = TypeVar("ItemT")
KeyT = TypeVar("KeyT")
COUNTRY_FOLDER = "countries"
ENTITY_FOLDERS = {"person": "people", "organization": "organisations"}


def clear(
    briefing: Briefing,
    allotments: Mapping[str, Allotment],
    policy: Policy,
    catalogue: Catalogue,
    *,
    label_of: Callable[[str], str],
    hidden: frozenset[str] = frozenset(),
    set_aside: Sequence[Problem] = (),
    show_probable: bool = True,
) -> Publication:
    """Make the publication. ``label_of(code)`` is a country's name in the site's language; ``hidden`` are addresses that
    editors hid; ``allotments`` say for every article what may be shown (articles under ``none`` must not be in it)."""
    return _Clearing(
        briefing, allotments, policy, catalogue, label_of, hidden, show_probable=show_probable
    ).publish(set_aside)


class _Clearing:
    """One run of ``clear``: the indexes that its steps share."""

    def __init__(
        self,
        briefing: Briefing,
        allotments: Mapping[str, Allotment],
        policy: Policy,
        catalogue: Catalogue,
        label_of: Callable[[str], str],
        hidden: frozenset[str],
        *,
        show_probable: bool,
    ) -> None:
        self._briefing = briefing
        self._allotments = allotments
        self._policy = policy
        self._catalogue = catalogue
        self._label_of = label_of
        self._show_probable = show_probable
        self._articles = {
            article.id: article for article in briefing.articles if f"articles/{article.id}" not in hidden
        }
        self._order = {article_id: number for number, article_id in enumerate(self._articles)}
        self._entities = {
            (entity.kind, entity.id): entity
            for entity in briefing.entities
            if f"{ENTITY_FOLDERS[entity.kind]}/{entity.id}" not in hidden and self._has_article(entity.keys)
        }
        self._events = {
            event.id: event
            for event in briefing.events
            if f"events/{event.id}" not in hidden and any(r.article_id in self._articles for r in event.reports)
        }
        self._statements = [s for s in briefing.statements if s.article_id in self._articles]
        self._by_words = _group(self._statements, lambda s: s.statement_id)
        self._by_speaker = _group(self._statements, lambda s: (s.quote.speaker_kind, s.speaker_id))
        self._by_event = _group_many(self._statements, lambda s: s.events)
        self._by_article = _group(self._statements, lambda s: s.article_id)
        self._events_of = _group_many(self._events.values(), lambda e: dict.fromkeys(r.article_id for r in e.reports))
        self._events_with = _group_many(self._events.values(), _participants)
        self._present = _group_many(
            self._entities.values(), lambda e: dict.fromkeys(article_id for article_id, _ in e.keys)
        )
        self._quotes_naming = self._index_names()
        self._codes = {
            code: None for article_id in self._articles for code in briefing.weights.get(article_id, {})
        }
        self._wordless = 0

    def _has_article(self, keys: Iterable[tuple[str, str]]) -> bool:
        return any(article_id in self._articles for article_id, _ in keys)

    def publish(self, set_aside: Sequence[Problem]) -> Publication:
        """Run all steps."""
        quotes = {statement.id: self._clear_quote(statement) for statement in self._statements}
        events = {event.id: self._clear_event(event) for event in sorted(self._events.values(), key=_event_order)}
        entities = {
            entity.registry_id: self._clear_entity(entity, quotes.values()) for entity in self._entities.values()
        }
        articles = {article_id: self._clear_article(article) for article_id, article in self._articles.items()}
        self._inside = _group_many(articles.values(), lambda article: (code for code, _ in article.countries))
        countries = [self._clear_country(code, quotes, events, entities) for code in self._codes]
        ordered = sorted(countries, key=lambda country: (country.sort_key, country.code))
        names = {code: self._label_of(code) for code in sorted(self._printable_codes(events, quotes, entities))}
        by_name = sorted(entities.values(), key=lambda entity: (self._catalogue.collation_key(entity.name), entity.id))
        return Publication(
            language=self._catalogue.code,
            as_of=self._briefing.as_of,
            articles=articles,
            countries={country.code: country for country in ordered},
            people={entity.id: entity for entity in by_name if entity.kind == "person"},
            organisations={entity.id: entity for entity in by_name if entity.kind == "organization"},
            events=events,
            quotes=quotes,
            country_names=names,
            withheld=Withheld(
                articles_none=0,
                statements_without_words=self._wordless,
                set_aside=tuple((p.path or "", self._catalogue.problem(p)) for p in set_aside),
            ),
        )

    def _printable_codes(
        self,
        events: Mapping[str, PublicEvent],
        quotes: Mapping[str, PublicQuote],
        entities: Mapping[str, PublicEntity],
    ) -> set[str]:
        codes = set(self._codes)
        for event in events.values():
            codes.update(code for code, _ in event.countries)
            codes.update(event.context)
            codes.update(code for _, code, _ in event.places if code)
            codes.update([event.place_country] if event.place_country else [])
        codes.update(quote.speaker_country for quote in quotes.values() if quote.speaker_country)
        codes.update(entity.country for entity in entities.values() if entity.country)
        codes.update(role.country for entity in entities.values() for role in entity.roles if role.country)
        codes.update(table.country for table in self._policy.sources.values() if table.country)
        return codes

    # -- words ---------------------------------------------------------------------------------------------------

    def _evidence(self, article_id: str, anchor: str, span: tuple[int, int], field: str, text: str | None) -> Evidence:
        """Where a statement's words stand; without the words where they may not be shown."""
        allotment, article = self._allotments[article_id], self._articles[article_id]
        address = f"articles/{article_id}/"
        if not allotment.shows(*span, field):
            self._wordless += 1
            return Evidence(article_id=article_id, href=address, text=None)
        before, after = "", ""
        if field == "body":
            before, after = self._sentence_around(article, allotment, span)
        return Evidence(
            article_id=article_id, href=f"{address}#{anchor}", text=text, before=before, after=after
        )

    def _sentence_around(
        self, article: Article, allotment: Allotment, span: tuple[int, int]
    ) -> tuple[str, str]:
        """The carrying sentence's words before and after a span, as far as they may be shown."""
        sentences = self._briefing.annotations[article.id].sentences
        touching = [(start, end) for start, end in sentences if start < span[1] and span[0] < end]
        if not touching:
            return "", ""
        first, last = min(touching[0][0], span[0]), max(touching[-1][1], span[1])
        before = article.text[first : span[0]] if allotment.shows(first, span[0]) else ""
        after = article.text[span[1] : last] if allotment.shows(span[1], last) else ""
        return before, after

    # -- quotes --------------------------------------------------------------------------------------------------

    def _clear_quote(self, statement: Statement) -> PublicQuote:
        quote, article = statement.quote, self._articles[statement.article_id]
        anchor = quote_anchor(quote)
        evidence = self._evidence(article.id, anchor, (quote.start, quote.end), quote.field, quote.text)
        source = article.text if quote.field == "body" else (article.title or "")
        shown = evidence.text is not None
        named = quote.tier == "sure" or self._show_probable
        description = quote.speaker_description
        return PublicQuote(
            id=statement.id,
            statement_id=statement.statement_id,
            evidence=evidence,
            pieces=tuple(source[start:end] for start, end in quote.parts) if shown else (),
            speaker=quote.speaker if named else None,
            speaker_href=self._speaker_href(statement) if named else None,
            speaker_kind=quote.speaker_kind,
            speaker_description=description if named and self._description_shown(article, quote) else None,
            speaker_country=quote.speaker_country if named else None,
            via=quote.via,
            tier=quote.tier,
            rule=quote.evidence,
            cue=quote.cue if quote.cue_span and self._allotments[article.id].shows(*quote.cue_span, quote.field) else None,
            confidence=quote.confidence,
            indirect=quote.indirect,
            language=article.language,
            day=article.day,
            countries=self._countries_in(article.id, quote),
            events=tuple(event_id for event_id in statement.events if event_id in self._events),
            witnesses=self._witnesses(statement),
        )

    def _description_shown(self, article: Article, quote: Quote) -> bool:
        span = quote.speaker_span
        return span is not None and self._allotments[article.id].shows(*span, quote.field)

    def _speaker_href(self, statement: Statement) -> str | None:
        if statement.speaker_id is None or statement.quote.speaker_kind is None:
            return None
        if statement.quote.speaker_kind == "country":
            code = statement.speaker_id
            return f"{COUNTRY_FOLDER}/{code}/" if code in self._codes else None
        entity = self._entities.get((statement.quote.speaker_kind, statement.speaker_id))
        return self._entity_address(entity) if entity and _is_listed(entity) else None

    def _entity_address(self, entity: Entity) -> str:
        return f"{ENTITY_FOLDERS[entity.kind]}/{entity.id}/"

    def _countries_in(self, article_id: str, quote: Quote) -> tuple[str, ...]:
        """Countries that the quote's words name."""
        codes = {
            mention.key: None
            for mention in self._briefing.annotations[article_id].mentions
            if mention.kind == "country" and mention.field == quote.field and mention.key in self._codes
            and quote.start <= mention.start and mention.end <= quote.end
        }  # fmt: skip
        return tuple(codes)

    def _witnesses(self, statement: Statement) -> tuple[str, ...]:
        """Other articles' reports of the same words; of an article and its reprint only the first counts."""
        reprints = self._briefing.reprints
        origin = reprints.get(statement.article_id, statement.article_id)
        found = {}
        for other in self._by_words[statement.statement_id]:
            other_origin = reprints.get(other.article_id, other.article_id)
            if other_origin != origin:
                found.setdefault(other_origin, other.id)
        return tuple(found.values())

    # -- events --------------------------------------------------------------------------------------------------

    def _clear_event(self, event: Event) -> PublicEvent:
        reports = [report for report in event.reports if report.article_id in self._articles]
        reports.sort(key=lambda report: (_day_order(self._articles[report.article_id]), report.article_id))
        evidence = tuple(
            self._evidence(
                r.article_id, event_anchor(r.mention), (r.mention.start, r.mention.end), r.mention.field, r.mention.text
            )
            for r in reports
        )
        claims = tuple(claim for report in reports for claim in self._clear_claims(report.article_id, report.mention))
        interval = make_interval(event.start, event.end)
        return PublicEvent(
            id=event.id,
            address=f"events/{event.id}/",
            name=self._event_name(event, evidence),
            type=event.type,
            start=event.start,
            end=event.end,
            precision=_precision(event.start, event.end) if interval else None,
            status=event.status,
            status_reason=event.status_reason,
            modality=event.modality,
            countries=event.countries,
            participants=tuple(self._public_participants(event)),
            context=event.context,
            place_country=event.place_country,
            places=self._event_places(event),
            reports=evidence,
            claims=claims,
            disputed=_disputed(claims),
            articles=tuple(dict.fromkeys(report.article_id for report in reports)),
            quotes=tuple(s.id for s in self._by_event.get(event.id, ())),
            merge_reason=event.merge_reason,
        )

    def _event_name(self, event: Event, evidence: Sequence[Evidence]) -> str:
        """The name, where an editor gave it or some shown report prints it; else type, countries and date in our words."""
        printed = {r.mention.name for r in event.reports if self._shows_event(r.article_id, r.mention)}
        known = {report.mention.name for report in event.reports}
        if event.name not in known or event.name in printed:
            return event.name
        if printed:
            return min(printed, key=lambda name: (-len(name), name))
        countries = ", ".join(self._label_of(code) for code, _ in event.countries[:3])
        when = self._catalogue.when(event.start, event.end) if event.start else ""
        parts = [self._catalogue.term("event_types", event.type), countries, when]
        return " · ".join(part for part in parts if part)

    def _shows_event(self, article_id: str, mention: EventMention) -> bool:
        """Whether the words that an event's name was made from may be shown."""
        allotment = self._allotments.get(article_id)
        return article_id in self._articles and allotment is not None and allotment.shows(
            mention.start, mention.end, mention.field
        )  # fmt: skip

    def _event_places(self, event: Event) -> tuple[tuple[str, str | None, str], ...]:
        """Places as printed, where their words may be shown; else only their countries."""
        shown: dict[tuple[str, str | None, str], None] = {}
        for report in event.reports:
            if report.article_id not in self._articles:
                continue
            for place in report.mention.places:
                if self._allotments[report.article_id].shows(place.start, place.end, report.mention.field):
                    shown[place.text, place.country, place.relation] = None
                elif place.country:
                    shown[self._label_of(place.country), place.country, place.relation] = None
        return tuple(shown)

    def _public_participants(self, event: Event) -> Iterable[tuple[str, str, str]]:
        for entity_id, kind, role in event.participants:
            entity = self._entities.get((kind, entity_id))
            if entity is not None:
                yield (entity.registry_id, kind, role)

    def _clear_claims(self, article_id: str, mention: EventMention) -> Iterable[PublicClaim]:
        day = self._articles[article_id].day
        if mention.date_start and mention.date_span:
            value = "/".join(filter(None, dict.fromkeys((mention.date_start, mention.date_end))))
            yield PublicClaim(
                kind="dates", value=value, day=day,
                evidence=self._evidence(
                    article_id, make_anchor("d", mention.date_span[0], mention.field), mention.date_span, mention.field,
                    self._source(article_id, mention.field)[slice(*mention.date_span)],
                ),
            )  # fmt: skip
        for claim in mention.claims:
            evidence = self._evidence(
                article_id, event_anchor(mention), (claim.start, claim.end), mention.field, claim.text
            )
            yield PublicClaim(kind=claim.kind, value=claim.value, evidence=evidence, day=day)

    def _source(self, article_id: str, field: str) -> str:
        article = self._articles[article_id]
        return article.text if field == "body" else (article.title or "")

    # -- entities ------------------------------------------------------------------------------------------------

    def _clear_entity(self, entity: Entity, quotes: Iterable[PublicQuote]) -> PublicEntity:
        mine = {article_id for article_id, _ in entity.keys}
        articles = sorted(mine & self._articles.keys(), key=self._order.__getitem__)
        by = [s.id for s in self._by_speaker.get((entity.kind, entity.id), ())]
        roles = [
            self._clear_role(report.article_id, report.role, report.organisation)
            for report in entity.roles
            if report.article_id in self._articles
        ]
        roles.sort(key=lambda role: (role.day.toordinal() if role.day else 0, role.evidence.article_id))
        return PublicEntity(
            id=entity.registry_id,
            kind=entity.kind,
            address=self._entity_address(entity),
            name=entity.name,
            aliases=entity.aliases,
            country=entity.country,
            roles=tuple(roles),
            articles=tuple(articles),
            quotes=tuple(by),
            quotes_about=self._quotes_about(entity, by),
            events=tuple(e.id for e in self._events_with.get((entity.id, entity.kind), ())),
            countries=tuple(self._countries_with(articles)),
            merge_reason=entity.merge_reason,
            listed=_is_listed(entity),
        )

    def _clear_role(self, article_id: str, role: Role, organisation: str | None) -> PublicRole:
        source = self._source(article_id, role.field)
        span = (role.start, role.end)
        evidence = self._evidence(article_id, role_anchor(role), span, role.field, source[role.start : role.end])
        organisation_entity = self._entities.get(("organization", organisation)) if organisation else None
        return PublicRole(
            text=evidence.text,
            organisation_id=organisation_entity.registry_id if organisation_entity else None,
            country=role.country,
            former=role.former,
            day=self._articles[article_id].day,
            evidence=evidence,
        )

    def _quotes_about(self, entity: Entity, by: Sequence[str]) -> tuple[str, ...]:
        """Quotes, by others, whose words name the entity."""
        own = set(by)
        found = self._quotes_naming.get((entity.kind, entity.id), {})
        return tuple(statement_id for statement_id in found if statement_id not in own)

    def _index_names(self) -> dict[tuple[str, str], dict[str, None]]:
        """(kind, entity id) → ids of the statements whose words name it."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for article_id, statements in self._by_article.items():
            mentions = [m for m in self._briefing.annotations[article_id].mentions if m.kind in ENTITY_FOLDERS]
            for statement in statements:
                quote = statement.quote
                for m in mentions:
                    if m.field == quote.field and quote.start <= m.start and m.end <= quote.end:
                        entity_id = self._briefing.entity_ids[article_id, m.kind, m.key]
                        found.setdefault((m.kind, entity_id), {})[statement.id] = None
        return found

    def _countries_with(self, articles: Iterable[str]) -> list[str]:
        counts = Counter(code for article_id in articles for code in self._briefing.weights.get(article_id, {}))
        return sorted(counts, key=lambda code: (-counts[code], code))

    # -- articles ------------------------------------------------------------------------------------------------

    def _clear_article(self, article: Article) -> PublicArticle:
        allotment = self._allotments[article.id]
        title = self._title(article, allotment)
        annotations = self._briefing.annotations[article.id]
        present = self._present.get(article.id, [])
        return PublicArticle(
            id=article.id,
            address=f"articles/{article.id}/",
            label=title or self._article_label(article),
            title=title,
            outlet=self._policy.outlet(article.source),
            source=article.source,
            author=article.author,
            url=article.url,
            published=article.published,
            published_at=article.published_at,
            received=article.received,
            language=article.language,
            analysed=article.analysed,
            rights=allotment.level,
            complete=allotment.level == "full",
            stretches=make_stretches(article, annotations, allotment, self._target, self._describe),
            title_highlights=(
                make_title_highlights(article, annotations, self._target, self._describe)
                if allotment.title and article.title is not None
                else ()
            ),
            countries=self._weighted_countries(article.id),
            people=tuple(entity.registry_id for entity in present if entity.kind == "person"),
            organisations=tuple(entity.registry_id for entity in present if entity.kind == "organization"),
            events=tuple(e.id for e in self._events_of.get(article.id, ())),
            quotes=tuple(s.id for s in self._by_article.get(article.id, ())),
        )

    def _title(self, article: Article, allotment: Allotment) -> str | None:
        if article.title is not None:
            return article.title if allotment.title else None
        span = article.title_in_text
        return article.text[slice(*span)] if span and allotment.shows(*span) else None

    def _article_label(self, article: Article) -> str:
        """What stands for a title that is not there or may not be shown: a printed event's name, else source and day."""
        for event in self._events_of.get(article.id, ()):
            for report in event.reports:
                if report.article_id == article.id and self._shows_event(article.id, report.mention):
                    return report.mention.name
        day = self._catalogue.day(article.day) if article.day else None
        known = " · ".join(part for part in (article.source, day) if part)
        return known or article.id

    def _weighted_countries(self, article_id: str) -> tuple[tuple[str, Weight], ...]:
        weights = self._briefing.weights.get(article_id, {})
        return tuple(sorted(weights.items(), key=lambda item: (WEIGHTS.index(item[1]), self._label_of(item[0]))))

    def _target(self, article_id: str, kind: str, key: str) -> str | None:
        """The address of the page that a mention leads to."""
        if kind == "country":
            return f"{COUNTRY_FOLDER}/{key}/" if key in self._codes else None
        entity_id = self._briefing.entity_ids.get((article_id, kind, key))
        entity = self._entities.get((kind, entity_id)) if entity_id else None
        return self._entity_address(entity) if entity and _is_listed(entity) else None

    def _describe(self, table: str, key: str) -> str:
        """Words for a highlight's title: a country's label, or a term of the catalogue."""
        return self._label_of(key) if table == "countries" else self._catalogue.term(table, key)

    # -- countries -----------------------------------------------------------------------------------------------

    def _clear_country(
        self,
        code: str,
        quotes: Mapping[str, PublicQuote],
        events: Mapping[str, PublicEvent],
        entities: Mapping[str, PublicEntity],
    ) -> PublicCountry:
        here = self._inside[code]
        inside = [(article.id, weight) for article in here for found, weight in article.countries if found == code]
        inside.sort(key=lambda item: (WEIGHTS.index(item[1]), _day_order(self._articles[item[0]], newest=True), item[0]))
        name = self._label_of(code)
        related = Counter(
            other for article in here for other, _ in article.countries if other != code
        )
        return PublicCountry(
            code=code,
            address=f"{COUNTRY_FOLDER}/{code}/",
            name=name,
            sort_key=plain(name),
            articles=tuple(inside),
            events=tuple(e.id for e in events.values() if _concerns(e, code)),
            quotes_by=tuple(q.id for q in quotes.values() if q.speaker_country == code),
            quotes_about=tuple(q.id for q in quotes.values() if code in q.countries and q.speaker_country != code),
            people=tuple(e.id for e in entities.values() if e.kind == "person" and e.country == code and e.listed),
            organisations=tuple(
                e.id for e in entities.values() if e.kind == "organization" and e.country == code and e.listed
            ),
            related=tuple(sorted(related.items(), key=lambda item: (-item[1], self._label_of(item[0])))),
        )


WEIGHTS: tuple[Weight, ...] = ("subject", "actor", "place", "passing")


def _is_listed(entity: Entity) -> bool:
    """A page is for those with a public role in the texts; organisations are public by nature."""
    return entity.kind == "organization" or bool(entity.roles)


def _event_order(event: Event) -> tuple[bool, str, str]:
    """Newest first; those without a known year last."""
    interval = make_interval(event.start, event.end)
    if interval is None or not interval.dated:
        return (True, "", event.id)
    year, month, day = interval.first
    return (False, f"{9999 - year:04d}{12 - month:02d}{31 - day:02d}", event.id)


def _day_order(article: Article, *, newest: bool = False) -> int:
    ordinal = article.day.toordinal() if article.day else 0
    return -ordinal if newest else ordinal


def _precision(start: str | None, end: str | None) -> Precision | None:
    if start is None:
        return None
    if end not in (None, start):
        return "days" if len(start) == len("2026-11-23") else "months"
    return {4: "year", 7: "month"}.get(len(start), "day")


def _disputed(claims: Iterable[PublicClaim]) -> tuple[str, ...]:
    values: dict[str, set[str]] = {}
    for claim in claims:
        values.setdefault(claim.kind, set()).add(claim.value)
    return tuple(kind for kind, found in values.items() if len(found) > 1)


def _participants(event: Event) -> dict[tuple[str, str], None]:
    return {(entity_id, kind): None for entity_id, kind, _ in event.participants}


def _group(items: Iterable[ItemT], key: Callable[[ItemT], KeyT]) -> dict[KeyT, list[ItemT]]:
    return _group_many(items, lambda item: (key(item),))


def _group_many(items: Iterable[ItemT], keys: Callable[[ItemT], Iterable[KeyT]]) -> dict[KeyT, list[ItemT]]:
    """Items under each of their keys, in their order."""
    groups: dict[KeyT, list[ItemT]] = {}
    for item in items:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return groups


def _concerns(event: PublicEvent, code: str) -> bool:
    return code in {country for country, _ in event.countries} or event.place_country == code

