"""Received cases find their hot issue; what one sender says twice becomes one case."""

from datetime import timedelta

import pytest

from gongjian.government.cases.actions import place_cases as placing
from gongjian.government.cases.actions.erase_person import erase_requester
from gongjian.government.cases.actions.place_cases import place_cases, sender_of
from gongjian.government.cases.actions.settle_imported import settle_imported
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage.models import CaseFingerprint, HotIssue, PlacedCase
from tests.factories import NOW, make_case, make_user

SAID = "五一路14号门口的路灯坏了三天，晚上很黑，老人不敢出门，请尽快来修。"
LATER = NOW + timedelta(hours=1)


def place(*cases):
    return place_cases(case_ids=[case.pk for case in cases], now=NOW)


def twice(town, *, other=None, **fields):
    """Two cases of one account, an hour apart."""
    person = make_user()
    fields = {"title": "", "text": SAID, "requester_id": person.pk, **fields}
    first = make_case(town, **fields)
    second = make_case(town, **{**fields, "received_at": LATER, **(other or {})})
    return first, second


def now_of(case):
    return Case.objects.get(pk=case.pk)


def test_what_one_sender_says_twice_goes_on_as_the_first(town):
    first, second = twice(town)

    assert place(first, second) == 1

    assert now_of(second).merged_into_id == first.pk
    told = CaseEvent.objects.get(case=second, name="case_merged")
    assert first.shown_number in told.text
    assert told.actor == "system:triage"


def test_a_long_text_goes_on_as_the_first_under_another_title_too(town):
    told = {"title": "五一路的路灯坏了", "text": SAID * 3}
    first, second = twice(town, other={"title": "请问什么时候有人来修路灯，等很久了"}, **told)

    assert place(first, second) == 1

    assert now_of(second).merged_into_id == first.pk


def test_doing_it_again_changes_nothing(town):
    first, second = twice(town)
    place(first, second)
    events = CaseEvent.objects.count()

    assert place(first, second) == 0

    assert CaseEvent.objects.count() == events


@pytest.mark.parametrize(("is_public", "kept"), [(True, 1), (False, 0)])
def test_what_is_erased_while_it_is_placed_is_forgotten(town, monkeypatch, is_public, kept):
    case = make_case(town, title="", text=SAID, is_public=is_public)
    real = placing.triage.place_cases

    def after_an_erasure(**given):
        erase_requester(actor=town.resident, case_id=case.pk, now=NOW)
        return real(**given)

    monkeypatch.setattr(placing.triage, "place_cases", after_an_erasure)
    place(case)

    assert PlacedCase.objects.get().sender == ""
    assert CaseFingerprint.objects.count() == kept


def test_killed_before_merging_it_is_merged_the_next_time(town, monkeypatch):
    first, second = twice(town)
    with monkeypatch.context() as patch:
        patch.setattr("gongjian.government.cases.actions.place_cases._join", _killed)
        with pytest.raises(KeyboardInterrupt):
            place(first, second)
    assert PlacedCase.objects.count() == 2

    assert place(first, second) == 1


def _killed(*_args):
    raise KeyboardInterrupt


def test_what_is_urgent_is_merged_by_people_alone(town):
    first, second = twice(town)
    Case.objects.filter(pk=second.pk).update(is_urgent=True)

    place(first, second)

    assert now_of(second).merged_into is None


@pytest.mark.parametrize(
    "other",
    [
        {"text": SAID.replace("14", "15")},
        {"text": SAID.replace("五一路", "人民路")},
        {"address": "Elsewhere 5"},
        {"received_at": NOW + timedelta(days=31)},
        {"requester_id": None},
        {"channel": Channel.SENSOR},
    ],
)
def test_what_is_not_the_same_stays(town, other):
    changed = dict(other)
    text = changed.pop("text", SAID)
    person = make_user()
    first = make_case(town, title="", text=SAID, requester_id=person.pk)
    fields = {"requester_id": person.pk, "received_at": LATER, **changed}
    second = make_case(town, title="", text=text, **fields)

    assert place(first, second) == 0

    assert now_of(second).state == CaseState.RECEIVED


