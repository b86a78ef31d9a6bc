"""Puts the reports of one article together: several sentences about one event are one event, two exercises
stay two."""

from __future__ import annotations

from dataclasses import replace

from generator.annotations import Claim, EventMention, EventPlace, Field, Modality
from generator.pipeline.events_bounds import combine
from generator.pipeline.events_dates import When, is_disjoint, more_precise
from generator.pipeline.events_reports import Report

ENOUGH_KNOWN = 2


class Thread:
    """The reports of one event, in order; its first gives the name unless a later one has a proper name."""

    def __init__(self, report: Report) -> None:
        self.reports = [report]
        self.type = report.type
        self.when: When | None = report.when
        self.whens: list[When] = []
        self.lasting: int | None = None
        self.roles: dict[str, str] = dict(report.roles)
        self.claims: list[Claim] = list(report.claims)
        self.cancelled = report.cancelled
        self.proper: str | None = None
        self.nouns: set[str] = set()
        self._is_told = False
        self._has_evidence = False
        self._at: set[str | None] = set()
        self._count(report)

    def _count(self, report: Report) -> None:
        self.proper = self.proper or report.name.proper
        self.whens.extend(([report.when] if report.when else []) + report.also_when)
        self.lasting = self.lasting or report.lasting
        self.nouns.add(report.label.split(" ")[0])
        is_told = report.is_reported and report.modality not in ("denied", "historical")
        self._is_told = self._is_told or (is_told and not self._is_bare_guess(report))
        self._has_evidence = self._has_evidence or report.has_evidence
        self._at |= {place.country for place in report.places if place.relation == "at"}

    @property
    def is_reported(self) -> bool:
        """Whether one report says that it takes place, with something to tell it by."""
        return self._is_told and self._has_evidence and self._count_known() >= ENOUGH_KNOWN

    def _count_known(self) -> int:
        """How much is known beside the type: when, where or who, a proper name, people or bodies, figures."""
        known = [
            bool(self.when),
            bool(self.roles or self._at),
            self.proper is not None,
            any(report.participants for report in self.reports),
            any(claim.kind != "amount" for claim in self.claims),
        ]
        return sum(known)

    @staticmethod
    def _is_bare_guess(report: Report) -> bool:
        return report.modality == "hypothetical" and report.when is None

    def accepts(self, report: Report, distance: int) -> bool:
        """Whether ``report`` may speak of the same event; ``distance`` is the number of paragraphs since the
        last one."""
        if report.type.key != self.type.key:
            return False
        if self.proper and report.name.proper and not _share_name(self.proper, report.name.proper):
            return False
        is_same_name = self.proper is not None and self.proper == report.name.proper
        if self.when and report.when and is_disjoint(self.when, report.when):
            return self._may_complete(report, is_same_name)
        if _places_differ(self._at, {p.country for p in report.places if p.relation == "at"}):
            return report.is_definite and self.proper == report.name.proper is not None
        if report.is_definite or (self.proper and self.proper == report.name.proper):
            return True
        return self._is_alike(report, distance)

    def _may_complete(self, report: Report, is_same_name: bool) -> bool:
        """Whether a report of another day goes on with this event: its end, or a named one's next day."""
        assert self.when is not None and report.when is not None
        if report.is_other or report.stretch is self.reports[-1].stretch:
            return False
        bounds = {self.when.bound, report.when.bound}
        is_part = self.type.lasts and bounds != {"whole"} and ("whole" not in bounds or report.is_definite)
        is_next = self.type.struck and (is_same_name or report.is_definite)
        is_again = is_same_name and self.type.lasts and (report.is_definite or report.when.bound != "whole")
        return is_part or is_next or is_again

    def _is_alike(self, report: Report, distance: int) -> bool:
        theirs = set(report.roles)
        if theirs and self.roles and not theirs & set(self.roles) and (report.when or report.is_other):
            return False
        if self.when and report.when:
            return True
        if bool(theirs & set(self.roles)) or distance <= 1:
            return True
        return report.when is None and not report.is_named and not report.is_other

    def add(self, report: Report) -> None:
        """Take a report in."""
        self.reports.append(report)
        self._count(report)
        self.when = more_precise(self.when, report.when)
        self.cancelled = self.cancelled or report.cancelled
        self.claims.extend(report.claims)
        is_apart = (
            bool(self.roles)
            and report.when is None
            and not report.is_definite
            and not set(report.roles) & set(self.roles)
        )
        if not (report.is_definite and not report.is_reported) and not is_apart:
            for code, role in report.roles.items():
                self.roles.setdefault(code, role)

    def finish(self, text: str, field: Field) -> EventMention:
        """The event that the article tells."""
        main = self._main()
        days = combine(self.whens, self.lasting, lasts=self.type.lasts, struck=self.type.struck)
        places = self._places()
        context = {code for r in self.reports for code in r.context} - set(self.roles)
        spans = sorted(
            {(r.name.start, r.name.end) for r in self.reports} - {(main.name.start, main.name.end)}
        )
        return EventMention(
            type=self.type.key,
            name=self._name(text, main),
            text=text[main.name.start : main.name.end],
            start=main.name.start,
            end=main.name.end,
            sentence=(main.stretch.start, main.stretch.end),
            also=tuple(spans),
            date_start=days.start,
            date_end=days.end,
            date_span=days.span,
            modality=self._modality(main),
            cancelled=self.cancelled,
            countries=tuple(self.roles.items()),
            participants=tuple(
                sorted({(k, kind, role) for r in self.reports for (k, kind), role in r.participants.items()})
            ),
            context=tuple(sorted(context)),
            place_country=self._place_country(places),
            places=places,
            claims=_unique(self.claims),
            background=not self.is_reported,
            confidence=self._confidence(),
            field=field,
        )

    def _place_country(self, places: tuple[EventPlace, ...]) -> str | None:
        """The country where it happens: of the first place, else the only host."""
        hosts = [code for code, role in self.roles.items() if role == "host"]
        at = [place.country for place in places if place.country and place.relation == "at"]
        return at[0] if at else hosts[0] if len(hosts) == 1 else None

    def _main(self) -> Report:
        """The report that names the event: one with a proper name, else one with a date, else the first
        reported one."""
        ranked = sorted(
            enumerate(self.reports),
            key=lambda pair: (not pair[1].is_named, not pair[1].is_reported, pair[1].when is None, pair[0]),
        )
        return ranked[0][1]

    def _name(self, text: str, main: Report) -> str:
        words = " ".join(text[main.name.start : main.name.end].split())
        return words if main.trigger.noun is None else main.label

    def _places(self) -> tuple[EventPlace, ...]:
        seen: set[tuple[str, str]] = set()
        kept: list[EventPlace] = []
        for report in self.reports:
            for place in report.places:
                if (place.text, place.relation) not in seen:
                    seen.add((place.text, place.relation))
                    kept.append(place)
        return tuple(kept)

    def _modality(self, main: Report) -> Modality:
        if self.when:
            dated = next((r.modality for r in self.reports if r.when is self.when), None)
            if dated is not None:
                return dated
        return main.modality

    def _confidence(self) -> float:
        known = [bool(self.when), bool(self.roles), bool(self.proper), any(r.places for r in self.reports)]
        return min(1.0, 0.4 + 0.2 * sum(known))


