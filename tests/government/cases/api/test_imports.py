"""Tables of cases by programme: uploaded, looked at, checked, brought in, watched."""

import io
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.government.cases.models import Case, ImportJob, SearchDocument
from gongjian.government.cases.models.import_job import ImportState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("uploads")]
KEY = {"Idempotency-Key": "once"}
ROWS = "留言编号,留言主题,留言详情,when\n1,Lamp,It is dark.,2026-11-01\n2,,,\n3,Bin,Full.,burnt\n"


def table(text=ROWS, name="cases.csv", encoding="utf-8"):
    file = io.BytesIO(text.encode(encoding))
    file.name = name
    return file


@pytest.fixture
def uploaded(send_file):
    return send_file("dispatcher", "imports", table())[1]


def test_the_columns_are_guessed_and_the_first_rows_shown(send_file, town):
    status, job = send_file("dispatcher", "imports", table(encoding="gb18030"))

    assert status == 201
    assert job["columns"] == ["留言编号", "留言主题", "留言详情", "when"]
    assert job["mapping"] == {"reference": "留言编号", "title": "留言主题", "text": "留言详情"}
    assert job["first_rows"][0] == ["1", "Lamp", "It is dark.", "2026-11-01"]
    assert (job["state"], job["may_begin"], job["may_discard"]) == ("uploaded", True, True)
    assert not Case.objects.exists()


def test_a_table_is_checked_then_brought_in(call, uploaded):
    path = f"imports/{uploaded['id']}"
    mapping = {**uploaded["mapping"], "received_at": "when"}

    checked = call("dispatcher", "POST", f"{path}/begin", {"mapping": mapping, "source": "old"})
    run_waiting_tasks()
    after_check = call("dispatcher", "GET", path)[1]
    errors = call("dispatcher", "GET", f"{path}/errors")[1]
    nothing = Case.objects.count()
    begun = call("dispatcher", "POST", f"{path}/begin", {"is_dry_run": False})
    run_waiting_tasks()
    after = call("dispatcher", "GET", path)[1]
    listed = call("dispatcher", "GET", "imports")[1]["items"][0]
    SearchDocument.objects.all().delete()
    behind = call("dispatcher", "GET", path)[1]

    assert [one["is_index_behind"] for one in (after_check, listed, behind)] == [
        False, after["is_index_behind"], True,
    ]  # fmt: skip
    assert (checked[0], checked[1]["state"], begun[1]["state"]) == (200, "waiting", "waiting")
    assert (after_check["state"], after_check["created_count"], nothing) == ("checked", 1, 0)
    assert [(one["row"], one["field"], one["column"]) for one in errors["items"]] == [
        (3, "title", "留言主题"), (4, "received_at", "when"),
    ]  # fmt: skip
    assert (after["state"], after["created_count"], after["error_count"]) == ("done", 1, 2)
    assert (after["total_rows"], after["read_rows"], after["source"]) == (3, 3, "old")
    assert (after["first_rows"], after["may_begin"], after["may_discard"]) == ([], False, False)
    assert Case.objects.get().title == "Lamp"


def test_what_is_left_out_of_rows_is_told(call, send_file):
    job = send_file("dispatcher", "imports", table("title,area\nLamp,Odd\nBin,Odd\n"))[1]
    call("dispatcher", "POST", f"imports/{job['id']}/begin", {})
    run_waiting_tasks()

    after = call("dispatcher", "GET", f"imports/{job['id']}")[1]
    errors = call("dispatcher", "GET", f"imports/{job['id']}/errors")[1]["items"]

    assert (after["created_count"], after["error_count"], after["warning_count"]) == (2, 0, 2)
    assert after["left_out"] == [
        {"field": "area", "column": "area", "count": 2, "names": [{"name": "Odd", "count": 2}]}
    ]
    assert [(one["row"], one["column"], one["is_warning"]) for one in errors] == [
        (2, "area", True), (3, "area", True),
    ]  # fmt: skip


