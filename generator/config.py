"""Settings, read and validated once: briefing.toml, sources.toml, house_style.toml and the command's options."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from generator.catalogue import catalogue_codes
from generator.errors import ConfigurationError
from generator.gazetteer import load_gazetteer
from generator.house_style import HouseStyle, check_house_style
from generator.publication import RightsLevel
from generator.readers.metadata import Conventions, fold_name
from generator.tables import Table, line_of_key, parse_table, validate_table

TableT = TypeVar("TableT", bound=Table)
CONFIG_NAME = "site_config/briefing.toml"


def _check_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        spellings = {
            zone.casefold().rpartition("/")[2]: zone for zone in sorted(available_timezones(), reverse=True)
        }
        place = name.casefold().replace(" ", "_").rpartition("/")[2]
        nearest = difflib.get_close_matches(place, spellings, n=1, cutoff=0.75)
        values = {"zone": name, "nearest": spellings[nearest[0]] if nearest else "Europe/Paris"}
        raise PydanticCustomError("time-zone-unknown", "no time zone {zone}", values) from error
    return name


def _check_language(code: str) -> str:
    if code not in catalogue_codes():
        known = ", ".join(catalogue_codes())
        raise PydanticCustomError("key-not-among", "none of {known}", {"known": known})
    return code


def _check_country(code: str) -> str:
    if not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):
        raise PydanticCustomError("country-code-invalid", "no country code: {country}", {"country": code})
    return code


class QuoteSettings(Table):
    """``[quotes]``: from which confidence a speaker is printed, and how."""

    sure: float = Field(default=0.8, ge=0, le=1)
    probable: float = Field(default=0.5, ge=0, le=1)
    show_probable: bool = True

    @model_validator(mode="after")
    def _check(self) -> QuoteSettings:
        if self.probable > self.sure:
            raise PydanticCustomError("thresholds-crossed", "probable lies above sure")
        return self


class ExcerptSettings(Table):
    """``[excerpt]``: how much of an article under ``excerpt`` may be shown."""

    passages: int = Field(default=8, ge=0)
    share: float = Field(default=1 / 3, ge=0, le=1)


class RightsSettings(Table):
    """``[rights]``: what holds for a source that ``sources.toml`` does not name."""

    default: RightsLevel = "excerpt"


class Settings(Table):
    """``briefing.toml``: what is in the briefing. Every key has a default."""

    language: Annotated[str, AfterValidator(_check_language)] = "fr"
    time_zone: Annotated[str, AfterValidator(_check_time_zone)] = "Europe/Paris"
    public: bool = True
    quotes: QuoteSettings = QuoteSettings()
    excerpt: ExcerptSettings = ExcerptSettings()
    rights: RightsSettings = RightsSettings()


SourceKind = Literal[
    "agency",
    "daily",
    "weekly",
    "magazine",
    "broadcaster",
    "online",
    "official",
    "state-media",
    "ngo",
    "other",
]


class SourceTable(Table):
    """One source of ``sources.toml``."""

    aliases: tuple[str, ...] = ()
    country: Annotated[str, AfterValidator(_check_country)] | None = None
    kind: SourceKind | None = None
    rights: RightsLevel | None = None


class SourcesTable(Table):
    """``sources.toml``: ``[sources."Name"]`` each."""

    sources: Mapping[str, SourceTable] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything a run was told. ``folder`` holds briefing.toml; ``root`` is the top level; paths are absolute.

    ``content_replaced``: whether ``--content`` was given; ``config_given``: whether ``--config`` was.
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
    house_style: HouseStyle = field(default_factory=HouseStyle)

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
        """Whether a build may append addresses: not for a folder from elsewhere, unless its configuration was named."""
        return not self.frozen and (self.config_given or not self.content_replaced)

    @property
    def conventions(self) -> Conventions:
        """How the readers are to understand files."""
        names: dict[str, str] = {}
        for name, source in self.sources.items():
            for spelling in (name, *source.aliases):
                names[fold_name(spelling)] = name
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
    file = (config if config is not None else root / CONFIG_NAME).absolute()
    if config is not None:
        root = file.parent.parent if file.parent.name == "site_config" else file.parent
    settings, _ = _read_table(Settings, file, required=config is not None, shown=_shown(file, root))
    sources_file = file.parent / "sources.toml"
    shown = _shown(sources_file, root)
    sources, written = _read_table(SourcesTable, sources_file, required=False, shown=shown)
    _check_spellings(sources, written, shown)
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
        house_style=_read_house_style(file.parent / "house_style.toml", root),
    )


def _read_house_style(file: Path, root: Path) -> HouseStyle:
    shown = _shown(file, root)
    style, written = _read_table(HouseStyle, file, required=False, shown=shown)
    if style.names:
        check_house_style(style, load_gazetteer(), path=shown, source=written)
    return style


def _shown(file: Path, root: Path) -> str:
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return file.as_posix()


def _read_table(model: type[TableT], file: Path, *, required: bool, shown: str) -> tuple[TableT, str]:
    """The table and its text; the defaults where there is no file."""
    try:
        source = file.read_text("utf-8-sig")
    except FileNotFoundError as error:
        if not required:
            return model(), ""
        raise ConfigurationError("config-missing", path=shown) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigurationError("config-not-utf8", path=shown, line=line) from error
    except OSError as error:
        raise ConfigurationError("config-unreadable", path=shown, detail=error.strerror or "") from error
    data = parse_table(source, path=shown, error=ConfigurationError)
    return validate_table(model, data, path=shown, source=source, error=ConfigurationError), source


def _check_spellings(table: SourcesTable, source: str, shown: str) -> None:
    """No name or alias may stand for two sources."""
    owner: dict[str, str] = {}
    for name, entry in table.sources.items():
        for spelling in (name, *entry.aliases):
            first = owner.setdefault(fold_name(spelling), name)
            if first != name:
                line = line_of_key(source, ("sources", name))
                values = {"name": spelling, "first": first, "second": name}
                raise ConfigurationError("source-name-twice", path=shown, line=line, **values)
