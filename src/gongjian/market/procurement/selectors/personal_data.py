"""What calls and companies hold of one person, as they may take it with them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.market.procurement.models import (
    AwardComplaint,
    BidScore,
    CallFollow,
    CallQuestion,
    CallTrustee,
    Contract,
    DeliveryTrial,
    InterestDeclaration,
)
from gongjian.market.procurement.selectors.companies import (
    invitations_to,
    own_companies,
    ownerships_of,
)


def export_person(*, actor: Actor, user_id: UUID) -> dict[str, Any]:
    """All of it, in values JSON can hold or times.

    Raises
    ------
    NotAllowed
        It is somebody else's.
    """
    if actor.user_id != user_id or actor.api_key_id is not None:
        raise NotAllowed
    questions = CallQuestion.objects.filter(asker=user_id).select_related("call")
    follows = CallFollow.objects.filter(user=user_id).select_related("call")
    trusted = CallTrustee.objects.filter(user=user_id).select_related("call")
    said = InterestDeclaration.objects.filter(evaluator__user=user_id)
    scores = BidScore.objects.filter(evaluator__user=user_id)
    complaints = AwardComplaint.objects.filter(maker=user_id).select_related("call")
    trials = DeliveryTrial.objects.filter(user=user_id).select_related(
        "delivery__milestone__contract"
    )
    return {
        "interests_declared": [
            {
                "call": one.evaluator.call.shown_number,
                "company": one.company.name,
                "has_interest": one.has_interest,
                "text": one.text,
                "at": one.at,
            }
            for one in said.select_related("evaluator__call", "company__organisation").order_by(
                "id"
            )
        ],
        "scores": [
            {
                "call": one.evaluator.call.shown_number,
                "company": one.company.name,
                "criterion": one.criterion.title,
                "score": one.score,
                "reason": one.reason,
                "at": one.scored_at,
            }
            for one in scores.select_related(
                "evaluator__call", "company__organisation", "criterion"
            ).order_by("id")
        ],
        "complaints": [
            {"call": one.call.shown_number, "text": one.text, "at": one.made_at}
            for one in complaints.order_by("id")
        ],
        "deliveries_to_try": [
            {
                "contract": one.delivery.milestone.contract.shown_number,
                "milestone": one.delivery.milestone.title,
                "asked_at": one.asked_at,
                "works": one.works,
                "words": one.words,
                "answered_at": one.answered_at,
            }
            for one in trials.order_by("id")
        ],
        "contracts_accepted_for": [
            one.shown_number
            for one in Contract.objects.filter(Q(owner=user_id) | Q(acceptor=user_id)).order_by(
                "id"
            )
        ],
        "companies": [{"code": one.code, "name": one.name} for one in own_companies(actor)],
        "company_invitations": [
            {"company": one.company.name, "state": one.state, "invited_at": one.invited_at}
            for one in invitations_to(actor)
        ],
        "named_as_owner_by": [
            {
                "company": one.company.name,
                "share_bp": one.share_bp,
                "since": one.since,
                "is_confirmed": one.confirmed_at is not None,
            }
            for one in ownerships_of(actor)
        ],
        "questions": [
            {
                "call": one.call.shown_number,
                "number": one.number,
                "text": one.text,
                "asked_at": one.asked_at,
            }
            for one in questions.order_by("id")
        ],
        "follows": [
            {"call": one.call.shown_number, "at": one.at} for one in follows.order_by("id")
        ],
        "trustee_of": [
            {"call": one.call.shown_number, "key_given_at": one.key_given_at}
            for one in trusted.order_by("id")
        ],
    }
