import json

import pytest

from gongjian.foundation.kernel.actor import Role
from tests.factories import make_town, make_user
from tests.government.exchange.catalogue import make_dataset, restricted

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def test_everybody_finds_a_dataset_by_a_field_of_it(client, town):
    make_dataset(town.department, code="addresses", title="Homes")
    make_dataset(town.department, code="dogs", title="Dogs", fields=())

    page = client.get("/data/?words=street").content.decode()

    assert "/data/datasets/addresses/" in page
    assert "/data/datasets/dogs/" not in page


def test_a_restriction_is_shown_with_its_reason_and_its_article(client, town):
    make_dataset(town.department, code="health", **restricted())

    page = client.get("/data/datasets/health/").content.decode()

    assert "It tells of health." in page
    assert "Article 12" in page
    assert "/change" not in page


def test_the_catalogue_is_linked_data(client, town):
    make_dataset(town.department, code="health", **restricted("none"))

    answer = client.get("/data/catalogue.jsonld")
    document = json.loads(answer.content)

    assert answer["Content-Type"] == "application/ld+json"
    assert document["dcat:dataset"][0]["dct:accessRights"]["@id"].endswith("/NON_PUBLIC")
    alone = json.loads(client.get("/data/datasets/health.jsonld").content)
    assert alone["dct:identifier"] == "health"


def test_the_list_asks_the_database_as_often_for_one_as_for_many(
    client, town, django_assert_num_queries
):
    make_dataset(town.department, code="one")
    client.get("/data/")
    with django_assert_num_queries(2):
        client.get("/data/")
    for number in range(5):
        make_dataset(town.department, code=f"more-{number}")
    with django_assert_num_queries(2):
        client.get("/data/")


def test_a_supervisor_adds_a_dataset_and_a_field_on_pages(client, town):
    client.force_login(make_user(role=Role.SUPERVISOR, organisation=town.department))
    said = {
        "owner": town.department.pk, "code": "trees", "title": "Trees", "kind": "dataset",
        "sharing": "unconditional", "update_hours": "24", "is_active": "on",
    }  # fmt: skip
    wrong = client.post("/data/datasets/new", {**said, "sharing": "none"})
    assert wrong.status_code == 422

    client.post("/data/datasets/new", said)
    field = {
        "name": "height", "title": "Height", "kind": "integer", "sensitivity": "public",
        "sharing": "unconditional", "is_authoritative": "on",
    }  # fmt: skip
    client.post("/data/datasets/trees/fields", field)

    page = client.get("/data/datasets/trees/").content.decode()
    assert "Height" in page
    client.post("/data/datasets/trees/fields/height/withdraw")
    assert "Height" not in client.get("/data/datasets/trees/").content.decode()
