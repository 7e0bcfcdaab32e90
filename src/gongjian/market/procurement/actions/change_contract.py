"""Changes of a signed contract: with a rationale, agreed by the company, approved by somebody else
than who proposed them, and within what the law lets changes add together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, StaleVersion
from gongjian.foundation.trail import interface as trail
from gongjian.market.procurement.actions.contract_checks import (
    clean_terms,
    require_not_debarred,
)
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.actions.draft_contract import write_terms
from gongjian.market.procurement.actions.law_checks import keep_findings, require_met, said
from gongjian.market.procurement.actions.reasons import reason_of
from gongjian.market.procurement.actions.sign_contract import (
    bring_into_force,
    make_version,
    refuse_version,
    require_signable,
    sign_version,
    terms_of_version,
)
from gongjian.market.procurement.contract_errors import (
    AnotherPersonApprovesChange,
    ChangeWaits,
    CompanyNotAgreed,
)
from gongjian.market.procurement.models import (
    Contract,
    ContractVersion,
    LegalFinding,
    MilestoneStateName,
)
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.rules.contracts import (
    MOST_GROWTH,
    ContractState,
    ContractStep,
    ContractTerms,
    Side,
    growth_percent,
)
from gongjian.market.procurement.rules.findings import CallCheck, LegalRule
from gongjian.market.procurement.selectors import contracts
from gongjian.market.procurement.selectors.legal_findings import find


def propose_change(
    *,
    actor: Actor,
    contract_id: UUID,
    terms: ContractTerms,
    rationale: str,
    version: int,
    now: datetime,
) -> ContractVersion:
    """Put other terms to both sides: all of them, as they are to stand. A member of the company who
    proposes in person has thereby agreed.

    A change may be proposed that the law does not allow, and says so; it cannot be approved.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed
    StaleVersion
        The contract has changed since ``version``.
    Invalid
        No rationale, nothing changes, something is missing, or what is accepted would change.
    ChangeWaits, CompanyDebarred
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.PROPOSE_CHANGE, actor, contract)
        if contract.version != version:
            raise StaleVersion
        if contracts.proposed_version(contract) is not None:
            raise ChangeWaits
        rationale = reason_of(rationale, "rationale")
        require_not_debarred(contract, now)
        terms = clean_terms(terms, most_minor=None)
        _require_possible(contract, terms)
        require_signable(contract, terms)
        made = make_version(
            contract, terms, actor=actor, now=now, is_change=True, rationale=rationale,
            increase_minor=max(0, terms.amount_minor - contract.amount_minor),
        )  # fmt: skip
        if policies.is_company_in_person(actor, contract):
            sign_version(
                contract, made, side=Side.COMPANY, actor=actor, digest=made.digest, now=now
            )
        found = _findings(contract, made, now)
        event = write_contract_event(
            contract, actor=actor, name="contract_change_proposed", now=now,
            step=ContractStep.PROPOSE_CHANGE, text=rationale,
            data={**_data(made), "findings": said(found)},
        )  # fmt: skip
        keep_findings(event, found)
    return made


