"""Importing duties, calendar days and, by the command, anything."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.duties.interface import is_working_day, responsible_duty
from gongjian.government.duties.models import Area, CalendarDay, Category, Duty
from gongjian.government.duties.selectors.findings import overlaps
from tests.factories import make_area, make_category, make_department, make_provision

pytestmark = pytest.mark.django_db
HEADING = "category,area,lead,supporting,working_days,provision,in_force_from,in_force_until,note"
ROW = "噪声,北渡街道,生态环境局,城管局、住建局,5,quiet-11,2024-01-01,,"


@pytest.fixture
def town():
    environment = make_category("环境", code="E")
    make_category("噪声", code="E-N", parent=environment)
    make_area("北渡街道", code="101", parent=make_area("鹭湖区", code="1"))
    for name in ("生态环境局", "城管局", "住建局"):
        make_department(name)
    make_provision(
        code="quiet-11", in_force_from=date(2023, 1, 1), in_force_until=date(2024, 6, 30)
    )
    make_provision(code="quiet-11", version=2, in_force_from=date(2024, 7, 1))


def test_a_row_is_a_duty(town, import_text, counts):
    report = import_text("duties", HEADING, ROW)

    duty = Duty.objects.get()
    assert counts(report) == (1, 0, 0, [])
    assert (duty.category.code, duty.area.code) == ("E-N", "101")
    assert duty.lead_department.name == "生态环境局"
    assert {body.name for body in duty.supporting_departments.all()} == {"城管局", "住建局"}
    assert (duty.deadline_working_days, duty.provision.version) == (5, 1)
    assert (duty.in_force_from, duty.in_force_until) == (date(2024, 1, 1), None)
    assert OutboxEvent.objects.get().name == LedgerEntry.objects.get().action == "duty_added"


@pytest.mark.parametrize("category", ["E-N", "e-n", "噪声", "环境/噪声"])
def test_a_category_is_known_by_code_name_or_way(town, import_text, category):
    import_text("duties", "category,lead,working_days", f"{category},城管局,5")

    assert Duty.objects.get().category.code == "E-N"


def test_empty_cells_mean_all(town, import_text):
    import_text("duties", "事项,主办部门,办理期限", ",城管局,5", encoding="gb18030")

    duty = Duty.objects.get()
    assert (duty.category, duty.area) == (None, None)


def test_the_same_rows_again_change_nothing(town, import_text, counts):
    lines = (HEADING, ROW, "噪声,,城管局,,5,,,,")
    import_text("duties", *lines)

    assert counts(import_text("duties", *lines)) == (0, 0, 2, [])
    assert Duty.objects.count() == 2


def test_other_terms_from_a_later_day_are_the_next_version(town, import_text, counts):
    import_text("duties", HEADING, ROW)

    report = import_text("duties", HEADING, "噪声,101,生态环境局,,3,quiet-11,2024-09-01,,faster")

    old, new = Duty.objects.order_by("version")
    assert counts(report) == (0, 1, 0, [])
    assert (old.in_force_until, new.version, new.line) == (date(2024, 8, 31), 2, old.line)
    assert (new.provision.version, new.note) == (2, "faster")


def test_a_whole_history_in_one_file_is_taken_in_order_and_once(town, import_text, counts):
    lines = (
        HEADING,
        "噪声,,城管局,,3,,2025-01-01,,",
        "噪声,,城管局,,5,,2023-01-01,,",
        "噪声,,城管局,住建局,5,,2024-01-01,,",
    )

    assert counts(import_text("duties", *lines)) == (1, 2, 0, [])
    assert counts(import_text("duties", *lines)) == (0, 0, 3, [])
    versions = Duty.objects.order_by("version").values_list("version", "in_force_until")
    assert list(versions) == [(1, date(2023, 12, 31)), (2, date(2024, 12, 31)), (3, None)]


def test_a_correction_of_the_first_day_takes_the_old_version_back(town, import_text):
    import_text("duties", HEADING, ROW)

    import_text("duties", HEADING, ROW.replace(",5,", ",9,"))

    old, new = Duty.objects.order_by("version")
    assert old.withdrawn_at is not None
    assert new.deadline_working_days == 9


def test_a_duty_is_ended_by_its_row_with_an_end(town, import_text, counts):
    import_text("duties", HEADING, ROW)

    report = import_text("duties", HEADING, ROW.replace("2024-01-01,,", "2024-01-01,2026-12-31,"))

    assert counts(report) == (0, 1, 0, [])
    assert Duty.objects.get().in_force_until == date(2026, 12, 31)


def test_a_second_lead_for_the_same_is_refused(town, import_text, counts):
    second = "噪声,,生态环境局,,5,,,,"

    report = import_text("duties", HEADING, "噪声,,城管局,,5,,,,", second)
    import_text("duties", HEADING, "噪声,,城管局,,5,,,,")

    assert counts(report)[3] == [(3, "lead")]
    assert counts(import_text("duties", HEADING, second))[3] == [(2, "lead")]


def test_a_second_lead_follows_where_the_first_one_ends(town, import_text, counts):
    first, second = "噪声,,城管局,,5,,2024-01-01,2024-12-31,", "噪声,,生态环境局,,5,,2025-01-01,,"

    assert counts(import_text("duties", HEADING, first, second)) == (2, 0, 0, [])


def test_two_departments_lead_where_both_rules_are_said_to_hold(town, import_text, counts):
    lines = (HEADING + ",both_hold", "噪声,,城管局,,5,,,,,", "噪声,,生态环境局,,5,,,,,yes")
    import_text("duties", *lines)

    assert counts(import_text("duties", *lines)) == (0, 0, 2, [])
    assert len(overlaps(on=date(2026, 12, 1))) == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("nothing,,城管局,,5,,,,", "category"),
        ("噪声,nowhere,城管局,,5,,,,", "area"),
        ("噪声,,nobody,,5,,,,", "lead"),
        ("噪声,,,,5,,,,", "lead"),
        ("噪声,,城管局,nobody,5,,,,", "supporting"),
        ("噪声,,城管局,城管局,5,,,,", "supporting"),
        ("噪声,,城管局,,,,,,", "working_days"),
        ("噪声,,城管局,,0,,,,", "working_days"),
        ("噪声,,城管局,,366,,,,", "working_days"),
        ("噪声,,城管局,,five,,,,", "working_days"),
        ("噪声,,城管局,,5,unknown-1,,,", "provision"),
        ("噪声,,城管局,,5,,soon,,", "in_force_from"),
        ("噪声,,城管局,,5,,2024-02-01,2024-01-31,", "in_force_until"),
        (f"噪声,,城管局,,5,,,,{'x' * 301}", "note"),
    ],
)
def test_cells_that_cannot_be_are_refused(town, import_text, counts, row, column):
    report = import_text("duties", HEADING, row)

    assert counts(report)[3] == [(2, column)]
    assert not Duty.objects.exists()


@pytest.mark.parametrize(
    "second", [ROW, ROW.replace(",5,", ",6,"), ROW.replace("2024-01-01", "2024年1月1日")]
)
def test_a_duty_twice_in_a_file_is_refused(town, import_text, counts, second):
    assert counts(import_text("duties", HEADING, ROW, second))[3] == [(3, "in_force_from")]


def test_the_past_is_not_rewritten(town, import_text, counts):
    import_text("duties", HEADING, ROW)

    report = import_text("duties", HEADING, ROW.replace("2024-01-01", "2023-06-01"))

    assert counts(report)[3] == [(2, "in_force_from")]


def test_the_number_of_queries_does_not_grow(town, import_text, django_assert_max_num_queries):
    for number in range(100):
        make_category(f"kind {number}", code=f"K{number}")
    rows = [f"K{number},,城管局,住建局,5,,2024-01-01,," for number in range(100)]

    with django_assert_max_num_queries(20):
        import_text("duties", HEADING, *rows)

    answer = responsible_duty(
        category_id=Category.objects.get(code="K7").pk, area_id=None, on=date(2026, 1, 1)
    )
    assert answer.lead_department.name == "城管局"


# --- calendar days


def test_days_are_declared_and_count_at_once(import_text, counts):
    day = date(2026, 11, 24)
    assert is_working_day(None, day)

    report = import_text("calendar_days", "日期,是否工作日,备注", "2026/11/24,否,台风停工")

    assert counts(report) == (1, 0, 0, [])
    assert not is_working_day(None, day)
    assert CalendarDay.objects.get().calendar == "CN"


def test_days_again_change_nothing_or_what_differs(import_text, counts):
    lines = ("calendar,day,is_working", "CN,2026-11-24,no", "DE-BY,2026-11-24,no")
    import_text("calendar_days", *lines)

    assert counts(import_text("calendar_days", *lines)) == (0, 0, 2, [])
    assert counts(import_text("calendar_days", lines[0], "CN,2026-11-24,yes")) == (0, 1, 0, [])


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("XX,2026-11-24,no", "calendar"),
        ("CN,2026-11-31,no", "day"),
        ("CN,2026-11-24,maybe", "is_working"),
        ("CN,2026-11-24,", "is_working"),
    ],
)
def test_days_that_cannot_be_are_refused(import_text, counts, row, column):
    assert counts(import_text("calendar_days", "calendar,day,is_working", row))[3] == [(2, column)]


def test_a_day_twice_is_refused(import_text, counts):
    row = "CN,2026-11-24,no"

    report = import_text("calendar_days", "calendar,day,is_working", row, row)

    assert counts(report)[3] == [(3, "day")]


# --- the command


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("import_duties", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue()


def test_the_command_imports(tmp_path):
    path = tmp_path / "areas.csv"
    path.write_text("code,name,level\n1,City,city\n", encoding="utf-8")

    assert "nothing was written" in run("areas", path, "--dry-run")
    assert run("areas", path).strip() == "1 added, 0 changed, 0 as they were."
    assert Area.objects.get().name == "City"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code,name,level\n1,,\n", "1 error; nothing"),
        ("colour\nred\n", "code / 编码 / 区划代码, name / .* Its first row names: colour"),
        ("", "could not be read"),
    ],
)
def test_the_command_says_what_is_wrong(tmp_path, text, words):
    path = tmp_path / "areas.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=words):
        run("areas", path)


def test_the_command_says_that_a_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        run("areas", tmp_path / "none.csv")
