"""What people are called, for pages that name who acted."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from gongjian.foundation.people.models import User


def user_names(user_ids: Collection[UUID]) -> dict[UUID, str]:
    """Account → name, or the address where somebody gave no name; erased ones are left out."""
    if not user_ids:
        return {}
    rows = User.objects.filter(pk__in=user_ids, erased_at=None).values_list("id", "name", "email")
    return {pk: name or email for pk, name, email in rows}
