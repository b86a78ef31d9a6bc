"""``make bench``: how fast the pipeline is beside spaCy's tokenizer, and a rebuild beside a first build.

The text is the sample's French articles, repeated up to a megabyte. Times are CPU seconds, the best of three; only the
ratios mean anything on another machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import spacy
from spacy.tokens import Doc

from generator.annotations import Annotations
from generator.build import annotate, compose
from generator.config import load_config
from generator.gazetteer import load_gazetteer
from generator.languages import load_language
from generator.pipeline import load_pipeline
from generator.pipeline.layers import Context, set_context
from generator.pipeline.lean import make_nlp

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
ROUNDS = 3


def clock(work: Callable[[], object]) -> float:
    """CPU seconds of one call, the best of three."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def gather_texts() -> list[str]:
    """French articles of the sample, over and over, numbered so that no cache has seen them whole."""
    config = load_config(root=ROOT)
    articles = [a for a in compose(config).briefing.articles if a.language == "fr"]
    texts: list[str] = []
    while sum(map(len, texts)) < MEGABYTE:
        texts.extend(f"{article.text}\n\nNuméro {len(texts)}." for article in articles)
    return texts


def measure_components(texts: list[str]) -> None:
    """Each component on tokenized Docs, beside the lean tokenizer's first pass over the same text."""
    stock_nlp = spacy.blank("fr")
    stock = clock(lambda: [stock_nlp.make_doc(text) for text in texts])
    lean = clock(lambda: _tokenize(texts))
    print(f"spacy.blank('fr') tokenizer ÷ lean tokenizer, CPU time      {stock / lean:8.1f}")
    nlp = load_pipeline("fr")
    docs = [nlp.make_doc(text) for text in texts]
    for doc in docs:
        set_context(doc, Context())
    for name, component in nlp.pipeline:
        spent = clock(partial(_run, component, docs))
        print(f"{name:22} throughput ÷ lean tokenizer's first pass  {lean / spent:8.2f}")
        print(f"{'':22} throughput ÷ spacy.blank('fr') tokenizer    {stock / spent:8.2f}")


def measure_countries(texts: list[str]) -> None:
    """The gazetteer's look-up with the whole table beside spaCy's tokenizer; what loading the table costs."""
    lookup = load_gazetteer().lookup("fr")
    stock_nlp = spacy.blank("fr")
    stock = clock(lambda: [stock_nlp.make_doc(text) for text in texts])
    found = clock(lambda: [lookup.find(text) for text in texts])
    print(f"names of countries: throughput ÷ spacy.blank('fr') tokenizer {stock / found:8.1f}")
    if not Path("/proc/self/status").exists():
        return  # memory is read from Linux's /proc
    seconds, megabytes = _load_gazetteer_alone()
    print(f"gazetteer of one language: seconds to load                   {seconds:8.2f}")
    print(f"gazetteer of one language: megabytes                         {megabytes:8.1f}")


def _load_gazetteer_alone() -> tuple[float, float]:
    """CPU seconds and megabytes of loading the French tables, in a process that has loaded the modules only."""
    script = (
        "import re, time; from pathlib import Path; from generator.gazetteer import load_gazetteer; "
        "used = lambda: int(re.search(r'VmRSS:\\s*(\\d+)', Path('/proc/self/status').read_text())[1]); "
        "before = used(); start = time.process_time(); "
        "load_gazetteer().lookup('fr'); print(time.process_time() - start, (used() - before) / 1024)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
        for _ in range(ROUNDS)
    ]
    figures = [tuple(map(float, run.stdout.split())) for run in runs]
    return min(seconds for seconds, _ in figures), max(megabytes for _, megabytes in figures)


def _tokenize(texts: list[str]) -> None:
    nlp = make_nlp(load_language("fr"))
    for text in texts:
        nlp.make_doc(text)


def _run(component: Callable[[Doc], Doc], docs: list[Doc]) -> None:
    for doc in docs:
        component(doc)


def measure_rebuild() -> None:
    """All articles anew, beside all of them from the store, beside one that is new."""
    articles = compose(load_config(root=ROOT)).briefing.articles
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.sqlite"

        def anew() -> dict[str, Annotations]:
            shutil.rmtree(folder, ignore_errors=True)
            return annotate(articles, store)

        first = clock(anew)
        kept = clock(lambda: annotate(articles, store))
        print(f"annotating everything ÷ taking it from the store             {first / kept:8.1f}")
        changed = replace(articles[0], text=articles[0].text + " Fin.", id="bench")
        started = time.process_time()
        annotate([*articles, changed], store)
        new = time.process_time() - started
        print(f"annotating everything ÷ one new article                      {first / new:8.1f}")


if __name__ == "__main__":
    french = gather_texts()
    measure_countries(french)
    measure_components(french)
    measure_rebuild()
