"""People and organisations as they may be printed: names are facts, the words of a role are an article's."""

from __future__ import annotations

from collections.abc import Sequence

from generator.annotations import Role
from generator.briefing import Entity
from generator.publication import PublicEntity, PublicRole
from generator.rights.anchors import role_anchor
from generator.rights.desk import Desk, is_listed


def clear_entity(desk: Desk, entity: Entity) -> PublicEntity:
    """One person or organisation."""
    mine = {article_id for article_id, _ in entity.keys}
    articles = sorted(mine & desk.articles.keys(), key=desk.order.__getitem__)
    by = [s.id for s in desk.by_speaker.get((entity.kind, entity.id), ())]
    roles = [
        _clear_role(desk, report.article_id, report.role, report.organisation)
        for report in entity.roles
        if report.article_id in desk.articles
    ]
    roles.sort(key=lambda role: (role.day.toordinal() if role.day else 0, role.evidence.article_id))
    return PublicEntity(
        id=entity.registry_id,
        kind=entity.kind,
        address=desk.entity_address(entity),
        name=entity.name,
        aliases=entity.aliases,
        country=entity.country,
        roles=tuple(roles),
        articles=tuple(articles),
        quotes=tuple(by),
        quotes_about=_list_quotes_about(desk, entity, by),
        events=tuple(e.id for e in desk.events_with.get((entity.id, entity.kind), ())),
        countries=tuple(desk.countries_with(articles)),
        merge_reason=entity.merge_reason,
        listed=is_listed(entity),
    )


def _clear_role(desk: Desk, article_id: str, role: Role, organisation: str | None) -> PublicRole:
    source = desk.source(article_id, role.field)
    span = (role.start, role.end)
    evidence = desk.evidence(article_id, role_anchor(role), span, role.field, source[role.start : role.end])
    organisation_entity = desk.entities.get(("organization", organisation)) if organisation else None
    return PublicRole(
        text=evidence.text,
        organisation_id=organisation_entity.registry_id if organisation_entity else None,
        country=role.country,
        former=role.former,
        day=desk.articles[article_id].day,
        evidence=evidence,
    )


def _list_quotes_about(desk: Desk, entity: Entity, by: Sequence[str]) -> tuple[str, ...]:
    """Quotes, by others, whose words name the entity."""
    own = set(by)
    found = desk.quotes_naming.get((entity.kind, entity.id), {})
    return tuple(statement_id for statement_id in found if statement_id not in own)
