"""Training: who takes over, who does not, and what is left of it."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.actions import train_model as training
from gongjian.government.triage.actions.training_runs import begin_training, end_training
from gongjian.government.triage.errors import TrainingUnderWay
from gongjian.government.triage.models import (
    Example,
    ModelContent,
    ModelState,
    TrainedModel,
    TrainingRun,
)
from gongjian.government.triage.selectors import models
from gongjian.government.triage.selectors.champion import champion
from gongjian.methods.message_rows import Message
from gongjian.methods.text_classifier import classifier_from_bytes
from tests.factories import NOW, make_actor, make_category
from tests.government.triage.models import make_model, teach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_few_are_enough")]
SYSTEM = Actor.system("test")
DAY = timedelta(days=1)


@pytest.fixture
def categories():
    """Named so that names alone lead nowhere."""
    top = make_category("Town")
    return {name: make_category(f"Matter {name}", parent=top) for name in ("lights", "noise")}


def train(now=NOW):
    run = begin_training(actor=SYSTEM, now=now)
    return training.train_model(run_id=run.pk, clock=lambda: now)


def test_the_first_model_is_compared_with_names_and_takes_over(categories, sayings):
    teach(categories, sayings)

    made = train()

    assert made.outcome == rules.Outcome.PROMOTED
    assert TrainingRun.objects.get().outcome == "promoted"
    card = made.model.card
    assert card["examples"] == 200
    assert card["comparison"]["champion"] is None
    assert card["comparison"]["examples"] == 40
    assert card["comparison"]["first"] > card["comparison"]["second"]
    assert {one["name"] for one in card["categories"]} == {"Matter lights", "Matter noise"}
    assert champion().model_id == made.model.pk
    entry = LedgerEntry.objects.get(action="model_promoted")
    assert entry.data["sha256"] == made.model.sha256


def test_the_same_examples_give_the_same_model(categories, sayings):
    teach(categories, sayings)
    first = train()
    TrainedModel.objects.update(state=ModelState.FORMER)

    second = train()

    assert first.model.sha256 == second.model.sha256


def test_a_model_with_nothing_new_to_be_judged_by_is_not_made(categories, sayings):
    teach(categories, sayings)
    train()
    teach(categories, sayings, at=NOW + DAY, many=slice(3))

    made = train(NOW + 2 * DAY)

    assert (made.outcome, made.model) == (rules.Outcome.NO_NEWS, None)
    assert TrainedModel.objects.count() == 1


def test_one_that_is_no_better_is_refused_and_only_its_card_is_kept(
    categories, sayings, monkeypatch
):
    teach(categories, sayings, many=slice(60))
    in_use = train().model
    teach(categories, sayings, at=NOW + DAY, many=slice(60, None))
    monkeypatch.setattr(rules, "MOST_OF_A_CATEGORY", 40)

    made = train(NOW + 2 * DAY)

    assert made.outcome == rules.Outcome.REFUSED
    # What no training looks at any more goes all the same.
    assert Example.objects.count() == 2 * 2 * 40
    assert made.model.card["comparison"]["champion"] == str(in_use.pk)
    assert not ModelContent.objects.filter(pk=made.model.pk).exists()
    assert champion().model_id == in_use.pk


def test_what_dispatchers_corrected_is_what_the_next_model_answers(categories, sayings):
    teach(categories, sayings, many=slice(20))
    before = train().model
    teach(categories, sayings, at=NOW + DAY, many=slice(20, None), swapped=True)

    made = train(NOW + 2 * DAY)

    assert made.outcome == rules.Outcome.PROMOTED
    before.refresh_from_db()
    assert (before.state, before.in_use_until) == (ModelState.FORMER, NOW + 2 * DAY)
    said = sayings["lights"][-1]
    assert answer_of(before, said) == str(categories["lights"].pk)
    assert answer_of(made.model, said) == str(categories["noise"].pk)


def answer_of(model, said):
    classifier = classifier_from_bytes(bytes(ModelContent.objects.get(pk=model.pk).weights))
    best = classifier.probabilities([Message.of(*said)])[0].argmax()
    return classifier.classes[best]


def test_what_is_compared_by_nobody_had_learnt(categories, sayings, monkeypatch):
    teach(categories, sayings, many=slice(30))
    train()
    teach(categories, sayings, at=NOW + DAY, many=slice(30, None))
    learnt = []
    real = training.train_classifier
    monkeypatch.setattr(
        training,
        "train_classifier",
        lambda messages, labels, **named: (
            learnt.append(set(messages)) or real(messages, labels, **named)
        ),
    )
    compared = []
    real_compared = training._compared
    monkeypatch.setattr(
        training, "_compared", lambda *given: compared.append(given) or real_compared(*given)
    )

    train(NOW + 2 * DAY)

    held = set(compared[0][2])
    old = {text for title, text in Example.objects.filter(at=NOW).values_list("title", "text")}
    assert len(held) == 40
    assert not held & learnt[0]
    assert not {message.whole.split("\n")[-1] for message in held} & old


def test_rare_categories_are_learnt_as_what_stands_above_them(categories, sayings):
    rare = make_category("Rare", parent=categories["lights"])
    teach(categories, sayings)
    Example.objects.filter(reference__contains="lights1").update(category=categories["lights"])
    few = Example.objects.filter(reference__contains="lights5").values_list("pk", flat=True)[:5]
    Example.objects.filter(pk__in=list(few)).update(category=rare)

    card = train().model.card

    assert {one["name"] for one in card["categories"]} == {"Matter lights", "Matter noise"}
    assert sum(card["top_categories"].values()) == 200


def test_too_few_examples_make_no_model(categories, sayings):
    teach(categories, sayings, many=slice(5))

    assert train().outcome == rules.Outcome.TOO_FEW
    assert not TrainedModel.objects.exists()


def test_one_training_at_a_time_and_a_dead_one_holds_none_up():
    first = begin_training(actor=SYSTEM, now=NOW)
    with pytest.raises(TrainingUnderWay):
        begin_training(actor=SYSTEM, now=NOW + timedelta(seconds=80))

    later = NOW + timedelta(seconds=rules.DEAD_AFTER_SECONDS + 1)
    second = begin_training(actor=SYSTEM, now=later)

    first.refresh_from_db()
    assert (first.outcome, first.is_running) == ("stopped", None)
    assert not end_training(run_id=first.pk, outcome=rules.Outcome.REFUSED, now=later)
    assert TrainingRun.objects.get(is_running=True) == second


@pytest.mark.parametrize(
    ("later", "is_due"), [(models.AGAIN_AFTER, True), (timedelta(hours=1), False)]
)
def test_a_killed_training_is_tried_again_before_the_month_is_over(
    categories, sayings, later, is_due
):
    teach(categories, sayings)
    make_model(state=ModelState.CHAMPION)
    begin_training(actor=SYSTEM, now=NOW)

    assert models.training_is_due(NOW + later) is is_due


def test_a_run_that_was_given_up_writes_nothing_any_more(categories, sayings):
    teach(categories, sayings)
    run = begin_training(actor=SYSTEM, now=NOW)
    end_training(run_id=run.pk, outcome=rules.Outcome.STOPPED, now=NOW)

    made = training.train_model(run_id=run.pk, clock=lambda: NOW)

    assert made.outcome == rules.Outcome.STOPPED
    assert not TrainedModel.objects.exists()
    assert not ModelContent.objects.exists()


def test_a_model_put_to_use_meanwhile_is_not_pushed_aside(categories, sayings, monkeypatch):
    teach(categories, sayings)
    real = training._compared

    def while_somebody_goes_back(*given):
        make_model(state=ModelState.CHAMPION)
        return real(*given)

    monkeypatch.setattr(training, "_compared", while_somebody_goes_back)

    assert train().outcome == rules.Outcome.STOPPED
    assert TrainedModel.objects.count() == 1


def test_a_training_that_breaks_is_told_and_holds_none_up(categories, sayings, monkeypatch):
    teach(categories, sayings)
    monkeypatch.setattr(training, "_compared", lambda *given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        train()

    assert TrainingRun.objects.get().outcome == "failed"


def test_only_so_many_former_models_keep_their_weights(categories, sayings):
    former = [make_model() for _ in range(rules.KEPT_FORMER + 2)]
    teach(categories, sayings)

    train()

    kept = ModelContent.objects.filter(model__in=former)
    assert kept.count() == rules.KEPT_FORMER
    assert not kept.filter(model=former[-1]).exists()


@pytest.mark.parametrize("role", [None, "dispatcher", "auditor", "supervisor"])
def test_only_administrators_have_one_trained(role):
    with pytest.raises(NotAllowed):
        begin_training(actor=make_actor(role and Role(role)), now=NOW)
