"""The handler's queue and the dispatcher's."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.clock import now
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "page", "status"),
    [
        ("handler", "handler_queue", 200),
        ("supervisor", "handler_queue", 200),
        ("dispatcher", "handler_queue", 403),
        ("auditor", "handler_queue", 403),
        ("resident", "handler_queue", 403),
        ("dispatcher", "dispatcher_queue", 200),
        ("handler", "dispatcher_queue", 403),
        ("resident", "dispatcher_queue", 403),
    ],
)
def test_a_queue_is_for_those_whose_it_is(town, sign_in, who, page, status):
    assert sign_in(getattr(town, who)).get(reverse(page)).status_code == status


def test_several_cases_are_accepted_at_once_and_each_stands_for_itself(town, sign_in):
    free = factories.make_case(town, state=CaseState.DISPATCHED)
    taken = factories.make_case(town, state=CaseState.ACCEPTED)
    foreign = uuid.uuid4()

    answer = sign_in(town.handler).post(
        reverse("bulk_cases"),
        {"do": "accept", "case_ids": [str(free.pk), str(taken.pk), str(foreign)]},
        follow=True,
    )

    free.refresh_from_db()
    assert free.state == CaseState.ACCEPTED
    assert "1 case accepted." in answer.content.decode()


def test_what_failed_alike_in_bulk_is_said_once(town, sign_in):
    taken = [factories.make_case(town, state=CaseState.ACCEPTED) for _ in range(2)]

    answer = sign_in(town.handler).post(
        reverse("bulk_cases"),
        {"do": "accept", "case_ids": [str(case.pk) for case in taken]},
        follow=True,
    )

    told = [str(message) for message in answer.context["messages"]]
    assert len(told) == 1
    assert all(case.shown_number in told[0] for case in taken)


@pytest.mark.parametrize("do", ["accept", "assign"])
def test_a_bulk_step_tells_nothing_of_a_case_one_may_not_see(town, sign_in, do):
    private = factories.make_case(town, state=CaseState.DISPATCHED, is_public=False)
    Case.objects.update(lead_department=town.other_department)
    page = sign_in(town.supervisor)

    told = []
    for case_id in (private.pk, uuid.uuid4()):
        sent = {"do": do, "case_ids": [str(case_id)], "user_id": str(town.colleague.user_id)}
        response = page.post("/queue/many/", sent, follow=True)
        told.append([str(message) for message in response.context["messages"]])

    assert told[0] == told[1]
    assert told[0][0].startswith("A case: ")


def test_a_supervisor_assigns_several(town, sign_in):
    cases = [factories.make_case(town, state=CaseState.DISPATCHED) for _ in range(2)]

    sign_in(town.supervisor).post(
        reverse("bulk_cases"),
        {
            "do": "assign",
            "case_ids": [str(case.pk) for case in cases],
            "user_id": str(town.colleague.user_id),
        },
    )

    handlers = set(Case.objects.values_list("handler", flat=True))
    assert handlers == {town.colleague.user_id}


def test_a_dispatcher_places_a_case_from_the_queue(town, sign_in):
    case = factories.make_case(town, category_id=None)
    client = sign_in(town.dispatcher)
    page = client.get(reverse("dispatcher_queue"))

    answer = client.post(
        reverse("quick_dispatch", args=[case.number]),
        {"version": case.version, "category_id": str(town.category.pk)},
        follow=True,
    )

    case.refresh_from_db()
    assert case.title in page.content.decode()
    assert case.lead_department == town.department
    assert town.department.name in answer.content.decode()


def test_a_case_is_settled_from_the_queue_where_the_department_named(town, sign_in):
    case = factories.make_case(town, state=CaseState.HANDED_BACK)
    client = sign_in(town.dispatcher)
    page = client.get(reverse("dispatcher_queue")).content.decode()

    answer = client.post(
        reverse("quick_dispatch", args=[case.number]),
        {
            "version": case.version,
            "department_id": str(town.other_department.pk),
            "reason": "It is theirs.",
        },
    )

    assert f'name="department_id" value="{town.other_department.pk}"' in page
    assert case.events.get(name="case_handed_back").text in page
    assert answer["Location"] == reverse("dispatcher_queue")
    case.refresh_from_db()
    assert case.lead_department == town.other_department


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": ""}, "Say why: the register names another one."),
        ({"department_id": "x"}, "Choose a category for"),
    ],
)
def test_what_is_wrong_with_a_quick_dispatch_is_told_in_the_queue(town, sign_in, fields, words):
    case = factories.make_case(town, state=CaseState.HANDED_BACK)

    answer = sign_in(town.dispatcher).post(
        reverse("quick_dispatch", args=[case.number]),
        {"version": case.version, "department_id": str(town.other_department.pk), **fields},
        follow=True,
    )

    assert answer.redirect_chain[-1][0] == f"{reverse('dispatcher_queue')}#case-{case.number}"
    assert words in answer.content.decode()
    case.refresh_from_db()
    assert case.state == CaseState.HANDED_BACK


def test_what_triage_takes_a_case_for_is_offered_with_its_share(town, sign_in):
    case = factories.make_case(town, category_id=None)
    other = factories.make_category(parent=town.category.parent)
    case.guesses = [
        {"category": str(town.category.pk), "name": "a", "score": 0.3, "words": ["heap", "rats"]},
        {"category": str(other.pk), "name": "b", "score": 0.1},
    ]
    case.save()

    page = sign_in(town.dispatcher).get(reverse("dispatcher_queue")).content.decode()

    assert f"{town.category.name}<small>75% likely: heap, rats</small>" in page
    assert f"{other.name}<small>25% likely</small>" in page


@pytest.mark.parametrize(
    ("desk", "who", "query"),
    [
        ("handler_queue", "handler", "whose=mine&state=accepted"),
        ("dispatcher_queue", "dispatcher", "state=handed_back"),
    ],
)
def test_filters_stay_until_they_are_cleared(town, sign_in, desk, who, query):
    client = sign_in(getattr(town, who))
    client.get(f"{reverse(desk)}?{query}&cursor=")

    again = client.get(reverse(desk))
    client.get(f"{reverse(desk)}?whose=all")
    cleared = client.get(reverse(desk))

    assert again["Location"] == f"{reverse(desk)}?{query}"
    assert cleared.status_code == 200


def test_the_queue_says_how_urgent_its_cases_are(town, sign_in):
    moment = now()
    factories.make_case(town, state=CaseState.ACCEPTED, now=moment - timedelta(days=60))
    factories.make_case(town, state=CaseState.ACCEPTED, now=moment)

    page = sign_in(town.handler).get(reverse("handler_queue")).content.decode()

    assert page.index(">Overdue</h2>") < page.index(">Later</h2>")


def test_several_are_acted_on_without_leaving_the_page_of_the_queue(town, sign_in):
    answer = sign_in(town.handler).post(
        reverse("bulk_cases"), {"do": "accept", "back": "whose=nobodys&cursor=abc"}
    )

    assert answer["Location"] == f"{reverse('handler_queue')}?whose=nobodys&cursor=abc"


def test_what_came_back_with_ticks_is_never_an_address(town, sign_in):
    answer = sign_in(town.handler).post(
        reverse("bulk_cases"), {"do": "accept", "back": "//elsewhere.example/"}
    )

    assert answer["Location"].startswith(reverse("handler_queue") + "?")


def test_the_queue_costs_the_same_for_one_case_and_for_many(
    town, sign_in, django_assert_num_queries
):
    for _ in range(12):
        factories.make_case(town, state=CaseState.DISPATCHED)
    client = sign_in(town.handler)
    client.get(reverse("handler_queue"))

    with django_assert_num_queries(9):
        client.get(reverse("handler_queue"))


@pytest.mark.parametrize(
    ("desk", "who", "query", "told"),
    [
        ("handler_queue", "handler", "", "Nothing waits for you"),
        ("handler_queue", "handler", "?whose=overdue", "Nothing is overdue"),
        ("handler_queue", "handler", "?whose=mine", "Nothing is yours now"),
        ("handler_queue", "handler", "?state=accepted", "Nothing matches"),
        ("dispatcher_queue", "dispatcher", "", "Nothing waits"),
        ("dispatcher_queue", "dispatcher", "?text=nowhere", "Nothing matches"),
    ],
)
def test_an_empty_queue_says_what_is_so(town, sign_in, desk, who, query, told):
    page = sign_in(getattr(town, who)).get(reverse(desk) + query).content.decode()

    assert f'<p class="gj-empty__title">{told}</p>' in page


@pytest.mark.parametrize("query", ["?cursor=x", "?whose=x", "?state=x", "?text=%00", "?area=x"])
def test_no_address_breaks_the_queue(town, sign_in, query):
    assert sign_in(town.handler).get(reverse("handler_queue") + query).status_code < 500


@pytest.mark.parametrize("count", [1, 25])
def test_the_dispatchers_queue_takes_as_many_queries_for_many(
    town, sign_in, django_assert_num_queries, count
):
    for _ in range(count):
        factories.make_case(town, category_id=None)
    client = sign_in(town.dispatcher)
    client.get(reverse("dispatcher_queue"))

    with django_assert_num_queries(13):
        client.get(reverse("dispatcher_queue"))


def test_nothing_is_offered_for_ticks_where_nothing_can_be_ticked(town, sign_in):
    case = factories.make_case(town, state=CaseState.ACCEPTED)
    factories.take_step(town, case, "ask_assistance")
    client = sign_in(town.other_handler)

    page = client.get(reverse("handler_queue"), {"whose": "asked"}).content.decode()

    assert case.title in page
    assert "Accept those ticked" not in page


@pytest.mark.parametrize(
    ("who", "state", "is_ticked"),
    [
        ("handler", CaseState.DISPATCHED, True),
        ("handler", CaseState.IN_PROGRESS, False),
        ("supervisor", CaseState.IN_PROGRESS, True),
    ],
)
def test_only_what_can_be_done_in_bulk_can_be_ticked(town, sign_in, who, state, is_ticked):
    case = factories.make_case(town, state=state)

    page = sign_in(getattr(town, who)).get(reverse("handler_queue")).content.decode()

    assert (f'id="tick-{case.number}"' in page) is is_ticked
    assert ("Accept those ticked" in page) is is_ticked


def test_words_narrow_the_dispatchers_queue(town, sign_in):
    factories.make_case(town, category_id=None, title="A lamp is out")
    factories.make_case(town, category_id=None, title="A bench is broken")

    page = sign_in(town.dispatcher).get(reverse("dispatcher_queue"), {"text": "lamp"})

    assert "A lamp is out" in page.content.decode()
    assert "A bench is broken" not in page.content.decode()


def test_a_tab_counts_what_its_list_holds(town, sign_in):
    case = factories.make_case(town, state=CaseState.ACCEPTED)
    factories.take_step(town, case, "ask_assistance")

    page = sign_in(town.other_handler).get(reverse("handler_queue"))

    counted = {name: count for name, _url, _is_this, count in page.context["tabs"]}
    assert counted["To do"] == str(len(page.context["page"].items)) == "1"


def test_after_a_dispatch_the_next_case_is_shown(town, sign_in):
    first, second = factories.make_case(town, category_id=None), factories.make_case(town)
    client = sign_in(town.dispatcher)
    page = client.get(reverse("dispatcher_queue")).content.decode()

    answer = client.post(
        reverse("quick_dispatch", args=[first.number]),
        {
            "version": first.version,
            "category_id": str(town.category.pk),
            "after": second.number,
        },
    )

    assert f'name="after" value="{second.number}"' in page
    assert answer["Location"] == f"{reverse('dispatcher_queue')}#case-{second.number}"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "1000+ cases wait for you"), ("zh-hans", "有1000+件诉求")]
)
def test_where_counting_stops_the_page_says_that_there_are_more(town, sign_in, language, words):
    case = factories.make_case(town)
    Case.objects.bulk_create(
        Case(
            number=f"{number:010}", kind=case.kind, title=case.title, text=case.text,
            channel=case.channel, received_at=case.received_at, updated_at=case.updated_at,
        )
        for number in range(1_001)
    )  # fmt: skip

    page = sign_in(town.dispatcher).get(
        reverse("dispatcher_queue"), headers={"Accept-Language": language}
    )

    assert words in page.content.decode()
