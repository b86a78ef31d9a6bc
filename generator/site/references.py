"""How a file of the site names another: absolutely where the site's address is known, else relative to itself."""

from __future__ import annotations

import posixpath
from urllib.parse import urljoin


def point_to(target: str, origin: str, site_url: str | None) -> str:
    """The URL of ``target`` as seen from a file in the folder ``origin``, both relative to the site's root.

    >>> point_to("articles/vostok/#q-120", "countries/fr/", None)
    '../../articles/vostok/#q-120'
    >>> point_to("", "", "https://www.example.org/briefing/")
    'https://www.example.org/briefing/'
    """
    if site_url:
        return urljoin(site_url, target)
    path, mark, anchor = target.partition("#")
    relative = posixpath.relpath(f"/{path}", f"/{origin}")
    folder = "/" if path.endswith("/") or not path else ""
    return f"{relative}{folder}{mark}{anchor}"
