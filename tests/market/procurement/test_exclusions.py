"""Leaving bids out: in which state, on which ground, by how many people, and how it is undone."""

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.foundation.people.models import Notice
from gongjian.market.procurement import errors
from gongjian.market.procurement.actions import decide_complaint as deciding
from gongjian.market.procurement.actions import exclude_bid as excluding
from gongjian.market.procurement.actions import intend_award as awarding
from gongjian.market.procurement.actions.ask_explanation import ask_explanation, explain_price
from gongjian.market.procurement.actions.tell_bidders import tell_bidders
from gongjian.market.procurement.models import (
    Award,
    AwardComplaint,
    BidExclusion,
    Call,
    CallEvent,
    Ranking,
)
from gongjian.market.procurement.rules.evaluation import GROUNDS, Ground
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.red_flags import flags_of
from gongjian.methods.bid_ranking_file import differences
from tests.factories import NOW, make_actor
from tests.market.procurement.calls import DAY, make_member
from tests.market.procurement.evaluations import PRICES, judge_all, make_judged, open_prices

pytestmark = pytest.mark.django_db
LATER = NOW + 34 * DAY
LOW = (500_000_00, 100_000_00, 450_000_00)


def priced(prices=LOW):
    judged = make_judged(prices=prices)
    judge_all(judged)
    open_prices(judged, prices)
    return judged


def given(judged, company=1, *, actor=None, now=LATER):
    return {
        "actor": actor or judged.market.buyer, "call_id": judged.call.pk, "now": now,
        "company_id": judged.companies[company].pk,
    }  # fmt: skip


def exclude(judged, company=1, *, ground="conditions", **traits):
    return excluding.exclude_bid(
        **given(judged, company, **traits), ground=ground, reason="It has no lamps."
    )


def ask(judged, company=1, **traits):
    return ask_explanation(**given(judged, company, **traits), question="How?")


def exclude_low(judged):
    """The lowest is asked, answers, is proposed and out."""
    ask(judged)
    member = make_member(judged.companies[1])
    explain_price(**given(judged, actor=member), answer="We have a warehouse full.")
    exclude(judged, ground="abnormal")
    excluding.decide_exclusion(**given(judged, actor=judged.market.approver), is_confirmed=True)


def intend(judged, now=LATER):
    award = awarding.intend_award(
        actor=judged.market.buyer, call_id=judged.call.pk, reason="First.", now=now
    )
    awarding.begin_standstill(call_id=judged.call.pk, now=now)
    return award


def complain_and_uphold(judged, company, remedy, *, now=LATER + DAY):
    deciding.make_complaint(
        actor=make_member(judged.companies[company]), call_id=judged.call.pk,
        company_id=judged.companies[company].pk, text="That is wrong.", now=now,
    )  # fmt: skip
    return deciding.decide_complaint(
        actor=judged.market.supervisor, call_id=judged.call.pk,
        number=AwardComplaint.objects.filter(call=judged.call).count(), is_upheld=True,
        reason="The file shows it.", remedy=remedy, now=now,
    )  # fmt: skip


def test_conditions_are_judged_before_prices_are_open_and_by_one_person():
    judged = make_judged()
    exclude(judged)
    judge_all(judged)
    open_prices(judged, PRICES)

    award = intend(judged)

    assert award.company == judged.companies[2]
    file = json.loads(award.ranking.file)
    out = [row for row in file["bids"] if row.get("excluded")]
    assert [(row["ground"], row["reason"]) for row in out] == [("conditions", "It has no lamps.")]
    assert differences(file) == []


ALLOWED = [(CallState.EVALUATION, "conditions"), (CallState.PRICE_OPENING, "abnormal")]
REFUSED = [
    (state, ground)
    for state in CallState
    for ground in (*Ground, "because")
    if (state, ground) not in ALLOWED
]


def in_state(state):
    judged = make_judged(prices=(3, 2), state=CallState.PRICE_OPENING, price_open=True)
    ask(judged, now=LATER - 20 * DAY)
    from_ = "price_opening" if state is CallState.SUSPENDED else ""
    Call.objects.filter(pk=judged.call.pk).update(state=state.value, suspended_from=from_)
    return judged


@pytest.mark.parametrize(("state", "ground"), ALLOWED)
def test_a_ground_holds_in_its_state(state, ground):
    assert exclude(in_state(state), ground=ground).ground == ground


@pytest.mark.parametrize("state", CallState)
def test_a_ground_holds_in_no_other_state(state):
    """Debarred is nobody here, so that this ground never holds."""
    judged = in_state(state)
    refused = Invalid if state in GROUNDS else errors.CallTransitionNotAllowed
    for ground in [ground for at, ground in REFUSED if at is state]:
        with pytest.raises(refused):
            exclude(judged, ground=ground)
    assert not BidExclusion.objects.exists()


