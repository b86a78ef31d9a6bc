"""THE STORY: from a folder of articles to a site, in two acts. Read this first.

``compose`` reads, annotates, merges and decides what may be shown; ``publish`` makes pages of it and writes them.
Between the two stands MkDocs, which lends the theme's shell (``mkdocs_plugin``). ``export`` needs only the first act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.annotations import Annotations
from generator.article import Article
from generator.briefing import Briefing
from generator.catalogue import Catalogue, load_catalogue
from generator.config import Config
from generator.corrections import (
    Corrections,
    find_unknown_articles,
    follow_addresses,
    hide_words,
    load_corrections,
    pages_hidden,
)
from generator.defaults import default_path
from generator.errors import Problem, RegistryError
from generator.fingerprint import fingerprint_article, fingerprint_pipeline
from generator.gazetteer import Gazetteer, load_gazetteer
from generator.languages import language_codes
from generator.merge import merge
from generator.page import Page, RenderedPage
from generator.pages import make_pages
from generator.publication import Publication
from generator.readers import read_articles
from generator.registry import FOLDERS, Registry, identify_articles, load_registry
from generator.render import make_environment, render_pages
from generator.rights import Allotment, Policy, allot, clear
from generator.store import AnnotationStore
from generator.tiers import grade_speakers

Progress = Callable[[str, int, int], None]
"""``progress(stage, done, total)`` is told how far long work is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What all articles together say. ``registry`` holds the addresses of this run, not yet written.

    ``problems`` is what was set aside or should be looked at; ``allotments`` say for each article what may be shown.
    ``silent`` counts the articles of which nothing may be, ``unread`` the files that could not be read.
    """

    config: Config
    briefing: Briefing
    allotments: Mapping[str, Allotment]
    corrections: Corrections
    registry: Registry
    gazetteer: Gazetteer
    problems: tuple[Problem, ...]
    silent: int
    unread: int

    def label(self, code: str, language: str) -> str:
        """What we call a country in ``language``: by house style, else as the gazetteer does; raises KeyError."""
        return self.config.house_style.label(code, language) or self.gazetteer.label(code, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A composition made public: its pages, rendered, and all that the writer needs beside them."""

    composition: Composition
    catalogue: Catalogue
    publication: Publication
    pages: tuple[RenderedPage, ...]


def compose(config: Config, *, private: bool = False, progress: Progress | None = None) -> Composition:
    """Read everything and merge it. ``private``: articles whose source allows nothing are included (for the export).

    Raises ConfigurationError, TableError, RegistryError; a single bad article or correction is among ``problems``.
    """
    policy = Policy.from_config(config)
    gazetteer = load_gazetteer()
    corrections, bad_corrections = load_corrections(config.corrections)

    reading = read_articles(config.content, config.conventions)
    registry = load_registry(config.registry)
    identified = identify_articles(reading.drafts, registry, analysable=frozenset(language_codes()))
    corrections = follow_addresses(corrections, lambda address: _follow_article(registry, address))
    unknown = find_unknown_articles(corrections, (article.id for article in identified))
    articles = tuple(
        a for a in identified if _is_current(a, config) and (private or policy.level(a.source) != "none")
    )

    found = annotate(articles, config.cache / "store.sqlite", progress)
    tiers = config.settings.quotes
    graded = {
        article_id: grade_speakers(each, sure=tiers.sure, probable=tiers.probable)
        for article_id, each in found.items()
    }
    annotations, unmatched = _correct(articles, graded, corrections)
    allotments = {article.id: allot(article, annotations[article.id], policy) for article in articles}
    briefing = merge(
        articles,
        annotations,
        corrections,
        registry,
        printable={article_id: allotment.shows for article_id, allotment in allotments.items()},
        country_codes=gazetteer.codes(),
        country_of=gazetteer.country_of_phrase,
        as_of=config.as_of,
    )
    return Composition(
        config=config,
        briefing=briefing,
        allotments=allotments,
        corrections=corrections,
        registry=registry,
        gazetteer=gazetteer,
        problems=(*reading.problems, *bad_corrections, *unknown, *unmatched, *briefing.problems),
        silent=sum(policy.level(article.source) == "none" for article in identified),
        unread=sum(problem.severity == "aside" for problem in reading.problems),
    )


