"""Looks are counted once each, and few are told to nobody."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from django.utils.timezone import localtime

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.government.exchange.actions.count_looks import (
    count_looks,
    has_uncounted,
    recount_looks,
)
from gongjian.government.exchange.models import DataQuery, LookCount, LookMark
from gongjian.government.exchange.selectors.look_counts import (
    coming_releases,
    month_counts,
    month_table,
)
from tests.government.exchange.catalogue import make_dataset
from tests.government.exchange.looks import look_values, make_look, sealed
from tests.government.exchange.parts import make_exchange


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


def count_all(moment):
    while count_looks(now=moment):
        pass


def total():
    return LookCount.objects.aggregate(Sum("total"))["total__sum"] or 0


def make_days(exchange, count, **said):
    """Looks over the last days, a few hours apart."""
    for number in range(count):
        make_look(exchange, asked_at=now() - timedelta(hours=1 + 5 * number), **said)


@pytest.mark.django_db
def test_each_is_counted_once_however_often_it_is_counted(exchange):
    make_days(exchange, 6)
    make_look(exchange, outcome="down", state="failed", asked_at=now() - timedelta(hours=2))

    assert has_uncounted(now())
    count_all(now())
    count_all(now())

    assert total() == 7
    assert LookCount.objects.filter(outcome_group="failed").get().total == 1
    make_look(exchange, asked_at=now() - timedelta(minutes=21))
    late = DataQuery.objects.count()
    count_all(now() + timedelta(minutes=30))
    assert total() <= late


@pytest.mark.django_db
def test_what_is_not_settled_is_not_counted_nor_what_came_after_it(exchange):
    moment = now()
    make_look(exchange, asked_at=moment - timedelta(minutes=30))
    waits = make_look(
        exchange, asked_at=moment - timedelta(minutes=25), state="waiting", outcome=""
    )
    make_look(exchange, asked_at=moment - timedelta(minutes=24))
    make_look(exchange, asked_at=moment - timedelta(minutes=5))

    count_all(moment)
    assert total() == 1
    DataQuery.objects.filter(pk=waits.pk).update(state="failed", outcome="slow")
    count_all(moment)

    assert total() == 3
    groups = dict(LookCount.objects.values_list("outcome_group").annotate(Sum("total")))
    assert groups == {"given": 2, "failed": 1}


@pytest.mark.django_db
def test_counted_anew_it_is_the_same(exchange):
    make_days(exchange, 12)
    count_all(now())
    before = sorted(LookCount.objects.values_list("day", "outcome_group", "total"))
    LookCount.objects.update(total=99)

    today = local_day(now())
    counted = recount_looks(first=today - timedelta(days=10), last=today)

    assert counted == 12
    assert sorted(LookCount.objects.values_list("day", "outcome_group", "total")) == before


@pytest.mark.django_db
def test_a_command_counts_days_anew(exchange, capsys):
    make_look(exchange, asked_at=now() - timedelta(days=3))
    count_all(now())
    LookCount.objects.update(total=99)
    day = local_day(now())

    call_command("data", "recount", str(day - timedelta(days=4)), str(day))

    assert "1 looks counted." in capsys.readouterr().out
    assert total() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.any_database
def test_counted_at_once_by_two_it_is_right(exchange):
    make_days(exchange, 20)
    begin = threading.Barrier(2)

    def act():
        begin.wait(timeout=20)
        try:
            count_all(now())
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _one in range(2)]
    [one.start() for one in threads]
    [one.join(timeout=60) for one in threads]

    assert total() == 20
    assert LookMark.objects.count() == 1


@pytest.mark.django_db
def test_few_are_told_to_nobody_and_not_by_the_rest(exchange):
    at = now() - timedelta(days=40)
    month, today = local_day(at).replace(day=1), local_day(now())
    middle = at.replace(day=15)
    other, third = (make_dataset(exchange.town.other_department) for _one in range(2))
    for dataset, count in ((exchange.dataset, 2), (other, 6), (third, 9)):
        for _one in range(count):
            make_look(exchange, dataset=dataset, asked_at=middle)
    make_look(exchange, dataset=third, asked_at=middle, **sealed(40))
    count_all(now())

    table = month_table(month, today)
    whole = month_counts(today)[0]

    assert [one.total for one in table] == [10, None, None]
    assert all(value is None for value in table[2].groups.values())
    assert (whole.total, whole.sealed) == (18, None)
    assert [one.looks for one in coming_releases(today)] == [None]


def ask(exchange, at, count, **said):
    for _one in range(count):
        make_look(exchange, asked_at=at, **said)


REFUSED = {"state": "refused", "outcome": "refused"}


@pytest.mark.django_db
def test_few_of_one_outcome_are_told_by_no_page(exchange):
    at = (now() - timedelta(days=40)).replace(day=15)
    ask(exchange, at, 6)
    ask(exchange, at, 1, **REFUSED)
    count_all(now())
    today = local_day(now())

    [cell] = month_table(local_day(at).replace(day=1), today)
    [month] = month_counts(today)

    assert (cell.total, month.total) == (7, 7)
    assert set(cell.groups.values()) == {None}
    assert (month.groups["given"], month.groups["refused"]) == (None, None)


@pytest.mark.django_db
def test_outcomes_of_a_hidden_one_are_not_what_the_others_leave_of_the_month(exchange):
    at = (now() - timedelta(days=40)).replace(day=15)
    other, third = (make_dataset(exchange.town.other_department) for _one in range(2))
    for dataset, given, refused in ((exchange.dataset, 9, 9), (other, 8, 8), (third, 9, 1)):
        ask(exchange, at, given, dataset=dataset)
        ask(exchange, at, refused, dataset=dataset, **REFUSED)
    count_all(now())
    today = local_day(now())

    cells = month_table(local_day(at).replace(day=1), today)
    [month] = month_counts(today)

    assert [one.total for one in cells] == [18, 16, 10]
    assert [one.groups["refused"] for one in cells] == [9, None, None]
    assert month.groups["refused"] == 18


@pytest.mark.django_db
def test_the_few_that_were_kept_from_nobody_are_not_told_by_the_rest(exchange):
    at = (now() - timedelta(days=40)).replace(day=15)
    ask(exchange, at, 6, **sealed(40))
    ask(exchange, at, 1)
    count_all(now())

    [month] = month_counts(local_day(now()))

    assert (month.total, month.sealed) == (7, None)


@pytest.mark.django_db
def test_no_count_grows_while_it_is_watched(exchange):
    moment = localtime(now())
    begin = moment.replace(day=1, hour=12)
    ask(exchange, begin - timedelta(days=5), 6, **sealed(40))
    ask(exchange, begin, 7)
    ask(exchange, moment, 3, **sealed(40))
    later = local_day(begin + timedelta(days=2))
    while count_looks(now=begin + timedelta(days=3)):
        pass

    assert [one.total for one in month_counts(later)] == [6]
    assert month_table(later.replace(day=1), later) == []
    assert [one.looks for one in coming_releases(local_day(moment))] == [6]


@pytest.mark.django_db
def test_a_month_is_told_once_it_is_counted_to_its_end(exchange):
    begin = localtime(now()).replace(day=1, hour=12)
    ask(exchange, begin - timedelta(days=3), 6)
    ask(exchange, begin - timedelta(days=2), 1)
    count_looks(now=begin - timedelta(days=2))

    assert month_counts(local_day(now())) == []


@pytest.mark.django_db
def test_the_page_and_the_file_and_the_programme_say_the_same(exchange, client):
    at = (now() - timedelta(days=40)).replace(day=15)
    DataQuery.objects.bulk_create(
        [DataQuery(**look_values(exchange, asked_at=at)) for _one in range(7)]
    )
    count_all(now())
    month = f"{local_day(at):%Y-%m}"

    page = client.get(f"/data/counts/?month={month}").content.decode()
    lines = client.get(f"/data/counts.csv?month={month}").content.decode().splitlines()
    said = client.get(f"/api/v1/data-counts?month={month}-01").json()

    assert "Urban Management" in page
    assert lines[1] == f"{month},Urban Management,Registered addresses,7,7,0,0,0"
    assert client.get("/data/counts.csv").content.decode().splitlines() == lines
    assert said["cells"][0]["total"] == 7
    assert said["months"][0]["groups"] == {"given": 7, "no_record": 0, "refused": 0, "failed": 0}


@pytest.mark.django_db
@pytest.mark.parametrize("month", ["", "never", "0000-01", "9999-12", "2026-13", "\x00"])
def test_a_wrong_month_is_the_latest(client, month):
    assert client.get("/data/counts/", {"month": month}).status_code == 200
    assert client.get("/data/counts.csv", {"month": month}).status_code == 200


@pytest.mark.django_db
def test_the_page_walks_no_rows(exchange, client, django_assert_max_num_queries):
    make_days(exchange, 30)
    count_all(now())

    with django_assert_max_num_queries(8) as asked:
        client.get("/data/counts/")

    walks = [
        one["sql"]
        for one in asked.captured_queries
        if "exchange_dataquery" in one["sql"] and "sealed_until" not in one["sql"]
    ]
    assert walks == []
