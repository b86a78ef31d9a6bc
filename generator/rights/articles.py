"""Articles as they may be shown, and the countries that they are about."""

from __future__ import annotations

from generator.article import Article
from generator.catalogue import capitalise
from generator.publication import PublicArticle, Weight
from generator.rights.allotment import Allotment
from generator.rights.desk import Desk
from generator.rights.highlighting import make_stretches, make_title_highlights

WEIGHTS: tuple[Weight, ...] = ("subject", "actor", "place", "passing")


def clear_article(desk: Desk, article: Article) -> PublicArticle:
    """One article: as much of it as its allotment lets through."""
    allotment = desk.allotments[article.id]
    title = _find_title(article, allotment)
    annotations = desk.briefing.annotations[article.id]
    present = desk.present.get(article.id, [])
    return PublicArticle(
        id=article.id,
        address=f"articles/{article.id}/",
        label=title or _make_label(desk, article),
        title=title,
        outlet=desk.policy.outlet(article.source),
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
        stretches=make_stretches(article, annotations, allotment, desk.target, desk.describe),
        title_highlights=(
            make_title_highlights(article, annotations, desk.target, desk.describe)
            if allotment.title and article.title is not None
            else ()
        ),
        countries=_weigh_countries(desk, article.id),
        people=tuple(entity.registry_id for entity in present if entity.kind == "person"),
        organisations=tuple(entity.registry_id for entity in present if entity.kind == "organization"),
        events=tuple(e.id for e in desk.events_of.get(article.id, ())),
        quotes=tuple(s.id for s in desk.by_article.get(article.id, ())),
    )


def _find_title(article: Article, allotment: Allotment) -> str | None:
    if article.title is not None:
        return article.title if allotment.title else None
    span = article.title_in_text
    return article.text[slice(*span)] if span and allotment.shows(*span) else None


def _make_label(desk: Desk, article: Article) -> str:
    """What stands for a title that is not there or may not be shown: what was found out, never the article's own words.

    « Exercice militaire · France, Inde, Singapour »; without an event its countries, without those source and day.
    """
    weights = _weigh_countries(desk, article.id)
    countries = [desk.label_of(code) for code, weight in weights if weight in ("subject", "actor")]
    kinds = [desk.catalogue.term("event_types", event.type) for event in desk.events_of.get(article.id, ())]
    found = " · ".join(part for part in (*kinds[:1], ", ".join(countries[:3])) if part)
    if found:
        return capitalise(found)
    day = desk.catalogue.day(article.day) if article.day else None
    known = " · ".join(part for part in (article.source, day) if part)
    return known or article.id


def _weigh_countries(desk: Desk, article_id: str) -> tuple[tuple[str, Weight], ...]:
    weights = desk.briefing.weights.get(article_id, {})
    return tuple(sorted(weights.items(), key=lambda item: (WEIGHTS.index(item[1]), desk.label_of(item[0]))))
