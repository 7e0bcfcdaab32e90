"""Going back to a former model, or to none."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, NotFound, WrongState
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.triage.actions.restore_model import restore_model, retire_model
from gongjian.government.triage.errors import ModelGone
from gongjian.government.triage.models import ModelContent, ModelState, TrainedModel
from tests.factories import NOW, make_actor
from tests.government.triage.models import make_model

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_actor(Role.ADMINISTRATOR)


def state(model):
    return TrainedModel.objects.get(pk=model.pk).state


def test_a_former_model_takes_over(administrator):
    former = make_model(raised_threshold=0.99)
    in_use = make_model(state=ModelState.CHAMPION)

    restore_model(actor=administrator, model_id=former.pk, now=NOW)

    assert (state(former), state(in_use)) == (ModelState.CHAMPION, ModelState.FORMER)
    former.refresh_from_db()
    assert (former.in_use_since, former.raised_threshold) == (NOW, None)
    entry = LedgerEntry.objects.get(action="model_restored")
    assert (entry.actor, entry.data["sha256"]) == (administrator.reference, former.sha256)


def test_back_and_forth_is_possible(administrator):
    first, second = make_model(), make_model(state=ModelState.CHAMPION)

    restore_model(actor=administrator, model_id=first.pk, now=NOW)
    restore_model(actor=administrator, model_id=second.pk, now=NOW + timedelta(hours=1))

    assert (state(first), state(second)) == (ModelState.FORMER, ModelState.CHAMPION)


def test_the_model_in_use_can_be_taken_out_of_use(administrator):
    in_use = make_model(state=ModelState.CHAMPION)

    retire_model(actor=administrator, model_id=in_use.pk, now=NOW)

    assert state(in_use) == ModelState.FORMER
    assert LedgerEntry.objects.filter(action="model_retired").exists()
    with pytest.raises(WrongState):
        retire_model(actor=administrator, model_id=in_use.pk, now=NOW)


def test_what_is_not_there_or_was_never_good_enough_is_not_restored(administrator):
    gone, refused = make_model(), make_model(state=ModelState.REFUSED)
    ModelContent.objects.filter(pk=gone.pk).delete()

    with pytest.raises(ModelGone):
        restore_model(actor=administrator, model_id=gone.pk, now=NOW)
    with pytest.raises(WrongState):
        restore_model(actor=administrator, model_id=refused.pk, now=NOW)
    with pytest.raises(NotFound):
        restore_model(actor=administrator, model_id=new_id(), now=NOW)
    with pytest.raises(NotFound):
        retire_model(actor=administrator, model_id=new_id(), now=NOW)


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.ADMINISTRATOR)])
@pytest.mark.parametrize("act", [restore_model, retire_model])
def test_only_administrators_do(role, act):
    model = make_model()

    with pytest.raises(NotAllowed):
        act(actor=make_actor(role) if role else Actor.anonymous(), model_id=model.pk, now=NOW)


def test_there_is_never_a_second_model_in_use():
    make_model(state=ModelState.CHAMPION)

    with pytest.raises(IntegrityError):
        make_model(state=ModelState.CHAMPION)
