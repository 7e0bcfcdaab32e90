"""The pages of imports: upload, columns, check, progress, errors."""

import csv
import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.government.cases.actions.import_cases import run_import
from gongjian.government.cases.models import Case, ImportJob, ImportRow
from gongjian.government.cases.models.import_job import ImportState
from tests.factories import NOW, make_user

pytestmark = pytest.mark.django_db
LIST = "/imports/"
ROWS = "标题,内容,时间,点赞数\n路灯不亮,三天了,2026/1/5 8:03,4\n噪音,每晚,昨天,5\n"
CHOSEN = {
    "column_0": "title", "column_1": "text", "column_2": "received_at", "column_3": "",
    "language": "zh-hans",
}  # fmt: skip


@pytest.fixture
def dispatcher(client, uploads):
    client.force_login(make_user(role=Role.DISPATCHER))
    return client


def upload(client, content: str | bytes = ROWS, name: str = "letters.csv"):
    data = content if isinstance(content, bytes) else content.encode("gb18030")
    return client.post(LIST, {"file": SimpleUploadedFile(name, data)})


def begun(client, do: str = "check", **changes):
    upload(client)
    job = ImportJob.objects.latest("created_at")
    answer = client.post(reverse("begin_import", args=[job.pk]), CHOSEN | {"do": do} | changes)
    return job, answer


def page_of(client, job: ImportJob) -> str:
    return client.get(reverse("import_job", args=[job.pk])).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (None, 403), (Role.HANDLER, 403), (Role.SUPERVISOR, 403), (Role.AUDITOR, 403),
        (Role.DISPATCHER, 200), (Role.ADMINISTRATOR, 200),
    ],
)  # fmt: skip
def test_who_imports(client, role, status):
    client.force_login(make_user(role=role))

    assert client.get(LIST).status_code == status


def test_visitors_are_asked_to_sign_in(client):
    assert client.get(LIST).status_code == 302


def test_an_upload_leads_to_its_columns(dispatcher):
    answer = upload(dispatcher)

    job = ImportJob.objects.get()
    page = page_of(dispatcher, job)
    assert answer.url == reverse("import_job", args=[job.pk])
    assert "路灯不亮" in page
    assert '<option value="title" selected>' in page
    assert not Case.objects.exists()


def test_the_page_says_that_search_is_behind_while_it_is(dispatcher):
    words = "Search and the figures on the home page do not show all of these cases yet."
    job, _answer = begun(dispatcher, "import")
    run_import(actor=Actor.system("import"), job_id=job.pk, now=NOW)
    behind = page_of(dispatcher, job)
    run_waiting_tasks()
    caught_up = page_of(dispatcher, job)

    assert words in behind
    assert "Everything is in that could come in" in caught_up
    assert words not in caught_up


def test_a_table_that_was_there_already_leads_to_the_next(dispatcher):
    for _time in range(2):
        begun(dispatcher, "import")
        run_waiting_tasks()
    job = ImportJob.objects.latest("created_at")

    page = page_of(dispatcher, job)

    assert (job.created_count, job.repeated_count) == (0, 1)
    assert "Bring another table" in page


def test_check_then_bring_in(dispatcher):
    job, _answer = begun(dispatcher)
    waiting = page_of(dispatcher, job)
    run_waiting_tasks()
    checked = page_of(dispatcher, job)
    dispatcher.post(reverse("begin_import", args=[job.pk]), CHOSEN | {"do": "import"})
    run_waiting_tasks()
    done = page_of(dispatcher, job)

    assert 'hx-trigger="every 2s"' in waiting
    assert "Bringing in." not in waiting
    assert 'http-equiv="refresh"' in waiting
    assert "nothing was written yet" in checked
    assert 'value="import"' in checked
    assert "Everything is in that could come in" in done
    assert 'http-equiv="refresh"' not in done
    assert Case.objects.get().title == "路灯不亮"


def test_progress_is_answered_alone_while_it_lasts(dispatcher):
    job, _answer = begun(dispatcher)
    ImportJob.objects.update(state=ImportState.RUNNING, total_rows=2000, next_row=1000)
    address = reverse("import_job", args=[job.pk])

    running = dispatcher.get(address, headers={"HX-Request": "true"})
    ImportJob.objects.update(state=ImportState.DONE)
    done = dispatcher.get(address, headers={"HX-Request": "true"})

    assert "Row 1,000 of 2,000" in running.content.decode()
    assert "<html" not in running.content.decode()
    assert done["HX-Refresh"] == "true"


def test_errors_stand_on_the_page_and_in_a_file(dispatcher):
    job, _answer = begun(dispatcher)
    run_waiting_tasks()

    page = page_of(dispatcher, job)
    answer = dispatcher.get(reverse("import_errors", args=[job.pk]))

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert "This is no date" in page
    assert [(row["line"], row["column"], row["field"], row["what"]) for row in rows] == [
        ("3", "时间", "received_at", "error")
    ]


