"""Opening a call: from here on it is public, and how bids are judged is fixed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import GongjianError, Invalid
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.call_checks import require_complete
from gongjian.market.procurement.actions.call_events import write_event
from gongjian.market.procurement.actions.freeze_context import freeze_context
from gongjian.market.procurement.actions.law_checks import keep_findings, require_met, said
from gongjian.market.procurement.actions.trustee_checks import require_trustees
from gongjian.market.procurement.actions.write_letters import write_stage_letters
from gongjian.market.procurement.bid_errors import NoTrustees
from gongjian.market.procurement.errors import StageNotJudged
from gongjian.market.procurement.models import Call, CallInvitation
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import calls, evaluations
from gongjian.market.procurement.selectors.call_parts import trustees_of
from gongjian.market.procurement.selectors.evaluation_files import ranked_companies, ranking_of
from gongjian.market.procurement.selectors.judged_bids import judged_bids
from gongjian.market.procurement.selectors.legal_findings import find, opening_checks
from gongjian.market.procurement.selectors.taking_part import require_may_take_part
from gongjian.methods.bid_envelopes import Context

Choice = tuple[UUID, str]
"""A company, and why it was chosen."""


def open_call(*, actor: Actor, call_id: UUID, closes_at: datetime, now: datetime) -> Call:
    """Open an approved call until a moment.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    Invalid
        Weights do not add up, keys are missing, an invited company may not take part.
    LawNotMet
        The value is too high for the procedure, the time too short, or there are too few trustees.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.OPEN, actor, call)
        require_complete(call)
        _require_keys(call)
        call.closes_at = closes_at
        _require_invited(call, now)
        return _open(call, actor, "call_opened", CallStep.OPEN, now)


def open_next_stage(
    *,
    actor: Actor,
    call_id: UUID,
    invited: Sequence[Choice],
    left_out: Sequence[Choice] = (),
    closes_at: datetime,
    now: datetime,
) -> Call:
    """Open the next stage for companies that have a place in the ranking of this one, each with its
    reason, as each that has one and is left out. All who took part get a letter.

    Raises
    ------
    NotFound, NotAllowed, CallTransitionNotAllowed
    StageNotJudged
        Somebody who judges has not locked their scores, or nothing is ranked.
    Invalid
        This was the last stage, nobody was chosen, a company has no place, one with a place is left
        out without a reason, or one may not take part.
    LawNotMet
        The time is too short.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        policies.require(CallStep.NEXT_STAGE, actor, call)
        if call.procedure.is_last(call.stage_number):
            raise Invalid(_("The procedure has no other stage."))
        ranking = ranking_of(call)
        if ranking is None or not evaluations.is_complete(call):
            raise StageNotJudged
        chosen, others = _reasoned(invited), _reasoned(left_out)
        _require_chosen(set(ranked_companies(ranking)), chosen, others)
        write_stage_letters(ranking, judged_bids(call), chosen, others, now)
        call.stage_number += 1
        call.closes_at, call.closed_at = closes_at, None
        CallInvitation.objects.bulk_create(
            CallInvitation(
                call=call, company_id=key, stage_number=call.stage_number,
                reason=reason, invited_at=now,
            )
            for key, reason in chosen.items()
        )  # fmt: skip
        _require_invited(call, now)
        return _open(call, actor, "call_stage_opened", CallStep.NEXT_STAGE, now)


def _reasoned(choices: Sequence[Choice]) -> dict[UUID, str]:
    return {key: cases.mask(reason.strip(), []) for key, reason in choices if reason.strip()}


def _require_chosen(suitable: set[UUID], chosen: dict[UUID, str], others: dict[UUID, str]) -> None:
    """Everybody with a place is invited or left out, with a reason, and nobody else."""
    if not chosen or not chosen.keys() <= suitable:
        words = _("Choose companies that have a place in this stage’s ranking, each with a reason.")
        raise Invalid(fields={"invited": [words]})
    if others.keys() != suitable - chosen.keys():
        words = _("Say of each company with a place that is not invited, and of no other, why.")
        raise Invalid(fields={"left_out": [words]})


def _open(call: Call, actor: Actor, name: str, step: CallStep, now: datetime) -> Call:
    closes_at = call.closes_at
    if closes_at is None or closes_at <= now:
        raise Invalid(fields={"closes_at": [_("The deadline has to be in the future.")]})
    found = find(call, opening_checks(call, closes_at, now), now=now)
    require_met(found)
    context = _frozen(call, now)
    call.opened_at = call.opened_at or now
    call.stage_opened_at = now
    event = write_event(
        call, actor=actor, name=name, now=now, step=step,
        data={
            "closes_at": closes_at.isoformat(),
            "stage": call.stage_number,
            "threshold": context.threshold,
            "trustee_keys": [str(key) for _body, key in context.trustees],
            "context_sha256": context.digest().hex(),
            "criteria": [
                [one.stage_number, one.place, one.kind, one.weight, one.formula]
                for one in call.criteria.all()
            ],
            "findings": said(found),
        },
    )  # fmt: skip
    keep_findings(event, found)
    return call


def _require_keys(call: Call) -> None:
    trustees = trustees_of(call)
    # They may have left their bodies, or come to the buyer, since they were approved.
    require_trustees(call, trustees, call.trustee_threshold)
    missing = [one for one in trustees if not one.public_key]
    if missing:
        words = _(
            "Not every trustee has given a key yet. Wait, or make the call a draft again and name "
            "another."
        )
        raise Invalid(fields={"trustees": [words]})


def _frozen(call: Call, now: datetime) -> Context:
    # Bids are sealed for the town's key, too.
    ledger.begin_ledger()
    try:
        return freeze_context(call, now=now)
    except NoTrustees as error:
        words = _(
            "Bids cannot be sealed for these trustees: two share a key, a key is none, or one "
            "alone could open bids. Have other keys given, or name others."
        )
        raise Invalid(fields={"trustees": [words]}) from error


def _require_invited(call: Call, now: datetime) -> None:
    if not call.stage.is_invited:
        return
    rows = call.invitations.filter(stage_number=call.stage_number)
    for one in rows.select_related("company__organisation"):
        try:
            require_may_take_part(call, one.company, on=local_day(now))
        except GongjianError as error:
            words = f"{one.company.name}: {error}"
            raise Invalid(fields={"invited": [words]}) from error