def test_nothing_is_merged_into_what_has_ended(town):
    first = make_case(town, title="", text=SAID, state=CaseState.CLOSED)
    second = make_case(town, title="", text=SAID, received_at=LATER)

    assert place(first, second) == 0


def test_words_of_a_private_case_are_not_shown_to_another_account(town):
    """One contact, but without an account nobody knows whether it is one person."""
    fields = {"title": "", "text": SAID, "contact_email": "x@example.org", "requester_id": None}
    first = make_case(town, is_public=False, **fields)
    second = make_case(town, received_at=LATER, **fields)

    assert place(first, second) == 0


def test_a_third_copy_goes_on_as_the_first_too(town):
    first, second = twice(town)
    place(first, second)
    third = make_case(
        town, title="", text=SAID, requester_id=first.requester_id,
        received_at=LATER + timedelta(hours=1),
    )  # fmt: skip

    place(third)

    assert now_of(third).merged_into_id == first.pk


def test_a_sender_is_an_account_or_else_a_contact_and_no_name(town):
    person = make_user()
    known = make_case(town, requester_id=person.pk, contact_email="a@example.org")
    brought = {"requester_id": None, "channel": Channel.IMPORT}
    mail = make_case(town, contact_email="A@Example.org ".strip(), **brought)
    same = make_case(town, contact_email="a@example.org", **brought)
    phone = make_case(town, requester_id=None, contact_phone="+86 731-8888", channel=Channel.PHONE)
    none = make_case(town, **brought)

    senders = [sender_of(one) for one in (known, mail, same, phone, none)]

    assert senders[1] == senders[2]
    assert len(set(senders)) == 4
    assert senders[4] == ""
    assert all(len(one) == 32 for one in senders[:4])


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.API, Channel.OPEN311])
def test_an_address_that_anybody_may_have_typed_makes_nobody_a_sender(town, channel):
    fields = {"requester_id": None, "contact_email": "a@example.org", "contact_phone": "13800138"}
    fields |= {"title": "", "text": SAID, "channel": channel}
    first, second = (make_case(town, received_at=at, **fields) for at in (NOW, LATER))

    assert [sender_of(first), sender_of(second)] == ["", ""]
    assert place(first, second) == 0
    assert now_of(second).state == CaseState.RECEIVED


def test_cases_of_several_people_about_one_thing_become_a_hot_issue(town):
    said = [
        "丽发新城旁边的搅拌站噪音粉尘扰民，请尽快查处。",
        "丽发新城附近搅拌站噪音扰民，粉尘很大。",
    ]
    cases = [make_case(town, title=text[:14], text=text * 2) for text in said]

    place(*cases)

    issue = HotIssue.objects.get()
    assert set(issue.cases.values_list("case_id", flat=True)) == {case.pk for case in cases}
    assert issue.is_stale


@pytest.mark.parametrize(("is_public", "left"), [(True, 1), (False, 0)])
def test_who_is_erased_is_no_sender_and_private_words_are_forgotten(town, is_public, left):
    case = make_case(town, is_public=is_public)
    place(case)

    erase_requester(actor=town.resident, case_id=case.pk, now=NOW)

    assert PlacedCase.objects.get().sender == ""
    assert CaseFingerprint.objects.count() == left
    assert place(case) == 0
    assert CaseFingerprint.objects.count() == left


def test_a_past_that_was_told_to_its_end_has_hot_issues_and_no_merges(town):
    twice(town)

    settle_imported(now=LATER, on_progress=lambda count: None)

    assert HotIssue.objects.get().case_count == 2
    assert not Case.objects.filter(state=CaseState.MERGED).exists()
