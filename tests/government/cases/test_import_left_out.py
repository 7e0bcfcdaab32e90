"""What a case lacks of its row is told: by row and in groups, and only of rows that come in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases.actions import import_batch
from gongjian.government.cases.actions.import_cases import run_import, start_import
from gongjian.government.cases.models import Case, ImportJob
from gongjian.government.cases.selectors.left_out import left_out_groups
from tests.factories import make_area, make_category

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
JOB = Actor.system("test")
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


@pytest.fixture
def bring(tmp_path):
    def brought(text: str, **options) -> ImportJob:
        path = Path(tmp_path / "cases.csv")
        path.write_text(text, encoding="utf-8")
        job = start_import(actor=JOB, path=path, name="cases.csv", now=NOW, **options)
        return run_import(actor=JOB, job_id=job.pk, now=NOW)

    return brought


def told(job: ImportJob) -> list[str]:
    return [group.text for group in left_out_groups(job)]


@pytest.mark.parametrize(
    ("heading", "cell", "field", "text"),
    [
        ("area", "A-Town", "area", "1 row without an area: “A-Town” (1)"),
        ("category", "Odd", "category", "1 row without a category: “Odd” (1)"),
        ("address", "x" * 201, "address", "1 row with its address cut"),
        ("name", "x" * 81, "contact_name", "1 row with the requester’s name cut"),
        ("phone", "1" * 41, "contact_phone", "1 row with the telephone number cut"),
    ],
)
@pytest.mark.parametrize("is_dry_run", [True, False])
def test_a_row_comes_in_without_what_is_not_known(bring, heading, cell, field, text, is_dry_run):
    job = bring(f"title,{heading}\nOne,{cell}\nTwo,\n", is_dry_run=is_dry_run)

    assert (job.created_count, job.error_count, job.warning_count) == (2, 0, 1)
    assert told(job) == [text]
    row = job.bad_rows.get()
    assert (row.row, row.field, row.is_warning) == (2, field, True)


def test_names_and_telephones_are_not_kept_with_what_is_told(bring):
    job = bring(f"title,name,phone,address\nOne,{'Ann' * 40},{'13800' * 10},{'Road' * 60}\n")

    kept = " ".join(row.message for row in job.bad_rows.all()) + str(job.left_out)
    assert [word for word in ("Ann", "13800", "Road") if word in kept] == []


def test_a_point_outside_the_town_is_left_out_and_told(bring):
    make_area(outline=SQUARE)

    job = bring("title,lon,lat\nIn,1,1\nOut,5,1\n")

    points = dict(Case.objects.values_list("title", "longitude"))
    assert points == {"In": 1.0, "Out": None}
    assert told(job) == ["1 row without its point, which lies outside the town"]


def test_without_outlines_no_point_lies_outside(bring):
    make_area()

    assert bring("title,lon,lat\nOut,5,1\n").warning_count == 0


def test_what_is_known_is_not_told(bring):
    area, category = make_area(), make_category()

    job = bring(f"title,area,category\nOne,Quarter|{area.name},{category.code}\n")

    assert (job.warning_count, told(job)) == (0, [])


def test_groups_are_counted_over_batches_and_the_largest_come_first(bring, monkeypatch):
    monkeypatch.setattr("gongjian.government.cases.actions.import_cases.BATCH", 4)
    rows = "".join(f"Case {n},A-Town|{'North' if n % 3 else 'South'},\n" for n in range(12))

    job = bring(f"title,area,category\n{rows}Last,,Odd\n")

    assert told(job) == [
        "12 rows without an area: “A-Town” (12), “North” (8), “South” (4)",
        "1 row without a category: “Odd” (1)",
    ]


def test_of_endlessly_many_names_some_are_kept_and_all_rows_counted(bring, monkeypatch):
    monkeypatch.setattr(import_batch, "MAX_NAMES", 15)
    monkeypatch.setattr(import_batch, "MAX_KEPT", 7)
    rows = "".join(f"Case {n},Place {n}\n" for n in range(30))

    job = bring(f"title,area\n{rows}")

    assert told(job)[0].startswith("30 rows without an area: “Place 0” (1), ")
    assert told(job)[0].endswith(", …")
    assert (len(job.left_out["area"]["names"]), job.bad_rows.count()) == (15, 7)


def test_many_warnings_hide_no_error(bring, monkeypatch):
    monkeypatch.setattr(import_batch, "MAX_KEPT", 5)
    rows = "".join(f"Case {n},Nowhere,\n" for n in range(9))

    job = bring(f"title,area,kind\n{rows}Bad,,rumour\n")

    assert job.bad_rows.get(is_warning=False).row == 11


def test_of_rows_that_are_there_already_nothing_is_left_out(bring):
    bring("title,area\nOne,Nowhere\n")

    again = bring("title,area\nOne,Nowhere\nTwo,Nowhere\n")

    assert (again.created_count, again.repeated_count, again.warning_count) == (1, 1, 1)


def test_an_overlong_email_address_is_an_error(bring):
    job = bring(f"title,email\nOne,{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org\n")

    assert (job.created_count, job.error_count) == (0, 1)
