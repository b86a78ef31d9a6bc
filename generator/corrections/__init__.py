"""The editors' decisions: read from ``site_config/corrections/*.toml``, applied to annotations and given to merge.

    [[hide]]       what is not to be shown: an article's words, or a whole page        article, words | address
    [[show]]       the page of a person without a public role, whom the site would not list    address
    [[rename]]     how a page is called; its address stays                              address, name
    [[same]]       these addresses are one                                              addresses
    [[different]]  these are two; or: in these articles it is somebody else             addresses | address, articles

Every decision may say ``by``, ``on``, ``why``. Deleting one undoes it. One that matches nothing, or contradicts
another, is reported, never dropped. A file that cannot be read stops the run: what it hides would be
published otherwise.
"""

from generator.corrections.decisions import (
    CorrectionFile,
    Corrections,
    Decision,
    Different,
    Hide,
    Placed,
    Rename,
    Same,
    Show,
    find_unknown_articles,
    follow_addresses,
    load_corrections,
    names_given,
    normalise_address,
    pages_hidden,
    pages_shown,
)
from generator.corrections.hiding import hide_words

__all__ = [
    "CorrectionFile",
    "Corrections",
    "Decision",
    "Different",
    "Hide",
    "Placed",
    "Rename",
    "Same",
    "Show",
    "find_unknown_articles",
    "follow_addresses",
    "hide_words",
    "load_corrections",
    "names_given",
    "normalise_address",
    "pages_hidden",
    "pages_shown",
]
