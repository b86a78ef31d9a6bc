"""The command ``briefing``; the one place where errors become messages. Progress goes to stderr, results to stdout."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from generator.catalogue import Catalogue, catalogue_codes, load_catalogue
from generator.columns import show_plainly
from generator.command_help import SpokenCommand, SpokenGroup
from generator.config import Config, load_config
from generator.errors import BriefingError, Problem
from generator.messages import load_words

if TYPE_CHECKING:
    from generator.build import Composition
    from generator.mkdocs_commands import Options

app = typer.Typer(
    name="briefing",
    cls=SpokenGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

FAILED = 1


def _check_day(value: str | None) -> str | None:
    if value is not None:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise typer.BadParameter(load_words().text("usage-day", value=value)) from error
    return value


def _check_language(value: str | None) -> str | None:
    if value is not None and value not in catalogue_codes():
        known = ", ".join(catalogue_codes())
        raise typer.BadParameter(load_words().text("usage-language", value=value, known=known))
    return value


ConfigOption = Annotated[Path | None, typer.Option("--config", metavar="FILE")]
ContentOption = Annotated[Path | None, typer.Option("--content", metavar="DIR")]
SiteOption = Annotated[Path | None, typer.Option("--site", metavar="DIR")]
DayOption = Annotated[str | None, typer.Option("--as-of", callback=_check_day, metavar="DAY")]
StrictOption = Annotated[bool, typer.Option("--strict")]
FrozenOption = Annotated[bool, typer.Option("--frozen")]
QuietOption = Annotated[bool, typer.Option("--quiet")]
AddressOption = Annotated[str | None, typer.Option("--address", metavar="HOST:PORT")]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        callback=_check_language,
        metavar="|".join(catalogue_codes()),
        autocompletion=catalogue_codes,
    ),
]


@app.command(cls=SpokenCommand)
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    language: LanguageOption = None,
    quiet: QuietOption = False,
) -> None:
    """Lay out a new briefing: configuration, one example article, a page about it."""
    from generator.starter import ARTICLES, lay_out

    words = load_catalogue(language) if language else load_words()
    with _told(words):
        written = lay_out(folder, words.code)
    if not quiet:
        for path in written:
            typer.echo(f"{folder / path}")
        typer.echo()
        typer.echo(words.text("init-next", articles=str(folder / ARTICLES)))
        if folder.resolve() != Path.cwd():
            typer.echo(f"\n    cd {_quote(folder)}\n    briefing serve")
        else:
            typer.echo("\n    briefing serve")


@app.command(cls=SpokenCommand)
def build(
    config: ConfigOption = None,
    content: ContentOption = None,
    site: SiteOption = None,
    as_of: DayOption = None,
    strict: StrictOption = False,
    frozen: FrozenOption = False,
    quiet: QuietOption = False,
) -> None:
    """Build the site."""
    words = load_words(config)
    with _told(words), _logged(quiet=quiet):
        from generator.mkdocs_commands import build_site

        options = _options(config, content, as_of, frozen=frozen, quiet=quiet)
        outcome = build_site(_root(config), options, site=site, strict=strict)
    if not quiet:
        pages = words.text("count-pages", count=outcome.pages)
        articles = words.text("count-articles", count=outcome.articles)
        typer.echo(words.text("built", folder=str(outcome.folder), pages=pages, articles=articles))
    if strict and outcome.problems:
        raise typer.Exit(FAILED)


@app.command(cls=SpokenCommand)
def serve(
    config: ConfigOption = None,
    content: ContentOption = None,
    as_of: DayOption = None,
    strict: StrictOption = False,
    frozen: FrozenOption = False,
    quiet: QuietOption = False,
    address: AddressOption = None,
) -> None:
    """Show the site and refresh it when an article changes."""
    with _told(load_words(config)), _logged(quiet=quiet, level=logging.INFO):
        from generator.mkdocs_commands import serve_site

        options = _options(config, content, as_of, frozen=frozen, quiet=quiet)
        serve_site(_root(config), options, address=address, strict=strict)


@app.command(cls=SpokenCommand)
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT")],
    config: ConfigOption = None,
    content: ContentOption = None,
    as_of: DayOption = None,
    strict: StrictOption = False,
    frozen: FrozenOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write everything that was found as JSON Lines: private and complete."""
    words = load_words(config)
    with _told(words):
        settings = _settings(config, content, as_of, strict=strict, frozen=frozen)
        composition = _compose(settings, words, quiet=quiet)
        _report(composition.problems, words, quiet=quiet)
        _refuse_nothing(composition)
        from generator.export import export_briefing

        labels = load_catalogue(settings.settings.language).code
        rows = export_briefing(composition.briefing, out, lambda code: composition.label(code, labels))
    if not quiet:
        for name, count in rows.items():
            typer.echo(f"{out / name}.jsonl\t{count}")
    if strict and _count_aside(composition.problems):
        raise typer.Exit(FAILED)


