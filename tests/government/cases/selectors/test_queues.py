"""What waits for whom, in which order, with how many queries."""

from datetime import timedelta
from functools import partial
from itertools import chain

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.case_filters import CaseFilters
from gongjian.government.cases.selectors.decisions import extension_queue
from gongjian.government.cases.selectors.own_cases import my_cases, my_supports
from gongjian.government.cases.selectors.queues import (
    QueueCounts,
    Whose,
    dispatcher_count,
    dispatcher_queue,
    handler_queue,
    next_in_queue,
    next_to_dispatch,
    queue_counts,
)
from tests.factories import (
    NOW,
    make_actor,
    make_area,
    make_case,
    make_department,
    make_duty,
    take_step,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def all_pages(queue, actor, *, size: int, **named) -> list:
    """Every row, page by page."""
    pages, cursor = [], ""
    while True:
        page = queue(actor=actor, cursor=cursor, size=size, **named)
        pages.append(page.items)
        cursor = page.next_cursor
        if not cursor:
            return list(chain.from_iterable(pages))


def queued(actor, **named) -> list[Case]:
    return [row.case for row in handler_queue(actor=actor, now=NOW, **named).items]


def test_a_handlers_queue_is_what_the_department_owes_most_urgent_first(town):
    later = make_case(town, state=CaseState.ACCEPTED, now=NOW + DAY)
    sooner = make_case(town, state=CaseState.DISPATCHED)
    waiting = make_case(town, state=CaseState.WAITING_FOR_REQUESTER, now=NOW + 2 * DAY)
    for state in (
        CaseState.RECEIVED,
        CaseState.HANDED_BACK,
        CaseState.ANSWERED,
        CaseState.REJECTED,
    ):
        make_case(town, state=state)

    assert queued(town.handler) == [sooner, later]
    assert queued(town.handler, whose=Whose.WAITING) == [waiting]
    assert queued(town.other_handler) == []
    assert queued(town.resident) == []


def test_parts_for_others_stand_among_them_by_their_own_deadline(town):
    make_duty(category=town.category, area=town.area, lead_department=town.other_department)
    own = make_case(town, now=NOW - DAY)
    take_step(town, own, Step.DISPATCH)
    town.duty.area = None
    for_others = make_case(town, area_id=None, area_path="", state=CaseState.ACCEPTED)
    take_step(town, for_others, Step.ASK_ASSISTANCE)

    rows = handler_queue(actor=town.other_handler, now=NOW).items

    assert [row.case for row in rows] == [for_others, own]
    assert rows[0].assistance == for_others.assistances.get()
    assert rows[0].due_at == rows[0].assistance.due_at
    take_step(town, for_others, Step.REPLY_ASSISTANCE)
    assert queued(town.other_handler) == [own]


def test_pages_follow_each_other_without_gap_or_repetition(town):
    for number in range(7):
        case = make_case(town, state=CaseState.ACCEPTED, now=NOW + number % 3 * DAY)
    take_step(town, case, Step.ASK_ASSISTANCE)
    both = make_actor(Role.SUPERVISOR, organisation=town.department)
    both = Actor(
        "user:both",
        user_id=both.user_id,
        grants=(*both.grants, *town.handler.grants, *town.other_handler.grants),
    )

    whole = handler_queue(actor=both, now=NOW, size=100).items

    assert len(whole) == 8
    assert all_pages(handler_queue, both, size=3, now=NOW) == whole
    assert [row.due_at for row in whole] == sorted(row.due_at for row in whole)


def test_a_handler_of_one_area_sees_its_cases(town):
    here = make_case(town, state=CaseState.DISPATCHED)
    make_case(town, state=CaseState.DISPATCHED, area_id=make_area().pk, area_path="x/")
    local = make_actor(Role.HANDLER, organisation=town.department, area=town.area)

    assert queued(local) == [here]


def test_a_handler_of_one_area_sees_the_parts_of_its_cases(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_ASSISTANCE)
    body = town.other_department
    nearby = make_actor(Role.HANDLER, organisation=body, area=town.area)
    elsewhere = make_actor(Role.HANDLER, organisation=body, area=make_area())
    both = Actor("user:both", grants=(*nearby.grants, *elsewhere.grants))

    assert [queued(who) for who in (nearby, elsewhere, both)] == [[case], [], [case]]
    assert queue_counts(actor=both, now=NOW) == QueueCounts(assistance=1)
    assert queue_counts(actor=elsewhere, now=NOW) == QueueCounts()


def test_what_waits_for_the_requester_is_found_by_its_state_too(town):
    waiting = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)

    filters = CaseFilters(state=CaseState.WAITING_FOR_REQUESTER)

    assert queued(town.handler, filters=filters) == [waiting]
    assert queued(town.handler, whose=Whose.MINE) == []


