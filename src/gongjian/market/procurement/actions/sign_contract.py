"""Both sides sign the same bytes: the first signature freezes them, the second binds."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.trail import interface as trail
from gongjian.market.procurement.actions.contract_checks import (
    require_independent,
    require_not_debarred,
)
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.contract_errors import OtherWords, SignedAlready, SigningOver
from gongjian.market.procurement.contract_words import gap_words
from gongjian.market.procurement.models import (
    Contract,
    ContractSignature,
    ContractVersion,
    ContractVersionState,
)
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import (
    ContractState,
    ContractStep,
    ContractTerms,
    Side,
    gaps_of,
    terms_of_json,
)
from gongjian.market.procurement.rules.states import CallStep
from gongjian.market.procurement.selectors import contracts
from gongjian.market.procurement.selectors.signing import contract_file, digest_of

log = logging.getLogger(__name__)


def sign_contract(*, actor: Actor, contract_id: UUID, digest: str, now: datetime) -> Contract:
    """Sign a contract for one's side, in person.

    Parameters
    ----------
    digest : str
        SHA-256 of the file that the actor read (``selectors/signing.py``).

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed
    Invalid
        Something is missing: a cell of the matrix, a clause, an acceptor.
    OtherWords
        It is no longer what the actor read.
    SignedAlready, SigningOver, HasInterest, NotIndependent, CompanyDebarred
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.SIGN, actor, contract)
        if now >= contract.sign_until:
            raise SigningOver
        version = contracts.proposed_version(contract)
        side = policies.side_of(actor, contract)
        if version is None:
            require_signable(contract, contracts.terms_of(contract))
            version = make_version(contract, contracts.terms_of(contract), actor=actor, now=now)
        require_not_debarred(contract, now)
        sign_version(contract, version, side=side, actor=actor, digest=digest, now=now)
        data = {"side": side.value, "sha256": version.digest}
        if version.signatures.count() < len(Side):
            write_contract_event(
                contract, actor=actor, name="contract_side_signed", now=now,
                step=ContractStep.SIGN, to=ContractState.SIGNING, data=data,
            )  # fmt: skip
            return contract
        bring_into_force(version, now=now)
        contract.signed_at, contract.signed_minor = now, contract.amount_minor
        write_contract_event(
            contract, actor=actor, name="contract_signed", now=now, step=ContractStep.SIGN,
            to=ContractState.SIGNED, data={**data, "amount_minor": contract.amount_minor},
        )  # fmt: skip
        for milestone in contracts.milestones_of(contract):
            relation = trail.Relation.LED_TO
            trail.add_link(actor, contract.reference, relation, milestone.reference, now=now)
        if contract.starts_on <= local_day(now):
            _begin(contract, now)
    return contract


def take_back(*, actor: Actor, contract_id: UUID, reason: str, now: datetime) -> Contract:
    """Make a draft again of what one side has signed only; that signature holds no more.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed, Invalid
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.TAKE_BACK, actor, contract)
        text = reason_of(reason)
        version = contracts.proposed_version(contract)
        assert version is not None  # so the state says
        refuse_version(version, actor=actor, reason=text, now=now)
        write_contract_event(
            contract, actor=actor, name="contract_taken_back", now=now,
            step=ContractStep.TAKE_BACK, text=text, data={"version": version.number},
        )  # fmt: skip
    return contract


def begin_due_contracts(*, now: datetime) -> int:
    """Begin every signed contract whose first day has come; one that fails keeps no other from
    its turn, and is raised when all have had theirs."""
    begun, fault = 0, None
    for key in contracts.due_to_begin(now=now):
        try:
            with transaction.atomic():
                contract = contracts.get_locked(
                    actor=Actor.system("contract-begin"), contract_id=key
                )
                if contract.state == ContractState.SIGNED:
                    _begin(contract, now)
                    begun += 1
        except Exception as error:
            log.exception("contract %s could not begin", key)
            fault = error
    if fault is not None:
        raise fault
    return begun


def _begin(contract: Contract, now: datetime) -> None:
    write_contract_event(
        contract, actor=Actor.system("contract-begin"), name="contract_begun", now=now,
        step=ContractStep.BEGIN, call_step=CallStep.DELIVER,
    )  # fmt: skip


def require_signable(contract: Contract, terms: ContractTerms) -> None:
    """Raise Invalid for what is missing, NotIndependent for an acceptor who is not."""
    gaps = gaps_of(terms)
    words = [gap_words(gap, terms, contract.currency) for gap in gaps]
    if contract.owner is None or contract.acceptor is None:
        words.append(gap_words(None, terms))
    if words:
        raise Invalid(fields={"contract": words})
    assert contract.acceptor is not None  # checked above
    require_independent(contract.acceptor, contract.owner, contract)


def make_version(
    contract: Contract,
    terms: ContractTerms,
    *,
    actor: Actor,
    now: datetime,
    is_change: bool = False,
    rationale: str = "",
    increase_minor: int = 0,
) -> ContractVersion:
    """Freeze clean terms into a file that is to be signed."""
    number = ContractVersion.objects.filter(contract=contract).count() + 1
    file = contract_file(contract, terms, number)
    return ContractVersion.objects.create(
        contract=contract, number=number, is_change=is_change, file=file,
        digest=digest_of(file), amount_minor=terms.amount_minor,
        increase_minor=increase_minor, rationale=rationale, proposed_at=now,
        proposed_by=actor.reference, proposed_side=policies.side_of(actor, contract).value,
    )  # fmt: skip


def sign_version(
    contract: Contract,
    version: ContractVersion,
    *,
    side: Side,
    actor: Actor,
    digest: str,
    now: datetime,
) -> None:
    """Sign for a side the bytes that the actor read."""
    if version.digest != digest:
        raise OtherWords
    if version.signatures.filter(side=side.value).exists():
        raise SignedAlready
    ContractSignature.objects.create(
        version=version, side=side.value, digest=digest, signed_by=actor.reference, signed_at=now
    )


def bring_into_force(version: ContractVersion, *, now: datetime) -> None:
    version.state, version.decided_at = ContractVersionState.IN_FORCE.value, now
    version.save(update_fields=["state", "decided_at"])


def refuse_version(version: ContractVersion, *, actor: Actor, reason: str, now: datetime) -> None:
    version.state, version.decided_at = ContractVersionState.REFUSED.value, now
    version.refused_reason, version.refused_by = reason, actor.reference
    version.save(update_fields=["state", "decided_at", "refused_reason", "refused_by"])


def terms_of_version(version: ContractVersion) -> ContractTerms:
    """The terms that a version says."""
    return terms_of_json(json.loads(version.file)["terms"])
