from datetime import timedelta

import pytest

from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, StaleVersion
from gongjian.public.deliberation.actions.answer_proposal import answer_proposal
from gongjian.public.deliberation.models import Proposal, State
from gongjian.public.deliberation.rules.proposals import Outcome
from tests.factories import NOW, make_area, make_provision
from tests.public.proposals import make_product_manager, make_proposal


def answer(proposal, actor, **fields):
    fields = {"outcome": Outcome.ADOPTED, "text": "It is built in spring.", "now": NOW, **fields}
    return answer_proposal(actor=actor, proposal_id=proposal.pk, **fields)


def test_an_answer_has_reasons_cost_and_provision(town):
    proposal, provision = make_proposal(town, state=State.AWAITING_ANSWER), make_provision()

    given = answer(
        proposal, town.supervisor, plan="Streets 2027", cost_minor=12_000_000, currency="CNY",
        provision_id=provision.pk,
    )  # fmt: skip

    proposal.refresh_from_db()
    assert (proposal.state, proposal.is_answered_in_time) == (State.ADOPTED, True)
    assert (given.department, given.provision, given.cost_minor) == (
        town.department, provision, 12_000_000,
    )  # fmt: skip
    assert proposal.events.get(name="proposal_answered").data["outcome"] == "adopted"


@pytest.mark.parametrize(("seconds", "in_time"), [(-1, True), (0, False)])
def test_the_deadline_is_the_first_moment_that_is_too_late(town, seconds, in_time):
    proposal = make_proposal(town, state=State.AWAITING_ANSWER)

    answer(proposal, town.supervisor, now=proposal.due_at + timedelta(seconds=seconds))

    proposal.refresh_from_db()
    assert proposal.is_answered_in_time is in_time


def test_a_later_answer_holds_and_does_not_make_up_for_a_late_one(town):
    proposal = make_proposal(town, state=State.AWAITING_ANSWER)
    late = proposal.due_at + timedelta(days=1)
    answer(proposal, town.supervisor, outcome=Outcome.REJECTED, now=late)

    answer(proposal, town.supervisor, outcome=Outcome.ADOPTED, now=late + timedelta(days=9))

    proposal.refresh_from_db()
    assert (proposal.state, proposal.is_answered_in_time) == (State.ADOPTED, False)
    assert proposal.answered_at == late
    assert proposal.answers.count() == 2


@pytest.mark.parametrize("who", ["resident", "neighbour", "handler", "dispatcher", "auditor"])
def test_others_do_not_answer(town, who):
    proposal = make_proposal(town, state=State.AWAITING_ANSWER)

    with pytest.raises(NotAllowed):
        answer(proposal, getattr(town, who))


def test_a_product_manager_answers_in_their_area_alone(town):
    proposal = make_proposal(town)

    with pytest.raises(NotAllowed):
        answer(proposal, make_product_manager(area=make_area()))
    answer(proposal, make_product_manager(area=town.area))

    assert Proposal.objects.get().state == State.ADOPTED


def test_nobody_answers_what_they_cannot_see(town):
    proposal = make_proposal(town, state=State.UNDER_REVIEW)

    with pytest.raises(NotFound):
        answer(proposal, town.supervisor)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 100_000}, "text"),
        ({"outcome": Outcome.IN_PLAN}, "plan"),
        ({"cost_minor": -1}, "cost"),
        ({"cost_minor": 10**40}, "cost"),
        ({"cost_minor": 1, "currency": "=1"}, "currency"),
        ({"provision_id": "01a222a2-d41b-776a-bcd2-631b0fd645cb"}, "provision_id"),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(town, fields, named):
    proposal = make_proposal(town, state=State.AWAITING_ANSWER)

    with pytest.raises(Invalid) as refused:
        answer(proposal, town.supervisor, **fields)

    assert list(refused.value.fields) == [named]
    assert not proposal.answers.exists()


def test_whoever_read_other_words_reads_again(town):
    proposal = make_proposal(town, state=State.AWAITING_ANSWER)

    with pytest.raises(StaleVersion):
        answer(proposal, town.supervisor, version=7)
