"""The database's clock while the demo is made: led by nobody else, and always put back."""

from datetime import timedelta

import pytest
from django.db import transaction

from gongjian.config.demo.past_clock import led_clock
from gongjian.foundation.kernel.clock import now
from gongjian.market.procurement.selectors.database_clock import database_now

pytestmark = pytest.mark.django_db
AGO = timedelta(days=90)
NEAR = timedelta(minutes=5)


def lead_and_fail() -> None:
    with transaction.atomic(), led_clock() as set_clock:
        set_clock(now() - AGO)
        assert now() - database_now() > AGO - NEAR
        raise ZeroDivisionError


def test_it_stands_in_the_past_and_is_put_back(settings):
    settings.DEMO = True

    with led_clock() as set_clock:
        set_clock(now() - AGO)
        led = database_now()

    assert abs(now() - AGO - led) < NEAR
    assert abs(database_now() - now()) < NEAR


def test_an_error_leaves_it_as_it_was(settings):
    settings.DEMO = True

    with pytest.raises(ZeroDivisionError):
        lead_and_fail()

    assert abs(database_now() - now()) < NEAR


def test_it_is_led_nowhere_but_in_a_demo(settings):
    settings.DEMO = False

    with pytest.raises(RuntimeError, match="only the demo"), led_clock():
        pass


@pytest.mark.django_db(transaction=True)
def test_it_is_led_in_a_transaction_only(settings):
    settings.DEMO = True

    with pytest.raises(RuntimeError, match="in a transaction"), led_clock():
        pass
