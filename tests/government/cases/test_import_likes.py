"""Likes and dislikes come in with a table."""

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases.actions.import_cases import run_import, start_import
from gongjian.government.cases.models import Case, ImportJob
from gongjian.government.cases.models.import_job import ImportState
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TOWN = Actor.system("test")


def bring(folder, rows: str) -> ImportJob:
    table = folder / "cases.csv"
    table.write_text(f"title,likes,dislikes\n{rows}")
    job = start_import(actor=TOWN, path=table, name="cases.csv", now=NOW)
    return run_import(actor=TOWN, job_id=job.pk, now=NOW)


@pytest.mark.parametrize(
    ("cells", "likes", "dislikes"), [("2097,3", 2097, 3), (",", 0, 0), ("4.0,0", 4, 0)]
)
def test_they_are_counted(tmp_path, cells, likes, dislikes):
    job = bring(tmp_path, f"Lamp,{cells}\n")

    case = Case.objects.get()
    assert job.state == ImportState.DONE
    assert (case.support_count, case.dislike_count) == (likes, dislikes)


@pytest.mark.parametrize("cell", ["-1", "many", "1.5", "99999999999", "٣"])
def test_what_is_no_number_of_people_is_an_error_of_its_row(tmp_path, cell):
    job = bring(tmp_path, f"Lamp,{cell},0\n")

    assert (job.error_count, Case.objects.count()) == (1, 0)
    assert job.bad_rows.get().field == "likes"
