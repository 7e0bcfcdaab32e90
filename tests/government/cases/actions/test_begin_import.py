"""Imports by people: uploaded, begun, resumed, thrown away, in the background and once."""

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import translation

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, TooLarge, WrongState
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.tables import UnreadableTable
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases.actions import import_cases
from gongjian.government.cases.actions.begin_import import begin_import, resume_import
from gongjian.government.cases.actions.discard_import import discard_import, forget_imports
from gongjian.government.cases.actions.upload_import import upload_import
from gongjian.government.cases.errors import TableGone
from gongjian.government.cases.models import Case, ImportJob
from gongjian.government.cases.models.import_job import ImportState
from tests.factories import NOW, make_actor
from tests.threads import at_once

pytestmark = pytest.mark.django_db
ROWS = "title,time\nOne,\nTwo,yesterday\nThree,2026-01-05\n"
TITLE = {"title": "title"}


@pytest.fixture(autouse=True)
def _uploads(uploads):
    """Files of these tests are stored under their own folder."""


@pytest.fixture
def dispatcher() -> Actor:
    return make_actor(Role.DISPATCHER)


def table(tmp_path, content: str | bytes = ROWS) -> Path:
    path = tmp_path / "cases.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def upload(actor: Actor, path: Path) -> ImportJob:
    return upload_import(actor=actor, path=path, name="cases.csv", now=NOW)


def begin(actor: Actor, job: ImportJob, **options) -> ImportJob:
    usual = {
        "mapping": {"title": "title", "received_at": "time"}, "source": "", "is_public": False,
        "language": "en", "is_dry_run": False,
    }  # fmt: skip
    return begin_import(actor=actor, job_id=job.pk, now=NOW, **(usual | options))


def file_of(job: ImportJob, settings) -> Path:
    return settings.MEDIA_ROOT / job.file


def test_an_upload_shows_its_first_rows_and_guesses_its_columns(dispatcher, tmp_path):
    heading = "标题,点赞数\n" + "\n".join(f"第{n}件,{n}" for n in range(9))
    job = upload(dispatcher, table(tmp_path, heading.encode("gb18030")))

    assert job.state == ImportState.UPLOADED
    assert job.mapping == {"title": "标题", "likes": "点赞数"}
    assert job.preview["columns"] == ["标题", "点赞数"]
    assert job.preview["rows"] == [[f"第{n}件", str(n)] for n in range(5)]


def test_an_upload_of_unknown_columns_is_kept_for_a_person_to_say(dispatcher, tmp_path):
    job = upload(dispatcher, table(tmp_path, "alpha,beta\n1,2\n"))

    assert job.mapping == {}


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"a,a\n1,2\n"])
def test_what_is_no_table_is_refused_and_leaves_nothing(dispatcher, tmp_path, uploads, content):
    with pytest.raises(UnreadableTable):
        upload(dispatcher, table(tmp_path, content))

    assert not ImportJob.objects.exists()
    assert not uploads.exists()


def test_a_zip_bomb_is_refused(dispatcher, tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)

    with pytest.raises(TooLarge):
        upload(dispatcher, path)


def test_a_check_says_everything_and_writes_no_case(dispatcher, tmp_path):
    job = begin(dispatcher, upload(dispatcher, table(tmp_path)), is_dry_run=True)
    assert job.state == ImportState.WAITING

    run_waiting_tasks()

    job.refresh_from_db()
    assert (job.state, job.created_count, job.error_count) == (ImportState.CHECKED, 2, 1)
    assert (job.next_row, job.total_rows) == (3, 3)
    assert not Case.objects.exists()


def test_after_the_check_the_same_table_comes_in(dispatcher, tmp_path, settings):
    job = begin(dispatcher, upload(dispatcher, table(tmp_path)), is_dry_run=True)
    run_waiting_tasks()

    begin(dispatcher, job)
    run_waiting_tasks()

    job.refresh_from_db()
    assert (job.state, job.created_count, job.error_count) == (ImportState.DONE, 2, 1)
    assert job.bad_rows.count() == 1
    assert Case.objects.count() == 2


def test_what_came_in_is_forgotten_as_a_file(
    dispatcher, tmp_path, settings, django_capture_on_commit_callbacks
):
    job = begin(dispatcher, upload(dispatcher, table(tmp_path)))

    with django_capture_on_commit_callbacks(execute=True):
        run_waiting_tasks()

    job.refresh_from_db()
    assert not file_of(job, settings).exists()
    assert job.preview == {"columns": ["title", "time"], "rows": [], "encoding": "UTF-8"}


def test_errors_are_told_in_the_language_of_whoever_brought_the_table(dispatcher, tmp_path):
    job = upload(dispatcher, table(tmp_path))
    with translation.override("zh-hans"):
        begin(dispatcher, job)
        expected = translation.gettext("This is no date: write 2026-01-31 14:30.")

    run_waiting_tasks()

    assert job.bad_rows.get().message == f"“yesterday”：{expected}"


