"""Figures, telephone desk, imports, ready answers, administration: for everybody, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.government.cases.models import AnswerTemplate, Case, ImportJob, Support
from gongjian.government.cases.rules import CaseState
from tests.browser.axe import findings
from tests.browser.conftest import following
from tests.browser.test_public_pages import EVERYWHERE, look_at, sign_in
from tests.factories import Town, make_case, make_user

pytestmark = pytest.mark.browser
HEAP = "Rubbish beside the school. It has lain there for a week."
TABLE = "标题,内容,时间\n路灯不亮,三天了,2026/1/5 8:03\n噪音,每晚,昨天\n"


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def cases(town: Town) -> list[Case]:
    states = [CaseState.ACCEPTED, CaseState.ANSWERED, CaseState.CLOSED]
    found = [make_case(town, state=state, now=now()) for state in states]
    run_waiting_tasks()
    return found


def table_of(tmp_path):
    path = tmp_path / "letters.csv"
    path.write_bytes(TABLE.encode("gb18030"))
    return path


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_staff_pages_are_accessible(visitor, town, cases, client, language, size):
    template = AnswerTemplate.objects.create(name="Collected", text="{number} is done.")
    visit = visitor(language=language, size=size)
    sign_in(visit, client, make_user(role=Role.ADMINISTRATOR))

    paths = [
        "/dashboard/", "/dashboard/?month_from=x&department=y", "/dashboard/formulas/", "/phone/",
        "/imports/", "/answers/", "/answers/new/", f"/answers/{template.pk}/", "/administration/",
    ]  # fmt: skip
    assert look_at(visit, paths) == {}


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), [("en", "phone"), ("zh", "desktop")])
def test_every_stage_of_an_import_is_accessible(visitor, town, client, tmp_path, language, size):
    visit = visitor(language=language, size=size)
    sign_in(visit, client, make_user(role=Role.DISPATCHER))
    visit.go("/imports/").locator("#id_file").set_input_files(table_of(tmp_path))
    faults = {}

    with following(visit):
        visit.page.locator("main form button").first.click()
    path = f"/imports/{ImportJob.objects.get().pk}/"
    faults["columns"] = look_at(visit, [path])
    with following(visit):
        visit.page.locator("button[value=check]").click()
    faults["waiting"] = look_at(visit, [path])
    run_waiting_tasks()
    faults["checked"] = look_at(visit, [path])

    assert faults == {"columns": {}, "waiting": {}, "checked": {}}


def test_an_import_is_watched_until_it_is_done(visitor, town, client, tmp_path):
    visit = visitor(size="desktop")
    sign_in(visit, client, make_user(role=Role.DISPATCHER))
    page = visit.go("/imports/")
    page.locator("#id_file").set_input_files(table_of(tmp_path))
    with following(visit):
        page.get_by_role("button", name="Upload and look at it").click()
    with following(visit):
        page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("progressbar")).to_be_visible()

    run_waiting_tasks()

    expect(page.get_by_text("Everything is in that could come in")).to_be_visible()
    expect(page.get_by_role("cell", name="时间")).to_be_visible()
    assert Case.objects.get().title == "路灯不亮"
    assert visit.complaints == []


@pytest.mark.any_database
def test_a_call_is_taken_without_a_mouse(visitor, town, cases, client):
    visit = visitor(size="desktop")
    sign_in(visit, client, make_user(role=Role.DISPATCHER))
    keyboard = visit.go("/phone/").keyboard

    keyboard.type("A dog barks every night in Willow Lane.")
    keyboard.press("Tab")
    keyboard.type("Ms Shen")
    keyboard.press("Tab")
    keyboard.type("13800138000")
    keyboard.press("Tab")
    keyboard.type("rubb")
    keyboard.press("Tab")
    keyboard.type("stree")
    keyboard.press("Tab")
    expect(visit.page.get_by_label("Category")).to_have_value("Rubbish (City appearance)")
    with following(visit):
        keyboard.press("Control+Enter")

    case = Case.objects.get(channel="phone")
    result = visit.page.get_by_role("status").first
    expect(result).to_contain_text(case.shown_number)
    expect(result).to_contain_text("Urban Management")
    expect(visit.page.get_by_label("What the caller says")).to_be_focused()
    assert (case.category, case.area) == (town.category, town.area)
    assert visit.complaints == []


@pytest.mark.any_database
def test_enter_alone_sends_no_half_told_call(visitor, town, client):
    visit = visitor(size="desktop")
    sign_in(visit, client, make_user(role=Role.DISPATCHER))
    page = visit.go("/phone/")
    page.get_by_label("What the caller says").fill(HEAP)

    page.locator("#id_contact_phone").press("Enter")

    expect(page.get_by_label("What the caller says")).to_have_value(HEAP)
    assert not Case.objects.exists()


@pytest.mark.any_database
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_caller_joins_others_while_the_operator_writes(visitor, town, cases, client, language):
    visit = visitor(language=language, size="desktop")
    sign_in(visit, client, make_user(role=Role.DISPATCHER))
    page = visit.go("/phone/")

    page.locator("#id_text").press_sequentially(HEAP)
    join = page.locator(".gj-similar button").first
    join.wait_for()
    faults = findings(page)
    with following(visit):
        join.click()

    assert faults == []
    assert findings(page) == []
    assert Support.objects.count() == 1


@pytest.mark.any_database
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_call_is_taken_without_scripts(visitor, town, client, language):
    visit = visitor(language=language, has_scripts=False)
    sign_in(visit, client, make_user(role=Role.DISPATCHER))
    page = visit.go("/phone/")

    page.locator("#id_text").fill(HEAP)
    page.locator("select#id_category").select_option(str(town.category.pk))
    with following(visit):
        page.locator("button[data-send]").click()

    expect(page.locator("[data-last-call]")).to_contain_text(Case.objects.get().shown_number)


@pytest.mark.any_database
def test_figures_are_read_and_filtered_without_scripts(visitor, town, cases):
    visit = visitor(size="desktop", has_scripts=False)
    page = visit.go("/dashboard/")

    with following(visit):
        page.get_by_role("link", name="Urban Management").click()

    assert f"department={town.department.pk}" in page.url
    expect(page.locator(".gj-stat").first).to_contain_text("3")
    with page.expect_download() as download:
        page.get_by_role("link", name="This table as CSV").first.click()
    assert download.value.suggested_filename.startswith("departments-")
