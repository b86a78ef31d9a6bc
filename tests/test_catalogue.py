"""The catalogues: both languages say the same things, in their own typography."""

from __future__ import annotations

import re
import string
from datetime import date
from pathlib import Path

import pytest

from generator.catalogue import Catalogue, catalogue_codes, load_catalogue
from generator.catalogues.dates import parse_edtf
from generator.errors import Problem

ROOT = Path(__file__).resolve().parent.parent
LABELS_IN_TEMPLATES = re.compile(r'\bt\("([a-z0-9-]+)"')
LABELS_IN_PAGES = re.compile(r'catalogue\.text\("([a-z0-9-]+)"')
CODES_RAISED = re.compile(
    r"(?:ConfigurationError|TableError|UnreadableArticle|CorrectionError|RegistryError|OutputError)"
    r'\(\s*"([a-z0-9-]+)"|Problem\(\s*code="([a-z0-9-]+)"'
)


@pytest.fixture(params=["fr", "en"])
def catalogue(request: pytest.FixtureRequest) -> Catalogue:
    """Each language in turn."""
    return load_catalogue(request.param)


def _flatten(value: object, place: str = "") -> dict[str, str]:
    if isinstance(value, dict):
        items = [_flatten(inner, f"{place}.{key}") for key, inner in value.items()]
        return {key: text for item in items for key, text in item.items()}
    return {place: str(value)}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    """Whatever one catalogue can say, the other can."""
    tables = {code: _flatten(load_catalogue(code).table.model_dump()) for code in catalogue_codes()}
    assert tables["fr"].keys() == tables["en"].keys()


def test_both_languages_have_the_same_placeholders() -> None:
    """A sentence takes the same values in every language (dates may leave out what a language does not say)."""
    french, english = (_flatten(load_catalogue(code).table.model_dump()) for code in ("fr", "en"))
    differing = [
        key
        for key, text in french.items()
        if not key.startswith((".dates", ".language")) and _placeholders(text) != _placeholders(english[key])
    ]
    assert differing == []


def test_french_typography() -> None:
    """French puts a no-break space before ; : ! ? and inside « », and writes the apostrophe as ’."""
    texts = _flatten(load_catalogue("fr").table.model_dump())
    wrong = [
        (key, text)
        for key, text in texts.items()
        if re.search(r" [;:!?»]|« |\w[;!?](?:\s|$)|[^\s\u00a0\u202f]»|«[^\s\u00a0\u202f]|\w'\w", text)
    ]
    assert wrong == []


def test_every_label_that_is_used_exists(catalogue: Catalogue) -> None:
    """No template and no page asks for a label that the catalogue lacks."""
    used = {
        key
        for folder, pattern, suffix in (
            ("templates", LABELS_IN_TEMPLATES, "html"),
            ("generator/pages", LABELS_IN_PAGES, "py"),
        )
        for path in sorted((ROOT / folder).rglob(f"*.{suffix}"))
        for key in pattern.findall(path.read_text("utf-8"))
    }
    assert len(used) > 50
    complete = {key for key in used if not key.endswith("-")}
    assert complete - catalogue.table.labels.keys() == set()


def test_every_problem_that_is_raised_has_words(catalogue: Catalogue) -> None:
    """A reader of an error never sees a bare code."""
    raised = {
        code
        for path in sorted((ROOT / "generator").rglob("*.py"))
        for pair in CODES_RAISED.findall(path.read_text("utf-8"))
        for code in pair
        if code
    }
    assert raised - catalogue.table.problems.keys() == set()


