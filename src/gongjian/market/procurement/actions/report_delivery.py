"""A company reports what it has delivered; two people accept or refuse it, each with their own
word."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.contract_checks import (
    require_independent,
)
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.actions.sign_contract import refuse_version
from gongjian.market.procurement.contract_errors import DecidedAlready, MilestoneNotThere
from gongjian.market.procurement.models import (
    Acceptance,
    Contract,
    Delivery,
    DeliveryContent,
    DeliveryDocument,
    DeliveryState,
    Milestone,
    MilestoneStateName,
)
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import AcceptorRole, ContractStep
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import contracts
from gongjian.market.procurement.selectors.deliveries import standing_delivery
from gongjian.methods.uploads import shown_name

MOST_DOCUMENTS = 10
File = tuple[str, bytes | IO[bytes]]
"""A name and what is in it."""


def report_delivery(
    *,
    actor: Actor,
    contract_id: UUID,
    milestone_number: int,
    text: str,
    files: Sequence[File] = (),
    now: datetime,
) -> Delivery:
    """Say that a milestone is reached, with what shows it.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed, Invalid, TooLarge
    MilestoneNotThere
        It waits to be accepted already, or is accepted.
    """
    found = contracts.get_visible(actor=actor, contract_id=contract_id)
    policies.require(ContractStep.REPORT, actor, found)
    text = reason_of(text, "text")
    if len(files) > MOST_DOCUMENTS:
        raise Invalid(fields={"files": [_("These are too many documents: at most 10.")]})
    uploads = [(name, cases.clean_file(content, name, field="files")) for name, content in files]
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.REPORT, actor, contract)
        milestone = contracts.get_milestone(contract, milestone_number)
        if milestone.state != MilestoneStateName.OPEN:
            raise MilestoneNotThere
        delivery = Delivery.objects.create(
            milestone=milestone, number=milestone.deliveries.count() + 1, text=text,
            reported_at=now, reported_by=actor.reference,
        )  # fmt: skip
        digests: dict[str, int] = {}
        for name, upload in uploads:
            digest = hashlib.sha256(upload.content).hexdigest()
            if digest in digests:
                continue
            digests[digest] = len(upload.content)
            document = DeliveryDocument.objects.create(
                delivery=delivery, name=shown_name(name, upload.suffix),
                media_type=upload.media_type, size=len(upload.content), sha256=digest,
            )  # fmt: skip
            DeliveryContent.objects.create(document=document, content=upload.content)
        milestone.state = MilestoneStateName.REPORTED.value
        milestone.save(update_fields=["state"])
        write_contract_event(
            contract, actor=actor, name="milestone_reported", now=now, step=ContractStep.REPORT,
            data={
                "milestone": milestone.number,
                "delivery": delivery.number,
                "documents": sorted(digests),
            },
        )  # fmt: skip
    return delivery


def decide_delivery(
    *,
    actor: Actor,
    contract_id: UUID,
    milestone_number: int,
    delivery_number: int,
    is_accepted: bool,
    reason: str = "",
    now: datetime,
) -> Milestone:
    """Accept or refuse a delivery, as the product owner or as the independent acceptor. One refusal
    sends it back; with both acceptances the milestone is reached, and with the last milestone the
    contract is done.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed
    Invalid
        A refusal without a reason.
    MilestoneNotThere
        It is no longer the delivery that the actor looked at.
    DecidedAlready, HasInterest, NotIndependent
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.ACCEPT, actor, contract)
        milestone = contracts.get_milestone(contract, milestone_number)
        delivery = standing_delivery(milestone)
        if (
            delivery is None
            or delivery.state != DeliveryState.REPORTED
            or delivery.number != delivery_number
        ):
            raise MilestoneNotThere
        role = _role(actor, contract)
        made = list(delivery.acceptances.all())
        if any(role.value == one.role or actor.reference == one.decided_by for one in made):
            raise DecidedAlready
        text = reason_of(reason) if reason.strip() or not is_accepted else ""
        Acceptance.objects.create(
            delivery=delivery, role=role.value, is_accepted=is_accepted, reason=text,
            decided_at=now, decided_by=actor.reference,
        )  # fmt: skip
        is_last = is_accepted and len(made) + 1 == len(AcceptorRole)
        name = "milestone_decided" if is_accepted else "milestone_refused"
        if is_last:
            name = "milestone_accepted"
            delivery.state = DeliveryState.ACCEPTED.value
            milestone.state, milestone.accepted_at = MilestoneStateName.ACCEPTED.value, now
            milestone.delivered_on = local_day(delivery.reported_at)
        elif not is_accepted:
            delivery.state = DeliveryState.REFUSED.value
            milestone.state = MilestoneStateName.OPEN.value
        if is_last or not is_accepted:
            delivery.decided_at = now
            delivery.save(update_fields=["state", "decided_at"])
            milestone.save(update_fields=["state", "accepted_at", "delivered_on"])
        data = {"milestone": milestone.number, "delivery": delivery.number, "as": role.value}
        write_contract_event(
            contract, actor=actor, name=name, now=now, step=ContractStep.ACCEPT, text=text,
            data=data,
        )  # fmt: skip
        if is_last:
            _finish(contract, now)
    return milestone


def _role(actor: Actor, contract: Contract) -> AcceptorRole:
    if policies.is_owner(actor, contract):
        return AcceptorRole.OWNER
    assert contract.acceptor is not None  # by the policy
    require_independent(contract.acceptor, contract.owner, contract)
    return AcceptorRole.INDEPENDENT


def _finish(contract: Contract, now: datetime) -> None:
    """Finish a locked contract of which all is accepted; a change that waits comes too late."""
    if contract.milestones.exclude(state=MilestoneStateName.ACCEPTED).exists():
        return
    job = Actor.system("contract-finish")
    version = contracts.proposed_version(contract)
    if version is not None:
        with override(contract.call.language):
            refuse_version(version, actor=job, reason=_("All was accepted before."), now=now)
    write_contract_event(
        contract, actor=job, name="contract_done", now=now, step=ContractStep.FINISH,
        call_step=CallStep.FINISH,
    )  # fmt: skip
