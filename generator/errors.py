"""Problems told to people: every other module raises or returns these, only ``cli`` prints them.

BriefingError                  anything this program says no with; carries one Problem
├── ConfigurationError         briefing.toml, sources.toml, mkdocs.yml, a template: stops before anything is written
├── TableError                 a data table shipped or added (languages, gazetteer, event types, catalogues)
├── UnreadableArticle          one input file that cannot be read: set aside, the rest is built
├── CorrectionError            a correction file that cannot be read
├── RegistryError              registry.jsonl is damaged, or lacks an entry under ``--frozen``
└── OutputError                the site or the export could not be written; what was there before is intact
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong, where, as values; its words stand in the catalogues under ``[problems.CODE]``.

    ``path`` is the file as the user knows it (POSIX, relative where possible), ``line`` counts from 1.
    ``values`` fill the placeholders of the catalogue's sentences. ``severity`` "aside": something was left out
    (an error under ``--strict``); "notice": it was used, but somebody should look.
    """

    code: str
    path: str | None = None
    line: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    severity: str = "aside"


class BriefingError(Exception):
    """Base of all errors of this program; ``problem`` says which file, which line, what to do."""

    def __init__(self, code: str, *, path: str | None = None, line: int | None = None, **values: str) -> None:
        self.problem = Problem(code=code, path=path, line=line, values=values)
        place = ":".join(str(part) for part in (path, line) if part is not None)
        details = ", ".join(f"{name}={value!r}" for name, value in values.items())
        super().__init__(" ".join(part for part in (place, code, details) if part))


class ConfigurationError(BriefingError):
    """A configuration file is wrong; nothing has been written."""


class TableError(BriefingError):
    """A data table is wrong; names its file and line."""


class UnreadableArticle(BriefingError):
    """One input file cannot be used; it is set aside and reported."""


class CorrectionError(BriefingError):
    """An editors' correction file cannot be read."""


class RegistryError(BriefingError):
    """The registry of addresses is damaged, or frozen and incomplete."""


class OutputError(BriefingError):
    """Results could not be written; earlier results are left as they were."""
