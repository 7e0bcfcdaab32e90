"""Tables of cases: mapping, dry run, errors a row, going on after a kill, twice at once."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases.actions import import_cases
from gongjian.government.cases.actions.import_cases import run_import, start_import
from gongjian.government.cases.actions.import_rows import guess_mapping
from gongjian.government.cases.models import Case, CaseEvent, ImportJob

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
JOB = Actor.system("test")


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"


def table(tmp_path, text: str, name: str = "cases.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def imported(path: Path, **options) -> ImportJob:
    job = start_import(actor=JOB, path=path, name=path.name, now=NOW, **options)
    return run_import(actor=JOB, job_id=job.pk, now=NOW)


def test_a_table_becomes_cases_with_history_and_ledger(tmp_path):
    job = imported(table(tmp_path, "标题,内容,时间\n路灯不亮,三天了,2026/1/5 8:03\n噪音,每晚,\n"))

    assert (job.created_count, job.error_count, job.state) == (2, 0, "done")
    case = Case.objects.get(title="路灯不亮")
    assert case.received_at == datetime(2026, 1, 5, 0, 3, tzinfo=UTC)
    assert case.channel == "import"
    assert CaseEvent.objects.count() == 2
    assert LedgerEntry.objects.filter(action="case_received").count() == 2


def test_the_same_table_twice_is_the_same_cases(tmp_path):
    path = table(tmp_path, "title\nOne\nTwo\n")
    imported(path)

    again = imported(path)

    assert (again.created_count, again.repeated_count) == (0, 2)
    assert Case.objects.count() == 2


def test_a_later_table_of_one_source_adds_only_what_is_new(tmp_path):
    imported(table(tmp_path, "id,title\n1,One\n2,Two\n"), source="hotline")

    job = imported(table(tmp_path, "id,title\n2,Two\n3,Three\n3,Three\n"), source="hotline")

    assert (job.created_count, job.repeated_count) == (1, 2)


def test_a_dry_run_says_everything_and_writes_no_case(tmp_path):
    job = imported(table(tmp_path, "title,time\nOne,\nTwo,yesterday\n"), is_dry_run=True)

    assert (job.created_count, job.error_count, job.state) == (1, 1, "checked")
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("title,time", "One,2026-02-30", "received_at"),
        ("title,time", "One,2101-01-01", "received_at"),
        ("title,time", "One,1801-01-01", "received_at"),
        ("title,kind", "One,rumour", "kind"),
        ("title,lon,lat", "One,181,1", "longitude"),
        ("title,lon,lat", "One,nan,1", "longitude"),
        ("title,lon,lat", "One,12,", "longitude"),
        ("title,email", "One,nobody", "contact_email"),
        ("title,text", "x" * 201 + ",b", "title"),
        ("title,phone", ",1", "title"),
        ("title,text", "One," + "x" * 20_001, "text"),
    ],
)
def test_a_bad_row_says_which_field_and_stops_no_other(tmp_path, heading, cells, field):
    job = imported(table(tmp_path, f"{heading}\n{cells}\nGood\n"))

    assert job.created_count == 1
    assert [(bad.row, bad.field) for bad in job.bad_rows.all()] == [(2, field)]


def test_a_job_killed_between_batches_goes_on_where_it_stood(tmp_path, monkeypatch):
    monkeypatch.setattr(import_cases, "BATCH", 3)
    path = table(tmp_path, "title\n" + "\n".join(f"Case {at}" for at in range(10)))
    job = start_import(actor=JOB, path=path, name="t", now=NOW)

    class Killed(BaseException):
        pass

    def kill_after_six(job: ImportJob) -> None:
        if job.next_row == 6:
            raise Killed

    with pytest.raises(Killed):
        run_import(actor=JOB, job_id=job.pk, now=NOW, on_progress=kill_after_six)
    assert Case.objects.count() == 6

    done = run_import(actor=JOB, job_id=job.pk, now=NOW)

    assert (done.created_count, done.repeated_count) == (10, 0)
    assert Case.objects.count() == 10


def test_columns_are_guessed_by_the_names_tables_use():
    columns = ("msg_id", "user", "title", "time", "body", "dislikes", "likes", "areas")

    assert guess_mapping(columns) == {
        "reference": "msg_id", "title": "title", "text": "body", "received_at": "time",
        "area": "areas", "likes": "likes", "dislikes": "dislikes",
    }  # fmt: skip


@pytest.mark.parametrize(
    "mapping", [{"title": "nowhere"}, {"number": "title"}, {"received_at": "title"}, {}]
)
def test_a_mapping_that_cannot_be_is_refused(tmp_path, mapping):
    path = table(tmp_path, "title\nOne\n")

    with pytest.raises(Invalid):
        start_import(actor=JOB, path=path, name="t", now=NOW, mapping=mapping)


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.HANDLER, Role.AUDITOR])
def test_only_dispatchers_and_administrators_import(tmp_path, role):
    path = table(tmp_path, "title\nOne\n")

    with pytest.raises(NotAllowed):
        start_import(actor=Actor("u", grants=(Grant(role),)), path=path, name="t", now=NOW)


def test_an_unknown_job_is_not_found():
    with pytest.raises(NotFound):
        run_import(actor=JOB, job_id=new_id(), now=NOW)


def test_the_command_says_what_came_in_and_what_did_not(tmp_path, capsys):
    path = table(tmp_path, "标题,时间\n路灯,gestern\n噪音,\n", encoding="gb18030")

    call_command("import", str(path))

    out = capsys.readouterr()
    assert "1 case created, 0 were there already, 1 row refused" in out.out
    assert "Read as: title = 标题, received_at = 时间." in out.err
    assert "Everyone may read these cases; --private keeps them from the public." in out.err
    assert "gongjian import --resume" in out.err
    assert "line 2, 时间: “gestern”: " in out.err


def test_the_command_says_that_search_is_behind(tmp_path, capsys):
    path = table(tmp_path, "title\nOne\n")

    call_command("import", str(path))
    behind = capsys.readouterr().out
    run_waiting_tasks()
    call_command("import", str(table(tmp_path, "title\nOne\nTwo\n")), "--dry-run")
    dry = capsys.readouterr().out

    assert "Search and the figures on the home page do not show all of them yet" in behind
    assert "Search" not in dry


def test_the_command_says_that_more_is_wrong_than_it_tells(tmp_path, capsys):
    rows = "title,kind,time\n" + "One,rumour,gestern\n" * 150

    call_command("import", str(table(tmp_path, rows)))

    told = capsys.readouterr().err
    assert told.count("\nline ") == 200
    assert "These are the first 200." in told


@pytest.mark.parametrize(("option", "language"), [([], "zh-hans"), (["--language", "en"], "en")])
def test_the_command_takes_the_language_or_sees_it(tmp_path, option, language):
    call_command("import", str(table(tmp_path, "标题\n路灯不亮\n")), *option)

    assert Case.objects.get().language == language


def test_a_dry_run_of_the_command_tells_what_would_be_left_out(tmp_path, capsys):
    rows = "title,area\n" + "".join(f"Case {n},Nowhere|Elsewhere\n" for n in range(30))

    call_command("import", str(table(tmp_path, rows)), "--dry-run")

    told = capsys.readouterr().err
    assert "30 rows without an area: “Elsewhere” (30), “Nowhere” (30)." in told
    assert told.count("left out: “Nowhere|Elsewhere”") == 20
    assert "line 2, area: left out: “Nowhere|Elsewhere”: No area here" in told
    assert "These are the first 20." in told


def test_a_dry_run_that_refuses_rows_fails(tmp_path):
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import", str(table(tmp_path, "title,kind\nOne,rumour\n")), "--dry-run")

    call_command("import", str(table(tmp_path, "title,kind\nOne,report\n")), "--dry-run")


def test_a_table_without_title_or_text_is_told_which_headings_are_known(tmp_path):
    with pytest.raises(CommandError, match=r"留言主题.* The table has: colour"):
        call_command("import", str(table(tmp_path, "colour\nred\n")))


def test_what_stands_in_a_wrong_cell_is_told_but_no_personal_data_is_kept(tmp_path):
    job = imported(table(tmp_path, "title,kind,email\nOne,rumour,ann@example\n"))

    told = {bad.field: bad.message for bad in job.bad_rows.all()}
    assert told["kind"].startswith("“rumour”: ")
    assert "ann" not in told["contact_email"]


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    with pytest.raises(CommandError, match="no file"):
        call_command("import", str(tmp_path / "nothing.csv"))
    with pytest.raises(CommandError, match="table"):
        call_command("import", str(table(tmp_path, "\x00\x00")))


@pytest.mark.parametrize("job", ["nonsense", str(UUID(int=7))])
def test_the_command_says_that_a_job_to_go_on_with_is_none(job):
    with pytest.raises(CommandError, match=f"no job “{job}”"):
        call_command("import", "--resume", job)
