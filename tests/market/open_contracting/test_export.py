"""Everything as files: what the judges take, whole or not at all, in bounded memory."""

import csv
import gc
import json
import tracemalloc
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from ocdskit.combine import combine_release_packages, merge
from ocdskit.util import detect_format

from gongjian.foundation.kernel.clock import now
from gongjian.market.open_contracting.actions import write_export as exports
from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.market.open_contracting.selectors import releases as selectors
from tests.market.open_contracting import judges
from tests.market.open_contracting.releases import make_releases

pytestmark = pytest.mark.django_db


def later():
    # Releases are out when they are written, at the test's own time.
    return now() + timedelta(minutes=10)


def test_an_export_holds_every_release_and_record(tmp_path, standard, monkeypatch):
    make_releases(3, 4)
    monkeypatch.setattr(selectors, "AT_ONCE", 5)

    counts = exports.write_export(tmp_path / "out", per_package=5, now=later())

    assert counts == {"releases": 12, "records": 3}
    out = tmp_path / "out"
    lines = [json.loads(line) for line in (out / "releases.jsonl").read_text().splitlines()]
    assert [one["id"] for one in lines] == sorted(one["id"] for one in lines)
    packages = [json.loads(path.read_text()) for path in sorted((out / "releases").iterdir())]
    assert [len(one["releases"]) for one in packages] == [5, 5, 2]
    records = [json.loads(path.read_text()) for path in sorted((out / "records").iterdir())]
    for package in packages + records:
        assert judges.complaints(package, standard) == []
    compiled = [one["compiledRelease"] for one in records[0]["records"]]
    assert compiled == [
        json.loads(one.compiled) for one in ContractingProcess.objects.order_by("ocid")
    ]


def test_ocdskit_reads_the_files_and_comes_to_the_same_records(tmp_path, standard):
    make_releases(2, 3)
    exports.write_export(tmp_path / "out", per_package=100, now=later())
    path = tmp_path / "out" / "releases" / "releases-000001.json"
    package = json.loads(path.read_text())

    assert detect_format(str(path))[0] == "release package"
    combined = combine_release_packages([package], uri=package["uri"])
    (found,) = merge(
        [combined], uri="https://town.example/r", return_package=True,
        schema=judges.patched_schema(),
    )  # fmt: skip
    with (tmp_path / "out" / "records.jsonl").open(encoding="utf-8") as file:
        ours = [json.loads(line) for line in file]
    assert [one["compiledRelease"] for one in found["records"]] == [
        one["compiledRelease"] for one in ours
    ]


def test_cells_that_a_spreadsheet_would_run_are_harmless(tmp_path):
    make_releases(1, 1)
    exports.write_export(tmp_path / "out", per_package=5, now=later())

    with (tmp_path / "out" / "csv" / "releases.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)

    assert row["ocid"] == "ocds-000000-call-0000"
    assert row["tender/title"] == "'=Lamps 0"


def test_a_killed_export_leaves_the_one_of_before(tmp_path, monkeypatch):
    make_releases(1, 1)
    out = tmp_path / "out"
    exports.write_export(out, per_package=5, now=later())
    before = (out / "manifest.json").read_text()
    make_releases(1, 2, first=1)

    def die(folder):
        raise KeyboardInterrupt

    monkeypatch.setattr(exports, "_digests", die)
    with pytest.raises(KeyboardInterrupt):
        exports.write_export(out, per_package=5, now=later())

    assert (out / "manifest.json").read_text() == before
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_one_killed_between_its_two_renames_is_put_back_by_the_next(tmp_path, monkeypatch):
    make_releases(1, 1)
    out = tmp_path / "out"
    exports.write_export(out, per_package=5, now=later())
    before = (out / "manifest.json").read_text()
    (tmp_path / "out").rename(tmp_path / ".out-before")

    def die(folder):
        raise KeyboardInterrupt

    monkeypatch.setattr(exports, "_digests", die)
    with pytest.raises(KeyboardInterrupt):
        exports.write_export(out, per_package=5, now=later())
    assert (out / "manifest.json").read_text() == before

    monkeypatch.undo()
    exports.write_export(out, per_package=5, now=later())
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Mine.")

    with pytest.raises(CommandError, match="no export"):
        call_command("ocds", "export", "--out", str(tmp_path))

    assert (tmp_path / "letter.txt").read_text() == "Mine."


def test_what_is_younger_than_a_minute_waits_for_the_next_export(tmp_path):
    make_releases(1, 2)

    counts = exports.write_export(tmp_path / "out", per_package=5, now=now())

    assert counts == {"releases": 0, "records": 0}


def copy_process(first: int, last: int) -> None:
    """Processes like the one that is there, by the row: two releases each."""
    rows = list(Release.objects.filter(process="ocds-000000-call-0000").order_by("number"))
    numbers = range(first, last)
    ContractingProcess.objects.bulk_create(
        ContractingProcess(
            ocid=f"ocds-000000-call-{at:04}", subject=f"call:{at}", releases=len(rows)
        )
        for at in numbers
    )
    Release.objects.bulk_create(
        Release(
            process_id=f"ocds-000000-call-{at:04}", number=row.number, at=row.at, body=row.body,
            sha256=row.sha256,
        )
        for at in numbers
        for row in rows
    )  # fmt: skip


def most_held(out) -> tuple[int, int]:
    """How many releases are written, and the most bytes that were held at once for that."""
    # Else what waits to be collected would count as held: tests are rarely looked through for that,
    # and the more there was before, the rarer.
    often = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.collect()
    gc.set_threshold(700, 10, 10)
    tracemalloc.start()
    counts = exports.write_export(out, per_package=50, now=later())
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    gc.set_threshold(*often)
    gc.unfreeze()
    return counts["releases"], most


def test_four_times_as_many_releases_need_no_more_memory(tmp_path):
    make_releases(1, 2)
    copy_process(1, 250)
    exports.write_export(tmp_path / "warm", per_package=50, now=later())
    few, most_of_few = most_held(tmp_path / "few")
    copy_process(250, 1000)
    many, most_of_many = most_held(tmp_path / "many")

    # Of both more than are read at once.
    assert (few, many) == (500, 2000)
    assert most_of_many < 1.3 * most_of_few
