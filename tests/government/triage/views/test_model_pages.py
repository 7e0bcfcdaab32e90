"""The model cards: read by everybody, governed by administrators."""

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.government.triage.actions.training_runs import begin_training
from gongjian.government.triage.models import DriftWeek, ModelState, TrainedModel, TrainingRun
from gongjian.government.triage.selectors.champion import settings_now
from gongjian.methods.tree_thresholds import Ladders
from tests.factories import NOW, make_actor, make_user
from tests.government.triage.models import make_model

pytestmark = pytest.mark.django_db
HELD_BACK = Ladders(
    np.linspace(0.5, 1, 200, dtype=np.float32)[:, None], (np.arange(200) > 30)[:, None]
)
CARD = {
    "examples": 7288, "first_day": "2026-01-02", "last_day": "2026-11-20",
    "evidence": {"table": 7000, "correction": 288}, "top_categories": {},
    "comparison": {
        "examples": 1400, "first": 0.926, "second": 0.61, "sureness": 0.998, "champion": None,
    },
    "categories": [
        {"id": "a", "name": "城乡建设", "examples": 1498, "precision": 0.893, "recall": 0.935,
         "f1": 0.913},
        {"id": "b", "name": "环境保护", "examples": 677, "precision": 0.925, "recall": 0.948,
         "f1": 0.936},
    ],
    "held_back": 6700, "accuracy": 0.93, "macro_f1": 0.926, "calibration_error": 0.011,
    "mean_share": 0.93, "reliability": [[0.55, 0.53, 100], [0.95, 0.96, 900]],
}  # fmt: skip


@pytest.fixture
def in_use():
    model = make_model(
        state=ModelState.CHAMPION, card=CARD, held_back=HELD_BACK.to_bytes(), made_at=NOW
    )
    for monday in ("2026-11-09", "2026-11-16"):
        figures = {"decisions": 90, "automatic": 80, "wrong": 4, "share_sum": 84, "asked": 10,
                   "agreed": 6, "stability": 0.03}  # fmt: skip
        DriftWeek.objects.create(model=model, monday=monday, measured_at=NOW, figures=figures)
    return model


@pytest.fixture
def administrator(client):
    user = make_user(role=Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def page(client, name="models", *arguments, **named):
    return client.get(reverse(name, args=arguments), **named).content.decode()


def test_everybody_reads_the_card_of_the_model_in_use(client, in_use):
    shown = page(client)

    for words in ("7,288", "城乡建设", "0.926", "What it must not be used for", "95.0%", "1.1%"):
        assert words in shown
    assert "Manage" not in shown
    assert "Use this one again" not in shown


def test_without_a_model_the_page_says_so(client):
    assert "No trained model is in use" in page(client)


def test_what_a_former_model_would_be_sure_of_is_not_worked_out(client, in_use):
    former = make_model(card=CARD, held_back=HELD_BACK.to_bytes())

    with CaptureQueriesContext(connection) as queries:
        shown = page(client, "model", former.pk)

    assert not [query for query in queries if "held_back" in query["sql"]]
    assert "of these are right" not in shown
    assert "of these are right" in page(client, "model", in_use.pk)


def test_cards_of_former_and_refused_models_are_kept(client, in_use):
    former = make_model(card=CARD)
    refused = make_model(state=ModelState.REFUSED, card=CARD)

    assert "2026" in page(client, "model", former.pk)
    assert "never used" in page(client, "model", refused.pk)
    assert client.get(reverse("model", args=[TrainingRun().pk])).status_code == 404


@pytest.mark.parametrize(
    "name", ["manage_models", "ask_training", "restore_model", "retire_model", "restore_threshold"]
)
@pytest.mark.parametrize("role", [None, Role.DISPATCHER, Role.AUDITOR])
def test_only_administrators_govern(client, in_use, name, role):
    client.force_login(make_user(role=role))
    arguments = [] if name in ("manage_models", "ask_training") else [in_use.pk]

    assert client.post(reverse(name, args=arguments)).status_code == 403
    in_use.refresh_from_db()
    assert in_use.state == ModelState.CHAMPION


def test_a_precision_is_set_and_holds(client, administrator, in_use):
    before = page(client, "manage_models")
    sent = {"is_automatic": "on", "precision": "98.5", "checked": "1", "version": "1"}

    answer = client.post(reverse("manage_models"), sent)

    assert answer.status_code == 302
    found = settings_now()
    assert (found.precision_permille, found.checked_permille) == (985, 10)
    assert "Train now" in before
    again = client.post(reverse("manage_models"), {**sent, "precision": "97"})
    assert again.status_code == 422
    assert "Somebody changed this" in again.content.decode()


@pytest.mark.parametrize("wrong", ["49", "100", "x", "", "99.95"])
def test_a_wrong_precision_is_told_at_its_field(client, administrator, wrong):
    sent = {"precision": wrong, "checked": "1", "version": "1"}

    assert client.post(reverse("manage_models"), sent).status_code == 422
    assert settings_now().version == 1


def test_one_click_goes_back_to_the_last_model(client, administrator, in_use):
    last = make_model(card=CARD, in_use_until=NOW)
    assert "Back to the model of" in page(client, "manage_models")

    client.post(reverse("restore_model", args=[last.pk]))

    assert TrainedModel.objects.get(state=ModelState.CHAMPION) == last
    client.post(reverse("retire_model", args=[last.pk]))
    assert not TrainedModel.objects.filter(state=ModelState.CHAMPION).exists()


def test_a_raised_threshold_is_shown_and_taken_back(client, administrator, in_use):
    TrainedModel.objects.update(raised_threshold=0.97)
    assert "less precise than you want" in page(client, "manage_models")
    assert "less precise than the town wants" in page(client)

    client.post(reverse("restore_threshold", args=[in_use.pk]))

    in_use.refresh_from_db()
    assert in_use.raised_threshold is None


def test_a_training_is_asked_for_once(client, administrator):
    client.post(reverse("ask_training"))
    second = client.post(reverse("ask_training"), follow=True).content.decode()

    assert TrainingRun.objects.count() == 1
    assert "trained already" in second


def test_the_last_training_says_what_came_of_it(client, administrator):
    run = begin_training(actor=make_actor(Role.ADMINISTRATOR), now=NOW)
    assert "stopped before it ended" in page(client, "manage_models")

    TrainingRun.objects.update(is_running=None, ended_at=run.begun_at, outcome="no_news")

    assert "Too few new examples" in page(client, "manage_models")


def test_the_pages_take_few_queries_however_many_models(
    client, in_use, django_assert_max_num_queries
):
    for _ in range(15):
        make_model(card=CARD)
    page(client)
    with django_assert_max_num_queries(9):
        page(client)
