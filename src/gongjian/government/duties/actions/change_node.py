"""Another name for an area or a category, and whether it is in use."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, StaleVersion
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import policies
from gongjian.government.duties.models import Area
from gongjian.government.duties.selectors.areas import forget_areas
from gongjian.government.duties.selectors.categories import forget_categories
from gongjian.government.duties.selectors.nodes import N, get_subtree_locked

MAX_NAME = 80


def change_node(
    *,
    actor: Actor,
    tree: type[N],
    node_id: UUID,
    name: str | None = None,
    is_active: bool | None = None,
    seen_name: str | None = None,
    seen_is_active: bool | None = None,
    now: datetime,
) -> N:
    """Change what is given. Out of use goes all that stands below too, and back into use likewise;
    cases and duties keep what they name.

    Parameters
    ----------
    name, is_active : optional
        What is to hold from now on; None: as it is.
    seen_name, seen_is_active : optional
        What held as the actor looked. Where another change came between, this one is not written
        over it.

    Raises
    ------
    NotFound
        There is no such node.
    NotAllowed
        The actor is not an administrator of the town.
    StaleVersion
        Somebody else changed it since it was seen, to something else than is asked for.
    Invalid
        The name is empty or too long, or what stands above is out of use.
    """
    with transaction.atomic():
        policies.require_can_edit_town(actor)
        node, *below = get_subtree_locked(tree, node_id)
        data: dict[str, object] = {"code": node.code}
        if name is not None and name.strip() != node.name:
            if seen_name not in (None, node.name):
                raise StaleVersion
            data["name"] = node.name = _checked(name)
            node.save(update_fields=["name"])
        if is_active is not None and is_active != node.is_active:
            if seen_is_active not in (None, node.is_active):
                raise StaleVersion
            if is_active and node.parent is not None and not node.parent.is_active:
                words = _("What stands above it is out of use: take that into use first.")
                raise Invalid(fields={"is_active": [words]})
            data["is_active"] = node.is_active = is_active
            ids = [node.pk, *(one.pk for one in below)]
            tree.objects.filter(pk__in=ids).update(is_active=is_active)
        if len(data) > 1:
            act = "area_changed" if tree is Area else "category_changed"
            ledger.record(actor, act, reference_of(node), now=now, data=data)
            forget_areas() if tree is Area else forget_categories()
    return node


def _checked(name: str) -> str:
    name = name.strip()
    if not 0 < len(name) <= MAX_NAME or "\x00" in name:
        raise Invalid(fields={"name": [_("A name of 1 to 80 characters is needed.")]})
    return name
