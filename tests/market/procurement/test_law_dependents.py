"""Procedures, calls and debarments that rest on a law that changed."""

from datetime import date

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.law.actions.announce_change import announce_change
from gongjian.foundation.law.actions.check_dependents import check_dependents
from gongjian.foundation.law.models import LawFinding, Provision
from gongjian.market.procurement.rules.states import CallState
from tests.factories import make_parameter, make_provision
from tests.market.procurement.calls import (
    NOW,
    make_call,
    make_company,
    make_debarment,
    make_market,
)

pytestmark = pytest.mark.django_db


def standing(*provisions, parameters=()):
    made = announce_change(
        actor=Actor.system("test"), provisions=provisions, parameters=parameters, now=NOW
    )
    check_dependents(change_id=made.pk, now=NOW)
    rows = LawFinding.objects.filter(gone_at=None).order_by("kind", "subject")
    return [(row.kind, row.subject, row.outcome) for row in rows]


def test_a_call_before_its_opening_is_held_against_a_lower_limit():
    market = make_market()
    quotation = {"procedure_code": "quotation", "ceiling_minor": 600_000_00}
    drafted = make_call(market, state=CallState.DRAFT, **quotation)
    make_call(market, state=CallState.OPEN, **quotation)
    make_call(market, state=CallState.DRAFT)
    make_parameter(500_000, code="quotation-most-value")

    assert standing(parameters=["quotation-most-value"]) == [("call", f"call:{drafted.pk}", "fail")]
    assert "¥600,000" in LawFinding.objects.get().words("en")


def test_a_procedure_lapses_with_the_provision_of_its_number():
    ended = make_provision(code="buying-7", in_force_until=date(2026, 11, 1))
    make_parameter(3, code="quotation-open-working-days", provision=ended)

    assert ("procedure", "procedure:quotation", "fail") in standing("buying-7")


def test_a_debarment_rests_on_its_provision():
    one = make_debarment(make_company())
    Provision.objects.update(in_force_until=date(2026, 11, 1))

    found = standing(one.provision.code)

    assert found == [("debarment", f"debarment:{one.pk}", "fail")]
