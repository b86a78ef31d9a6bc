"""Where the templates, theme and settings that ship with the program lie: in a checkout, an editable install
and a wheel."""

from __future__ import annotations

from pathlib import Path


def default_path(name: str) -> Path:
    """The shipped file or folder ``name`` ("templates", "site_config/mkdocs.yml" …).

    A wheel carries them inside the package; in a checkout they lie at its top level.
    """
    package = Path(__file__).resolve().parent
    carried = package / "_defaults"
    return (carried if carried.is_dir() else package.parent) / name
