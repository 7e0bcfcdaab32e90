"""Who is shown which look: by role, and by whether it is sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.exchange.actions.know_subjects import erase_person
from gongjian.government.exchange.models import DataQuery
from gongjian.government.exchange.rules.queries import OutcomeGroup
from gongjian.government.exchange.selectors.own_looks import (
    LookFilters,
    get_own_query,
    own_datasets,
    own_queries,
)
from gongjian.government.exchange.selectors.own_queries import get_query, list_queries
from gongjian.government.exchange.selectors.personal_data import export_person
from tests.factories import make_actor
from tests.government.exchange.catalogue import make_dataset
from tests.government.exchange.known import make_refused
from tests.government.exchange.looks import look_values, make_look, sealed
from tests.government.exchange.parts import make_exchange

pytestmark = pytest.mark.django_db
TODAY = local_day(now())
OPEN, SEALED, RELEASED, ANOTHERS = "open", "sealed", "released", "another's"


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


@pytest.fixture
def looks(exchange):
    return {
        OPEN: make_look(exchange),
        SEALED: make_look(exchange, **sealed(3)),
        RELEASED: make_look(exchange, **sealed(0)),
        ANOTHERS: make_look(exchange, number="2202X"),
    }


@pytest.fixture
def who(exchange):
    town = exchange.town
    return {
        "subject": town.resident,
        "neighbour": town.neighbour,
        "official who asked": town.handler,
        "colleague": make_actor(Role.HANDLER, organisation=town.department),
        "supervisor of consumer": town.supervisor,
        "handler of provider": make_actor(Role.HANDLER, organisation=town.other_department),
        "supervisor of provider": exchange.provider,
        "dispatcher": town.dispatcher,
        "auditor": town.auditor,
        "administrator": make_actor(Role.ADMINISTRATOR),
        "anonymous": Actor.anonymous(),
    }


AS_SUBJECT = {"subject": {OPEN, RELEASED}}
AS_STAFF = {
    "official who asked": {OPEN, SEALED, RELEASED, ANOTHERS},
    "colleague": {OPEN, RELEASED, ANOTHERS},
    "supervisor of consumer": {OPEN, SEALED, RELEASED, ANOTHERS},
    "handler of provider": {OPEN, RELEASED, ANOTHERS},
    "supervisor of provider": {OPEN, SEALED, RELEASED, ANOTHERS},
    "auditor": {OPEN, SEALED, RELEASED, ANOTHERS},
    "administrator": {OPEN, SEALED, RELEASED, ANOTHERS},
}


def named(page, looks):
    names = {row.pk: name for name, row in looks.items()}
    return {names[row.pk] for row in page.items}


def seen_one_by_one(get, actor, looks):
    seen = set()
    for name, row in looks.items():
        try:
            get(actor=actor, query_id=row.pk)
        except NotFound:
            continue
        seen.add(name)
    return seen


def test_by_role_and_seal_as_the_person(looks, who):
    listed = {name: named(own_queries(actor=actor, on=TODAY), looks) for name, actor in who.items()}
    opened = {name: seen_one_by_one(get_own_query, actor, looks) for name, actor in who.items()}

    wanted = {name: AS_SUBJECT.get(name, set()) for name in who}
    assert listed == wanted
    assert opened == wanted


def test_by_role_and_seal_as_staff(looks, who):
    listed = {name: named(list_queries(actor=actor), looks) for name, actor in who.items()}
    opened = {name: seen_one_by_one(get_query, actor, looks) for name, actor in who.items()}

    wanted = {name: AS_STAFF.get(name, set()) for name in who}
    assert listed == wanted
    assert opened == wanted


def test_filters_narrow_and_none_leaves_all(exchange):
    refused = make_refused(exchange)
    given = make_look(exchange, asked_at=now() - timedelta(days=40))
    other = make_dataset(exchange.town.other_department)
    failed = make_look(exchange, dataset=other, outcome="down", state="failed", given_fields=[])

    def found(**said):
        page = own_queries(actor=exchange.town.resident, on=TODAY, filters=LookFilters(**said))
        return [row.pk for row in page.items]

    assert found() == [refused.pk, failed.pk, given.pk]
    assert found(outcome=OutcomeGroup.REFUSED) == [refused.pk]
    assert found(outcome=OutcomeGroup.FAILED) == [failed.pk]
    assert found(dataset_code=other.code) == [failed.pk]
    assert found(ends=TODAY - timedelta(days=30)) == [given.pk]
    assert found(begins=TODAY - timedelta(days=30)) == [refused.pk, failed.pk]
    assert found(consumer_id=exchange.town.other_department.pk) == []


def test_every_dataset_is_counted_those_that_nobody_looked_into_too(exchange, looks):
    never = make_dataset(exchange.town.department, title="Zoning")

    counted, _next = own_datasets(actor=exchange.town.resident, on=TODAY)

    by_code = {one.dataset.code: one.looks for one in counted}
    assert by_code == {exchange.dataset.code: 2, never.code: 0}


def test_ten_thousand_looks_are_paged_in_as_many_queries_as_ten(
    exchange, django_assert_num_queries
):
    begin = now() - timedelta(days=30)
    DataQuery.objects.bulk_create(
        [
            DataQuery(**look_values(exchange, asked_at=begin + timedelta(minutes=i // 2)))
            for i in range(10_000)
        ],
        batch_size=500,
    )
    actor, cursor, seen = exchange.town.resident, "", []

    for _page in range(3):
        with django_assert_num_queries(2):
            page = own_queries(actor=actor, on=TODAY, cursor=cursor, size=200)
        seen += [row.pk for row in page.items]
        cursor = page.next_cursor

    assert len(set(seen)) == 600
    newest = DataQuery.objects.order_by("-asked_at", "-id").values_list("pk", flat=True)
    assert seen == list(newest[:600])


def test_looks_are_taken_along_but_not_the_sealed_ones_and_no_official(exchange, looks):
    actor = exchange.town.resident

    told = export_person(actor=actor, user_id=actor.user_id, on=TODAY)

    assert len(told["looks"]) == 2
    assert told["looks"][0]["case"] == exchange.case.shown_number
    assert str(exchange.town.handler.user_id) not in str(told)
    assert [one["scheme"] for one in told["numbers"]] == ["resident-id"]


def test_of_a_closed_account_nothing_is_found_any_more(exchange, looks):
    actor = exchange.town.resident
    erase_person(actor=actor, user_id=actor.user_id, now=now())

    assert own_queries(actor=actor, on=TODAY).items == []
    assert DataQuery.objects.filter(subject=actor.user_id).count() == 0
