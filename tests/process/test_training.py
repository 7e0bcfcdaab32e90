"""A worker has a model trained beside its other work, and a killed one leaves nothing half."""

from __future__ import annotations

import os
import signal
from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.actions.training_runs import begin_training
from gongjian.government.triage.models import ModelContent, ModelState, TrainedModel, TrainingRun
from tests.factories import make_category
from tests.government.triage.models import make_sayings, teach
from tests.processes import Town, command_line, descendants_of, is_running, served, wait_until

pytestmark = [pytest.mark.process, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _examples(transactional_db):
    categories = {name: make_category(f"Matter {name}") for name in ("lights", "noise")}
    teach(categories, make_sayings(), at=now())


def trainings(town: Town) -> list[int]:
    """Processes of this town that train."""
    below = descendants_of(town.process.pid)
    return [pid for pid in below if "triage train" in command_line(pid)]


@pytest.mark.any_database
def test_the_first_model_is_made_by_itself_soon_after_the_start(tmp_path):
    with served("--port", "0", home=tmp_path) as town:
        wait_until(lambda: TrainedModel.objects.filter(state=ModelState.CHAMPION).exists())
        shown = town.get("models/")

    assert TrainingRun.objects.get().outcome == rules.Outcome.PROMOTED
    assert "Matter lights" in shown


def test_a_killed_worker_takes_its_training_along_and_the_next_one_begins_anew(tmp_path):
    with served("--port", "0", home=tmp_path) as town:
        wait_until(lambda: trainings(town))
        [training] = trainings(town)
        for worker in town.pids("worker"):
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda: not is_running(training))

    assert not TrainedModel.objects.exists()
    assert not ModelContent.objects.exists()
    later = now() + timedelta(seconds=rules.DEAD_AFTER_SECONDS + 1)
    begin_training(actor=Actor.system("test"), now=later)
    assert TrainingRun.objects.filter(outcome=rules.Outcome.STOPPED).exists()
