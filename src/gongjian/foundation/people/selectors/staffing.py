"""Who is missing: areas without a dispatcher, leading departments without anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import Organisation, RoleGrant
from gongjian.foundation.people.topics import area_names

_lead_source: list[Callable[[], Iterable[UUID]]] = []


def connect_leads(source: Callable[[], Iterable[UUID]]) -> None:
    """Install where the ids of leading departments are read; config/wiring.py calls this once."""
    _lead_source[:] = [source]


def has_dispatcher(area_path: str) -> bool:
    """Whether an active dispatcher reaches an area; "" is the whole town."""
    return any(area_path.startswith(path) for path in _dispatcher_paths())


def areas_without_dispatcher() -> list[str]:
    """The largest areas that no active dispatcher reaches at all, by name; [""]: no dispatcher is
    there, and no area either. Two queries."""
    paths = _dispatcher_paths()
    if "" in paths:
        return []
    names = area_names()
    # An area all of whose parts have one is covered too.
    open_paths = [path for path in names if not any(_meet(path, reached) for reached in paths)]
    largest = [p for p in open_paths if not any(q != p and p.startswith(q) for q in open_paths)]
    return [names[path] for path in largest] if names else [""]


def unstaffed_leads() -> list[Organisation]:
    """Departments that lead a duty, but where nobody active is a handler or a supervisor."""
    ids = set(_lead_source[0]()) if _lead_source else set()
    grants = RoleGrant.objects.filter(
        role__in=[Role.HANDLER, Role.SUPERVISOR], user__is_active=True
    )
    staffed = set(grants.values_list("organisation_id", flat=True))
    if None in staffed:
        return []
    return list(Organisation.objects.filter(pk__in=ids - staffed).order_by("name", "code"))


def _dispatcher_paths() -> set[str]:
    grants = RoleGrant.objects.filter(role=Role.DISPATCHER, user__is_active=True)
    return set(grants.values_list("area_path", flat=True))


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
