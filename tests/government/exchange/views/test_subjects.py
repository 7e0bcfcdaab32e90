"""The pages on which officials note whose number is whose, and whom else a case is about."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.government.cases.rules import CaseState
from gongjian.government.exchange.models import CaseSubject, SubjectIdentity
from tests.factories import make_case
from tests.government.exchange.parts import make_exchange

pytestmark = pytest.mark.django_db
VERIFY, NAME = "/data/subjects/verify", "/data/subjects/name"
FREE = "110101198001010010"


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


@pytest.fixture
def as_user(client):
    def signed_in(actor):
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return signed_in


@pytest.fixture
def neighbours(exchange):
    """A case of somebody whose number is not known."""
    town = exchange.town
    return make_case(town, state=CaseState.ACCEPTED, now=now(), requester_id=town.neighbour.user_id)


def verified(found, **other):
    usual = {
        "case": found.shown_number,
        "scheme": "resident-id",
        "number": FREE,
        "how": "Identity card seen at the counter.",
    }
    return {**usual, **other}


def test_a_number_is_noted_and_never_shown(exchange, as_user, neighbours):
    client = as_user(exchange.town.handler)

    page = client.post(VERIFY, verified(neighbours), follow=True).content.decode()

    row = SubjectIdentity.objects.get(user=exchange.town.neighbour.user_id)
    assert row.verified_how == "Identity card seen at the counter."
    assert "Noted." in page
    assert FREE not in page
    entry = LedgerEntry.objects.filter(action="subject_verified").latest("id")
    assert entry.actor == exchange.town.handler.reference
    assert FREE not in str(entry.data)


def test_only_for_a_case_of_ones_own_department_and_never_over_another(
    exchange, as_user, neighbours
):
    other = as_user(exchange.town.other_handler)
    assert other.post(VERIFY, verified(neighbours)).status_code == 422
    handler = as_user(exchange.town.handler)
    wrong = (
        {"case": "nonsense"}, {"case": "\x00"}, {"scheme": "tax-id"}, {"number": ""},
        {"number": "x" * 81}, {"how": "seen"}, {"how": ""},
    )  # fmt: skip
    for said in wrong:
        assert handler.post(VERIFY, verified(neighbours, **said)).status_code == 422, said
    assert not SubjectIdentity.objects.filter(user=exchange.town.neighbour.user_id).exists()
    assert handler.post(VERIFY, verified(neighbours)).status_code == 302
    assert handler.post(VERIFY, verified(neighbours)).status_code == 302
    assert handler.post(VERIFY, verified(exchange.case)).status_code == 422


@pytest.mark.parametrize("address", [VERIFY, NAME])
def test_residents_and_visitors_are_not_let_in(exchange, as_user, client, address):
    assert client.get(address).status_code == 302
    assert as_user(exchange.town.resident).get(address).status_code == 403
    assert as_user(exchange.town.auditor).get(address).status_code == 403


def test_whom_else_a_case_is_about_is_said_with_a_reason(exchange, as_user):
    client = as_user(exchange.town.handler)
    said = verified(exchange.case, reason="Her child goes to this school.")

    assert client.post(NAME, {**said, "reason": "so"}).status_code == 422
    assert client.post(NAME, said).status_code == 302
    assert client.post(NAME, said).status_code == 302

    assert CaseSubject.objects.get().reason == "Her child goes to this school."


def test_by_programme(exchange, as_user, neighbours):
    client = as_user(exchange.town.handler)
    said = {
        "case_number": neighbours.number,
        "scheme": "resident-id",
        "number": FREE,
        "how": "Identity card seen at the counter.",
    }

    def post(address, body):
        return client.post(address, body, content_type="application/json").status_code

    assert post("/api/v1/data-subjects/verify", {**said, "case_number": "none"}) == 422
    assert post("/api/v1/data-subjects/verify", said) == 204
    named = {**said, "reason": "Her child goes to this school."}
    del named["how"]
    assert post("/api/v1/data-subjects/name", named) == 204
