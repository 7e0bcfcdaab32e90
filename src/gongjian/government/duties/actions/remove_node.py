"""Taking back an area or a category that nothing refers to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import policies
from gongjian.government.duties.errors import NodeReferredTo
from gongjian.government.duties.models import Area
from gongjian.government.duties.selectors.areas import forget_areas
from gongjian.government.duties.selectors.calendars import forget_calendars
from gongjian.government.duties.selectors.categories import forget_categories
from gongjian.government.duties.selectors.nodes import N, get_subtree_locked, is_referred_to


def remove_node(*, actor: Actor, tree: type[N], node_id: UUID, now: datetime) -> int:
    """Delete a node with all that stands below it; returns how many that were.

    Raises
    ------
    NotFound
        There is no such node.
    NotAllowed
        The actor is not an administrator of the town.
    NodeReferredTo
        A case, a duty, a role or anything else names one of them.
    """
    with transaction.atomic():
        policies.require_can_edit_town(actor)
        gone = get_subtree_locked(tree, node_id, for_removal=True)
        if is_referred_to(tree, gone):
            raise NodeReferredTo
        act = "area_removed" if tree is Area else "category_removed"
        subjects = [(reference_of(one), {"code": one.code}) for one in gone]
        ledger.record_many(actor, act, subjects, now=now)
        # Children first: a parent is protected while one stands below it.
        for level in sorted({one.level for one in gone}, reverse=True):
            tree.objects.filter(pk__in=[one.pk for one in gone if one.level == level]).delete()
        if tree is Area:
            forget_areas()
            forget_calendars()
        else:
            forget_categories()
    return len(gone)
