"""Supporting: "me too", once a person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import policies, rules
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.selectors import cases
from gongjian.government.triage import interface as triage


def support_case(
    *,
    actor: Actor,
    case_id: UUID,
    now: datetime,
    visitor: str = "",
    wants_notices: bool = False,
) -> bool:
    """Say "me too" to a public case; True where it was new, False where it was said before.

    No event row: ten thousand supporters would bury what was done about the case, and would make
    its handler's form stale ten thousand times. The row of Support and the ledger's entry are the
    history.

    Parameters
    ----------
    visitor : str
        Digest of the session of somebody who is not signed in.

    Raises
    ------
    NotFound, NotAllowed, TransitionNotAllowed
        As for every step; nobody supports their own case.
    Invalid
        Neither an account nor a visitor.
    """
    if actor.user_id is None and not visitor:
        raise Invalid(_("This needs cookies or an account, so that it counts once."))
    with transaction.atomic():
        case = cases.get_visible(actor=actor, case_id=case_id)
        policies.require(rules.Step.SUPPORT, actor, case)
        support = Support(
            case=case,
            user_id=actor.user_id,
            visitor="" if actor.user_id else visitor[:64],
            wants_notices=wants_notices and actor.user_id is not None,
            at=now,
        )
        return count_once(support, actor=actor, now=now)


def count_once(support: Support, *, actor: Actor, now: datetime) -> bool:
    """Write a support and count it; False where this person's was written before."""
    # The database says which of two at once was first.
    Support.objects.bulk_create([support], ignore_conflicts=True)
    is_new = Support.objects.filter(pk=support.pk).exists()
    if is_new:
        Case.objects.filter(pk=support.case_id).update(support_count=F("support_count") + 1)
        triage.mark_stale(case_ids=[support.case_id])
        ledger.record(actor, "case_supported", f"case:{support.case_id}", now=now)
    return is_new
