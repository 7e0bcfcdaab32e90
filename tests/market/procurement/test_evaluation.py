"""Judging bids: who may, alone, with reasons, for good."""

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, Unauthenticated
from gongjian.foundation.people.models import RoleGrant
from gongjian.market.procurement.actions import score_bid as scoring
from gongjian.market.procurement.actions.appoint_evaluator import excuse_evaluator
from gongjian.market.procurement.actions.begin_evaluation import begin_evaluation
from gongjian.market.procurement.actions.declare_interest import Declared, declare_interest
from gongjian.market.procurement.actions.erase_person import erase_person
from gongjian.market.procurement.errors import (
    CallTransitionNotAllowed,
    EvaluatorHasInterest,
    InterestsUndeclared,
    ScoresLocked,
    ScoresMissing,
    ScoresOpen,
    TooFewEvaluators,
)
from gongjian.market.procurement.models import (
    Award,
    BidScore,
    Call,
    CallEvent,
    Evaluator,
    Ranking,
)
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.states import CallState, CallStep
from gongjian.market.procurement.selectors.evaluations import locked_scores
from gongjian.market.procurement.selectors.personal_data import export_person
from tests.factories import NOW, make_actor
from tests.market.procurement.calls import DAY, make_member
from tests.market.procurement.evaluations import (
    appoint,
    declare,
    make_judged,
    open_prices,
    score,
    score_all,
)

pytestmark = pytest.mark.django_db


def test_an_evaluator_of_the_bidders_company_is_refused():
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=0)

    with pytest.raises(EvaluatorHasInterest):
        appoint(judged, make_member(judged.companies[1]))

    assert not Evaluator.objects.exists()


def test_who_declares_an_interest_leaves():
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=0)
    judge = make_actor()
    appoint(judged, judge)

    said = {judged.companies[0].pk: Declared(True, "My sister works there.")}

    assert declare(judged, judge, said).state == "conflicted"
    with pytest.raises(NotAllowed):
        declare(judged, judge)


def join(judge, company):
    RoleGrant.objects.create(
        user_id=judge.user_id, role=Role.COMPANY_MEMBER, organisation=company.organisation
    )


def test_who_hides_an_interest_that_the_registers_know_leaves_too():
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=0)
    judge = make_actor()
    appoint(judged, judge)
    join(judge, judged.companies[2])

    assert declare(judged, judge).state == "conflicted"


def test_whoever_joins_a_bidder_while_scoring_scores_no_more():
    judged = make_judged()
    judge = judged.evaluators[0]
    score(judged, judge)
    join(judge, judged.companies[2])

    with pytest.raises(EvaluatorHasInterest):
        score(judged, judge, company=1)


def test_evaluation_begins_when_enough_have_declared():
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=2)
    begin = {"actor": judged.market.buyer, "call_id": judged.call.pk, "now": NOW + 31 * DAY}

    with pytest.raises(TooFewEvaluators):
        begin_evaluation(**begin)
    third = make_actor()
    appoint(judged, third)
    with pytest.raises(InterestsUndeclared):
        begin_evaluation(**begin)
    declare(judged, third)

    assert begin_evaluation(**begin).state == "evaluation"


def test_a_score_can_change_until_it_is_locked():
    judged = make_judged()
    judge = judged.evaluators[0]

    score(judged, judge, score=3)
    score(judged, judge, score=9, reason="Read again: the plan is whole.")

    assert list(BidScore.objects.values_list("score", flat=True)) == [9]
    score_all(judged, judge)
    with pytest.raises(ScoresLocked):
        score(judged, judge, score=0)
    with pytest.raises(ScoresLocked):
        scoring.lock_scores(actor=judge, call_id=judged.call.pk, now=NOW + 33 * DAY)


@pytest.mark.parametrize("wrong", [{"score": 11}, {"score": -1}, {"reason": "  "}])
def test_a_score_without_a_reason_or_off_the_scale_is_refused(wrong):
    judged = make_judged()

    with pytest.raises(Invalid):
        score(judged, judged.evaluators[0], **wrong)

    assert not BidScore.objects.exists()


def test_nobody_locks_half_a_sheet():
    judged = make_judged()
    score(judged, judged.evaluators[0])

    with pytest.raises(ScoresMissing) as refused:
        scoring.lock_scores(actor=judged.evaluators[0], call_id=judged.call.pk, now=NOW + 32 * DAY)

    assert "5" in str(refused.value)


