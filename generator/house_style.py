"""House style, read with the settings: what the user calls a country in our own labels, never in anybody's text."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from generator.errors import ConfigurationError
from generator.gazetteer import Gazetteer
from generator.tables import Table, line_of_key

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class HouseStyle(Table):
    """``house_style.toml``: ``[names.fr]`` and so on, each a table of codes and the names that they are to have."""

    names: Mapping[str, Mapping[str, Label]] = Field(default_factory=dict)

    def label(self, code: str, language: str) -> str | None:
        """The user's name of ``code``, or None where the gazetteer's is to be used."""
        return self.names.get(language, {}).get(code)


def check_house_style(style: HouseStyle, gazetteer: Gazetteer, *, path: str, source: str) -> None:
    """Refuse languages and codes that the gazetteer does not know; raises ConfigurationError with the nearest one."""
    languages, codes = gazetteer.languages(), (*gazetteer.codes(), *gazetteer.former)
    for language, names in style.names.items():
        if language not in languages:
            raise _unknown(("names", language), None, languages, path, source)
        for code in names:
            if code not in codes:
                meant = _guess_code(code, gazetteer, codes, language)
                raise _unknown(("names", language, code), meant, codes, path, source)


def _guess_code(written: str, gazetteer: Gazetteer, codes: Iterable[str], language: str) -> str | None:
    """The code that ``written`` stands for: in capitals ("BY"), a country's name ("Bélarus", "uk"), else None."""
    if written.lower() in codes:
        return written.lower()
    names = (gazetteer.country_of_phrase(spelling, language) for spelling in (written, written.upper()))
    return next((code for code in names if code), None)


def _unknown(
    place: tuple[str, ...], meant: str | None, known: Iterable[str], path: str, source: str
) -> ConfigurationError:
    nearest = (
        [meant] if meant else difflib.get_close_matches(place[-1].lower(), tuple(known), n=1, cutoff=0.5)
    )
    line, key = line_of_key(source, place), ".".join(place)
    if nearest:
        return ConfigurationError("key-misspelt", path=path, line=line, key=key, nearest=nearest[0])
    return ConfigurationError("key-unknown", path=path, line=line, key=key, known=", ".join(sorted(known)))
