"""The workbench: one case, everything that can be done with it."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.clock import now
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from tests import factories

pytestmark = pytest.mark.django_db


def work(client, case, step, **fields):
    case.refresh_from_db()
    address = reverse("take_step", args=[case.number, step])
    return client.post(address, {"version": case.version, **fields}, follow=True)


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


@pytest.mark.parametrize(
    ("who", "state", "desk"),
    [
        ("handler", CaseState.ACCEPTED, "/queue/"),
        ("dispatcher", CaseState.RECEIVED, "/dispatch/"),
    ],
)
def test_the_menus_mark_the_desk_a_case_lies_on(town, sign_in, who, state, desk):
    case = factories.make_case(town, state=state)

    page = sign_in(getattr(town, who)).get(reverse("workbench", args=[case.number]))

    # At the side, and in the menu of a phone; the public list is not where this page is.
    marked = re.findall(r'<a href="([^"]+)" aria-current="true"', page.content.decode())
    assert marked == [desk, desk]


def test_a_case_like_it_is_one_step_from_being_merged_into(town, sign_in):
    case, other = (factories.make_case(town, state=CaseState.ACCEPTED) for _ in range(2))
    address = reverse("workbench", args=[case.number])

    page = sign_in(town.handler).get(address, {"into": other.number}).content.decode()

    assert f'value="{other.shown_number}"' in page
    assert '<details class="gj-step" id="step-merge" open>' in page


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

    page = sign_in(town.dispatcher).get(reverse("workbench", args=[case.number])).content.decode()

    answer = sign_in(town.dispatcher).post(address, {"is_granted": "no", "reason": "So."})

    assert "never the person who hid it" in page
    assert 'name="is_granted"' not in page
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
        ("answer", {"text": ""}, "Fill this in."),
        ("hand-back", {"reason": "no", "better_department_id": ""}, "error"),
        ("ask-extension", {"working_days": "0", "reason": "x"}, "greater than or equal to 1"),
        ("ask-extension", {"working_days": "x", "reason": "x"}, "whole number"),
        ("merge", {"into_number": "nothing", "reason": "same"}, "error"),
        (
            "answer",
            {"text": "x", "provision_id": str(uuid.uuid4())},
            "Choose one of those offered.",
        ),
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
    # On the page of the second: of which case it is said.
    assert f"{first.shown_number}: Handed back to the dispatcher." in answer.content.decode()


def test_nobody_is_offered_to_grant_themselves_more_time(town, sign_in):
    case = factories.make_case(town, state=CaseState.ACCEPTED)
    client = sign_in(town.supervisor)

    page = work(client, case, "ask-extension", working_days=3, reason="Rain.").content.decode()

    assert "You asked for it: somebody else decides." in page
    assert 'name="is_granted"' not in page


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


@pytest.mark.parametrize("step", ["hand-back", "ask-assistance"])
def test_a_department_that_must_be_named_is_not_called_optional(town, sign_in, step):
    case = factories.make_case(town, state=CaseState.DISPATCHED)
    factories.take_step(town, case, "accept")
    address = reverse("take_step", args=[case.number, step])

    page = sign_in(town.handler).post(address, {"version": case.version})

    form = next(w["form"] for w in page.context["works"] if w["address"] == step)
    name = {"hand-back": "better_department_id", "ask-assistance": "department_id"}[step]
    assert form.fields[name].required
    assert form[name].errors == ["Choose one."]
