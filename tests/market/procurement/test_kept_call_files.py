"""The public call file is made once for each state of its stage, and stays at its address."""

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.models import Call, CallFileCopy
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors import kept_call_files
from gongjian.methods.call_check import check_call
from gongjian.methods.call_file import read_call_file
from tests.market.procurement.bids import (
    close,
    make_bidder,
    make_open_call,
    move_to,
    release,
    send,
)
from tests.market.procurement.calls import make_market

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    return make_market()


@pytest.fixture
def call(market):
    made = make_open_call(market)
    send(made, make_bidder("Heron Lamps"))
    return move_to(close(made), CallState.TECHNICAL_OPENING)


def fetch(call, **headers):
    return Client().get(reverse("public_call_file", args=[call.number]), headers=headers)


def test_visitors_share_one_file(call, monkeypatch):
    first = fetch(call)

    def made_again(*args, **given):
        raise AssertionError

    monkeypatch.setattr(kept_call_files, "call_file", made_again)
    second = fetch(call)

    assert second.content == first.content
    assert second["ETag"] == first["ETag"]
    assert read_call_file(second.content).closing


def test_who_has_the_file_gets_no_bytes(call, django_assert_max_num_queries):
    first = fetch(call)
    with django_assert_max_num_queries(16):
        again = fetch(call, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert fetch(call, if_none_match='"other"').status_code == 200


def test_a_file_is_made_again_when_something_came(call, market):
    seen = [fetch(call)["ETag"]]
    for place in (1, 2):
        release(call, market, place, "technical")
        seen.append(fetch(call)["ETag"])
    ledger.seal_ledger(now=now())
    last = fetch(call)
    seen.append(last["ETag"])

    assert len(set(seen)) == 4
    assert fetch(call)["ETag"] == last["ETag"]
    assert CallFileCopy.objects.count() == 1
    check = check_call(last.content, ledger.town_key())
    assert check.is_right, check.findings
    assert any("stands in the ledger" in one.text for one in check.findings)


def test_a_stage_stays_at_its_address_when_the_next_opens(call):
    file = reverse("public_call_file", args=[call.number]) + "?stage=1"
    opening = reverse("call_opening", args=[call.number]) + "?stage=1"
    before = Client().get(file).content
    Call.objects.filter(pk=call.pk).update(
        procedure_code="restricted", stage_number=2, state="open", closed_at=None
    )

    assert Client().get(file).content == before
    assert Client().get(opening).status_code == 200
    assert Client().get(reverse("call_opening", args=[call.number])).status_code == 200
    assert Client().get(file.replace("=1", "=2")).status_code == 404
    assert opening in Client().get(reverse("call", args=[call.number])).content.decode()


def test_an_open_call_has_a_file_that_is_not_kept(market):
    call = make_open_call(market)
    assert fetch(call).status_code == 200
    assert not CallFileCopy.objects.exists()