def test_a_low_price_is_asked_about_before_anybody_proposes_to_exclude_it():
    judged = priced()
    with pytest.raises(errors.NotExplained):
        exclude(judged, ground="abnormal")
    made = ask(judged)
    with pytest.raises(errors.ExplanationGiven):
        ask(judged)
    with pytest.raises(errors.NotExplained):
        exclude(judged, ground="abnormal")
    member = make_member(judged.companies[1])
    with pytest.raises(NotFound):
        explain_price(**given(judged, actor=make_member(judged.companies[0])), answer="Theirs.")
    with pytest.raises(errors.ExplanationLate):
        explain_price(**given(judged, actor=member, now=made.answer_by), answer="Late.")
    explain_price(**given(judged, actor=member), answer="We have a warehouse full.")
    with pytest.raises(errors.ExplanationGiven):
        explain_price(**given(judged, actor=member), answer="Something else.")

    assert exclude(judged, ground="abnormal").state == "proposed"


def test_who_does_not_answer_can_be_excluded_when_the_time_is_over():
    judged = priced()
    made = ask(judged)

    assert exclude(judged, ground="abnormal", now=made.answer_by).state == "proposed"


def test_one_person_cannot_exclude_once_prices_are_known():
    judged = priced()
    ask(judged)
    late = LATER + 20 * DAY
    exclude(judged, ground="abnormal", now=late)
    with pytest.raises(errors.ExclusionUndecided):
        intend(judged, now=late)
    with pytest.raises(errors.AnotherPersonDecides):
        excluding.decide_exclusion(**given(judged, now=late), is_confirmed=True)
    assert not Award.objects.exists()

    other = given(judged, actor=judged.market.approver, now=late)
    with pytest.raises(Invalid):
        excluding.decide_exclusion(**other, is_confirmed=False, reason=" ")
    excluding.decide_exclusion(**other, is_confirmed=False, reason="It told us how.")
    with pytest.raises(NotFound):
        excluding.decide_exclusion(**other, is_confirmed=True)

    assert intend(judged, now=late).company == judged.companies[1]


def test_intending_ranking_again_and_excluding_takes_two_people():
    """What one person could do alone: find a way to another winner."""
    judged = priced()
    intend(judged)
    awarding.rank_again(
        actor=judged.market.buyer, call_id=judged.call.pk, reason="A doubt.", now=LATER
    )
    with pytest.raises(Invalid):
        exclude(judged)
    ask(judged)
    exclude(judged, ground="abnormal", now=LATER + 20 * DAY)
    with pytest.raises(errors.ExclusionUndecided):
        intend(judged, now=LATER + 20 * DAY)


@pytest.mark.parametrize(
    "who", ["auditor", "evaluator", "bidder", "programme", "supervisor of another body"]
)
def test_who_may_not_decide_about_exclusions(who):
    judged = priced()
    ask(judged)
    exclude(judged, ground="abnormal", now=LATER + 20 * DAY)
    actor = {
        "auditor": judged.market.auditor,
        "evaluator": judged.evaluators[0],
        "bidder": make_member(judged.companies[0]),
        "programme": replace(judged.market.approver, api_key_id=uuid4()),
        "supervisor of another body": make_actor(
            Role.SUPERVISOR, organisation=judged.market.trustee_bodies[0]
        ),
    }[who]
    with pytest.raises(NotAllowed):
        excluding.decide_exclusion(**given(judged, actor=actor), is_confirmed=True)
    with pytest.raises(NotAllowed):
        excluding.lift_exclusion(**given(judged, actor=actor), reason="No.")


def test_another_person_lifts_an_exclusion_and_the_bid_counts_again():
    judged = priced()
    exclude_low(judged)
    for who in (judged.market.buyer, judged.market.approver):
        with pytest.raises(errors.AnotherPersonDecides):
            excluding.lift_exclusion(**given(judged, actor=who), reason="I think better of it.")
    other = given(judged, actor=judged.market.supervisor)
    excluding.lift_exclusion(**other, reason="Its warehouse was seen.")
    with pytest.raises(NotFound):
        excluding.lift_exclusion(**other, reason="Again.")

    assert intend(judged).company == judged.companies[1]
    row = BidExclusion.objects.get()
    assert (row.state, row.outcome_reason) == ("lifted", "Its warehouse was seen.")


def test_a_bid_is_excluded_once_at_a_time_and_again_after_it_was_lifted():
    judged = make_judged()
    exclude(judged)
    with pytest.raises(Invalid):
        exclude(judged)
    excluding.lift_exclusion(
        **given(judged, actor=judged.market.approver), reason="There are lamps."
    )
    exclude(judged)
    assert sorted(BidExclusion.objects.values_list("state", flat=True)) == ["in_force", "lifted"]


