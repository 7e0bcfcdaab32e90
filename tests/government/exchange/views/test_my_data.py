"""The pages of my data, as their reader meets them."""

from __future__ import annotations

import pytest
from django.utils.html import escape

from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from gongjian.government.exchange.models import SubjectIdentity
from tests.government.exchange.known import make_refused
from tests.government.exchange.looks import make_look, sealed
from tests.government.exchange.parts import PURPOSE, make_exchange

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


@pytest.fixture
def as_user(client):
    def signed_in(actor):
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return signed_in


def test_a_look_is_told_in_sentences(exchange, as_user):
    make_look(exchange)
    client = as_user(exchange.town.resident)

    answer = client.get("/my-data/")

    page = answer.content.decode()
    assert "Urban Management looked at: Registered addresses" in page
    assert "Lives there since, Street" in page
    assert PURPOSE in page
    assert f"/law/{exchange.provision.code}/#version-1" in page
    assert exchange.case.shown_number in page
    assert answer["Cache-Control"] == "no-store"


def test_a_refusal_shows_the_failed_check_and_the_article(exchange, as_user):
    look = make_refused(exchange)

    page = as_user(exchange.town.resident).get(f"/my-data/{look.pk}/").content.decode()

    assert "The purpose is the agreed one (<a" in page
    assert escape(exchange.provision.citation) in page
    assert "nothing is given" in page


def test_what_was_kept_back_says_so_once_it_is_released(exchange, as_user):
    look = make_look(exchange, **sealed(0))
    hidden = make_look(exchange, **sealed(1))
    client = as_user(exchange.town.resident)

    page = client.get(f"/my-data/{look.pk}/").content.decode()

    assert "for an investigation" in page
    assert "A fraud is looked into." in page
    assert client.get(f"/my-data/{hidden.pk}/").status_code == 404
    assert str(hidden.pk) not in client.get("/my-data/").content.decode()


def test_neither_an_official_nor_anothers_case_is_named(exchange, as_user):
    look = make_look(exchange)
    Case.objects.filter(pk=exchange.case.pk).update(requester=exchange.town.neighbour.user_id)
    client = as_user(exchange.town.resident)
    handler = User.objects.get(pk=exchange.town.handler.user_id)

    for address in ("/my-data/", f"/my-data/{look.pk}/"):
        page = client.get(address).content.decode()
        assert exchange.case.shown_number not in page
        assert exchange.case.number not in page
        assert handler.name not in page
        assert str(handler.pk) not in page


def test_whose_number_is_not_known_is_told_what_to_do(exchange, as_user):
    SubjectIdentity.objects.all().delete()

    page = as_user(exchange.town.resident).get("/my-data/").content.decode()

    assert "We do not know yet which number is yours" in page


def test_only_for_whoever_is_signed_in(client, exchange):
    look = make_look(exchange)

    for address in ("/my-data/", "/my-data/datasets/", f"/my-data/{look.pk}/"):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize(
    "query",
    [
        "department=nobody", "dataset=%00", "outcome=stolen", "begins=yesterday", "ends=9999-12-31",
        "begins=0001-01-01",
    ],
)  # fmt: skip
def test_a_wrong_filter_is_as_good_as_none(exchange, as_user, query):
    make_look(exchange)

    answer = as_user(exchange.town.resident).get(f"/my-data/?{query}")

    assert answer.status_code == 200
    assert "Registered addresses" in answer.content.decode()


def test_the_list_costs_as_many_queries_with_twenty_looks_as_with_one(
    exchange, as_user, django_assert_max_num_queries
):
    client = as_user(exchange.town.resident)
    for _one in range(20):
        make_look(exchange)

    with django_assert_max_num_queries(14):
        client.get("/my-data/")


def test_by_programme_with_filters(exchange, as_user):
    make_look(exchange)
    refused = make_refused(exchange)
    client = as_user(exchange.town.resident)

    page = client.get("/api/v1/account/data-looks?outcome=refused").json()
    one = client.get(f"/api/v1/account/data-looks/{refused.pk}").json()
    datasets = client.get("/api/v1/account/datasets").json()

    assert [item["id"] for item in page["items"]] == [str(refused.pk)]
    assert one["outcome_group"] == "refused"
    assert one["case_number"] == exchange.case.number
    assert [item["looks"] for item in datasets["items"]] == [2]
    neighbour = as_user(exchange.town.neighbour)
    assert neighbour.get(f"/api/v1/account/data-looks/{refused.pk}").status_code == 404
