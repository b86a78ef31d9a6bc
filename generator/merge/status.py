"""An event's status on the day that the site speaks for, never the clock's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.annotations import EventMention
from generator.merge.intervals import Interval, ordinal
from generator.publication import Status


def judge_status(
    reports: Sequence[tuple[EventMention, date | None]], interval: Interval | None, as_of: date | None
) -> tuple[Status, str]:
    """The status and the reason for it (key of the catalogue's ``status_reasons``)."""
    if _cancelled(reports):
        return "cancelled", "cancelled"
    took_place = any(mention.modality in ("asserted", "historical") for mention, _ in reports)
    if as_of is None or interval is None or not interval.dated:
        return ("past", "worded-past") if took_place else ("announced", "worded-announced")
    today, first, last = as_of.isoformat(), ordinal(interval.first), ordinal(interval.last)
    if first > today:
        return "announced", "starts-later"
    if last < today:
        return ("past", "ended") if took_place else ("unconfirmed", "day-passed-without-report")
    if not took_place:
        return "announced", "day-reached-without-report"
    if interval.days == 1:
        return "past", "ended"
    return "ongoing", "within-dates"


def _cancelled(reports: Sequence[tuple[EventMention, date | None]]) -> bool:
    """Whether the newest word on it is that it is cancelled: no later report asserts it."""
    days = [day for mention, day in reports if mention.cancelled and day]
    if not days:
        return any(mention.cancelled for mention, _ in reports)
    last = max(days)
    return not any(
        day is not None and day > last and mention.modality == "asserted" and not mention.cancelled
        for mention, day in reports
    )