def test_nobody_sees_scores_before_all_are_locked():
    judged = make_judged()
    first, second, third = judged.evaluators
    score_all(judged, first)
    score_all(judged, second)
    score_all(judged, third, locks=False)

    assert locked_scores(judged.call) == []
    scoring.lock_scores(actor=third, call_id=judged.call.pk, now=NOW + 32 * DAY)

    assert len(locked_scores(judged.call)) == 18
    told = CallEvent.objects.filter(call=judged.call, name="scores_locked")
    assert {event.data["evaluator"] for event in told} == {"E1", "E2", "E3"}
    assert all(len(event.data["sha256"]) == 64 for event in told)


def test_prices_open_only_after_all_scores_are_locked():
    judged = make_judged()
    score_all(judged, judged.evaluators[0])

    with pytest.raises(ScoresOpen):
        open_prices(judged, (1, 2, 3))
    for judge in judged.evaluators[1:]:
        score_all(judged, judge)
    open_prices(judged, (1, 2, 3))

    assert judged.fresh().state == "price_opening"


def test_an_evaluator_who_leaves_is_replaced_and_counts_for_nothing():
    judged = make_judged()
    for judge in judged.evaluators[:2]:
        score_all(judged, judge)
    score(judged, judged.evaluators[2], score=0)
    excuse_evaluator(
        actor=judged.market.buyer, call_id=judged.call.pk, number=3, reason="Ill.",
        now=NOW + 32 * DAY,
    )  # fmt: skip

    with pytest.raises(TooFewEvaluators):
        open_prices(judged, (1, 2, 3))
    fourth = make_actor()
    appoint(judged, fourth)
    declare(judged, fourth)
    score_all(judged, fourth)

    assert {row.evaluator.number for row in locked_scores(judged.call)} == {1, 2, 4}


def test_who_has_locked_is_not_replaced():
    judged = make_judged()
    score_all(judged, judged.evaluators[0])

    with pytest.raises(ScoresLocked):
        excuse_evaluator(
            actor=judged.market.buyer, call_id=judged.call.pk, number=1, reason="Too strict.",
            now=NOW + 32 * DAY,
        )  # fmt: skip


def test_nobody_declares_twice_or_for_some_bidders_only():
    judged = make_judged(state=CallState.TECHNICAL_OPENING, evaluators=1)

    with pytest.raises(Conflict):
        declare(judged, judged.evaluators[0])
    other = make_actor()
    appoint(judged, other)
    with pytest.raises(Invalid):
        declare_interest(
            actor=other, call_id=judged.call.pk, now=NOW + 31 * DAY,
            declared={judged.companies[0].pk: Declared(False)},
        )  # fmt: skip


