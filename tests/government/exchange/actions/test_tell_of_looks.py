"""People are told that their data were looked at: once a day, and when a seal ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.people.models import Notice
from gongjian.government.exchange.actions.count_looks import count_looks
from gongjian.government.exchange.actions.tell_of_looks import (
    is_day_untold,
    is_release_due,
    tell_of_day,
    tell_of_released,
)
from gongjian.government.exchange.models import LookMark
from tests.government.exchange.looks import make_look, sealed
from tests.government.exchange.parts import make_exchange

pytestmark = pytest.mark.django_db
LATE = timedelta(hours=36)
"""After this the day of a look is over wherever it began."""


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


def settle(moment):
    while count_looks(now=moment):
        pass


def told(exchange, event):
    found = Notice.objects.filter(event__startswith=event)
    return [one for one in found if one.user_id == exchange.town.resident.user_id]


def test_of_a_day_there_is_one_notice_however_often_it_is_told(exchange):
    moment = now() - LATE
    later = moment + LATE
    make_look(exchange, asked_at=moment)
    make_look(exchange, asked_at=moment, outcome="refused", state="refused")
    make_look(exchange, asked_at=moment, **sealed(9))
    make_look(exchange, asked_at=moment, number="2202X")
    settle(later)
    day = local_day(moment)
    LookMark.objects.update(told_until=day - timedelta(days=1))

    assert is_day_untold(later)
    assert tell_of_day(now=later)
    LookMark.objects.update(told_until=day - timedelta(days=1))
    assert tell_of_day(now=later)

    (notice,) = told(exchange, "looks:")
    assert notice.subject == "Departments asked for data about you: 2"
    assert "Urban Management" in notice.body
    assert "Refused: 1" in notice.body
    assert notice.path == f"/my-data/?begins={day}&ends={day}"
    assert Notice.objects.filter(event__startswith="looks:").count() == 1


def test_a_day_that_is_not_over_is_not_told(exchange):
    make_look(exchange, asked_at=now() - timedelta(minutes=40))
    settle(now())
    LookMark.objects.update(told_until=local_day(now()) - timedelta(days=1))

    assert not is_day_untold(now())
    assert not tell_of_day(now=now())


def test_what_was_kept_back_is_told_on_its_day_and_once(exchange):
    look = make_look(exchange, **sealed(0))
    make_look(exchange, **sealed(1))

    assert is_release_due(now())
    assert tell_of_released(now=now()) == 1
    assert tell_of_released(now=now()) == 0

    (notice,) = told(exchange, "lookreleased:")
    assert notice.path == f"/my-data/{look.pk}/"
    assert not is_release_due(now())


def test_what_is_kept_back_until_its_day_is_told_is_told_once(exchange):
    moment = now() - LATE
    make_look(exchange, asked_at=moment, **sealed(0))
    settle(now())
    LookMark.objects.update(told_until=local_day(moment) - timedelta(days=1))

    assert tell_of_day(now=now())
    assert tell_of_released(now=now()) == 1

    assert len(told(exchange, "lookreleased:")) == 1
    assert told(exchange, "looks:") == []


def test_whose_number_was_noted_is_told(exchange):
    run_waiting_tasks()

    (notice,) = told(exchange, "numberverified:")
    assert "Seen at the counter." in notice.body
