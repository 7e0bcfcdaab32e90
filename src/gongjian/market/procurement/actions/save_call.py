"""Writing a call: what is wanted, by which procedure, for how much, and how bids are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, StaleVersion
from gongjian.foundation.kernel.ids import new_number
from gongjian.foundation.people import interface as people
from gongjian.foundation.trail import interface as trail
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions.call_checks import require_sound
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.law_checks import keep_findings, said
from gongjian.market.procurement.models import Call, CallCriterion, CallInvitation
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.procedures import current_procedures
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls
from gongjian.market.procurement.selectors.legal_findings import condition_checks, find


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionDraft:
    """By what bids of a stage are judged; ``weight`` of 100."""

    kind: str
    title: str
    weight: int
    text: str = ""
    formula: str = ""
    stage_number: int = 1
    least: int = 0
    """Of quality: the least mean score, of 10, with which a bid can have a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDraft:
    """All that is written of a call before it is approved."""

    procedure_code: str
    title: str
    text: str
    buyer_id: UUID
    estimate_minor: int
    criteria: Sequence[CriterionDraft] = ()
    ceiling_minor: int | None = None
    currency: str = "CNY"
    area_id: UUID | None = None
    category_id: UUID | None = None
    initiative_ref: str = ""
    largest_size: str = ""
    direct_reason: str = ""
    proof_minor: int | None = None
    supply: str = ""
    """goods, works or services."""
    invited_ids: Sequence[UUID] = ()
    language: str = "en"

    def columns(self) -> Mapping[str, object]:
        names = (
            "text", "estimate_minor", "ceiling_minor", "currency", "area_id", "category_id",
            "initiative_ref", "largest_size", "supply", "proof_minor", "language", "buyer_id",
        )  # fmt: skip
        return {
            **{name: getattr(self, name) for name in names},
            "procedure_code": self.procedure_code,
            "title": self.title.strip(),
            "direct_reason": self.direct_reason.strip(),
        }


def draft_call(*, actor: Actor, draft: CallDraft, now: datetime) -> Call:
    """Write a call, which nobody sees but those who run and approve calls.

    Raises
    ------
    NotAllowed, HasInterest
        The actor runs no calls in that area, or has to do with a company that is invited.
    NotFound
        There is no such body, area or category.
    Invalid
    """
    area_path = _area_path(draft)
    if not policies.buys_in(actor, area_path):
        raise NotAllowed
    require_sound(draft)
    people.get_public_body(draft.buyer_id)
    with transaction.atomic():
        call = Call(
            **draft.columns(), number=new_number(), area_path=area_path, created_at=now,
            created_by=actor.reference, edited_by=actor.reference, updated_at=now,
        )  # fmt: skip
        call.procedure_version = _version(draft.procedure_code)
        call.version = 0
        call.save()
        _write_parts(call, draft, now)
        _write(call, actor, "call_drafted", None, now)
        if draft.initiative_ref:
            relation = trail.Relation.LED_TO
            trail.add_link(actor, draft.initiative_ref, relation, call.reference, now=now)
    return call


def edit_call(
    *, actor: Actor, call_id: UUID, draft: CallDraft, version: int, now: datetime
) -> Call:
    """Change a draft; it takes up the newest version of its procedure.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed, Invalid
    StaleVersion
        Somebody changed it since ``version``.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.EDIT, actor, call)
        if call.version != version:
            raise StaleVersion
        area_path = _area_path(draft)
        if not policies.buys_in(actor, area_path):
            raise NotAllowed
        require_sound(draft)
        people.get_public_body(draft.buyer_id)
        for name, value in draft.columns().items():
            setattr(call, name, value)
        call.procedure_version = _version(draft.procedure_code)
        call.area_path, call.edited_by = area_path, actor.reference
        _write_parts(call, draft, now)
        _write(call, actor, "call_edited", CallStep.EDIT, now)
    return call


def _write(call: Call, actor: Actor, name: str, step: CallStep | None, now: datetime) -> None:
    policies.require_impartial(actor, call)
    found = find(call, condition_checks(call), now=now)
    event = write_event(
        call, actor=actor, name=name, now=now, step=step, is_public=False,
        data={
            "procedure": call.procedure_code,
            "procedure_version": call.procedure_version,
            "estimate_minor": call.estimate_minor,
            "findings": said(found),
        },
    )  # fmt: skip
    keep_findings(event, found)


def _area_path(draft: CallDraft) -> str:
    if draft.category_id is not None:
        duties.get_category(draft.category_id)
    return duties.get_area(draft.area_id).path if draft.area_id else ""


def _version(code: str) -> int:
    return next(one.version for one in current_procedures() if one.code == code)


def _write_parts(call: Call, draft: CallDraft, now: datetime) -> None:
    """Criteria and invitations of a draft mean nothing yet: they are written anew."""
    call.criteria.all().delete()
    places: dict[int, int] = {}
    rows = []
    for one in draft.criteria:
        place = places[one.stage_number] = places.get(one.stage_number, 0) + 1
        rows.append(
            CallCriterion(
                call=call, stage_number=one.stage_number, place=place, kind=one.kind,
                title=one.title.strip(), text=one.text.strip(), weight=one.weight,
                formula=one.formula, least=one.least,
            )
        )  # fmt: skip
    CallCriterion.objects.bulk_create(rows)
    call.invitations.all().delete()
    if call.procedure.stage(1).is_invited:
        CallInvitation.objects.bulk_create(
            CallInvitation(call=call, company_id=key, stage_number=1, invited_at=now)
            for key in dict.fromkeys(draft.invited_ids)
        )
