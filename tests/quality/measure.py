"""Scores the program on gold: ``make quality`` prints the table, ``test_floors`` holds it against the floors.

The scorer itself lies in ``../shared/eval/score.py``. Of the closed set only figures may be looked at.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SCORER = ROOT.parent / "shared" / "eval" / "score.py"

FIGURES = {
    "countries_f1": "countries F1",
    "people_f1": "people F1",
    "orgs_f1": "organisations F1",
    "quotes_f1": "quotes F1",
    "speaker_acc": "speakers, accuracy",
    "printed_speaker_p": "printed speakers, precision",
    "sure_speaker_p": "sure speakers, precision",
    "abstain_rate": "no speaker where none is given",
    "events_f1": "events F1",
    "event_dates_exact": "event dates exact",
    "participants_f1": "participants F1",
    "linking_f1": "linking F1",
    "linking_p": "linking, precision",
}


@dataclass(frozen=True)
class Corpus:
    """Articles and their gold."""

    name: str
    content: Path
    gold: Path

    @property
    def digest(self) -> str:
        """A hash of articles and gold: figures of another corpus are no figures of this one."""
        found = hashlib.sha256()
        for folder in (self.content, self.gold):
            for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                found.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
        return found.hexdigest()[:16]


SAMPLE = Corpus("sample", ROOT / "content" / "articles", HERE / "gold")
CLOSED = Corpus("closed", HERE / "closed" / "articles", HERE / "closed" / "gold")


def load_scorer() -> ModuleType:
    """The scorer of the shared folder, as a module."""
    spec = importlib.util.spec_from_file_location("briefing_scorer", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure(corpus: Corpus, language: str | None = None) -> dict[str, Any]:
    """The figures of one corpus, or of its articles in one language."""
    return measure_languages(corpus, [language])[language]


def measure_languages(corpus: Corpus, languages: list[str | None]) -> dict[str | None, dict[str, Any]]:
    """The figures of one corpus by language (None: all of it), from one export."""
    scorer = load_scorer()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "generator",
            "export",
            folder,
            "--quiet",
            "--content",
            str(corpus.content),
        ]
        subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        figures = {}
        for language in languages:
            gold = scorer.load_gold(corpus.gold)
            chosen = {stem: doc for stem, doc in gold.items() if language in (None, doc["lang"])}
            figures[language] = scorer.score(chosen, scorer.load_predictions(folder, chosen))[0]
    return figures


def write_floors() -> None:
    """Print ``floors.toml`` for the figures of today, rounded down; who sets it writes why."""
    for corpus in (SAMPLE, CLOSED):
        figures = measure(corpus)
        rounded = {name: int(100 * figures[name]) / 100 for name in FIGURES if figures[name] is not None}
        lines = [f"{name} = {value:.2f}" for name, value in rounded.items()]
        print(f'[{corpus.name}]\ncorpus = "{corpus.digest}"\nwhy = "…"\n')
        for table in ("figures", "highest"):
            print(f"[{corpus.name}.{table}]", *lines, "", sep="\n")


def main() -> None:
    """Print the table by kind, language and set, as Markdown; with ``--floors`` the floors that today's
    figures give."""
    if not SCORER.is_file():
        sys.exit(f"The scorer is not here: {SCORER}. It lies in the shared folder beside the checkout.")
    if "--floors" in sys.argv:
        write_floors()
        return
    columns: list[tuple[str, dict[str, Any]]] = []
    for corpus in (SAMPLE, CLOSED):
        for language, figures in measure_languages(corpus, [None, "fr", "en"]).items():
            columns.append((f"{corpus.name} {language or 'all'}", figures))
    print("| figure |", " | ".join(name for name, _ in columns), "|")
    print("| --- |", " | ".join("---" for _ in columns), "|")
    for key, label in FIGURES.items():
        cells = ("–" if figures[key] is None else f"{figures[key]:.2f}".lstrip("0") for _, figures in columns)
        print(f"| {label} |", " | ".join(cell if cell != "" else "0" for cell in cells), "|")
    print("| articles |", " | ".join(str(figures["docs"]) for _, figures in columns), "|")


if __name__ == "__main__":
    main()
