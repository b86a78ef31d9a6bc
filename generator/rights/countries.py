"""Countries with everything that may be said about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from generator.merge.names import plain
from generator.publication import PublicArticle, PublicCountry, PublicEntity, PublicEvent, PublicQuote
from generator.rights.articles import WEIGHTS
from generator.rights.desk import Desk, day_order


def clear_country(
    desk: Desk,
    code: str,
    here: Sequence[PublicArticle],
    quotes: Mapping[str, PublicQuote],
    events: Mapping[str, PublicEvent],
    entities: Mapping[str, PublicEntity],
) -> PublicCountry:
    """One country; ``here`` are the articles that name it, the mappings hold everything that was cleared."""
    inside = [
        (article.id, weight) for article in here for found, weight in article.countries if found == code
    ]
    inside.sort(
        key=lambda item: (
            WEIGHTS.index(item[1]),
            day_order(desk.articles[item[0]], newest=True),
            item[0],
        )
    )
    name = desk.label_of(code)
    related = Counter(other for article in here for other, _ in article.countries if other != code)
    return PublicCountry(
        code=code,
        address=desk.country_address(code),
        name=name,
        sort_key=plain(name),
        articles=tuple(inside),
        events=tuple(e.id for e in events.values() if _concerns(e, code)),
        quotes_by=tuple(q.id for q in quotes.values() if q.speaker_country == code),
        quotes_about=tuple(
            q.id for q in quotes.values() if code in q.countries and q.speaker_country != code
        ),
        people=tuple(
            e.id for e in entities.values() if e.kind == "person" and e.country == code and e.listed
        ),
        organisations=tuple(
            e.id for e in entities.values() if e.kind == "organization" and e.country == code and e.listed
        ),
        related=tuple(sorted(related.items(), key=lambda item: (-item[1], plain(desk.label_of(item[0]))))),
    )


def _concerns(event: PublicEvent, code: str) -> bool:
    return code in {country for country, _ in event.countries} or event.place_country == code
