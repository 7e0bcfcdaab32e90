"""Of what people asked for, how much was answered, decided, built and solved: counted by hand."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail.interface import Relation, add_link
from gongjian.government.cases.actions.refresh_rates import refresh_rates
from gongjian.government.cases.interface import RateFilters
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.rules import CaseState, Step
from gongjian.market.initiatives.models import Initiative, State
from gongjian.site.openness.actions.count_decided import count_decided
from gongjian.site.openness.models import DecidedCell, DecidedCount
from gongjian.site.openness.rules import Became
from gongjian.site.openness.selectors import becomes
from tests.factories import make_area, make_case, make_category, make_town, take_step
from tests.government.issues import make_hot_issue
from tests.market.initiatives.initiatives import make_initiative
from tests.public.proposals import make_proposal

pytestmark = pytest.mark.django_db
# Of months that are over whenever this runs.
JULY = datetime(2024, 7, 10, 2, tzinfo=UTC)
AUGUST = datetime(2024, 8, 5, 2, tzinfo=UTC)
PERIOD = RateFilters(month_from=JULY.date(), month_until=AUGUST.date())
ADDRESS = "month_from=2024-07-01&month_until=2024-08-01"
QUERY = "month_from=2024-07&month_until=2024-08"


@pytest.fixture
def town():
    return make_town()


def link(source, target, relation=Relation.EVIDENCE_FOR):
    add_link(Actor.system("test"), source, relation, target, now=JULY)


def count_all():
    refresh_rates(event_ids=CaseEvent.objects.values_list("pk", flat=True), now=AUGUST)
    count_decided(now=AUGUST)


@pytest.fixture
def counted(town):
    """Eight asked in July, two in August, and one was merged.

    A hot issue of three is built; a single case, which is in no issue, is planned; of one case a
    proposal was made and of that a plan; one is only considered, and one of the issue is evidence
    by itself, too. Of three that were answered, two are rated and one is solved.
    """
    issue, members = make_hot_issue(town, 3, now=JULY)
    make_initiative(
        town, state=State.DELIVERED, evidence=(reference_of(issue), reference_of(members[0]))
    )
    single = make_case(town, now=JULY)
    make_initiative(town, state=State.PLANNED, evidence=(reference_of(single),))
    first = make_case(town, now=AUGUST)
    proposal = make_proposal(town)
    link(reference_of(first), reference_of(proposal), Relation.LED_TO)
    make_initiative(town, state=State.UNDER_WAY, evidence=(reference_of(proposal),))
    only_considered = make_case(town, now=AUGUST)
    make_initiative(town, evidence=(reference_of(only_considered),))
    for _number in range(3):
        make_case(town, state=CaseState.ANSWERED, now=JULY)
    answered = list(Case.objects.filter(state=CaseState.ANSWERED).order_by("id"))
    make_case(town, state=CaseState.REJECTED, now=JULY)
    make_case(town, state=CaseState.MERGED, now=JULY)
    take_step(town, answered[0], Step.RATE, now=JULY)
    Case.objects.filter(pk=answered[1].pk).update(is_solved=False, satisfaction=1, rated_at=JULY)
    count_all()
    return town


def test_the_number_is_that_of_the_town_counted_by_hand(counted):
    merged_into = Case.objects.filter(merged_cases__isnull=False).count()

    assert becomes.total_became(PERIOD) == Became(
        asked=10 + merged_into, answered=3, decided=5, built=3, rated=2, solved=1
    )
    months = {row.key: row.became for row in becomes.months_became(PERIOD)}
    assert (months["2024-07"].decided, months["2024-07"].built) == (4, 3)
    assert (months["2024-08"].asked, months["2024-08"].decided) == (2, 1)


def test_each_table_adds_up_to_the_same(counted):
    total = becomes.total_became(PERIOD)

    for rows in (
        becomes.months_became, becomes.departments_became, becomes.categories_became,
        becomes.areas_became,
    ):  # fmt: skip
        assert sum((row.became for row in rows(PERIOD)), Became()) == total


def test_a_filter_narrows_what_was_decided_as_what_was_asked(counted):
    other_area, other_category = make_area("Elsewhere"), make_category("Other things")
    case = make_case(counted, now=JULY, area_id=other_area.pk, area_path=other_area.path,
                     category_id=other_category.pk)  # fmt: skip
    make_initiative(counted, state=State.PLANNED, evidence=(reference_of(case),))
    count_all()

    for narrow in ({"area_path": other_area.path}, {"category_path": other_category.path}):
        found = becomes.total_became(
            RateFilters(month_from=JULY.date(), month_until=AUGUST.date(), **narrow)
        )
        assert (found.asked, found.decided, found.built) == (1, 1, 0)


def test_what_is_dropped_counts_no_more_and_counting_twice_changes_nothing(counted):
    count_decided(now=AUGUST)
    assert becomes.total_became(PERIOD).decided == 5

    Initiative.objects.filter(state=State.DELIVERED).update(state=State.DROPPED, quarter=None)
    count_decided(now=AUGUST)

    found = becomes.total_became(PERIOD)
    assert (found.decided, found.built) == (2, 0)
    assert DecidedCount.objects.get().counted_at == AUGUST


def test_more_cases_of_an_issue_cost_no_more_queries(town):
    def built(count):
        issue, _cases = make_hot_issue(town, count, now=JULY)
        make_initiative(town, state=State.DELIVERED, evidence=(reference_of(issue),))

    built(2)
    with CaptureQueriesContext(connection) as few:
        count_decided(now=AUGUST)
    built(30)
    with CaptureQueriesContext(connection) as many:
        count_decided(now=AUGUST)

    assert len(many) == len(few)
    assert sum(DecidedCell.objects.values_list("decided", flat=True)) == 32


def test_reading_it_costs_two_queries_however_many_cases_there_are(counted):
    with CaptureQueriesContext(connection) as queries:
        becomes.total_became(PERIOD)

    assert len(queries) == 2


def test_a_step_of_an_initiative_has_it_counted_anew(town):
    case = make_case(town, now=JULY)
    make_initiative(town, state=State.PLANNED, evidence=(reference_of(case),))

    run_waiting_tasks()

    assert becomes.total_became(PERIOD).decided == 1


def test_shares_of_nothing_are_none():
    assert Became().share("answered") is None
    assert Became().solution_rate() is None
    assert Became(asked=4, solved=1, rated=2).share("solved") == Fraction(1, 4)
    assert Became(asked=4, solved=1, rated=2).solution_rate() == Fraction(1, 2)


def test_page_table_and_api_say_the_same(client, counted):
    total = becomes.total_became(PERIOD)

    page = client.get(f"/dashboard/asked/?{ADDRESS}").text
    table = client.get(f"/dashboard/asked/months.csv?{ADDRESS}").content.decode("utf-8-sig")
    told = client.get(f"/api/v1/what-became?{QUERY}").json()
    same = client.get(f"/api/v1/what-became/months.csv?{QUERY}").content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["key"], row["decided"], row["built"]) for row in rows] == [
        ("2024-07", "4", "3"), ("2024-08", "1", "0"),
    ]  # fmt: skip
    assert same == table
    assert (told["total"]["asked"], told["total"]["decided"]) == (total.asked, total.decided)
    assert str(counted.department.pk) in {one["id"] for one in told["departments"]}
    assert f">{total.decided}<" in page
    assert "/dashboard/asked/months.csv?month_from=2024-07-01" in page


def test_no_such_table_and_wrong_filters(client, town):
    assert client.get("/dashboard/asked/nonsense.csv").status_code == 404
    assert client.get("/dashboard/asked/?area=%00&month_from=x").status_code == 200
    assert client.get("/api/v1/what-became?month_from=1").status_code == 422


def test_home_and_dashboard_lead_there(client, town):
    assert 'href="/dashboard/asked/"' in client.get("/").text
    assert 'href="/dashboard/asked/"' in client.get("/dashboard/").text
