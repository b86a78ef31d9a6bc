"""Calibration: the printed confidence by tenth beside the observed precision, on the passages of our own gold.

``cd tests && python -m quality.calibration`` prints the table, first by tenth, then by evidence.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.annotations import Quote
from generator.languages import load_language
from generator.pipeline import FACTORIES
from generator.pipeline.lean import make_nlp
from generator.pipeline.quotes import QUOTES

CASES = Path(__file__).resolve().parent.parent / "cases"
STEPS = ("briefing_marks", "briefing_sentences", "briefing_countries", "briefing_entities", "briefing_quotes")


def judge_speakers() -> Iterator[tuple[Quote, bool]]:
    """Every direct quote of the gold for which the rules have a speaker, and whether it is the right one."""
    for code in ("fr", "en"):
        nlp = make_nlp(load_language(code))
        components = [FACTORIES[step](nlp, step) for step in STEPS]
        for line in (CASES / f"quotes_{code}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            doc = nlp.make_doc(row["text"])
            for component in components:
                doc = component(doc)
            yield from _judge_row(row, [quote for quote in QUOTES.get(doc) if not quote.indirect])


def _judge_row(row: dict[str, Any], found: list[Quote]) -> Iterator[tuple[Quote, bool]]:
    for gold in row["quotes"]:
        for quote in found:
            if quote.speaker is None or [row["text"][a:b] for a, b in quote.parts] != gold["parts"]:
                continue
            names = [name for name in (gold["speaker"], *gold.get("aliases", ())) if name]
            yield quote, any(name in quote.speaker or quote.speaker in name for name in names)


def tabulate(judged: list[tuple[Quote, bool]]) -> list[str]:
    """Lines of the two tables."""
    tenths: dict[str, list[bool]] = defaultdict(list)
    rules: dict[str, list[bool]] = defaultdict(list)
    for quote, right in judged:
        low = min(int(quote.confidence * 10), 9) / 10
        tenths[f"{low:.1f}-{low + 0.1:.1f}"].append(right)
        rules[quote.evidence].append(right)
    lines = []
    for title, table in (("confidence", tenths), ("evidence", rules)):
        lines.append(f"{title:20} {'n':>5} {'right':>6}")
        lines += [
            f"{key:20} {len(hits):5} {sum(hits) / len(hits):6.3f}" for key, hits in sorted(table.items())
        ]
    return lines


if __name__ == "__main__":
    print("\n".join(tabulate(list(judge_speakers()))))
