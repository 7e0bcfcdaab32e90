"""The receipt of a case, for whoever sees it in full."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.methods.receipt_check import check_receipt
from tests.factories import make_case
from tests.government.cases.views.case_pages import page_of, sign_in

LINK = "Receipt from the ledger"


@pytest.fixture
def case(town):
    return make_case(town, is_public=True)


def address(case) -> str:
    return reverse("case_receipt", args=[case.number])


def test_a_requester_proves_when_and_what_they_told(client, town, case):
    sign_in(client, town.resident)
    assert client.get(address(case)).status_code == 409
    ledger.seal_ledger(now=now())

    answer = client.get(address(case))
    found = check_receipt(answer.content.decode(), ledger.verifier_key())
    entry = json.loads(found.entry)

    assert LINK in page_of(client, case).content.decode()
    assert found.is_right
    assert (entry["action"], entry["subject"]) == ("case_received", f"case:{case.pk}")
    assert entry["data"]["text_sha256"] == case.text_digest()
    assert case.text not in answer.content.decode()
    assert answer["Content-Disposition"].endswith('.tlog-proof"')
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("visitor", 404),
        ("neighbour", 404),
        ("resident", 200),
        ("handler", 404),
        ("dispatcher", 200),
    ],
)
def test_who_may_have_it(client, town, case, person, status):
    ledger.seal_ledger(now=now())
    if person != "visitor":
        sign_in(client, getattr(town, person))

    assert client.get(address(case)).status_code == status
    assert (LINK in page_of(client, case).content.decode()) is (status == 200)


def test_by_programme(client, town, case):
    ledger.seal_ledger(now=now())
    path = f"/api/v1/cases/{case.number}/receipt"
    assert client.get(path).status_code == 404
    sign_in(client, town.resident)

    told = client.get(path).json()["receipt"]

    assert told == client.get(address(case)).content.decode()