def test_many_errors_are_cut_on_the_page_but_not_in_the_file(dispatcher):
    job, _answer = begun(dispatcher)
    ImportRow.objects.bulk_create(
        ImportRow(job=job, row=row // 2, field=f"f{row % 2}", message="=cmd()") for row in range(40)
    )
    ImportJob.objects.update(state=ImportState.CHECKED, finished_at=NOW, error_count=20)

    page = page_of(dispatcher, job)
    file = dispatcher.get(reverse("import_errors", args=[job.pk])).content.decode()

    assert "These are the first 20;" in page
    assert page.count("=cmd()") == 20
    assert file.count("'=cmd()") == 40


def test_what_is_left_out_stands_on_the_page_in_groups_and_in_the_file(dispatcher):
    cells = "".join(f"第{n}件,内容,,A市\n" for n in range(25))
    upload(dispatcher, f"标题,内容,时间,区域\n{cells}")
    job = ImportJob.objects.get()
    chosen = CHOSEN | {"column_3": "area", "do": "check"}
    dispatcher.post(reverse("begin_import", args=[job.pk]), chosen)
    run_waiting_tasks()
    checked = page_of(dispatcher, job)
    dispatcher.post(reverse("begin_import", args=[job.pk]), chosen | {"do": "import"})
    run_waiting_tasks()
    done = page_of(dispatcher, job)
    file = dispatcher.get(reverse("import_errors", args=[job.pk])).content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(file)))
    assert "25 rows without an area: “A市” (25)" in checked
    assert "correct your table" in checked
    assert checked.count("No area here") == 20
    assert "These are the first 20;" in checked
    assert "These cases are in." in done
    assert [(row["line"], row["column"], row["what"]) for row in rows] == [
        (str(line), "区域", "warning") for line in range(2, 27)
    ]
    assert Case.objects.count() == 25


def test_a_failed_import_can_go_on(dispatcher):
    job, _answer = begun(dispatcher, do="import")
    ImportJob.objects.update(state=ImportState.FAILED, finished_at=NOW)
    assert "Go on where it stopped" in page_of(dispatcher, job)

    dispatcher.post(reverse("resume_import", args=[job.pk]))
    run_waiting_tasks()

    job.refresh_from_db()
    assert job.state == ImportState.DONE


def test_a_table_can_be_deleted(dispatcher):
    upload(dispatcher)

    dispatcher.post(reverse("discard_import", args=[ImportJob.objects.get().pk]))

    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02", "could not be read as a table"),
        (b"\x89PNG\r\n\x1a\n\x00", "could not be read as a table"),
        (b"PK\x03\x04 no zip", "could not be read as a table"),
        (b"title,title\na,b\n", "same name"),
    ],
)
def test_what_is_no_table_is_said_at_the_field(dispatcher, content, words):
    answer = upload(dispatcher, content)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_no_file_is_said_at_the_field(dispatcher):
    assert dispatcher.post(LIST).status_code == 422


@pytest.mark.parametrize(
    "changes",
    [
        {"column_1": "title"},
        {"column_0": "", "column_1": ""},
        {"column_0": "password"},
        {"language": "tlh"},
        {"source": "x" * 61},
        {"source": "a\x00b"},
    ],
)
def test_columns_that_cannot_be_are_said_and_nothing_begins(dispatcher, changes):
    job, answer = begun(dispatcher, **changes)

    assert answer.status_code == 422
    job.refresh_from_db()
    assert job.state == ImportState.UPLOADED


def test_a_second_press_begins_nothing_twice(dispatcher):
    job, _answer = begun(dispatcher, do="import")

    again = dispatcher.post(reverse("begin_import", args=[job.pk]), CHOSEN | {"do": "import"})
    run_waiting_tasks()

    assert again.status_code == 409
    assert "no longer possible" in again.content.decode()
    assert Case.objects.count() == 1


@pytest.mark.parametrize("name", ["begin_import", "resume_import"])
def test_without_its_file_nothing_begins_and_the_page_says_so(dispatcher, settings, name):
    upload(dispatcher)
    job = ImportJob.objects.get()
    ImportJob.objects.update(state=ImportState.FAILED, finished_at=NOW)
    (settings.MEDIA_ROOT / job.file).unlink()

    page = dispatcher.post(reverse(name, args=[job.pk]), CHOSEN | {"do": "import"})

    assert page.status_code == 409
    assert "Upload it again" in page.content.decode()
    assert ImportJob.objects.get().state == ImportState.FAILED


@pytest.mark.parametrize("name", ["import_job", "import_errors"])
def test_an_unknown_import_is_not_found(dispatcher, name):
    assert dispatcher.get(reverse(name, args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["begin_import", "resume_import", "discard_import"])
def test_nothing_is_done_by_looking(dispatcher, name):
    assert dispatcher.get(reverse(name, args=[uuid4()])).status_code == 405


def test_names_of_columns_and_files_are_only_text(dispatcher):
    upload(dispatcher, "title,<script>\nOne,<b>\n", name="<img>.csv")

    page = page_of(dispatcher, ImportJob.objects.get())

    assert "<script>\n" not in page
    assert "&lt;script&gt;" in page
    assert "<b>" not in page


def test_the_list_costs_the_same_queries_however_many_imports(
    dispatcher, django_assert_max_num_queries
):
    for number in range(12):
        upload(dispatcher, f"title\nCase {number}\n")

    with django_assert_max_num_queries(5):
        dispatcher.get(LIST)
