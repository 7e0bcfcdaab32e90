"""Telling evaluators, bidders and those who judge complaints what there is for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import format_lazy

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people import interface as people
from gongjian.market.procurement import award_notices as texts
from gongjian.market.procurement.actions.intend_award import begin_standstill
from gongjian.market.procurement.models import (
    AwardComplaint,
    AwardLetter,
    CallEvent,
    Evaluator,
    PartChoice,
    Ranking,
)
from gongjian.market.procurement.rules.evaluation import IN_OFFICE, Ground

NAMES = (
    "evaluator_appointed", "evaluation_begun", "award_intended", "call_declared_unsuccessful",
    "call_awarded", "call_stage_opened", "complaint_made", "complaint_decided", "bid_part_shut",
    "bid_part_opened_late", "bid_excluded", "exclusion_lifted", "exclusion_proposed",
    "exclusion_refused", "explanation_asked", "proof_accepted", "proof_refused", "proof_paid",
)  # fmt: skip
OF_BIDDERS = {
    "award_intended": (texts.RANKED, texts.RANKED_BODY),
    "call_declared_unsuccessful": (texts.UNSUCCESSFUL, texts.UNSUCCESSFUL_BODY),
    "call_awarded": (texts.AWARDED, texts.AWARDED_BODY),
    "call_stage_opened": (texts.STAGE_JUDGED, texts.STAGE_JUDGED_BODY),
}
OF_ONE_BIDDER = {
    "bid_excluded": (texts.EXCLUDED, texts.EXCLUDED_BODY),
    "exclusion_lifted": (texts.LIFTED, texts.LIFTED_BODY),
    "exclusion_proposed": (texts.PROPOSED, texts.PROPOSED_BODY),
    "exclusion_refused": (texts.REFUSED, texts.REFUSED_BODY),
    "explanation_asked": (texts.ASKED, texts.ASKED_BODY),
    "proof_accepted": (texts.PROOF_ACCEPTED, texts.PROOF_ACCEPTED_BODY),
    "proof_refused": (texts.PROOF_REFUSED, texts.PROOF_REFUSED_BODY),
    "proof_paid": (texts.PROOF_PAID, texts.PROOF_PAID_BODY),
    "bid_part_shut": (texts.SHUT, texts.SHUT_BODY),
    "bid_part_opened_late": (texts.OPENED, texts.OPENED_BODY),
}
OF_EVALUATORS = {
    "evaluator_appointed": (texts.APPOINTED, texts.APPOINTED_BODY),
    "evaluation_begun": (texts.BEGUN, texts.BEGUN_BODY),
}


def tell_bidders(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Write the notices of these events, and let the standstill run once the letters are written; a
    second time, nothing happens."""
    events = CallEvent.objects.filter(pk__in=event_ids, name__in=NAMES)
    for event in events.select_related("call").order_by("id"):
        drafts = [one for one in _drafts(event) if one.users]
        if drafts:
            people.notify(drafts=drafts, now=now)
        if event.name == "award_intended":
            begin_standstill(call_id=event.call_id, now=now)


def _drafts(event: CallEvent) -> Iterable[people.NoticeDraft]:
    if event.name in OF_EVALUATORS:
        words = OF_EVALUATORS[event.name]
        page = reverse("score_sheet", args=[event.call.number])
        users = _evaluators(event)
        yield _draft(event, words, texts.JUDGING, texts.YOU_JUDGE, page, users)
    elif event.name in OF_BIDDERS:
        words = OF_BIDDERS[event.name]
        for company_id in _bidders(event):
            page = reverse("award_letter", args=[event.call.number, company_id])
            users = _members(company_id)
            yield _draft(event, words, texts.BIDS, texts.YOU_BID, page, users)
    elif event.name in OF_ONE_BIDDER:
        page = _page_of(event)
        users, words = _members(UUID(event.data["company"])), OF_ONE_BIDDER[event.name]
        if event.name == "bid_part_shut" and event.data["part"] == PartChoice.SECRET:
            words = (texts.SECRET_SHUT, texts.SECRET_SHUT_BODY)
        yield _draft(event, words, texts.BIDS, texts.YOU_BID, page, users)
    else:
        page = reverse("make_complaint", args=[event.call.number])
        if event.name == "complaint_made":
            words, users = (texts.COMPLAINED, texts.COMPLAINED_BODY), _judges(event)
            yield _draft(event, words, texts.COMPLAINTS, texts.YOU_DECIDE, page, users)
        else:
            words = (texts.DECIDED, texts.DECIDED_BODY)
            number = event.data.get("complaint")
            complaint = AwardComplaint.objects.get(call=event.call_id, number=number)
            users = _members(complaint.company_id)
            yield _draft(event, words, texts.BIDS, texts.YOU_BID, page, users)


def _page_of(event: CallEvent) -> str:
    number = event.call.number
    if event.name == "explanation_asked":
        return reverse("explain_price", args=[number, event.data["company"]])
    if event.name.startswith("proof_"):
        return reverse("call_proofs", args=[number])
    return reverse("call_opening" if event.name.startswith("bid_part") else "call", args=[number])


def _draft(
    event: CallEvent,
    words: tuple[Any, Any],
    topic: people.Topic,
    reason: Any,
    page: str,
    users: Sequence[people.User],
) -> people.NoticeDraft:
    return people.NoticeDraft(
        event=f"award:{event.pk}",
        topic=topic.code,
        reason=reason,
        subject=format_lazy(words[0], title=event.call.title),
        body=words[1],
        path=page,
        users=[user for user in users if f"user:{user.pk}" != event.actor],
    )


def _evaluators(event: CallEvent) -> list[people.User]:
    rows = Evaluator.objects.filter(
        call=event.call_id, stage_number=event.stage_number, state__in=IN_OFFICE
    ).select_related("user")
    code = event.data.get("evaluator")
    return [one.user for one in rows if one.user and code in {None, one.code}]


def _bidders(event: CallEvent) -> list[UUID]:
    """Companies that were told of the last ranking up to an event."""
    ranking = Ranking.objects.filter(call=event.call_id, ranked_at__lte=event.at).last()
    rows = AwardLetter.objects.filter(ranking=ranking) if ranking else AwardLetter.objects.none()
    return list(rows.values_list("company", flat=True))


def _members(company_id: UUID) -> list[people.User]:
    return people.users_with_role(Role.COMPANY_MEMBER, organisation_id=company_id)


def _judges(event: CallEvent) -> list[people.User]:
    """As `policies.calls.is_judge`."""
    call = event.call
    supervisors = people.users_with_role(
        Role.SUPERVISOR, organisation_id=call.buyer_id, area_path=call.area_path
    )
    buyers = people.users_with_role(
        Role.PRODUCT_MANAGER, area_path=call.area_path, in_any_organisation=True
    )
    judged = set(Evaluator.objects.filter(call=call).values_list("user", flat=True))
    decided = set(call.awards.values_list("intended_by", flat=True))
    for pair in call.exclusions.exclude(ground=Ground.UPHELD).values_list("by", "decided_by"):
        decided |= set(pair)
    found = {user.pk: user for user in [*supervisors, *buyers]}
    return [
        user
        for user in found.values()
        if user.pk not in judged and f"user:{user.pk}" not in decided
    ]
