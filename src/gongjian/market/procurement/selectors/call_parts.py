"""What belongs to a call: criteria, history, documents, questions, amendments."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.market.procurement.models import (
    Call,
    CallAmendment,
    CallCriterion,
    CallDocument,
    CallEvent,
    CallFollow,
    CallInvitation,
    CallQuestion,
    CallTrustee,
    DocumentContent,
)
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.procedures import Stage
from gongjian.market.procurement.rules.states import DECIDED_STATES
from gongjian.market.procurement.selectors import calls


@dataclass(frozen=True, slots=True)
class StageCriteria:
    """A stage and by what its bids are judged."""

    number: int
    stage: Stage
    criteria: list[CallCriterion]


def criteria_by_stage(call: Call) -> list[StageCriteria]:
    rows = list(call.criteria.all())
    return [
        StageCriteria(number, stage, [one for one in rows if one.stage_number == number])
        for number, stage in enumerate(call.procedure.stages, start=1)
    ]


def timeline(actor: Actor, call: Call) -> list[CallEvent]:
    """What has happened, the oldest first; what was before it was public only for its staff."""
    rows = CallEvent.objects.filter(call=call).order_by("id")
    if not sees_all(actor, call):
        rows = rows.filter(is_public=True)
    return list(rows)


def sees_all(actor: Actor, call: Call) -> bool:
    """Whether somebody works on a call, or watches those who do."""
    return actor.reaches(call.area_path, *policies.SEEING) or policies.is_approver(actor, call)


def documents_of(call: Call) -> list[tuple[CallDocument, bool]]:
    """Documents, each with whether a newer one replaces it."""
    rows = list(call.documents.order_by("id"))
    old = {one.replaces_id for one in rows}
    return [(one, one.pk in old) for one in rows]


def get_document(*, actor: Actor, number: str, document_id: UUID) -> tuple[CallDocument, bytes]:
    """A document and its bytes; NotFound where its call is hidden from this actor."""
    call = calls.get_call(actor=actor, number=number)
    stored = DocumentContent.objects.filter(document=document_id, document__call=call)
    found = stored.select_related("document").first()
    if found is None:
        raise NotFound
    return found.document, bytes(found.content)


def questions_of(call: Call) -> list[CallQuestion]:
    return list(call.questions.select_related("company__organisation").order_by("number"))


def shows_askers(call: Call) -> bool:
    """Whether everybody may know who asked what: once nobody can bid any more, nor win."""
    return call.state in {state.value for state in DECIDED_STATES}


def amendments_of(call: Call) -> list[CallAmendment]:
    return list(call.amendments.order_by("number"))


def trustees_of(call: Call) -> list[CallTrustee]:
    return list(call.trustees.select_related("body", "user").order_by("place"))


def invitations_of(call: Call) -> list[CallInvitation]:
    rows = call.invitations.select_related("company__organisation")
    return list(rows.order_by("stage_number", "id"))


def is_following(actor: Actor, call: Call) -> bool:
    return actor.user_id is not None and (
        CallFollow.objects.filter(call=call, user=actor.user_id).exists()
    )


def get_question(call: Call, number: int) -> CallQuestion:
    """A question of a call by its number; NotFound where there is none."""
    found = call.questions.filter(number=number).first()
    if found is None:
        raise NotFound
    return found
