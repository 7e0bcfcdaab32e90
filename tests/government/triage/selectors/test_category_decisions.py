"""What the model in use says of a case, and whether it goes without a person."""

from uuid import UUID

import pytest
from django.core.cache import caches

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.people.models import User
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage.actions.restore_model import retire_model
from gongjian.government.triage.actions.set_triage import set_triage
from gongjian.government.triage.actions.train_model import train_model
from gongjian.government.triage.actions.training_runs import begin_training
from gongjian.government.triage.interface import suggest_categories
from gongjian.government.triage.models import (
    CategoryDecision,
    ModelContent,
    TrainedModel,
)
from gongjian.government.triage.selectors.category_decisions import is_spot_check, verdict
from tests.factories import NOW, make_actor, make_category, make_duty, make_town
from tests.government.triage.models import teach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_few_are_enough")]
LIGHTS = ("路灯坏了", "小区门口的路灯不亮，晚上看不见路，请尽快处理")
SYSTEM = Actor.system("dispatch")


@pytest.fixture
def town(db):
    return make_town()


@pytest.fixture
def categories(town):
    """Lights are the department's; nobody is responsible for noise."""
    found = {name: make_category(f"Matter {name}", code=name) for name in ("lights", "noise")}
    make_duty(category=found["lights"], lead_department=town.department)
    return found


@pytest.fixture
def model(categories, sayings):
    teach(categories, sayings)
    run = begin_training(actor=SYSTEM, now=NOW)
    return train_model(run_id=run.pk, clock=lambda: NOW).model


def set_to(**named):
    given = {
        "is_automatic": True, "precision_permille": 950, "checked_permille": 0, "version": 1,
        **named,
    }  # fmt: skip
    set_triage(actor=make_actor(Role.ADMINISTRATOR), now=NOW, **given)


def receive(town, said=LIGHTS, **named):
    draft = cases.CaseDraft(
        title=said[0], text=said[1], area_id=town.area.pk, area_path=town.area.path,
        requester_id=town.resident.user_id, **named,
    )  # fmt: skip
    case = cases.receive_case(actor=town.resident, draft=draft, now=NOW)
    run_waiting_tasks()
    return Case.objects.get(pk=case.pk)


def test_what_the_model_is_sure_of_is_dispatched_and_everybody_told_by_what(
    town, categories, model, client
):
    set_to()

    case = receive(town, is_public=True)

    assert (case.state, case.category) == (CaseState.DISPATCHED, categories["lights"])
    assert case.lead_department == town.department
    data = case.events.get(name="case_dispatched").data
    assert data["model"] == str(model.pk)
    assert data["likelihood"] >= data["threshold"]
    assert any("路灯" in word for word in data["words"])
    decision = CategoryDecision.objects.get()
    assert (decision.case_id, decision.is_automatic) == (case.pk, True)
    shown = client.get(f"/cases/{case.number}/").content.decode()
    assert "Sorted by a program" in shown
    assert f"{int(100 * data['likelihood'])}% sure" in shown
    assert "words: " not in shown


def test_staff_see_the_words_that_led_to_it(town, categories, model, client):
    set_to()
    case = receive(town)
    client.force_login(User.objects.get(pk=town.dispatcher.user_id))

    shown = client.get(f"/cases/{case.number}/work/").content.decode()

    assert "words: " in shown


def test_erasing_the_requester_erases_the_words(town, categories, model):
    set_to()
    case = receive(town)

    cases.erase_requester(actor=town.resident, case_id=case.pk, now=NOW)

    assert "words" not in case.events.get(name="case_dispatched").data


def test_without_a_duty_it_waits_with_guesses_and_their_words(town, categories, model):
    set_to()

    case = receive(town, ("施工噪音", "工厂噪音太大，睡不着"))

    assert (case.state, case.category) == (CaseState.RECEIVED, None)
    first = case.guesses[0]
    assert first["category"] == str(categories["noise"].pk)
    assert any("噪音" in word for word in first["words"])
    assert not CategoryDecision.objects.get().is_automatic


def test_where_triage_may_not_dispatch_it_guesses(town, categories, model):
    set_to(is_automatic=False)

    case = receive(town)

    assert case.state == CaseState.RECEIVED
    assert case.guesses[0]["category"] == str(categories["lights"].pk)


def test_a_change_of_precision_moves_the_threshold_at_once(town, categories, model):
    low = verdict(case_id=new_id(), title=LIGHTS[0], text=LIGHTS[1])

    set_to(precision_permille=999)
    high = verdict(case_id=new_id(), title=LIGHTS[0], text=LIGHTS[1])
    TrainedModel.objects.update(raised_threshold=2.0)
    paused = verdict(case_id=new_id(), title=LIGHTS[0], text=LIGHTS[1])

    assert low.threshold <= high.threshold
    assert low.answer is not None
    assert (paused.answer, paused.threshold) == (None, 2.0)


def test_spot_checks_go_to_a_person_and_are_known_by_their_case(town, categories, model):
    set_to(checked_permille=200)
    checked = next(one for one in iter(new_id, None) if is_spot_check(one, 200))
    other = next(one for one in iter(new_id, None) if not is_spot_check(one, 200))

    found = verdict(case_id=checked, title=LIGHTS[0], text=LIGHTS[1])

    assert (found.is_automatic, found.is_spot_check) == (False, True)
    assert verdict(case_id=other, title=LIGHTS[0], text=LIGHTS[1]).is_automatic


def test_about_so_many_are_drawn():
    drawn = sum(is_spot_check(UUID(int=number), 20) for number in range(20_000))

    assert 300 < drawn < 500


def test_a_category_out_of_use_is_not_answered(town, categories, model):
    type(categories["lights"]).objects.filter(code="lights").update(is_active=False)

    found = verdict(case_id=new_id(), title=LIGHTS[0], text=LIGHTS[1])

    assert found.answer is None
    assert [guess.name for guess in found.guesses] == ["Matter noise"]


def test_the_model_is_asked_without_reading_it_anew(
    town, categories, model, django_assert_num_queries
):
    verdict(case_id=new_id(), title=LIGHTS[0], text=LIGHTS[1])
    suggest_categories("路灯")

    with django_assert_num_queries(2):
        verdict(case_id=new_id(), title=LIGHTS[0], text=LIGHTS[1])
    with django_assert_num_queries(0):
        suggest_categories("路灯不亮")


def test_while_somebody_types_names_lead_further_down(town, categories, model):
    deep = make_category("路灯照明", parent=categories["lights"])
    make_category("路灯广告", parent=make_category("Signs"))
    caches["process"].clear()

    found = suggest_categories("\n".join(LIGHTS))

    assert found[0].name == deep.name


def test_without_a_model_names_guess_and_people_dispatch(town, categories, model):
    make_category("路灯照明")
    caches["process"].clear()
    retire_model(actor=make_actor(Role.ADMINISTRATOR), model_id=model.pk, now=NOW)

    found = verdict(case_id=new_id(), title=LIGHTS[0], text=LIGHTS[1])

    assert (found.is_automatic, found.model_id) == (False, None)
    assert found.guesses[0].name == "路灯照明"


def test_broken_weights_dispatch_nothing(town, categories, model):
    ModelContent.objects.update(weights=b"nothing")
    TrainedModel.objects.update(sha256="0" * 64)

    found = verdict(case_id=new_id(), title=LIGHTS[0], text=LIGHTS[1])

    assert (found.answer, found.model_id) == (None, None)
