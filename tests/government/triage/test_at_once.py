"""Two at the models at once; on real connections, in real threads."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import GongjianError, StaleVersion
from gongjian.government.triage.actions.restore_model import restore_model
from gongjian.government.triage.actions.set_triage import set_triage
from gongjian.government.triage.actions.training_runs import begin_training
from gongjian.government.triage.errors import TrainingUnderWay
from gongjian.government.triage.models import ModelState, TrainedModel, TrainingRun
from tests.factories import NOW, make_actor
from tests.government.triage.models import make_model
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def told(doing):
    """What a doing raised, or None."""

    def done():
        try:
            doing()
        except GongjianError as error:
            return error

    return done


def test_of_two_trainings_at_once_one_is_reserved():
    begin = told(lambda: begin_training(actor=Actor.system("test"), now=NOW))

    errors = at_once(begin, begin, begin)

    assert [type(error) for error in errors if error] == [TrainingUnderWay] * 2
    assert TrainingRun.objects.count() == 1


def test_of_two_who_go_back_at_once_the_last_one_decides():
    administrator = make_actor(Role.ADMINISTRATOR)
    first, second = make_model(), make_model()
    make_model(state=ModelState.CHAMPION)

    errors = at_once(
        *(
            told(lambda pk=pk: restore_model(actor=administrator, model_id=pk, now=NOW))
            for pk in (first.pk, second.pk)
        )
    )

    assert errors == [None, None]
    assert TrainedModel.objects.get(state=ModelState.CHAMPION) in (first, second)
    assert TrainedModel.objects.filter(state=ModelState.FORMER).count() == 2


def test_of_two_settings_at_once_one_holds_and_the_other_is_told():
    administrator = make_actor(Role.ADMINISTRATOR)

    def change(permille):
        set_triage(
            actor=administrator, is_automatic=True, precision_permille=permille,
            checked_permille=20, version=1, now=NOW,
        )  # fmt: skip

    errors = at_once(told(lambda: change(900)), told(lambda: change(990)))

    assert [type(error) for error in errors if error] == [StaleVersion]
