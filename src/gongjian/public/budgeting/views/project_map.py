"""Projects as dots of a drawn map; needs no tiles and no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from django.urls import reverse

from gongjian.government.duties import interface as duties
from gongjian.methods.geometry import Projection, bounding_box, simplify
from gongjian.public.budgeting.models import BudgetProject, BudgetRound
from gongjian.public.budgeting.rules.projects import ProjectState

WIDTH = 880
TALLEST = 1000
TOLERANCE = 2e-4
GONE = (ProjectState.UNFUNDED, ProjectState.REFUSED, ProjectState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    url: str
    title: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class ProjectMap:
    height: float
    outlines: tuple[str, ...]
    dots: tuple[Dot, ...]
    width: int = WIDTH


Drawn = tuple[Projection, float, tuple[str, ...]] | None
_kept: tuple[tuple[duties.Area, ...], Drawn] | None = None


def draw_projects(round_: BudgetRound, projects: Sequence[BudgetProject]) -> ProjectMap | None:
    """The picture, or None where nothing has a place or the town has no outlines."""
    placed = [p for p in projects if p.longitude is not None and p.latitude is not None]
    town = _town()
    if town is None or not placed:
        return None
    projection, height, outlines = town
    dots = []
    for project in placed:
        x, y = projection.point(project.longitude or 0.0, project.latitude or 0.0)
        if 0 <= x <= WIDTH and 0 <= y <= height:
            url = reverse("budget_project", args=[round_.number, project.number])
            is_gone = project.state in GONE
            dots.append(Dot(round(x, 1), round(y, 1), url, project.title, is_gone))
    return ProjectMap(height, outlines, tuple(dots))


def _town() -> Drawn:
    global _kept
    areas = duties.outlined_areas()
    if _kept is None or _kept[0] is not areas:
        _kept = (areas, _drawn(areas))
    return _kept[1]


def _drawn(areas: Sequence[duties.Area]) -> Drawn:
    shapes = [_simplified(area.outline) for area in areas if area.outline]
    if not shapes:
        return None
    boxes = [bounding_box(shape) for shape in shapes]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    across = max((east - west) * cos(radians((south + north) / 2)), TOLERANCE)
    height = round(min(WIDTH * (north - south) / across, TALLEST), 1)
    projection = Projection.fitting((west, south, east, north), WIDTH, height)
    return projection, height, tuple(projection.path(shape) for shape in shapes)


def _simplified(outline: dict) -> dict:
    several = outline["type"] == "MultiPolygon"
    polygons = outline["coordinates"] if several else [outline["coordinates"]]
    thinned = [[simplify(ring, TOLERANCE) for ring in rings] for rings in polygons]
    return {"type": outline["type"], "coordinates": thinned if several else thinned[0]}