STEPS = (
    CallStep.APPOINT_EVALUATOR, CallStep.DECLARE_INTEREST, CallStep.EVALUATE, CallStep.SCORE,
    CallStep.OPEN_PRICES, CallStep.EXCLUDE_BID, CallStep.DECIDE_EXCLUSION, CallStep.LIFT_EXCLUSION,
    CallStep.ASK_EXPLANATION, CallStep.EXPLAIN, CallStep.INTEND, CallStep.STAND_STILL,
    CallStep.RANK_AGAIN, CallStep.COMPLAIN, CallStep.DECIDE_COMPLAINT, CallStep.AWARD,
    CallStep.DECLINE_AWARD, CallStep.GIVE_UP_AWARD,
)  # fmt: skip
WHO = {
    CallStep.APPOINT_EVALUATOR: {"buyer", "approver"},
    CallStep.DECLARE_INTEREST: {"evaluator"},
    CallStep.EVALUATE: {"buyer", "approver", "job"},
    CallStep.SCORE: {"evaluator"},
    CallStep.OPEN_PRICES: {"buyer", "approver", "job"},
    CallStep.EXCLUDE_BID: {"buyer", "approver"},
    CallStep.DECIDE_EXCLUSION: {"buyer", "approver", "supervisor"},
    CallStep.LIFT_EXCLUSION: {"buyer", "approver", "supervisor"},
    CallStep.ASK_EXPLANATION: {"buyer", "approver"},
    CallStep.EXPLAIN: {"company"},
    CallStep.INTEND: {"buyer", "approver"},
    CallStep.STAND_STILL: {"buyer", "approver", "job"},
    CallStep.RANK_AGAIN: {"buyer", "approver"},
    CallStep.COMPLAIN: {"company"},
    CallStep.DECIDE_COMPLAINT: {"approver", "supervisor"},
    CallStep.AWARD: {"buyer", "approver"},
    # Which company won, the action asks; who intended the award is not who gives it up.
    CallStep.DECLINE_AWARD: {"company"},
    CallStep.GIVE_UP_AWARD: {"approver", "supervisor"},
}
WHEN = {
    CallStep.APPOINT_EVALUATOR: {"closed", "technical_opening", "evaluation"},
    CallStep.DECLARE_INTEREST: {"closed", "technical_opening", "evaluation"},
    CallStep.EVALUATE: {"technical_opening"},
    CallStep.SCORE: {"evaluation"},
    CallStep.OPEN_PRICES: {"evaluation"},
    CallStep.EXCLUDE_BID: {"evaluation", "price_opening"},
    CallStep.DECIDE_EXCLUSION: {"price_opening"},
    CallStep.LIFT_EXCLUSION: {"evaluation", "price_opening"},
    CallStep.ASK_EXPLANATION: {"price_opening"},
    CallStep.EXPLAIN: {"price_opening"},
    CallStep.INTEND: {"price_opening"},
    CallStep.STAND_STILL: {"intent"},
    CallStep.RANK_AGAIN: {"intent", "standstill"},
    CallStep.COMPLAIN: {"standstill", "suspended"},
    CallStep.DECIDE_COMPLAINT: {"suspended"},
    CallStep.AWARD: {"standstill"},
    CallStep.DECLINE_AWARD: {"contract"},
    CallStep.GIVE_UP_AWARD: {"contract"},
}


def test_each_step_is_for_its_people_in_its_states():
    """Role × state for every step from appointing evaluators to the award."""
    judged = make_judged()
    market = judged.market
    # Whoever intended the award does not judge complaints about it.
    award = Award(intended_by=market.buyer.reference)
    _make_award(judged, award)
    people = {
        "visitor": Actor.anonymous(),
        "resident": make_actor(),
        "buyer": market.buyer,
        "approver": market.approver,
        "supervisor": market.supervisor,
        "auditor": market.auditor,
        "trustee": market.trustees[0],
        "evaluator": judged.evaluators[0],
        "company": make_member(judged.companies[0]),
        "job": Actor.system("job"),
    }
    found = {}
    for state in CallState:
        suspended = "standstill" if state is CallState.SUSPENDED else ""
        Call.objects.filter(pk=judged.call.pk).update(
            state=state.value, suspended_from=suspended, closes_at=NOW + 30 * DAY
        )
        call = judged.fresh()
        for step in STEPS:
            found[step, state.value] = {
                name for name, actor in people.items() if _may(step, actor, call)
            }

    assert found == {
        (step, state.value): WHO[step] if state.value in WHEN[step] else set()
        for step in STEPS
        for state in CallState
    }


def _may(step, actor, call):
    try:
        policies.require(step, actor, call)
    except (NotAllowed, Unauthenticated, CallTransitionNotAllowed):
        return False
    return True


def _make_award(judged, award):
    award.call, award.company = judged.call, judged.companies[0]
    award.ranking = Ranking.objects.create(
        call=judged.call, stage_number=1, number=1, file="{}", digest="0" * 64, bids=1,
        ranked_at=NOW, ranked_by="user:x",
    )  # fmt: skip
    award.amount_minor, award.currency, award.estimate_minor = 1, "CNY", 1
    award.bids, award.is_small_firm, award.reason, award.intended_at = 1, True, "x", NOW
    award.save()


def test_an_erased_evaluator_leaves_scores_without_a_person():
    judged = make_judged()
    judge = judged.evaluators[0]
    score_all(judged, judge)

    assert len(export_person(actor=judge, user_id=judge.user_id)["scores"]) == 6
    erase_person(actor=judge, user_id=judge.user_id, now=NOW + 40 * DAY)

    assert Evaluator.objects.get(number=1).user is None
    assert BidScore.objects.filter(evaluator__number=1).count() == 6
