"""Open311 GeoReport v2, asked by a client that others wrote (georeport) and by hand."""

from xml.etree import ElementTree

import pytest
from georeport import GeoReport

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests import factories

pytestmark = pytest.mark.django_db
REQUESTS = "/open311/v2/requests.json"


@pytest.fixture
def town():
    return factories.make_town()


@pytest.fixture
def key():
    user = factories.make_user(role=Role.COMPANY_MEMBER)
    ApiKey.objects.create(name="app", digest=key_digest("open sesame"), user=user)
    return "open sesame"


def post(client, **fields):
    return client.post(REQUESTS, fields)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["json", "xml"])
def test_an_existing_client_reads_services_and_requests(live_server, form):
    town = factories.make_town()
    case = factories.make_case(town, state=CaseState.DISPATCHED, title="Call 13812345678")
    factories.make_case(town)
    factories.make_category("Noise")
    client = GeoReport(f"{live_server.url}/open311/v2", output_format=form)

    codes = [service["service_code"] for service in client.get_service_list()]
    found = client.get_service_request(case.shown_number)
    listed = client.get_service_requests(status="open", service_code=town.category.code)

    assert town.category.code in codes
    assert client.get_service_definition(codes[0])["service_code"] == codes[0]
    assert found["status"] == "open"
    assert found["agency_responsible"] == town.department.name
    assert found["expected_datetime"].endswith("Z")
    assert len(listed) == 2
    assert "13812345678" not in str(listed)


def test_a_request_posted_is_a_case_with_its_place_and_category(client, town, key):
    answer = post(
        client, api_key=key, service_code=town.category.code, lat="36.6", long="117.0",
        description="The bin is full. It smells.", first_name="An", last_name="Li",
        email="an@example.org", phone="13812345678", media_url="https://example.org/a.jpg",
    )  # fmt: skip

    (row,) = answer.json()
    case = Case.objects.get(number=row["service_request_id"].replace("-", ""))
    assert (case.title, case.channel, case.category_id) == (
        "The bin is full", "open311", town.category.pk,
    )  # fmt: skip
    assert (case.contact_name, case.contact_email) == ("An Li", "an@example.org")
    assert case.events.get().data == {"media_url": "https://example.org/a.jpg"}


@pytest.mark.parametrize(
    ("citizen", "is_owners"),
    [
        ({}, True),
        ({"first_name": "An", "last_name": "Li"}, True),
        ({"email": "an@example.org"}, False),
        ({"phone": "13812345678"}, False),
    ],
)
def test_a_request_is_its_citizen_s_or_else_its_key_s_owner_s(
    client, town, key, citizen, is_owners
):
    post(
        client, api_key=key, service_code=town.category.code, address_string="1 Lake Road",
        **citizen,
    )  # fmt: skip

    owner = ApiKey.objects.get().user_id
    assert Case.objects.get().requester_id == (owner if is_owners else None)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_only_the_answer_to_a_post_holds_the_secret(client, town, key, form):
    answer = client.post(
        f"/open311/v2/requests.{form}",
        {"api_key": key, "service_code": town.category.code, "address_string": "1 Lake Road"},
    )

    case = Case.objects.get()
    assert tracking_secret(case.pk) in answer.content.decode()
    for path in ("requests", f"requests/{case.shown_number}", f"tokens/{case.shown_number}"):
        seen = client.get(f"/open311/v2/{path}.{form}").content.decode()
        assert case.shown_number in seen
        assert "secret" not in seen


def test_an_answer_in_xml_has_the_roots_of_the_standard(client, town, key):
    answer = client.post(
        "/open311/v2/requests.xml",
        {"api_key": key, "service_code": town.category.code, "address_string": "1 Lake Road"},
    )

    root = ElementTree.fromstring(answer.content)
    assert root.tag == "service_requests"
    assert root.find("request/service_request_id") is not None


