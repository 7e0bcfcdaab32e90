"""The history on the page of a case, long ones too."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import CaseEvent
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import NOW, make_case, take_step
from tests.government.cases.views.case_pages import page_of, sign_in

S = CaseState


@pytest.mark.parametrize("notes", [0, 12])
def test_the_queries_do_not_grow_with_the_history(client, town, django_assert_num_queries, notes):
    case = make_case(town, state=S.ACCEPTED)
    for _ in range(notes):
        cases.add_note(actor=town.handler, case_id=case.pk, text="Called.", now=NOW)
    page_of(client, case)

    with django_assert_num_queries(7):
        page_of(client, case)


@pytest.mark.parametrize(("page", "who"), [("case", "resident"), ("workbench", "handler")])
def test_of_a_long_history_the_page_leads_back_to_the_beginning(client, town, page, who):
    case = make_case(town, state=S.ANSWERED)
    CaseEvent.objects.bulk_create(
        CaseEvent(case=case, name="sensor_repeated", at=NOW, actor="x", visibility="public")
        for _ in range(120)
    )
    sign_in(client, getattr(town, who))

    latest = client.get(reverse(page, args=[case.number]))
    history = latest.context["history"]
    earlier_url = f"{history.url}?cursor={history.earlier}"
    first = client.get(earlier_url)

    assert f'href="{earlier_url}#timeline-title"' in latest.content.decode()
    assert [len(one.context["entries"]) for one in (latest, first)] == [100, 24]
    assert first.context["entries"][0].title == "Received"
    assert "What happened before" not in first.content.decode()
    assert "To what happened last" in first.content.decode()


def test_of_a_long_history_the_answer_and_the_files_stay_on_the_page(client, town):
    case = make_case(town)
    take_step(town, case, Step.ATTACH)
    for step in (Step.DISPATCH, Step.ACCEPT, Step.ANSWER):
        take_step(town, case, step)
    CaseEvent.objects.bulk_create(
        CaseEvent(case=case, name="sensor_repeated", at=NOW, actor="x", visibility="public")
        for _ in range(120)
    )
    sign_in(client, town.resident)

    page = page_of(client, case)

    assert page.context["answer"].text == "It was removed."
    assert [file.name for file in page.context["files"]] == ["list.txt"]


def test_a_long_history_is_not_searched_for_what_never_happened(client, town):
    case = make_case(town)
    CaseEvent.objects.bulk_create(
        CaseEvent(case=case, name="sensor_repeated", at=NOW, actor="x", visibility="public")
        for _ in range(120)
    )
    sign_in(client, town.resident)

    with CaptureQueriesContext(connection) as captured:
        page_of(client, case)

    names = ("requester_asked", "case_answered", "case_rejected", "case_hidden")
    assert not [q["sql"] for q in captured if any(name in q["sql"] for name in names)]


def test_a_damaged_address_of_a_history_says_so(client, town):
    case = make_case(town)

    page = client.get(reverse("case", args=[case.number]), {"cursor": "x"})

    assert page.status_code == 422
