"""What staff do with hot issues, who may, twice and at once."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, StaleVersion
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.trail.interface import links_of
from gongjian.government.cases.actions import tidy_hot_issues as tidy
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage import policies
from gongjian.government.triage.models import (
    HotIssue,
    IssueState,
    PlacedCase,
    PublicIssue,
)
from tests.factories import NOW, make_actor, make_area, make_case, make_town
from tests.government.issues import fresh, make_hot_issue, make_manager, place_all, place_alone

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def issue_of(case) -> HotIssue | None:
    return PlacedCase.objects.get(case_id=case.pk).issue


def merge(actor, issue, into, **named):
    return tidy.merge_issues(
        actor=actor, issue_id=issue.pk, into_number=into.shown_number, now=NOW, **named
    )


def test_merged_the_other_has_the_cases_of_both(town):
    (one, first), (other, second) = make_hot_issue(town, 2), make_hot_issue(town, 3)

    merge(town.dispatcher, one, other, version=one.version)

    assert (fresh(one).state, fresh(one).merged_into) == (IssueState.MERGED, other)
    assert (fresh(other).case_count, fresh(other).version) == (5, other.version + 1)
    assert {issue_of(case) for case in [*first, *second]} == {other}
    assert not PublicIssue.objects.filter(issue=one).exists()
    assert [link.relation for link in links_of(f"hotissue:{one.pk}")] == ["merged_into"]
    assert LedgerEntry.objects.filter(subject=f"hotissue:{one.pk}").exists()


def test_what_was_merged_into_it_before_goes_along(town):
    first, second, third = (make_hot_issue(town, 2)[0] for _number in range(3))

    merge(town.dispatcher, first, second)
    merge(town.dispatcher, fresh(second), third)

    assert fresh(first).merged_into == third


@pytest.mark.parametrize("number", ["", "nothing", "0000000000"])
def test_there_must_be_another_one_to_merge_into(town, number):
    issue, _cases = make_hot_issue(town, 2)

    with pytest.raises(Invalid):
        tidy.merge_issues(actor=town.dispatcher, issue_id=issue.pk, into_number=number, now=NOW)


def test_nobody_merges_an_issue_into_itself_or_twice(town):
    one, other = make_hot_issue(town, 2)[0], make_hot_issue(town, 2)[0]

    with pytest.raises(Invalid):
        merge(town.dispatcher, one, one)
    merge(town.dispatcher, one, other)
    with pytest.raises(NotFound):
        merge(town.dispatcher, one, other)


def test_of_two_at_once_one_wins_and_the_other_is_told(town):
    issue, _cases = make_hot_issue(town, 2)

    tidy.rename_issue(
        actor=town.dispatcher, issue_id=issue.pk, title="A", now=NOW, version=issue.version
    )
    with pytest.raises(StaleVersion):
        tidy.rename_issue(
            actor=town.supervisor, issue_id=issue.pk, title="B", now=NOW, version=issue.version
        )

    assert fresh(issue).title == "A"


def test_split_off_cases_are_an_issue_of_their_own_and_stay_apart(town):
    issue, found = make_hot_issue(town, 5)
    chosen = [case.pk for case in found[:2]]

    new = tidy.split_issue(
        actor=town.supervisor, issue_id=issue.pk, case_ids=chosen, title=" The  gate ", now=NOW
    )

    assert (fresh(new).title, fresh(new).case_count, fresh(issue).case_count) == ("The gate", 2, 3)
    place_all()
    assert set(PlacedCase.objects.filter(issue=new).values_list("case_id", flat=True)) == set(
        chosen
    )
    assert [link.target for link in links_of(f"hotissue:{issue.pk}")] == [f"hotissue:{new.pk}"]


def test_a_split_needs_two_cases_and_leaves_some(town):
    issue, found = make_hot_issue(town, 3)

    for chosen in (found[:1], found, []):
        with pytest.raises(Invalid):
            tidy.split_issue(
                actor=town.supervisor, issue_id=issue.pk,
                case_ids=[case.pk for case in chosen], now=NOW,
            )  # fmt: skip

    assert fresh(issue).case_count == 3


def test_a_case_taken_out_stays_out_and_may_be_put_in_again(town):
    issue, found = make_hot_issue(town, 3)

    tidy.take_out_cases(actor=town.dispatcher, issue_id=issue.pk, case_ids=[found[0].pk], now=NOW)
    assert (issue_of(found[0]), fresh(issue).case_count) == (None, 2)
    place_all()
    assert issue_of(found[0]) is None

    tidy.put_in_case(
        actor=town.dispatcher, issue_id=issue.pk, number=found[0].shown_number, now=NOW
    )
    assert (issue_of(found[0]), fresh(issue).case_count) == (issue, 3)
    assert [link.target for link in links_of(f"case:{found[0].pk}")] == [f"hotissue:{issue.pk}"]


def test_put_in_a_case_leaves_the_issue_it_was_in(town):
    (one, first), (other, _second) = make_hot_issue(town, 3), make_hot_issue(town, 2)

    tidy.put_in_case(actor=town.dispatcher, issue_id=other.pk, number=first[0].number, now=NOW)

    assert (fresh(one).case_count, fresh(other).case_count) == (2, 3)
    assert fresh(one).version == one.version + 1


def test_no_case_is_put_in_that_is_there_or_was_not_read_or_is_unknown(town):
    issue, found = make_hot_issue(town, 2)
    unread = make_case(town)

    for number in (found[0].number, unread.number, "nothing"):
        with pytest.raises(Invalid):
            tidy.put_in_case(actor=town.dispatcher, issue_id=issue.pk, number=number, now=NOW)


def test_whoever_does_not_see_a_case_cannot_tell_it_from_none(town):
    far = make_area("Far away")
    unseen = make_case(town, is_public=False, area_id=far.pk, area_path=far.path)
    place_alone(unseen)
    issue, _found = make_hot_issue(town, 2)
    dispatcher = make_actor(Role.DISPATCHER, area=town.area)

    with pytest.raises(Invalid) as told:
        tidy.put_in_case(actor=dispatcher, issue_id=issue.pk, number=unseen.number, now=NOW)
    with pytest.raises(Invalid) as told_of_none:
        tidy.put_in_case(actor=dispatcher, issue_id=issue.pk, number="nothing", now=NOW)

    assert told.value.fields == told_of_none.value.fields


def test_cases_of_another_issue_are_not_taken_out(town):
    (issue, _first), (_other, second) = make_hot_issue(town, 2), make_hot_issue(town, 2)

    for case_id in (second[0].pk, new_id()):
        with pytest.raises(Invalid):
            tidy.take_out_cases(
                actor=town.dispatcher, issue_id=issue.pk, case_ids=[case_id], now=NOW
            )


def test_a_name_stays_until_it_is_taken_back(town):
    issue, _found = make_hot_issue(town, 2)
    made = issue.title

    tidy.rename_issue(actor=town.dispatcher, issue_id=issue.pk, title="The plant", now=NOW)
    assert PublicIssue.objects.get(issue=issue).title == "The plant"

    tidy.rename_issue(actor=town.dispatcher, issue_id=issue.pk, title="", now=NOW)
    assert (fresh(issue).title, fresh(issue).is_titled_by_staff) == (made, False)


@pytest.mark.parametrize("title", ["x" * 121, "a\x00b"])
def test_a_name_is_short_and_text(town, title):
    issue, _found = make_hot_issue(town, 2)

    with pytest.raises(Invalid):
        tidy.rename_issue(actor=town.dispatcher, issue_id=issue.pk, title=title, now=NOW)


def people(town) -> dict[str, Actor]:
    elsewhere = make_area("Elsewhere")
    return {
        "visitor": Actor.anonymous(),
        "resident": town.resident,
        "handler": town.handler,
        "supervisor": town.supervisor,
        "other_handler": town.other_handler,
        "other_supervisor": make_actor(Role.SUPERVISOR, organisation=town.other_department),
        "dispatcher": town.dispatcher,
        "dispatcher_elsewhere": make_actor(Role.DISPATCHER, area=elsewhere),
        "manager": make_manager(),
        "manager_elsewhere": make_manager(area=elsewhere),
        "auditor": town.auditor,
        "administrator": make_actor(Role.ADMINISTRATOR),
    }


SEE = {
    "handler", "supervisor", "dispatcher", "manager", "auditor", "administrator",
}  # fmt: skip
TIDY = {"supervisor", "dispatcher", "manager"}


@pytest.mark.parametrize("state", [CaseState.ACCEPTED, CaseState.ANSWERED, CaseState.CLOSED])
def test_who_sees_and_who_tidies_an_issue(town, state):
    issue, _found = make_hot_issue(town, 2, state=state)
    who = people(town)

    assert {name for name, actor in who.items() if policies.may_see(actor, issue)} == SEE
    assert {name for name, actor in who.items() if policies.may_tidy(actor, issue)} == TIDY


@pytest.mark.parametrize("name", sorted(SEE - TIDY))
def test_whoever_sees_it_and_may_not_tidy_it_is_told_so(town, name):
    issue, _found = make_hot_issue(town, 2)

    with pytest.raises(NotAllowed):
        tidy.rename_issue(actor=people(town)[name], issue_id=issue.pk, title="A", now=NOW)


@pytest.mark.parametrize(
    "name", ["visitor", "resident", "other_supervisor", "dispatcher_elsewhere"]
)
def test_whoever_does_not_see_it_finds_none(town, name):
    issue, _found = make_hot_issue(town, 2)

    with pytest.raises(NotFound):
        tidy.rename_issue(actor=people(town)[name], issue_id=issue.pk, title="A", now=NOW)


def test_nobody_takes_over_an_issue_of_others_by_merging(town):
    issue, _found = make_hot_issue(town, 2)
    far = make_area("Far away")
    other, _cases = make_hot_issue(town, 2, area_id=far.pk, area_path=far.path)
    local = make_actor(Role.DISPATCHER, area=town.area)

    with pytest.raises(Invalid):
        merge(local, issue, other)

    assert fresh(issue).state == IssueState.OPEN


def test_a_title_that_everybody_reads_is_masked(town):
    issue, found = make_hot_issue(town, 4)

    tidy.rename_issue(
        actor=town.dispatcher, issue_id=issue.pk, title="Plant, call 13812345678", now=NOW
    )
    new = tidy.split_issue(
        actor=town.dispatcher, issue_id=issue.pk, case_ids=[case.pk for case in found[:2]],
        title="Gate, call 13812345678", now=NOW,
    )  # fmt: skip

    titles = PublicIssue.objects.filter(issue__in=[issue, new]).values_list("title", flat=True)
    assert sorted(title[:5] for title in titles) == ["Gate,", "Plant"]
    assert not any("138" in title for title in titles)


def test_a_large_issue_is_left_to_the_task(town, monkeypatch):
    monkeypatch.setattr(tidy, "SUMMED_AT_ONCE", 2)
    issue, found = make_hot_issue(town, 5)
    small, _cases = make_hot_issue(town, 1)

    new = tidy.split_issue(
        actor=town.dispatcher, issue_id=issue.pk, case_ids=[case.pk for case in found[:2]],
        title="", now=NOW,
    )  # fmt: skip
    merge(town.dispatcher, fresh(issue), small)

    assert (fresh(new).is_stale, fresh(new).case_count) == (False, 2)
    assert fresh(small).is_stale
