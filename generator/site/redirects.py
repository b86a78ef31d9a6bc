"""Pages that lead on: an address that was merged into another, or given up for another, still answers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from html import escape

from generator.registry import FOLDERS, Kind


def make_redirects(
    moved: Iterable[tuple[Kind, str, str]], pages: Mapping[str, str], label: str, language: str
) -> dict[str, str]:
    """Path → HTML of a redirect, for (kind, old slug, new slug) where the new page exists and the old one does not.

    ``pages`` are the addresses that exist with their titles; ``label`` is "This page has moved to", in the
    site's language.
    """
    redirects = {}
    for kind, old, new in sorted(moved):
        address, target = f"{FOLDERS[kind]}/{old}/", f"{FOLDERS[kind]}/{new}/"
        if target in pages and address not in pages:
            redirects[f"{address}index.html"] = _write_redirect(
                posixpath.relpath(target, address) + "/", pages[target], label, language
            )
    return redirects


def _write_redirect(href: str, title: str, label: str, language: str) -> str:
    link, name = escape(href, quote=True), escape(title)
    # the empty icon keeps browsers from asking for /favicon.ico, which may not be ours
    return (
        f'<!doctype html>\n<html lang="{escape(language, quote=True)}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{name}</title>\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n<link rel="canonical" href="{link}">\n'
        '<link rel="icon" href="data:,">\n</head>\n'
        f'<body>\n<p>{escape(label)} <a href="{link}">{name}</a></p>\n</body>\n</html>\n'
    )