@pytest.mark.parametrize(
    ("start", "end", "precision", "french", "english"),
    [
        ("2026-08-30", "2026-09-05", "days", "du 30 août au 5 septembre 2026", "30 August to 5 September 2026"),
        ("2026-12-03", "2026-12-07", "days", "du 3 au 7 décembre 2026", "3 to 7 December 2026"),
        ("2026-12-30", "2027-01-02", "days", "du 30 décembre 2026 au 2 janvier 2027",
         "30 December 2026 to 2 January 2027"),
        ("XXXX-08-30", "XXXX-09-05", "days", "du 30 août au 5 septembre (année inconnue)",
         "30 August to 5 September (year unknown)"),
        ("XXXX-05", "XXXX-05", "month", "mai (année inconnue)", "May (year unknown)"),
        ("2026-12-01", "2026-12-01", "day", "1er décembre 2026", "1 December 2026"),
        ("2026-11", "2026-11", "month", "novembre 2026", "November 2026"),
        ("2026", "2026", "year", "2026", "2026"),
        ("2026-21", "2026-21", "season", "printemps 2026", "spring 2026"),
        ("202X", "202X", "decade", "années 2020", "2020s"),
        ("2026-11-10", None, "day", "à partir du 10 novembre 2026", "from 10 November 2026"),
        (None, "2026-12-10", "day", "jusqu’au 10 décembre 2026", "until 10 December 2026"),
        (None, None, None, "date inconnue", "date unknown"),
        ("no date", "2026-99-99", None, "date inconnue", "date unknown"),
    ],
)  # fmt: skip
def test_dates_in_words(
    start: str | None, end: str | None, precision: str | None, french: str, english: str
) -> None:
    """An interval is told as exactly as it is known, and no more."""
    assert load_catalogue("fr").when(start, end, precision) == french
    assert load_catalogue("en").when(start, end, precision) == english


def test_days_and_numbers() -> None:
    """Days carry their weekday where asked for; numbers are grouped in the language's way."""
    french, english = load_catalogue("fr"), load_catalogue("en")
    assert french.day(date(2026, 11, 1), weekday=True) == "dimanche 1er novembre 2026"
    assert english.day(date(2026, 11, 23), weekday=True) == "Monday 23 November 2026"
    assert french.day(None) == "date inconnue"
    assert french.number(12345) == "12\u202f345"
    assert english.number(12345) == "12,345"


def test_plural_forms() -> None:
    """French counts nought as one, English as many; large numbers are grouped."""
    assert load_catalogue("fr").text("count-articles", count=0) == "0 article"
    assert load_catalogue("en").text("count-articles", count=0) == "0 articles"
    assert load_catalogue("fr").text("count-articles", count=1_000_000) == "1\u202f000\u202f000 articles"


def test_a_missing_label_names_itself(catalogue: Catalogue) -> None:
    """A template that asks for an unknown label gets the label's name in the error."""
    with pytest.raises(KeyError, match="no-such-label"):
        catalogue.text("no-such-label")


def test_an_unknown_term_is_printed_as_it_is(catalogue: Catalogue) -> None:
    """A source kind that a user made up is shown in the user's word."""
    assert catalogue.term("source_kinds", "parish-newsletter") == "parish-newsletter"
    assert catalogue.term("source_kinds", None) == ""


def test_a_problem_becomes_a_sentence_with_its_place() -> None:
    """A problem says where, what, and what to do."""
    problem = Problem(
        code="key-misspelt", path="briefing.toml", line=3, values={"key": "langage", "nearest": "language"}
    )
    assert load_catalogue("en").problem(problem) == (
        "briefing.toml:3: There is no key “langage”. Did you mean “language”?"
    )


def test_a_problem_without_words_or_values_is_still_told(catalogue: Catalogue) -> None:
    """Reporting a problem never fails: an unknown code is printed, a missing value shows its name."""
    assert catalogue.problem(Problem(code="brand-new", values={"name": "x"})) == "brand-new (name: x)"
    assert "{key}" in catalogue.problem(Problem(code="key-missing", path="a.toml"))


def test_hostile_values_are_not_formatted_again(catalogue: Catalogue) -> None:
    """Braces in a value stay braces."""
    told = catalogue.problem(Problem(code="key-missing", values={"key": "{key.__class__}"}))
    assert "{key.__class__}" in told


def test_collation_ignores_accents_and_case() -> None:
    """Éthiopie stands between Espagne and Fidji."""
    names = ["Fidji", "Éthiopie", "Espagne", "estonie"]
    assert sorted(names, key=Catalogue.collation_key) == ["Espagne", "estonie", "Éthiopie", "Fidji"]


@pytest.mark.parametrize("value", ["", "2026-13", "2026-00", "99", "XXXX", "XXXX-XX-30", None])
def test_what_is_no_date_is_none(value: str | None) -> None:
    """A value that says neither year nor month, or an impossible month, is no date."""
    assert parse_edtf(value) is None


def test_an_unknown_language_is_a_key_error() -> None:
    """There is no catalogue for a language without a table."""
    with pytest.raises(KeyError):
        load_catalogue("xx")