@pytest.mark.parametrize("given", [{}, {"api_key": "wrong"}])
def test_posting_needs_a_key(client, town, given):
    answer = post(client, service_code=town.category.code, address_string="x", **given)

    assert answer.status_code == 403
    assert answer.json()[0]["code"] == 403
    assert answer.json()[0]["description"].startswith("api_key is missing or wrong.")
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"service_code": "nothing", "address_string": "x"},
        {"lat": "36"},
        {"lat": "91", "long": "1"},
        {"lat": "nan", "long": "nan"},
        {"lat": "1e400", "long": "1"},
        {},
        {"address_string": "x" * 201},
        {"address_string": "x", "email": "nobody"},
        {"address_string": "x", "description": "x" * 4_001},
        {"address_string": "x\x00"},
    ],
)
def test_a_bad_request_is_told_why_and_writes_nothing(client, town, key, fields):
    answer = post(client, **{"api_key": key, "service_code": town.category.code, **fields})

    assert answer.status_code == 400
    assert answer.json()[0]["description"]
    assert Case.objects.count() == 0


def test_the_same_key_of_idempotency_is_the_same_request(client, town, key):
    fields = {"api_key": key, "service_code": town.category.code, "address_string": "1 Lake Road"}

    answers = [
        client.post(REQUESTS, fields, headers={"Idempotency-Key": "one"}).json() for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?status=closed", 200),
        ("?status=rumour", 400),
        ("?start_date=2026-02-30T00:00:00Z", 400),
        ("?start_date=2026-02-02T00:00:00Z&end_date=2026-02-01T00:00:00Z", 400),
        ("?page_size=x", 400),
        ("?service_code=%27%20OR%201", 200),
        ("?service_request_id=1,2,zzz", 200),
    ],
)
def test_lists_are_narrowed_or_told_why_not(client, town, query, status):
    factories.make_case(town)

    answer = client.get(REQUESTS + query)

    assert answer.status_code == status


def test_private_cases_are_neither_listed_nor_found(client, town):
    case = factories.make_case(town, is_public=False)

    assert client.get(REQUESTS).json() == []
    assert client.get(f"/open311/v2/requests/{case.shown_number}.json").status_code == 404
    assert client.get(f"/open311/v2/tokens/{case.shown_number}.xml").status_code == 404


def test_a_list_is_one_query_however_long(client, town, django_assert_max_num_queries):
    for _ in range(3):
        factories.make_case(town)

    with django_assert_max_num_queries(2):
        client.get(REQUESTS)


def test_many_services_are_asked_for_by_as_many_queries_as_one(
    client, town, django_assert_max_num_queries
):
    case = factories.make_case(town, category_id=town.category.pk)
    codes = ",".join([town.category.code, *(f"none-{number}" for number in range(200))])

    with django_assert_max_num_queries(3):
        found = client.get(REQUESTS, {"service_code": codes}).json()

    assert [one["service_request_id"] for one in found] == [case.shown_number]


def test_nobody_is_made_an_account_by_posting(client, town, key):
    post(client, api_key=key, service_code=town.category.code, address_string="x", email="a@b.org")

    assert not User.objects.filter(email="a@b.org").exists()


@pytest.mark.parametrize(
    "path",
    [
        "services/%00.json",
        "services/%F0%9F%98%80.xml",
        "requests.json?start_date=0001-01-01T00:00:00%2B14:00",
        "requests.json?end_date=9999-12-31T23:59:59-14:00",
        "requests/%00.json",
    ],
)
def test_no_address_breaks_it(client, town, path):
    assert client.get(f"/open311/v2/{path}").status_code in {200, 400, 404}


def test_it_tells_where_it_is_found(client, settings):
    settings.PUBLIC_URL = "https://town.example"

    told = client.get("/open311/v2/discovery.json").json()
    root = ElementTree.fromstring(client.get("/open311/v2/discovery.xml").content)

    (endpoint,) = told["endpoints"]
    assert endpoint["url"] == "https://town.example/open311/v2"
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert root.tag == "discovery"
    assert root.findtext("endpoints/endpoint/url") == endpoint["url"]
    assert [one.text for one in root.findall("endpoints/endpoint/formats/format")] == [
        "text/xml", "application/json",
    ]  # fmt: skip
    assert root.findtext("key_service").startswith("https://town.example/")


@pytest.mark.parametrize("path", ["nothing", "services/a/b", "requests/1/2"])
def test_what_is_not_there_is_said_as_the_standard_says_it(client, path):
    told = client.get(f"/open311/v2/{path}.json")
    root = ElementTree.fromstring(client.get(f"/open311/v2/{path}.xml").content)

    assert (told.status_code, told.json()[0]["code"]) == (404, 404)
    assert (root.tag, root.findtext("error/code")) == ("errors", "404")
