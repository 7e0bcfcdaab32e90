"""The gateway by HTTP, as a department's own system meets it."""

from __future__ import annotations

import pytest

from tests.government.exchange.parts import make_exchange

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/exchange/queries"


def test_a_signature_is_all_that_a_query_needs(client, tmp_path):
    exchange = make_exchange(tmp_path)
    ask = {"query": exchange.query(purpose="Curiosity")}

    refused = client.post(ADDRESS, ask, content_type="application/json")
    again = client.post(ADDRESS, ask, content_type="application/json")
    forged = client.post(ADDRESS, {"query": "a.b.c"}, content_type="application/json")

    answer = refused.json()
    assert refused.status_code == 403
    assert (answer["outcome"], answer["records"]) == ("refused", [])
    assert "purpose" in [one["name"] for one in answer["checks"] if not one["passed"]]
    assert (again.status_code, again.json()["code"]) == (409, "replayed")
    assert (forged.status_code, forged.json()["code"]) == (401, "wrong_signature")


def test_public_keys_are_everybodys(client, tmp_path):
    exchange = make_exchange(tmp_path)

    shown = client.get("/api/v1/exchange/keys").json()

    assert [one["owner"] for one in shown["keys"]] == ["gateway"]
    assert exchange.town.department.code in [one["owner"] for one in shown["departments"]]
    assert "d" not in str([list(one) for one in shown["keys"] + shown["departments"]]).split("'")


def test_signatures_are_not_tried_for_ever(client, settings):
    settings.API_RATE_PER_MINUTE = 1
    answers = [
        client.post(ADDRESS, {"query": "a.b.c"}, content_type="application/json").status_code
        for _once in range(3)
    ]

    assert answers[0] == 401
    assert answers[2] == 429
