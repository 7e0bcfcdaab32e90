"""Arriving cases join hot issues, one at a time."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections, transaction

from gongjian.foundation.kernel.ids import new_id
from gongjian.government.triage.actions import count_runs as counting
from gongjian.government.triage.actions import place_cases as placing
from gongjian.government.triage.actions.count_runs import count_runs, counts_are_due
from gongjian.government.triage.actions.forget_text import forget_text
from gongjian.government.triage.actions.place_cases import ArrivingCase, place_cases
from gongjian.government.triage.actions.tidy_issues import merge_issues, take_out_cases
from gongjian.government.triage.models import (
    CaseFingerprint,
    HotIssue,
    PlacedCase,
    RunStatistics,
)
from gongjian.government.triage.selectors.likeness import current_counts, similar_texts
from gongjian.methods.text_fingerprints import fingerprints
from tests.factories import NOW, Role, make_actor
from tests.threads import until_another_waits

pytestmark = pytest.mark.django_db

PLANT = [
    (
        "搅拌站噪音扰民",
        "丽发新城小区旁边的搅拌站夜里噪音很大，粉尘也多，居民无法入睡，请有关部门尽快查处搅拌站。",
    ),
    (
        "丽发新城附近搅拌站噪音何时休",
        "丽发新城附近建了搅拌站，噪音粉尘扰民，水泥灰落满阳台，请尽快查处丽发新城的搅拌站。",
    ),
    (
        "投诉丽发新城搅拌站噪音扰民",
        "丽发新城旁边的搅拌站每天晚上施工，噪音和粉尘影响小区居民，希望搅拌站搬走。",
    ),
]
PARKING = [
    (
        "伊景园滨河苑捆绑销售车位",
        "伊景园滨河苑开发商捆绑销售车位，不买车位不能选房，请查处伊景园滨河苑。",
    ),
    (
        "伊景园滨河苑车位捆绑销售",
        "投诉伊景园滨河苑捆绑车位销售，开发商要求职工交车位款，否则不能选房。",
    ),
]
ALONE = ("咨询医保", "请问新生儿的医保在哪里办理？")


def arriving(text, **fields):
    title, body = text
    given = {"case_id": new_id(), "received_at": NOW, **fields}
    return ArrivingCase(title=title, text=body, **given)


def place(*texts, **fields):
    """Place texts one at a time; returns their rows."""
    rows = []
    for text in texts:
        case = arriving(text, **fields)
        place_cases(cases=[case], now=NOW)
        rows.append(PlacedCase.objects.get(case_id=case.case_id))
    return rows


def issues(rows):
    """The issues of rows as they are now, numbered as they come."""
    found = [PlacedCase.objects.get(pk=row.pk).issue_id for row in rows]
    names = {None: None}
    return [names.setdefault(key, len(names) - 1) for key in found]


def test_cases_about_one_thing_make_an_issue_and_others_stay_alone():
    rows = place(*PLANT, *PARKING, ALONE)

    assert issues(rows) == [0, 0, 0, 1, 1, None]
    assert HotIssue.objects.filter(is_stale=True).count() == 2


def test_a_batch_is_placed_as_one_after_the_other():
    cases = [arriving(text) for text in [*PLANT, *PARKING, ALONE]]

    place_cases(cases=cases, now=NOW)

    rows = [PlacedCase.objects.get(case_id=case.case_id) for case in cases]
    assert issues(rows) == [0, 0, 0, 1, 1, None]


def test_placing_twice_changes_nothing():
    cases = [arriving(text) for text in PLANT]
    place_cases(cases=cases, now=NOW)
    before = list(PlacedCase.objects.order_by("pk").values())

    place_cases(cases=cases, now=NOW)

    assert list(PlacedCase.objects.order_by("pk").values()) == before
    assert RunStatistics.objects.get().placed_texts == 3


def test_what_is_far_apart_in_time_is_not_one_thing():
    (first,) = place(PLANT[0])
    (second,) = place(PLANT[1], received_at=NOW - timedelta(days=201))
    (third,) = place(PLANT[2], received_at=NOW - timedelta(days=100))

    assert issues([first, second])[0] != issues([second])[0] or issues([first]) == [None]
    assert third.issue_id is not None


def test_a_case_without_words_is_not_placed():
    case = arriving(("", " "))

    place_cases(cases=[case], now=NOW)

    assert not PlacedCase.objects.exists()


def test_where_staff_took_a_case_out_it_is_never_put_again():
    rows = place(*PLANT)
    issue = HotIssue.objects.get()
    taken = rows[2]
    staff = make_actor(role=Role.DISPATCHER)
    take_out_cases(actor=staff, issue_id=issue.pk, case_ids=[taken.case_id], now=NOW)

    again = arriving(PLANT[2], case_id=taken.case_id)
    place_cases(cases=[again], now=NOW)
    place(PLANT[2])

    assert PlacedCase.objects.get(case_id=taken.case_id).issue_id != issue.pk


def test_what_staff_merged_goes_on_as_one():
    place(*PLANT[:2], *PARKING)
    plant, parking = HotIssue.objects.order_by("created_at", "pk")
    staff = make_actor(role=Role.DISPATCHER)
    merge_issues(actor=staff, issue_id=plant.pk, into_id=parking.pk, now=NOW)

    (third,) = place(PLANT[2])

    assert third.issue_id == parking.pk


def test_what_staff_place_at_the_same_moment_is_not_moved(monkeypatch):
    place(PLANT[0])
    issue = HotIssue.objects.create(first_at=NOW, last_at=NOW, created_at=NOW)
    real = placing.best_group

    def while_staff_put_it_in(*given):
        PlacedCase.objects.update(issue=issue)
        return real(*given)

    monkeypatch.setattr(placing, "best_group", while_staff_put_it_in)
    place(PLANT[1])

    assert HotIssue.objects.get() == issue
    assert {placed.issue for placed in PlacedCase.objects.all()} == {issue}


def test_near_copies_of_one_sender_are_told_each_time():
    first = arriving(PLANT[0], sender="s")
    second = arriving(
        (PLANT[0][0], PLANT[0][1] + "谢谢！"), sender="s", received_at=NOW + timedelta(hours=1)
    )
    stranger = arriving(PLANT[0], sender="t", received_at=NOW + timedelta(hours=2))
    cases = [first, second, stranger]

    told = [place_cases(cases=cases, now=NOW), place_cases(cases=cases, now=NOW)]

    assert [[(one.case_id, one.of_case_id) for one in copies] for copies in told] == [
        [(second.case_id, first.case_id)]
    ] * 2


def test_what_was_erased_is_not_found_by_its_words():
    first, second = place(*PLANT[:2], sender="s")

    forget_text(case_id=first.case_id, keeps_words=False)
    forget_text(case_id=second.case_id, keeps_words=True)

    found = similar_texts(text=PLANT[0][1], title=PLANT[0][0], around=NOW, limit=5, least=0)
    assert [one.case_id for one in found] == [second.case_id]
    assert set(PlacedCase.objects.values_list("sender", flat=True)) == {""}
    assert issues([first, second]) == [0, 0]


def test_similar_texts_come_likest_first_and_within_the_time():
    rows = place(*PLANT, ALONE)

    found = similar_texts(text=PLANT[1][1], title=PLANT[1][0], around=NOW, limit=2, least=0.2)

    assert len(found) == 2
    assert found[0].case_id == rows[1].case_id
    assert found[0].score == pytest.approx(1, abs=0.01)
    later = NOW + timedelta(days=201)
    assert not similar_texts(text=PLANT[1][1], around=later, limit=2, least=0)


@pytest.mark.parametrize("count", [2, 30])
def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries, count):
    for number in range(count):
        place((f"{PLANT[0][0]}{number}", PLANT[0][1]))

    with django_assert_max_num_queries(18):
        place(PLANT[1])


def test_counts_follow_when_a_tenth_more_were_placed(monkeypatch):
    monkeypatch.setattr(counting, "LEAST_NEW", 3)
    place(*PLANT[:2])
    assert not counts_are_due()
    place(PLANT[2])
    assert counts_are_due()

    count_runs(now=NOW)

    (name,) = fingerprints([("丽发新城", "")])
    assert current_counts().of(name.hashes).min() >= 3
    assert not counts_are_due()
    place(*PARKING, ALONE)
    count_runs(now=NOW)
    assert current_counts().of(name.hashes).min() >= 3
    assert RunStatistics.objects.get().counted_texts == 6
    assert RunStatistics.objects.get().counted_to == CaseFingerprint.objects.latest("pk").pk


def test_counts_follow_the_times(monkeypatch):
    place(*PLANT)
    count_runs(now=NOW)
    (name,) = fingerprints([("丽发新城", "")])
    before = current_counts()

    count_runs(now=NOW + counting.HALVED_AFTER)

    assert current_counts().texts == before.texts // 2
    assert current_counts().of(name.hashes).max() < before.of(name.hashes).max()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_issue_of_one():
    ready = Barrier(2)

    def work(text):
        ready.wait()
        place_cases(cases=[arriving(text)], now=NOW)
        connections.close_all()

    workers = [Thread(target=work, args=(text,)) for text in PLANT[:2]]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert HotIssue.objects.count() == 1
    assert PlacedCase.objects.filter(issue=HotIssue.objects.get()).count() == 2


@pytest.mark.django_db(transaction=True)
def test_who_places_never_waits_for_an_issue_with_a_case_in_hand():
    lone, *plant = place(PARKING[0], *PLANT[:2])
    arriving_now = [
        arriving(PARKING[1], received_at=NOW),
        arriving(PLANT[2], received_at=NOW + timedelta(seconds=1)),
    ]

    def work():
        place_cases(cases=arriving_now, now=NOW)
        connections.close_all()

    worker = Thread(target=work)
    # As put_in_case locks them: the issue, and the case only then.
    with transaction.atomic():
        HotIssue.objects.select_for_update(no_key=True).get(cases=plant[0])
        worker.start()
        until_another_waits()
        PlacedCase.objects.select_for_update().get(pk=lone.pk)
    worker.join()

    rows = [PlacedCase.objects.get(case_id=case.case_id) for case in arriving_now]
    assert issues([lone, rows[0], *plant, rows[1]]) == [0, 0, 1, 1, 1]


def test_the_same_words_at_another_place_are_another_thing():
    rows = [
        *place(PLANT[0], longitude=115.33, latitude=30.68),
        *place(PLANT[1], longitude=115.30, latitude=30.68),
        *place(PLANT[2], longitude=115.331, latitude=30.681),
    ]

    assert issues(rows) == [0, None, 0]


def test_a_case_without_a_place_is_told_by_its_words():
    rows = [*place(PLANT[0], longitude=115.33, latitude=30.68), *place(*PLANT[1:])]

    assert issues(rows) == [0, 0, 0]
