"""What is served: feeds that miss nothing, packages that the judges take, and rows that stay."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from gongjian.foundation.kernel.clock import now
from gongjian.market.open_contracting.actions.write_release import write_release
from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.market.open_contracting.selectors import releases as selectors
from gongjian.market.open_contracting.views import data
from tests.market.open_contracting import judges
from tests.market.open_contracting.releases import make_releases

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_once(monkeypatch):
    """Nothing waits for its minute."""
    monkeypatch.setattr(selectors, "LAG", timedelta(minutes=-1))


def next_of(answer) -> str:
    return answer["Link"].partition("<")[2].partition(">")[0].partition("/open-contracting")[2]


def test_the_feed_gives_every_release_once_and_later_what_came_since(
    client, at_once, standard, monkeypatch
):
    monkeypatch.setattr(data, "PAGE_SIZE", 4)
    make_releases(3, 2)
    address, found = "/releases/", []
    while (answer := client.get(f"/open-contracting{address}")).status_code == 200:
        package = answer.json()
        assert judges.complaints(package, standard) == []
        found += [release["id"] for release in package["releases"]]
        address = next_of(answer)
    assert answer.status_code == 204
    make_releases(1, 2, first=3)

    later = client.get(f"/open-contracting{next_of(answer)}").json()

    assert len(found) == len(set(found)) == 6
    assert {one["ocid"] for one in later["releases"]} == {"ocds-000000-call-0003"}


def test_the_feed_leaves_out_what_is_younger_than_a_minute(client):
    make_releases(1, 1)

    assert client.get(reverse("release_feed")).status_code == 204


def test_records_come_the_last_changed_first(client, standard, monkeypatch):
    monkeypatch.setattr(data, "PAGE_SIZE", 2)
    make_releases(3, 1)

    first = client.get(reverse("record_feed"))
    second = client.get(f"/open-contracting{next_of(first)}")

    ocids = [one["ocid"] for one in first.json()["records"] + second.json()["records"]]
    assert ocids == [f"ocds-000000-call-000{number}" for number in (2, 1, 0)]
    assert judges.complaints(first.json(), standard) == []


@pytest.mark.parametrize(
    ("name", "more"),
    [("contracting_record", ()), ("contracting_releases", ()), ("contracting_release", (1,))],
)
def test_a_process_stands_at_addresses_that_stay(client, standard, name, more):
    make_releases(1, 2)

    answer = client.get(reverse(name, args=["ocds-000000-call-0000", *more]))

    assert judges.complaints(answer.json(), standard) == []
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "public" in answer["Cache-Control"]
    assert client.get(reverse(name, args=["ocds-000000-call-9", *more])).status_code == 404


@pytest.mark.parametrize("name", ["record_feed", "release_feed", "open_contracting"])
def test_feeds_ask_as_many_questions_for_ten_processes_as_for_one(
    client, at_once, name, django_assert_num_queries
):
    make_releases(1, 1)
    with connection.execute_wrapper(counted := Counted()):
        client.get(reverse(name))
    make_releases(9, 2, first=1)

    with django_assert_num_queries(counted.number):
        client.get(reverse(name))


class Counted:
    def __init__(self):
        self.number = 0

    def __call__(self, execute, *args):
        self.number += 1
        return execute(*args)


def test_the_extension_is_served_and_nothing_beside_it(client):
    address = reverse("ocds_extension_file", args=["extension.json"])

    assert client.get(address).json()["schemas"] == ["release-schema.json"]
    assert client.get(address.replace("extension.json", "../urls.py")).status_code == 404


def test_the_page_and_its_feed_tell_of_processes(client):
    make_releases(1, 1)

    page = client.get(reverse("open_contracting"), headers={"accept-language": "zh-hans"})
    feed = client.get(reverse("contracting_feed"))

    assert "ocds-000000-call-0000" in page.text
    assert "开放合同数据" in page.text
    assert "ocds-000000-call-0000-1: tender" in feed.text


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_itself_keeps_releases(act):
    make_releases(1, 1)
    rows = Release.objects.all()

    with pytest.raises(DatabaseError, match="releases never change"), transaction.atomic():
        rows.update(body="{}") if act == "update" else rows._raw_delete(rows.db)

    assert rows.get().body != "{}"


def test_the_same_again_is_no_release_and_no_date_goes_back():
    make_releases(1, 1)
    process = ContractingProcess.objects.get()
    compiled = json.loads(process.compiled)
    whole = {name: compiled[name] for name in ("buyer", "parties", "tender")}
    given = {"subject": process.subject, "ocid": "x", "tag": "tenderUpdate", "language": "en"}

    again = write_release(**given, whole=whole, at=now())
    whole["tender"] |= {"title": "More lamps"}
    earlier = write_release(**given, whole=whole, at=process.last_at - timedelta(days=1))

    assert again is None
    assert (earlier.number, earlier.at, earlier.process_id) == (2, process.last_at, process.ocid)
