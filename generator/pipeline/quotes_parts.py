"""Parts: a quotation without the incise inside its marks, and one of two marked spans around an incise."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pipeline.attribution import Attributor, Place
from generator.pipeline.attribution_cues import Cue
from generator.pipeline.attribution_evidence import Attribution
from generator.pipeline.attribution_subjects import Reading
from generator.pipeline.quotes_frames import Frame


@dataclass(frozen=True, slots=True)
class Incise:
    """A clause of saying inside the marks, [start, end) in characters with its commas, and who it names."""

    start: int
    end: int
    attribution: Attribution


def find_incise(attributor: Attributor, frame: Frame, index: int) -> Incise | None:
    """The first incise within a marked span (« Il faut, a insisté la ministre, que … »), or None."""
    if "," not in frame.lows:
        return None
    inner = attributor.finder.read(frame)
    for cue in inner.cues:
        if (
            cue.first == 0
            or frame.lows[cue.first - 1] != ","
            or cue.kind not in ("verb", "inversion")
            or cue.passive
        ):
            continue
        place = Place(inner, index, cue.first - 1, cue.first, len(frame.items))
        found = _inside(attributor, place, cue)
        if found is None:
            continue
        end = _incise_end(attributor, inner, cue)
        if end is not None:
            return Incise(frame.items[cue.first - 1].start, end, found)
    return None


def _inside(attributor: Attributor, place: Place, cue: Cue) -> Attribution | None:
    found = attributor.after(place)
    if found is None or found.cue is None:
        return None
    if found.cue[0] != place.reading.frame.items[cue.first].start:
        return None
    return Attribution(speaker=found.speaker, evidence="cue-inside", strength=found.strength, cue=found.cue)


def _incise_end(attributor: Attributor, inner: Reading, cue: Cue) -> int | None:
    """Offset after the comma or stop that closes the incise; None where it runs to the end, or is none."""
    frame = inner.frame
    position = cue.after
    if cue.kind == "verb":
        subject = attributor.finder.right(inner, cue.after)
        if subject is None or subject.main.kind == "pronoun":
            return None
        position = max(part.after for part in (subject.who, subject.noun) if part is not None)
        if min(part.first for part in (subject.who, subject.noun) if part is not None) - cue.after > 4:
            return None
    return _closing_stop(frame, position)


def _closing_stop(frame: Frame, position: int) -> int | None:
    for at in range(position, min(position + 12, len(frame.items) - 1)):
        if frame.items[at].kind == "stop":
            return frame.items[at].end if frame.items[at].low in ",.:;" else None
        if frame.items[at].kind == "slot":
            return None
    return None


def clip_parts(
    text: str, parts: tuple[tuple[int, int], ...], incise: Incise | None
) -> tuple[tuple[int, int], ...]:
    """``parts`` without the incise, spaces and its commas left out."""
    if incise is None:
        return parts
    pieces: list[tuple[int, int]] = []
    for start, end in parts:
        if incise.end <= start or end <= incise.start:
            pieces.append((start, end))
            continue
        pieces.extend(((start, incise.start), (incise.end, end)))
    return tuple(piece for piece in (_strip(text, *piece) for piece in pieces) if piece[0] < piece[1])


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def continues(
    text: str, place: Place, found: Attribution | None, following: int, first: tuple[int, int]
) -> bool:
    """Whether the slot at item ``following`` goes on with the sentence of ``place``'s (« A », dit X, « b »).

    ``first`` is the last part of the earlier span. The later one then begins in lower case after a comma.
    """
    items = place.reading.frame.items
    if found is None or found.evidence not in ("cue-after", "inversion") or following - place.position > 25:
        return False
    if text[first[1] - 1] in ".!?…" or following != place.upper:
        return False
    between = items[following - 1]
    return (between.kind == "stop" and between.low in ",:") or (
        between.kind == "word" and text[first[1] - 1] == ","
    )