def test_a_complaint_that_is_upheld_lifts_the_exclusion_and_another_wins():
    judged = priced()
    exclude_low(judged)
    assert intend(judged).company == judged.companies[2]

    complain_and_uphold(judged, 1, "lift")

    assert judged.fresh().state == "price_opening"
    assert Award.objects.get().state == "withdrawn"
    assert intend(judged, now=LATER + 2 * DAY).company == judged.companies[1]
    names = list(CallEvent.objects.filter(call=judged.call).values_list("name", flat=True))
    assert [name for name in names if name in {
        "complaint_decided", "exclusion_lifted", "call_resumed", "award_withdrawn",
    }] == ["complaint_decided", "exclusion_lifted", "call_resumed", "award_withdrawn"]  # fmt: skip


def test_nothing_is_lifted_for_who_is_not_excluded():
    judged = priced()
    intend(judged)
    with pytest.raises(Invalid):
        complain_and_uphold(judged, 0, "lift")
    assert AwardComplaint.objects.get().state == "pending"
    assert judged.fresh().state == "suspended"


def test_a_complaint_that_is_upheld_takes_the_first_out_and_the_next_wins():
    judged = priced()
    assert intend(judged).company == judged.companies[1]

    complain_and_uphold(judged, 0, "exclude")

    assert BidExclusion.objects.get().ground == "upheld"
    assert intend(judged, now=LATER + 2 * DAY).company == judged.companies[2]
    # Who was taken out can complain in turn, and is put back.
    complain_and_uphold(judged, 1, "lift", now=LATER + 3 * DAY)
    assert intend(judged, now=LATER + 4 * DAY).company == judged.companies[1]
    assert Ranking.objects.count() == 3


def test_a_killed_decision_changes_nothing(monkeypatch):
    judged = priced()
    exclude_low(judged)
    intend(judged)

    def killed(*args, **told):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(deciding, "withdraw_award", killed)
        with pytest.raises(KeyboardInterrupt):
            complain_and_uphold(judged, 1, "lift")
    assert AwardComplaint.objects.get().state == "pending"
    assert BidExclusion.objects.get().state == "in_force"
    assert Award.objects.get().state == "intended"


def test_the_company_and_those_who_decide_are_told_of_each_step():
    judged = priced()
    member = make_member(judged.companies[1])
    exclude_low(judged)
    excluding.lift_exclusion(**given(judged, actor=judged.market.supervisor), reason="Seen.")
    keys = list(CallEvent.objects.filter(call=judged.call).values_list("pk", flat=True))

    tell_bidders(event_ids=keys, now=LATER)
    tell_bidders(event_ids=keys, now=LATER)

    subjects = Notice.objects.filter(user=member.user_id).values_list("subject", flat=True)
    assert sorted(one.split(":")[0] for one in subjects) == [
        "Please account for your price", "Your bid counts again", "Your bid is excluded",
        "Your bid may be excluded",
    ]  # fmt: skip
    public = CallEvent.objects.filter(call=judged.call, is_public=True)
    names = set(public.values_list("name", flat=True))
    assert {"bid_excluded", "exclusion_lifted"} <= names
    assert not names & {"exclusion_proposed", "explanation_asked", "price_explained"}


def test_the_call_page_reads_no_ranking_file():
    judged = priced()
    intend(judged)
    Ranking.objects.update(file="no file at all")

    codes = {one.code for one in flags_of(judged.fresh())}

    assert {"single_bid", "dearest_won", "near_equal_texts"} <= codes


def test_who_excluded_a_bid_does_not_decide_on_the_complaint_about_it():
    judged = priced()
    exclude_low(judged)
    intend(judged)
    deciding.make_complaint(
        actor=make_member(judged.companies[1]), call_id=judged.call.pk, text="That is wrong.",
        company_id=judged.companies[1].pk, now=LATER + DAY,
    )  # fmt: skip
    said = {
        "call_id": judged.call.pk, "number": 1, "is_upheld": False, "reason": "It is right.",
        "now": LATER + DAY,
    }  # fmt: skip

    # The one proposed it, the other agreed.
    for actor in (judged.market.buyer, judged.market.approver):
        with pytest.raises(NotAllowed):
            deciding.decide_complaint(actor=actor, **said)
    event = CallEvent.objects.get(call=judged.call, name="complaint_made")
    tell_bidders(event_ids=[event.pk], now=LATER + DAY)
    told = set(Notice.objects.filter(event=f"award:{event.pk}").values_list("user", flat=True))
    assert judged.market.approver.user_id not in told
    assert judged.market.supervisor.user_id in told
    assert deciding.decide_complaint(actor=judged.market.supervisor, **said).state == "dismissed"