def test_late_ones_and_those_nobody_accepted(town):
    dispatched = make_case(town, state=CaseState.DISPATCHED)
    late = make_case(town, state=CaseState.ACCEPTED, now=NOW - 60 * DAY)

    assert queued(town.handler, whose=Whose.OVERDUE) == [late]
    assert queued(town.handler, whose=Whose.UNACCEPTED) == [dispatched]


def test_the_next_case_follows_in_the_queue_and_after_the_last_comes_the_first(town):
    first = make_case(town, state=CaseState.ACCEPTED)
    second = make_case(town, state=CaseState.ACCEPTED, now=NOW + 3 * DAY)
    free = make_case(town, state=CaseState.DISPATCHED, now=NOW + 6 * DAY)

    def after(case, whose=Whose.ALL):
        return next_in_queue(actor=town.handler, now=NOW, case=case, filters=None, whose=whose)

    assert [after(first), after(second), after(free)] == [second, free, first]
    assert after(second, Whose.MINE) == first
    assert after(first, Whose.NOBODYS) == free
    assert after(free, Whose.NOBODYS) is None


def test_the_next_case_is_found_from_one_that_left_the_queue(town):
    first = make_case(town, state=CaseState.ACCEPTED)
    second = make_case(town, state=CaseState.ACCEPTED, now=NOW + 3 * DAY)
    take_step(town, first, Step.ANSWER)

    found = next_in_queue(actor=town.handler, now=NOW, case=first, filters=None, whose=Whose.ALL)

    assert found == second


def test_the_next_case_after_a_part_follows_by_the_parts_deadline(town):
    make_duty(category=town.category, area=town.area, lead_department=town.other_department)
    between = make_case(town, state=CaseState.RECEIVED, now=NOW - 7 * DAY)
    take_step(town, between, Step.DISPATCH, now=NOW - 7 * DAY)
    last = make_case(town, state=CaseState.RECEIVED, now=NOW + 30 * DAY)
    take_step(town, last, Step.DISPATCH, now=NOW + 30 * DAY)
    case = make_case(town, area_id=None, area_path="", state=CaseState.ACCEPTED)
    take_step(town, case, Step.ASK_ASSISTANCE)
    asked = handler_queue(actor=town.other_handler, now=NOW).items

    found = next_in_queue(
        actor=town.other_handler, now=NOW, case=case, filters=None, whose=Whose.ALL
    )

    assert [row.case for row in asked] == [case, between, last]
    assert found == between


def test_the_next_case_of_a_dispatcher_has_waited_next_longest(town):
    cases = [make_case(town, now=NOW + number * DAY) for number in range(3)]

    found = [next_to_dispatch(actor=town.dispatcher, case=case) for case in cases]

    assert found == [cases[1], cases[2], cases[0]]


def test_filters_and_whose(town):
    mine = make_case(town, state=CaseState.ACCEPTED)
    nobodys = make_case(town, state=CaseState.DISPATCHED)

    assert queued(town.handler, whose=Whose.MINE) == [mine]
    assert queued(town.handler, whose=Whose.NOBODYS) == [nobodys]
    assert queued(town.colleague, whose=Whose.MINE) == []
    assert queued(town.handler, filters=CaseFilters(state=CaseState.ACCEPTED)) == [mine]
    assert queued(town.handler, filters=CaseFilters(overdue_at=NOW)) == []
    assert len(queued(town.handler, filters=CaseFilters(overdue_at=NOW + 60 * DAY))) == 2


def test_the_numbers_beside_the_queue(town):
    make_case(town, state=CaseState.DISPATCHED)
    make_case(town, state=CaseState.WAITING_FOR_REQUESTER)
    helped = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, helped, Step.ASK_ASSISTANCE)

    late = queue_counts(actor=town.handler, now=helped.due_at)

    assert late == QueueCounts(open=2, unaccepted=1, waiting=1, overdue=2, mine=1, nobodys=1)
    assert queue_counts(actor=town.other_handler, now=NOW) == QueueCounts(assistance=1)
    assert queue_counts(actor=town.resident, now=NOW) == QueueCounts()


def test_the_numbers_beside_a_queue_take_one_query(town, django_assert_num_queries):
    nearby = make_actor(Role.HANDLER, organisation=town.other_department, area=town.area)
    person = Actor("user:p", grants=(*town.supervisor.grants, *nearby.grants))

    with django_assert_num_queries(1):
        queue_counts(actor=person, now=NOW)
    with django_assert_num_queries(1):
        dispatcher_count(actor=town.dispatcher)


