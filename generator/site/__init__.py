"""The pages' writer: fills the theme's shell, and provides what MkDocs cannot for pages it does not know of.

Search entries, sitemap, link check, redirects, public data, and a tree that is changed only where it differs.
"""

from __future__ import annotations

from generator.site.assembly import assemble_site, find_faults
from generator.site.links import Fault
from generator.site.shell import CONTENT, DESCRIPTION, TITLE, Shell, cut_shell
from generator.site.tree import write_tree

__all__ = [
    "CONTENT",
    "DESCRIPTION",
    "TITLE",
    "Fault",
    "Shell",
    "assemble_site",
    "cut_shell",
    "find_faults",
    "write_tree",
]
