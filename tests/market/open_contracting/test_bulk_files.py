"""Everything as files to download: whole, the same as the export, and never half made."""

import csv
import gzip
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.ids import first_id_at
from gongjian.market.open_contracting.actions import make_bulk_export as making
from gongjian.market.open_contracting.models import BulkExport, ContractingProcess, Release
from gongjian.market.open_contracting.selectors.bulk_exports import is_export_due
from tests.market.open_contracting import judges
from tests.market.open_contracting.releases import make_releases

pytestmark = pytest.mark.django_db
NAMES = ["csv.zip", "records.jsonl.gz", "records.zip", "releases.jsonl.gz", "releases.zip"]


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def later(minutes=10):
    return now() + timedelta(minutes=minutes)


def fetch(client, name, **headers):
    return client.get(reverse("bulk_file", args=[name]), headers=headers)


def bytes_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


def lines_of(answer) -> list[str]:
    return gzip.decompress(bytes_of(answer)).decode().splitlines()


def stored() -> list[str]:
    return sorted(default_storage.listdir(making.FOLDER)[0])


def test_everybody_downloads_everything_in_each_form(client, standard):
    make_releases(2, 3)
    made = making.make_bulk_export(now=later())

    assert (made.releases, made.records) == (6, 2)
    assert sorted(one["name"] for one in made.files) == NAMES
    rows = Release.objects.order_by("process", "number")
    assert lines_of(fetch(client, "releases.jsonl.gz")) == [row.body for row in rows]
    compiled = [
        json.loads(line)["compiledRelease"] for line in lines_of(fetch(client, "records.jsonl.gz"))
    ]
    processes = ContractingProcess.objects.order_by("ocid")
    assert compiled == [json.loads(one.compiled) for one in processes]
    for name in ("releases.zip", "records.zip"):
        with zipfile.ZipFile(io.BytesIO(bytes_of(fetch(client, name)))) as file:
            (inside,) = file.namelist()
            assert judges.complaints(json.loads(file.read(inside)), standard) == []
    with zipfile.ZipFile(io.BytesIO(bytes_of(fetch(client, "csv.zip")))) as file:
        table = io.StringIO(file.read("csv/releases.csv").decode("utf-8-sig"))
        assert [row["ocid"] for row in csv.DictReader(table)] == [one.ocid for one in processes]


def test_a_file_is_what_the_page_says_and_who_has_it_gets_no_bytes(client):
    make_releases(1, 1)
    made = making.make_bulk_export(now=later())
    page = client.get(reverse("open_contracting")).content.decode()
    for one in made.files:
        answer = fetch(client, one["name"])
        body = bytes_of(answer)
        assert (len(body), hashlib.sha256(body).hexdigest()) == (one["size"], one["sha256"])
        assert one["sha256"] in page
        assert reverse("bulk_file", args=[one["name"]]) in page
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "attachment" in answer["Content-Disposition"]
        again = fetch(client, one["name"], **{"If-None-Match": answer["ETag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("name", ["nothing.zip", "manifest.json", "..%2f..%2fgongjian.db", "csv"])
def test_nothing_else_is_served(client, name):
    make_releases(1, 1)
    making.make_bulk_export(now=later())

    assert fetch(client, name).status_code == 404


def test_before_there_are_files_the_page_says_nothing_of_them(client):
    assert fetch(client, "csv.zip").status_code == 404
    assert "csv.zip" not in client.get(reverse("open_contracting")).content.decode()


def test_files_are_made_when_there_is_something_new_and_not_before():
    assert making.make_bulk_export(now=later()) is None
    make_releases(1, 1)
    assert not is_export_due(now=now())  # younger than a minute
    assert is_export_due(now=later())
    making.make_bulk_export(now=later())
    assert making.make_bulk_export(now=later(20)) is None
    BulkExport.objects.update(until=first_id_at(now()))
    make_releases(1, 1, first=1)
    assert is_export_due(now=later(20))
    assert making.make_bulk_export(now=later(30)).releases == 2


def test_the_one_of_before_stays_for_who_is_reading_it_and_older_ones_go(client):
    made = []
    for number in range(3):
        make_releases(1, 1, first=number)
        BulkExport.objects.update(until=first_id_at(now() - timedelta(days=1)))
        made.append(making.make_bulk_export(now=later()))

    assert stored() == sorted(str(one.pk) for one in made[1:])
    assert list(BulkExport.objects.order_by("id")) == made[1:]
    assert len(lines_of(fetch(client, "releases.jsonl.gz"))) == 3


def test_who_is_killed_in_the_middle_leaves_the_files_of_before(client, monkeypatch):
    make_releases(1, 1)
    first = making.make_bulk_export(now=later())
    make_releases(1, 1, first=1)
    BulkExport.objects.update(until=first_id_at(now() - timedelta(days=1)))
    save, saved = making._stored, []

    def die(key, path):
        if saved:
            raise KeyboardInterrupt
        saved.append(path.name)
        return save(key, path)

    with monkeypatch.context() as patch:
        patch.setattr(making, "_stored", die)
        with pytest.raises(KeyboardInterrupt):
            making.make_bulk_export(now=later())

    assert len(lines_of(fetch(client, "releases.jsonl.gz"))) == 1
    assert len(stored()) == 2
    # What was left behind goes when nobody can be at it any more.
    assert making.remove_leftovers(now=later()) == 0
    assert making.remove_leftovers(now=now() + timedelta(days=2)) == 1
    assert stored() == [str(first.pk)]


def test_files_that_are_gone_are_not_there(client):
    make_releases(1, 1)
    for one in making.make_bulk_export(now=later()).files:
        default_storage.delete(one["stored"])

    assert fetch(client, "csv.zip").status_code == 404
