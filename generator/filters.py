"""What templates may call: links from the page at hand, words of the catalogue, dates in words, marked
passages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from generator.bidirectional import isolate
from generator.catalogue import Catalogue
from generator.catalogues.dates import parse_edtf
from generator.passages import write_line, write_stretch
from generator.publication import Highlight, PublicClaim, Stretch
from generator.web_addresses import web_address

_DATE_CLAIMS = ("dates", "start", "end")


def relative_link(address: str, origin: str) -> str:
    """The link from the page ``origin`` to ``address``, both relative to the root: works below any path.

    >>> relative_link("articles/vostok/#q-120", "countries/fr/")
    '../../articles/vostok/#q-120'
    """
    target, mark, anchor = address.partition("#")
    if target == origin and mark:
        return f"#{anchor}"
    return "../" * origin.count("/") + target + mark + anchor or "./"


@pass_context
def link(context: Context, address: str) -> str:
    """``{{ country.address | link }}``: the address as seen from the page that is being rendered."""
    return relative_link(address, context["page"].address)


@pass_context
def passage(context: Context, stretch: Stretch) -> Markup:
    """``{{ stretch | passage }}``: paragraphs with their marks."""
    return write_stretch(stretch, partial(link, context))


@pass_context
def headline(context: Context, title: str, highlights: Sequence[Highlight]) -> Markup:
    """``{{ title | headline(highlights) }}``: a title with its marks."""
    return write_line(title, highlights, partial(link, context))


def finalize(value: object) -> object:
    """What every expression of a template passes through before it is escaped: None is nothing, direction
    controls are isolated."""
    if value is None:
        return ""
    return isolate(value) if type(value) is str else value


def capitalise(text: str) -> str:
    """The first letter as a capital, with its accent; the rest as it is."""
    return text[:1].upper() + text[1:]


def iso(day: date | None) -> str:
    """A day for ``datetime=``; empty where there is none."""
    return day.isoformat() if day else ""


def write_claim(catalogue: Catalogue, claim: PublicClaim) -> str:
    """A claim's value as a reader would write it: EDTF in words, a whole number grouped, anything else as
    it is."""
    start, _, end = claim.value.partition("/")
    if claim.kind in _DATE_CLAIMS and parse_edtf(start):
        return catalogue.when(start, end or start)
    if claim.value.isascii() and claim.value.isdigit():
        return catalogue.number(int(claim.value))
    return claim.value


def add_filters(environment: Environment, catalogue: Catalogue) -> None:
    """Put all filters and globals into ``environment``."""
    environment.filters.update(
        link=link,
        passage=passage,
        headline=headline,
        web_address=web_address,
        day=catalogue.day,
        number=catalogue.number,
        term=lambda key, table: catalogue.term(table, key),
        language=catalogue.language_name,
        capitalise=capitalise,
        claim_value=partial(write_claim, catalogue),
        iso=iso,
    )
    environment.globals.update(
        t=catalogue.text,
        when=lambda event: catalogue.when(event.start, event.end, event.precision),
        interval=catalogue.when,
        month_name=catalogue.dates.write_month,
        weekdays=tuple(catalogue.dates.weekdays[number] for number in range(7)),
        marks=catalogue.table.language,
    )
