"""Which rows of a table are cases already: none is lost, none comes in twice."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases.actions import import_cases
from gongjian.government.cases.actions.import_cases import run_import, start_import
from gongjian.government.cases.actions.import_identity import named_rows
from gongjian.government.cases.models import Case, ImportJob

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
JOB = Actor.system("test")


@pytest.fixture
def bring(tmp_path):
    def brought(text: str, **options) -> tuple[int, int]:
        """How many rows became cases, how many were there already."""
        path = Path(tmp_path / "cases.csv")
        path.write_text(text, encoding="utf-8")
        job = start_import(actor=JOB, path=path, name="cases.csv", now=NOW, **options)
        done = run_import(actor=JOB, job_id=job.pk, now=NOW)
        return done.created_count, done.repeated_count

    return brought


@pytest.mark.parametrize("source", ["hotline", ""])
def test_another_table_without_numbers_loses_no_row(bring, source):
    bring("title\nJan one\nJan two\n", source=source)

    assert bring("title\nFeb one\nFeb two\nFeb three\n", source=source) == (3, 0)
    assert Case.objects.count() == 5


@pytest.mark.parametrize("source", ["hotline", ""])
@pytest.mark.parametrize("number", ["", ",7"])
def test_a_corrected_table_adds_only_what_is_new(bring, source, number):
    heading = "title,time,id\n" if number else "title,time\n"
    good = f"One,2026-01-05 08:03:20{number}\n"
    bring(f"{heading}{good}Two,yesterday{number and ',8'}\n", source=source)

    again = bring(f"{heading}Two,2026-01-06{number and ',8'}\n{good}", source=source)

    assert again == (1, 1)
    assert sorted(Case.objects.values_list("title", flat=True)) == ["One", "Two"]


def test_what_a_spreadsheet_writes_otherwise_is_the_same_row(bring):
    bring("title,time,lon,lat\nOne,2026-01-05 08:03:20,117.10,36.60\n")

    assert bring('title;time;lon;lat\n"One ";2026/1/5 8:03;117.1;36.6\n') == (0, 1)


def test_rows_that_differ_only_in_a_column_that_is_not_read_are_two(bring):
    bring("title,ticket\nLamp,1\n")

    assert bring("title,ticket\nLamp,2\nLamp,1\n") == (1, 1)


def test_long_numbers_that_differ_in_the_last_digit_are_two(bring):
    bring("title,ticket\nLamp,202611200000000001\n")

    assert bring("title,ticket\nLamp,202611200000000002\n") == (1, 0)


def test_equal_rows_of_one_table_are_each_a_case_and_the_same_again(bring):
    assert bring("title\nLamp\nBin\nLamp\n") == (3, 0)
    assert bring("title\nLamp\nLamp\nBin\n") == (0, 3)
    assert bring("title\nLamp\nLamp\nLamp\n") == (1, 2)


def test_equal_rows_stay_apart_over_batches_and_after_a_kill(tmp_path, monkeypatch):
    monkeypatch.setattr(import_cases, "BATCH", 3)
    path = Path(tmp_path / "cases.csv")
    path.write_text("title\n" + "Lamp\n" * 10, encoding="utf-8")
    job = start_import(actor=JOB, path=path, name="t", now=NOW)

    def kill(running: ImportJob) -> None:
        raise KeyboardInterrupt

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            run_import(actor=JOB, job_id=job.pk, now=NOW, on_progress=kill)
    done = run_import(actor=JOB, job_id=job.pk, now=NOW)

    assert (done.created_count, done.repeated_count) == (10, 0)
    assert Case.objects.count() == 10


def test_numbers_of_two_systems_that_nobody_named_do_not_meet(bring):
    bring("id,title\n1,Lamp\n2,Bin\n")

    assert bring("id,title\n1,Noise\n2,Bin\n") == (1, 1)


def test_a_number_of_a_named_system_is_one_case_whatever_it_says_later(bring):
    bring("id,title,areas\n1,Lamp,A\n", source="hotline")

    assert bring("id,title,areas\n1,Lamp again,B\n", source="hotline") == (0, 1)
    assert bring("id,title\n1,Lamp\n", source="other") == (1, 0)


def test_a_numbered_row_is_the_same_with_a_corrected_area(bring):
    bring("id,title,area\n1,Lamp,A-Town\n")

    assert bring("id,title,area\n1,Lamp,A Town\n") == (0, 1)


def test_overlong_numbers_are_told_apart(bring):
    numbers = ["1" * 130 + end for end in "ab"]

    assert bring("id,title\n" + "".join(f"{n},x\n" for n in numbers), source="x") == (2, 0)


def of_old(job: ImportJob, *references: str) -> None:
    """As cases and their job stood while rows were known by their place, or by their number."""
    source = job.source or job.digest[:16]
    for case, reference in zip(Case.objects.order_by("pk"), references, strict=True):
        Case.objects.filter(pk=case.pk).update(
            source=f"import:{source}", source_reference=reference
        )
    ImportJob.objects.update(defaults={**job.defaults, "source": source})


@pytest.mark.parametrize(
    ("text", "references"),
    [("title\nJan one\nJan two\n", ["row 1", "row 2"]), ("id,title\n7,One\n8,Two\n", ["7", "8"])],
)
def test_a_file_that_came_in_of_old_does_not_come_in_again(bring, text, references):
    bring(text)
    of_old(ImportJob.objects.get(), *references)

    assert ImportJob.objects.get().source == ""
    assert bring(text) == (0, 2)


def test_rows_lost_of_old_by_their_place_come_in_now(bring):
    bring("title\nJan one\nJan two\n", source="hotline")
    of_old(ImportJob.objects.get(), "row 1", "row 2")

    assert bring("title\nJan one\nJan two\n", source="hotline") == (0, 2)
    assert bring("title\nFeb one\nFeb two\nFeb three\n", source="hotline") == (3, 0)


def test_the_first_of_equal_rows_has_the_same_name_wherever_it_stands():
    rows = [(1, 2, {"a": "x"}), (2, 3, {"a": "y"}), (3, 4, {"a": "x", "b": ""})]

    named = list(named_rows(rows, mapping={"title": "a"}, has_source=False))
    turned = list(named_rows(rows[::-1], mapping={"title": "a"}, has_source=True))

    assert len({row.reference for row in named}) == 3
    assert {row.reference for row in named} == {row.reference for row in turned}
    assert named[0].reference == turned[0].reference
