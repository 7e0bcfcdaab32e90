"""What waits for a decision: requests for more time, appeals against hiding a case."""

from __future__ import annotations

from django.db.models import OuterRef, Q, Subquery

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.government.cases.models import Appeal, CaseEvent, Extension
from gongjian.government.cases.models.handling import Against, Decision
from gongjian.government.cases.selectors.queues import SHOWN


def extension_queue(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Extension]:
    """Requests for more time that this actor may decide, the oldest first."""
    grants = actor.grants_of(Role.SUPERVISOR, Role.DISPATCHER)
    if not grants:
        return Page([], "")
    reach = Q(pk__in=[])
    for grant in grants:
        here = Q(case__area_path__startswith=grant.area_path) if grant.area_path else Q()
        if grant.role == Role.SUPERVISOR:
            here &= Q(case__lead_department=grant.organisation_id)
        reach |= here & Q(decision=Decision.OPEN)
    rows = Extension.objects.filter(reach, decision=Decision.OPEN)
    # asked_by is not null here: a query that says so keeps nobody's own out and others' in.
    rows = rows.exclude(asked_by=actor.user_id, asked_by__isnull=False)
    shown = ("asked_by", *(f"case__{name}" for name in SHOWN))
    return keyset_page(
        rows.select_related("case", *shown), order=("asked_at", "id"), cursor=cursor, size=size
    )


def hiding_appeal_queue(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Appeal]:
    """Appeals against hiding a case that this actor may decide, the oldest first; not where they
    hid it themselves."""
    grants = actor.grants_of(Role.DISPATCHER, Role.ADMINISTRATOR)
    if not grants:
        return Page([], "")
    reach = Q(pk__in=[])
    for grant in grants:
        reach |= Q(case__area_path__startswith=grant.area_path)
    hidings = CaseEvent.objects.filter(case=OuterRef("case"), name="case_hidden").order_by("-id")
    rows = Appeal.objects.filter(reach, decision=Decision.OPEN, against=Against.HIDING)
    rows = rows.alias(hidden_by=Subquery(hidings.values("actor")[:1]))
    rows = rows.exclude(hidden_by=actor.reference)
    shown = [f"case__{name}" for name in SHOWN]
    return keyset_page(
        rows.select_related("case", *shown), order=("made_at", "id"), cursor=cursor, size=size
    )