def publish(composition: Composition, *, progress: Progress | None = None) -> Edition:
    """Decide what may be shown, make the pages and render their contents. Nothing is written yet.

    Raises ConfigurationError for a template that is wrong, RegistryError under ``--frozen`` where an address is new.
    """
    config = composition.config
    if config.frozen:
        refuse_newcomers(composition)
    catalogue = load_catalogue(config.settings.language)
    policy = Policy.from_config(config)
    publication = clear(
        composition.briefing,
        composition.allotments,
        policy,
        catalogue,
        label_of=lambda code: composition.label(code, catalogue.code),
        hidden=pages_hidden(follow_addresses(composition.corrections, composition.registry.follow)),
        articles_none=composition.silent,
        set_aside=composition.unread,
        show_probable=config.settings.quotes.show_probable,
    )
    pages = make_pages(publication, catalogue)
    return Edition(
        composition=composition,
        catalogue=catalogue,
        publication=publication,
        pages=tuple(_render(pages, config, catalogue, progress)),
    )


def annotate(
    articles: Sequence[Article], store_path: Path | None, progress: Progress | None = None
) -> dict[str, Annotations]:
    """Annotations of every article, by id: from the store, or made now. spaCy is imported only where something
    is new."""
    fingerprint = fingerprint_pipeline()
    with AnnotationStore(store_path) as store:
        keys = {article.id: fingerprint_article(article) for article in articles if article.analysed}
        found = {article_id: store.load(key, fingerprint) for article_id, key in keys.items()}
        new = [article for article in articles if article.analysed and found[article.id] is None]
        for number, article in enumerate(new):
            from generator.pipeline import analyse

            found[article.id] = analysed = analyse(article)
            store.save([(keys[article.id], fingerprint, analysed)])
            if progress is not None:
                progress("annotate", number + 1, len(new))
    return {article.id: found.get(article.id) or Annotations() for article in articles}


def _is_current(article: Article, config: Config) -> bool:
    """Under ``--as-of`` what was published later is left out."""
    return config.as_of is None or article.day is None or article.day <= config.as_of


def _follow_article(registry: Registry, address: str) -> str:
    """Where an article's address leads by now; others are followed once what they stand for is merged."""
    return registry.follow(address) if address.startswith(f"{FOLDERS['article']}/") else address


def _correct(
    articles: Sequence[Article], found: Mapping[str, Annotations], corrections: Corrections
) -> tuple[dict[str, Annotations], list[Problem]]:
    corrected = {}
    problems: list[Problem] = []
    for article in articles:
        corrected[article.id], unmatched = hide_words(article, found[article.id], corrections.hide)
        problems.extend(unmatched)
    return corrected, problems


def refuse_newcomers(composition: Composition) -> None:
    """Raise RegistryError naming the addresses that the registry does not have yet (``--frozen``).

    What a source of which nothing may be shown founded is never registered, and never missing.
    """
    silent = {
        article_id for article_id, allotment in composition.allotments.items() if allotment.level == "none"
    }
    added = [
        row
        for row in composition.registry.added
        if row.slug not in silent and row.founder.get("article") not in silent
    ]
    if added:
        path = composition.config.registry
        names = ", ".join(row.id for row in added[:5]) + (" …" if len(added) > 5 else "")
        raise RegistryError("registry-frozen", path=path.name, entries=names, count=str(len(added)))


def _render(
    pages: Sequence[Page], config: Config, catalogue: Catalogue, progress: Progress | None
) -> Iterator[RenderedPage]:
    own = config.root / "templates"
    default = default_path("templates")
    environment = make_environment(
        own if own.is_dir() and own != default else None, default_folder=default, catalogue=catalogue
    )
    for number, rendered in enumerate(render_pages(pages, environment)):
        if progress is not None:
            progress("render", number + 1, len(pages))
        yield rendered
