"""Rating: was it solved, was the requester satisfied, and why not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import UUIDField
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.close_case import close_locked
from gongjian.government.cases.actions.reopen_case import can_reopen_at, reopen_locked
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.models import CaseAnswer, CaseRating
from gongjian.government.cases.selectors import cases

_LAST_ANSWER: Prepared[CaseAnswer] = Prepared(
    lambda case: CaseAnswer.objects.filter(case=case).order_by("-answered_at", "-id")[:1],
    UUIDField(),
)
_RATED: Prepared[tuple[UUID]] = Prepared(
    lambda answer: CaseRating.objects.filter(answer=answer).values_list("pk"), UUIDField()
)


def rate_case(
    *,
    actor: Actor,
    case_id: UUID,
    is_solved: bool,
    satisfaction: int,
    now: datetime,
    reason: str = "",
    wants_reopen: bool | None = None,
    wants_close: bool = False,
    version: int | None = None,
) -> CaseRating:
    """Rate the last answer, once. Unsolved reopens the case while its time for that runs,
    unless ``wants_reopen`` is False; True insists, and fails where it cannot be. Solved closes an
    answered case where ``wants_close`` says so.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Conflict
        This answer was rated already.
    TooLate
        ``wants_reopen`` is True and the time for it has ended.
    Invalid
        Satisfaction is not 1 to 5, or the reason is too long.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.RATE, actor, case)
        if not 1 <= satisfaction <= 5:
            raise Invalid(fields={"satisfaction": [_("Choose between 1 and 5.")]})
        reason = text_of("reason", reason, may_be_empty=True)
        answer = _LAST_ANSWER.rows(case.pk)[0]
        if _RATED.first(answer.pk) is not None:
            raise Conflict(_("You have rated this answer already. Thank you."))
        rating = CaseRating(
            case=case,
            answer=answer,
            is_solved=is_solved,
            satisfaction=satisfaction,
            reason=reason,
            rated_at=now,
        )
        insert_rows([rating])
        case.is_solved, case.satisfaction, case.rated_at = is_solved, satisfaction, now
        write_event(
            case,
            actor=actor,
            name="case_rated",
            step=rules.Step.RATE,
            now=now,
            text=reason,
            data={
                "answer": str(answer.pk),
                "is_solved": is_solved,
                "satisfaction": satisfaction,
            },
        )
        wants = wants_reopen if wants_reopen is not None else can_reopen_at(case, now)
        if not is_solved and wants:
            reopen_locked(case, actor=actor, reason=reason, now=now)
        if is_solved and wants_close and case.state == rules.CaseState.ANSWERED:
            close_locked(case, actor=actor, now=now)
    return rating
