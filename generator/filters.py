"""What templates may call: links from the page at hand, words of the catalogue, dates in words, marked
passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from generator.bidirectional import isolate
from generator.catalogue import Catalogue, capitalise
from generator.catalogues.dates import parse_edtf
from generator.passages import write_line, write_stretch
from generator.publication import Highlight, PublicClaim, Stretch
from generator.web_addresses import web_address

_WORD = re.compile(r"\w+")
_PAUSES = ".,;:!?…"
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


def write_reasons(catalogue: Catalogue, reasons: str) -> str:
    """Why several reports are one, from keys joined by "+": « Même type, mêmes dates. »."""
    words = [catalogue.term("merge_reasons", reason) for reason in reasons.split("+")]
    return capitalise(", ".join(words)).rstrip(".") + "."


def trim_description(description: str | None, speaker: str | None) -> str:
    """What a description adds to the speaker's name: without the name at its end, nothing where it is only a title.

    >>> trim_description("Son homologue brésilienne, Beatriz Falcão", "Beatriz Falcão")
    'Son homologue brésilienne'
    >>> trim_description("Beatriz Falcão, ministre de l’Énergie", "Beatriz Falcão")
    'ministre de l’Énergie'
    >>> trim_description("Mme Vasseur", "Hélène Vasseur")
    ''
    """
    text = (description or "").strip()
    if not text or not speaker:
        return text
    if text.casefold().startswith(f"{speaker.casefold()},") and len(text.casefold()) == len(text):
        text = text[len(speaker) + 1 :].strip()
    for name in (speaker, speaker.split()[-1]):
        if text.casefold().endswith(name.casefold()) and len(text.casefold()) == len(text):
            text = text[: -len(name)].rstrip(" ,\u00a0–-")
    names = {word.casefold() for word in _WORD.findall(speaker)}
    words = [word.casefold() for word in _WORD.findall(text)]
    added = [word for word in words if word not in names]
    bare = len(added) == 1 and (len(words) > 1 or text != (description or "").strip())
    return "" if not added or bare else text


def join_pieces(pieces: Sequence[str]) -> str:
    """A quotation's words in one line: « […] » where it was broken off without a mark of its own; no comma at its end.

    >>> join_pieces(("Les eaux, je ne sais pas", "mais lentes, certainement."))
    'Les eaux, je ne sais pas […] mais lentes, certainement.'
    """
    line = ""
    for piece in pieces:
        gap = " " if not line or line[-1] in _PAUSES else " […] "
        line = f"{line}{gap}{piece}" if line else piece
    return line.rstrip().removesuffix(",")


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
        reasons=partial(write_reasons, catalogue),
        join_pieces=join_pieces,
        trim_description=trim_description,
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
