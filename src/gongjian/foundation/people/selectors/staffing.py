"""Who is missing: areas without a dispatcher, leading departments without anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate
from uuid import UUID

from django.db.models import QuerySet

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import Organisation, RoleGrant
from gongjian.foundation.people.topics import area_names

_lead_source: list[Callable[[], Iterable[UUID]]] = []


def connect_leads(source: Callable[[], Iterable[UUID]]) -> None:
    """Install where the ids of leading departments are read; config/wiring.py calls this once."""
    _lead_source[:] = [source]


def has_dispatcher(area_path: str) -> bool:
    """Whether an active dispatcher reaches an area; "" is the whole town."""
    return _dispatchers().filter(area_path__in=_from_the_top(area_path)).exists()


def areas_without_dispatcher() -> list[str]:
    """The largest areas in use that no active dispatcher reaches at all, by name; [""]: no
    dispatcher is there, and no area either. Two queries; n log n in the areas."""
    paths = set(_dispatchers().values_list("area_path", flat=True))
    if "" in paths:
        return []
    names = area_names(only_in_use=True)
    # An area of which a part has one is not told of as a whole, but by its other parts.
    partly = {above for path in paths for above in _from_the_top(path)}
    open_paths = sorted(names.keys() - partly)
    open_paths = [path for path in open_paths if paths.isdisjoint(_from_the_top(path))]
    largest: list[str] = []
    for path in open_paths:
        # What stands below an area follows it at once.
        if not (largest and path.startswith(largest[-1])):
            largest.append(path)
    return [names[path] for path in largest] if names else [""]


def unstaffed_leads() -> list[Organisation]:
    """Departments that lead a duty, but where nobody active is a handler or a supervisor."""
    ids = set(_lead_source[0]()) if _lead_source else set()
    grants = RoleGrant.objects.filter(
        role__in=[Role.HANDLER, Role.SUPERVISOR], user__is_active=True
    )
    staffed = set(grants.values_list("organisation_id", flat=True).distinct())
    if None in staffed:
        return []
    return list(Organisation.objects.filter(pk__in=ids - staffed).order_by("name", "code"))


def _dispatchers() -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(role=Role.DISPATCHER, user__is_active=True)


def _from_the_top(path: str) -> list[str]:
    """The paths of all that an area lies in, itself too: ``"a/b/"`` → ``["", "a/", "a/b/"]``."""
    return list(accumulate((f"{code}/" for code in path.split("/")[:-1]), initial=""))
