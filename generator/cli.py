"""The command ``briefing``; the one place where errors become messages. Progress goes to stderr, results to stdout."""

from __future__ import annotations

import locale
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from generator.catalogue import Catalogue, catalogue_codes, load_catalogue
from generator.config import CONFIG_NAME, Config, load_config
from generator.errors import BriefingError, Problem

if TYPE_CHECKING:
    from generator.mkdocs_commands import Options

app = typer.Typer(
    name="briefing",
    help="Make a static briefing site from a folder of news articles.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

FAILED = 1
INTERRUPTED = 130


def _check_day(value: str | None) -> str | None:
    if value is not None:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise typer.BadParameter(f"{value!r} is no day; write it like 2026-11-23") from error
    return value


ConfigOption = Annotated[Path | None, typer.Option("--config", help=f"The configuration [{CONFIG_NAME}].")]
ContentOption = Annotated[Path | None, typer.Option("--content", help="Folder of articles [content/articles].")]
SiteOption = Annotated[Path | None, typer.Option("--site", help="Where the site is written [site].")]
DayOption = Annotated[
    str | None,
    typer.Option("--as-of", callback=_check_day, metavar="DAY", help="Speak for this day; leave out what came later."),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Exit with 1 where anything was set aside or withheld.")]
FrozenOption = Annotated[bool, typer.Option("--frozen", help="Fail where an address is not yet in the registry.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Say nothing but warnings and errors.")]
AddressOption = Annotated[str | None, typer.Option("--address", help="Host and port of the preview [127.0.0.1:8000].")]


@app.command()
def build(
    config: ConfigOption = None,
    content: ContentOption = None,
    site: SiteOption = None,
    as_of: DayOption = None,
    strict: StrictOption = False,
    frozen: FrozenOption = False,
    quiet: QuietOption = False,
) -> None:
    """Build the site. Example: briefing build --content ~/revue --site public"""
    from generator.mkdocs_commands import build_site

    with _told(config), _logged(quiet=quiet):
        outcome = build_site(_root(config), _options(config, content, as_of, frozen), site=site, strict=strict)
    if not quiet:
        words = _catalogue(config)
        pages, articles = words.number(outcome.pages), words.number(outcome.articles)
        typer.echo(words.text("built", folder=str(outcome.folder), pages=pages, articles=articles))
    if strict and outcome.problems:
        raise typer.Exit(FAILED)


@app.command()
def serve(
    config: ConfigOption = None,
    content: ContentOption = None,
    as_of: DayOption = None,
    strict: StrictOption = False,
    frozen: FrozenOption = False,
    quiet: QuietOption = False,
    address: AddressOption = None,
) -> None:
    """Show the site and refresh it when an article changes. Example: briefing serve"""
    from generator.mkdocs_commands import serve_site

    with _told(config), _logged(quiet=quiet, level=logging.INFO):
        serve_site(_root(config), _options(config, content, as_of, frozen), address=address, strict=strict)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="Folder that the JSON Lines files are written into.")],
    config: ConfigOption = None,
    content: ContentOption = None,
    as_of: DayOption = None,
    strict: StrictOption = False,
    frozen: FrozenOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write everything that was found as JSON Lines: private and complete. Example: briefing export out"""
    from generator.build import compose, refuse_newcomers
    from generator.export import export_briefing

    with _told(config):
        settings = _settings(config, content, as_of, strict=strict, frozen=frozen)
        composition = compose(settings, private=True)
        if frozen:
            refuse_newcomers(composition)
        words = load_catalogue(settings.settings.language)
        _report(composition.problems, words)
        if not composition.briefing.articles:
            raise BriefingError("no-articles", path=settings.content.as_posix())
        rows = export_briefing(
            composition.briefing, out, lambda code: composition.gazetteer.label(code, words.code)
        )
    if not quiet:
        for name, count in rows.items():
            typer.echo(f"{out / name}.jsonl\t{count}")
    if strict and composition.problems:
        raise typer.Exit(FAILED)


@app.command()
def check(
    config: ConfigOption = None,
    content: ContentOption = None,
    as_of: DayOption = None,
    strict: StrictOption = False,
    frozen: FrozenOption = False,
    quiet: QuietOption = False,
) -> None:
    """Tell what would be read and what set aside, without building. Example: briefing check --content ~/revue"""
    from generator.build import compose, refuse_newcomers

    with _told(config):
        settings = _settings(config, content, as_of, strict=strict, frozen=frozen)
        composition = compose(settings, private=True)
        if frozen:
            refuse_newcomers(composition)
        words = load_catalogue(settings.settings.language)
        if not quiet:
            for article in sorted(composition.briefing.articles, key=lambda article: article.path):
                found = composition.briefing.annotations[article.id]
                cells = (
                    article.path,
                    article.published.isoformat() if article.published else "-",
                    article.source or "-",
                    article.language or "-",
                    str(len(found.mentions)),
                    str(len(found.quotes)),
                    str(sum(not event.background for event in found.events)),
                )
                typer.echo("\t".join(cells))
        _report(composition.problems, words)
    if not composition.briefing.articles or (strict and composition.problems):
        raise typer.Exit(FAILED)


def main() -> None:
    """Entry point; ends with 130, without a traceback, where the user interrupts."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


# -- inside ------------------------------------------------------------------------------------------------------


def _root(config: Path | None) -> Path:
    """The top level: the folder above the configuration's, else where one stands."""
    if config is None:
        return Path.cwd()
    folder = config.resolve().parent
    return folder.parent if folder.name == "site_config" else folder


def _options(config: Path | None, content: Path | None, as_of: str | None, frozen: bool) -> Options:
    from generator.mkdocs_commands import Options

    return Options(
        config=str(config.resolve()) if config else None,
        content=str(content.resolve()) if content else None,
        as_of=as_of,
        frozen=frozen,
    )


def _settings(
    config: Path | None, content: Path | None, as_of: str | None, *, strict: bool, frozen: bool
) -> Config:
    return load_config(
        root=Path.cwd(),
        config=config,
        content=content,
        as_of=date.fromisoformat(as_of) if as_of else None,
        strict=strict,
        frozen=frozen,
    )


def _catalogue(config: Path | None) -> Catalogue:
    """Messages in the briefing's language; in the locale's where the settings cannot be read."""
    try:
        return load_catalogue(load_config(root=Path.cwd(), config=config).settings.language)
    except BriefingError:
        spoken = (os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or "en")[:2].lower()
        return load_catalogue(spoken if spoken in catalogue_codes() else "en")


@contextmanager
def _told(config: Path | None) -> Iterator[None]:
    """Say an error in the user's language and exit with 1; MkDocs' own are said by its log."""
    from mkdocs.exceptions import Abort, MkDocsException

    try:
        yield
    except BriefingError as error:
        _fail(_catalogue(config).problem(error.problem))
    except Abort as error:
        _fail(str(error) if "strict" in str(error) else "")
    except MkDocsException as error:
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    if message:
        typer.echo(message, err=True)
    raise typer.Exit(FAILED)


def _report(problems: Sequence[Problem], words: Catalogue) -> None:
    for problem in problems:
        typer.echo(words.problem(problem), err=True)


@contextmanager
def _logged(*, quiet: bool, level: int = logging.WARNING) -> Iterator[None]:
    """Send MkDocs' log, our plugin's in it, to stderr while a command runs."""
    log = logging.getLogger("mkdocs")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(handler)
    before = log.level
    log.setLevel(logging.WARNING if quiet else level)
    try:
        yield
    finally:
        log.setLevel(before)
        log.removeHandler(handler)

