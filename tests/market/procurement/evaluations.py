"""Calls with opened bids, for tests of evaluation and award."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from uuid import UUID

from django.db.models.functions import Now

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people.models import User
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.appoint_evaluator import appoint_evaluator
from gongjian.market.procurement.actions.decide_complaint import make_complaint
from gongjian.market.procurement.actions.declare_interest import Declared, declare_interest
from gongjian.market.procurement.models import (
    Bid,
    BidClosing,
    BidderKey,
    BidEnvelope,
    BidWindow,
    Call,
    CallCriterion,
    CallInvitation,
    Company,
    OpenedPart,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.evaluations import criteria_of, quality_of
from gongjian.market.procurement.selectors.judged_bids import bidders_of
from gongjian.methods.bid_contents import PricePart, TechnicalPart, write_content
from tests.factories import NOW, make_actor
from tests.market.procurement.calls import (
    DAY,
    Market,
    make_call,
    make_company,
    make_market,
    make_member,
)

_numbers = count(1)
SCORES = {"plan": 8, "team": 6}
PRICES = (500_000_00, 400_000_00, 450_000_00)
PROMISED = 50_000_00
"""For a proof of concept."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A call whose bids are open, its companies by the order of their bids, its evaluators."""

    market: Market
    call: Call
    companies: tuple[Company, ...]
    evaluators: tuple[Actor, ...]

    def fresh(self) -> Call:
        return Call.objects.get(pk=self.call.pk)


def make_bid(call: Call, company: Company) -> BidEnvelope:
    number = next(_numbers)
    bid = Bid.objects.create(call=call, company=company, stage_number=call.stage_number,
                             begun_at=NOW)  # fmt: skip
    key = BidderKey.objects.create(
        company=company, public_key=f"key-{number}", registered_at=NOW, registered_by="user:x"
    )
    return BidEnvelope.objects.create(
        bid=bid, key=key, body=b"sealed", sequence=1, sent_by="user:x",
        digest=hashlib.sha256(str(number).encode()).digest(),
    )  # fmt: skip


def open_part(envelope: BidEnvelope, part: str, content: TechnicalPart | PricePart | None) -> None:
    """None: its company sealed it wrongly."""
    OpenedPart.objects.create(
        envelope=envelope, part=part, opened_at=NOW + 31 * DAY,
        outcome="open" if content else "bidder_at_fault",
        content=write_content(content).decode() if content else "",
    )  # fmt: skip


def make_judged(
    *,
    prices: tuple[int, ...] = PRICES,
    texts: tuple[str, ...] = (),
    state: CallState = CallState.EVALUATION,
    formula: str = "absolute",
    evaluators: int = 3,
    price_open: bool = False,
    **fields,
) -> Judged:
    """A call past its deadline with one bid a price, and evaluators who have declared."""
    market = make_market()
    call = make_call(market, has_keys=False, **fields)
    CallCriterion.objects.filter(call=call).delete()
    for place, (title, weight) in enumerate((("plan", 40), ("team", 20)), start=1):
        CallCriterion.objects.create(
            call=call, stage_number=call.stage_number, place=place, kind="quality", title=title,
            weight=weight,
        )  # fmt: skip
    CallCriterion.objects.create(
        call=call, stage_number=call.stage_number, place=3, kind="price", title="Price", weight=40,
        formula=formula,
    )  # fmt: skip
    companies = tuple(make_company() for _ in prices)
    # The database takes bids by its own clock, whatever moment the test lives in.
    BidWindow.objects.create(
        call=call, stage_number=call.stage_number, closes_at=Now() + timedelta(days=9)
    )
    envelopes = [make_bid(call, company) for company in companies]
    BidClosing.objects.create(
        call=call, stage_number=call.stage_number, envelopes=len(prices), standing=len(prices),
        root=bytes(32), note="signed", deadline=Now(), closed_at=Now(),
    )  # fmt: skip
    for at, (envelope, price) in enumerate(zip(envelopes, prices, strict=True)):
        text = texts[at] if at < len(texts) else f"Offer {at}: lamps of our own make."
        open_part(envelope, "technical", TechnicalPart(f"Offer {at}", text))
        if price_open:
            open_part(envelope, "price", PricePart(price, "CNY"))
    Call.objects.filter(pk=call.pk).update(state="technical_opening", closed_at=NOW + 30 * DAY)
    judges = tuple(make_actor() for _ in range(evaluators))
    judged = Judged(market, call, companies, judges)
    for judge in judges:
        appoint(judged, judge)
        declare(judged, judge)
    Call.objects.filter(pk=call.pk).update(state=state.value)
    return judged


