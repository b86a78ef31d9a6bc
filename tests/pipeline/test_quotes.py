"""Quotes and their speakers: gold of our own in two languages, the seed, the shared articles, hostile input."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quality.calibration import judge_speakers
from spacy.tokens import Doc

from generator.annotations import Quote
from generator.languages import load_language
from generator.pipeline import FACTORIES
from generator.pipeline.attribution_evidence import EVIDENCE
from generator.pipeline.lean import make_nlp
from generator.pipeline.quotes import NOT_QUOTES, QUOTES
from generator.tiers import PROBABLE, SURE, grade_quotes

CASES = Path(__file__).parent.parent / "cases"
FLOORS = {
    ("fr", "open"): {"f1": 0.99, "speaker": 0.97, "printed": 0.99, "unnamed": 0.97},
    ("fr", "held"): {"f1": 0.97, "speaker": 0.92, "printed": 0.97, "unnamed": 0.97},
    ("en", "open"): {"f1": 0.98, "speaker": 0.98, "printed": 0.98, "unnamed": 0.97},
    ("en", "held"): {"f1": 0.97, "speaker": 0.95, "printed": 0.97, "unnamed": 0.97},
}
"""Least figures. The held passages were written last and measured once before any error in them was looked at: quote
F1 .897 (fr) and .963 (en), all speakers and all printed speakers right; that is the honest estimate for unseen text.
"""
STEPS = ("briefing_marks", "briefing_sentences", "briefing_countries", "briefing_entities", "briefing_quotes")
NLP = {code: make_nlp(load_language(code)) for code in ("fr", "en")}
COMPONENTS = {code: [FACTORIES[step](nlp, step) for step in STEPS] for code, nlp in NLP.items()}


def annotate(text: str, code: str = "fr") -> Doc:
    """A Doc that the components up to the quotes have seen."""
    doc = NLP[code].make_doc(text)
    for component in COMPONENTS[code]:
        doc = component(doc)
    return doc


def quotes(text: str, code: str = "fr", *, indirect: bool = False) -> list[Quote]:
    """The direct (or indirect) quotes of a text."""
    return [each for each in grade_quotes(QUOTES.get(annotate(text, code))) if each.indirect == indirect]


def rows(code: str, half: str) -> Iterator[dict[str, Any]]:
    """The gold passages of one language: ``open`` ones written before the rules and with them, ``held`` ones after."""
    for line in (CASES / f"quotes_{code}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == half:
            yield row


def agrees(quote: Quote, gold: dict[str, Any]) -> bool:
    """Whether the speaker is one of the accepted names, or a longer form of one."""
    names = [name for name in (gold["speaker"], *gold.get("aliases", ())) if name]
    return any(quote.speaker and (name in quote.speaker or quote.speaker in name) for name in names)


def count_row(row: dict[str, Any], code: str, counts: Counter[str]) -> None:
    """Add one passage's hits and misses: parts must be exactly the gold's."""
    left = quotes(row["text"], code)
    for gold in row["quotes"]:
        match = next((q for q in left if [row["text"][a:b] for a, b in q.parts] == gold["parts"]), None)
        if match is not None:
            left.remove(match)
        if gold.get("optional"):
            continue
        counts["found" if match else "missed"] += 1
        if match is None:
            continue
        right = agrees(match, gold)
        counts["printed"] += match.speaker is not None
        counts["printed right"] += match.speaker is not None and right
        kind = "speaker" if gold["speaker"] else "unnamed"
        counts[kind] += 1
        counts[f"{kind} right"] += right if gold["speaker"] else match.speaker is None or right
    optional = {" ".join(gold["parts"]) for gold in row["quotes"] if gold.get("optional")}
    counts["extra"] += sum(quote.text not in optional for quote in left)


@pytest.mark.parametrize(("code", "half"), sorted(FLOORS))
def test_own_gold_stays_above_its_floors(code: str, half: str) -> None:
    """Quote F1 on exact parts, speaker accuracy, precision of printed speakers, and abstention where none is given."""
    counts: Counter[str] = Counter()
    for row in rows(code, half):
        count_row(row, code, counts)
    figures = {
        "f1": 2 * counts["found"] / (2 * counts["found"] + counts["missed"] + counts["extra"]),
        "speaker": counts["speaker right"] / counts["speaker"],
        "printed": counts["printed right"] / counts["printed"],
        "unnamed": counts["unnamed right"] / counts["unnamed"],
    }
    below = {name: figures[name] for name, floor in FLOORS[code, half].items() if figures[name] < floor}
    assert not below, (below, counts)


def test_the_seed_has_six_quotes_with_speakers_and_relay(shared: Path) -> None:
    """Every quote of the seed article, exactly, with who says it; the exercise's name is none."""
    text = (shared / "seed/articles/vostok.txt").read_text("utf-8")
    gold = json.loads((shared / "seed/gold/vostok.json").read_text("utf-8"))
    doc = annotate(text)
    found = [quote for quote in QUOTES.get(doc) if not quote.indirect]
    assert [quote.text for quote in found] == [quote["text"] for quote in gold["quotes"]]
    assert [quote.speaker for quote in found] == [quote["speaker"] for quote in gold["quotes"]]
    assert [quote.via for quote in found] == [quote["via"] for quote in gold["quotes"]]
    assert [text[one.start : one.end] for one in NOT_QUOTES.get(doc)] == gold["not_quotes"]


