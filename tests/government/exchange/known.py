"""One of everything of the exchange that an address names."""

from __future__ import annotations

import tempfile
from pathlib import Path

from gongjian.foundation.kernel.clock import now
from gongjian.government.exchange.actions.correct_data import raise_correction
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.errors import QueryRefused
from gongjian.government.exchange.models import DataQuery
from tests.factories import Town
from tests.government.exchange.parts import Exchange, make_exchange


def make_refused(exchange: Exchange) -> DataQuery:
    """A query that the gateway refused: no node need run for it."""
    try:
        relay_query(token=exchange.query(purpose="Curiosity"))
    except QueryRefused as refused:
        return refused.query
    raise AssertionError("it was let through")


def make_known_exchange(town: Town) -> dict[str, list[str]]:
    """By the names that addresses have for them."""
    exchange = make_exchange(Path(tempfile.mkdtemp(prefix="gongjian-node-")), town=town)
    doubt = raise_correction(
        actor=town.resident,
        dataset_code=exchange.dataset.code,
        field_name="street",
        text="I moved to Pear Lane in spring.",
        now=now(),
    )
    return {
        "dataset_code": [exchange.dataset.code],
        "field_name": ["since"],
        "request_id": [str(exchange.agreement.request_id)],
        "agreement_id": [str(exchange.agreement.pk)],
        "query_id": [str(make_refused(exchange).pk)],
        "department_id": [str(town.department.pk), str(town.other_department.pk)],
        "correction_number": [doubt.number],
        "side": ["consumer", "provider"],
    }
