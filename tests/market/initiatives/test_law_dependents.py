"""Initiatives that rest on a law that changed."""

from datetime import date

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.law.actions.announce_change import announce_change
from gongjian.foundation.law.actions.check_dependents import check_dependents
from gongjian.foundation.law.models import LawFinding
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeState
from tests.factories import NOW, make_provision, make_town
from tests.market.initiatives.initiatives import make_initiative

pytestmark = pytest.mark.django_db


def test_an_initiative_that_is_to_be_done_lapses_with_its_provision():
    town = make_town()
    open_one = make_initiative(town)
    make_initiative(town, state=InitiativeState.REFUSED)
    ended = make_provision(code="plans-2", in_force_until=date(2026, 11, 1))
    Initiative.objects.update(provision=ended)

    made = announce_change(actor=Actor.system("test"), provisions=["plans-2"], now=NOW)
    check_dependents(change_id=made.pk, now=NOW)

    assert [row.subject for row in LawFinding.objects.all()] == [f"initiative:{open_one.pk}"]
