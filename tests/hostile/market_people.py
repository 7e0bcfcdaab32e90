"""Who buys, bids, judges, keeps keys and accepts, each with what they have to do with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.people.models import RoleGrant, User
from gongjian.foundation.people.selectors.actors import actor_of_user
from gongjian.government.cases.models import Case
from gongjian.market.initiatives.actions.change_evidence import add_evidence
from gongjian.market.initiatives.models import Initiative
from gongjian.market.procurement.actions.appoint_evaluator import appoint_evaluator
from gongjian.market.procurement.actions.ask_explanation import ask_explanation
from gongjian.market.procurement.actions.bidder_keys import register_bidder_key
from gongjian.market.procurement.actions.change_contract import propose_change
from gongjian.market.procurement.actions.company_members import invite_company_member
from gongjian.market.procurement.actions.declare_owners import OwnerDraft, declare_owner
from gongjian.market.procurement.actions.draft_contract import name_acceptors
from gongjian.market.procurement.actions.exclude_bid import exclude_bid
from gongjian.market.procurement.actions.follow_call import follow_call
from gongjian.market.procurement.actions.rate_contract import rate_contract
from gongjian.market.procurement.models import (
    Call,
    CallCriterion,
    CallTrustee,
    Company,
    ProofOfConcept,
)
from gongjian.market.procurement.rules.states import CallState
from tests.factories import make_user
from tests.market.procurement import bids, contracts
from tests.market.procurement.calls import DAY, Market, make_company, make_market, make_member
from tests.market.procurement.evaluations import (
    PRICES,
    PROMISED,
    Judged,
    appoint,
    declare,
    judge_all,
    make_judged,
    make_proved,
    make_standing,
    open_prices,
    score_all,
)

MARKET_PERSONS = ("buyer", "bidder", "expert")
"""Who runs calls; who speaks for companies; who judges one call, keeps a key of others, accepts
what a contract brings, and is asked by a company to speak for it."""
Known = dict[str, list[str]]


@dataclass
class MarketPeople:
    market: Market
    users: dict[str, User]
    calls: dict[str, list[Call]] = field(default_factory=lambda: {"bidder": [], "expert": []})
    companies: list[Company] = field(default_factory=list)
    """Those that the bidder speaks for; the first has others, too."""
    scored: list[str] = field(default_factory=list)
    """What the bid is called that the expert judges."""

    def actor(self, person: str) -> Actor:
        return actor_of_user(User.objects.get(pk=self.users[person].pk))

    def email(self, person: str) -> str:
        return self.users[person].email

    def known_to(self, person: str) -> Known:
        """What is known to anybody, but of calls and companies those that concern them."""
        if person not in self.calls:
            return {}
        known = {"call_number": [call.number for call in self.calls[person]]}
        if person == "bidder":
            known["company_id"] = [str(one.pk) for one in self.companies[:4]]
        if person == "expert":
            known["bid_code"] = self.scored
        return known

    def speak_for(self, company: Company) -> None:
        RoleGrant.objects.get_or_create(
            user=self.users["bidder"], role=Role.COMPANY_MEMBER, organisation=company.organisation
        )
        self.companies.append(company)


def make_market_people(known: Known, at: datetime) -> MarketPeople:
    """Add them, and what they have to do with, to what is known of calls in every state."""
    market = make_market()
    users = {"bidder": make_user(name="Wu Lan"), "expert": make_user(name="Zhou Yi")}
    users["buyer"] = User.objects.get(pk=market.buyer.user_id)
    people = MarketPeople(market, users)
    _add_evidence(people, at)
    of_company = _add_company(people, at)
    of_bids = _add_sealed_bids(people, at)
    of_calls = [*_add_judged(people, at), *_add_earlier_states(people, known)]
    people.calls["buyer"] = [*of_calls, *people.calls["bidder"]]
    found = {**of_company, **of_bids, **_add_contracts(people)}
    found["call_number"] = [call.number for call in people.calls["buyer"]]
    found["company_id"] = [
        *(str(one.pk) for one in people.companies), str(make_company(is_confirmed=False).pk)
    ]  # fmt: skip
    found["bid_code"] = [one.code for one in people.companies]
    for name, values in found.items():
        known[name] = list(dict.fromkeys([*known.get(name, []), *values]))
    return people


def _add_evidence(people: MarketPeople, at: datetime) -> None:
    """A case says why the initiative that is considered is needed."""
    considered = Initiative.objects.filter(state="considered").get()
    case = Case.objects.filter(is_public=True).first()
    add_evidence(
        actor=people.actor("buyer"), initiative_id=considered.pk, reference=f"case:{case.pk}",
        now=at,
    )  # fmt: skip


def _add_company(people: MarketPeople, at: datetime) -> Known:
    """It has a member more, asks the expert, and says who owns it."""
    company = make_company("Heron Lamps")
    people.speak_for(company)
    colleague = make_member(company)
    by = {"actor": people.actor("bidder"), "company_id": company.pk, "now": at}
    asked = invite_company_member(email=people.email("expert"), **by)
    owner = declare_owner(
        draft=OwnerDraft(
            name="Zhou Yi", is_person=True, share_bp=2_500, since=at.date(), owner_code="",
            email=people.email("expert"),
        ),
        **by,
    )  # fmt: skip
    return {
        "membership_id": [str(asked.pk)],
        "owner_id": [str(owner.pk)],
        "user_id": [str(colleague.user_id)],
    }


def _add_sealed_bids(people: MarketPeople, at: datetime) -> Known:
    """Calls with sealed bids: one is open, one closed, of one trustees may open a part."""
    company = people.companies[0]
    bidder = bids.Bidder(company, people.actor("bidder"), bids.sha256(b"heron").digest())
    key = register_bidder_key(
        actor=bidder.member, company_id=company.pk, public_key=bids.public_key(bidder.seed), now=at
    )
    _first, *others = people.market.trustees
    kept = replace(people.market, trustees=(people.actor("expert"), *others))
    made = [bids.make_open_call(market) for market in (people.market, people.market, kept)]
    envelopes = [bids.send(call, bidder) for call in made]
    follow_call(actor=bidder.member, call_id=made[0].pk, now=at)
    for call in made[1:]:
        bids.close(call)
    bids.move_to(made[2], CallState.TECHNICAL_OPENING)
    appoint_evaluator(
        actor=people.market.buyer, call_id=made[1].pk, email=people.email("expert"),
        reason="It only claims that they own a part.", now=at,
    )  # fmt: skip
    people.calls["bidder"] += made
    people.calls["expert"] += made[1:]
    return {"envelope_id": [str(envelopes[0].pk)], "key_id": [str(key.pk)]}


def _add_judged(people: MarketPeople, at: datetime) -> list[Call]:
    """Scored by the expert; with bids left out, asked about, ranked, and to be awarded."""
    scored = make_judged(evaluators=2)
    expert = people.actor("expert")
    Call.objects.filter(pk=scored.call.pk).update(state=CallState.TECHNICAL_OPENING)
    appoint(scored, expert)
    declare(scored, expert)
    Call.objects.filter(pk=scored.call.pk).update(state=CallState.EVALUATION)
    score_all(scored, expert, locks=False)
    _exclude(scored, "conditions", at)

    priced, doubted = _priced(), _priced()
    for one in (priced, doubted):
        ask_explanation(
            actor=one.market.buyer, call_id=one.call.pk, company_id=one.companies[1].pk,
            question="How?", now=at,
        )  # fmt: skip
    people.speak_for(priced.companies[1])
    _exclude(doubted, "abnormal", at + 60 * DAY)

    standing, to_award = make_standing(), make_standing()
    people.speak_for(standing.companies[0])
    Call.objects.filter(pk=standing.call.pk).update(standstill_until=at + 9 * DAY)
    Call.objects.filter(pk=to_award.call.pk).update(standstill_until=at - DAY)

    applied = make_judged(procedure_code="restricted")
    CallCriterion.objects.filter(call=applied.call, stage_number=1, kind="price").delete()
    judge_all(applied)
    proved = make_proved()
    ProofOfConcept.objects.create(
        call=proved.call, company=proved.companies[0], state="accepted", due_minor=PROMISED,
        decided_at=at, decided_by="user:another",
    )  # fmt: skip
    people.calls["bidder"] += [priced.call, standing.call]
    people.calls["expert"].append(scored.call)
    people.scored.append(scored.companies[0].code)
    return [one.call for one in (scored, doubted, to_award, applied, proved)]


def _priced() -> Judged:
    judged = make_judged()
    judge_all(judged)
    open_prices(judged, PRICES)
    return judged


def _exclude(judged: Judged, ground: str, at: datetime) -> None:
    exclude_bid(
        actor=judged.market.buyer, call_id=judged.call.pk, company_id=judged.companies[1].pk,
        ground=ground, reason="It has no lamps.", now=at,
    )  # fmt: skip


def _add_earlier_states(people: MarketPeople, known: Known) -> list[Call]:
    """The calls in every state that are there; of the draft the expert keeps a key."""
    found = list(Call.objects.filter(number__in=known["call_number"]))
    draft = next(call for call in found if call.state == CallState.DRAFT)
    CallTrustee.objects.filter(call=draft, place=1).update(user=people.users["expert"])
    people.calls["expert"].append(draft)
    return found


def _add_contracts(people: MarketPeople) -> Known:
    """A draft, one half signed, one with a delivery to be accepted, one to be changed, one done."""
    draft, signing = contracts.make_draft_contract(), contracts.make_draft_contract()
    contracts.sign(signing, signing.member)
    running, changing, done = (
        contracts.make_running(), contracts.make_running(), contracts.make_done()
    )  # fmt: skip
    contracts.accept(running, 1)
    delivery = contracts.report(running, 2, files=[("plan.txt", b"A plan of lamps.")])
    initiative = Initiative.objects.filter(state="delivered").get()
    Call.objects.filter(pk=running.call.pk).update(initiative_ref=f"initiative:{initiative.pk}")
    name_acceptors(
        actor=running.market.buyer, contract_id=running.contract.pk,
        owner_email=contracts.email_of(running.owner), acceptor_email=people.email("expert"),
        reason="The other one left.", now=contracts.RUNS,
    )  # fmt: skip
    propose_change(
        actor=changing.market.buyer, contract_id=changing.contract.pk,
        terms=replace(contracts.TERMS, text="Ninety lamps."), rationale="The lake grew.",
        version=changing.fresh.version, now=contracts.RUNS,
    )  # fmt: skip
    rate_contract(
        actor=done.market.approver, contract_id=done.contract.pk, stars=4, text="On time.",
        now=contracts.RUNS + 9 * DAY,
    )  # fmt: skip
    deals = (draft, running, signing, changing, done)
    for deal in deals:
        people.speak_for(deal.company)
    # What is not signed yet, the winner may decline and the buyer give up.
    people.calls["bidder"].insert(1, draft.call)
    people.calls["buyer"].append(draft.call)
    return {
        "contract_number": [deal.contract.number for deal in deals],
        "milestone_number": ["1", "99"],
        "version_number": ["1", "99"],
        "document_id": [str(delivery.documents.get().pk)],
    }
