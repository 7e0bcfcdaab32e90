"""Two at the same button: one wins, the other is told; on real connections, in real threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, GongjianError, Invalid, StaleVersion
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.refresh_rates import refresh_rates
from gongjian.government.cases.actions.remind_case import remind_assistance
from gongjian.government.cases.errors import Hidden, TransitionNotAllowed
from gongjian.government.cases.models import Case, CaseEvent, RateCell, Support
from gongjian.government.cases.rules import CaseState
from tests import threads
from tests.factories import NOW, Town, make_area, make_case, make_category, make_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committed_town(transactional_db) -> Town:
    return make_town()


def at_once(*acts: Callable[[], object]) -> list[type[GongjianError] | None]:
    """Do all at the same time; what each was told."""

    def told(act: Callable[[], object]) -> type[GongjianError] | None:
        try:
            act()
        except GongjianError as error:
            return type(error)
        return None

    return list(threads.at_once(*(partial(told, act) for act in acts)))


def events_named(case: Case, name: str) -> int:
    return case.events.filter(name=name).count()


def test_two_handlers_accept(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.DISPATCHED)

    def accept(actor: Actor) -> Callable[[], object]:
        return lambda: cases.accept_case(actor=actor, case_id=case.pk, now=NOW)

    told = at_once(accept(town.handler), accept(town.colleague))

    assert sorted(told, key=str) == [TransitionNotAllowed, None]
    winner = [town.handler, town.colleague][told.index(None)]
    assert Case.objects.get(pk=case.pk).handler_id == winner.user_id
    assert events_named(case, "case_accepted") == 1


def test_two_forms_of_one_version(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.ACCEPTED)

    def note(text: str) -> Callable[[], object]:
        return lambda: cases.add_note(
            actor=town.handler, case_id=case.pk, text=text, now=NOW, version=case.version
        )

    told = at_once(note("one"), note("two"), note("three"))

    assert sorted(told, key=str) == [StaleVersion, StaleVersion, None]
    assert events_named(case, "note_added") == 1


def test_made_private_while_staff_hide_it(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.ACCEPTED)

    told = at_once(
        lambda: cases.change_visibility(
            actor=town.resident, case_id=case.pk, is_public=False, now=NOW
        ),
        lambda: cases.hide_case(actor=town.handler, case_id=case.pk, reason="So.", now=NOW),
    )

    case.refresh_from_db()
    assert told.count(None) == 1
    assert set(told) - {None} <= {Conflict, Hidden}
    assert not case.is_public
    assert (case.hidden_at is None) == (told[0] is None)


def test_two_clicks_on_make_it_private(committed_town):
    town = committed_town
    case = make_case(town)

    def make_private() -> object:
        return cases.change_visibility(
            actor=town.resident, case_id=case.pk, is_public=False, now=NOW
        )

    assert sorted(at_once(make_private, make_private), key=str) == [Conflict, None]
    assert events_named(case, "visibility_changed") == 1


def test_a_part_replied_to_while_the_lead_answers(committed_town):
    town = committed_town
    town.duty.supporting_departments.add(town.other_department)
    case = make_case(town, state=CaseState.ACCEPTED)
    part = case.assistances.get()

    told = at_once(
        lambda: cases.reply_assistance(
            actor=town.other_handler,
            case_id=case.pk,
            assistance_id=part.pk,
            reply="Not ours.",
            now=NOW,
        ),
        lambda: cases.answer_case(actor=town.handler, case_id=case.pk, text="Done.", now=NOW),
    )

    part.refresh_from_db()
    # Either the reply came first, or the part had ended: never both.
    assert told[1] is None
    assert (part.replied_at is None) == (told[0] is TransitionNotAllowed)
    assert (part.replied_at is None) == (part.withdrawn_at is not None)


def test_two_workers_remind_of_one_part(committed_town):
    town = committed_town
    town.duty.supporting_departments.add(town.other_department)
    case = make_case(town, state=CaseState.ACCEPTED)
    part = case.assistances.get()

    def remind() -> object:
        return remind_assistance(assistance_id=part.pk, now=part.due_at)

    assert at_once(remind, remind) == [None, None]
    assert events_named(case, "assistance_overdue") == 1


def test_a_double_click_on_rate(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.ANSWERED)

    def rate() -> object:
        return cases.rate_case(
            actor=town.resident, case_id=case.pk, is_solved=True, satisfaction=5, now=NOW
        )

    assert sorted(at_once(rate, rate), key=str) == [Conflict, None]
    assert case.ratings.count() == 1


def test_many_supporters_and_one_of_them_twice(committed_town):
    town = committed_town
    case = make_case(town)

    def support(visitor: str) -> Callable[[], object]:
        return lambda: cases.support_case(
            actor=Actor.anonymous(), case_id=case.pk, visitor=visitor, now=NOW
        )

    told = at_once(*(support(visitor) for visitor in ("a", "b", "c", "d", "d", "d")))

    assert told == [None] * 6
    assert Support.objects.filter(case=case).count() == 4
    assert Case.objects.get(pk=case.pk).support_count == 4
    assert LedgerEntry.objects.filter(action="case_supported").count() == 4


def test_supporters_while_the_case_is_handled(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.DISPATCHED)

    told = at_once(
        lambda: cases.support_case(actor=Actor.anonymous(), case_id=case.pk, visitor="a", now=NOW),
        lambda: cases.accept_case(actor=town.handler, case_id=case.pk, now=NOW),
        lambda: cases.support_case(actor=town.neighbour, case_id=case.pk, now=NOW),
    )

    assert told == [None] * 3
    assert Case.objects.get(pk=case.pk).support_count == 2
    assert Case.objects.get(pk=case.pk).state == CaseState.ACCEPTED


def test_two_cases_merged_into_each_other(committed_town):
    town = committed_town
    one, other = (make_case(town, state=CaseState.ACCEPTED) for _ in range(2))

    def merge(case: Case, target: Case) -> Callable[[], object]:
        return lambda: cases.merge_case(
            actor=town.handler,
            case_id=case.pk,
            into_number=target.number,
            reason="Same.",
            now=NOW,
        )

    told = at_once(merge(one, other), merge(other, one))

    assert told.count(None) == 1
    assert Case.objects.filter(state=CaseState.MERGED).count() == 1


def test_workers_that_count_the_same_cells(committed_town):
    town = committed_town
    for _ in range(6):
        make_case(town, state=CaseState.DISPATCHED)
    events = list(CaseEvent.objects.order_by("id").values_list("pk", flat=True))

    told = at_once(
        lambda: refresh_rates(event_ids=events, now=NOW),
        lambda: refresh_rates(event_ids=events[::-1], now=NOW),
        lambda: refresh_rates(event_ids=events[::2], now=NOW),
    )

    assert told == [None] * 3
    assert sorted(RateCell.objects.values_list("received", flat=True)) == [0, 6]


class Killed(BaseException):
    """What a signal would do to the process, at a moment that a test can choose."""


def test_killed_in_the_middle_nothing_is_half_written(committed_town):
    town = committed_town
    case = make_case(town, state=CaseState.ACCEPTED)
    before = (case.events.count(), LedgerEntry.objects.count())

    def answer_and_be_killed() -> None:
        with transaction.atomic():
            cases.answer_case(actor=town.handler, case_id=case.pk, text="Done.", now=NOW)
            raise Killed

    with pytest.raises(Killed):
        answer_and_be_killed()

    after = Case.objects.get(pk=case.pk)
    assert (after.state, after.version, after.first_answered_at) == (
        case.state,
        case.version,
        None,
    )
    assert (case.events.count(), LedgerEntry.objects.count()) == before
    assert not case.answers.exists()


@pytest.mark.parametrize("kind", ["area", "category"])
def test_a_case_for_what_is_deleted_meanwhile_is_refused_at_its_field(committed_town, kind):
    gone = make_area() if kind == "area" else make_category()
    type(gone).objects.filter(pk=gone.pk).delete()
    draft = cases.CaseDraft(title="", text="Rubbish", **{f"{kind}_id": gone.pk})

    with pytest.raises(Invalid) as told:
        cases.receive_case(actor=Actor.system("test"), draft=draft, now=NOW)

    assert list(told.value.fields) == [f"{kind}_id"]
    assert not CaseEvent.objects.filter(name="case_received", case__text="Rubbish").exists()
