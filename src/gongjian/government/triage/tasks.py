"""Background work of triage; config/wiring.py says what starts it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.government.triage.actions.count_runs import count_runs
from gongjian.government.triage.actions.measure_drift import measure_drift
from gongjian.government.triage.actions.tell_administrators import tell_of_change
from gongjian.government.triage.actions.training_runs import ask_training
from gongjian.government.triage.errors import TrainingUnderWay
from gongjian.government.triage.selectors import models

logger = logging.getLogger(__name__)


@background_task(_("Have a model trained each month"), max_attempts=3)
def train_periodically() -> None:
    """Ask for a training: monthly, and sooner where there is no model yet."""
    with suppress(TrainingUnderWay):
        ask_training(actor=Actor.system("training"), now=now())


@background_task(_("Start the training of a model"), max_attempts=3)
def start_trainings(ids: Sequence[str]) -> None:
    """Start a process for each run that was asked for, and go on: training takes minutes.

    The process ends with this one, and says every few seconds that it lives.
    """
    for run_id in ids:
        # The process is told whose it is: it may begin when this one is gone already.
        options = ["--run", run_id, "--parent", str(os.getpid())]
        command = [sys.executable, "-m", "django", "triage", "train", *options]
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            env={**os.environ, **threads},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        logger.info("training %s runs as process %d", run_id, process.pid)


@background_task(_("Tell administrators that another model is in use"))
def tell_model_changed(ids: Sequence[str]) -> None:
    """Tell administrators of these changes of the model in use."""
    tell_of_change(change_ids=[UUID(change_id) for change_id in ids], now=now())


@background_task(_("Measure how the model that sorts cases fares"), max_attempts=3)
def measure_model_drift() -> None:
    """Count the last weeks of the model in use, and warn where it is less precise than set."""
    measure_drift(now=now())


@background_task(_("Count how rare words are"), max_attempts=3)
def count_runs_again() -> None:
    """Bring the counts of runs up to date where a tenth more texts were placed."""
    count_runs(now=now())


def training_is_due() -> bool:
    """Whether a month has passed since the last training, or there is no model, but examples."""
    return models.training_is_due(now())
