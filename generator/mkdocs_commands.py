"""``briefing build`` and ``briefing serve``, by way of MkDocs' own commands with the plugin's options set."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from generator.errors import ConfigurationError, OutputError

MKDOCS_FILES = ("mkdocs.yml", "mkdocs.yaml")

NO_ADDRESS = (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The command line's options, as the plugin takes them; None and False leave mkdocs.yml's."""

    config: str | None = None
    content: str | None = None
    as_of: str | None = None
    frozen: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build did: the folder, its generated pages, what was set aside or withheld."""

    folder: Path
    pages: int
    articles: int
    problems: int


def build_site(root: Path, options: Options, *, site: Path | None, strict: bool) -> Outcome:
    """Build the site whose mkdocs.yml lies in ``root``. Raises MkDocs' Abort where it logged an error,
    ConfigurationError."""
    settings = _load(
        root, options, strict=strict or None, **({"site_dir": str(site.resolve())} if site else {})
    )
    settings.plugins.on_startup(command="build", dirty=False)
    try:
        build(settings)
    except OSError as error:
        where = str(error.filename or settings.site_dir)
        raise OutputError("site-unwritable", path=where, detail=error.strerror or str(error)) from error
    finally:
        settings.plugins.on_shutdown()
    plugin: Any = settings.plugins["briefing"]
    return Outcome(
        folder=Path(settings.site_dir), pages=plugin.pages, articles=plugin.articles, problems=plugin.problems
    )


def serve_site(root: Path, options: Options, *, address: str | None, strict: bool) -> None:
    """Serve a live preview until interrupted. Raises ConfigurationError where nothing can be served at that address."""
    file = _find_file(root)
    extra: dict[str, Any] = {"dev_addr": address} if address else {}
    try:
        serve(config_file=str(file), plugins=_set_options(file, options), strict=strict or None, **extra)
    except OSError as error:
        if error.errno not in NO_ADDRESS:
            raise
        raise ConfigurationError("serve-address", detail=error.strerror or "") from error


def _load(root: Path, options: Options, **values: Any) -> MkDocsConfig:
    file = _find_file(root)
    return load_config(config_file=str(file), plugins=_set_options(file, options), **values)


def _find_file(root: Path) -> Path:
    for name in MKDOCS_FILES:
        if (root / name).is_file():
            return root / name
    raise ConfigurationError("mkdocs-file-missing", path=(root / MKDOCS_FILES[0]).as_posix())


def _set_options(file: Path, options: Options) -> dict[str, Any]:
    """The ``plugins`` of mkdocs.yml with the command line's options set on ours; added where it is not there.

    A mapping, since MkDocs empties the entries of a list when it reads them, and ``serve`` reads them at each change.
    """
    with file.open("rb") as stream:
        settings = yaml_load(stream)
    plugins = (isinstance(settings, dict) and settings.get("plugins")) or ["search", "briefing"]
    given = {name: value for name, value in asdict(options).items() if value}
    listed = list(plugins.items() if isinstance(plugins, dict) else map(_name_and_options, plugins))
    if "briefing" not in [name for name, _ in listed]:
        listed.append(("briefing", {}))
    return {name: {**(own or {}), **given} if name == "briefing" else (own or {}) for name, own in listed}


def _name_and_options(entry: Any) -> tuple[str, Any]:
    if isinstance(entry, dict):
        pairs: Iterable[tuple[str, Any]] = entry.items()
        return next(iter(pairs))
    return str(entry), {}
