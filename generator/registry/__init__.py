"""The registry: every address ever published, and what founded it, so that addresses outlive changes."""

from generator.registry.identity import identify_articles
from generator.registry.rows import FOLDERS, KINDS, Kind, Registry, Row, load_registry
from generator.slugs import make_slug

__all__ = ["FOLDERS", "KINDS", "Kind", "Registry", "Row", "identify_articles", "load_registry", "make_slug"]
