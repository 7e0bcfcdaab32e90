"""Where pages tell how urgent a case is, and to whom."""

from __future__ import annotations

import pytest
from django.urls import reverse

from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from tests.factories import make_case

pytestmark = pytest.mark.django_db

GAS = {"title": "Smell of gas", "text": "There is a strong smell of gas in the stairwell."}


@pytest.mark.parametrize(("who", "is_told"), [("handler", True), ("resident", False)])
def test_only_staff_see_it_on_pages(town, sign_in, who, is_told):
    case = make_case(town, state=CaseState.ACCEPTED, **GAS)
    client = sign_in(getattr(town, who))
    address = reverse("workbench" if is_told else "case", args=[case.number])

    page = client.get(address).content.decode()

    assert ("gj-urgency" in page) == is_told
    assert ("Danger to life" in page) == is_told


@pytest.mark.parametrize(
    ("who", "desk"), [("handler", "handler_queue"), ("dispatcher", "dispatcher_queue")]
)
def test_the_desks_tell_why(town, sign_in, who, desk):
    make_case(town, state=CaseState.ACCEPTED, **GAS)
    make_case(town, **GAS)

    page = sign_in(getattr(town, who)).get(reverse(desk)).content.decode()

    assert page.count("Danger to life") == 1
    assert "Urgent" in page


def test_it_is_set_on_the_workbench(town, sign_in):
    case = make_case(town, state=CaseState.ACCEPTED)
    client, url = sign_in(town.handler), reverse("take_step", args=[case.number, "set-urgency"])
    form = {"version": case.version, "is_urgent": "yes", "reason": "A pupil <b>fell</b>."}

    answer = client.post(url, form, follow=True)

    assert Case.objects.get(pk=case.pk).is_urgent
    assert '<q lang="en">A pupil &lt;b&gt;fell&lt;/b&gt;.</q>' in answer.content.decode()
    assert client.post(url, form).status_code == 409  # the page was made before that


def test_what_is_answered_and_urgent_waits_for_a_supervisor(town, sign_in):
    case = make_case(town, state=CaseState.ANSWERED, **GAS)
    queue = reverse("handler_queue") + "?whose=to_close"

    pages = [
        sign_in(actor).get(queue).content.decode() for actor in (town.supervisor, town.handler)
    ]

    assert [case.title in page for page in pages] == [True, False]
    assert ["To close" in page for page in pages] == [True, False]
    assert 'name="case_ids"' not in pages[0]