def test_shared_newspaper_articles_stay_above_their_floors(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measured by ``eval_quotes.py``; the plain regex has F1 .912 there."""
    monkeypatch.setattr(sys, "path", [str(shared / "eval"), *sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    measure = import_module("eval_quotes")
    gold = json.loads((shared / "eval/fr_news.json").read_text("utf-8"))
    predicted = []
    for row in gold:
        spans = [
            {
                "char_start": q.start,
                "char_end": q.end,
                "speaker": q.speaker,
                "segments": [list(part) for part in q.parts],
            }
            for q in quotes(row["text"])
        ]
        predicted.append({"id": row["id"], "quotes": spans})
    figures = measure.score(gold, predicted)
    assert figures["F1"] >= 0.96
    assert figures["speaker_acc"] >= 0.92
    assert figures["printed_speaker_P"] >= 0.95


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("« Il faut, a insisté la ministre, que chacun aide. »", ["Il faut", "que chacun aide."]),
        ("« L'argent », explique Léa Morin, « arrivera. »", ["L'argent", "arrivera."]),
        ("« Oui, on part.\n\n« On revient », dit Léa Morin.", ["Oui, on part.", "On revient"]),
    ],
)
def test_an_incise_parts_a_quote(text: str, parts: list[str]) -> None:
    """One quotation with something between its pieces is one quote of several parts."""
    (quote,) = quotes(text)
    assert [text[start:end] for start, end in quote.parts] == parts
    assert quote.text == " ".join(parts)


def test_reported_speech_is_indirect() -> None:
    """« a annoncé que » gives the clause, apart from what stands between marks."""
    (quote,) = quotes("Le ministre Paul Vasquez a annoncé que les vols reprendraient lundi.", indirect=True)
    assert (quote.text, quote.speaker, quote.evidence) == (
        "les vols reprendraient lundi",
        "Paul Vasquez",
        "reported-clause",
    )


@pytest.mark.parametrize(
    ("text", "code", "clause"),
    [
        (
            "BAMAKO, 3 mars 2026 (Agence du Sud) – Deux ponts ont été coupés, a annoncé le ministère de l'Eau.",
            "fr",
            "Deux ponts ont été coupés",
        ),
        (
            "BAMAKO (South Wire) - Two bridges were cut, the Water Ministry said.",
            "en",
            "Two bridges were cut",
        ),
    ],
)
def test_a_dateline_is_no_part_of_reported_speech(text: str, code: str, clause: str) -> None:
    """The clause begins where the report does."""
    found = quotes(text, code, indirect=True)
    assert [quote.text for quote in found] in ([clause], [])
    assert code == "en" or found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "« On avance », a dit la présidente du jury, la magistrate Anne Combes. « Un peu. »",
            ["Anne Combes", "Anne Combes"],
        ),
        ("Anne Combes est là. « On attend », confie un bûcheron. « Longtemps. »", [None, None]),
        (
            "Anne Combes, qui dirige les secours du Comité bleu (CB), parle d'une nuit « longue ».",
            ["Anne Combes"],
        ),
        ("Le maire, lui, répond avec calme :\n\n« Rien n'est signé, et rien ne le sera. »", [None]),
        ("Anne Combes est venue. « On vous écoute », fait-on valoir à la mairie.", ["mairie"]),
        ("Rome, tenue à l'écart, « regrette » cet accord.", ["Rome"]),
    ],
)
def test_a_quote_never_jumps_to_somebody_else(text: str, speaker: list[str | None]) -> None:
    """Appositions, relative clauses and colons lead to the speaker; an unnamed speaker keeps the words."""
    assert [quote.speaker for quote in quotes(text)] == speaker


def test_thresholds_decide_the_tiers() -> None:
    """Below ``probable`` no speaker is given; the description stays."""
    doc = annotate("« Nous partons », a déclaré la ministre Claire Dauvergne.")
    (quote,) = (one for one in grade_quotes(QUOTES.get(doc), sure=0.999, probable=0.995) if not one.indirect)
    assert quote.speaker is None and quote.speaker_description == "la ministre Claire Dauvergne"
    (quote,) = (one for one in grade_quotes(QUOTES.get(doc)) if not one.indirect)
    assert (quote.speaker, quote.tier) == ("Claire Dauvergne", "sure")


def check_quotes(text: str, found: tuple[Quote, ...]) -> None:
    """Offsets hold, parts never overlap, two quotes are disjoint or nested with ``parent`` set."""
    for quote in found:
        assert quote.evidence in (*EVIDENCE, "") and 0.0 <= quote.confidence <= 1.0
        assert (quote.start, quote.end) == (quote.parts[0][0], quote.parts[-1][1])
        assert quote.text == " ".join(text[start:end] for start, end in quote.parts)
        edges = [edge for part in quote.parts for edge in part]
        assert edges == sorted(edges) and all(0 <= start < end <= len(text) for start, end in quote.parts)
        for span in (quote.speaker_span, quote.cue_span):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert quote.cue is None or (quote.cue_span is not None and quote.cue == text[slice(*quote.cue_span)])
    direct = [(index, quote) for index, quote in enumerate(found) if not quote.indirect]
    for position, (index, quote) in enumerate(direct):
        for _, other in direct[position + 1 :]:
            if other.start < quote.end:
                assert other.parent is not None and other.end <= quote.end
        if quote.parent is not None:
            parent = found[quote.parent]
            assert quote.parent < index and parent.start <= quote.start and quote.end <= parent.end


BASES = (
    "Le maire Paul Vasquez a dit « nous partons, a-t-il crié, demain ». Elle a ajouté : “Non”. Selon lui, il pleut.",
    "« Un.\n\n« Deux », a déclaré Mme Odhiambo, ministre, citée par l'AFP, « trois » et « quatre ».",
)


@given(
    st.sampled_from(BASES),
    st.lists(
        st.tuples(st.integers(0, 120), st.sampled_from([*"«»“”\"'‘’+\n.,: ", "\n\n", " dit-il ", ""])),
        max_size=12,
    ),
)
@settings(max_examples=150, deadline=None)
def test_marks_put_anywhere_break_nothing(text: str, edits: list[tuple[int, str]]) -> None:
    """Marks inserted, and characters deleted, anywhere: the shape of the result holds."""
    for wanted, mark in edits:
        position = min(wanted, len(text))
        text = text[:position] + mark + text[position + (not mark) :]
    check_quotes(text, QUOTES.get(annotate(text)))


@given(st.text(alphabet="«»“”\"'’. ,:!\naéLeditXselonque-", max_size=100))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_quotes_that_hold(text: str) -> None:
    """Nothing crashes on text that is no language."""
    check_quotes(text, QUOTES.get(annotate(text)))


def test_confidence_is_calibrated() -> None:
    """On our own gold, what is as sure as ``sure`` is right in 98 of 100, and what is ``probable`` in 80."""
    judged = [(quote.confidence, right) for quote, right in judge_speakers()]
    sure = [right for confidence, right in judged if confidence >= SURE]
    probable = [right for confidence, right in judged if PROBABLE <= confidence < SURE]
    assert sum(sure) >= 0.98 * len(sure)
    assert sum(probable) >= 0.8 * len(probable)
