"""Settings: defaults, files, options, and every way to get them wrong."""

from __future__ import annotations

import os
import tomllib
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.catalogue import catalogue_codes, load_catalogue
from generator.config import CONFIG_NAME, Settings, load_config
from generator.errors import ConfigurationError, Problem
from generator.tables import Table

ROOT = Path(__file__).resolve().parent.parent


def write(root: Path, text: str | bytes, name: str = CONFIG_NAME) -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def refuse(root: Path, **options: object) -> Problem:
    with pytest.raises(ConfigurationError) as caught:
        load_config(root=root, **options)  # type: ignore[arg-type]
    problem = caught.value.problem
    for language in catalogue_codes():
        assert problem.code in load_catalogue(language).table.problems
        assert "{" not in load_catalogue(language).problem(problem)
    return problem


def test_any_folder_can_be_read_without_configuration(tmp_path: Path) -> None:
    """Every setting has its default."""
    config = load_config(root=tmp_path)
    assert config.settings == Settings()
    assert config.sources == {}
    assert config.content == tmp_path / "content" / "articles"
    assert config.registry == tmp_path / "site_config" / "registry.jsonl"
    assert config.corrections == tmp_path / "site_config" / "corrections"
    assert config.cache == tmp_path / ".briefing"
    assert config.may_keep_registry


def test_the_shipped_configuration_says_the_defaults() -> None:
    """What the file beside the program explains is what holds without it."""
    shown = load_config(root=ROOT).settings
    given = tomllib.loads((ROOT / CONFIG_NAME).read_text("utf-8"))
    assert shown.model_dump(exclude={"excerpt"}) == Settings().model_dump(exclude={"excerpt"})
    assert shown.excerpt.passages == Settings().excerpt.passages
    assert shown.excerpt.share == pytest.approx(Settings().excerpt.share, abs=0.01)
    for key, model in {name: getattr(shown, name) for name in given}.items():
        assert not isinstance(model, Table) or set(given[key]) == set(type(model).model_fields)
    assert set(given) == set(Settings.model_fields)


def test_options_and_files_make_one_configuration(tmp_path: Path) -> None:
    """Paths are absolute; sources know their aliases, however they are spelt."""
    write(
        tmp_path,
        '\ufefflanguage = "en"\r\ntime_zone = "America/Lima"\r\npublic = false\r\n[quotes]\r\nsure = 0.9\r\n',
    )
    write(
        tmp_path,
        '[sources."Radio Sud"]\naliases = ["RS", "Rádio  Sud"]\ncountry = "pe"\nrights = "link"\n',
        "site_config/sources.toml",
    )
    config = load_config(root=tmp_path, as_of=date(2026, 11, 23), strict=True, frozen=True)
    assert (config.settings.language, config.settings.public, config.settings.quotes.sure) == (
        "en",
        False,
        0.9,
    )
    assert (config.as_of, config.strict, config.frozen) == (date(2026, 11, 23), True, True)
    conventions = config.conventions
    assert conventions.time_zone == ZoneInfo("America/Lima")
    assert [conventions.source_name(name) for name in ("rs", "RADIO SUD", "ra\u0301dio sud", "Autre")] == [
        "Radio Sud", "Radio Sud", "Radio Sud", "Autre"
    ]  # fmt: skip
    assert config.sources["Radio Sud"].country == "pe"


