"""The search box: accents and elisions are no hindrance, and each result says what it is and of which day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from browser.visits import visit
from playwright.sync_api import Browser, expect

ARTICLES = {
    "2026-11-22/a.md": "---\ntitle: Un équipement neuf pour le port\n---\n\nLe port de Dakar a été inspecté.\n",
    "2026-11-23/b.md": "---\ntitle: Le conseiller de l’Élysée attendu à Lomé\n---\n\nIl arrive mardi au Togo.\n",
}


def test_accents_and_elisions_are_no_hindrance(chromium: Browser, make_project: Any) -> None:
    """« équipement », "equipement", « Élysée » and "L'Elysée" find the page, with its kind and its day."""
    project = make_project(ARTICLES)
    settings = (Path(__file__).parents[2] / "site_config/mkdocs.yml").read_text("utf-8")
    project.write("mkdocs.yml", settings)  # words end at elisions there
    project.build()
    with visit(chromium, project.root / "site") as visitor:
        page = visitor.open("")
        box = page.locator(".md-search__input")
        box.click()
        for words, title, day in (
            ("équipement", "équipement", "2026-11-22"),
            ("equipement", "équipement", "2026-11-22"),
            ("Élysée", "Élysée", "2026-11-23"),
            ("elysee", "Élysée", "2026-11-23"),
            ("L'Élysée", "Élysée", "2026-11-23"),
            ("L'Elysee", "Élysée", "2026-11-23"),
        ):
            box.fill("")
            box.press_sequentially(words)
            results = page.locator(".md-search-result__item")
            found = results.filter(has_text=title).filter(has_text=f"Article · {day}")
            expect(found.first).to_be_visible()
        assert visitor.faults == []
