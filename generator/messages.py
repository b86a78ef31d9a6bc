"""Which language the command line speaks: the briefing's where there is one, else the locale's. Used by ``cli``."""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from pathlib import Path

from generator.catalogue import Catalogue, catalogue_codes, load_catalogue
from generator.config import CONFIG_NAME, load_config
from generator.errors import BriefingError

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where systems say which language a person reads; the first that is set counts (POSIX)."""

FALLBACK = "en"


def load_words(config: Path | None = None) -> Catalogue:
    """The words to speak with: in the language of the briefing's settings; of the locale where they cannot be read."""
    file = config if config is not None else Path.cwd() / CONFIG_NAME
    try:
        if file.is_file():
            return load_catalogue(load_config(root=Path.cwd(), config=config).settings.language)
    except BriefingError:
        pass  # whoever needs the settings reports it, in the words that this function gives
    return load_catalogue(spoken_language(os.environ, locale.getlocale()[0]))


def spoken_language(environment: Mapping[str, str], system: str | None) -> str:
    """The catalogue's code for the locale: ``fr_CH.UTF-8`` and Windows' ``French_France`` are fr; else English."""
    named = next((environment[name] for name in VARIABLES if environment.get(name)), system or "")
    code = named[:2].lower()
    return code if code in catalogue_codes() else FALLBACK
