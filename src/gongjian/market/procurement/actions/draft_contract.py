"""Drafting a contract of an award, changing the draft, and naming who accepts."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, StaleVersion, Unauthenticated
from gongjian.foundation.kernel.ids import new_number
from gongjian.foundation.people import interface as people
from gongjian.foundation.trail import interface as trail
from gongjian.market.procurement.actions.contract_checks import (
    clean_terms,
    require_independent,
)
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.contract_errors import (
    ContractThere,
    NotIndependent,
    SigningOver,
)
from gongjian.market.procurement.errors import CallTransitionNotAllowed
from gongjian.market.procurement.models import (
    Contract,
    Deliverable,
    Milestone,
    NamedOwner,
    ResponsibilityCell,
)
from gongjian.market.procurement.policies import calls as call_policies
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import (
    UNSIGNED_STATES,
    ContractStep,
    ContractTerms,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors import calls, contracts
from gongjian.market.procurement.selectors.signing import sign_until


def draft_contract(*, actor: Actor, call_id: UUID, now: datetime) -> Contract:
    """Begin the contract of a call that is awarded, with what the award says; whoever drafts it is
    its product owner until another is named.

    Raises
    ------
    NotFound, NotAllowed, HasInterest
    CallTransitionNotAllowed
        Nothing is awarded, or the contract is signed already.
    ContractThere
    SigningOver
        The time for signing is over.
    """
    with transaction.atomic():
        call = calls.get_locked(actor=actor, call_id=call_id)
        if not call_policies.is_buyer(actor, call):
            raise NotAllowed if actor.is_signed_in else Unauthenticated
        award = contracts.made_award_of(call)
        if award is None or call.state != CallState.CONTRACT:
            raise CallTransitionNotAllowed(step="draft_contract", state=call.state)
        if Contract.objects.filter(award=award).exists():
            raise ContractThere
        until = sign_until(award)
        if now >= until:
            raise SigningOver
        contract = Contract(
            number=new_number(), call=call, award=award, company_id=award.company_id,
            text=call.text, starts_on=local_day(now) + timedelta(days=1),
            award_minor=award.amount_minor, amount_minor=award.amount_minor,
            currency=award.currency, owner_id=actor.user_id, sign_until=until, drafted_at=now,
            drafted_by=actor.reference, version=0,
        )  # fmt: skip
        if policies.is_company(actor, contract):
            raise NotAllowed
        policies.require_impartial(actor, contract)
        write_contract_event(
            contract, actor=actor, name="contract_drafted", now=now,
            data={"award": str(award.pk), "amount_minor": award.amount_minor},
        )  # fmt: skip
        _keep_owner(contract, now)
        relation = trail.Relation.LED_TO
        trail.add_link(actor, call.reference, relation, contract.reference, now=now)
    return contract


def save_contract(
    *, actor: Actor, contract_id: UUID, terms: ContractTerms, version: int, now: datetime
) -> Contract:
    """Change a draft: all of it is said anew.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed, Invalid
    StaleVersion
        Somebody changed it since ``version``.
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.EDIT, actor, contract)
        if contract.version != version:
            raise StaleVersion
        terms = clean_terms(terms, most_minor=contract.award_minor)
        write_terms(contract, terms)
        write_contract_event(
            contract, actor=actor, name="contract_edited", now=now, step=ContractStep.EDIT
        )
    return contract


def write_terms(contract: Contract, terms: ContractTerms) -> None:
    """Write clean terms into the rows of a locked contract. What has a number already is written
    over; what has none any more, of a draft, goes."""
    for name in ("text", "starts_on", "amount_minor", "exit_text", "source_text", "data_text"):
        setattr(contract, name, getattr(terms, name))
    made: list[Milestone] = []
    for number, milestone in enumerate(terms.milestones, start=1):
        row, _is_new = Milestone.objects.update_or_create(
            contract=contract, number=number,
            defaults={
                "title": milestone.title,
                "due_on": milestone.due_on,
                "amount_minor": milestone.amount_minor,
                "criteria": milestone.criteria,
            },
        )  # fmt: skip
        made.append(row)
    for number, one in enumerate(terms.deliverables, start=1):
        deliverable, _is_new = Deliverable.objects.update_or_create(
            contract=contract, number=number,
            defaults={
                "title": one.title,
                "text": one.text,
                "milestone": made[one.milestone - 1] if one.milestone else None,
            },
        )  # fmt: skip
        deliverable.cells.all().delete()
        ResponsibilityCell.objects.bulk_create(
            ResponsibilityCell(
                deliverable=deliverable, duty=duty.value, party=cell.party, words=cell.words
            )
            for duty, cell in one.cells.items()
            if cell.is_filled
        )
    if contract.state in UNSIGNED_STATES:
        gone = Deliverable.objects.filter(contract=contract, number__gt=len(terms.deliverables))
        gone.delete()
        Milestone.objects.filter(contract=contract, number__gt=len(made)).delete()


def name_acceptors(
    *,
    actor: Actor,
    contract_id: UUID,
    owner_email: str,
    acceptor_email: str,
    reason: str = "",
    now: datetime,
) -> Contract:
    """Name the product owner and the independent acceptor by the addresses of their accounts; once
    the contract is signed, with a reason.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed, Invalid
    NotIndependent
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.NAME_PEOPLE, actor, contract)
        owner = _named(owner_email, "owner_email")
        acceptor = _named(acceptor_email, "acceptor_email")
        text = reason_of(reason) if contract.is_public else ""
        if not policies.is_buyer(people.actor_of_user(owner), contract):
            words = _("The product owner runs calls of this area, and is not of the company.")
            raise Invalid(fields={"owner_email": [words]})
        try:
            require_independent(acceptor, owner, contract)
        except NotIndependent as error:
            raise Invalid(fields={"acceptor_email": [str(error)]}) from error
        contract.owner, contract.acceptor = owner, acceptor
        _keep_owner(contract, now)
        write_contract_event(
            contract, actor=actor, name="contract_acceptors_named", now=now,
            step=ContractStep.NAME_PEOPLE, text=text,
        )  # fmt: skip
    return contract


def _keep_owner(contract: Contract, now: datetime) -> None:
    if contract.owner_id is not None:
        NamedOwner.objects.get_or_create(
            contract=contract, user_id=contract.owner_id, defaults={"named_at": now}
        )


def _named(email: str, field: str) -> people.User:
    user = people.User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise Invalid(fields={field: [_("Nobody has an account with this address.")]})
    return user
