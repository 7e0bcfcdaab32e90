"""What the gateway refuses, and what it says about it; no node runs here."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import TooMany
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases.models import Case
from gongjian.government.exchange.actions import relay_query as relaying
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.errors import QueryRefused, SourceFailed
from gongjian.government.exchange.models import DataQuery, QuotaDay
from tests.government.exchange.known import make_refused
from tests.government.exchange.parts import make_exchange

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


def test_of_anothers_case_nothing_is_told(exchange):
    exchange.answers_at("http://127.0.0.1:9")
    Case.objects.filter(pk=exchange.case.pk).update(
        lead_department=exchange.town.other_department.pk
    )
    told = []
    for case in (exchange.case.number, "7K3M9Q2XAB"):
        with pytest.raises(QueryRefused) as refused:
            relay_query(token=exchange.query(case=case))
        row = refused.value.query
        told.append([(one["name"], one["facts"]) for one in row.checks if not one["passed"]])
        assert row.case_id is None

    assert told[0] == [("case", {"open": 0, "of_department": 0}), ("subject", {})]
    assert told[1] == told[0]


def test_refusals_without_end_are_written_down_no_more(exchange, monkeypatch):
    monkeypatch.setattr(relaying, "REFUSED_A_MINUTE", 1)
    moment = now()

    later = moment + timedelta(minutes=1)
    make_refused(exchange)
    with pytest.raises(QueryRefused):
        relay_query(token=signed(exchange, later), now=later)
    with pytest.raises(TooMany):
        relay_query(token=signed(exchange, later), now=later)

    assert DataQuery.objects.count() == 2


def signed(exchange, moment) -> str:
    stamp = int(moment.timestamp())
    return exchange.query(purpose="Curiosity", iat=stamp, exp=stamp + 60)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_as_many_pass_as_the_quota_says(tmp_path):
    exchange = make_exchange(tmp_path, quota_per_day=2)
    exchange.answers_at("http://127.0.0.1:9")
    tokens = [exchange.query() for _ in range(6)]

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(_outcome, tokens))

    assert outcomes == ["down"] * 2 + ["refused: quota"] * 4
    assert [row.used for row in QuotaDay.objects.all()] == [2]
    acts = LedgerEntry.objects.filter(subject__startswith="dataquery:").values_list(
        "action", flat=True
    )
    assert Counter(acts) == {"data_asked": 2, "data_not_given": 2, "data_refused": 4}


def _outcome(token: str) -> str:
    try:
        relay_query(token=token)
    except SourceFailed as failed:
        return failed.query.outcome
    except QueryRefused as refused:
        failed = [one["name"] for one in refused.query.checks if not one["passed"]]
        return f"refused: {', '.join(failed)}"
    finally:
        connection.close()
    return "given"