def appoint(judged: Judged, judge: Actor, reason: str = ""):
    email = User.objects.get(pk=judge.user_id).email
    return appoint_evaluator(
        actor=judged.market.buyer, call_id=judged.call.pk, email=email, reason=reason,
        now=NOW + 31 * DAY,
    )  # fmt: skip


def declare(judged: Judged, judge: Actor, said: dict[UUID, Declared] | None = None):
    declared = {company: Declared(False) for company in bidders_of(judged.call)} | (said or {})
    return declare_interest(
        actor=judge, call_id=judged.call.pk, declared=declared, now=NOW + 31 * DAY
    )


def score(judged: Judged, judge: Actor, *, company: int = 0, criterion: int = 0, score: int = 7,
          reason: str = "It is shown how.", now=NOW + 32 * DAY):  # fmt: skip
    criteria = quality_of(criteria_of(judged.call))
    return scoring.score_bid(
        actor=judge, call_id=judged.call.pk, company_id=judged.companies[company].pk,
        judgements=[scoring.Judgement(criteria[criterion].pk, score, reason)], now=now,
    )  # fmt: skip


def score_all(judged: Judged, judge: Actor, *, scores: tuple[int, ...] = (), locks: bool = True):
    """Score every bid, ``scores`` by company, and lock."""
    for at in range(len(judged.companies)):
        given = scores[at] if scores else 7
        for criterion in range(2):
            score(judged, judge, company=at, criterion=criterion, score=given)
    if locks:
        scoring.lock_scores(actor=judge, call_id=judged.call.pk, now=NOW + 32 * DAY)


def judge_all(judged: Judged, scores: tuple[int, ...] = ()) -> None:
    for judge in judged.evaluators:
        score_all(judged, judge, scores=scores)


def open_prices(judged: Judged, prices: tuple[int | None, ...]) -> None:
    """Go on to the opening of prices, and open them; None: sealed wrongly."""
    scoring.open_prices(actor=judged.market.buyer, call_id=judged.call.pk, now=NOW + 33 * DAY)
    envelopes = BidEnvelope.objects.filter(bid__call=judged.call).order_by("bid__id")
    for envelope, price in zip(envelopes, prices, strict=True):
        open_part(envelope, "price", None if price is None else PricePart(price, "CNY"))


def make_standing(prices: tuple[int, ...] = PRICES) -> Judged:
    """A call with an intended award, to which bidders may object."""
    judged = make_judged()
    judge_all(judged)
    open_prices(judged, prices)
    given = {"call_id": judged.call.pk, "now": NOW + 34 * DAY}
    awarding.intend_award(actor=judged.market.buyer, reason="First by the ranking.", **given)
    awarding.begin_standstill(**given)
    return judged


def make_proved() -> Judged:
    """Two companies have delivered their proofs of concept, a third has not."""
    judged = make_judged(
        procedure_code="challenge", stage_number=2, proof_minor=PROMISED,
        initiative_ref="initiative:lamps", prices=(1, 2),
    )  # fmt: skip
    for company in (*judged.companies, make_company("Late Lamps")):
        CallInvitation.objects.create(
            call=judged.call, company=company, stage_number=2, reason="Good pitch.", invited_at=NOW
        )
    return judged


def object_to_award(standing: Judged) -> Company:
    """The first of its bidders complains: the call rests."""
    company = standing.companies[0]
    make_complaint(
        actor=make_member(company), call_id=standing.call.pk, company_id=company.pk,
        text="Our plan was read wrongly.", now=NOW + 34 * DAY,
    )  # fmt: skip
    return company


def make_known_bids() -> dict[str, list[str]]:
    """A call that is judged and one that rests for a complaint, by the arguments of their
    addresses."""
    judged, opposed = make_judged(), make_standing()
    company = object_to_award(opposed)
    envelope = BidEnvelope.objects.filter(bid__call=opposed.call).first()
    return {
        "call_number": [judged.call.number, opposed.call.number],
        "evaluator_number": ["1", "99"],
        "complaint_number": ["1", "99"],
        "bid_code": [company.code, judged.companies[0].code],
        "envelope_id": [str(envelope.pk)],
        "part": ["technical", "price"],
        "company_id": [str(company.pk)],
    }
