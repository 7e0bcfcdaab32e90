"""``gongjian triage train`` for the town: from its examples, or from a table that becomes some."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.management.base import CommandError
from django.db import Error, connection

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.actions.keep_model import Made
from gongjian.government.triage.actions.learn_table import LabelledRow, UnknownLabels, learn_table
from gongjian.government.triage.actions.train_model import train_model
from gongjian.government.triage.actions.training_runs import begin_training, note_alive
from gongjian.government.triage.models import TrainedModel
from gongjian.government.triage.selectors.champion import threshold_now

if TYPE_CHECKING:
    from django.core.management.base import OutputWrapper

logger = logging.getLogger(__name__)

BEAT_SECONDS = 15
COMMAND = Actor.system("command")
SHOWN_LABELS = 20
NOTHING_LEARNT = {
    rules.Outcome.TOO_FEW: (
        f"Nothing to learn: {rules.LEAST_EXAMPLES} examples are needed, of two categories or more "
        f"with {rules.ENOUGH_OF_A_CATEGORY} each."
    ),
    rules.Outcome.NO_NEWS: (
        f"Nothing new to learn: fewer than {rules.LEAST_UNSEEN} examples came since the model in "
        "use was made, too few to compare another one by."
    ),
    rules.Outcome.STOPPED: "Another model was put to use meanwhile: train again.",
}
PHASES = {
    "gather": "Reading the examples",
    "trial": "Learning without the newest",
    "compare": "Comparing on the newest",
    "train": "Learning all",
}


def learn_rows(rows: Sequence[LabelledRow], *, skips_unknown: bool, out: OutputWrapper) -> None:
    """Keep the rows of a table as examples of the town, or say which labels name no category."""
    try:
        count = learn_table(actor=COMMAND, rows=rows, now=now(), skips_unknown=skips_unknown)
    except UnknownLabels as error:
        named = sorted(error.counts.items(), key=lambda pair: -pair[1])
        shown = ", ".join(f"{label!r} ({count} rows)" for label, count in named[:SHOWN_LABELS])
        more = f" and {len(named) - SHOWN_LABELS} more" if len(named) > SHOWN_LABELS else ""
        raise CommandError(
            f"These labels name no category of this town, or several: {shown}{more}.\nNothing was "
            "kept. Import the category tree first, write codes or paths (A/B/C), or leave these "
            "rows out with --skip-unknown."
        ) from error
    out.write(f"{count} examples of the town are kept from this table.")


def train_here(out: OutputWrapper) -> None:
    """Train in this process, saying how far it is."""
    run = begin_training(actor=COMMAND, now=now())
    with _signs_of_life(run.pk):
        made = train_model(
            run_id=run.pk, clock=now, on_phase=lambda phase: out.write(f"{PHASES[phase]} …")
        )
    _tell(made, out)


def train_reserved(run_id: UUID, parent: int | None) -> None:
    """Train for a run that was asked for, as kindly as possible, and no longer than the worker
    that started this process lives."""
    is_orphan = parent is not None and os.getppid() != parent
    if is_orphan or not note_alive(run_id=run_id, now=now()):
        return
    os.nice(10)
    with _signs_of_life(run_id, parent):
        made = train_model(run_id=run_id, clock=now)
    logger.info("training %s: %s", run_id, made.outcome)


@contextmanager
def _signs_of_life(run_id: UUID, parent: int | None = None) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=_keep_saying, args=(run_id, stop, parent), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=BEAT_SECONDS)


def _keep_saying(run_id: UUID, stop: threading.Event, parent: int | None) -> None:
    waited = 0
    while not stop.wait(1):
        waited += 1
        if parent is not None and os.getppid() != parent:
            # Nothing is written before the end, so nothing is left half.
            os._exit(1)
        if waited % BEAT_SECONDS:
            continue
        try:
            note_alive(run_id=run_id, now=now())
        except Error as error:
            logger.warning("training %s could not say that it lives: %s", run_id, error)
            connection.close()
    connection.close()


def _tell(made: Made, out: OutputWrapper) -> None:
    if made.model is None:
        raise CommandError(NOTHING_LEARNT[made.outcome])
    card, compared = made.model.card, made.model.card["comparison"]
    against = "the model in use" if compared["champion"] else "names alone"
    out.write(
        f"On the {compared['examples']} newest examples, which neither had seen: macro-F1 "
        f"{compared['first']:.3f}, {against} {compared['second']:.3f}; better with "
        f"{compared['sureness']:.1%} sureness."
    )
    if made.outcome == rules.Outcome.REFUSED:
        out.write("It is not better by more than chance: all stays as it is.")
        return
    _tell_promoted(made.model, card, out)


def _tell_promoted(model: TrainedModel, card: dict, out: OutputWrapper) -> None:
    out.write(
        f"It sorts cases from now on: {len(card['categories'])} categories from "
        f"{card['examples']} examples, {model.size_bytes / 1e6:.1f} MB."
    )
    for one in card["categories"]:
        out.write(
            f"  {one['name']}: {one['examples']} messages, precision {one['precision']:.3f}, "
            f"recall {one['recall']:.3f}, F1 {one['f1']:.3f}"
        )
    threshold = threshold_now(model)
    out.write(
        f"  macro-F1 {card['macro_f1']:.3f}, expected calibration error "
        f"{card['calibration_error']:.3f}; {threshold.coverage:.1%} are answered with a "
        f"probability of {threshold.at:.3f} or more, and {threshold.precision:.1%} of these "
        "rightly."
    )
