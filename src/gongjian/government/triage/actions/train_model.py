"""Training: a challenger learns from the town's examples, and takes over only if it is better.

**Held back** are the newest examples that the model in use has never seen: a fifth of all, at most
half of the unseen. A trial that has not seen them either is compared with the model in use on
them; where it wins, a model that has learnt everything takes over. How good that one is, and where
its threshold lies, is told by the trials within its own training, each of which held back a part.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from gongjian.government.duties import interface as duties
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.actions.keep_model import Made, Trained, keep_model
from gongjian.government.triage.actions.training_runs import end_training
from gongjian.government.triage.models import ModelState, TrainedModel
from gongjian.government.triage.selectors.category_suggestions import by_names
from gongjian.government.triage.selectors.champion import classifier_of
from gongjian.government.triage.selectors.examples import Learnt, newest_examples
from gongjian.methods.classifier_training import train_classifier
from gongjian.methods.message_rows import Message
from gongjian.methods.paired_resampling import Comparison, compare
from gongjian.methods.text_classifier import TextClassifier
from gongjian.methods.tree_answers import learnable_labels, line_of

logger = logging.getLogger(__name__)
Parents = dict[UUID, UUID | None]
OnPhase = Callable[[str], object]
Clock = Callable[[], datetime]


def train_model(*, run_id: UUID, clock: Clock, on_phase: OnPhase = lambda phase: None) -> Made:
    """Train a challenger, compare it, and let it take over if it is better.

    All that it writes stands in one transaction at the end: killed before, it leaves the run alone,
    which the next one ends.

    Parameters
    ----------
    run_id : UUID
        Reserved by `begin_training`.
    clock : callable
        Asked for the moment at the end: training takes minutes.
    on_phase : callable
        Told what begins: "gather", "trial", "compare", "train".
    """
    try:
        made = _train(run_id, clock, on_phase)
    except Exception:
        # Whatever it was goes on up; the run must not stay open, for none could begin then.
        end_training(run_id=run_id, outcome=rules.Outcome.FAILED, now=clock())
        raise
    if made.model is None:
        end_training(run_id=run_id, outcome=made.outcome, now=clock())
    return made


def _train(run_id: UUID, clock: Clock, on_phase: OnPhase) -> Made:
    on_phase("gather")
    parents = duties.category_parents()
    examples, labels = _learnable(newest_examples(), parents)
    if len(examples) < rules.LEAST_EXAMPLES or len(set(labels)) < 2:
        return Made(rules.Outcome.TOO_FEW)
    champion = TrainedModel.objects.filter(state=ModelState.CHAMPION).first()
    held = _held_back(examples, champion)
    if len(held) < rules.LEAST_UNSEEN // 2:
        return Made(rules.Outcome.NO_NEWS)
    on_phase("trial")
    is_held = np.zeros(len(examples), dtype=bool)
    is_held[held] = True
    learnt = np.flatnonzero(~is_held)
    if len({labels[at] for at in learnt}) < 2:
        return Made(rules.Outcome.TOO_FEW)
    trial, _held_back_by_trial = train_classifier(
        [examples[at].message for at in learnt],
        [str(labels[at]) for at in learnt],
        seed=rules.SEED,
    )
    on_phase("compare")
    compared = _compared(
        trial, champion, [examples[at].message for at in held], [labels[at] for at in held], parents
    )
    in_use = champion.pk if champion else None
    trained = Trained(examples, labels, parents, compared, in_use)
    if not rules.is_better(compared.first, compared.second, compared.sureness):
        return keep_model(run_id=run_id, trained=trained, promoted=None, now=clock())
    on_phase("train")
    promoted = train_classifier(
        [one.message for one in examples], [str(label) for label in labels], seed=rules.SEED
    )
    return keep_model(run_id=run_id, trained=trained, promoted=promoted, now=clock())


def _learnable(examples: list[Learnt], parents: Parents) -> tuple[list[Learnt], list[UUID]]:
    """Examples with the category each is learnt as: where there are few, what stands above."""
    labels = learnable_labels(
        [one.category_id for one in examples], parents, rules.ENOUGH_OF_A_CATEGORY
    )
    pairs = [
        (one, label)
        for one, label in zip(examples, labels, strict=True)
        if label is not None and one.message.whole
    ]
    return [one for one, _ in pairs], [label for _, label in pairs]


def _held_back(examples: Sequence[Learnt], champion: TrainedModel | None) -> list[int]:
    """Places of the newest that the model in use has not seen, none a copy of another example.

    The examples are in order of time.
    """
    unseen = [
        at
        for at, one in enumerate(examples)
        if champion is None or one.created_at > champion.learnt_until
    ]
    if len(unseen) < rules.LEAST_UNSEEN:
        return []
    newest = unseen[-rules.held_back_count(len(unseen), len(examples)) :]
    others = {one.words for at, one in enumerate(examples) if at not in set(newest)}
    return [at for at in newest if examples[at].words not in others]


def _compared(
    trial: TextClassifier,
    champion: TrainedModel | None,
    messages: Sequence[Message],
    truth: Sequence[UUID],
    parents: Parents,
) -> Comparison:
    classes = sorted(set(truth), key=str)
    places = {node: place for place, node in enumerate(classes)}
    theirs = classifier_of(champion) if champion else None
    first = _answers(_nodes(trial, messages), places, parents)
    named = _nodes(theirs, messages) if theirs else _by_names(messages)
    second = _answers(named, places, parents)
    right = np.array([places[node] for node in truth])
    return compare(right, first, second, len(classes), seed=rules.SEED)


def _nodes(classifier: TextClassifier, messages: Sequence[Message]) -> list[UUID | None]:
    best = classifier.probabilities(messages).argmax(axis=1)
    return [UUID(classifier.classes[place]) for place in best]


def _by_names(messages: Sequence[Message]) -> list[UUID | None]:
    suggested = (by_names(message.whole, 1) for message in messages)
    return [found[0].category_id if found else None for found in suggested]


def _answers(
    nodes: Sequence[UUID | None], places: dict[UUID, int], parents: Parents
) -> NDArray[np.int64]:
    """Each node as the class that it is or stands below; -1 where there is none."""
    return np.array(
        [
            next((places[one] for one in line_of(node, parents) if one in places), -1)
            if node is not None
            else -1
            for node in nodes
        ]
    )
