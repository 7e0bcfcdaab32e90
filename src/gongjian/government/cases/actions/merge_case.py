"""Merging: two cases about one thing become one; the other's requester follows it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import read_number
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import text_of
from gongjian.government.cases.actions.clocks import cell_of
from gongjian.government.cases.actions.urgency import raise_with
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import AppealOpen
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases


def merge_case(
    *,
    actor: Actor,
    case_id: UUID,
    into_number: str,
    reason: str,
    now: datetime,
    version: int | None = None,
) -> Case:
    """End a case as part of another one, which goes on for both requesters.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    AppealOpen
        An appeal against its rejection is to be decided first.
    Invalid
        No reason; or no such case, the case itself, one that is merged or at its end, a private
        one of somebody else, whose words would be shown, or a private one where this is public:
        whoever follows it would lose sight of it.
    """
    with transaction.atomic():
        case, target = _get_both_locked(actor, case_id, into_number, version)
        policies.require(rules.Step.MERGE, actor, case)
        if case.appealed_at is not None:
            raise AppealOpen
        _check_target(actor, case, target)
        case.merged_into = target
        _follow(case, target, now)
        write_event(
            case,
            actor=actor,
            name="case_merged",
            step=rules.Step.MERGE,
            now=now,
            text=text_of("reason", reason),
            department_id=policies.department_speaking(actor, case),
            data={"into": target.number, "left_cell": cell_of(case)},
        )
        write_event(
            target,
            actor=actor,
            name="case_joined",
            now=now,
            visibility=Visibility.STAFF,
            data={"joined": case.number},
        )
        raise_with(target, case, now=now)
        trail.add_link(
            actor,
            reference_of(case),
            trail.Relation.MERGED_INTO,
            reference_of(target),
            now=now,
        )
    return case


def _get_both_locked(
    actor: Actor, case_id: UUID, into_number: str, version: int | None
) -> tuple[Case, Case]:
    """Both rows, locked in the order of their keys, so that two merges at once cannot deadlock."""
    number = read_number(into_number)
    target_id = Case.objects.filter(number=number).values_list("pk", flat=True).first()
    is_seen = target_id is not None and cases.is_visible(actor=actor, case_id=target_id)
    if target_id is None or target_id == case_id or not is_seen:
        # The case itself comes first: whoever may not see it learns nothing of the other.
        cases.get_locked(actor=actor, case_id=case_id, version=version)
        raise Invalid(fields={"into_number": [_("There is no other case with this number.")]})
    found = {
        pk: cases.get_locked(actor=actor, case_id=pk, version=version if pk == case_id else None)
        for pk in sorted((case_id, target_id))
    }
    return found[case_id], found[target_id]


def _check_target(actor: Actor, case: Case, target: Case) -> None:
    # A merged case has no further step, so that no chain of merges can come back to its begin.
    if target.state not in rules.OPEN_STATES | {rules.CaseState.ANSWERED}:
        raise Invalid(fields={"into_number": [_("That case has ended. Choose an open one.")]})
    if policies.is_mergeable_into(case, target):
        return
    message = _("That case is private: its words may not be shown to another requester.")
    if case.requester_id is not None and case.requester_id == target.requester_id:
        message = _(
            "That case is private and this one is public: whoever follows it would lose sight of "
            "it. Merge that one into this one, or choose a public one."
        )
    raise Invalid(fields={"into_number": [message]})


def _follow(case: Case, target: Case, now: datetime) -> None:
    """Whoever asked for or supported the one case now supports the other, once each."""
    supporters = list(case.supports.all())
    follows = [
        Support(
            case=target, user_id=s.user_id, visitor=s.visitor, wants_notices=s.wants_notices, at=now
        )
        for s in supporters
        if s.user_id is None or s.user_id != target.requester_id
    ]
    if case.requester_id is None or case.requester_id != target.requester_id:
        visitor = "" if case.requester_id else reference_of(case)
        follows.append(
            Support(
                case=target,
                user_id=case.requester_id,
                visitor=visitor,
                wants_notices=True,
                at=now,
            )
        )
    # Of those who liked it where it was imported from there are no rows.
    likes = max(0, target.support_count - target.supports.count())
    Support.objects.bulk_create(follows, ignore_conflicts=True)
    target.support_count = likes + target.supports.count()
