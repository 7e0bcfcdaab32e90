"""Ready-made answers: who writes them, for whom, and what wrong input gets."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, StaleVersion
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import User
from gongjian.government.cases.actions.save_answer_template import (
    delete_answer_template,
    save_answer_template,
)
from gongjian.government.cases.models import AnswerTemplate
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.answer_templates import list_templates, ready_answers
from gongjian.government.duties.models import Duty
from tests.factories import NOW, make_actor, make_case, make_provision, make_user

pytestmark = pytest.mark.django_db
LIST = "/answers/"


def save(actor, **fields) -> AnswerTemplate:
    usual = {
        "name": "Collected", "text": "Dear resident, {number} is done.",
        "department_id": None, "category_id": None,
    }  # fmt: skip
    return save_answer_template(actor=actor, now=NOW, **(usual | fields))


def template_of(department=None, **fields) -> AnswerTemplate:
    return AnswerTemplate.objects.create(
        department=department, **({"name": "Collected", "text": "It was collected."} | fields)
    )


@pytest.fixture
def administrator():
    return make_actor(Role.ADMINISTRATOR)


def test_a_supervisors_template_is_offered_for_the_cases_it_fits(town):
    save(town.supervisor, department_id=town.department.pk, category_id=town.category.parent_id)
    case = make_case(town, state=CaseState.ACCEPTED)

    (ready,) = ready_answers(case)

    assert ready.text == f"Dear resident, {case.shown_number} is done."
    assert LedgerEntry.objects.filter(action="answer_template_saved").count() == 1


def test_it_cites_its_provision_in_the_version_of_today(client, town):
    today = now().date()
    old = make_provision(code="waste", article="9", in_force_until=today - timedelta(days=1))
    new = make_provision(code="waste", article="11", version=2, in_force_from=today)
    template = template_of(town.department, text="By {provision}: done.", provision=old)
    Duty.objects.update(provision=old)
    case = make_case(town, state=CaseState.ACCEPTED)
    case.duty = Duty.objects.get()
    case.save()
    client.force_login(User.objects.get(pk=town.handler.user_id))

    (ready,) = ready_answers(case)
    page = client.get(reverse("workbench", args=[case.number])).content.decode()

    assert (ready.template_id, ready.provision_id) == (template.pk, new.pk)
    assert ready.text == f"By {new.citation}: done."
    assert f'data-provision="{new.pk}"' in page
    assert f'<option value="{new.pk}" selected>' in page


def test_a_provision_that_is_over_is_refused(town, administrator):
    old = make_provision(in_force_from=date(2020, 1, 1), in_force_until=date(2020, 2, 1))

    with pytest.raises(Invalid):
        save(administrator, provision_id=old.pk)


def test_it_is_changed_and_deleted(town):
    template = save(town.supervisor, department_id=town.department.pk)

    save(town.supervisor, department_id=town.department.pk, name="Gone", template_id=template.pk,
         version=template.version)  # fmt: skip
    names = [found.name for found in list_templates(actor=town.supervisor).items]
    delete_answer_template(actor=town.supervisor, template_id=template.pk, now=NOW)

    assert names == ["Gone"]
    assert not AnswerTemplate.objects.exists()


def test_of_two_at_once_the_second_is_told(town):
    template = save(town.supervisor, department_id=town.department.pk)
    same = {"department_id": town.department.pk, "template_id": template.pk, "version": 1}
    save(town.supervisor, **same)

    with pytest.raises(StaleVersion):
        save(town.supervisor, **same)


def test_a_supervisor_writes_for_no_other_department(town):
    other = template_of(town.other_department)
    general = template_of()
    supervisor = town.supervisor

    with pytest.raises(NotAllowed):
        save(supervisor, department_id=town.other_department.pk)
    with pytest.raises(NotAllowed):
        save(supervisor)
    for template in (other, general):
        with pytest.raises(NotFound):
            save(supervisor, department_id=town.department.pk, template_id=template.pk)
        with pytest.raises(NotFound):
            delete_answer_template(actor=supervisor, template_id=template.pk, now=NOW)
    assert list_templates(actor=supervisor).items == []


def test_an_administrator_writes_for_all(town, administrator):
    save(administrator)
    save(administrator, department_id=town.other_department.pk)

    assert len(list_templates(actor=administrator).items) == 2


@pytest.mark.parametrize("role", [None, Role.HANDLER, Role.DISPATCHER, Role.AUDITOR])
def test_others_write_none(town, role):
    actor = make_actor(role, organisation=town.department)
    template = template_of(town.department)

    with pytest.raises(NotAllowed):
        save(actor, department_id=town.department.pk)
    with pytest.raises(NotFound):
        delete_answer_template(actor=actor, template_id=template.pk, now=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "x" * 81},
        {"text": ""},
        {"text": "a\x00b"},
        {"text": "x" * 10_001},
        {"department_id": uuid4()},
        {"category_id": uuid4()},
        {"provision_id": uuid4()},
    ],
)
def test_wrong_input_is_refused(administrator, wrong):
    with pytest.raises(Invalid):
        save(administrator, **wrong)

    assert not AnswerTemplate.objects.exists()


def test_pages_lead_from_an_empty_list_to_a_saved_template(client, town):
    client.force_login(make_user(role=Role.SUPERVISOR, organisation=town.department))
    empty = client.get(LIST).content.decode()

    answer = client.post(
        reverse("add_answer_template"),
        {"name": "Collected", "text": "{department}: done.", "department_id": town.department.pk},
        follow=True,
    )

    template = AnswerTemplate.objects.get()
    page = client.get(reverse("answer_template", args=[template.pk])).content.decode()
    assert "No ready answers yet" in empty
    assert "Collected" in answer.content.decode()
    assert "Urban Management: done." in page


def test_a_supervisors_form_offers_only_their_own_department(client, town):
    client.force_login(make_user(role=Role.SUPERVISOR, organisation=town.department))

    page = client.get(reverse("add_answer_template")).content.decode()
    answer = client.post(
        reverse("add_answer_template"),
        {"name": "Collected", "text": "Done.", "department_id": town.other_department.pk},
    )

    assert "Urban Management" in page
    assert ">every department<" not in page
    assert answer.status_code == 422


def test_a_stale_form_is_told_so(client, town):
    template = template_of(town.department, version=3)
    client.force_login(make_user(role=Role.SUPERVISOR, organisation=town.department))

    answer = client.post(
        reverse("answer_template", args=[template.pk]),
        {"name": "Mine", "text": "Mine.", "department_id": town.department.pk, "version": "2"},
    )

    assert answer.status_code == 409
    assert "Somebody changed this" in answer.content.decode()


def test_deleting_by_the_page(client, town):
    template = template_of(town.department)
    client.force_login(make_user(role=Role.SUPERVISOR, organisation=town.department))

    client.post(reverse("delete_answer_template", args=[template.pk]))

    assert not AnswerTemplate.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 403), (Role.HANDLER, 403), (Role.DISPATCHER, 403), (Role.ADMINISTRATOR, 200)],
)
def test_who_sees_the_pages(client, town, role, status):
    client.force_login(make_user(role=role, organisation=town.department if role else None))

    assert client.get(LIST).status_code == status
    assert client.get(reverse("add_answer_template")).status_code == status


def test_another_departments_template_is_not_found(client, town):
    template = template_of(town.other_department)
    client.force_login(make_user(role=Role.SUPERVISOR, organisation=town.department))

    assert client.get(reverse("answer_template", args=[template.pk])).status_code == 404


def test_the_list_costs_the_same_queries_however_many(client, town, django_assert_max_num_queries):
    for number in range(15):
        template_of(town.department, name=f"Template {number}", category=town.category)
    client.force_login(make_user(role=Role.SUPERVISOR, organisation=town.department))

    with django_assert_max_num_queries(5):
        client.get(LIST)
