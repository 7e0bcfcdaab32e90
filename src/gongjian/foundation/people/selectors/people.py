"""Accounts and what they hold, for administrators and for their owners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.functional import Promise

from gongjian.foundation.kernel.actor import STAFF_ROLES, Actor, Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.people import policies, topics
from gongjian.foundation.people.models import ApiKey, Organisation, RoleGrant, User
from gongjian.foundation.people.role_names import role_name


@dataclass(frozen=True, slots=True)
class DemoPart:
    """What a demo account can try just now, and on which page: apps above know."""

    user_id: UUID
    does: str
    path: str


_part_source: list[Callable[[], Sequence[DemoPart]]] = []
_GRANTS = Prefetch(
    "grants", RoleGrant.objects.select_related("organisation").order_by("role", "pk")
)


def list_people(
    *, actor: Actor, query: str = "", role: str = "", cursor: str = "", size: int = 25
) -> Page[User]:
    """Accounts by e-mail address, with their grants; for administrators.

    Parameters
    ----------
    query : str
        Beginning of an address or of a name.
    role : str
        A role, or "staff" for anybody who has one.
    """
    policies.require_administrator(actor)
    people = User.objects.filter(erased_at=None).prefetch_related(_GRANTS)
    query = query.strip()
    if query:
        people = people.filter(Q(email__startswith=query.lower()) | Q(name__startswith=query))
    if role:
        roles = [r.value for r in STAFF_ROLES] if role == "staff" else [role]
        people = people.filter(
            Exists(RoleGrant.objects.filter(user=OuterRef("pk"), role__in=roles))
        )
    return keyset_page(people, order=("email", "id"), cursor=cursor, size=size)


def get_person(*, actor: Actor, user_id: UUID) -> User:
    """One account with its grants, for administrators; NotFound where it was erased."""
    policies.require_administrator(actor)
    found = User.objects.filter(pk=user_id, erased_at=None).prefetch_related(_GRANTS).first()
    if found is None:
        raise NotFound
    return found


def own_account(actor: Actor) -> User:
    """The account of whoever asks, with its grants."""
    return User.objects.prefetch_related(_GRANTS).get(pk=policies.require_account(actor))


def roles_in_words(user: User) -> list[tuple[str | Promise, Organisation | None, str]]:
    """(role, organisation, area) of each of somebody's grants, to be shown."""
    areas = topics.area_names()
    return [
        (role_name(Role(grant.role)), grant.organisation, areas.get(grant.area_path, ""))
        for grant in user.grants.all()
    ]


def own_keys(actor: Actor) -> Sequence[ApiKey]:
    """The keys of whoever asks, those that work first."""
    keys = ApiKey.objects.filter(user_id=policies.require_account(actor))
    return sorted(keys, key=lambda key: (key.revoked_at is not None, -key.created_at.timestamp()))


def list_keys(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[ApiKey]:
    """The keys of whoever asks, the newest first, those that no longer work among them."""
    keys = ApiKey.objects.filter(user_id=policies.require_account(actor))
    return keyset_page(keys, order=("-created_at", "-id"), cursor=cursor, size=size)


def own_key(*, actor: Actor, key_id: UUID) -> ApiKey:
    """A key of whoever asks; NotFound for anybody else's."""
    found = ApiKey.objects.filter(pk=key_id, user_id=policies.require_account(actor)).first()
    if found is None:
        raise NotFound
    return found


def demo_people() -> list[tuple[Role, list[User]]]:
    """The demo's accounts by their first role; none outside the demo."""
    if not settings.DEMO:
        return []
    people = User.objects.filter(is_demo=True, is_active=True).prefetch_related(_GRANTS)
    groups: dict[Role, list[User]] = {}
    for person in people.order_by("name", "pk"):
        held = [Role(grant.role) for grant in person.grants.all()] or [Role.RESIDENT]
        groups.setdefault(held[0], []).append(person)
    return [(role, groups[role]) for role in Role if role in groups]


def connect_demo_parts(source: Callable[[], Sequence[DemoPart]]) -> None:
    """Install where parts of the demo are read; config/wiring.py calls this once."""
    _part_source[:] = [source]


def demo_parts() -> list[tuple[User, DemoPart]]:
    """Parts to play in the demo, each with whoever plays it; none outside the demo."""
    if not settings.DEMO:
        return []
    parts = [part for source in _part_source for part in source()]
    rows = User.objects.filter(is_demo=True, is_active=True).prefetch_related(_GRANTS)
    people = rows.in_bulk([part.user_id for part in parts])
    return [(people[part.user_id], part) for part in parts if part.user_id in people]


def demo_person(user_id: UUID) -> User:
    """A demo account to sign in as; NotFound for any other, and outside the demo."""
    found = None
    if settings.DEMO:
        found = User.objects.filter(pk=user_id, is_demo=True, is_active=True).first()
    if found is None:
        raise NotFound
    return found
