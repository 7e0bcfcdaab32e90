"""Fetching a contract is the permission check: hidden and missing give the same error."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.models import (
    Award,
    AwardState,
    Call,
    CallEvent,
    Contract,
    ContractVersion,
    ContractVersionState,
    Deliverable,
    Milestone,
)
from gongjian.market.procurement.policies import contracts as policies
from gongjian.market.procurement.policies.companies import member_ids
from gongjian.market.procurement.rules.contracts import (
    Cell,
    ContractState,
    ContractTerms,
    DeliverableTerms,
    Duty,
    MilestoneState,
    MilestoneTerms,
    Side,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors import calls

MOST_AT_ONCE = 500


def _rows() -> QuerySet[Contract]:
    return Contract.objects.select_related(
        "call__buyer", "call__area", "company__organisation", "award__ranking", "owner", "acceptor"
    )


def get_contract(*, actor: Actor, number: str) -> Contract:
    """The contract with a number, as somebody typed it.

    Raises
    ------
    NotFound
        No such contract, or hidden from this actor, or a mistyped number.
    """
    key = read_number(number[:40])
    contract = _rows().filter(number=key).first() if key else None
    if contract is None or not policies.may_see(actor, contract):
        raise NotFound
    return contract


def get_locked(*, actor: Actor, contract_id: UUID) -> Contract:
    """The contract and its call, locked together: the lock is the call's.

    Raises
    ------
    NotFound
    """
    call_id = Contract.objects.filter(pk=contract_id).values_list("call", flat=True).first()
    if call_id is None:
        raise NotFound
    call = calls.get_locked(actor=actor, call_id=call_id)
    contract = _rows().get(pk=contract_id)
    contract.call = call
    if not policies.may_see(actor, contract):
        raise NotFound
    return contract


def get_visible(*, actor: Actor, contract_id: UUID) -> Contract:
    """The contract with an id, unlocked.

    Raises
    ------
    NotFound
    """
    contract = _rows().filter(pk=contract_id).first()
    if contract is None or not policies.may_see(actor, contract):
        raise NotFound
    return contract


def by_number(number: str) -> Contract:
    """The contract that an event names."""
    return _rows().get(number=number)


def members_of(contract: Contract) -> list[people.User]:
    """Who speaks for the company here."""
    return people.users_with_role(Role.COMPANY_MEMBER, organisation_id=contract.company_id)


def contract_of(call: Call) -> Contract | None:
    """The newest contract of a call; of a call that waits for one, not that of an award that was
    given up."""
    rows = _rows().filter(call=call)
    if call.state == CallState.CONTRACT:
        rows = rows.exclude(award__state=AwardState.WITHDRAWN)
    return rows.order_by("-id").first()


def made_award_of(call: Call) -> Award | None:
    rows = Award.objects.filter(call=call, state=AwardState.MADE)
    return rows.select_related("ranking", "company__organisation").first()


def list_contracts(*, state: str = "", cursor: str = "", size: int = 25) -> Page[Contract]:
    """Signed contracts, the newest first."""
    rows = _rows().filter(signed_at__isnull=False)
    if state:
        rows = rows.filter(state=state)
    return keyset_page(rows, order=["-signed_at", "-id"], cursor=cursor, size=size)


def own_contracts(*, actor: Actor, size: int = 100) -> list[Contract]:
    """Those that somebody delivers or accepts, the newest first."""
    if actor.user_id is None:
        return []
    own = Q(company__in=member_ids(actor))
    if policies.is_in_person(actor):
        own |= Q(owner=actor.user_id) | Q(acceptor=actor.user_id)
    return list(_rows().filter(own).order_by("-id")[:size])


def milestones_of(contract: Contract) -> list[Milestone]:
    return list(Milestone.objects.filter(contract=contract).order_by("number"))


def get_milestone(contract: Contract, number: int) -> Milestone:
    """A milestone by its number; NotFound where there is none."""
    found = Milestone.objects.filter(contract=contract, number=number).first()
    if found is None:
        raise NotFound
    return found


def deliverables_of(contract: Contract) -> list[Deliverable]:
    rows = Deliverable.objects.filter(contract=contract).select_related("milestone")
    return list(rows.prefetch_related("cells").order_by("number"))


def terms_of(contract: Contract) -> ContractTerms:
    """What stands in the rows, as it would be signed."""
    return ContractTerms(
        text=contract.text,
        starts_on=contract.starts_on,
        amount_minor=contract.amount_minor,
        exit_text=contract.exit_text,
        source_text=contract.source_text,
        data_text=contract.data_text,
        deliverables=tuple(
            DeliverableTerms(
                title=one.title, text=one.text,
                milestone=one.milestone.number if one.milestone else 0,
                cells={
                    Duty(cell.duty): Cell(cell.party, cell.words) for cell in one.cells.all()
                },
            )
            for one in deliverables_of(contract)
        ),
        milestones=tuple(
            MilestoneTerms(
                title=one.title, due_on=one.due_on, amount_minor=one.amount_minor,
                criteria=one.criteria,
            )
            for one in milestones_of(contract)
        ),
    )  # fmt: skip


def versions_of(contract: Contract) -> list[ContractVersion]:
    """Every version that was put to be signed, with its signatures, without its file."""
    rows = ContractVersion.objects.filter(contract=contract).defer("file")
    return list(rows.prefetch_related(Prefetch("signatures")).order_by("number"))


def proposed_version(contract: Contract) -> ContractVersion | None:
    """The one that waits for a signature."""
    return ContractVersion.objects.filter(
        contract=contract, state=ContractVersionState.PROPOSED
    ).first()


def version_in_force(contract: Contract) -> ContractVersion | None:
    rows = ContractVersion.objects.filter(contract=contract, state=ContractVersionState.IN_FORCE)
    return rows.order_by("-number").first()


def get_version(contract: Contract, number: int) -> ContractVersion:
    """A version with its file.

    Raises
    ------
    NotFound
    """
    found = ContractVersion.objects.filter(contract=contract, number=number).first()
    if found is None:
        raise NotFound
    return found


def get_public_version(*, actor: Actor, contract: Contract, number: int) -> ContractVersion:
    """A version as this actor may read it: what was never signed, only those who have to do with
    the contract.

    Raises
    ------
    NotFound
    """
    version = get_version(contract, number)
    is_public = version.is_change or version.state == ContractVersionState.IN_FORCE
    if not is_public and not policies.works_on(actor, contract):
        raise NotFound
    return version


def increases_of(contract: Contract) -> int:
    """What changes in force have added together, whatever others took away."""
    rows = ContractVersion.objects.filter(
        contract=contract, is_change=True, state=ContractVersionState.IN_FORCE
    )
    return sum(rows.values_list("increase_minor", flat=True))


def timeline(actor: Actor, contract: Contract) -> list[CallEvent]:
    """What has happened to a contract, the oldest first."""
    rows = CallEvent.objects.filter(call=contract.call_id, data__contract=contract.number)
    if not policies.works_on(actor, contract):
        rows = rows.filter(is_public=True)
    return list(rows.order_by("id"))


def due_to_begin(*, now: datetime) -> list[UUID]:
    """Signed contracts whose first day has come."""
    rows = Contract.objects.filter(state=ContractState.SIGNED, starts_on__lte=local_day(now))
    return list(rows.order_by("starts_on", "id").values_list("pk", flat=True)[:MOST_AT_ONCE])


def due_call_ids(*, now: datetime) -> list[UUID]:
    """Calls whose contract was not signed in its time."""
    rows = Contract.objects.filter(
        state__in=[ContractState.DRAFT, ContractState.SIGNING], sign_until__lte=now
    )
    return list(rows.order_by("sign_until", "id").values_list("call", flat=True)[:MOST_AT_ONCE])


def to_sign_before(*, now: datetime, before: datetime) -> Iterator[Contract]:
    """Contracts whose time for signing is not over and ends before a moment, the next one first."""
    unsigned = [ContractState.DRAFT, ContractState.SIGNING]
    rows = _rows().filter(state__in=unsigned, sign_until__gt=now, sign_until__lte=before)
    return rows.order_by("sign_until", "id").iterator(chunk_size=MOST_AT_ONCE)


def missing_sides(contract: Contract) -> list[str]:
    """The sides that have not signed what waits for signatures; of a draft both."""
    version = proposed_version(contract)
    signed = {one.side for one in version.signatures.all()} if version else set()
    return [side.value for side in Side if side.value not in signed]


def milestones_due(*, from_: date, until: date) -> Iterator[Milestone]:
    """Those of running contracts that are not reported and due on these days, the next first."""
    rows = Milestone.objects.filter(
        contract__state=ContractState.RUNNING, state=MilestoneState.OPEN, due_on__gte=from_,
        due_on__lte=until,
    ).select_related("contract__call")  # fmt: skip
    return rows.order_by("due_on", "id").iterator(chunk_size=MOST_AT_ONCE)
