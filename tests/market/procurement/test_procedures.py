"""Each other procedure from its draft to a signed contract, by its steps only: bids that are really
sealed, keys that trustees really give, and a call file that anybody can check."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from django.core.management import call_command

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people.models import User
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions import begin_evaluation as beginning
from gongjian.market.procurement.actions import draft_contract as contracting
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.appoint_evaluator import appoint_evaluator
from gongjian.market.procurement.actions.approve_call import approve_call
from gongjian.market.procurement.actions.decide_proof import decide_proof
from gongjian.market.procurement.actions.declare_interest import Declared, declare_interest
from gongjian.market.procurement.actions.give_key import give_key
from gongjian.market.procurement.actions.name_trustees import name_trustees
from gongjian.market.procurement.actions.open_call import open_call, open_next_stage
from gongjian.market.procurement.actions.pay_proof import pay_proof
from gongjian.market.procurement.actions.save_call import CallDraft, CriterionDraft, draft_call
from gongjian.market.procurement.actions.sign_contract import sign_contract
from gongjian.market.procurement.models import Call, Company
from gongjian.market.procurement.selectors.bids import closing_of
from gongjian.market.procurement.selectors.evaluations import criteria_of, quality_of
from gongjian.market.procurement.selectors.judged_bids import bidders_of
from gongjian.market.procurement.selectors.kept_call_files import file_bytes, kept_call_file
from gongjian.market.procurement.selectors.signing import file_to_sign
from gongjian.methods import bid_keys
from tests.factories import make_actor, make_department
from tests.market.procurement import bids
from tests.market.procurement.calls import Market, make_market, make_member
from tests.market.procurement.contracts import TERMS, email_of

pytestmark = pytest.mark.django_db
HOW = CriterionDraft(kind="quality", title="How it is done", weight=60)
COST = CriterionDraft(kind="price", title="Price", weight=40, formula="absolute")
PITCH = CriterionDraft(kind="quality", title="The idea", weight=100)
PROMISED = 20_000_00


@dataclass
class Way:
    """A call on its way, and what a procedure asks of those who lead it."""

    market: Market
    bidders: list[bids.Bidder]
    judges: int
    call: Call = field(init=False)

    def step(self, act, actor: Actor | None = None, **said):
        done = act(actor=actor or self.market.buyer, call_id=self.call.pk, now=now(), **said)
        self.call.refresh_from_db()
        return done

    def closing_day(self, days: int):
        return duties.deadline_at(None, now(), days)


def make_way(procedure: str, prices: int, judges: int, days: int, **fields) -> Way:
    """Drafted, with trustees and their keys, approved by another person, opened."""
    way = Way(make_market(), [bids.make_bidder() for _number in range(prices)], judges)
    market = way.market
    if procedure == "direct":
        fields["invited_ids"] = [way.bidders[0].company.pk]
    way.call = draft_call(
        actor=market.buyer, now=now(),
        draft=CallDraft(
            procedure_code=procedure, title="Lamps", text="Lamps for the lake path.",
            buyer_id=market.body.pk, estimate_minor=250_000_00, ceiling_minor=300_000_00, **fields,
        ),
    )  # fmt: skip
    pairs = zip(market.trustee_bodies, market.trustees, strict=True)
    named = [(body.pk, email_of(trustee)) for body, trustee in pairs]
    way.step(name_trustees, trustees=named, threshold=2)
    for place, trustee in enumerate(market.trustees, start=1):
        key = bid_keys.trustee_public_key(bids.trustee_seed(way.call, place))
        way.step(give_key, trustee, public_key=str(key))
    way.step(approve_call, market.approver, version=way.call.version)
    way.step(open_call, closes_at=way.closing_day(days))
    return way


def judge(way: Way) -> None:
    """From the deadline to the last lock; whoever comes first is scored highest."""
    bids.close(way.call)
    judges = [make_actor() for _number in range(way.judges)]
    for one in judges:
        way.step(appoint_evaluator, email=User.objects.get(pk=one.user_id).email)
        declared = {company: Declared(False) for company in bidders_of(way.call)}
        way.step(declare_interest, one, declared=declared)
    way.step(beginning.open_technical)
    for place in (1, 3):
        bids.release(way.call, way.market, place, "technical")
    way.step(beginning.begin_evaluation)
    (criterion,) = quality_of(criteria_of(way.call))
    order = [one.company.pk for one in way.bidders]
    for one in judges:
        for company in bidders_of(way.call):
            said = scoring.Judgement(criterion.pk, 9 - order.index(company), "It is shown how.")
            way.step(scoring.score_bid, one, company_id=company, judgements=[said])
        way.step(scoring.lock_scores, one)


def award(way: Way) -> Company:
    way.step(scoring.open_prices)
    for place in (2, 3):
        bids.release(way.call, way.market, place, "price")
    made = way.step(awarding.intend_award, reason="First by the ranking.")
    awarding.begin_standstill(call_id=way.call.pk, now=now())
    way.call.refresh_from_db()
    after = way.call.standstill_until + timedelta(minutes=1)
    awarding.award_call(actor=way.market.buyer, call_id=way.call.pk, now=after)
    way.call.refresh_from_db()
    return made.company


def sign(way: Way, amount_minor: int) -> str:
    """Draft the contract, name who accepts, and sign it for both sides; its state."""
    market, at = way.market, way.call.standstill_until + timedelta(minutes=2)
    given = {"actor": market.buyer, "now": at}
    contract = contracting.draft_contract(call_id=way.call.pk, **given)
    first, _second = TERMS.milestones
    terms = replace(
        TERMS, starts_on=local_day(at) + timedelta(days=9), amount_minor=amount_minor,
        deliverables=TERMS.deliverables[:1],
        milestones=(
            replace(first, amount_minor=amount_minor, due_on=local_day(at) + timedelta(days=90)),
        ),
    )  # fmt: skip
    contracting.save_contract(
        contract_id=contract.pk, terms=terms, version=contract.version, **given
    )
    acceptor = make_actor(Role.HANDLER, organisation=make_department("Quality Office"))
    contracting.name_acceptors(
        contract_id=contract.pk, owner_email=email_of(market.buyer),
        acceptor_email=email_of(acceptor), **given,
    )  # fmt: skip
    for actor in (market.approver, make_member(contract.company)):
        contract.refresh_from_db()
        digest = file_to_sign(contract).digest
        sign_contract(actor=actor, contract_id=contract.pk, digest=digest, now=at)
    contract.refresh_from_db()
    return contract.state


def verify(way: Way, stage: int, folder) -> str:
    """What anybody is told by the public file of a stage, once the ledger is sealed."""
    ledger.seal_ledger(now=now())
    file = folder / f"stage-{stage}.json"
    file.write_bytes(file_bytes(kept_call_file(way.call, closing_of(way.call, stage))))
    said = io.StringIO()
    call_command("verify", "call", str(file), "--town-key", ledger.town_key(), stdout=said)
    return said.getvalue().strip().splitlines()[-1]


def send(way: Way, prices: tuple[int, ...]) -> None:
    for bidder, price in zip(way.bidders, prices, strict=False):
        bids.send(way.call, bidder, amount_minor=price)


@pytest.mark.parametrize(
    ("procedure", "prices", "judges", "days", "reason"),
    [
        ("quotation", (250_000_00, 240_000_00, 245_000_00), 3, 4, ""),
        ("direct", (240_000_00,), 1, 2, "Only they can repair their own lamps."),
    ],
)
def test_a_quotation_and_a_direct_award_come_to_a_contract(
    tmp_path, procedure, prices, judges, days, reason
):
    way = make_way(procedure, len(prices), judges, days, criteria=(HOW, COST), direct_reason=reason)
    send(way, prices)
    judge(way)
    winner = award(way)

    assert winner == way.bidders[0].company
    assert way.call.state == "contract"
    assert sign(way, prices[0]) == "signed"
    assert verify(way, 1, tmp_path) == "All of it holds."


def test_a_challenge_goes_over_pitches_and_paid_proofs_to_a_contract(tmp_path):
    way = make_way(
        "challenge", 3, 3, 11, proof_minor=PROMISED,
        criteria=(PITCH, replace(HOW, stage_number=2), replace(COST, stage_number=2)),
    )  # fmt: skip
    for bidder in way.bidders:
        contents = bids.make_contents()
        body = bids.seal(way.call, bidder, {"technical": contents["technical"]})
        bids.send(way.call, bidder, body)
    judge(way)
    first, second, third = (bidder.company for bidder in way.bidders)
    way.step(
        open_next_stage, invited=[(first.pk, "Best."), (second.pk, "Good.")],
        left_out=[(third.pk, "Two are enough.")], closes_at=way.closing_day(11),
    )  # fmt: skip
    send(way, (250_000_00, 240_000_00))
    judge(way)
    way.step(decide_proof, company_id=second.pk, is_accepted=True)
    winner = award(way)
    way.step(
        pay_proof, way.market.supervisor, company_id=second.pk, amount_minor=PROMISED,
        paid_on=local_day(now()),
    )  # fmt: skip

    assert winner == first
    assert sign(way, 250_000_00) == "signed"
    assert way.call.proofs.get().state == "paid"
    for stage in (1, 2):
        assert verify(way, stage, tmp_path) == "All of it holds."
