"""The demo town's calls, step by step through the actions that everybody else takes, too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from gongjian.config.demo import calls_done, calls_judged, calls_open
from gongjian.config.demo.call_scripts import Account, Asked, CallScript, Offer, Proof, Words
from gongjian.config.demo.load_contracts import ContractPlay
from gongjian.config.demo.market_stage import THRESHOLD, TRUSTEES, Stage
from gongjian.config.demo.score_reasons import reason_for
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.actions import begin_evaluation as beginning
from gongjian.market.procurement.actions import end_call as ending
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.accept_shares import accept_shares
from gongjian.market.procurement.actions.amend_call import AmendmentDraft, amend_call
from gongjian.market.procurement.actions.appoint_evaluator import appoint_evaluator
from gongjian.market.procurement.actions.approve_call import approve_call
from gongjian.market.procurement.actions.ask_explanation import ask_explanation, explain_price
from gongjian.market.procurement.actions.ask_question import answer_question, ask_question
from gongjian.market.procurement.actions.close_call import close_call
from gongjian.market.procurement.actions.decide_proof import decide_proof
from gongjian.market.procurement.actions.declare_interest import Declared, declare_interest
from gongjian.market.procurement.actions.give_key import give_key
from gongjian.market.procurement.actions.name_trustees import name_trustees
from gongjian.market.procurement.actions.open_call import open_call, open_next_stage
from gongjian.market.procurement.actions.open_parts import open_parts
from gongjian.market.procurement.actions.pay_proof import pay_proof
from gongjian.market.procurement.actions.save_call import CallDraft, CriterionDraft, draft_call
from gongjian.market.procurement.actions.submit_bid import submit_bid
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.selectors.bids import closing_of, read_body, standing_envelopes
from gongjian.market.procurement.selectors.evaluations import criteria_of, quality_of
from gongjian.market.procurement.selectors.judged_bids import bidders_of, readable_bids
from gongjian.market.procurement.selectors.sealing import sealing_context
from gongjian.methods import bid_keys
from gongjian.methods.bid_contents import (
    PriceLine,
    PricePart,
    SecretPart,
    TechnicalPart,
    write_content,
)
from gongjian.methods.bid_envelopes import seal_bid
from gongjian.methods.bid_openings import release_shares

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
MOST = 10
CALLS = (*calls_done.CALLS, *calls_judged.CALLS, *calls_open.CALLS)


def plan_calls(stage: Stage) -> None:
    """Put all of them on the agenda, as far as each has come."""
    for script in CALLS:
        CallPlay(stage, script).plan()


class CallPlay:
    """One call: what is done when, and how."""

    def __init__(self, stage: Stage, script: CallScript) -> None:
        self._stage, self._script = stage, script
        self._id: UUID

    @property
    def _call(self) -> Call:
        return Call.objects.select_related("buyer", "category").get(pk=self._id)

    def plan(self) -> None:
        days, ago, add = self._script.days, self._stage.agenda.ago, self._stage.agenda.add
        add(ago(days.drafted, 9), self._draft)
        add(ago(days.drafted, 10), self._name_trustees)
        add(ago(days.drafted, 13), self._give_keys)
        add(ago(days.drafted, 16), self._approve)
        opened_at = ago(days.opened, 9)
        closes_at = duties.deadline_at(None, opened_at, days.lasts)
        add(opened_at, partial(self._open, closes_at))
        self._plan_bids(self._script.offers, closes_at, 1)
        for number, asked in enumerate(self._script.questions, start=1):
            add(ago(asked.day, 14), partial(self._ask, asked))
            if asked.answered:
                add(ago(asked.answered, 16), partial(self._answer, number, asked))
        if self._script.amended:
            add(ago(self._script.amended.day, 10), self._amend, by_database=True)
        else:
            add(closes_at + SECOND, self._close, by_database=True)
        self._plan_judging()
        if self._script.second:
            self._plan_second()
        if self._script.ended:
            add(ago(self._script.ended.day, 16), self._end, by_database=True)
        if self._script.agreed:
            ContractPlay(self._stage, self._script, lambda: self._id).plan()

    def _plan_bids(self, offers: Sequence[Offer], closes_at: datetime, stage_number: int) -> None:
        """In the last hours, as companies do; while a call is open, yesterday."""
        last = min(closes_at - 8 * HOUR, self._stage.agenda.ago(1, 16))
        for number, offer in enumerate(offers):
            at = last - number * timedelta(hours=1, minutes=17)
            self._stage.agenda.add(at, partial(self._bid, offer, stage_number), by_database=True)

    def _plan_judging(self) -> None:
        days, ago, add = self._script.days, self._stage.agenda.ago, self._stage.agenda.add
        if days.judged:
            add(ago(days.judged, 9), self._appoint)
            add(ago(days.judged, 9.5), self._declare)
        if days.technical:
            add(ago(days.technical, 10), self._open_technical)
            add(ago(days.technical, 15), partial(self._release, "technical"))
        if days.begun:
            add(ago(days.begun, 9), self._begin)
        if days.scored:
            add(ago(days.scored, 9.25), self._score)
        if days.prices:
            add(ago(days.prices, 11), self._open_prices)
            add(ago(days.prices, 14), partial(self._release, "price"))
        for one in self._script.accounts:
            add(ago(one.asked, 9), partial(self._ask_account, one))
            add(ago(one.answered, 17), partial(self._account, one))
        if days.intended:
            add(ago(days.intended, 16), self._intend)
        if days.awarded:
            add(ago(days.awarded, 9), self._award)

    def _plan_second(self) -> None:
        second = self._script.second
        assert second is not None
        opened_at = self._stage.agenda.ago(second.opened, 9)
        closes_at = duties.deadline_at(None, opened_at, second.lasts)
        ago, add = self._stage.agenda.ago, self._stage.agenda.add
        add(opened_at, partial(self._open_second, closes_at))
        if second.offers:
            self._plan_bids(second.offers, closes_at, 2)
            add(closes_at + SECOND, self._close, by_database=True)
        for proof in second.proofs:
            add(ago(proof.accepted, 10), partial(self._accept_proof, proof))
            add(ago(proof.paid, 11), partial(self._pay_proof, proof))

    # What the buyer and the trustees do before bids come in.

    def _draft(self, now: datetime) -> None:
        stage, script = self._stage, self._script
        number_of_stages = 2 if script.second else 1
        draft = CallDraft(
            procedure_code=script.procedure, title=stage.say(script.title),
            text=stage.say(script.text), buyer_id=stage.bodies[script.buyer],
            estimate_minor=script.estimate * 100, ceiling_minor=script.ceiling * 100,
            criteria=[
                one for number in range(1, number_of_stages + 1)
                for one in self._criteria(number, number_of_stages)
            ],
            initiative_ref=f"initiative:{stage.initiatives[script.initiative]}",
            largest_size=script.largest_size, direct_reason=stage.say(script.direct_reason),
            supply=script.supply, proof_minor=script.proof * 100 or None, language=stage.language,
            invited_ids=[stage.companies[one.by] for one in script.offers]
            if script.procedure == "direct" else [],
        )  # fmt: skip
        self._id = draft_call(actor=stage.manager, draft=draft, now=now).pk

    def _criteria(self, number: int, stages: int) -> list[CriterionDraft]:
        """The price counts in the last stage; before, quality is all there is."""
        script, say = self._script, self._stage.say
        has_price = number == stages
        rest = 100 - script.price_weight if has_price and stages > 1 else 0
        found = [
            CriterionDraft(
                kind="quality", title=say(one.title), text=say(one.text),
                weight=rest or one.weight, least=one.least, stage_number=number,
            )
            for one in script.quality
        ]  # fmt: skip
        if has_price:
            title = say(Words("Price", "价格"))
            found.append(
                CriterionDraft(
                    kind="price", title=title, weight=script.price_weight,
                    formula=script.formula, stage_number=number,
                )
            )  # fmt: skip
        return found

    def _name_trustees(self, now: datetime) -> None:
        stage = self._stage
        trustees = [(stage.bodies[body], stage.email(key)) for body, key in TRUSTEES]
        name_trustees(
            actor=stage.manager, call_id=self._id, trustees=trustees, threshold=THRESHOLD, now=now
        )

    def _give_keys(self, now: datetime) -> None:
        for number, (_body, key) in enumerate(TRUSTEES):
            public = bid_keys.trustee_public_key(self._seed(key))
            give_key(
                actor=self._stage.actors[key], call_id=self._id, public_key=str(public),
                now=now + number * HOUR / 3,
            )  # fmt: skip

    def _seed(self, trustee: str) -> bytes:
        return self._stage.keys.trustee(trustee, str(self._id), self._call.number)

    def _approve(self, now: datetime) -> None:
        approver = self._stage.actors[f"supervisor-{self._script.buyer}"]
        approve_call(actor=approver, call_id=self._id, version=self._call.version, now=now)

    def _open(self, closes_at: datetime, now: datetime) -> None:
        open_call(actor=self._stage.manager, call_id=self._id, closes_at=closes_at, now=now)

    def _ask(self, asked: Asked, now: datetime) -> None:
        ask_question(
            actor=self._stage.member(asked.by), call_id=self._id,
            company_id=self._stage.companies[asked.by], text=self._stage.say(asked.text), now=now,
        )  # fmt: skip

    def _answer(self, number: int, asked: Asked, now: datetime) -> None:
        answer_question(
            actor=self._stage.manager, call_id=self._id, number=number,
            text=self._stage.say(asked.answer), now=now,
        )  # fmt: skip

    def _amend(self, now: datetime) -> None:
        amended = self._script.amended
        assert amended is not None
        draft = AmendmentDraft(
            reason=self._stage.say(amended.reason), text=self._stage.say(amended.text)
        )
        amend_call(
            actor=self._stage.manager, call_id=self._id, draft=draft, version=self._call.version,
            now=now,
        )  # fmt: skip

    # What companies and the clock do.

    def _bid(self, offer: Offer, stage_number: int, now: datetime) -> None:
        call, say = self._call, self._stage.say
        codes = [f"C{number}" for number in range(1, len(offer.answers) + 1)]
        answers = tuple(zip(codes, map(say, offer.answers), strict=True))
        parts: dict[str, TechnicalPart | PricePart | SecretPart] = {
            "technical": TechnicalPart(say(offer.title), say(offer.text), answers)
        }
        if call.stage.has_price:
            amount = offer.price * 100
            line = PriceLine(say(self._script.title), 1, amount, amount)
            parts["price"] = PricePart(amount, call.currency, (line,))
        if say(offer.secret):
            parts["secret"] = SecretPart(say(offer.secret))
        sealed = seal_bid(
            {name: write_content(part) for name, part in parts.items()}, sealing_context(call),
            self._stage.town.companies[offer.by - 1].code,
            bid_keys.bidder_key(self._stage.keys.company(offer.by)), stage_number,
        )  # fmt: skip
        submit_bid(
            actor=self._stage.member(offer.by), call_id=self._id,
            company_id=self._stage.companies[offer.by], body=sealed, now=now,
        )  # fmt: skip

    def _close(self, now: datetime) -> None:
        if not close_call(call_id=self._id):
            raise RuntimeError(f"the demo's call {self._script.key} does not close at {now}")

    # Evaluation.

    def _appoint(self, now: datetime) -> None:
        keys = list(self._script.evaluators)
        if self._script.conflicted:
            keys.insert(0, self._script.conflicted[0])
        for number, key in enumerate(keys):
            appoint_evaluator(
                actor=self._stage.manager, call_id=self._id, email=self._stage.email(key),
                now=now + number * SECOND,
            )  # fmt: skip

    def _declare(self, now: datetime) -> None:
        bidders = list(bidders_of(self._call))
        declared = {company: Declared(False) for company in bidders}
        if self._script.conflicted:
            key, words = self._script.conflicted
            first = self._stage.companies[self._script.offers[0].by]
            said = {**declared, first: Declared(True, self._stage.say(words))}
            self._declare_as(key, said, now)
        for number, key in enumerate(self._script.evaluators, start=1):
            self._declare_as(key, declared, now + number * HOUR / 12)

    def _declare_as(self, key: str, declared: dict[UUID, Declared], now: datetime) -> None:
        actor = self._stage.actors[key]
        declare_interest(actor=actor, call_id=self._id, declared=declared, now=now)

    def _open_technical(self, now: datetime) -> None:
        beginning.open_technical(actor=self._stage.manager, call_id=self._id, now=now)

    def _release(self, part: str, now: datetime) -> None:
        """Have trustees release their shares, in turn; what is open then, is opened."""
        call = self._call
        closing = closing_of(call)
        assert closing is not None
        envelopes = [read_body(row) for row in standing_envelopes(call, call.stage_number)]
        for number, (_body, key) in enumerate(TRUSTEES[: self._script.shares]):
            moment = now + number * HOUR
            body = release_shares(
                sealing_context(call), bytes(closing.root), envelopes, part, self._seed(key)
            )
            row = accept_shares(
                actor=self._stage.actors[key], call_id=self._id, part=part, body=body, now=moment
            )
            open_parts(release_id=row.pk, now=moment + SECOND)

    def _begin(self, now: datetime) -> None:
        beginning.begin_evaluation(actor=self._stage.manager, call_id=self._id, now=now)

    def _score(self, now: datetime) -> None:
        """Each a little otherwise, so that the mean is what the script says."""
        call, script = self._call, self._script
        criteria = quality_of(criteria_of(call))
        readable = readable_bids(call)
        judges = script.evaluators[: len(script.evaluators) - script.waiting]
        for judge, key in enumerate(judges):
            actor, moment = self._stage.actors[key], now + judge * HOUR / 3
            for place, offer in enumerate(script.offers):
                if self._stage.companies[offer.by] in readable:
                    given = [
                        self._judgement(one.pk, offer.scores[at], (judge, at, place))
                        for at, one in enumerate(criteria)
                    ]
                    scoring.score_bid(
                        actor=actor, call_id=self._id, company_id=self._stage.companies[offer.by],
                        judgements=given, now=moment,
                    )  # fmt: skip
            scoring.lock_scores(actor=actor, call_id=self._id, now=moment + HOUR / 6)

    def _judgement(
        self, criterion: UUID, mean: int, turns: tuple[int, int, int]
    ) -> scoring.Judgement:
        is_alone = len(self._script.evaluators) == 1
        shift = 0 if is_alone or mean == MOST else sum(turns) % 3 - 1
        reason = self._stage.say(reason_for(mean + shift, sum(turns)))
        return scoring.Judgement(criterion, mean + shift, reason)

    def _open_prices(self, now: datetime) -> None:
        scoring.open_prices(actor=self._stage.manager, call_id=self._id, now=now)

    def _ask_account(self, one: Account, now: datetime) -> None:
        ask_explanation(
            actor=self._stage.manager, call_id=self._id, company_id=self._stage.companies[one.by],
            question=self._stage.say(one.question), now=now,
        )  # fmt: skip

    def _account(self, one: Account, now: datetime) -> None:
        explain_price(
            actor=self._stage.member(one.by), call_id=self._id,
            company_id=self._stage.companies[one.by], answer=self._stage.say(one.answer), now=now,
        )  # fmt: skip

    def _intend(self, now: datetime) -> None:
        reason = self._stage.say(self._script.reason)
        awarding.intend_award(actor=self._stage.manager, call_id=self._id, reason=reason, now=now)
        awarding.begin_standstill(call_id=self._id, now=now + SECOND)

    def _award(self, now: datetime) -> None:
        awarding.award_call(actor=self._stage.manager, call_id=self._id, now=now)

    def _open_second(self, closes_at: datetime, now: datetime) -> None:
        second = self._script.second
        assert second is not None
        companies, say = self._stage.companies, self._stage.say
        open_next_stage(
            actor=self._stage.manager, call_id=self._id, closes_at=closes_at, now=now,
            invited=[(companies[one], say(words)) for one, words in second.invited.items()],
            left_out=[(companies[one], say(words)) for one, words in second.left_out.items()],
        )  # fmt: skip

    def _accept_proof(self, proof: Proof, now: datetime) -> None:
        decide_proof(
            actor=self._stage.manager, call_id=self._id, company_id=self._stage.companies[proof.by],
            is_accepted=True, now=now,
        )  # fmt: skip

    def _pay_proof(self, proof: Proof, now: datetime) -> None:
        pay_proof(
            actor=self._stage.actors[f"supervisor-{self._script.buyer}"], call_id=self._id,
            company_id=self._stage.companies[proof.by], amount_minor=self._script.proof * 100,
            paid_on=local_day(now), note=self._stage.say(proof.note), now=now,
        )  # fmt: skip

    def _end(self, now: datetime) -> None:
        ended = self._script.ended
        assert ended is not None
        end: Callable[..., Call] = (
            ending.cancel_call if ended.is_cancelled else ending.declare_unsuccessful
        )
        actor: Actor = self._stage.manager
        end(actor=actor, call_id=self._id, reason=self._stage.say(ended.reason), now=now)