@pytest.mark.parametrize("name", ["site_config/briefing.toml", "other.toml"])
def test_a_named_configuration_says_where_the_top_level_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The folder above ``site_config``, else its own; also where it is named from within that folder."""
    file = write(tmp_path, "", name)
    assert load_config(root=Path("/nowhere"), config=file).root == tmp_path
    monkeypatch.chdir(file.parent)
    config = load_config(root=Path(), config=Path(file.name))
    assert (config.root, config.folder, config.config_given) == (tmp_path, file.parent, True)


@pytest.mark.parametrize(
    ("content", "config", "frozen", "kept"),
    [
        (False, False, False, True),
        (True, False, False, False),
        (True, True, False, True),
        (False, False, True, False),
        (True, True, True, False),
    ],
)
def test_addresses_are_kept_for_ones_own_articles(
    tmp_path: Path, content: bool, config: bool, frozen: bool, kept: bool
) -> None:
    """Not for a folder from elsewhere, unless its configuration was named, and never under ``--frozen``."""
    file = write(tmp_path, "")
    found = load_config(
        root=tmp_path,
        config=file if config else None,
        content=tmp_path / "x" if content else None,
        frozen=frozen,
    )
    assert found.may_keep_registry is kept
    assert found.content_replaced is content


@pytest.mark.parametrize(
    ("text", "code", "line", "values"),
    [
        ('langage = "fr"', "key-misspelt", 1, {"key": "langage", "nearest": "language"}),
        ('\n\n[quotes]\nshure = 1', "key-misspelt", 4, {"key": "quotes.shure", "nearest": "sure"}),
        ("[qoutes]\nsure = 1", "key-misspelt", 1, {"key": "qoutes", "nearest": "quotes"}),
        ("xyz = 1", "key-unknown", 1, {"key": "xyz", "known": "excerpt, language, public, quotes, rights, time_zone"}),
        ('language = "de"', "key-not-among", 1, {"key": "language", "known": "en, fr"}),
        ('[rights]\ndefault = "all"', "key-not-among", 2,
         {"key": "rights.default", "known": "full, excerpt, link, none"}),
        ("time_zone = 1", "key-needs-text", 1, {"key": "time_zone"}),
        ('public = "peut-être"', "key-needs-yes-no", 1, {"key": "public"}),
        ('[quotes]\nsure = "beaucoup"', "key-needs-number", 2, {"key": "quotes.sure"}),
        ("[excerpt]\npassages = 1.5", "key-needs-number", 2, {"key": "excerpt.passages"}),
        ("quotes = 1", "key-needs-table", 1, {"key": "quotes"}),
        ("[quotes]\nsure = 1.5", "key-too-large", 2, {"key": "quotes.sure", "most": "1.0"}),
        ("[excerpt]\npassages = -1", "key-too-small", 2, {"key": "excerpt.passages", "least": "0"}),
        ("[quotes]\nsure = 0.3", "thresholds-crossed", 1, {"key": "quotes"}),
        ('language = "fr"\nlanguage = "en"', "toml-key-twice", 2, {}),
        ("[quotes]\n[quotes]", "toml-key-twice", 2, {}),
        ("language = fr", "toml-syntax", 1, {"detail": "Invalid value"}),
    ],
)  # fmt: skip
def test_a_wrong_setting_names_file_line_and_remedy(
    tmp_path: Path, text: str, code: str, line: int, values: dict[str, str]
) -> None:
    """A misspelt key gets the nearest one, a wrong value what would do."""
    write(tmp_path, text)
    problem = refuse(tmp_path)
    assert (problem.code, problem.path, problem.line, problem.values) == (code, CONFIG_NAME, line, values)


@pytest.mark.parametrize(
    ("text", "code", "line", "values"),
    [
        ('[sources.A]\nkind = "agence"', "key-not-among", 2, None),
        ('[sources.A]\naliases = "B"', "key-needs-list", 2, {"key": "sources.A.aliases"}),
        ('[sources."A.B"]\ncountry = "FR"', "country-code-invalid", 2, {"key": "sources.A.B.country", "country": "FR"}),
        ('[sources.A]\n\n[sources."B [x]"]\nkidn = "daily"', "key-misspelt", 4,
         {"key": "sources.B [x].kidn", "nearest": "kind"}),
        ('[source.A]', "key-misspelt", 1, {"key": "source", "nearest": "sources"}),
        ('[sources.A]\naliases = ["B"]\n[sources.b]\n', "source-name-twice", 3,
         {"name": "b", "first": "A", "second": "b"}),
        ('[sources.kind]\nkidn = "daily"', "key-misspelt", 2, {"key": "sources.kind.kidn", "nearest": "kind"}),
    ],
)  # fmt: skip
def test_a_wrong_source_is_told_likewise(
    tmp_path: Path, text: str, code: str, line: int, values: dict[str, str] | None
) -> None:
    """No name or alias may stand for two sources."""
    write(tmp_path, text, "site_config/sources.toml")
    problem = refuse(tmp_path)
    assert (problem.code, problem.path, problem.line) == (code, "site_config/sources.toml", line)
    assert values is None or problem.values == values


@pytest.mark.parametrize(
    ("zone", "nearest"),
    [
        ("Europe/Pari", "Europe/Paris"),
        ("Europe/paris ", "Europe/Paris"),
        ("new york", "America/New_York"),
        ("Lima", "America/Lima"),
        ("../../etc/passwd", "Europe/Paris"),
        ("Europe", "Europe/Paris"),
        ("", "Europe/Paris"),
    ],
)
def test_an_unknown_time_zone_gets_one_to_write_it_like(tmp_path: Path, zone: str, nearest: str) -> None:
    """The nearest by its city, else an example."""
    write(tmp_path, f'time_zone = "{zone}"')
    problem = refuse(tmp_path)
    assert (problem.code, problem.line) == ("time-zone-unknown", 1)
    assert problem.values == {"key": "time_zone", "zone": zone, "nearest": nearest}


def test_a_named_file_must_be_there_and_readable(tmp_path: Path) -> None:
    """Missing, in another encoding, a folder."""
    assert refuse(tmp_path, config=tmp_path / "nowhere.toml").code == "config-missing"
    write(tmp_path, 'language = "fr"\n# été\n'.encode("cp1252"))
    problem = refuse(tmp_path)
    assert (problem.code, problem.line) == ("config-not-utf8", 2)
    (tmp_path / "b" / CONFIG_NAME).mkdir(parents=True)
    assert refuse(tmp_path / "b").code == "config-unreadable"


def test_a_file_elsewhere_is_called_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative to the top level where it lies below, else as it is."""
    write(tmp_path, "x = 1", "real/briefing.toml")
    (tmp_path / "site_config").mkdir()
    try:
        (tmp_path / CONFIG_NAME).symlink_to(tmp_path.parent / "briefing-elsewhere.toml")
        (tmp_path.parent / "briefing-elsewhere.toml").write_text("x = 1", "utf-8")
        assert refuse(tmp_path).path == (tmp_path / CONFIG_NAME).as_posix()
    finally:
        (tmp_path.parent / "briefing-elsewhere.toml").unlink(missing_ok=True)


def test_no_locale_and_no_time_of_the_machine_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files give the same configuration everywhere."""
    before = load_config(root=tmp_path)
    monkeypatch.setitem(os.environ, "LC_ALL", "tr_TR.UTF-8")
    monkeypatch.setitem(os.environ, "TZ", "Asia/Tokyo")
    assert load_config(root=tmp_path) == before
