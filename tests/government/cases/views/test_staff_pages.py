"""The handler's queue, the workbench and the dispatcher's queue."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.make_town()


@pytest.fixture
def sign_in(client, settings):
    settings.STAFF_NEEDS_TOTP = False

    def signed_in(actor):
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return signed_in


def work(client, case, step, **fields):
    case.refresh_from_db()
    address = reverse("take_step", args=[case.number, step])
    return client.post(address, {"version": case.version, **fields}, follow=True)


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


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("handler", 200), ("supervisor", 200), ("dispatcher", 200), ("auditor", 200),
        ("other_handler", 404), ("resident", 403), ("neighbour", 403),
    ],
)  # fmt: skip
def test_a_workbench_is_for_staff_on_the_case(town, sign_in, who, status):
    case = factories.make_case(town, state=CaseState.ACCEPTED)

    answer = sign_in(getattr(town, who)).get(reverse("workbench", args=[case.number]))

    assert answer.status_code == status


def test_visitors_are_led_to_the_sign_in(client, town):
    case = factories.make_case(town)

    for name, args in [("handler_queue", []), ("workbench", [case.number])]:
        answer = client.get(reverse(name, args=args))
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]


def test_a_case_is_handled_on_the_workbench_alone(town, sign_in):
    case = factories.make_case(town, state=CaseState.DISPATCHED)
    client = sign_in(town.handler)

    work(client, case, "accept")
    work(client, case, "start")
    work(client, case, "ask-requester", question="Which gate?")
    work(client, case, "note", text="Looked at it.")
    answer = work(client, case, "answer", text="It was collected this morning.")

    case.refresh_from_db()
    assert case.state == CaseState.ANSWERED
    names = list(case.events.order_by("id").values_list("name", flat=True))
    assert names[-5:] == [
        "case_accepted", "case_started", "requester_asked", "note_added", "case_answered",
    ]  # fmt: skip
    assert "The answer is sent." in answer.content.decode()


def test_a_part_by_the_register_is_seen_and_done_on_the_workbench(town, sign_in):
    provision = factories.make_provision(title="Water Rule")
    town.duty.provision = provision
    town.duty.save()
    town.duty.supporting_departments.add(town.other_department)
    case = factories.make_case(town, state=CaseState.ACCEPTED)
    address = reverse("workbench", args=[case.number])
    of_lead = sign_in(town.handler).get(address).content.decode()

    client = sign_in(town.other_handler)
    queue = client.get(reverse("handler_queue"), {"whose": "asked"}).content.decode()
    own = client.get(address).content.decode()
    part = case.assistances.get()
    client.post(reverse("reply_assistance", args=[case.number, part.pk]), {"reply": "Not ours."})

    assert "by the duty register: Water Rule" in of_lead
    assert "Not replied yet: Water." in of_lead
    assert case.title in queue
    assert "Your department’s part" in own
    assert "Urban Management leads" in own
    part.refresh_from_db()
    assert part.reply == "Not ours."
    assert "Not replied yet" not in sign_in(town.handler).get(address).content.decode()


def test_a_case_is_hidden_and_the_appeal_decided_on_the_workbench(town, sign_in):
    case = factories.make_case(town, state=CaseState.ACCEPTED)
    client = sign_in(town.handler)
    empty = work(client, case, "hide", reason=" ")
    work(client, case, "hide", reason="It names a neighbour.")
    hidden = client.get(reverse("workbench", args=[case.number])).content.decode()
    factories.take_step(town, case, "appeal_hiding")

    client = sign_in(town.dispatcher)
    queue = client.get(reverse("dispatcher_queue")).content.decode()
    page = client.get(reverse("workbench", args=[case.number])).content.decode()
    address = reverse("decide_hiding_appeal", args=[case.number, case.appeals.get().pk])
    client.post(address, {"is_granted": "yes", "reason": "It names nobody."})

    case.refresh_from_db()
    assert empty.status_code == 422
    assert "Show it to the public again" in hidden
    assert "Hide it from the public" not in hidden
    assert "Appeals against hiding" in queue
    assert case.title in queue
    assert "The requester appeals against hiding" in page
    assert case.is_public


def test_who_hid_it_does_not_decide_the_appeal(town, sign_in):
    case = factories.make_case(town)
    factories.take_step(town, case, "hide", actor=town.dispatcher)
    factories.take_step(town, case, "appeal_hiding")
    address = reverse("decide_hiding_appeal", args=[case.number, case.appeals.get().pk])

    answer = sign_in(town.dispatcher).post(address, {"is_granted": "no", "reason": "So."})

    assert answer.status_code == 403
    assert "Another person has to decide" in answer.content.decode()


def test_a_part_that_ended_is_told_so(town, sign_in):
    town.duty.supporting_departments.add(town.other_department)
    case = factories.make_case(town, state=CaseState.ACCEPTED)
    part = case.assistances.get()
    factories.take_step(town, case, "answer")

    client = sign_in(town.other_handler)
    page = client.get(reverse("workbench", args=[case.number])).content.decode()
    answer = client.post(
        reverse("reply_assistance", args=[case.number, part.pk]), {"reply": "Not ours."}
    )

    assert "no longer needed" in page
    assert "the lead department has answered" in page
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("step", "fields", "words"),
    [
        ("answer", {"text": ""}, "This field is required"),
        ("hand-back", {"reason": "no", "better_department_id": ""}, "error"),
        ("ask-extension", {"working_days": "0", "reason": "x"}, "greater than or equal to 1"),
        ("ask-extension", {"working_days": "x", "reason": "x"}, "whole number"),
        ("merge", {"into_number": "nothing", "reason": "same"}, "error"),
        ("answer", {"text": "x", "provision_id": str(uuid.uuid4())}, "Select a valid choice"),
        ("answer", {"text": "x" * 10_001}, "at most 10000 characters"),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_happens(town, sign_in, step, fields, words):
    case = factories.make_case(town, state=CaseState.ACCEPTED)

    answer = work(sign_in(town.handler), case, step, **fields)

    case.refresh_from_db()
    assert 400 <= answer.status_code < 500
    assert words in answer.content.decode()
    assert case.state == CaseState.ACCEPTED


def test_who_was_slower_is_told(town, sign_in):
    case = factories.make_case(town, state=CaseState.DISPATCHED)
    version = case.version
    client = sign_in(town.handler)
    factories.take_step(town, case, "accept", now=factories.NOW)

    address = reverse("take_step", args=[case.number, "accept"])
    answer = client.post(address, {"version": version})

    assert answer.status_code == 409
    assert "usa-alert" in answer.content.decode()


def test_an_unknown_step_is_not_there(town, sign_in):
    case = factories.make_case(town, state=CaseState.ACCEPTED)

    assert work(sign_in(town.handler), case, "burn").status_code == 404


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
    assert "1 case done." in answer.content.decode()


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


def test_what_triage_takes_a_case_for_is_offered_with_its_share(town, sign_in):
    case = factories.make_case(town, category_id=None)
    other = factories.make_category(parent=town.category.parent)
    case.guesses = [
        {"category": str(town.category.pk), "name": "a", "score": 0.3},
        {"category": str(other.pk), "name": "b", "score": 0.1},
    ]
    case.save()

    page = sign_in(town.dispatcher).get(reverse("dispatcher_queue")).content.decode()

    assert f"{town.category.name}<small>75%</small>" in page
    assert f"{other.name}<small>25%</small>" in page


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
    town, sign_in, django_assert_max_num_queries
):
    for _ in range(12):
        factories.make_case(town, state=CaseState.DISPATCHED)
    client = sign_in(town.handler)

    with django_assert_max_num_queries(18):
        client.get(reverse("handler_queue"))


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

    with django_assert_num_queries(15):
        client.get(reverse("dispatcher_queue"))


@pytest.mark.parametrize(
    ("state", "who", "opened"),
    [
        (CaseState.RECEIVED, "dispatcher", "dispatch"),
        (CaseState.ACCEPTED, "handler", "answer"),
        (CaseState.IN_PROGRESS, "handler", "answer"),
        (CaseState.WAITING_FOR_REQUESTER, "handler", ""),
    ],
)
def test_what_is_done_next_stands_open(town, sign_in, state, who, opened):
    case = factories.make_case(town, state=state)

    answer = sign_in(getattr(town, who)).get(reverse("workbench", args=[case.number]))

    assert [work["step"] for work in answer.context["works"] if work["is_open"]] == (
        [opened] if opened else []
    )


def test_after_an_answer_comes_the_next_case_of_the_queue_as_it_was_filtered(town, sign_in):
    moment = now()
    first, _others, third = (
        factories.make_case(town, state=CaseState.ACCEPTED, now=moment + timedelta(days=day))
        for day in range(3)
    )
    Case.objects.filter(pk=_others.pk).update(handler=town.colleague.user_id)
    client = sign_in(town.handler)
    client.get(reverse("handler_queue"), {"whose": "mine"})
    page = client.get(reverse("workbench", args=[first.number])).content.decode()

    answer = work(client, first, "answer", text="It was collected.", then="next")

    assert f'href="{reverse("workbench", args=[third.number])}" accesskey="n"' in page
    assert answer.redirect_chain == [(reverse("workbench", args=[third.number]), 302)]
    last = work(client, third, "answer", text="It was collected.", then="next")
    assert last.redirect_chain[0] == (reverse("handler_queue"), 302)


def test_a_handed_back_case_gives_way_to_the_next_one(town, sign_in):
    first = factories.make_case(town, state=CaseState.ACCEPTED)
    second = factories.make_case(town, state=CaseState.ACCEPTED)

    answer = work(
        sign_in(town.handler), first, "hand-back", reason="Not ours.", then="next",
        better_department_id=str(town.other_department.pk),
    )  # fmt: skip

    assert answer.redirect_chain == [(reverse("workbench", args=[second.number]), 302)]


def test_more_time_is_granted_by_one_button(town, sign_in):
    case = factories.make_case(town, state=CaseState.ACCEPTED)
    factories.take_step(town, case, "ask_extension")
    case.refresh_from_db()
    extension = case.extensions.get()
    client = sign_in(town.supervisor)
    page = client.get(reverse("workbench", args=[case.number])).content.decode()

    client.post(
        reverse("decide_extension", args=[case.number, extension.pk]),
        {"version": case.version, "is_granted": "yes", "reason": ""},
    )

    assert 'name="is_granted" value="yes">Grant</button>' in page
    extension.refresh_from_db()
    assert extension.decision == "granted"


def test_nothing_is_offered_for_ticks_where_nothing_can_be_ticked(town, sign_in):
    case = factories.make_case(town, state=CaseState.ACCEPTED)
    factories.take_step(town, case, "ask_assistance")
    client = sign_in(town.other_handler)

    page = client.get(reverse("handler_queue"), {"whose": "asked"}).content.decode()

    assert case.title in page
    assert "Accept those ticked" not in page


@pytest.mark.parametrize("step", ["hand-back", "ask-assistance"])
def test_a_department_that_must_be_named_is_not_called_optional(town, sign_in, step):
    case = factories.make_case(town, state=CaseState.DISPATCHED)
    factories.take_step(town, case, "accept")
    address = reverse("take_step", args=[case.number, step])

    page = sign_in(town.handler).post(address, {"version": case.version})

    form = next(w["form"] for w in page.context["works"] if w["address"] == step)
    name = {"hand-back": "better_department_id", "ask-assistance": "department_id"}[step]
    assert form.fields[name].required
    assert form[name].errors == ["This field is required."]


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