def test_a_dispatcher_sees_what_waits_the_longest_waiting_first(town):
    new = make_case(town, now=NOW + DAY)
    back = make_case(town, state=CaseState.HANDED_BACK)
    appealed = make_case(town, state=CaseState.REJECTED, now=NOW - DAY)
    take_step(town, appealed, Step.APPEAL)
    make_case(town, state=CaseState.ACCEPTED)

    waiting = dispatcher_queue(actor=town.dispatcher).items

    assert waiting == [appealed, back, new]
    assert [len(case.open_appeals) for case in waiting] == [1, 0, 0]
    assert waiting[1].better_department == town.other_department
    assert all_pages(dispatcher_queue, town.dispatcher, size=1) == waiting
    assert dispatcher_count(actor=town.dispatcher) == 3


def test_a_dispatcher_of_one_area(town):
    here = make_case(town)
    make_case(town, area_id=make_area().pk, area_path="x/")
    local = make_actor(Role.DISPATCHER, area=town.area)

    assert dispatcher_queue(actor=local).items == [here]
    assert dispatcher_queue(actor=town.handler).items == []


def test_a_role_granted_twice_lists_a_case_once(town):
    make_case(town, state=CaseState.DISPATCHED)
    make_case(town)
    person = Actor(
        "user:p",
        grants=(
            *town.handler.grants,
            *town.supervisor.grants,
            *town.dispatcher.grants,
            *make_actor(Role.DISPATCHER, area=town.area).grants,
        ),
    )

    assert len(queued(person)) == 1
    assert len(dispatcher_queue(actor=person).items) == 1


def test_requests_for_time_wait_for_those_who_may_decide(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    asked = cases.ask_extension(
        actor=town.supervisor, case_id=case.pk, working_days=3, reason="Parts.", now=NOW
    )
    other = make_actor(Role.SUPERVISOR, organisation=town.department)
    stranger = make_actor(Role.SUPERVISOR, organisation=make_department())

    shown = {
        who: extension_queue(actor=actor).items
        for who, actor in {
            "other": other,
            "dispatcher": town.dispatcher,
            "asker": town.supervisor,
            "stranger": stranger,
            "handler": town.handler,
        }.items()
    }

    assert shown == {
        "other": [asked],
        "dispatcher": [asked],
        "asker": [],
        "stranger": [],
        "handler": [],
    }


def test_my_cases_are_those_of_the_account_and_of_the_secrets_shown(town):
    older = make_case(town, is_public=False)
    newer = make_case(town, now=NOW + DAY)
    anonymous = make_case(town, requester_id=None, is_public=False, now=NOW + 2 * DAY)
    visitor = Actor.anonymous().with_cases(frozenset({anonymous.pk}))

    assert my_cases(actor=town.resident).items == [newer, older]
    assert my_cases(actor=visitor).items == [anonymous]
    both = town.resident.with_cases(frozenset({anonymous.pk, older.pk}))
    assert all_pages(my_cases, both, size=1) == [anonymous, newer, older]
    assert my_cases(actor=Actor.anonymous()).items == []


def test_my_supports(town):
    found = [make_case(town) for _ in range(3)]
    for case in found:
        take_step(town, case, Step.SUPPORT)

    supports = my_supports(actor=town.neighbour).items

    assert [support.case for support in supports] == found[::-1]
    assert my_supports(actor=Actor.anonymous()).items == []


@pytest.mark.parametrize(
    ("queue", "who", "queries"),
    [
        (partial(handler_queue, now=NOW), "handler", 4),
        (dispatcher_queue, "dispatcher", 5),
        (extension_queue, "supervisor", 1),
        (my_cases, "resident", 1),
        (my_supports, "neighbour", 1),
    ],
)
def test_queries_do_not_grow_with_the_rows(town, queue, who, queries, django_assert_num_queries):
    for _ in range(4):
        make_case(town)
        case = make_case(town, state=CaseState.ACCEPTED)
        take_step(town, case, Step.ASK_EXTENSION)
        take_step(town, case, Step.ASK_ASSISTANCE)
        take_step(town, case, Step.SUPPORT)
        back = make_case(town, state=CaseState.HANDED_BACK)

    with django_assert_num_queries(queries):
        page = queue(actor=getattr(town, who), size=3)
        shown = [
            (case.category.name, case.area.name, case.lead_department and case.lead_department.name)
            for case in (getattr(row, "case", row) for row in page.items)
        ]
    assert len(shown) == 3
    assert back.pk


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("lamp", True),
        ("LAMP lake", True),
        ("lamp nowhere", False),
        ("%", False),
        ("灯不亮", True),
    ],
)
def test_a_dispatcher_finds_what_waits_by_its_words(town, words, is_there):
    case = make_case(town, category_id=None, title="Lamp out", text="By the lake 路灯不亮")
    make_case(town, category_id=None, title="Bench", text="broken")

    found = dispatcher_queue(actor=town.dispatcher, words=words).items

    assert (found == [case]) is is_there


def test_a_dispatcher_finds_what_waits_by_its_number(town):
    case = make_case(town, category_id=None)
    make_case(town, category_id=None)

    assert dispatcher_queue(actor=town.dispatcher, words=case.shown_number.lower()).items == [case]
