"""Settings, read and validated once, before anything else happens: briefing.toml, sources.toml and the command's options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from generator.errors import ConfigurationError
from generator.publication import RightsLevel
from generator.readers.metadata import Conventions
from generator.tables import Table, parse_table, validate_table

TableT = TypeVar("TableT", bound=Table)
CONFIG_NAME = "site_config/briefing.toml"


def _known_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("no such time zone; write it like Europe/Paris") from error
    return name


class QuoteSettings(Table):
    """``[quotes]``: from which confidence a speaker is printed, and how."""

    sure: float = Field(default=0.8, ge=0, le=1)
    probable: float = Field(default=0.5, ge=0, le=1)
    show_probable: bool = True


class ExcerptSettings(Table):
    """``[excerpt]``: how much of an article under ``excerpt`` may be shown."""

    passages: int = Field(default=8, ge=0)
    share: float = Field(default=1 / 3, ge=0, le=1)


class RightsSettings(Table):
    """``[rights]``: what holds for a source that ``sources.toml`` does not name."""

    default: RightsLevel = "excerpt"


class Settings(Table):
    """``briefing.toml``: what is in the briefing. Every key has a default."""

    language: Literal["fr", "en"] = "fr"
    time_zone: Annotated[str, AfterValidator(_known_time_zone)] = "Europe/Paris"
    public: bool = True
    quotes: QuoteSettings = QuoteSettings()
    excerpt: ExcerptSettings = ExcerptSettings()
    rights: RightsSettings = RightsSettings()


SourceKind = Literal[
    "agency", "daily", "weekly", "magazine", "broadcaster", "online", "official", "state-media", "ngo", "other"
]


class SourceTable(Table):
    """One source of ``sources.toml``."""

    aliases: tuple[str, ...] = ()
    country: Annotated[str, Field(pattern="^[a-z]{2}$")] | None = None
    kind: SourceKind | None = None
    rights: RightsLevel | None = None


class SourcesTable(Table):
    """``sources.toml``: ``[sources."Name"]`` each."""

    sources: dict[str, SourceTable] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a run was told. ``folder`` holds briefing.toml; ``root`` is the top level; paths are absolute.

    ``keeps_registry``: whether new addresses are written; ``config_given``: whether ``--config`` was.
    """

    root: Path
    folder: Path
    settings: Settings
    sources: Mapping[str, SourceTable]
    content: Path
    content_replaced: bool
    config_given: bool
    as_of: date | None = None
    strict: bool = False
    frozen: bool = False

    @property
    def registry(self) -> Path:
        """The memory of addresses; it lies beside the configuration."""
        return self.folder / "registry.jsonl"

    @property
    def corrections(self) -> Path:
        """The folder of the editors' decisions."""
        return self.folder / "corrections"

    @property
    def cache(self) -> Path:
        """``.briefing/``: always safe to delete."""
        return self.root / ".briefing"

    @property
    def may_keep_registry(self) -> bool:
        """Whether a build may append addresses: not for a content folder from elsewhere, unless its configuration was named."""
        return not self.frozen and (self.config_given or not self.content_replaced)

    @property
    def conventions(self) -> Conventions:
        """How the readers are to understand files."""
        names: dict[str, str] = {}
        for name, source in self.sources.items():
            for spelling in (name, *source.aliases):
                names[spelling.strip().casefold()] = name
        return Conventions(time_zone=ZoneInfo(self.settings.time_zone), sources=names)


def load_config(
    *,
    root: Path,
    config: Path | None = None,
    content: Path | None = None,
    as_of: date | None = None,
    strict: bool = False,
    frozen: bool = False,
) -> Config:
    """Read the settings below ``root`` (or of the file ``config``); raises ConfigurationError.

    Without ``site_config/briefing.toml`` every setting has its default, so that any folder of articles can be read.
    """
    file = config if config is not None else root / CONFIG_NAME
    if config is not None:
        root = file.parent.parent if file.parent.name == "site_config" else file.parent
    settings = _read_table(Settings, file, required=config is not None, shown=_shown(file, root))
    sources_file = file.parent / "sources.toml"
    sources = _read_table(SourcesTable, sources_file, required=False, shown=_shown(sources_file, root))
    _check_spellings(sources, _shown(sources_file, root))
    return Config(
        root=root.resolve(),
        folder=file.parent.resolve(),
        settings=settings,
        sources=sources.sources,
        content=(content if content is not None else root / "content" / "articles").resolve(),
        content_replaced=content is not None,
        config_given=config is not None,
        as_of=as_of,
        strict=strict,
        frozen=frozen,
    )


def _shown(file: Path, root: Path) -> str:
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return file.as_posix()


def _read_table(model: type[TableT], file: Path, *, required: bool, shown: str) -> TableT:
    if not required and not file.exists():
        return model()
    try:
        source = file.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigurationError("config-missing", path=shown) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError("config-not-utf8", path=shown) from error
    except OSError as error:
        raise ConfigurationError("config-unreadable", path=shown, detail=error.strerror or "") from error
    data = parse_table(source, path=shown, error=ConfigurationError)
    return validate_table(model, data, path=shown, source=source, error=ConfigurationError)


def _check_spellings(table: SourcesTable, shown: str) -> None:
    owner: dict[str, str] = {}
    for name, source in table.sources.items():
        for spelling in (name, *source.aliases):
            first = owner.setdefault(spelling.strip().casefold(), name)
            if first != name:
                raise ConfigurationError("source-name-twice", path=shown, name=spelling, first=first, second=name)
