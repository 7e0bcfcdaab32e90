"""Public bodies and companies."""

from __future__ import annotations

import re
from uuid import UUID

from django.core.cache import caches
from django.db.models import Q, QuerySet, UUIDField

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.form_fields import Options
from gongjian.foundation.kernel.kept import Kept
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.foundation.people import policies
from gongjian.foundation.people.models import Organisation, OrganisationKind, RoleGrant

SHORTEST_NUMBER = 7
NUMBERS_KEPT_SECONDS = 60
_NUMBERS = "people:public_numbers"
_PUBLIC_BODY: Prepared[Organisation] = Prepared(
    lambda key: Organisation.objects.filter(
        pk=key, kind=OrganisationKind.PUBLIC_BODY, is_active=True
    ),
    UUIDField(),
)


def list_organisations(
    *, actor: Actor, query: str = "", kind: str = "", cursor: str = "", size: int = 25
) -> Page[Organisation]:
    """Organisations by name, for administrators; ``query`` begins a name or is a code."""
    policies.require_administrator(actor)
    found = Organisation.objects.select_related("parent")
    if query.strip():
        found = found.filter(Q(name__startswith=query.strip()) | Q(code__iexact=query.strip()))
    if kind:
        found = found.filter(kind=kind)
    return keyset_page(found, order=("name", "id"), cursor=cursor, size=size)


def get_organisation(organisation_id: UUID) -> Organisation:
    """One organisation; they are public."""
    found = Organisation.objects.select_related("parent").filter(pk=organisation_id).first()
    if found is None:
        raise NotFound
    return found


def get_public_body(organisation_id: UUID) -> Organisation:
    """A public body that is still active; NotFound for any other id."""
    found = _PUBLIC_BODY.first(organisation_id)
    if found is None:
        raise NotFound
    return found


def public_bodies() -> list[Organisation]:
    """Every active public body, by name; a town has some hundreds."""
    return list(_public_bodies().order_by("name", "code"))


def line_of(organisation_id: UUID) -> set[UUID]:
    """An organisation, those above it and those below it: who may tell it what to do, and whom it
    may tell. One query a level."""
    line, above = {organisation_id}, {organisation_id}
    while above:
        parents = Organisation.objects.filter(pk__in=above).values_list("parent", flat=True)
        above = {parent for parent in parents if parent} - line
        line |= above
    below = {organisation_id}
    while below:
        children = Organisation.objects.filter(parent__in=below)
        below = set(children.values_list("pk", flat=True)) - line
        line |= below
    return line


def body_options(*, afresh: bool = False) -> Options:
    """Active public bodies for a form to offer, kept a minute; ``afresh`` reads them again."""
    if afresh:
        _offered.forget()
    return _offered.get()


def forget_bodies() -> None:
    """Make this process read them again, now and once more when the transaction is done."""
    _offered.forget()


def list_public_bodies(*, cursor: str = "", size: int = 25) -> Page[Organisation]:
    """The same page by page."""
    return keyset_page(_public_bodies(), order=("name", "id"), cursor=cursor, size=size)


def _public_bodies() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=OrganisationKind.PUBLIC_BODY, is_active=True)


_offered = Kept("bodies", lambda: Options([(str(one.pk), one.name) for one in public_bodies()]))


def is_public_number(digits: str) -> bool:
    """Whether these are the digits of a public body's telephone, with its area code or without."""
    known = caches["process"].get(_NUMBERS)
    if known is None:
        written = Organisation.objects.filter(kind=OrganisationKind.PUBLIC_BODY).exclude(phone="")
        known = frozenset(
            number
            for phone in written.values_list("phone", flat=True)
            for number in (_digits(phone), _digits(re.split(r"[-)）]", phone)[-1]))
            if len(number) >= SHORTEST_NUMBER
        )
        caches["process"].set(_NUMBERS, known, NUMBERS_KEPT_SECONDS)
    return digits in known


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def is_area_named(path: str) -> bool:
    """Whether a role or an organisation reaches an area or what stands below it."""
    return any(
        model.objects.filter(area_path__startswith=path).exists()
        for model in (RoleGrant, Organisation)
    )


def organisation_choices() -> list[tuple[str, str]]:
    """(id, name) of every active organisation, public bodies first."""
    active = Organisation.objects.filter(is_active=True).order_by("-kind", "name", "id")
    return [(str(pk), name) for pk, name in active.values_list("pk", "name")]
