"""Several counts in one statement."""

import pytest

from gongjian.foundation.kernel.counts import capped_counts
from gongjian.foundation.kernel.models import IdempotencyKey, WorkerHeartbeat
from gongjian.foundation.people.models import Organisation
from tests.factories import make_department

pytestmark = pytest.mark.django_db


@pytest.fixture
def departments():
    return [make_department() for _ in range(4)]


def test_each_queryset_gets_its_count_in_one_query(departments, django_assert_num_queries):
    all_of_them = Organisation.objects.filter(pk__in=[one.pk for one in departments])
    # A percent sign and a quote in a value are values, not parts of the statement.
    odd = all_of_them.filter(name__contains="100 %' OR 1=1")

    with django_assert_num_queries(1):
        counts = capped_counts(
            [
                all_of_them.order_by("name"),
                odd,
                all_of_them.exclude(pk=departments[0].pk),
                WorkerHeartbeat.objects.all(),
            ],
            most=100,
        )

    assert counts == [4, 0, 3, 0]


def test_counting_stops_at_the_most(departments):
    rows = Organisation.objects.filter(pk__in=[one.pk for one in departments])

    assert capped_counts([rows, rows.filter(pk=departments[0].pk)], most=2) == [2, 1]


def test_what_can_have_no_row_is_not_asked_for(departments, django_assert_num_queries):
    nothing = IdempotencyKey.objects.filter(pk__in=[])

    with django_assert_num_queries(0):
        assert capped_counts([nothing, nothing], most=10) == [0, 0]
        assert capped_counts([], most=10) == []
    with django_assert_num_queries(1):
        assert capped_counts([nothing, Organisation.objects.all()], most=4) == [0, 4]
