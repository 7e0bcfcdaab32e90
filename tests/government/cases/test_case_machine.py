"""Any sequence of steps by anybody leaves a case whose history tells all of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases import interface as cases
from gongjian.government.cases import policies
from gongjian.government.cases.actions.remind_case import remind_assistance, remind_case
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import OPEN_STATES, TRANSITIONS, CaseState, Step, steps_from
from gongjian.government.cases.selectors.reaches import visible_to
from tests.factories import NOW, lead_case_to, make_case, make_town, take_step

PEOPLE = (
    "resident", "neighbour", "handler", "colleague", "supervisor", "other_handler", "dispatcher",
)  # fmt: skip
# Files go to a disk that no rollback reaches; they have their own tests.
STEPS = sorted(set(Step) - {Step.ATTACH})
# Possible nearly everywhere and leading nowhere; strangers try them still.
VISIBILITY = {
    Step.CHANGE_VISIBILITY,
    Step.HIDE,
    Step.LIFT_HIDING,
    Step.APPEAL_HIDING,
    Step.DECIDE_HIDING_APPEAL,
}
MOVING = set(STEPS) - {Step.NOTE, Step.SUPPORT, Step.ASSIGN} - VISIBILITY
ENDING = {Step.MERGE, Step.REJECT, Step.CLOSE}


class CaseMachine(RuleBasedStateMachine):
    """One case in a town of its own, in a transaction that is thrown away."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.town = make_town()
        self.town.duty.supporting_departments.add(self.town.other_department)
        self.now = NOW
        self.pk = make_case(self.town).pk
        self.settled: str | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.pk)

    @rule(step=st.sampled_from(STEPS), who=st.sampled_from(PEOPLE))
    def somebody_tries(self, step: Step, who: str) -> None:
        actor, before = getattr(self.town, who), self.case
        may = step in policies.steps_of(actor, before)
        done = self._try(step, actor)
        # Whoever may not never does; whoever may is hindered by the case's history at most.
        assert may or not done

    @initialize(state=st.sampled_from(sorted(CaseState)))
    def it_has_come_some_way(self, state: CaseState) -> None:
        lead_case_to(self.town, self.case, state, now=self.now)

    @rule(chance=st.randoms(use_true_random=True))
    def it_goes_its_way(self, chance: Random) -> None:
        # A walk of steps drawn one by one from all would hardly leave the door; and what ends a
        # case is to come seldom.
        for _ in range(12):
            steps = [s for s in steps_from(CaseState(self.case.state)) if s in MOVING]
            on = [s for s in steps if s not in ENDING or chance.random() < 0.1]
            self.now += timedelta(days=chance.choice([0, 0, 1, 4, 9]))
            if on:
                self._try(chance.choice(on), None)
            if chance.random() < 0.2:
                self._try(chance.choice(sorted(VISIBILITY)), None)
            self.check_everything()

    def check_everything(self) -> None:
        self.the_history_is_a_walk_that_ends_where_the_case_stands()
        self.every_event_is_in_the_ledger_and_announced()
        self.a_deadline_moves_only_with_an_event_that_says_so()
        self.a_clock_runs_only_while_the_department_owes_something()
        self.nothing_asked_of_others_outlives_the_handling()
        self.who_is_settled_stays_settled()
        self.only_what_is_public_is_seen_by_everybody()

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        remind_case(case_id=self.pk, now=self.now)
        for part in self.case.assistances.all():
            remind_assistance(assistance_id=part.pk, now=self.now)

    @rule(is_solved=st.booleans(), satisfaction=st.integers(1, 5))
    def the_requester_rates(self, is_solved: bool, satisfaction: int) -> None:
        try:
            with transaction.atomic():
                cases.rate_case(
                    actor=self.town.resident,
                    case_id=self.pk,
                    is_solved=is_solved,
                    satisfaction=satisfaction,
                    now=self.now,
                )
        except GongjianError:
            return
        assert self.case.is_solved is is_solved

    def _try(self, step: Step, actor: Actor | None) -> bool:
        before = self.case
        try:
            with transaction.atomic():
                take_step(self.town, before, step, actor=actor, now=self.now)
        except TransitionNotAllowed:
            assert step not in steps_from(CaseState(before.state))
            return False
        except GongjianError:
            assert self.case.version == before.version
            return False
        return True

    @invariant()
    def the_history_is_a_walk_that_ends_where_the_case_stands(self) -> None:
        events = list(self.case.events.order_by("id"))
        assert events[0].from_state == ""
        for earlier, later in pairwise(events):
            assert earlier.to_state == later.from_state
            assert later.at >= earlier.at
        assert events[-1].to_state == self.case.state
        moves = {(e.from_state, e.to_state) for e in events[1:] if e.from_state != e.to_state}
        assert moves <= {(s, end) for begins, end in TRANSITIONS.values() for s in begins if end}

    @invariant()
    def open_means_that_government_owes_something(self) -> None:
        assert self.case.is_open == (self.case.state in OPEN_STATES)

    @invariant()
    def every_event_is_in_the_ledger_and_announced(self) -> None:
        told = {str(pk) for pk in self.case.events.values_list("pk", flat=True)}
        entries = LedgerEntry.objects.filter(subject=f"case:{self.pk}")
        recorded = [e.data["event"] for e in entries if e.action != "case_supported"]
        announced = OutboxEvent.objects.filter(payload__case_id=str(self.pk))
        assert sorted(recorded) == sorted(told)
        assert {event.payload["event_id"] for event in announced} == told

    @invariant()
    def a_deadline_moves_only_with_an_event_that_says_so(self) -> None:
        due = ""
        for event in self.case.events.order_by("id"):
            assert event.data.get("due_from", due) == due
            due = event.data.get("due_to", due)
        assert due == (self.case.due_at.isoformat() if self.case.due_at else "")

    @invariant()
    def a_clock_runs_only_while_the_department_owes_something(self) -> None:
        case = self.case
        waits = case.state == CaseState.WAITING_FOR_REQUESTER
        assert (case.paused_at is not None) == waits
        if waits or not case.is_open:
            assert case.next_reminder_at is None
        closes_itself = case.state == CaseState.ANSWERED and not case.is_urgent
        assert (case.close_after is not None) == closes_itself

    @invariant()
    def nothing_asked_of_others_outlives_the_handling(self) -> None:
        case = self.case
        ended = case.assistances.exclude(replied_at=None, withdrawn_at=None)
        assert not ended.filter(next_reminder_at__isnull=False).exists()
        withdrawn = case.assistances.filter(withdrawn_at__isnull=False).count()
        assert case.events.filter(name="assistance_withdrawn").count() == withdrawn
        if case.is_open and case.lead_department_id and case.state != CaseState.HANDED_BACK:
            return
        assert not case.extensions.filter(decision="open").exists()
        assert not case.assistances.filter(replied_at=None, withdrawn_at=None).exists()

    @invariant()
    def only_what_is_public_is_seen_by_everybody(self) -> None:
        case = self.case
        by_everybody = Case.objects.filter(visible_to(Actor.anonymous()), pk=case.pk)
        assert by_everybody.exists() == case.is_public
        assert not (case.is_public and case.hidden_at)
        if case.hidden_at is None:
            assert not case.appeals.filter(against="hiding", decision="open").exists()

    @invariant()
    def who_is_settled_stays_settled(self) -> None:
        case = self.case
        if self.settled is not None:
            assert case.is_settled
        if case.is_settled:
            assert case.hand_back_count == 2
            self.settled = case.state

    @invariant()
    def supports_are_counted(self) -> None:
        assert self.case.support_count == self.case.supports.count()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_case_machine():
    run_state_machine_as_test(
        CaseMachine,
        settings=settings(
            max_examples=15,
            stateful_step_count=6,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
