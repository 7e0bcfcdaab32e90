"""Collecting what a slow source found: only by whoever asked, and only while it is still right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.foundation.law.models import Provision
from gongjian.government.cases.models import Case
from gongjian.government.exchange.actions.conclude_query import collect_query
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.actions.sign_agreement import end_agreement
from gongjian.government.exchange.errors import QueryRefused, SourceFailed
from gongjian.government.exchange.models import DataQuery, Dataset
from tests.government.exchange.parts import make_exchange

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


@pytest.fixture
def waiting(exchange):
    """A query that was let through, as if its source took long."""
    exchange.answers_at("http://127.0.0.1:9")
    with pytest.raises(SourceFailed) as failed:
        relay_query(token=exchange.query())
    key = failed.value.query.pk
    DataQuery.objects.filter(pk=key).update(state="waiting", outcome="", answered_at=None)
    return key


def end(exchange):
    end_agreement(
        actor=exchange.provider,
        agreement_id=exchange.agreement.pk,
        reason="The register moves elsewhere.",
        now=now(),
    )


def lapse(exchange):
    yesterday = local_day(now()) - timedelta(days=1)
    Provision.objects.filter(pk=exchange.provision.pk).update(in_force_until=yesterday)


def close(exchange):
    Case.objects.filter(pk=exchange.case.pk).update(state="closed", is_open=False)


def give_away(exchange):
    Dataset.objects.filter(pk=exchange.dataset.pk).update(owner=exchange.town.department.pk)


@pytest.mark.parametrize(
    ("happens", "failed"),
    [(end, "agreement"), (lapse, "provisions"), (close, "case"), (give_away, "parties")],
)
def test_what_would_be_refused_now_is_not_given_later(exchange, waiting, happens, failed):
    happens(exchange)

    with pytest.raises(QueryRefused):
        collect_query(query_id=waiting, consumer_id=exchange.town.department.pk)

    row = DataQuery.objects.get(pk=waiting)
    assert (row.state, row.outcome, row.outcome_detail) == ("refused", "refused", failed)


def test_whoever_asked_collects_and_no_colleague(exchange, waiting):
    town = exchange.town
    consumer = town.department.pk
    with pytest.raises(NotAllowed):
        collect_query(query_id=waiting, consumer_id=consumer, collector_id=town.supervisor.user_id)

    with pytest.raises(SourceFailed):
        collect_query(query_id=waiting, consumer_id=consumer, collector_id=town.handler.user_id)


def test_inside_anothers_transaction_nobody_is_asked(exchange):
    exchange.answers_at("http://127.0.0.1:9")

    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        relay_query(token=exchange.query())

    assert not DataQuery.objects.exists()
