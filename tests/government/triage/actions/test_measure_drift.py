"""Drift: counted by weeks, told when it is credible, and acted on once."""

from datetime import timedelta

import numpy as np
import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import Notice
from gongjian.government.triage import learning_rules as rules
from gongjian.government.triage.actions.measure_drift import measure_drift
from gongjian.government.triage.actions.restore_threshold import restore_threshold
from gongjian.government.triage.models import CategoryDecision, DriftWeek, ModelState
from gongjian.government.triage.selectors.drift import drift_weeks
from gongjian.methods.tree_thresholds import Ladders
from tests.factories import NOW, make_actor, make_category
from tests.government.triage.models import make_model

pytestmark = pytest.mark.django_db
WEEK = timedelta(weeks=1)
ALL_RIGHT = Ladders(np.full((100, 1), 0.9, dtype=np.float32), np.ones((100, 1), dtype=bool))


@pytest.fixture
def category():
    return make_category("Noise", parent=make_category("Environment"))


@pytest.fixture
def model(category):
    return make_model(
        state=ModelState.CHAMPION, held_back=ALL_RIGHT.to_bytes(),
        card={"top_categories": {str(category.parent_id): 10}, "mean_share": 0.9},
    )  # fmt: skip


@pytest.fixture
def administrator():
    return make_actor(Role.ADMINISTRATOR)


def decide(model, category, many, *, at=NOW, is_right=None, share=0.95, **fields):
    fields.setdefault("is_automatic", True)
    CategoryDecision.objects.bulk_create(
        CategoryDecision(
            case_id=new_id(), model=model, category=category, at=at, share=share,
            is_right=is_right, **fields,
        )
        for _ in range(many)
    )  # fmt: skip


def test_weeks_are_counted_and_counted_anew(model, category):
    decide(model, category, 6, is_right=True)
    decide(model, category, 2, is_right=False)
    decide(model, category, 3, is_automatic=False, is_right=True, share=0.5)
    decide(model, category, 1, is_automatic=False, is_right=False, share=0.5)
    decide(model, category, 1, is_automatic=False, is_spot_check=True, is_right=False)
    decide(model, category, 4, at=NOW - WEEK)

    for _ in range(2):
        measure_drift(now=NOW)

    before, this = drift_weeks(model.pk)
    assert (before.figures.automatic, before.figures.wrong) == (4, 0)
    figures = this.figures
    assert (figures.decisions, figures.automatic, figures.wrong, figures.confirmed) == (13, 8, 2, 6)
    assert (figures.asked, figures.agreed) == (5, 3)
    assert (figures.checked, figures.checked_wrong) == (1, 1)
    assert figures.kept_rate() == 0.75
    assert figures.agreement() == 0.6
    assert figures.mean_share() == pytest.approx((9 * 0.95 + 4 * 0.5) / 13)
    assert this.stability == pytest.approx(0)


def test_a_shift_of_categories_is_measured(model):
    decide(model, make_category("Housing"), 50)

    measure_drift(now=NOW)

    assert DriftWeek.objects.get().figures["stability"] > 0.25


def test_what_may_be_chance_raises_nothing(model, category):
    decide(model, category, 60)
    decide(model, category, 5, is_right=False)

    measure_drift(now=NOW)

    model.refresh_from_db()
    assert model.raised_threshold is None
    assert not Notice.objects.exists()


def test_too_little_precision_raises_the_threshold_and_tells_administrators(
    model, category, administrator
):
    decide(model, category, 60, share=0.98)
    decide(model, category, 30, share=0.92, is_right=False)

    for _ in range(2):
        measure_drift(now=NOW)

    model.refresh_from_db()
    assert model.raised_threshold == pytest.approx(0.98)
    notice = Notice.objects.get()
    assert (notice.user_id, notice.topic, notice.is_urgent) == (
        administrator.user_id, "models", True,
    )  # fmt: skip
    assert LedgerEntry.objects.filter(action="threshold_raised").count() == 1


def test_where_no_threshold_would_do_nothing_is_dispatched_any_more(model, category):
    decide(model, category, 60)
    decide(model, category, 30, is_right=False)

    measure_drift(now=NOW)

    model.refresh_from_db()
    assert model.raised_threshold == rules.NEVER


def test_spot_checks_alone_may_tell_it(model, category):
    decide(model, category, 500)
    decide(model, category, 30, is_automatic=False, is_spot_check=True, is_right=True)
    decide(model, category, 15, is_automatic=False, is_spot_check=True, is_right=False)

    measure_drift(now=NOW)

    model.refresh_from_db()
    assert model.raised_threshold is not None


def test_an_administrator_trusts_it_anew(model, category, administrator):
    decide(model, category, 90, is_right=False)
    measure_drift(now=NOW)

    restore_threshold(actor=administrator, model_id=model.pk, now=NOW + timedelta(hours=1))
    measure_drift(now=NOW + timedelta(hours=2))

    model.refresh_from_db()
    assert model.raised_threshold is None
    assert LedgerEntry.objects.filter(action="threshold_restored").count() == 1
    with pytest.raises(NotAllowed):
        restore_threshold(actor=make_actor(Role.DISPATCHER), model_id=model.pk, now=NOW)


def test_old_decisions_are_forgotten_and_their_weeks_stay(model, category):
    decide(model, category, 2)
    measure_drift(now=NOW)

    measure_drift(now=NOW + timedelta(days=rules.KEPT_DAYS + 1))

    assert not CategoryDecision.objects.exists()
    assert DriftWeek.objects.count() == 1


def test_without_a_model_there_is_nothing_to_measure():
    measure_drift(now=NOW)

    assert not DriftWeek.objects.exists()