@app.command(cls=SpokenCommand)
def check(
    config: ConfigOption = None,
    content: ContentOption = None,
    as_of: DayOption = None,
    strict: StrictOption = False,
    frozen: FrozenOption = False,
    quiet: QuietOption = False,
) -> None:
    """Tell what was read, what was set aside and what looks doubtful, without building."""
    words = load_words(config)
    with _told(words):
        settings = _settings(config, content, as_of, strict=strict, frozen=frozen)
        composition = _compose(settings, words, quiet=quiet)
        if quiet:
            _report(composition.problems, words, quiet=True)
        else:
            from generator.inspection import write_report

            for line in write_report(composition, words):
                typer.echo(line)
        _refuse_nothing(composition)
    if strict and _count_aside(composition.problems):
        raise typer.Exit(FAILED)


def run() -> None:
    """Run the command line; a character that the console cannot write is written as its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="briefing")


# -- inside ------------------------------------------------------------------------------------------------------


def _root(config: Path | None) -> Path:
    """The top level: the folder above the configuration's, else where one stands."""
    if config is None:
        return Path.cwd()
    folder = config.resolve().parent
    return folder.parent if folder.name == "site_config" else folder


def _options(
    config: Path | None, content: Path | None, as_of: str | None, *, frozen: bool, quiet: bool
) -> Options:
    from generator.mkdocs_commands import Options

    return Options(
        config=str(config.resolve()) if config else None,
        content=str(content.resolve()) if content else None,
        as_of=as_of,
        frozen=frozen,
        quiet=quiet,
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


def _compose(settings: Config, words: Catalogue, *, quiet: bool) -> Composition:
    """Everything that the articles say, hidden sources included; under ``--frozen`` newcomers are refused."""
    from generator.build import compose, refuse_newcomers
    from generator.progress import show_progress

    composition = compose(settings, private=True, progress=show_progress(words, quiet=quiet))
    if settings.frozen:
        refuse_newcomers(composition)
    return composition


def _refuse_nothing(composition: Composition) -> None:
    if not composition.briefing.articles:
        raise BriefingError("no-articles", path=composition.config.content.as_posix())


def _count_aside(problems: Sequence[Problem]) -> int:
    return sum(problem.severity == "aside" for problem in problems)


def _report(problems: Sequence[Problem], words: Catalogue, *, quiet: bool) -> None:
    """Say on stderr what was set aside, and, unless ``quiet``, what should be looked at."""
    for problem in problems:
        if problem.severity == "aside" or not quiet:
            typer.echo(show_plainly(words.problem(problem)), err=True)


@contextmanager
def _told(words: Catalogue) -> Iterator[None]:
    """Say an error in the user's language and exit with 1; MkDocs' own are said by its log. Ctrl-C ends with 130."""
    try:
        yield
    except BriefingError as error:
        _fail(show_plainly(words.problem(error.problem)))
    except KeyboardInterrupt:
        typer.echo(err=True)
        raise
    except _mkdocs_errors() as error:
        _fail(_explain_mkdocs(error, words))


def _mkdocs_errors() -> tuple[type[BaseException], ...]:
    """MkDocs' errors, where MkDocs has come into play at all: importing it costs time."""
    if "mkdocs" not in sys.modules:
        return ()
    from mkdocs.exceptions import MkDocsException

    return (MkDocsException,)


def _explain_mkdocs(error: BaseException, words: Catalogue) -> str:
    """What MkDocs' log has not said already."""
    if "strict mode" in str(error):
        return words.text("strict-failed")
    return "" if isinstance(error, SystemExit) else str(error)


def _fail(message: str) -> NoReturn:
    if message:
        typer.echo(message, err=True)
    raise typer.Exit(FAILED)


def _quote(path: Path) -> str:
    """A path as one types it in a shell."""
    return f'"{path}"' if any(c.isspace() for c in str(path)) else str(path)


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
