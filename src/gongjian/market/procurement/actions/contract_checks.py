"""What is wrong with the words of a contract, and with those who sign and accept for a buyer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import STAFF_ROLES, Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.money import MOST_MINOR
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.actions.call_checks import TEXT_LENGTH, TITLE_LENGTH
from gongjian.market.procurement.contract_errors import NotIndependent
from gongjian.market.procurement.errors import CompanyDebarred
from gongjian.market.procurement.models import Acceptance, CallEvent, Contract, NamedOwner
from gongjian.market.procurement.policies.interests import interests_of
from gongjian.market.procurement.rules.contracts import (
    MOST_DELIVERABLES,
    MOST_MILESTONES,
    AcceptorRole,
    Cell,
    ContractTerms,
    DeliverableTerms,
    Duty,
    MilestoneTerms,
    Party,
)
from gongjian.market.procurement.selectors.companies import is_debarred

CELL_LENGTH = 200
HELD_KEYS = ("trustee_key_given",)
FIRST_YEAR, LAST_YEAR = 1900, 2100


def clean_terms(terms: ContractTerms, *, most_minor: int | None) -> ContractTerms:
    """The terms without personal data and without spaces around them.

    Parameters
    ----------
    most_minor : int, optional
        The amount that was awarded; None where changes may go beyond.

    Raises
    ------
    Invalid
        Field by field, what can never be right; a draft may lack the rest.
    """
    wrong: dict[str, list[str]] = {}
    for name in ("text", "exit_text", "source_text", "data_text"):
        if len(getattr(terms, name)) > TEXT_LENGTH:
            wrong[name] = [_("This is too long: at most 20,000 characters.")]
    if not _is_near(terms.starts_on):
        wrong["starts_on"] = [_("Choose a day of this century or the last.")]
    if not 0 <= terms.amount_minor <= MOST_MINOR:
        wrong["amount"] = [_("This is no amount of money.")]
    elif most_minor is not None and terms.amount_minor > most_minor:
        wrong["amount"] = [_("This is more than was awarded.")]
    wrong |= _wrong_deliverables(terms) | _wrong_milestones(terms)
    if wrong:
        raise Invalid(fields=wrong)
    return replace(
        terms,
        text=_clean(terms.text),
        exit_text=_clean(terms.exit_text),
        source_text=_clean(terms.source_text),
        data_text=_clean(terms.data_text),
        deliverables=tuple(_clean_deliverable(one) for one in terms.deliverables),
        milestones=tuple(_clean_milestone(one) for one in terms.milestones),
    )


def _wrong_deliverables(terms: ContractTerms) -> dict[str, list[str]]:
    words: list[str] = []
    if len(terms.deliverables) > MOST_DELIVERABLES:
        words.append(_("These are too many deliverables: at most 30."))
    for one in terms.deliverables:
        if not 0 < len(one.title.strip()) <= TITLE_LENGTH or len(one.text) > TEXT_LENGTH:
            words.append(_("Each deliverable has a title of at most 120 characters."))
        if not 0 <= one.milestone <= len(terms.milestones):
            words.append(_("There is no such milestone."))
        for cell in one.cells.values():
            if (cell.party and cell.party not in set(Party)) or len(cell.words) > CELL_LENGTH:
                words.append(_("Say who it is in at most 200 characters."))
            elif cell.party and not cell.is_filled:
                words.append(_("Say who it is, or how it is shared."))
    return {"deliverables": list(dict.fromkeys(words))} if words else {}


def _wrong_milestones(terms: ContractTerms) -> dict[str, list[str]]:
    words: list[str] = []
    if len(terms.milestones) > MOST_MILESTONES:
        words.append(_("These are too many milestones: at most 30."))
    for one in terms.milestones:
        if not 0 < len(one.title.strip()) <= TITLE_LENGTH or len(one.criteria) > TEXT_LENGTH:
            words.append(_("Each milestone has a title of at most 120 characters."))
        if not 0 <= one.amount_minor <= MOST_MINOR:
            words.append(_("This is no amount of money."))
        if not _is_near(one.due_on):
            words.append(_("Choose a day of this century or the last."))
    return {"milestones": list(dict.fromkeys(words))} if words else {}


def _is_near(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _clean(text: str) -> str:
    text = text.strip()
    return cases.mask(text, []) if text else ""


def _clean_deliverable(one: DeliverableTerms) -> DeliverableTerms:
    cells = {
        duty: Cell(cell.party, _clean(cell.words))
        for duty in Duty
        if (cell := one.cells.get(duty, Cell())).party
    }
    return replace(one, title=_clean(one.title), text=_clean(one.text), cells=cells)


def _clean_milestone(one: MilestoneTerms) -> MilestoneTerms:
    return replace(one, title=_clean(one.title), criteria=_clean(one.criteria))


def require_not_debarred(contract: Contract, now: datetime) -> None:
    """Raise CompanyDebarred where the company may have no public contract on this day."""
    if is_debarred(contract.company_id, local_day(now)):
        raise CompanyDebarred


def require_independent(
    acceptor: people.User, owner: people.User | None, contract: Contract
) -> None:
    """Raise NotIndependent where the second acceptor has to do with the first, or the company.

    Having been product owner of it, or of the department of anybody who is or was, or of the body
    that buys; having led its call, judged bids or decided about them; working for all bodies at
    once, save to watch them; being a member or an owner of the company, since the call is there.
    """
    owners = _owners(contract, owner)
    if acceptor.pk in {one.pk for one in owners} or _took_part(acceptor, contract):
        raise NotIndependent
    grants = people.actor_of_user(acceptor).grants
    bodies = {contract.call.buyer_id}
    for one in owners:
        bodies |= people.actor_of_user(one).organisation_ids(*STAFF_ROLES)
    for grant in grants:
        is_everywhere = grant.organisation_id is None and grant.role is not Role.AUDITOR
        if grant.role in STAFF_ROLES and (grant.organisation_id in bodies or is_everywhere):
            raise NotIndependent
    if interests_of(acceptor, [contract.company_id], local_day(contract.call.created_at)):
        raise NotIndependent


def _owners(contract: Contract, owner: people.User | None) -> list[people.User]:
    """Everybody who owns it or did, and who decided as its owner."""
    keys = set(NamedOwner.objects.filter(contract=contract).values_list("user", flat=True))
    decided = Acceptance.objects.filter(
        delivery__milestone__contract=contract, role=AcceptorRole.OWNER
    )
    for reference in (contract.drafted_by, *decided.values_list("decided_by", flat=True)):
        kind, _colon, key = reference.partition(":")
        keys |= {UUID(key)} if kind == "user" else set()
    keys |= {owner.pk} if owner is not None else set()
    return list(people.User.objects.filter(pk__in=keys - {None}).order_by("pk"))


def _took_part(user: people.User, contract: Contract) -> bool:
    """Whether somebody led the call, judged its bids or decided about them; keeping a key decides
    nothing, and what is done for the contract itself is not the call."""
    rows = CallEvent.objects.filter(call=contract.call_id, actor=f"user:{user.pk}")
    return rows.exclude(
        Q(name__in=HELD_KEYS) | Q(name__startswith="contract_") | Q(name__startswith="milestone_")
    ).exists()
