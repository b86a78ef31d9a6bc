"""The clearing desk: the briefing with its indexes, and the one place where words are let through or held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from generator.annotations import EventMention, Field
from generator.article import Article
from generator.briefing import Briefing, Entity, Event
from generator.catalogue import Catalogue
from generator.merge.intervals import make_interval
from generator.merge.publicity import find_private_names, touches
from generator.publication import Evidence
from generator.registry import FOLDERS
from generator.rights.allotment import Allotment, Policy

ItemT = TypeVar("ItemT")
KeyT = TypeVar("KeyT")


class Desk:
    """What all clearing functions share. Its attributes are read, never changed, but for ``wordless``: the number of
    statements whose words were held back."""

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
        self.briefing = briefing
        self.allotments = allotments
        self.policy = policy
        self.catalogue = catalogue
        self.label_of = label_of
        self.show_probable = show_probable
        self.articles = {
            article.id: article for article in briefing.articles if f"articles/{article.id}" not in hidden
        }
        self.order = {article_id: number for number, article_id in enumerate(self.articles)}
        self.entities: dict[tuple[str, str], Entity] = {
            (entity.kind, entity.id): entity
            for entity in briefing.entities
            if f"{FOLDERS[entity.kind]}/{entity.id}" not in hidden and self.has_article(entity.keys)
        }
        self.events = {
            event.id: event
            for event in briefing.events
            if f"events/{event.id}" not in hidden
            and any(r.article_id in self.articles for r in event.reports)
        }
        self.statements = [s for s in briefing.statements if s.article_id in self.articles]
        self.by_words = group(self.statements, lambda s: s.statement_id)
        self.by_speaker = group(self.statements, lambda s: (s.quote.speaker_kind, s.speaker_id))
        self.by_event = group_many(self.statements, lambda s: s.events)
        self.by_article = group(self.statements, lambda s: s.article_id)
        self.events_of = group_many(
            self.events.values(), lambda e: dict.fromkeys(r.article_id for r in e.reports)
        )
        self.events_with = group_many(self.events.values(), participants)
        self.present = group_many(
            self.entities.values(), lambda e: dict.fromkeys(article_id for article_id, _ in e.keys)
        )
        self.quotes_naming = self.index_names()
        self.codes = {
            code: None
            for article_id in self.articles
            for code in briefing.weights.get(article_id, {})
            if f"countries/{code}" not in hidden
        }
        self.private = find_private_names(briefing.annotations, briefing.entity_ids, self.entities.values())
        self.wordless = 0

    def has_article(self, keys: Iterable[tuple[str, str]]) -> bool:
        """Whether any (article id, key) pair is of an article that is shown."""
        return any(article_id in self.articles for article_id, _ in keys)

    def evidence(
        self,
        article_id: str,
        anchor: str,
        span: tuple[int, int],
        field: Field,
        text: str | None,
        *,
        guarded: bool = True,
    ) -> Evidence:
        """Where a statement's words stand; without the words where they may not be shown, or where they are
        ``guarded`` and name a private person."""
        allotment, article = self.allotments[article_id], self.articles[article_id]
        address = f"articles/{article_id}/"
        shows = allotment.shows(*span, field)
        if not shows or (guarded and self.names_private(article_id, *span, field)):
            self.wordless += not shows
            return Evidence(article_id=article_id, href=address, text=None)
        before, after = "", ""
        if field == "body":
            before, after = self.sentence_around(article, allotment, span)
        return Evidence(
            article_id=article_id, href=f"{address}#{anchor}", text=text, before=before, after=after
        )

    def sentence_around(
        self, article: Article, allotment: Allotment, span: tuple[int, int]
    ) -> tuple[str, str]:
        """The carrying sentence's words before and after a span, as far as they may be shown; up to a private name."""
        sentences = self.briefing.annotations[article.id].sentences
        touching = [(start, end) for start, end in sentences if start < span[1] and span[0] < end]
        if not touching:
            return "", ""
        first, last = min(touching[0][0], span[0]), max(touching[-1][1], span[1])
        names = [(start, end) for field, start, end in self.private[article.id] if field == "body"]
        first = max([first, *(end for start, end in names if first < end and start < span[0])])
        last = min([last, *(start for start, end in names if span[1] < end and start < last)])
        before = article.text[first : span[0]] if allotment.shows(first, span[0]) else ""
        after = article.text[span[1] : last] if allotment.shows(span[1], last) else ""
        return before, after

    def names_private(self, article_id: str, start: int, end: int, field: Field) -> bool:
        """Whether words name a private person; a title's are printed all the same."""
        title = self.articles[article_id].title_in_text
        if field == "title" or (title is not None and title[0] <= start and end <= title[1]):
            return False
        return touches(self.private[article_id], start, end, field)

    def shows_event(self, article_id: str, mention: EventMention) -> bool:
        """Whether the words that an event's name was made from may be shown."""
        allotment = self.allotments.get(article_id)
        if article_id not in self.articles or allotment is None:
            return False
        if self.names_private(article_id, mention.start, mention.end, mention.field):
            return False
        return allotment.shows(mention.start, mention.end, mention.field)

    def source(self, article_id: str, field: str) -> str:
        """The text that offsets of a field count in."""
        article = self.articles[article_id]
        return article.text if field == "body" else (article.title or "")

    def target(self, article_id: str, kind: str, key: str) -> str | None:
        """The address of the page that a mention leads to."""
        if kind == "country":
            return self.country_address(key) if key in self.codes else None
        entity_id = self.briefing.entity_ids.get((article_id, kind, key))
        entity = self.entities.get((kind, entity_id)) if entity_id else None
        return self.entity_address(entity) if entity and is_listed(entity) else None

    def describe(self, table: str, key: str) -> str:
        """Words for a highlight's title: a country's label, or a term of the catalogue."""
        return self.label_of(key) if table == "countries" else self.catalogue.term(table, key)

    def country_address(self, code: str) -> str:
        """``countries/fr/``."""
        return f"countries/{code}/"

    def entity_address(self, entity: Entity) -> str:
        """``people/ned-price/``."""
        return f"{FOLDERS[entity.kind]}/{entity.id}/"

    def countries_with(self, articles: Iterable[str]) -> list[str]:
        """Countries of some articles, the most frequent first."""
        counts = Counter(
            code for article_id in articles for code in self.briefing.weights.get(article_id, {})
        )
        return sorted(counts, key=lambda code: (-counts[code], code))

    def index_names(self) -> dict[tuple[str, str], dict[str, None]]:
        """(kind, entity id) → ids of the statements whose words name it."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for article_id, statements in self.by_article.items():
            mentions = [m for m in self.briefing.annotations[article_id].mentions if m.kind in FOLDERS]
            for statement in statements:
                quote = statement.quote
                for m in mentions:
                    if m.field == quote.field and quote.start <= m.start and m.end <= quote.end:
                        entity_id = self.briefing.entity_ids[article_id, m.kind, m.key]
                        found.setdefault((m.kind, entity_id), {})[statement.id] = None
        return found


def is_listed(entity: Entity) -> bool:
    """A page is for those with a public role in the texts; organisations are public by nature."""
    return entity.public


def event_order(event: Event) -> tuple[bool, str, str]:
    """Newest first; those without a known year last."""
    interval = make_interval(event.start, event.end)
    if interval is None or not interval.dated:
        return (True, "", event.id)
    year, month, day = interval.first
    return (False, f"{9999 - year:04d}{12 - month:02d}{31 - day:02d}", event.id)


def day_order(article: Article, *, newest: bool = False) -> int:
    """Sorts articles by day, those without one at the end of what is old."""
    ordinal = article.day.toordinal() if article.day else 0
    return -ordinal if newest else ordinal


def participants(event: Event) -> dict[tuple[str, str], None]:
    """(entity id, kind) of all who take part, in order."""
    return {(entity_id, kind): None for entity_id, kind, _ in event.participants}


def group(items: Iterable[ItemT], key: Callable[[ItemT], KeyT]) -> dict[KeyT, list[ItemT]]:
    """Items under their key, in their order."""
    return group_many(items, lambda item: (key(item),))


def group_many(items: Iterable[ItemT], keys: Callable[[ItemT], Iterable[KeyT]]) -> dict[KeyT, list[ItemT]]:
    """Items under each of their keys, in their order."""
    groups: dict[KeyT, list[ItemT]] = {}
    for item in items:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return groups
