"""Changes of the register sent twice happen once."""

from __future__ import annotations

from datetime import date

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.government.duties.interface import propose_duty_change
from gongjian.government.duties.models import Duty
from tests.api_calls import by_key
from tests.factories import NOW, make_category, make_department, make_duty, make_user

pytestmark = pytest.mark.django_db
ONCE = {"Idempotency-Key": "once"}


@pytest.fixture
def call():
    return by_key(make_user(role=Role.ADMINISTRATOR))


@pytest.fixture
def terms():
    return {
        "lead_department_id": str(make_department().pk),
        "deadline_working_days": 5,
        "in_force_from": "2026-01-01",
    }


def test_adding_a_duty(call, terms):
    first, again = (call("POST", "duties", terms, **ONCE) for _ in range(2))
    other = call("POST", "duties", {**terms, "deadline_working_days": 6}, **ONCE)

    assert (first.status, again.status, again.body) == (201, 201, first.body)
    assert again.response["Idempotency-Replayed"] == "true"
    assert (other.status, other.code) == (409, "idempotency_mismatch")
    assert Duty.objects.count() == 1


def test_changing_a_duty(call, terms):
    duty = make_duty(
        category=None, lead_department=make_department(), in_force_from=date(2025, 1, 1)
    )
    path = f"duties/{duty.pk}/versions"

    first, again = (call("POST", path, terms, **ONCE) for _ in range(2))

    assert (first.status, again.status, again.body) == (201, 201, first.body)
    assert Duty.objects.count() == 2


def test_accepting_a_proposal(call, terms):
    proposal = propose_duty_change(
        actor=Actor.system("test"), case_reference="case:1", case_number="7K3M9Q2XAB",
        category_id=make_category().pk, area_id=None, department_id=make_department().pk,
        reason="It was a pipe.", now=NOW,
    )  # fmt: skip
    path = f"duty-proposals/{proposal.pk}/accept"

    first, again = (call("POST", path, terms, **ONCE) for _ in range(2))
    without = call("POST", path, terms)

    assert (first.status, again.status, again.body) == (200, 200, first.body)
    assert first.body["state"] == "accepted"
    assert without.status == 409
    assert Duty.objects.count() == 1


def test_what_was_refused_may_be_sent_again_with_its_key(call, terms):
    wrong = {**terms, "in_force_until": "2025-01-01"}

    assert call("POST", "duties", wrong, **ONCE).status == 422
    assert call("POST", "duties", terms, **ONCE).status == 201
