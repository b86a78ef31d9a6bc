"""Where countries lie: the outline of the land, without borders, and a point for each country; for locator maps.

Data: Natural Earth (public domain) and GeoNames (CC BY 4.0), made by ``tools/outline.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent

WEST, NORTH, WIDTH, HEIGHT = -1800, -840, 3600, 1420
"""The window of the maps, in tenths of a degree, north up (so northern latitudes are negative)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatorMap:
    """A map of the world with one point: ``land`` an SVG path, ``x`` and ``y`` in tenths of a degree, north up."""

    land: str
    x: int
    y: int

    @property
    def window(self) -> str:
        """The SVG's ``viewBox``."""
        return f"{WEST} {NORTH} {WIDTH} {HEIGHT}"


def locate(code: str) -> LocatorMap | None:
    """The map of a country by its code; None where its place is not known or is none (the European Union)."""
    point = _load_points().get(code)
    if point is None:
        return None
    longitude, latitude = point
    return LocatorMap(land=_load_land(), x=round(longitude * 10), y=round(-latitude * 10))


@cache
def _load_land() -> str:
    return (_FOLDER / "land.svgpath").read_text("utf-8").strip()


@cache
def _load_points() -> dict[str, tuple[float, float]]:
    lines = (_FOLDER / "points.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: (float(longitude), float(latitude)) for code, longitude, latitude in rows}
