"""The language of the messages: the briefing's, else the locale's."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.messages import load_words, spoken_language


@pytest.mark.parametrize(
    ("environment", "system", "code"),
    [
        ({"LC_ALL": "fr_CH.UTF-8", "LANG": "en_GB"}, None, "fr"),
        ({"LC_MESSAGES": "fr_FR", "LANG": "en_GB"}, None, "fr"),
        ({"LC_ALL": "", "LANG": "fr"}, None, "fr"),
        ({"LANG": "C.UTF-8"}, "fr_FR", "en"),
        ({"LANG": "de_DE.UTF-8"}, None, "en"),
        ({}, "French_France", "fr"),
        ({}, "English_United States", "en"),
        ({}, None, "en"),
    ],
)
def test_the_locale_is_understood(environment: dict[str, str], system: str | None, code: str) -> None:
    """POSIX's variables in their order, Windows' names, and English where we have no words."""
    assert spoken_language(environment, system) == code


def test_the_setting_goes_before_the_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a briefing in French one reads French; elsewhere, and where the settings are broken, the locale's language."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert load_words().code == "en"
    config = tmp_path / "site_config" / "briefing.toml"
    config.parent.mkdir()
    config.write_text('language = "fr"\n')
    assert load_words().code == "fr"
    assert load_words(config).code == "fr"
    config.write_text('langage = "fr"\n')
    assert load_words().code == "en"
