"""Public bodies, by id and for choosing."""

from __future__ import annotations

from uuid import UUID

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.people.models import Organisation, OrganisationKind


def get_public_body(organisation_id: UUID) -> Organisation:
    """A public body that is still active; NotFound for any other id."""
    found = Organisation.objects.filter(
        pk=organisation_id, kind=OrganisationKind.PUBLIC_BODY, is_active=True
    ).first()
    if found is None:
        raise NotFound
    return found


def public_bodies() -> list[Organisation]:
    """Every active public body, by name; a town has some hundreds."""
    return list(
        Organisation.objects.filter(kind=OrganisationKind.PUBLIC_BODY, is_active=True).order_by(
            "name", "code"
        )
    )
