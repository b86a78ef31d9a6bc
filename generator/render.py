"""Templates to HTML: fills each page's template, with everything escaped that did not come out of a
template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError

from generator.catalogue import Catalogue
from generator.errors import ConfigurationError
from generator.filters import add_filters, finalize
from generator.page import Page, RenderedPage

# What an expression of somebody's template may raise; anything else is a fault of this program.
_EXPRESSION_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def make_environment(override_folder: Path | None, default_folder: Path, catalogue: Catalogue) -> Environment:
    """Jinja for the pages: a template in ``override_folder`` stands for the default of the same name,
    which it may extend
    as ``!default/NAME``. Autoescape is always on, a misspelt name is an error."""
    default = FileSystemLoader(default_folder)
    loaders: list[BaseLoader] = [default, PrefixLoader({"!default": default})]
    if override_folder is not None:
        loaders.insert(0, FileSystemLoader(override_folder))
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        extensions=["jinja2.ext.loopcontrols"],
    )
    add_filters(environment, catalogue)
    return environment


def render_pages(pages: Iterable[Page], environment: Environment) -> Iterator[RenderedPage]:
    """Render each page in turn; raises ConfigurationError with the template, its line and the names it
    may use."""
    for page in pages:
        yield RenderedPage(page=page, html=_render(page, environment))


def _render(page: Page, environment: Environment) -> str:
    try:
        return environment.get_template(page.template).render(page=page, **page.data)
    except TemplateSyntaxError as fault:
        path = _shorten(fault.filename) or fault.name or page.template
        raise ConfigurationError(
            "template-syntax", path=path, line=fault.lineno, detail=fault.message or ""
        ) from fault
    except TemplateNotFound as fault:
        raise ConfigurationError("template-missing", path=page.template, name=str(fault.name)) from fault
    except (TemplateError, *_EXPRESSION_ERRORS) as fault:
        path, line = _find_place(fault.__traceback__, page.template)
        names = ", ".join(sorted(("page", *page.data)))
        raise ConfigurationError(
            "template-failed", path=path, line=line, detail=str(fault), names=names
        ) from fault


def _find_place(traceback: TracebackType | None, template: str) -> tuple[str, int | None]:
    """The template and line that raised: the innermost frame that Jinja mapped back to a template file."""
    place: tuple[str, int | None] = (template, None)
    while traceback is not None:
        filename = traceback.tb_frame.f_code.co_filename
        if filename.endswith(".html"):
            place = (_shorten(filename) or template, traceback.tb_lineno)
        traceback = traceback.tb_next
    return place


def _shorten(filename: str | None) -> str | None:
    """``templates/country.html`` of a longer path."""
    if filename is None:
        return None
    parts = Path(filename).parts
    folders = [number for number, part in enumerate(parts) if part == "templates"]
    return "/".join(parts[folders[-1] :]) if folders else "/".join(parts[-2:])