def put_together(reports: list[Report]) -> list[Thread]:
    """The threads of an article's reports, in the order of their first report."""
    threads: list[Thread] = []
    for report in reports:
        for thread in _ranked(threads, report):
            if thread.accepts(report, report.stretch.paragraph - thread.reports[-1].stretch.paragraph):
                thread.add(report)
                break
        else:
            threads.append(Thread(report))
    return threads


def _ranked(threads: list[Thread], report: Report) -> list[Thread]:
    """Threads of the report's type: the same proper name first, then the same noun, then the latest."""
    same = [(index, thread) for index, thread in enumerate(threads) if thread.type.key == report.type.key]

    def rank(pair: tuple[int, Thread]) -> tuple[bool, bool, bool, int]:
        index, thread = pair
        has_name = report.name.proper is not None and thread.proper == report.name.proper
        has_noun = report.label.split(" ")[0] in thread.nouns
        return (not has_name, not thread.is_reported, not has_noun, -index)

    return [thread for _, thread in sorted(same, key=rank)]


def _share_name(left: str, right: str) -> bool:
    return left == right or left in right or right in left


def _places_differ(left: set[str | None], right: set[str | None]) -> bool:
    left, right = left - {None}, right - {None}
    return bool(left and right) and not left & right


def _unique(claims: list[Claim]) -> tuple[Claim, ...]:
    seen: set[tuple[str, str]] = set()
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.start):
        if (claim.kind, claim.value) not in seen:
            seen.add((claim.kind, claim.value))
            kept.append(replace(claim))
    return tuple(kept)
