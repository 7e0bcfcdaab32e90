"""Administration of the register."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.government.duties.interface import propose_duty_change
from gongjian.government.duties.models import (
    Area,
    CalendarDay,
    Duty,
    DutyProposal,
    ProposalState,
)
from gongjian.government.duties.selectors.calendars import forget_calendars
from tests.factories import (
    NOW,
    make_area,
    make_category,
    make_department,
    make_duty,
    make_provision,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ADMINISTRATION = [
    "add_duty", "calendar_days", "import_register", "area_list", "category_list",
]  # fmt: skip


@pytest.fixture
def proposal():
    category = make_category("Potholes")
    make_duty(category=category, lead_department=make_department("Urban"))
    return propose_duty_change(
        actor=Actor.system("test"),
        case_reference="case:1",
        case_number="7K3M9Q2XAB",
        category_id=category.pk,
        area_id=make_area("Harbour").pk,
        department_id=make_department("Water").pk,
        reason="It was a pipe.",
        now=NOW,
    )


def terms(lead, **fields):
    return {
        "lead_department": lead.pk,
        "deadline_working_days": 5,
        "in_force_from": TODAY.isoformat(),
        **fields,
    }


# --- who may come


@pytest.mark.any_database
@pytest.mark.parametrize("name", [*ADMINISTRATION, "duty_findings", "duty_proposals"])
def test_visitors_are_asked_to_sign_in(client, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.any_database
@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("name", ADMINISTRATION)
def test_only_administrators_administer(sign_in, role, name):
    expected = 200 if role is Role.ADMINISTRATOR else 403

    assert sign_in(role).get(reverse(name)).status_code == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("add_duty", 200), ("area_list", 200), ("calendar_days", 403), ("import_register", 403)],
)
def test_an_administrator_of_an_area_edits_duties_but_not_the_town(sign_in, name, expected):
    client = sign_in(Role.ADMINISTRATOR, area=make_area())

    assert client.get(reverse(name)).status_code == expected


@pytest.mark.parametrize(
    ("role", "findings", "proposals"),
    [
        (Role.RESIDENT, 403, 403),
        (Role.HANDLER, 200, 403),
        (Role.DISPATCHER, 200, 200),
        (Role.AUDITOR, 200, 200),
        (Role.ADMINISTRATOR, 200, 200),
    ],
)
def test_staff_sees_findings_and_some_see_proposals(sign_in, role, findings, proposals):
    client = sign_in(role)

    assert client.get(reverse("duty_findings")).status_code == findings
    assert client.get(reverse("duty_proposals")).status_code == proposals


# --- duties


def test_a_duty_is_added_changed_and_ended(sign_in):
    client, category = sign_in(Role.ADMINISTRATOR), make_category("Noise")
    ecology, urban = make_department("Ecology"), make_department("Urban")

    added = client.post(
        reverse("add_duty"),
        terms(ecology, category=category.pk, supporting_departments=[urban.pk]),
        follow=True,
    )
    duty = Duty.objects.get()
    changed = client.post(
        reverse("change_duty", args=[duty.pk]), terms(urban, note="moved"), follow=True
    )
    newest = Duty.objects.get(version=2)
    ended = client.post(
        reverse("end_duty", args=[newest.pk]), {"last_day": "2099-12-31"}, follow=True
    )

    assert [answer.status_code for answer in (added, changed, ended)] == [200, 200, 200]
    newest.refresh_from_db()
    assert (newest.lead_department, newest.note) == (urban, "moved")
    assert newest.in_force_until == date(2099, 12, 31)
    assert list(duty.supporting_departments.all()) == [urban]


def test_the_form_of_a_gap_is_filled_in(sign_in):
    category = make_category("Shared bicycles")

    text = sign_in(Role.ADMINISTRATOR).get(reverse("add_duty") + f"?category={category.pk}")

    assert f'value="{category.pk}" selected' in text.content.decode()


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deadline_working_days", "0"), ("deadline_working_days", "x"),
        ("in_force_from", "yesterday"), ("in_force_until", "2001-01-01"),
        ("lead_department", ""), ("lead_department", "x"), ("category", "x"), ("area", "x"),
        ("provision", "x"), ("supporting_departments", "x"), ("note", "x" * 301),
    ],
)  # fmt: skip
def test_wrong_input_is_told_at_its_field(sign_in, field, value):
    answer = sign_in(Role.ADMINISTRATOR).post(
        reverse("add_duty"), terms(make_department(), **{field: value})
    )

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Duty.objects.exists()


def test_an_overlap_is_told_and_can_be_meant(sign_in):
    client = sign_in(Role.ADMINISTRATOR)
    make_duty(category=None, lead_department=make_department("Ecology"))
    wanted = terms(make_department("Urban"))

    refused = client.post(reverse("add_duty"), wanted)
    accepted = client.post(reverse("add_duty"), {**wanted, "allows_overlap": "on"})

    assert refused.status_code == 422
    assert "Ecology is responsible" in refused.content.decode()
    assert accepted.status_code == 302


def test_a_duty_elsewhere_is_refused_with_words(sign_in):
    client = sign_in(Role.ADMINISTRATOR, area=make_area("North"))

    answer = client.post(reverse("add_duty"), terms(make_department()))

    assert answer.status_code == 422
    assert not Duty.objects.exists()


@pytest.mark.parametrize("name", ["change_duty", "end_duty"])
def test_an_old_version_cannot_be_changed(sign_in, name):
    old = make_duty(category=None, lead_department=make_department())
    make_duty(category=None, lead_department=make_department(), line=old.line, version=2)
    wanted = {**terms(make_department()), "last_day": "2099-12-31"}

    answer = sign_in(Role.ADMINISTRATOR).post(reverse(name, args=[old.pk]), wanted)

    assert answer.status_code == 409


@pytest.mark.parametrize("name", ["change_duty", "end_duty", "duty_proposal"])
def test_what_is_unknown_is_not_found(sign_in, name):
    assert sign_in(Role.ADMINISTRATOR).get(reverse(name, args=[uuid4()])).status_code == 404


# --- findings


def test_findings_show_gaps_overlaps_and_what_stands_on_nothing(sign_in):
    make_category("Shared bicycles")
    fumes = make_category("Fumes")
    for name in ("Ecology", "Urban"):
        make_duty(category=fumes, lead_department=make_department(name))
    make_duty(category=fumes, area=make_area(), lead_department=make_department(is_active=False))

    text = sign_in(Role.ADMINISTRATOR).get(reverse("duty_findings")).content.decode()

    for words in ("Shared bicycles", "Ecology", "Urban", "department closed"):
        assert words in text


def test_findings_name_a_whole_branch_once(sign_in):
    branch = make_category("Environment")
    for name in ("Noise", "Smell"):
        make_category(name, parent=branch)

    text = sign_in(Role.ADMINISTRATOR).get(reverse("duty_findings")).content.decode()

    assert "all 2 categories below it" in text
    assert "Smell" not in text
    assert f"{reverse('add_duty')}?category={branch.pk}" in text


def test_findings_say_what_a_duty_lacks_and_count_one_as_one(sign_in):
    ended = make_provision(in_force_until=TODAY - timedelta(days=1))
    make_duty(category=make_category(), lead_department=make_department(), provision=ended)

    text = sign_in(Role.ADMINISTRATOR).get(reverse("duty_findings")).content.decode()

    assert "provision not in force" in text
    assert "duty without a valid basis" in text
    assert "department closed" not in text


@pytest.mark.parametrize("number", ["0", "2", "999999999999", "-1", "x", "٣", ""])
def test_any_page_of_gaps_can_be_asked_for(sign_in, number):
    make_category()

    answer = sign_in(Role.AUDITOR).get(reverse("duty_findings") + f"?page={number}")

    assert answer.status_code == 200


# --- proposals


def test_proposals_are_listed_and_shown(sign_in, proposal):
    client = sign_in(Role.ADMINISTRATOR)

    listed = client.get(reverse("duty_proposals")).content.decode()
    shown = client.get(reverse("duty_proposal", args=[proposal.pk])).content.decode()

    assert "Potholes" in listed
    for words in ("It was a pipe.", "Urban", "Water", "Harbour", "7K3M9-Q2XAB"):
        assert words in shown


def test_a_proposal_is_accepted(sign_in, proposal):
    fields = terms(proposal.department, area=proposal.area_id, reason="Agreed.")

    answer = sign_in(Role.ADMINISTRATOR).post(
        reverse("accept_duty_proposal", args=[proposal.pk]),
        {f"accept-{name}": value for name, value in fields.items()},
        follow=True,
    )

    proposal.refresh_from_db()
    assert answer.status_code == 200
    assert (proposal.state, proposal.decision_reason) == (ProposalState.ACCEPTED, "Agreed.")
    assert proposal.duty.lead_department == proposal.department


def test_a_proposal_is_declined_with_a_reason(sign_in, proposal):
    client = sign_in(Role.ADMINISTRATOR)
    address = reverse("decline_duty_proposal", args=[proposal.pk])

    without = client.post(address, {"decline-reason": ""})
    declined = client.post(address, {"decline-reason": "An exception."}, follow=True)

    assert (without.status_code, declined.status_code) == (422, 200)
    assert DutyProposal.objects.get().state == ProposalState.DECLINED
    assert "An exception." in declined.content.decode()


def test_a_wrong_acceptance_is_told(sign_in, proposal):
    answer = sign_in(Role.ADMINISTRATOR).post(
        reverse("accept_duty_proposal", args=[proposal.pk]), {"accept-deadline_working_days": "x"}
    )

    assert answer.status_code == 422
    assert DutyProposal.objects.get().state == ProposalState.OPEN


@pytest.mark.parametrize("name", ["accept_duty_proposal", "decline_duty_proposal"])
def test_a_dispatcher_reads_proposals_and_does_not_decide(sign_in, proposal, name):
    client = sign_in(Role.DISPATCHER)

    shown = client.get(reverse("duty_proposal", args=[proposal.pk]))
    decided = client.post(reverse(name, args=[proposal.pk]), {"decline-reason": "No."})

    assert (shown.status_code, decided.status_code) == (200, 403)


def test_an_administrator_elsewhere_does_not_see_a_proposal(sign_in, proposal):
    client = sign_in(Role.ADMINISTRATOR, area=make_area("North"))

    assert client.get(reverse("duty_proposal", args=[proposal.pk])).status_code == 404


# --- calendar


def test_a_year_shows_holidays_and_make_up_days(sign_in):
    answer = sign_in(Role.ADMINISTRATOR).get(reverse("calendar_days") + "?calendar=CN&year=2026")

    year = answer.context["year"]
    assert date(2026, 10, 10) in year.make_up_days
    assert date(2026, 10, 1) in year.days_off
    assert "not announced" not in answer.content.decode()


def test_the_only_calendar_needs_no_name(sign_in):
    page = sign_in(Role.ADMINISTRATOR).get(reverse("calendar_days") + "?year=2026")

    assert "<h1>Working days 2026</h1>" in page.content.decode()


def test_one_of_several_calendars_is_named_by_its_areas(sign_in):
    make_area("Sister Town", calendar="DE-BY")
    forget_calendars()

    answer = sign_in(Role.ADMINISTRATOR).get(reverse("calendar_days") + "?calendar=DE-BY&year=2026")

    page = answer.content.decode()
    assert "<h1>Working days 2026: Sister Town (DE-BY)</h1>" in page
    assert "all other areas (CN)" in page


def test_a_year_that_is_not_announced_says_so(sign_in):
    answer = sign_in(Role.ADMINISTRATOR).get(reverse("calendar_days") + "?year=2060")

    assert "not announced" in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["?calendar=XX", "?year=1", "?year=x", "?year=99999", "?calendar="]
)
def test_an_unknown_calendar_or_year_is_the_present_one(sign_in, query):
    answer = sign_in(Role.ADMINISTRATOR).get(reverse("calendar_days") + query)

    assert answer.status_code == 200
    assert answer.context["year"].calendar == "CN"


def test_a_day_is_declared_and_taken_back(sign_in):
    client = sign_in(Role.ADMINISTRATOR)
    fields = {"day": "2026-11-24", "is_working": "no", "note": "typhoon"}

    declared = client.post(reverse("calendar_days"), fields, follow=True)
    row = CalendarDay.objects.get()
    removed = client.post(reverse("remove_calendar_day", args=[row.pk]), follow=True)

    assert "typhoon" in declared.content.decode()
    assert (row.calendar, row.is_working) == ("CN", False)
    assert "typhoon" not in removed.content.decode()
    assert not CalendarDay.objects.exists()


@pytest.mark.any_database
@pytest.mark.parametrize(
    "fields", [{}, {"day": "2026-02-30"}, {"day": "2026-02-01", "is_working": "?"}]
)
def test_a_wrong_day_is_told(sign_in, fields):
    answer = sign_in(Role.ADMINISTRATOR).post(reverse("calendar_days"), fields)

    assert answer.status_code == 422
    assert not CalendarDay.objects.exists()


# --- imports and trees


def upload(client, text, kind="areas", encoding="utf-8", **fields):
    file = SimpleUploadedFile("table.csv", text.encode(encoding))
    return client.post(reverse("import_register"), {"kind": kind, "file": file, **fields})


def test_a_file_is_tried_and_then_imported(sign_in):
    client, text = sign_in(Role.ADMINISTRATOR), "编码,名称,级别\n1,鹭湖区,区\n"

    tried = upload(client, text, encoding="gb18030", is_dry_run="on")
    assert tried.status_code == 200
    assert not Area.objects.exists()

    imported = upload(client, text, encoding="gb18030")
    assert imported.status_code == 200
    assert Area.objects.get().name == "鹭湖区"


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("code,name,level\n1,,\n", "this cell must not be empty"),
        ("colour\nred\n", "code / 编码 / 区划代码, name / "),
        ("\x00\x01", "could not be read"),
    ],
)
def test_a_bad_file_is_told_and_nothing_is_written(sign_in, text, words):
    answer = upload(sign_in(Role.ADMINISTRATOR), text)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Area.objects.exists()


def test_a_file_that_is_too_large_is_told(sign_in, settings):
    settings.UPLOAD_LIMIT_BYTES = 1_000_000

    answer = upload(sign_in(Role.ADMINISTRATOR), "code,name\n" + "1,x\n" * 250_000)

    assert answer.status_code == 422
    assert "Larger than 1 MB" in answer.content.decode()


@pytest.mark.any_database
@pytest.mark.parametrize("fields", [{"kind": "nonsense"}, {"kind": ""}, {"file": ""}])
def test_a_form_without_file_or_kind_is_told(sign_in, fields):
    answer = sign_in(Role.ADMINISTRATOR).post(reverse("import_register"), fields)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("name", "make"), [("area_list", make_area), ("category_list", make_category)]
)
def test_a_tree_is_walked_level_by_level(sign_in, name, make):
    client, top = sign_in(Role.ADMINISTRATOR), make("Top")
    make("Leaf", parent=make("Middle", parent=top))

    first = client.get(reverse(name)).content.decode()
    second = client.get(reverse(name) + f"?parent={top.pk}").content.decode()

    assert "Top" in first
    assert "Middle" not in first
    assert "Middle" in second
    assert "Leaf" not in second


@pytest.mark.parametrize("name", ["area_list", "category_list"])
def test_a_tree_without_such_a_node_is_told(sign_in, name):
    client = sign_in(Role.ADMINISTRATOR)

    assert client.get(reverse(name) + f"?parent={uuid4()}").status_code == 404
    assert client.get(reverse(name) + "?parent=x").status_code == 200


def test_a_duty_can_be_ended_in_the_past(sign_in):
    duty = make_duty(category=None, lead_department=make_department())
    day = TODAY - timedelta(days=2)

    sign_in(Role.ADMINISTRATOR).post(
        reverse("end_duty", args=[duty.pk]), {"last_day": day.isoformat()}
    )

    duty.refresh_from_db()
    assert duty.in_force_until == day
