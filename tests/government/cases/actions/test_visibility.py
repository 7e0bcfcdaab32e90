"""Who may read a case: its requester decides afterwards, too; staff may hide it, with a reason."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.errors import Conflict, Invalid, NotFound, StaleVersion
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import Notice, User
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.notify_people import notify_people
from gongjian.government.cases.errors import AnotherPerson, Hidden, Overruled
from gongjian.government.cases.models import Case
from gongjian.government.cases.policies import steps_of
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.decisions import hiding_appeal_queue
from gongjian.government.cases.selectors.open311_requests import RequestFilters, find_requests
from gongjian.government.cases.selectors.own_cases import my_supports
from gongjian.government.cases.selectors.similar import similar_cases
from gongjian.government.cases.selectors.timelines import timeline
from tests.factories import NOW, Town, make_actor, make_area, make_case, take_step

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
STRANGER = Actor.anonymous()


def set_public(town: Town, case: Case, is_public: bool, **named) -> Case:
    return cases.change_visibility(
        actor=town.resident, case_id=case.pk, is_public=is_public, now=NOW, **named
    )


def hide(town: Town, case: Case, **named) -> Case:
    named = {"actor": town.dispatcher, "reason": "It names a neighbour.", **named}
    return cases.hide_case(case_id=case.pk, now=NOW, **named)


def appeal(town: Town, case: Case, at=NOW):
    return cases.appeal_hiding(
        actor=town.resident, case_id=case.pk, text="It names nobody.", now=at
    )


def decide(case: Case, appeal_id, actor: Actor, *, is_granted: bool, reason="So it is."):
    return cases.decide_hiding_appeal(
        actor=actor,
        case_id=case.pk,
        appeal_id=appeal_id,
        is_granted=is_granted,
        reason=reason,
        now=NOW,
    )


def seen_by_everybody(case: Case) -> dict[str, bool]:
    """Where the public finds a case, by way."""
    run_waiting_tasks()
    found = [hit.case for hit in similar_cases(text="Rubbish beside the school")]
    return {
        "list": case in cases.list_cases(actor=STRANGER).items,
        "search": case in cases.search_cases(actor=STRANGER, query="rubbish").items,
        "open311": case in find_requests(RequestFilters(numbers=(case.number,))),
        "similar": case in found,
    }


def test_made_private_nobody_but_its_own_find_it(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    before = seen_by_everybody(case)

    set_public(town, case, False)

    assert set(before.values()) == {True}
    assert set(seen_by_everybody(case).values()) == {False}
    with pytest.raises(NotFound):
        cases.support_case(actor=town.neighbour, case_id=case.pk, now=NOW)


def test_made_public_everybody_finds_it(town):
    case = make_case(town, state=CaseState.ACCEPTED, is_public=False)
    before = seen_by_everybody(case)

    set_public(town, case, True)

    assert set(before.values()) == {False}
    assert set(seen_by_everybody(case).values()) == {True}


def test_supports_are_kept(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    cases.support_case(actor=town.neighbour, case_id=case.pk, now=NOW)

    set_public(town, case, False)
    while_private = my_supports(actor=town.neighbour).items
    set_public(town, case, True)

    assert while_private == []
    assert Case.objects.get(pk=case.pk).support_count == 1
    assert [support.case for support in my_supports(actor=town.neighbour).items] == [case]


@pytest.mark.parametrize("is_public", [True, False])
def test_said_twice_is_told(town, is_public):
    case = make_case(town, is_public=not is_public)
    set_public(town, case, is_public)

    with pytest.raises(Conflict):
        set_public(town, case, is_public)

    assert case.events.filter(name="visibility_changed").count() == 1
    assert LedgerEntry.objects.filter(action="visibility_changed").count() == 1


def test_a_stale_form_is_told(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    with pytest.raises(StaleVersion):
        set_public(town, case, False, version=case.version - 1)


def test_by_the_secret(town):
    case = make_case(town, requester_id=None, is_public=False)
    holder = STRANGER.with_cases(frozenset({case.pk}))

    cases.change_visibility(actor=holder, case_id=case.pk, is_public=True, now=NOW)

    assert Case.objects.get(pk=case.pk).is_public


def tell(case: Case) -> None:
    notify_people(event_ids=list(case.events.values_list("id", flat=True)), now=NOW + HOUR)


def told(actor: Actor) -> list[str]:
    found = Notice.objects.filter(user_id=actor.user_id).order_by("event")
    return list(found.values_list("subject", flat=True))


def joined(town: Town, case: Case) -> None:
    cases.support_case(actor=town.neighbour, case_id=case.pk, wants_notices=True, now=NOW)


def test_who_joined_is_told_that_it_is_private_and_then_nothing_more(town, client):
    case = make_case(town, state=CaseState.ACCEPTED)
    joined(town, case)
    set_public(town, case, False)
    take_step(town, case, Step.ANSWER)

    tell(case)

    assert told(town.neighbour) == [f"Case {case.shown_number} is no longer public"]
    notice = Notice.objects.get(user_id=town.neighbour.user_id)
    assert "Rubbish" not in notice.subject + notice.body
    assert client.get(notice.path).status_code == 200


def test_who_joined_is_told_once_however_often_it_changes(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    joined(town, case)
    for is_public in (False, True, False, True, False):
        set_public(town, case, is_public)

    tell(case)
    set_public(town, case, True)
    hide(town, case)
    tell(case)

    assert told(town.neighbour) == [f"Case {case.shown_number} is no longer public"]


def test_who_joined_is_not_told_of_what_is_public_again(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    joined(town, case)
    set_public(town, case, False)
    set_public(town, case, True)

    tell(case)

    assert told(town.neighbour) == []


@pytest.mark.parametrize("way", ["page", "api"])
def test_changing_it_is_limited(town, client, way):
    case = make_case(town, state=CaseState.ACCEPTED)
    client.force_login(User.objects.get(pk=town.resident.user_id))
    path = {
        "page": f"/cases/{case.number}/visibility/",
        "api": f"/api/v1/cases/{case.number}/visibility",
    }[way]
    body = {
        "page": ({"is_public": "no"}, {"is_public": "yes"}),
        "api": ('{"is_public": false}', '{"is_public": true}'),
    }[way]
    kind = {"page": {}, "api": {"content_type": "application/json"}}[way]

    statuses = [client.post(path, body[turn % 2], **kind).status_code for turn in range(12)]

    assert statuses[-2:] == [429, 429]
    assert case.events.filter(name="visibility_changed").count() == 10


def test_who_handles_it_is_told_that_everybody_reads_it(town):
    case = make_case(town, state=CaseState.ACCEPTED, is_public=False)
    set_public(town, case, True)

    tell(case)

    assert f"Everybody may read case {case.shown_number} now" in told(town.handler)[-1]


def test_staff_hide_it_with_a_reason_that_its_requester_reads(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    joined(town, case)

    hidden = hide(town, case)

    assert (hidden.is_public, hidden.hidden_at) == (False, NOW)
    assert set(seen_by_everybody(case).values()) == {False}
    assert Case.objects.get(pk=case.pk).state == CaseState.ACCEPTED
    tell(case)
    subject = f"Your case {case.shown_number} was hidden from the public"
    notice = Notice.objects.get(user_id=town.resident.user_id, subject=subject)
    assert "It names a neighbour." in notice.body
    assert "appeal" in notice.body
    assert told(town.neighbour) == [f"Case {case.shown_number} is no longer public"]
    assert any("was hidden" in subject for subject in told(town.handler))
    own = [entry.text for entry in timeline(actor=town.resident, case=hidden)]
    assert "It names a neighbour." in own


def test_hiding_needs_a_reason_and_a_public_case(town):
    with pytest.raises(Invalid) as error:
        hide(town, make_case(town), reason=" ")
    with pytest.raises(Conflict):
        hide(town, make_case(town, is_public=False))
    twice = make_case(town)
    hide(town, twice)
    with pytest.raises(Conflict):
        hide(town, twice)

    assert list(error.value.fields) == ["reason"]
    assert twice.events.filter(name="case_hidden").count() == 1


@pytest.mark.parametrize("is_public", [True, False])
def test_its_requester_cannot_show_what_staff_hid(town, is_public):
    case = make_case(town)
    hide(town, case)

    with pytest.raises(Hidden):
        set_public(town, case, is_public)


def test_hidden_by_mistake_it_is_shown_again(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    hide(town, case)
    waiting = appeal(town, case)

    shown = cases.lift_hiding(actor=town.supervisor, case_id=case.pk, reason="A mistake.", now=NOW)

    waiting.refresh_from_db()
    assert (shown.is_public, shown.hidden_at, waiting.decision) == (True, None, "withdrawn")
    assert set(seen_by_everybody(case).values()) == {True}
    tell(case)
    assert told(town.resident)[-1] == f"Your case {case.shown_number} is public again"
    with pytest.raises(Conflict):
        cases.lift_hiding(actor=town.supervisor, case_id=case.pk, now=NOW)


def test_an_appeal_is_decided_by_somebody_else(town):
    administrator = make_actor(Role.ADMINISTRATOR)
    case = make_case(town)
    hide(town, case)
    made = appeal(town, case)

    with pytest.raises(AnotherPerson):
        decide(case, made.pk, town.dispatcher, is_granted=False)
    decide(case, made.pk, administrator, is_granted=True)

    public = Case.objects.get(pk=case.pk)
    assert (public.is_public, public.hidden_at) == (True, None)
    with pytest.raises(Conflict):
        decide(case, made.pk, administrator, is_granted=False)


@pytest.mark.parametrize(
    ("who", "hid_it", "may"),
    [
        ("handler", True, False),
        ("supervisor", False, False),
        ("dispatcher", True, False),
        ("dispatcher", False, True),
        ("administrator", False, True),
    ],
)
def test_a_granted_appeal_binds_those_who_hid_it(town, who, hid_it, may):
    actors = {
        "handler": town.handler,
        "supervisor": town.supervisor,
        "dispatcher": town.dispatcher,
        "administrator": make_actor(Role.ADMINISTRATOR),
    }
    case = make_case(town, state=CaseState.ACCEPTED)
    hide(town, case, actor=actors[who] if hid_it else town.handler)
    decide(case, appeal(town, case).pk, make_actor(Role.ADMINISTRATOR), is_granted=True)
    case.refresh_from_db()

    offered = Step.HIDE in steps_of(actors[who], case)
    with {True: nullcontext(), False: pytest.raises(Overruled)}[may]:
        hide(town, case, actor=actors[who], reason="It names another neighbour.")

    assert offered is may
    assert Case.objects.get(pk=case.pk).is_public is not may


def test_a_refused_appeal_or_a_lifted_hiding_binds_nobody(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    hide(town, case, actor=town.handler)
    decide(case, appeal(town, case).pk, town.dispatcher, is_granted=False)
    cases.lift_hiding(actor=town.supervisor, case_id=case.pk, now=NOW)

    hide(town, case, actor=town.handler)

    assert not Case.objects.get(pk=case.pk).is_public


def test_a_refusal_is_final_until_it_is_hidden_anew(town):
    case = make_case(town)
    hide(town, case)
    made = appeal(town, case, NOW + HOUR)
    with pytest.raises(Conflict):
        appeal(town, case, NOW + HOUR)
    with pytest.raises(Invalid):
        decide(case, made.pk, make_actor(Role.ADMINISTRATOR), is_granted=False, reason="")
    decide(case, made.pk, make_actor(Role.ADMINISTRATOR), is_granted=False)

    with pytest.raises(Conflict):
        appeal(town, case, NOW + HOUR)
    assert Case.objects.get(pk=case.pk).hidden_at == NOW
    cases.lift_hiding(actor=town.dispatcher, case_id=case.pk, now=NOW + HOUR)
    cases.hide_case(actor=town.dispatcher, case_id=case.pk, reason="Again.", now=NOW + 2 * HOUR)
    appeal(town, case, NOW + 3 * HOUR)


def test_an_appeal_against_hiding_is_none_against_a_rejection(town):
    case = make_case(town, state=CaseState.REJECTED)
    hide(town, case)
    made = appeal(town, case)
    take_step(town, case, Step.APPEAL)
    administrator = make_actor(Role.ADMINISTRATOR)

    with pytest.raises(NotFound):
        cases.decide_appeal(
            actor=town.dispatcher,
            case_id=case.pk,
            appeal_id=made.pk,
            is_granted=True,
            reason="So.",
            now=NOW,
        )
    decide(case, made.pk, administrator, is_granted=False)
    of_rejection = case.appeals.get(against="rejection")
    with pytest.raises(NotFound):
        decide(case, of_rejection.pk, administrator, is_granted=True)

    assert of_rejection.decision == "open"


def test_nobody_appeals_where_nothing_is_hidden(town):
    with pytest.raises(Conflict):
        appeal(town, make_case(town))


def test_appeals_are_told_to_and_queued_for_who_decides(town):
    administrator = make_actor(Role.ADMINISTRATOR)
    another = make_actor(Role.DISPATCHER)
    elsewhere = make_actor(Role.DISPATCHER, area=make_area("Elsewhere"))
    case = make_case(town)
    hide(town, case)
    made = appeal(town, case)

    tell(case)

    assert told(town.dispatcher)[-1].startswith("An appeal against hiding")
    assert told(administrator)[-1].startswith("An appeal against hiding")
    # The dispatcher hid it: another one decides.
    for actor, expected in (
        (town.dispatcher, []),
        (another, [made]),
        (administrator, [made]),
        (elsewhere, []),
    ):
        assert hiding_appeal_queue(actor=actor).items == expected
    decide(case, made.pk, administrator, is_granted=False)
    assert hiding_appeal_queue(actor=another).items == []


def test_the_last_hiding_says_whose_appeal_is_anothers(town):
    another = make_actor(Role.DISPATCHER)
    case = make_case(town)
    hide(town, case)
    cases.lift_hiding(actor=town.dispatcher, case_id=case.pk, now=NOW)
    hide(town, case, actor=another)
    made = appeal(town, case)

    assert hiding_appeal_queue(actor=town.dispatcher).items == [made]
    assert hiding_appeal_queue(actor=another).items == []


@pytest.mark.parametrize(
    ("is_granted", "subject"),
    [
        (True, "Your appeal was granted: case {} is public again"),
        (False, "Your appeal was refused: case {} stays hidden"),
    ],
)
def test_the_decision_is_told_to_the_requester(town, is_granted, subject):
    case = make_case(town)
    hide(town, case)
    decide(case, appeal(town, case).pk, make_actor(Role.ADMINISTRATOR), is_granted=is_granted)

    tell(case)

    assert told(town.resident)[-1] == subject.format(case.shown_number)


def test_once_erased_nothing_hidden_can_be_shown(town):
    case = make_case(town)
    hide(town, case)
    made = appeal(town, case)

    cases.erase_person(actor=town.resident, user_id=town.resident.user_id, now=NOW)

    made.refresh_from_db()
    assert made.decision == "withdrawn"
    with pytest.raises(Conflict):
        cases.lift_hiding(actor=town.dispatcher, case_id=case.pk, now=NOW)
