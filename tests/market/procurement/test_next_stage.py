"""From one stage to the next: judged first, for companies with a place, all of them told."""

import json

import pytest

from gongjian.foundation.kernel.errors import Invalid, NotAllowed
from gongjian.foundation.people.models import Notice
from gongjian.market.procurement import errors
from gongjian.market.procurement.actions.appoint_evaluator import excuse_evaluator
from gongjian.market.procurement.actions.ask_question import ask_question
from gongjian.market.procurement.actions.declare_interest import Declared
from gongjian.market.procurement.actions.open_call import open_next_stage
from gongjian.market.procurement.actions.tell_bidders import tell_bidders
from gongjian.market.procurement.evaluation_words import letter_words
from gongjian.market.procurement.forms.call_steps import NextStageForm
from gongjian.market.procurement.models import (
    AwardLetter,
    CallCriterion,
    CallEvent,
    CallInvitation,
    Ranking,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.evaluation_files import ranked_companies
from tests.factories import NOW, make_actor
from tests.market.procurement.calls import DAY, make_company, make_member, next_key
from tests.market.procurement.evaluations import (
    appoint,
    declare,
    judge_all,
    make_judged,
    score,
    score_all,
)

pytestmark = pytest.mark.django_db
LATER = NOW + 40 * DAY


def applied(scores=(9, 2, 5), *, least=0):
    """Three companies have applied for a restricted call, and are judged."""
    judged = make_judged(procedure_code="restricted")
    for trustee in judged.call.trustees.all():
        trustee.public_key = next_key()
        trustee.save()
    CallCriterion.objects.filter(call=judged.call, stage_number=1, kind="price").delete()
    CallCriterion.objects.filter(call=judged.call, stage_number=1, place=1).update(least=least)
    if scores:
        judge_all(judged, scores)
    return judged


def go_on(judged, invited, left_out=(), *, actor=None):
    return open_next_stage(
        actor=actor or judged.market.buyer, call_id=judged.call.pk, closes_at=NOW + 60 * DAY,
        now=LATER, invited=[(judged.companies[at].pk, "Best team.") for at in invited],
        left_out=[(judged.companies[at].pk, "Two are enough.") for at in left_out],
    )  # fmt: skip


def test_no_next_stage_before_the_first_is_judged():
    judged = applied(scores=())
    with pytest.raises(errors.StageNotJudged):
        go_on(judged, (0,), (1, 2))
    for judge in judged.evaluators[:2]:
        score_all(judged, judge)
    with pytest.raises(errors.StageNotJudged):
        go_on(judged, (0,), (1, 2))
    assert not CallInvitation.objects.exists()
    assert judged.fresh().stage_number == 1


def test_the_next_stage_opens_for_those_with_a_place_and_all_are_told():
    judged = applied(least=3)
    # The second is below the least score: it is neither invited nor left out by anybody.
    opened = go_on(judged, (0,), (2,))

    assert (opened.state, opened.stage_number) == ("open", 2)
    letters = {one.company: letter_words(one.data, "CNY") for one in AwardLetter.objects.all()}
    told = [letters[company] for company in judged.companies]
    assert told[0] == [
        "Your bid has place 1 with 90.00 points.",
        "You are invited to the next stage. The reason: Best team.",
    ]
    assert told[1] == [
        "You are not invited to the next stage: below the least score that was fixed. "
        "Your points: 20.00."
    ]
    assert told[2][1] == "You are not invited to the next stage. The reason: Two are enough."
    members = [make_member(company) for company in judged.companies]
    event = CallEvent.objects.get(name="call_stage_opened")
    tell_bidders(event_ids=[event.pk], now=LATER)
    tell_bidders(event_ids=[event.pk], now=LATER)
    assert sorted(Notice.objects.values_list("user", flat=True)) == sorted(
        member.user_id for member in members
    )
    ask = {"call_id": judged.call.pk, "text": "When?", "now": LATER}
    ask_question(actor=members[0], company_id=judged.companies[0].pk, **ask)
    with pytest.raises(errors.CompanyNotInvited):
        ask_question(actor=members[1], company_id=judged.companies[1].pk, **ask)


def test_nobody_is_invited_who_did_not_take_part_or_has_no_place():
    judged = applied(least=3)
    stranger = make_company()
    given = {"actor": judged.market.buyer, "call_id": judged.call.pk, "now": LATER,
             "closes_at": NOW + 60 * DAY}  # fmt: skip
    with pytest.raises(Invalid):
        open_next_stage(**given, invited=[(stranger.pk, "We know them.")])
    with pytest.raises(Invalid):
        go_on(judged, (0, 1), (2,))
    with pytest.raises(Invalid):
        go_on(judged, ())
    # One with a place is left out without a word, and one without a place with one.
    with pytest.raises(Invalid):
        go_on(judged, (0,))
    with pytest.raises(Invalid):
        go_on(judged, (0,), (1, 2))
    assert not AwardLetter.objects.exists()


def test_the_next_stage_opens_once():
    judged = applied()
    go_on(judged, (0,), (1, 2))
    with pytest.raises(errors.CallTransitionNotAllowed):
        go_on(judged, (0,), (1, 2))
    assert CallInvitation.objects.count() == 1


@pytest.mark.parametrize("who", ["auditor", "supervisor"])
def test_who_does_not_run_the_call_opens_no_stage(who):
    judged = applied()
    with pytest.raises(NotAllowed):
        go_on(judged, (0,), (1, 2), actor=getattr(judged.market, who))


def test_the_form_offers_companies_with_a_place_in_their_order():
    judged = applied(least=3)
    form = NextStageForm(call=judged.fresh())
    assert [name for _key, name in form.fields["companies"].choices] == [
        judged.companies[0].name, judged.companies[2].name,
    ]  # fmt: skip
    key = str(judged.companies[0].pk)
    said = {"companies": [key], "reason": "Best.", "last_day": "2030-01-01"}
    form = NextStageForm(said, call=judged.fresh())
    assert not form.is_valid()
    assert "why_not" in form.errors
    form = NextStageForm({**said, "why_not": "One is enough."}, call=judged.fresh())
    assert form.is_valid(), form.errors
    assert form.said()["left_out"] == [(judged.companies[2].pk, "One is enough.")]


def test_nobody_is_appointed_once_the_scores_are_known():
    judged = applied()
    assert list(ranked_companies(Ranking.objects.get())) == [
        judged.companies[at].pk for at in (0, 2, 1)
    ]
    with pytest.raises(errors.StageJudged):
        appoint(judged, make_actor())


def test_nobody_is_appointed_when_all_have_locked_and_prices_are_next():
    judged = make_judged()
    judge_all(judged)
    with pytest.raises(errors.StageJudged):
        appoint(judged, make_actor())


def test_the_last_who_leaves_lets_the_stage_be_ranked_as_the_last_who_locks():
    judged = applied(scores=())
    late = make_actor()
    appoint(judged, late)
    declare(judged, late)
    judge_all(judged, (9, 2, 5))
    assert not Ranking.objects.exists()
    excuse_evaluator(
        actor=judged.market.buyer, call_id=judged.call.pk, number=4, reason="Ill.", now=LATER
    )
    assert len(json.loads(Ranking.objects.get().file)["evaluators"]) == 3
    assert judged.fresh().state == CallState.EVALUATION


def test_who_leaves_by_an_interest_as_the_last_lets_the_stage_be_ranked():
    judged = applied(scores=())
    late = make_actor()
    appoint(judged, late)
    judge_all(judged, (9, 2, 5))

    declare(judged, late, {judged.companies[0].pk: Declared(True, "My brother's.")})

    assert len(json.loads(Ranking.objects.get().file)["evaluators"]) == 3
    assert go_on(judged, (0,), (1, 2)).stage_number == 2


def test_scores_of_a_bid_are_saved_together_or_not_at_all(django_assert_max_num_queries):
    judged = make_judged(prices=(1, 2, 3, 4, 5, 6))
    judge = judged.evaluators[0]
    with pytest.raises(Invalid):
        score(judged, judge, score=11)
    with django_assert_max_num_queries(45):
        score(judged, judge)
