from datetime import date
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.duties.actions.remove_calendar_day import remove_calendar_day
from gongjian.government.duties.actions.set_calendar_day import set_calendar_day
from gongjian.government.duties.interface import is_working_day
from tests.factories import NOW, make_actor, make_area

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
SYSTEM = Actor.system("test")


def set_day(actor=SYSTEM, **fields):
    defaults = {"calendar": "CN", "day": DAY, "is_working": False, "now": NOW}
    return set_calendar_day(actor=actor, **{**defaults, **fields})


def test_a_declared_day_counts_at_once_and_can_be_declared_again():
    assert is_working_day(None, DAY)

    set_day(note="flood")
    assert not is_working_day(None, DAY)

    set_day(is_working=True)
    assert is_working_day(None, DAY)


def test_a_day_taken_back_is_as_published():
    row = set_day()

    remove_calendar_day(actor=SYSTEM, calendar_day_id=row.pk, now=NOW)

    assert is_working_day(None, DAY)
    acts = LedgerEntry.objects.order_by("id").values_list("action", flat=True)
    assert list(acts) == ["calendar_day_set", "calendar_day_removed"]


def test_an_unknown_calendar_is_refused():
    with pytest.raises(Invalid) as raised:
        set_day(calendar="XX")

    assert set(raised.value.fields) == {"calendar"}


def test_what_was_not_declared_cannot_be_taken_back():
    with pytest.raises(NotFound):
        remove_calendar_day(actor=SYSTEM, calendar_day_id=uuid4(), now=NOW)


def test_calendars_are_the_towns():
    row = set_day()
    actor = make_actor(Role.ADMINISTRATOR, area=make_area())

    with pytest.raises(NotAllowed):
        set_day(actor=actor)
    with pytest.raises(NotAllowed):
        remove_calendar_day(actor=actor, calendar_day_id=row.pk, now=NOW)
