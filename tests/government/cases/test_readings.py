"""Sensors: the first report makes a case, repeats join it while it is open."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Unauthenticated
from gongjian.foundation.people.models import ApiKey
from gongjian.foundation.people.selectors.actors import actor_of_key, key_digest
from gongjian.government.cases.actions.receive_reading import receive_reading
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.models.case import Channel
from gongjian.government.duties.actions.change_node import change_node
from gongjian.government.duties.actions.remove_node import remove_node
from gongjian.government.duties.errors import NodeReferredTo
from gongjian.government.duties.models import Area, Category
from tests import factories
from tests.factories import NOW
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.make_town()


@pytest.fixture
def sensor_owner():
    ApiKey.objects.create(name="bins", digest=key_digest("bins"), user=factories.make_user())
    return actor_of_key("bins")


def reading(town, actor, *, sensor="bin-7", now=NOW, **fields):
    draft = factories.make_draft(
        town, title="Bin full", channel=Channel.SENSOR, requester_id=None,
        data={"level": "97 %"}, **fields,
    )  # fmt: skip
    return receive_reading(actor=actor, sensor=sensor, draft=draft, now=now)


def test_repeats_join_the_open_case(town, sensor_owner):
    first, is_new = reading(town, sensor_owner)

    again, is_new_again = reading(town, sensor_owner, now=NOW + timedelta(hours=2))

    assert (is_new, is_new_again) == (True, False)
    assert again.pk == first.pk
    assert CaseEvent.objects.filter(case=first, name="sensor_repeated").count() == 1


def test_a_chattering_sensor_does_not_fill_the_history(town, sensor_owner):
    for minute in range(10):
        reading(town, sensor_owner, now=NOW + timedelta(minutes=minute))

    assert Case.objects.count() == 1
    assert CaseEvent.objects.filter(name="sensor_repeated").count() == 1


def test_another_sensor_is_another_case(town, sensor_owner):
    reading(town, sensor_owner)
    reading(town, sensor_owner, sensor="bin-70")

    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bin", "bin#1"), ("bin#1", "bin"), ("bin", "BIN"), ("bin", "bin-"), ("bin_1", "bin-1"),
        ("b%", "bin"), ("bin", "bin "), ("温度", "温度#"),
    ],
)  # fmt: skip
def test_names_that_begin_alike_are_other_sensors(town, sensor_owner, one, other):
    first, _ = reading(town, sensor_owner, sensor=one)
    second, is_new = reading(town, sensor_owner, sensor=other)
    again, is_new_again = reading(town, sensor_owner, sensor=one)

    assert (is_new, is_new_again) == (True, False)
    assert (second.pk != first.pk, again.pk) == (True, first.pk)


def test_the_longest_name_fits(town, sensor_owner):
    case, _ = reading(town, sensor_owner, sensor="b" * 80)

    assert case.source_reference == "b" * 80 + "#1"


def test_after_the_case_is_closed_a_report_makes_a_new_one(town, sensor_owner):
    first, _ = reading(town, sensor_owner)
    Case.objects.filter(pk=first.pk).update(state="closed", is_open=False)

    second, is_new = reading(town, sensor_owner)

    assert is_new
    assert second.pk != first.pk


@pytest.fixture
def send(client, town, sensor_owner):
    """``send(body)`` as the sensor's programme."""

    def sent(body, **headers):
        headers = {"Authorization": "Bearer bins", **headers}
        body = {"sensor": "bin-7", "title": "Bin full", "measured": {"level": "97 %"}, **body}
        return client.post(
            "/api/v1/readings", json.dumps(body), content_type="application/json", headers=headers
        )

    return sent


@pytest.mark.parametrize(("before", "status"), [(0, 201), (1, 200)])
def test_a_report_sent_twice_with_its_key_counts_once(send, before, status):
    for _ in range(before):
        send({})
    CaseEvent.objects.update(at=NOW)

    first, again = (send({}, **{"Idempotency-Key": "k1"}) for _ in range(2))

    assert (first.status_code, again.status_code) == (status, status)
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert CaseEvent.objects.filter(name="sensor_repeated").count() == before


@pytest.mark.parametrize(
    "change", [{"sensor": "bin-8"}, {"measured": {"level": "98 %"}}, {"is_public": False}]
)
def test_a_key_used_for_another_report_is_refused(send, change):
    send({}, **{"Idempotency-Key": "k1"})

    answer = send(change, **{"Idempotency-Key": "k1"})

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_mismatch")
    assert Case.objects.count() == 1


def test_without_a_key_there_is_no_sensor(town):
    with pytest.raises(Unauthenticated):
        reading(town, Actor.anonymous())


def test_the_endpoint_takes_a_key_and_says_what_is_wrong(send, town):
    assert send({}, Authorization="").status_code == 401
    assert send({}, Authorization="Bearer nothing").status_code == 401
    assert send({}).status_code == 201
    assert send({}).status_code == 200
    assert send({"longitude": 7}).status_code == 422
    assert send({"category_id": str(town.area.pk)}).status_code == 422
    assert send({"measured": {"a": [1]}}).status_code == 422


def wrong_fields(answer):
    return [error["field"] for error in answer.json()["errors"]]


@pytest.mark.parametrize("field", ["area", "category"])
def test_a_repeat_joins_its_case_whatever_went_out_of_use(send, town, field):
    node = getattr(town, field)
    body = {f"{field}_id": str(node.pk)}
    made = send(body)
    change_node(
        actor=factories.make_actor(Role.ADMINISTRATOR), tree=type(node), node_id=node.pk,
        is_active=False, now=NOW,
    )  # fmt: skip

    again, other = send(body), send({**body, "sensor": "bin-8"})

    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json()["number"] == again.json()["number"]
    assert (other.status_code, wrong_fields(other)) == (422, [f"{field}_id"])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tree", [Area, Category])
@pytest.mark.parametrize("key", ["", "k1"])
def test_a_report_from_a_place_that_is_deleted_at_once_is_told(town, sensor_owner, tree, key):
    node = {Area: factories.make_area, Category: factories.make_category}[tree]()
    field = f"{tree.__name__.lower()}_id"
    body = {"sensor": "bin-7", "title": "Bin full", field: str(node.pk)}
    headers = {"Authorization": "Bearer bins", **({"Idempotency-Key": key} if key else {})}

    def report():
        return Client().post(
            "/api/v1/readings", json.dumps(body), content_type="application/json", headers=headers
        )

    def remove():
        try:
            admin = factories.make_actor(Role.ADMINISTRATOR)
            return remove_node(actor=admin, tree=tree, node_id=node.pk, now=NOW)
        except NodeReferredTo as error:
            return error

    answer, _removed = at_once(report, remove)

    # Whichever was first: a case that has its place, or none and an answer that says why.
    is_there = tree.objects.filter(pk=node.pk).exists()
    assert answer.status_code == (201 if is_there else 422)
    assert Case.objects.count() == is_there
