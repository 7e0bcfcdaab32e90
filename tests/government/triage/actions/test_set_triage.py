"""What administrators set, and that it holds with the next case."""

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, StaleVersion
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.triage.actions.set_triage import set_triage
from gongjian.government.triage.models import TriageSettings
from gongjian.government.triage.selectors.champion import settings_now
from tests.factories import NOW, make_actor

pytestmark = pytest.mark.django_db


def change(actor=None, **named):
    given = {
        "is_automatic": True, "precision_permille": 950, "checked_permille": 20, "version": 1,
        **named,
    }  # fmt: skip
    return set_triage(actor=actor or make_actor(Role.ADMINISTRATOR), now=NOW, **given)


def test_a_change_holds_and_is_in_the_ledger():
    change(precision_permille=980, is_automatic=False)

    found = settings_now()
    assert (found.precision_permille, found.is_automatic, found.version) == (980, False, 2)
    data = LedgerEntry.objects.get(action="triage_set").data
    assert (data["from"]["precision_permille"], data["to"]["precision_permille"]) == (950, 980)


def test_the_same_again_changes_nothing():
    change()

    assert settings_now().version == 1
    assert not LedgerEntry.objects.filter(action="triage_set").exists()


def test_of_two_who_change_it_at_once_the_second_is_told():
    change(checked_permille=0)

    with pytest.raises(StaleVersion):
        change(checked_permille=50)


@pytest.mark.parametrize(
    "wrong", [{"precision_permille": 499}, {"precision_permille": 1000}, {"checked_permille": 201}]
)
def test_numbers_have_bounds(wrong):
    with pytest.raises(Invalid) as caught:
        change(**wrong)

    assert list(caught.value.fields) == list(wrong)
    assert not TriageSettings.objects.filter(version__gt=1).exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_administrators_set_it(role):
    with pytest.raises(NotAllowed):
        change(make_actor(role))