def agree_change(*, actor: Actor, contract_id: UUID, digest: str, now: datetime) -> Contract:
    """Agree to a change for the company, in person.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed, OtherWords, SignedAlready, CompanyDebarred
    Invalid
        No change waits.
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.AGREE_CHANGE, actor, contract)
        version = _waiting(contract)
        require_not_debarred(contract, now)
        sign_version(contract, version, side=Side.COMPANY, actor=actor, digest=digest, now=now)
        write_contract_event(
            contract, actor=actor, name="contract_change_agreed", now=now,
            step=ContractStep.AGREE_CHANGE, data=_data(version),
        )  # fmt: skip
    return contract


def approve_change(*, actor: Actor, contract_id: UUID, digest: str, now: datetime) -> Contract:
    """Approve a change for the buyer, in person, as another person than who proposed it; the
    company has agreed before. It is in force from now on.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed, OtherWords, HasInterest
    AnotherPersonApprovesChange, CompanyNotAgreed, CompanyDebarred
    LawNotMet
        Changes together would add more than the law of the day allows.
    Invalid
        No change waits, or what it changes was accepted meanwhile.
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.APPROVE_CHANGE, actor, contract)
        version = _waiting(contract)
        if version.proposed_by == actor.reference:
            raise AnotherPersonApprovesChange
        if not version.signatures.filter(side=Side.COMPANY.value).exists():
            raise CompanyNotAgreed
        require_not_debarred(contract, now)
        terms = terms_of_version(version)
        _require_possible(contract, terms)
        found = _findings(contract, version, now)
        require_met(found)
        sign_version(contract, version, side=Side.BUYER, actor=actor, digest=digest, now=now)
        bring_into_force(version, now=now)
        write_terms(contract, terms)
        for milestone in contracts.milestones_of(contract):
            relation = trail.Relation.LED_TO
            trail.add_link(actor, contract.reference, relation, milestone.reference, now=now)
        event = write_contract_event(
            contract, actor=actor, name="contract_changed", now=now,
            step=ContractStep.APPROVE_CHANGE, text=version.rationale,
            data={**_data(version), "findings": said(found)},
        )  # fmt: skip
        keep_findings(event, found)
    return contract


def refuse_change(*, actor: Actor, contract_id: UUID, reason: str, now: datetime) -> Contract:
    """Refuse a change that waits, or take back one's own, for either side.

    Raises
    ------
    NotFound, NotAllowed, ContractTransitionNotAllowed, Invalid
    """
    with transaction.atomic():
        contract = contracts.get_locked(actor=actor, contract_id=contract_id)
        policies.require(ContractStep.REFUSE_CHANGE, actor, contract)
        version = _waiting(contract)
        text = reason_of(reason)
        refuse_version(version, actor=actor, reason=text, now=now)
        write_contract_event(
            contract, actor=actor, name="contract_change_refused", now=now,
            step=ContractStep.REFUSE_CHANGE, text=text, data=_data(version),
        )  # fmt: skip
    return contract


def _waiting(contract: Contract) -> ContractVersion:
    version = contracts.proposed_version(contract)
    if version is None:
        raise Invalid(_("No change waits for a decision."))
    return version


def _data(version: ContractVersion) -> dict[str, object]:
    return {
        "version": version.number,
        "sha256": version.digest,
        "amount_minor": version.amount_minor,
        "increase_minor": version.increase_minor,
    }


def _findings(
    contract: Contract, version: ContractVersion, now: datetime
) -> Sequence[LegalFinding]:
    added = contracts.increases_of(contract) + version.increase_minor
    assert contract.signed_minor is not None  # a constraint of the table
    percent = growth_percent(contract.signed_minor, added)
    return find(contract.call, [CallCheck(LegalRule.MOST_GROWTH, MOST_GROWTH, percent)], now=now)


def _require_possible(contract: Contract, terms: ContractTerms) -> None:
    """Raise Invalid where nothing changes, something goes, or what has begun to be accepted would
    be another thing."""
    before = contracts.terms_of(contract)
    wrong: dict[str, list[str]] = {}
    if terms == before:
        wrong["contract"] = [_("Nothing changes.")]
    if contract.state == ContractState.RUNNING and terms.starts_on != before.starts_on:
        wrong["starts_on"] = [_("The contract has begun.")]
    if len(terms.milestones) < len(before.milestones) or (
        len(terms.deliverables) < len(before.deliverables)
    ):
        wrong["milestones"] = [_("Nothing is taken out of a signed contract: set it to 0.")]
        raise Invalid(fields=wrong)
    for row in contracts.milestones_of(contract):
        if row.state == MilestoneStateName.OPEN:
            continue
        at = row.number - 1
        own = [one for one in before.deliverables if one.milestone == row.number]
        new = [one for one in terms.deliverables if one.milestone == row.number]
        if terms.milestones[at] != before.milestones[at] or own != new:
            wrong.setdefault("milestones", []).append(
                _("Milestone %(number)s is delivered: it stays as it is.") % {"number": row.number}
            )
    if wrong:
        raise Invalid(fields=wrong)
