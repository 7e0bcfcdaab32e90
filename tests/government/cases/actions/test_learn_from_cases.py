"""What is learnt from a case: what people decided of its category, and nothing the model said
alone."""

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.learn_from_cases import learn_from_all_cases
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.triage.models import CategoryDecision, Evidence, Example
from tests.factories import NOW, make_case, make_category, make_duty, take_step
from tests.government.triage.models import make_model

pytestmark = pytest.mark.django_db


@pytest.fixture
def noise(town):
    category = make_category("Noise")
    make_duty(category=category, lead_department=town.other_department)
    return category


def dispatch(town, case, actor=None, **named):
    cases.dispatch_case(actor=actor or town.dispatcher, case_id=case.pk, now=NOW, **named)


def learnt():
    run_waiting_tasks()
    return [(example.category_id, example.evidence) for example in Example.objects.all()]


def test_a_category_given_by_a_dispatcher_is_learnt_masked(town):
    case = make_case(town, category_id=None, text="Call me: 13812345678", title="Rubbish")

    dispatch(town, case, category_id=town.category.pk)

    assert learnt() == [(town.category.pk, Evidence.CORRECTION)]
    assert "13812345678" not in Example.objects.get().text


def test_what_was_dispatched_as_it_came_says_nothing_until_it_is_answered(town):
    case = make_case(town)
    dispatch(town, case)
    before = learnt()
    take_step(town, case, Step.ACCEPT)
    take_step(town, case, Step.ANSWER)

    assert before == []
    assert learnt() == [(town.category.pk, Evidence.ANSWERED)]
    assert Example.objects.get().is_weak


def test_what_is_handed_back_is_doubtful_until_a_person_decides(town, noise):
    case = make_case(town, category_id=None)
    dispatch(town, case, category_id=town.category.pk)
    before = learnt()
    take_step(town, case, Step.HAND_BACK)
    doubtful = learnt()
    dispatch(town, case, category_id=noise.pk)

    assert before == [(town.category.pk, Evidence.CORRECTION)]
    assert doubtful == []
    assert learnt() == [(noise.pk, Evidence.CORRECTION)]


def test_a_settled_dispute_is_learnt(town):
    case = make_case(town, state=CaseState.HANDED_BACK)
    dispatch(town, case)
    take_step(town, case, Step.HAND_BACK)
    dispatch(town, case)

    assert learnt() == [(town.category.pk, Evidence.SETTLED)]


def test_the_model_learns_nothing_from_what_it_alone_has_said(town):
    case = make_case(town, category_id=None)
    by_model(town, case)
    take_step(town, case, Step.ACCEPT)
    take_step(town, case, Step.ANSWER)

    assert learnt() == []
    assert CategoryDecision.objects.get().is_right is True


def test_a_dispatcher_who_changes_what_the_model_said_tells_it_better(town, noise):
    case = make_case(town, category_id=None)
    by_model(town, case)
    take_step(town, case, Step.HAND_BACK)
    dispatch(town, case, category_id=noise.pk)

    assert learnt() == [(noise.pk, Evidence.CORRECTION)]
    assert CategoryDecision.objects.get().is_right is False


def by_model(town, case):
    """Dispatched as the model does it, whose answer was the town's category."""
    Case.objects.filter(pk=case.pk).update(category=town.category)
    dispatch(town, case, actor=Actor.system("dispatch"))
    event = CaseEvent.objects.get(case=case, name="case_dispatched")
    event.data = {**event.data, "model": "x"}
    event.save()
    CategoryDecision.objects.create(
        case_id=case.pk, at=NOW, model=make_model(), category=town.category, share=0.97,
        is_automatic=True,
    )  # fmt: skip


def test_an_erased_requester_is_forgotten_at_once(town):
    case = make_case(town, category_id=None)
    dispatch(town, case, category_id=town.category.pk)
    before = learnt()

    cases.erase_requester(actor=town.resident, case_id=case.pk, now=NOW)

    assert (len(before), Example.objects.count()) == (1, 0)
    assert learnt() == []


def test_telling_it_twice_keeps_it_once_and_late(town):
    case = make_case(town, category_id=None)
    dispatch(town, case, category_id=town.category.pk)
    learnt()
    first = Example.objects.get()

    learn_from_all_cases(case_ids=[case.pk, case.pk], now=NOW)

    assert Example.objects.get().created_at == first.created_at