def test_cases_are_in_the_language_and_as_private_as_was_said(dispatcher, tmp_path):
    begin(dispatcher, upload(dispatcher, table(tmp_path)), language="zh-hans", is_public=True)

    run_waiting_tasks()

    assert set(Case.objects.values_list("language", "is_public")) == {("zh-hans", True)}


def test_cases_are_in_the_language_of_their_script_where_nobody_says(dispatcher, tmp_path):
    path = table(tmp_path, "title\n路灯不亮 LED\nThe lamp in 南街 is out\n12345\n")
    begin(dispatcher, upload(dispatcher, path), language="", mapping=TITLE)

    run_waiting_tasks()

    assert dict(Case.objects.values_list("title", "language")) == {
        "路灯不亮 LED": "zh-hans", "The lamp in 南街 is out": "en", "12345": "en",
    }  # fmt: skip


def kill(job: ImportJob) -> None:
    raise KeyboardInterrupt


def test_a_task_whose_worker_was_killed_goes_on_where_it_stood(dispatcher, tmp_path, monkeypatch):
    monkeypatch.setattr(import_cases, "BATCH", 2)
    path = table(tmp_path, "title\n1\n2\n3\n4\n5\n")
    job = begin(dispatcher, upload(dispatcher, path), mapping=TITLE)
    worker = Actor.system("import")
    with pytest.raises(KeyboardInterrupt):
        import_cases.run_import(actor=worker, job_id=job.pk, now=NOW, on_progress=kill)
    assert Case.objects.count() == 2

    run_waiting_tasks()

    job.refresh_from_db()
    assert (job.state, job.created_count, job.repeated_count) == (ImportState.DONE, 5, 0)
    assert Case.objects.count() == 5


def test_a_file_damaged_further_down_stops_and_says_where(dispatcher, tmp_path):
    rows = "title\nOne\nTwo\n" + '"' + "x" * 300_000
    job = begin(dispatcher, upload(dispatcher, table(tmp_path, rows)), mapping=TITLE)

    run_waiting_tasks()

    job.refresh_from_db()
    assert job.state == ImportState.FAILED
    assert "damaged at line" in job.bad_rows.get().message


def test_what_stands_above_the_damage_comes_in_and_its_line_is_told(dispatcher, tmp_path):
    rows = 'title\n"One\nline\nmore"\nTwo\n"' + "x" * 300_000
    job = begin(dispatcher, upload(dispatcher, table(tmp_path, rows)), mapping=TITLE)

    run_waiting_tasks()

    job.refresh_from_db()
    assert (job.state, job.created_count) == (ImportState.FAILED, 2)
    assert job.bad_rows.get().row == 6


def test_a_failed_import_goes_on_when_told_to(dispatcher, tmp_path, settings):
    job = begin(dispatcher, upload(dispatcher, table(tmp_path)))
    hidden = file_of(job, settings).rename(tmp_path / "hidden")
    run_waiting_tasks()
    job.refresh_from_db()
    assert job.state == ImportState.FAILED
    assert "gone" in job.bad_rows.get().message
    hidden.rename(file_of(job, settings))

    resume_import(actor=dispatcher, job_id=job.pk, now=NOW)
    run_waiting_tasks()

    job.refresh_from_db()
    assert (job.state, job.created_count) == (ImportState.DONE, 2)


def test_a_table_whose_file_is_gone_is_refused_with_words(dispatcher, tmp_path, settings):
    job = upload(dispatcher, table(tmp_path))
    file_of(job, settings).unlink()

    with pytest.raises(TableGone) as caught:
        begin(dispatcher, job)
    ImportJob.objects.update(state=ImportState.FAILED)
    with pytest.raises(TableGone):
        resume_import(actor=dispatcher, job_id=job.pk, now=NOW)

    assert "Upload it again" in str(caught.value)
    job.refresh_from_db()
    assert job.state == ImportState.FAILED
    assert LedgerEntry.objects.filter(action="import_begun").count() == 0


