"""Ranking, intent, letters, standstill, complaints, award."""

import json
from datetime import timedelta

import pytest

from gongjian.foundation.kernel.errors import Invalid, NotAllowed
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions.decide_complaint import decide_complaint, make_complaint
from gongjian.market.procurement.actions.exclude_bid import decide_exclusion, exclude_bid
from gongjian.market.procurement.actions.score_bid import open_prices as begin_opening
from gongjian.market.procurement.actions.suspend_call import resume_call
from gongjian.market.procurement.errors import (
    AwardPossible,
    CompanyDebarred,
    ComplaintMade,
    ComplaintsOpen,
    NobodyQualifies,
    NotABidder,
    PricesSealed,
    StandstillOver,
    StandstillRuns,
)
from gongjian.market.procurement.evaluation_words import flag_words, letter_words
from gongjian.market.procurement.models import (
    Award,
    AwardComplaint,
    AwardLetter,
    CallCriterion,
    CallEvent,
    Debarment,
    Ranking,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.legal_findings import whole_working_days
from gongjian.market.procurement.selectors.red_flags import flags_of
from gongjian.methods.bid_ranking_file import differences
from tests.factories import NOW, make_provision
from tests.market.procurement.calls import DAY, make_company, make_member
from tests.market.procurement.evaluations import (
    PRICES,
    judge_all,
    make_judged,
    open_prices,
    score_all,
)

pytestmark = pytest.mark.django_db
LATER = NOW + 34 * DAY


def ranked(prices=PRICES, scores=(7, 7, 7), **fields):
    """A call whose scores are locked and whose prices are open."""
    judged = make_judged(prices=tuple(price or 1 for price in prices), **fields)
    judge_all(judged, scores)
    open_prices(judged, prices)
    return judged


def intend(judged, now=LATER):
    return awarding.intend_award(
        actor=judged.market.buyer, call_id=judged.call.pk, reason="First by the ranking.", now=now
    )


def in_standstill(**fields):
    judged = ranked(**fields)
    intend(judged)
    awarding.begin_standstill(call_id=judged.call.pk, now=LATER)
    return judged


def complain(judged, company=0, now=LATER + DAY, member=None):
    return make_complaint(
        actor=member or make_member(judged.companies[company]), call_id=judged.call.pk,
        company_id=judged.companies[company].pk, text="Our plan was read wrongly.", now=now,
    )  # fmt: skip


def decide(judged, number=1, *, is_upheld=False, remedy="", actor=None, now=LATER + 3 * DAY):
    return decide_complaint(
        actor=actor or judged.market.approver, call_id=judged.call.pk, number=number,
        is_upheld=is_upheld, reason="The file shows it.", remedy=remedy, now=now,
    )  # fmt: skip


def end_of(judged):
    return judged.fresh().standstill_until


def test_the_first_of_the_ranking_is_to_have_the_contract():
    judged = ranked(scores=(9, 7, 5))

    award = intend(judged)

    # 60 x 9/10 + 40 x 2 x (600 - 500) / 600 against 42 + 40 x 2 x (600 - 400) / 600
    assert award.company == judged.companies[1]
    assert (award.amount_minor, award.bids, award.is_small_firm) == (400_000_00, 3, True)
    file = json.loads(award.ranking.file)
    assert differences(file) == []
    assert {row["place"] for row in file["ranking"]} == {1, 2, 3}
    assert len(file["scores"]) == 18
    assert judged.fresh().state == "intent"


def test_every_bidder_is_told_its_scores_and_why_another_won():
    judged = ranked(prices=(500_000_00, 400_000_00, None), scores=(9, 7, 5))

    intend(judged)

    letters = {letter.company: letter for letter in AwardLetter.objects.all()}
    assert set(letters) == set(judged.companies)
    told = [letter_words(letters[company].data, "CNY") for company in judged.companies]
    assert told[0][0].startswith("Your bid has place 2 with 67.33 points of 100: 54.00 for quality")
    assert "The first has 68.67 points" in told[0][1]
    assert told[0][2] == (
        "It has 13.33 points more than yours for its price, and 12.00 less for quality."
    )
    assert told[1][1] == "Your bid is the first: the contract is to be yours."
    assert told[2] == ["Your bid could not be opened: the price was not sealed as it should be."]


def test_nothing_is_ranked_while_a_price_is_sealed():
    judged = make_judged()
    judge_all(judged)
    begin_opening(actor=judged.market.buyer, call_id=judged.call.pk, now=LATER)

    with pytest.raises(PricesSealed):
        intend(judged)

    assert not Ranking.objects.exists()


def test_where_nobody_reaches_the_least_the_call_is_unsuccessful():
    judged = make_judged()
    CallCriterion.objects.filter(call=judged.call, place=1).update(least=6)
    judge_all(judged, (5, 5, 5))
    open_prices(judged, PRICES)
    end = {"actor": judged.market.buyer, "call_id": judged.call.pk, "now": LATER}

    with pytest.raises(NobodyQualifies):
        intend(judged)
    awarding.end_without_award(reason="No plan will do.", **end)

    assert judged.fresh().state == "unsuccessful"
    words = [letter_words(letter.data, "CNY") for letter in AwardLetter.objects.all()]
    assert len(words) == 3
    assert all("below the least score" in paragraphs[0] for paragraphs in words)


def test_a_call_with_a_bid_that_has_a_place_is_not_unsuccessful():
    judged = ranked()

    with pytest.raises(AwardPossible):
        awarding.end_without_award(
            actor=judged.market.buyer, call_id=judged.call.pk, reason="No wish.", now=LATER
        )


def test_abnormal_prices_are_flagged_and_still_win():
    judged = ranked(prices=(500_000_00, 100_000_00, 450_000_00))

    award = intend(judged)

    assert award.company == judged.companies[1]
    rules = {(one["bid"], one["rule"]) for one in award.ranking.signs["abnormal"]}
    code = judged.companies[1].code
    assert rules == {(code, "mean"), (code, "next"), (code, "ceiling")}


def test_the_award_waits_for_the_last_instant_of_the_standstill():
    judged = in_standstill()
    until = end_of(judged)
    award = {"actor": judged.market.buyer, "call_id": judged.call.pk}

    with pytest.raises(StandstillRuns):
        awarding.award_call(now=until - timedelta(microseconds=1), **award)
    made = awarding.award_call(now=until, **award)

    assert (made.state, judged.fresh().state) == ("made", "contract")
    assert until >= LATER + 7 * DAY


def test_the_standstill_begins_once():
    judged = in_standstill()
    until = end_of(judged)

    awarding.begin_standstill(call_id=judged.call.pk, now=LATER + 5 * DAY)

    assert end_of(judged) == until
    assert CallEvent.objects.filter(call=judged.call, name="standstill_begun").count() == 1


def debar(company):
    Debarment.objects.create(
        company=company, reason="Bribery", provision=make_provision(),
        first_day=LATER.date(), last_day=(LATER + 90 * DAY).date(), decided_at=LATER,
        decided_by="user:x",
    )  # fmt: skip


def test_a_debarred_company_wins_nothing():
    judged = ranked()
    debar(judged.companies[1])

    with pytest.raises(CompanyDebarred):
        intend(judged)

    assert not Award.objects.exists()


def test_a_company_debarred_in_the_standstill_is_not_awarded_and_the_next_is():
    judged = in_standstill()
    debar(judged.companies[1])
    by = {"actor": judged.market.buyer, "call_id": judged.call.pk}

    with pytest.raises(CompanyDebarred):
        awarding.award_call(now=end_of(judged), **by)
    awarding.rank_again(reason="Debarred meanwhile.", now=LATER + 9 * DAY, **by)
    one = {"call_id": judged.call.pk, "company_id": judged.companies[1].pk, "now": LATER + 9 * DAY}
    exclude_bid(actor=judged.market.buyer, ground="debarred", reason="Debarred.", **one)
    decide_exclusion(actor=judged.market.approver, is_confirmed=True, **one)
    award = intend(judged, now=LATER + 9 * DAY)

    assert award.company == judged.companies[2]
    assert [one.state for one in Award.objects.order_by("id")] == ["withdrawn", "intended"]
    assert award.ranking.number == 2


def test_a_complaint_suspends_and_its_dismissal_lets_the_standstill_go_on():
    judged = in_standstill()
    before = end_of(judged)

    complain(judged)
    assert judged.fresh().state == "suspended"
    with pytest.raises(ComplaintsOpen):
        resume_call(
            actor=judged.market.buyer, call_id=judged.call.pk, reason="Go on.", now=LATER + 2 * DAY
        )
    decide(judged)

    assert judged.fresh().state == "standstill"
    assert end_of(judged) >= before + 2 * DAY


def test_several_complain_and_the_call_rests_until_the_last_is_decided():
    judged = in_standstill()
    complain(judged, 0)
    complain(judged, 2)

    decide(judged, 1)
    assert judged.fresh().state == "suspended"
    decide(judged, 2)

    assert judged.fresh().state == "standstill"


@pytest.mark.parametrize(
    ("remedy", "state"), [("rank_again", "price_opening"), ("cancel", "cancelled")]
)
def test_a_complaint_that_is_upheld_takes_the_award_back(remedy, state):
    judged = in_standstill()
    complain(judged)

    with pytest.raises(Invalid):
        decide(judged, is_upheld=True)
    decide(judged, is_upheld=True, remedy=remedy)

    assert judged.fresh().state == state
    assert Award.objects.get().state == "withdrawn"


def test_nobody_decides_about_their_own_award_or_scores():
    judged = in_standstill()
    complain(judged)

    for actor in (judged.market.buyer, judged.evaluators[0], make_member(judged.companies[0])):
        with pytest.raises(NotAllowed):
            decide(judged, actor=actor)

    assert AwardComplaint.objects.get().state == "pending"


def test_only_bidders_complain_once_and_in_time():
    judged = in_standstill()
    stranger = make_company()
    with pytest.raises(NotABidder):
        make_complaint(
            actor=make_member(stranger), call_id=judged.call.pk, company_id=stranger.pk,
            text="We wanted it.", now=LATER + DAY,
        )  # fmt: skip
    with pytest.raises(NotABidder):
        complain(judged, 0, member=make_member(stranger))
    with pytest.raises(StandstillOver):
        complain(judged, 0, now=end_of(judged))
    complain(judged, 0)

    with pytest.raises(ComplaintMade):
        complain(judged, 0)
    assert AwardComplaint.objects.count() == 1


def test_a_stage_without_prices_is_ranked_when_the_last_one_locks():
    judged = make_judged(procedure_code="restricted")
    CallCriterion.objects.filter(call=judged.call, kind="price").delete()
    for judge in judged.evaluators[:2]:
        score_all(judged, judge, scores=(9, 2, 5))
    assert not Ranking.objects.exists()

    score_all(judged, judged.evaluators[2], scores=(9, 2, 5))

    file = json.loads(Ranking.objects.get().file)
    codes = [judged.companies[at].code for at in (0, 2, 1)]
    assert [row["bid"] for row in file["ranking"]] == codes
    assert differences(file) == []
    assert judged.fresh().state == "evaluation"


def test_red_flags_are_told_with_their_numbers():
    text = "".join(chr(0x4E00 + (at * at * 31 + at * 7) % 8000) for at in range(500))
    judged = ranked(
        prices=(595_000_00, 599_000_00), scores=(9, 1), texts=(text, text),
    )  # fmt: skip
    intend(judged)

    flags = {flag.code: flag for flag in flags_of(judged.fresh())}

    assert {code for code, flag in flags.items() if flag.is_raised} == {
        "near_ceiling", "near_equal_texts",
    }  # fmt: skip
    assert flag_words(flags["near_ceiling"], "CNY") == (
        "The winning price of ¥595,000 is 99% of the ceiling of ¥600,000; from 98 of 100 on it is "
        "near."
    )
    for flag in flags.values():
        assert "%" not in flag_words(flag, "CNY").replace("99%", "").replace("100%", "")


def test_before_the_deadline_no_flag_tells_who_bids():
    judged = make_judged(state=CallState.OPEN)
    judged.call.closed_at = None

    assert flags_of(judged.call) == []


@pytest.mark.parametrize(("days", "is_raised"), [(22, True), (23, True), (30, False)])
def test_a_short_window_counts_the_days_that_the_law_counts(days, is_raised):
    """14 whole working days are the least; 22 days hold 15 of them, which only looks long."""
    judged = make_judged()
    call = judged.fresh()
    call.closed_at = NOW + days * DAY

    flag = next(one for one in flags_of(call) if one.code == "short_window")

    assert (flag.is_raised, flag.numbers["least"]) == (is_raised, 14)
    assert flag.numbers["days"] == whole_working_days(call, NOW, NOW + days * DAY) < days
