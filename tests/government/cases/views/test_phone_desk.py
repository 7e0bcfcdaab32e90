"""The telephone desk: who sits at it, what it takes down, what it reads out."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import make_area, make_case, make_user
from tests.government.issues import place_all

pytestmark = pytest.mark.django_db
PAGE = "/phone/"


@pytest.fixture
def operator(client, town):
    client.force_login(make_user(role=Role.DISPATCHER))
    return client


def call(town, **fields) -> dict[str, object]:
    usual = {
        "text": "Rubbish lies beside the school in Willow Lane.",
        "kind": "complaint",
        "contact_name": "Ms Shen",
        "contact_phone": "13800138000",
        "category": str(town.category.pk),
        "area": str(town.area.pk),
        "address": "Willow Lane 3",
        "request_id": str(uuid4()),
    }
    return {name: value for name, value in (usual | fields).items() if value is not None}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (None, 403), (Role.HANDLER, 403), (Role.SUPERVISOR, 403), (Role.AUDITOR, 403),
        (Role.DISPATCHER, 200), (Role.ADMINISTRATOR, 200),
    ],
)  # fmt: skip
def test_who_sits_at_the_desk(client, town, role, status):
    client.force_login(make_user(role=role, organisation=town.department if role else None))

    assert client.get(PAGE).status_code == status
    assert client.post(reverse("phone_suggestions"), {"text": "x"}).status_code == status


def test_visitors_are_asked_to_sign_in(client):
    assert client.get(PAGE).url.startswith("/accounts/login/")


def test_number_department_and_due_date_are_read_out_and_the_next_call_can_begin(operator, town):
    answer = operator.post(PAGE, call(town), follow=True)

    case = Case.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain == [(PAGE, 302)]
    assert case.shown_number in page
    assert "Urban Management" in page
    assert "days left" in page
    assert re.search(r'<textarea name="text"[^>]*autofocus[^>]*>\s*</textarea>', page)
    assert (case.contact_name, case.contact_phone, case.kind) == (
        "Ms Shen", "13800138000", "complaint",
    )  # fmt: skip


def test_the_caller_can_be_told_the_secret(operator, town):
    page = operator.post(PAGE, call(town), follow=True).content.decode()

    secret = tracking_secret(Case.objects.get().pk)
    assert secret[:4] in page


def test_nobody_else_is_shown_the_last_call(operator, client, town):
    operator.post(PAGE, call(town))
    number = Case.objects.get().shown_number
    client.logout()
    client.force_login(make_user(role=Role.DISPATCHER))

    assert number not in client.get(PAGE).content.decode()


def test_an_operator_of_another_area_reads_out_but_does_not_open(client, town):
    client.force_login(make_user(role=Role.DISPATCHER, area=make_area("Elsewhere")))

    page = client.post(PAGE, call(town), follow=True).content.decode()

    assert Case.objects.get().shown_number in page
    assert "workbench" not in page.split("data-last-call")[1].split("</section>")[0]


def test_what_the_register_cannot_place_is_said(operator, town):
    page = operator.post(PAGE, call(town, category=None), follow=True).content.decode()

    assert "still to be decided" in page


def test_private_unless_the_caller_agrees(operator, town):
    operator.post(PAGE, call(town))
    operator.post(PAGE, call(town, text="Another heap, opposite.", is_public="on"))

    assert list(Case.objects.order_by("id").values_list("is_public", flat=True)) == [False, True]


def test_a_suggested_category_is_taken_where_none_is_chosen(operator, town):
    operator.post(PAGE, call(town, category=None, suggested=str(town.category.pk)))

    assert Case.objects.get().category == town.category


def test_a_double_press_is_one_case(operator, town):
    form = call(town)

    operator.post(PAGE, form)
    operator.post(PAGE, form)

    assert Case.objects.count() == 1


def test_like_cases_appear_while_the_operator_writes(operator, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    place_all()

    fragment = operator.post(
        reverse("phone_suggestions"), {"text": f"{case.title} {case.text}", "area": town.area.pk}
    ).content.decode()

    assert case.title in fragment
    assert reverse("join_caller", args=[case.number]) in fragment
    assert "<html" not in fragment


def test_without_javascript_they_can_be_asked_for(operator, town):
    case = make_case(town, state=CaseState.ACCEPTED)
    place_all()

    page = operator.post(PAGE, call(town, text=f"{case.title} {case.text}", do="look"))

    assert reverse("join_caller", args=[case.number]) in page.content.decode()
    assert "Willow Lane 3" in page.content.decode()
    assert Case.objects.count() == 1


def test_a_caller_joins_with_the_form_as_far_as_it_is_filled(operator, town):
    case = make_case(town, state=CaseState.ACCEPTED)

    page = operator.post(
        reverse("join_caller", args=[case.number]), call(town), follow=True
    ).content.decode()

    assert Support.objects.get().case == case
    assert "The caller is counted" in page
    assert tracking_secret(case.pk)[:4] not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 10_001},
        {"text": "a\x00b and more"},
        {"kind": "tax"},
        {"kind": None},
        {"category": "not an id"},
        {"category": str(uuid4())},
        {"area": "' or 1=1"},
        {"contact_phone": "1" * 41},
        {"address": "x" * 201},
        {"request_id": "x"},
        {"suggested": "x"},
    ],
)
def test_wrong_input_is_said_and_nothing_is_taken(operator, town, wrong):
    answer = operator.post(PAGE, call(town, **wrong))

    assert answer.status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize("given", [{}, {"text": "a\x00b cd", "area": "x", "suggested": "\x00"}])
def test_wrong_input_suggests_nothing(operator, given):
    assert operator.post(reverse("phone_suggestions"), given).status_code == 200


def test_joining_an_unknown_case_is_not_found(operator):
    assert operator.post(reverse("join_caller", args=["0000000000"])).status_code == 404


def test_the_page_costs_the_same_queries_however_many_cases(
    operator, town, django_assert_max_num_queries
):
    for _number in range(12):
        make_case(town)

    with django_assert_max_num_queries(12):
        operator.get(PAGE)
    with django_assert_max_num_queries(12):
        operator.post(reverse("phone_suggestions"), {"text": "Rubbish beside the school"})
