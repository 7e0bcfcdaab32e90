"""One of everything of the exchange that an address names."""

from __future__ import annotations

import tempfile
from pathlib import Path

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.government.exchange.actions.ask_for_data import ask_for_data
from gongjian.government.exchange.actions.correct_data import raise_correction
from gongjian.government.exchange.actions.know_subjects import verify_subject
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.errors import QueryRefused
from gongjian.government.exchange.models import DataQuery
from gongjian.government.exchange.subjects import subject_digest
from tests.factories import Town, make_actor, make_provision
from tests.government.exchange.catalogue import SYSTEM, make_dataset
from tests.government.exchange.parts import Exchange, make_agreement, make_exchange, make_wish

OTHER_NUMBER = "3303X"


def make_refused(exchange: Exchange, **other) -> DataQuery:
    """A query that the gateway refused: no node need run for it."""
    try:
        relay_query(token=exchange.query(**{"purpose": "Curiosity", **other}))
    except QueryRefused as refused:
        return refused.query
    raise AssertionError("it was let through")


def make_known_exchange(town: Town) -> dict[str, list[str]]:
    """By the names that addresses have for them."""
    exchange = make_exchange(Path(tempfile.mkdtemp(prefix="gongjian-node-")), town=town)
    unsigned = make_agreement(town, exchange.dataset, exchange.provider, purpose="Counting bins")
    waiting = ask_for_data(
        actor=town.handler,
        dataset_id=exchange.dataset.pk,
        consumer_id=town.department.pk,
        wish=make_wish([make_provision()], purpose="Counting streets"),
        now=now(),
    )
    doubt = raise_correction(
        actor=town.resident,
        dataset_code=exchange.dataset.code,
        field_name="street",
        text="I moved to Pear Lane in spring.",
        now=now(),
    )
    make_refused(exchange, subject={"scheme": "resident-id", "number": OTHER_NUMBER})
    return {
        "dataset_code": [exchange.dataset.code],
        "field_name": ["since"],
        "request_id": [str(exchange.agreement.request_id), str(waiting.pk)],
        "agreement_id": [str(exchange.agreement.pk), str(unsigned.pk)],
        "query_id": [str(make_refused(exchange).pk)],
        "department_id": [str(town.department.pk), str(town.other_department.pk)],
        "correction_number": [doubt.number],
        "side": ["consumer", "provider"],
    }


def make_asked(town: Town) -> dict[str, dict[str, str]]:
    """What the town's department has to answer, by the end of the address: a request for its data,
    and a doubt about them."""
    dataset = make_dataset(town.department)
    asked = ask_for_data(
        actor=make_actor(Role.HANDLER, organisation=town.other_department),
        dataset_id=dataset.pk,
        consumer_id=town.other_department.pk,
        wish=make_wish([make_provision()]),
        now=now(),
    )
    doubt = raise_correction(
        actor=town.resident,
        dataset_code=dataset.code,
        field_name="street",
        text="I moved to Pear Lane in spring.",
        now=now(),
    )
    return {
        r"/data-requests/.*/(approve|refuse)$": {"request_id": str(asked.pk)},
        r"/data-corrections/.*/answer$": {"correction_number": doubt.number},
    }


def make_own_looks(person: User) -> dict[str, dict[str, str]]:
    """A look of `make_known_exchange` that is about somebody, by their addresses for it."""
    verify_subject(
        actor=SYSTEM,
        user_id=person.pk,
        scheme="resident-id",
        number=OTHER_NUMBER,
        how="Seen at the counter.",
        now=now(),
    )
    digest = subject_digest("resident-id", OTHER_NUMBER)
    look = DataQuery.objects.get(subject_digest=digest)
    return {r"/account/data-looks/": {"query_id": str(look.pk)}}
