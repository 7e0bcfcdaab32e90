"""Areas: by id, by place, as a tree."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from os.path import commonpath
from uuid import UUID

from django.core.cache import caches
from django.db import transaction
from django.db.models import Q, QuerySet, UUIDField
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.form_fields import Options
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.government.duties.models import Area
from gongjian.government.duties.selectors.choices import Node, OfferedTree, index_nodes
from gongjian.methods.geometry import Box, bounding_box, contains

OUTLINES_KEPT_SECONDS = 600
OUTSIDE = _(
    "This point lies outside the town. Longitude counts from west to east, latitude from south to "
    "north: are the two swapped?"
)
_STAMP = "duties:outlines"
_BY_KEY: Prepared[Area] = Prepared(lambda key: Area.objects.filter(pk=key), UUIDField())


@dataclass(frozen=True, slots=True)
class _Outline:
    area: Area
    shape: dict
    box: Box


_Outlines = tuple[tuple[Area, ...], list[_Outline]]
_outlines: tuple[str, _Outlines] = ("", ((), []))


def get_area(area_id: UUID) -> Area:
    """An area by id, out of use too: cases and duties keep theirs.

    Raises
    ------
    NotFound
        There is none.
    """
    found = _BY_KEY.first(area_id)
    if found is None:
        raise NotFound
    return found


def get_area_in_use(area_id: UUID) -> Area:
    """As get_area, for what is to begin there: NotFound also where it is out of use."""
    found = get_area(area_id)
    if not found.is_active:
        raise NotFound
    return found


def kept_area(area_id: UUID) -> Node:
    """Id and path of an area in use, as this process read it within the last minute: for what is
    only to be filed there, of which very much comes. That there is such a row at all, the database
    holds itself.

    Raises
    ------
    NotFound
        There is none in use.
    """
    return _offered.node(area_id)


def area_at(longitude: float, latitude: float) -> Area | None:
    """The deepest area whose outline holds a point (WGS 84); no query once outlines are read."""
    for outline in _all_outlines()[1]:
        west, south, east, north = outline.box
        if (
            west <= longitude <= east
            and south <= latitude <= north
            and contains(outline.shape, longitude, latitude)
        ):
            return outline.area
    return None


def area_in_town(longitude: float, latitude: float) -> Area | None:
    """As area_at; None means that the town's outlines do not say.

    Raises
    ------
    Invalid
        All of the town is outlined, and none of it holds the point.
    """
    found = area_at(longitude, latitude)
    if found is None and _is_all_outlined():
        raise Invalid(fields={"longitude": [OUTSIDE]})
    return found


def outside_town() -> Callable[[float, float], bool]:
    """Whether a point lies outside the town, to be asked for many: two queries for all of them.

    None does where the town's outlines do not say.
    """
    if not _is_all_outlined():
        return lambda longitude, latitude: False
    return lambda longitude, latitude: area_at(longitude, latitude) is None


def _is_all_outlined() -> bool:
    # Either is no outline: a JSON null, or none at all.
    without = Q(outline=None) | Q(outline__isnull=True)
    widest = Area.objects.filter(without, parent=None, is_active=True)
    return bool(outlined_areas()) and not widest.exists()


def outlined_areas() -> tuple[Area, ...]:
    """The areas that have an outline, with it, widest first; no query once outlines are read.

    The same object until they are read again, so that what is drawn from it can be kept.
    """
    return _all_outlines()[0]


def areas() -> QuerySet[Area]:
    """Every area without its outline, in the order of the tree: parents before children."""
    return Area.objects.defer("outline").order_by("path")


def area_ids_under(path: str) -> tuple[UUID, ...]:
    """Ids of the area of a path and of all below it."""
    rows = Area.objects.filter(path__startswith=path).order_by("path")
    return tuple(rows.values_list("id", flat=True))


def widest_area() -> Area | None:
    """The smallest area that holds all others in use: whose duties are the whole town's."""
    rows = Area.objects.filter(is_active=True)
    paths = sorted(rows.values_list("path", flat=True))
    # What lies below an area follows it at once.
    pairs = pairwise([*paths, ""])
    ends = [one for one, after in pairs if not after.startswith(one)]
    path = f"{commonpath(ends)}/" if ends else ""
    return rows.filter(path=path).first()


def area_options(*, with_old: bool = False, afresh: bool = False) -> Options:
    """Areas for a form to offer, streets grouped by district, kept a minute: those in use,
    ``with_old`` also those that no longer are."""
    return _offered.options(leaves_only=False, with_old=with_old, afresh=afresh)


def area_index() -> dict[str, tuple[UUID, str]]:
    """Lower-case code or name → (id, path); a name borne twice leads nowhere. One query."""
    return index_nodes([node for node in _nodes() if node.is_active])


def forget_areas() -> None:
    """Make this process read areas and their outlines again, now and once more when the
    transaction is done."""
    _offered.forget()
    caches["process"].delete(_STAMP)
    transaction.on_commit(lambda: caches["process"].delete(_STAMP))


def _nodes() -> list[Node]:
    rows = Area.objects.order_by("path")
    return [Node(*row) for row in rows.values_list(*Node._fields)]


_offered = OfferedTree("areas", _nodes)


def _all_outlines() -> _Outlines:
    """Areas widest first, outlines deepest first.

    Parsed outlines stay outside the cache, which would copy them at each use.
    """
    global _outlines
    stamp = caches["process"].get(_STAMP)
    if stamp is None or stamp != _outlines[0]:
        stamp = secrets.token_hex(8)
        in_use = Area.objects.filter(is_active=True)
        rows = in_use.exclude(outline=None).order_by("-level", "path")
        shapes = [(area, area.outline) for area in rows if area.outline]
        found = [_Outline(area, shape, bounding_box(shape)) for area, shape in shapes]
        _outlines = (stamp, (tuple(area for area, _ in reversed(shapes)), found))
        caches["process"].set(_STAMP, stamp, OUTLINES_KEPT_SECONDS)
    return _outlines[1]
