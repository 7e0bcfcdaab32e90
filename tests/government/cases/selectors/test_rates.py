"""Sums by month, department, category and area agree with the cases, however they came about."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from gongjian.foundation.kernel.clock import now as present
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.refresh_rates import refresh_rates
from gongjian.government.cases.models import Case, CaseEvent, RateCell, RateMargin
from gongjian.government.cases.rules import CaseState, Counts, Step
from gongjian.government.cases.selectors.rates import By, RateFilters, rates, rolled_up, total
from tests.factories import NOW, make_case, make_category, make_duty, take_step

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refresh(now=NOW) -> int:
    return refresh_rates(event_ids=CaseEvent.objects.values_list("pk", flat=True), now=now)


def by(dimension: By, **narrowed) -> dict[str, int]:
    filters = RateFilters(**narrowed)
    return {
        row.name or row.key: row.counts.received for row in rates(by=dimension, filters=filters)
    }


def test_a_case_is_counted_by_what_became_of_it(town):
    rated = make_case(town, state=CaseState.CLOSED)
    take_step(town, rated, Step.RATE, now=NOW + DAY)
    late = make_case(town, state=CaseState.ACCEPTED)
    take_step(town, late, Step.ANSWER, now=late.due_at)
    for state in (CaseState.DISPATCHED, CaseState.REJECTED, CaseState.MERGED):
        make_case(town, state=state)

    refresh()

    # The merged one is not counted, what it was merged into is.
    assert total() == Counts(
        received=5, open=2, due=2, answered=2, answered_in_time=1, rated=1, solved=1, satisfied=1,
        first_responses=2, first_response_seconds=0,
    )  # fmt: skip


def test_what_is_overdue_is_due_without_an_answer(town):
    case = make_case(town, state=CaseState.ACCEPTED)

    refresh(now=case.due_at - timedelta(seconds=1))
    before = total()
    refresh(now=case.due_at)

    assert (before.due, total().due) == (0, 1)
    assert total().response_rate() == 0


def test_a_case_that_waits_for_its_requester_is_not_overdue(town):
    case = make_case(town, state=CaseState.WAITING_FOR_REQUESTER)

    refresh(now=case.due_at + 30 * DAY)

    assert total().due == 0


def test_the_last_rating_counts_once(town):
    case = make_case(town, state=CaseState.ANSWERED)
    cases.rate_case(actor=town.resident, case_id=case.pk, is_solved=False, satisfaction=1, now=NOW)
    take_step(town, case, Step.ACCEPT)
    take_step(town, case, Step.ANSWER, now=NOW + DAY)
    take_step(town, case, Step.RATE, now=NOW + DAY)

    refresh()

    assert (total().rated, total().solved, total().satisfied) == (1, 1, 1)


def counted(side, filters):
    return [row for row in rates(by=side, filters=filters) if row.counts != Counts()]


def test_margins_are_the_sums_of_their_cells_whatever_happens(town):
    case = make_case(town, state=CaseState.DISPATCHED)
    make_case(town, state=CaseState.CLOSED)
    refresh()
    take_step(town, case, Step.HAND_BACK)
    cases.dispatch_case(
        actor=town.dispatcher,
        case_id=case.pk,
        department_id=town.other_department.pk,
        reason="Their pipe.",
        now=NOW,
    )
    refresh()
    refresh()

    # Two of them narrow: what no margin tells is added up from cells.
    all_cells = RateFilters(area_path=town.area.path, category_path=town.category.parent.path)
    for narrowed in (
        RateFilters(),
        RateFilters(area_path=town.area.path),
        RateFilters(category_path=town.category.path),
    ):
        for side in By:
            assert counted(side, narrowed) == counted(side, all_cells), (side, narrowed)
        assert total(filters=narrowed) == total(filters=all_cells)


def test_a_margin_that_went_wrong_is_right_again(town):
    case = make_case(town, state=CaseState.ACCEPTED)
    refresh()
    # As a worker of the version before leaves it: the cell counted, its margins not.
    RateMargin.objects.update(received=0, open=0)
    take_step(town, case, Step.ANSWER)

    refresh()

    assert total().received == total().answered == 1
    assert by(By.CATEGORY) == {"Rubbish": 1}


def test_a_case_that_moves_leaves_its_cell(town):
    case = make_case(town, state=CaseState.DISPATCHED)
    refresh()
    take_step(town, case, Step.HAND_BACK)
    cases.dispatch_case(
        actor=town.dispatcher,
        case_id=case.pk,
        department_id=town.other_department.pk,
        reason="Their pipe.",
        now=NOW,
    )

    refresh_rates(event_ids=[case.events.order_by("-id")[0].pk], now=NOW)

    assert by(By.DEPARTMENT) == {"Urban Management": 0, "Water": 1}
    assert total().received == 1


def test_refreshing_twice_changes_nothing_and_adds_no_cell(town):
    for state in CaseState:
        make_case(town, state=state)
    refresh()
    before = list(RateCell.objects.order_by("key").values())

    refresh()

    assert list(RateCell.objects.order_by("key").values()) == before


def test_cells_without_department_category_or_area_stay_one(town):
    for _ in range(2):
        make_case(town, category_id=None, area_id=None, area_path="")
        refresh()

    assert RateCell.objects.get().received == 2


def test_by_each_dimension(town):
    other = make_category("Leaks", parent=town.category.parent)
    make_duty(category=other, lead_department=town.other_department)
    make_case(town, state=CaseState.DISPATCHED)
    make_case(town, state=CaseState.DISPATCHED, category_id=other.pk)
    make_case(town, state=CaseState.DISPATCHED, now=NOW - 40 * DAY)
    refresh()

    assert by(By.DEPARTMENT) == {"Urban Management": 2, "Water": 1}
    assert by(By.CATEGORY) == {"Rubbish": 2, "Leaks": 1}
    assert by(By.AREA) == {"Street": 3}
    assert by(By.MONTH) == {"2026-10": 1, "2026-11": 2}
    assert by(By.MONTH, department_id=town.other_department.pk) == {"2026-11": 1}
    assert by(By.CATEGORY, month_until=date(2026, 10, 31)) == {"Rubbish": 1}
    assert by(By.AREA, category_path=town.category.parent.path) == {"Street": 3}
    assert by(By.AREA, area_path="nowhere/") == {}


def test_a_month_begins_at_the_towns_midnight(town):
    # 31 October, 16:00 UTC is midnight in Shanghai.
    midnight = NOW.replace(month=10, day=31, hour=16)
    make_case(town, now=midnight)
    make_case(town, now=midnight - timedelta(microseconds=1))
    refresh()

    assert by(By.MONTH) == {"2026-10": 1, "2026-11": 1}


def test_rows_are_added_up_to_what_stands_above(town):
    other = make_category("Leaks", parent=town.category.parent)
    for category in (town.category, other, make_category("Noise")):
        make_case(town, category_id=category.pk)
    make_case(town, category_id=None)
    refresh()

    rows = rolled_up(rates(by=By.CATEGORY), level=1, names={town.category.parent.path: "Looks"})

    assert sorted((row.name, row.counts.received) for row in rows) == [
        ("", 1),
        ("", 1),
        ("Looks", 2),
    ]


def test_sums_of_all_cells_are_the_sums_over_all_cases(town):
    for number, state in enumerate([*CaseState, *CaseState]):
        make_case(town, state=state, now=NOW - number * 5 * DAY)
    refresh(now=present())

    parts = sum((row.counts for row in rates(by=By.MONTH)), Counts())

    assert parts == total()
    assert total().received == Case.objects.exclude(state=CaseState.MERGED).count()
    assert total().open == Case.objects.filter(is_open=True).count()
    assert all(value >= 0 for value in asdict(total()).values())


@pytest.mark.parametrize("dimension", By)
def test_one_query_whatever_is_counted(town, dimension, django_assert_num_queries):
    for number in range(6):
        make_case(town, now=NOW - number * 31 * DAY)
    refresh()

    with django_assert_num_queries(1):
        rates(by=dimension, filters=RateFilters(area_path=town.area.path))


def test_refreshing_costs_the_same_for_many_events_of_one_month(town, django_assert_num_queries):
    for _ in range(5):
        make_case(town, state=CaseState.DISPATCHED)
    refresh()

    events = list(CaseEvent.objects.values_list("pk", flat=True))

    # Events; within a savepoint: make, lock and count the cells, none of which has changed.
    with django_assert_num_queries(6):
        refresh_rates(event_ids=events, now=NOW)
