"""Contracts for tests, made by their steps; every keyword is a named trait."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.people.models import User
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions.draft_contract import (
    draft_contract,
    name_acceptors,
    save_contract,
)
from gongjian.market.procurement.actions.record_payment import record_payment
from gongjian.market.procurement.actions.report_delivery import decide_delivery, report_delivery
from gongjian.market.procurement.actions.sign_contract import sign_contract
from gongjian.market.procurement.models import Call, Company, Contract, Delivery
from gongjian.market.procurement.rules.contracts import (
    Cell,
    ContractState,
    ContractTerms,
    DeliverableTerms,
    Duty,
    MilestoneTerms,
    Party,
)
from gongjian.market.procurement.selectors.signing import file_to_sign
from tests.factories import NOW, make_actor, make_department
from tests.market.procurement.calls import DAY, Market, make_member
from tests.market.procurement.evaluations import PRICES, make_standing

AWARDED = NOW + 60 * DAY
"""After the standstill."""
FIRST_DAY = date(2027, 1, 25)
CELLS = {
    Duty.PROVIDES: Cell(Party.COMPANY),
    Duty.ACCEPTS: Cell(Party.BUYER),
    Duty.OPERATES: Cell(Party.SHARED, "The company for a year, then the office."),
    Duty.OWNS_CODE: Cell(Party.BUYER),
    Duty.OWNS_DATA: Cell(Party.BUYER),
    Duty.BEARS_FAILURE: Cell(Party.THIRD, "The insurer named in the offer."),
}
TERMS = ContractTerms(
    text="Eighty lamps that light only where somebody walks.",
    starts_on=FIRST_DAY,
    amount_minor=400_000_00,
    exit_text="Either side leaves with three months' notice and hands over all plans.",
    source_text="The code is in the office's repository under the EUPL.",
    data_text="All data come back as CSV within ten days.",
    deliverables=(
        DeliverableTerms(title="Forty lamps, south", milestone=1, cells=CELLS),
        DeliverableTerms(title="Forty lamps, north", milestone=2, cells=CELLS),
    ),
    milestones=(
        MilestoneTerms(
            title="South", due_on=date(2027, 3, 1), amount_minor=150_000_00,
            criteria="Every lamp lights within a second.",
        ),
        MilestoneTerms(
            title="North", due_on=date(2027, 5, 3), amount_minor=250_000_00,
            criteria="Every lamp lights within a second.",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deal:
    """An awarded call, the company that won it, and who acts for both."""

    market: Market
    call: Call
    company: Company
    member: Actor
    owner: Actor
    acceptor: Actor
    contract: Contract | None = field(default=None)

    @property
    def fresh(self) -> Contract:
        return Contract.objects.select_related("call").get(pk=self.contract.pk)


def email_of(actor: Actor) -> str:
    return User.objects.get(pk=actor.user_id).email


def make_awarded(prices: tuple[int, ...] = PRICES) -> Deal:
    """A call whose standstill is over and that is awarded, to the second."""
    judged = make_standing(prices)
    market, call = judged.market, judged.fresh()
    awarding.award_call(actor=market.buyer, call_id=call.pk, now=AWARDED)
    company = judged.companies[1]
    return Deal(
        market=market, call=judged.fresh(), company=company, member=make_member(company),
        owner=market.buyer,
        acceptor=make_actor(Role.HANDLER, organisation=make_department("Quality Office")),
    )  # fmt: skip


def make_draft_contract(
    awarded: Deal | None = None,
    *,
    terms: ContractTerms | None = TERMS,
    names: bool = True,
    prices: tuple[int, ...] = PRICES,
) -> Deal:
    """A contract that could be signed; ``terms`` None: as it is drafted, with next to nothing."""
    deal = awarded or make_awarded(prices)
    given = {"actor": deal.market.buyer, "now": AWARDED + DAY}
    contract = draft_contract(call_id=deal.call.pk, **given)
    deal = replace(deal, contract=contract)
    if terms is not None:
        save_contract(contract_id=contract.pk, terms=terms, version=contract.version, **given)
    if names:
        name_acceptors(
            contract_id=contract.pk, owner_email=email_of(deal.owner),
            acceptor_email=email_of(deal.acceptor), **given,
        )  # fmt: skip
    return deal


def sign(deal: Deal, actor: Actor, now=AWARDED + 2 * DAY, digest: str | None = None) -> Contract:
    digest = file_to_sign(deal.fresh).digest if digest is None else digest
    return sign_contract(actor=actor, contract_id=deal.contract.pk, digest=digest, now=now)


def make_signed(
    awarded: Deal | None = None,
    *,
    starts_on: date = FIRST_DAY,
    now=AWARDED + 2 * DAY,
    terms: ContractTerms = TERMS,
    **traits,
) -> Deal:
    """Signed by both sides; running where its first day has come."""
    deal = make_draft_contract(awarded, terms=replace(terms, starts_on=starts_on), **traits)
    sign(deal, deal.market.approver, now=now)
    sign(deal, deal.member, now=now)
    return deal


def make_running(awarded: Deal | None = None, **traits) -> Deal:
    deal = make_signed(awarded, now=AWARDED + 5 * DAY, **traits)
    assert deal.fresh.state == ContractState.RUNNING
    return deal


RUNS = AWARDED + timedelta(days=10)
"""While it runs, before anything is due."""


def report(deal: Deal, number: int = 1, *, actor: Actor | None = None, files=(), now=RUNS, **said):
    return report_delivery(
        actor=actor or deal.member, contract_id=deal.contract.pk, milestone_number=number,
        text=said.get("text", "All forty stand and light."), files=files, now=now,
    )  # fmt: skip


def decide(deal: Deal, actor: Actor, number: int = 1, *, accepts=True, reason="", now=None, of=0):
    of = (
        of
        or Delivery.objects.filter(
            milestone__contract=deal.contract, milestone__number=number
        ).count()
    )
    return decide_delivery(
        actor=actor, contract_id=deal.contract.pk, milestone_number=number, delivery_number=of,
        is_accepted=accepts, reason=reason, now=now or RUNS + DAY,
    )  # fmt: skip


def accept(deal: Deal, number: int = 1, *, now=RUNS) -> None:
    """Delivered and accepted by both."""
    report(deal, number, now=now)
    for actor in (deal.owner, deal.acceptor):
        decide(deal, actor, number, now=now + DAY)


def pay(deal: Deal, number: int = 1, *, actor: Actor | None = None, amount=150_000_00, **said):
    now = said.pop("now", RUNS + 2 * DAY)
    return record_payment(
        actor=actor or deal.market.approver, contract_id=deal.contract.pk,
        milestone_number=number, amount_minor=amount, paid_on=said.pop("paid_on", now.date()),
        now=now, **said,
    )  # fmt: skip


def make_done(running: Deal | None = None) -> Deal:
    deal = running or make_running()
    accept(deal, 1)
    accept(deal, 2)
    return deal


def make_known_contracts() -> dict[str, list[str]]:
    """A draft, one that runs with a delivery to be accepted, and one that is done, by the
    arguments of their addresses."""
    draft, running, done = make_draft_contract(), make_running(), make_done()
    delivery = report(running, files=[("plan.txt", b"A plan of lamps.")])
    return {
        "contract_number": [deal.contract.number for deal in (running, draft, done)],
        "milestone_number": ["1", "99"],
        "version_number": ["1", "99"],
        "document_id": [str(delivery.documents.get().pk)],
    }
