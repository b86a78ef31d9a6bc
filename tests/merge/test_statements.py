"""Statements: the same words in two reports are one, and the fullest report gives its name to the shorter ones."""

from __future__ import annotations

from generator.annotations import Annotations, Quote
from generator.article import Article
from generator.briefing import Statement
from generator.merge.statements import merge_statements


def merge(*rows: tuple[str, str | None], indirect: bool = False) -> tuple[Statement, ...]:
    """One article for each (words, speaker)."""
    articles, annotations, ids = [], {}, {}
    for number, (words, speaker) in enumerate(rows):
        name = f"a{number}"
        articles.append(Article(id=name, path=f"{name}.txt", text=words, language="fr"))
        kind = "person" if speaker else None
        quote = Quote(
            text=words,
            start=0,
            end=len(words),
            parts=((0, len(words)),),
            speaker=speaker,
            speaker_key=speaker,
            speaker_kind="person" if kind else None,
            indirect=indirect,
        )
        annotations[name] = Annotations(quotes=(quote,))
        if speaker:
            ids[(name, "person", speaker)] = speaker.lower()
    return merge_statements(articles, annotations, ids, (), {})


def count(*rows: tuple[str, str | None]) -> int:
    """How many statements the rows are."""
    return len({each.statement_id for each in merge(*rows)})


def test_the_same_words_are_one_statement() -> None:
    """Punctuation, case and apostrophes do not part them; each report keeps its own row."""
    rows = merge(("L'eau monte, et vite.", "Combes"), ("l’eau monte et vite", "Combes"))
    assert rows[0].statement_id == rows[1].statement_id
    assert rows[0].id != rows[1].id


def test_a_shortened_report_joins_the_fullest() -> None:
    """Words quoted in part elsewhere, of the same speaker, wherever the shorter report begins."""
    full = "Nous avons tout perdu, mais nous rebâtirons avant la pluie"
    assert count(("nous rebâtirons avant la pluie", "Combes"), (full, "Combes"), (full, "Combes")) == 1
    assert count(("nous rebâtirons avant la pluie", "Vasquez"), (full, "Combes")) == 2
    assert count(("nous rebâtirons avant la pluie", None), (full, None)) == 2


def test_few_words_need_the_same_speaker() -> None:
    """« C'est non » of two people are two statements; of one person, one."""
    assert count(("C'est non", "Combes"), ("C'est non", "Vasquez")) == 2
    assert count(("C'est non", "Combes"), ("C'est non", "Combes")) == 1
    assert count(("C'est non", None), ("C'est non", None)) == 2


def test_reported_speech_is_never_joined() -> None:
    """Nobody knows the words that were said."""
    rows = merge(*[("les vols reprendraient lundi matin", "Combes")] * 2, indirect=True)
    assert rows[0].statement_id != rows[1].statement_id
