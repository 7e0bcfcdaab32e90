"""Dispatching: the duty register names the lead department and the deadline."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions import checks
from gongjian.government.cases.actions.clocks import cell_of, start_again
from gongjian.government.cases.actions.parts import add_parts_of_duty, part_data
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import AppealOpen
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case_event import Visibility
from gongjian.government.cases.selectors import cases
from gongjian.government.duties import interface as duties
from gongjian.government.triage import interface as triage

NO_CATEGORY = gettext_noop("No category yet: a dispatcher chooses one.")
CHECKED = gettext_noop("Spot check: triage is sure, and a dispatcher says whether it is right.")
NO_AREA = gettext_noop("No area yet: choose one, the duty register names somebody by area.")
NOT_YET = gettext_noop("The duty for this holds only from a later day than that of receipt.")
GAP = gettext_noop("The duty register names nobody for this category in this area.")
NOBODY = {duties.Gap.NO_AREA: NO_AREA, duties.Gap.NOT_YET: NOT_YET, duties.Gap.NOBODY: GAP}


def dispatch_case(
    *,
    actor: Actor,
    case_id: UUID,
    now: datetime,
    version: int | None = None,
    category_id: UUID | None = None,
    area_id: UUID | None = None,
    department_id: UUID | None = None,
    reason: str = "",
) -> Case:
    """Give a case to the department the duty register names, or to one a dispatcher names.

    Category and area None keep the case's own. Without ``department_id``, a gap in the register
    leaves the case with the dispatcher and says so on it. By a duty, its supporting departments are
    asked for their parts; not where another department leads than the duty says. After a second
    hand-back this settles the matter: the case cannot be handed back again.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    AppealOpen
        An appeal against its rejection is to be decided first.
    Invalid
        An id is unknown, or a department was named against the register without a reason.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.DISPATCH, actor, case)
        if case.appealed_at is not None:
            raise AppealOpen
        left_cell = cell_of(case)
        # Its own category and area may have gone out of use since it came in.
        if category_id is not None and category_id != case.category_id:
            with checks.known("category_id"):
                case.category = duties.get_category(category_id)
        if area_id is not None and area_id != case.area_id:
            with checks.known("area_id"):
                case.area = duties.get_area_in_use(area_id)
        elif case.area_id is not None:
            case.area = duties.get_area(case.area_id)
        case.area_path = case.area.path if case.area else ""
        verdict = _verdict(actor, case)
        answer = verdict.answer if verdict and verdict.is_automatic else None
        case.duty = _duty(case, answer.category_id if answer else case.category_id)
        if verdict is not None:
            is_automatic = answer is not None and case.duty is not None
            if answer is not None and is_automatic:
                case.category = duties.get_category(answer.category_id)
            triage.note_decision(
                case_id=case.pk, verdict=verdict, is_automatic=is_automatic, now=now
            )
        named = department_id or (case.duty.lead_department_id if case.duty else None)
        # What a job directs at one department needs no category to find it by.
        is_directed = actor.is_system and department_id is not None
        if named is None or (case.category_id is None and not is_directed):
            _hold(case, actor, left_cell, verdict, now)
            return case
        if case.duty is None or case.duty.lead_department_id != named:
            checks.department_of("department_id", named)
            if not reason.strip():
                raise Invalid(fields={"reason": [_("Say why: the register names another one.")]})
        reason = checks.text_of("reason", reason, may_be_empty=True)
        _give(case, named, actor, reason, {"left_cell": left_cell, **_said(case, verdict)}, now)
    return case


def _duty(case: Case, category_id: UUID | None) -> duties.Duty | None:
    day = local_day(case.received_at)
    return duties.responsible_duty(category_id=category_id, area_id=case.area_id, on=day)


def _verdict(actor: Actor, case: Case) -> triage.Verdict | None:
    """What triage says of a case that came without a category and that no person has looked at."""
    if not actor.is_system or case.category_id or case.state != rules.CaseState.RECEIVED:
        return None
    return triage.verdict(case_id=case.pk, title=case.public_title, text=case.public_text)


def _said(case: Case, verdict: triage.Verdict | None) -> dict[str, object]:
    """What the history keeps of a dispatch: its category, and the model that chose it alone."""
    said: dict[str, object] = {"category": str(case.category_id or "")}
    if verdict is not None and verdict.answer is not None and verdict.made_at is not None:
        said |= {
            "model": str(verdict.model_id),
            "model_made_at": verdict.made_at.isoformat(),
            "likelihood": round(verdict.answer.score, 4),
            "threshold": round(verdict.threshold, 4),
            "words": list(verdict.answer.words),
        }
    return said


def _give(
    case: Case, department_id: UUID, actor: Actor, reason: str, data: dict, now: datetime
) -> None:
    settles = (
        case.state == rules.CaseState.HANDED_BACK
        and case.hand_back_count >= rules.SETTLE_AFTER_HAND_BACKS
    )
    case.lead_department_id = department_id
    case.handler = case.better_department = None
    case.is_settled = case.is_settled or settles
    case.dispatch_note, case.guesses = "", []
    case.dispatched_at = case.dispatched_at or now
    moved = start_again(case, now)
    write_event(
        case,
        actor=actor,
        name="case_settled" if settles else "case_dispatched",
        step=rules.Step.DISPATCH,
        now=now,
        text=reason,
        department_id=department_id,
        data={"duty": str(case.duty_id or ""), **data, **moved},
    )
    if case.duty is not None and case.duty.lead_department_id == department_id:
        _ask_supporting(case, actor, now)
    if settles and case.category and case.category.is_active:
        # A settled dispute is what the register did not say well enough.
        duties.propose_duty_change(
            actor=actor,
            case_reference=reference_of(case),
            case_number=case.number,
            category_id=case.category.pk,
            area_id=case.area_id,
            department_id=department_id,
            reason=reason,
            now=now,
        )


def _ask_supporting(case: Case, actor: Actor, now: datetime) -> None:
    for part in add_parts_of_duty(case, now):
        write_event(
            case,
            actor=actor,
            name="assistance_asked",
            now=now,
            visibility=Visibility.STAFF,
            department_id=part.department_id,
            data=part_data(part),
        )


def _why_nobody(case: Case) -> str:
    day = local_day(case.received_at)
    gap = duties.why_nobody(category_id=case.category_id, area_id=case.area_id, on=day)
    return NOBODY[gap]


def _hold(
    case: Case, actor: Actor, left_cell: dict, verdict: triage.Verdict | None, now: datetime
) -> None:
    """Leave it with the dispatcher and say why; saying it twice says it once."""
    note = NO_CATEGORY if case.category_id is None else _why_nobody(case)
    if verdict is not None and verdict.is_spot_check:
        note = CHECKED
    if case.dispatch_note == note and cell_of(case) == left_cell:
        return
    if verdict is not None:
        case.guesses = [_guess(one, verdict) for one in verdict.guesses]
    case.dispatch_note = note
    case.version += 1
    write_event(
        case, actor=actor, name="case_held", visibility=Visibility.STAFF, text=note, now=now,
        data={"left_cell": left_cell},
    )  # fmt: skip


def _guess(one: triage.Suggestion, verdict: triage.Verdict) -> dict[str, object]:
    said = {
        "category": str(one.category_id),
        "name": one.name,
        "score": round(one.score, 3),
        "words": list(one.words),
    }
    # Of a trained model a score is a probability; of names it only ranks.
    return said | ({"model": str(verdict.model_id)} if verdict.model_id else {})