def test_errors_are_read_page_by_page(call, send_file):
    rows = "title,kind\n" + "Lamp,burnt\n" * 7
    job = send_file("dispatcher", "imports", table(rows))[1]
    call("dispatcher", "POST", f"imports/{job['id']}/begin", {})
    run_waiting_tasks()

    found, cursor = [], ""
    for _ in range(4):
        page = call("dispatcher", "GET", f"imports/{job['id']}/errors?size=2&cursor={cursor}")[1]
        found += [one["row"] for one in page["items"]]
        cursor = page["next_cursor"]

    assert (found, cursor) == ([2, 3, 4, 5, 6, 7, 8], "")


def test_uploading_and_beginning_twice_with_a_key_is_once(call, send_file):
    jobs = [send_file("dispatcher", "imports", table(), **KEY) for _ in range(2)]
    other = send_file("dispatcher", "imports", table("title\nBin\n"), **KEY)
    path, again = f"imports/{jobs[0][1]['id']}/begin", {"Idempotency-Key": "begin"}
    begun = [call("dispatcher", "POST", path, {}, **again) for _ in range(2)]
    without = call("dispatcher", "POST", path, {})

    assert jobs[0] == jobs[1]
    assert (other[0], other[1]["code"]) == (409, "idempotency_mismatch")
    assert ImportJob.objects.count() == 1
    assert begun[0] == begun[1]
    assert (begun[0][0], without[0]) == (200, 409)


@pytest.mark.parametrize(
    ("file", "status"),
    [
        (table(""), 422),
        (table("PK\x03\x04 no workbook", "cases.xlsx"), 422),
        (table("\x00\x01\x02", "cases.csv"), 422),
    ],
)
def test_what_is_no_table_is_refused_and_not_kept(send_file, uploads, file, status):
    file.seek(0)

    assert send_file("dispatcher", "imports", file)[0] == status
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"mapping": {"burnt": "title"}}, 422),
        ({"mapping": {"title": "no such column"}}, 422),
        ({"mapping": {"address": "留言主题"}}, 422),
        ({"mapping": {}}, 422),
        ({"mapping": []}, 422),
        ({"language": "tlh"}, 422),
        ({"source": "x" * 61}, 422),
        ({"is_dry_run": "perhaps"}, 422),
        ({"surprise": 1}, 422),
    ],
)
def test_what_is_wrong_with_the_columns_is_told(call, uploaded, change, status):
    answer = call("dispatcher", "POST", f"imports/{uploaded['id']}/begin", change)

    assert answer[0] == status
    assert ImportJob.objects.get().state == ImportState.UPLOADED


def test_a_table_is_discarded_with_its_file(call, uploaded, uploads):
    path = f"imports/{uploaded['id']}"

    assert call("dispatcher", "DELETE", path) == (204, None)
    assert call("dispatcher", "GET", path)[0] == 404
    assert not any(file.is_file() for file in uploads.rglob("*"))


def test_what_failed_is_resumed_and_nothing_else(call, uploaded):
    path = f"imports/{uploaded['id']}/resume"

    before = call("dispatcher", "POST", path)
    ImportJob.objects.update(state=ImportState.FAILED)
    answer = call("dispatcher", "POST", path)

    assert (before[0], answer[0], answer[1]["state"]) == (409, 200, "waiting")


def test_imports_are_listed_newest_first_for_the_same_price(
    call, send_file, django_assert_num_queries
):
    made = [send_file("dispatcher", "imports", table(f"title\nBin {n}\n"))[1] for n in range(5)]

    with django_assert_num_queries(4):  # the key, its roles, the limit's hit; the jobs
        first = call("administrator", "GET", "imports?size=3")[1]
    rest = call("administrator", "GET", f"imports?size=3&cursor={first['next_cursor']}")[1]

    listed = [job["id"] for job in first["items"] + rest["items"]]
    assert listed == [job["id"] for job in reversed(made)]


@pytest.mark.parametrize("way", ["GET", "DELETE"])
def test_an_unknown_import_is_not_there(call, keys, way):
    assert call("dispatcher", way, f"imports/{uuid4()}")[0] == 404
