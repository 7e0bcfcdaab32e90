"""Erasing a person from calls and companies: docs/reference/procurement.md says what stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.models import (
    Call,
    CallAmendment,
    CallEvent,
    CallFollow,
    CallQuestion,
    CallTrustee,
    Company,
    CompanyOwner,
    Debarment,
)

ERASED_ACTOR = "erased"
ACTORS = (
    (Call, "created_by"), (Call, "edited_by"), (Call, "approved_by"), (CallEvent, "actor"),
    (CallAmendment, "made_by"), (CallQuestion, "answered_by"), (Company, "registered_by"),
    (Company, "confirmed_by"), (CompanyOwner, "declared_by"), (Debarment, "decided_by"),
    (Debarment, "lifted_by"),
)  # fmt: skip


def erase_person(*, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Take an account's holder out of what they asked, followed and did.

    What companies asked stays, for others bid by it; the account's name is masked in it. A company
    stays a company. Who approved is gone from the row, not that somebody else did.

    Raises
    ------
    NotAllowed
        It is neither the person nor a job of the town's own.
    """
    people.require_may_erase(actor, user_id)
    with transaction.atomic():
        user = people.User.objects.get(pk=user_id)
        CallFollow.objects.filter(user=user).delete()
        for question in CallQuestion.objects.filter(asker=user).select_for_update():
            question.asker = None
            question.text = cases.mask(question.text, [user.name])
            question.save(update_fields=["asker", "text"])
        CallTrustee.objects.filter(user=user).update(user=None)
        for model, column in ACTORS:
            rows = model._default_manager.filter(**{column: f"user:{user.pk}"})
            rows.update(**{column: ERASED_ACTOR})