def test_a_twin_of_the_task_that_comes_late_changes_nothing(
    dispatcher, tmp_path, django_capture_on_commit_callbacks
):
    job = begin(dispatcher, upload(dispatcher, table(tmp_path)))
    worker = Actor.system("import")

    def ended_by_another(running: ImportJob) -> None:
        import_cases.run_import(actor=worker, job_id=running.pk, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        import_cases.run_import(actor=worker, job_id=job.pk, now=NOW, on_progress=ended_by_another)
    late = import_cases.run_import(actor=worker, job_id=job.pk, now=NOW + timedelta(hours=1))

    assert (late.state, late.created_count, late.finished_at) == (ImportState.DONE, 2, NOW)
    assert Case.objects.count() == 2


def test_a_twin_of_a_check_leaves_the_rows_to_the_import_begun_after_it(
    dispatcher, tmp_path, monkeypatch
):
    monkeypatch.setattr(import_cases, "BATCH", 2)
    path = table(tmp_path, "title,other\n1,a\n2,b\n3,c\n4,d\n5,e\n")
    job = begin(dispatcher, upload(dispatcher, path), mapping=TITLE, is_dry_run=True)
    worker = Actor.system("import")

    def checked_and_begun(running: ImportJob) -> None:
        import_cases.run_import(actor=worker, job_id=running.pk, now=NOW)
        begin(dispatcher, running, mapping={"title": "other"})

    import_cases.run_import(actor=worker, job_id=job.pk, now=NOW, on_progress=checked_and_begun)
    run_waiting_tasks()

    assert sorted(Case.objects.values_list("title", flat=True)) == ["a", "b", "c", "d", "e"]


@pytest.mark.django_db(transaction=True)
def test_the_same_task_in_two_workers_at_once_brings_each_row_in_once(
    transactional_db, tmp_path, monkeypatch
):
    monkeypatch.setattr(import_cases, "BATCH", 5)
    dispatcher = make_actor(Role.DISPATCHER)
    rows = "title\n" + "".join(f"Row {number}\n" for number in range(40))
    job = begin(dispatcher, upload(dispatcher, table(tmp_path, rows)), mapping=TITLE)

    def run() -> ImportState:
        return import_cases.run_import(actor=Actor.system("import"), job_id=job.pk, now=NOW).state

    ended = at_once(run, run, run)

    assert ended == [ImportState.DONE] * 3
    job.refresh_from_db()
    assert (job.created_count, job.error_count, job.bad_rows.count()) == (40, 0, 0)
    assert Case.objects.count() == 40


@pytest.mark.parametrize("state", [ImportState.WAITING, ImportState.RUNNING, ImportState.DONE])
def test_what_is_under_way_or_done_does_not_begin_again(dispatcher, tmp_path, state):
    job = upload(dispatcher, table(tmp_path))
    ImportJob.objects.update(state=state, created_count=1)

    with pytest.raises(WrongState):
        begin(dispatcher, job)
    with pytest.raises(WrongState):
        resume_import(actor=dispatcher, job_id=job.pk, now=NOW)
    with pytest.raises(WrongState):
        discard_import(actor=dispatcher, job_id=job.pk, now=NOW)


def test_what_came_in_by_half_goes_on_but_does_not_begin_again(dispatcher, tmp_path):
    job = upload(dispatcher, table(tmp_path))
    ImportJob.objects.update(state=ImportState.FAILED, created_count=1)

    with pytest.raises(WrongState):
        begin(dispatcher, job)


@pytest.mark.parametrize(
    "wrong",
    [
        {"mapping": {}},
        {"mapping": {"title": "nowhere"}},
        {"mapping": {"password": "title"}},
        {"language": "tlh"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_begins(dispatcher, tmp_path, wrong):
    job = upload(dispatcher, table(tmp_path))

    with pytest.raises(Invalid):
        begin(dispatcher, job, **wrong)

    job.refresh_from_db()
    assert job.state == ImportState.UPLOADED


def test_a_table_thrown_away_leaves_the_ledger_only(
    dispatcher, tmp_path, settings, django_capture_on_commit_callbacks
):
    job = upload(dispatcher, table(tmp_path))
    kept = file_of(job, settings)

    with django_capture_on_commit_callbacks(execute=True):
        discard_import(actor=dispatcher, job_id=job.pk, now=NOW)

    assert not ImportJob.objects.exists()
    assert not kept.exists()
    actions = LedgerEntry.objects.order_by("id").values_list("action", flat=True)
    assert list(actions) == ["import_started", "import_discarded"]


def test_tables_left_lying_are_forgotten_after_a_month(
    dispatcher, tmp_path, settings, django_capture_on_commit_callbacks
):
    job = upload(dispatcher, table(tmp_path))

    with django_capture_on_commit_callbacks(execute=True):
        early = forget_imports(now=NOW + timedelta(days=29))
        late = forget_imports(now=NOW + timedelta(days=31))
        again = forget_imports(now=NOW + timedelta(days=32))

    assert (early, late, again) == (0, 1, 0)
    assert not file_of(job, settings).exists()


@pytest.mark.parametrize("role", [None, Role.HANDLER, Role.SUPERVISOR, Role.AUDITOR])
def test_others_import_nothing(dispatcher, tmp_path, role):
    actor = make_actor(role)
    job = upload(dispatcher, table(tmp_path))

    for act in (
        lambda: upload(actor, table(tmp_path)),
        lambda: begin(actor, job),
        lambda: resume_import(actor=actor, job_id=job.pk, now=NOW),
        lambda: discard_import(actor=actor, job_id=job.pk, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_unknown_table_is_not_found(dispatcher):
    with pytest.raises(NotFound):
        resume_import(actor=dispatcher, job_id=new_id(), now=NOW)
