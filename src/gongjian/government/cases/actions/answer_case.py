"""Answering: what the department says, and on which provision."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.people import interface as people
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.checks import known, provision_of, text_of
from gongjian.government.cases.actions.clocks import end_pause
from gongjian.government.cases.actions.urgency import set_close_after
from gongjian.government.cases.actions.write_event import write_event
from gongjian.government.cases.errors import UncheckedDraft
from gongjian.government.cases.models import Case, CaseAnswer, DraftRequest
from gongjian.government.cases.selectors import cases, drafts


def answer_case(
    *,
    actor: Actor,
    case_id: UUID,
    text: str,
    now: datetime,
    provision_id: UUID | None = None,
    version: int | None = None,
    issue_number: str = "",
    draft_id: UUID | None = None,
    is_draft_checked: bool = False,
) -> CaseAnswer:
    """Answer an accepted case; the clock stops and the requester may rate.

    Parameters
    ----------
    issue_number : str
        Of the hot issue whose cases are answered by the same words.
    draft_id : UUID, optional
        The machine's draft that the text was made from. An answer that has the words of one is
        known for it without that, too.
    is_draft_checked : bool
        A person says that they have read and checked the text; asked for where it was a draft.

    Raises
    ------
    NotFound, NotAllowed, StaleVersion, TransitionNotAllowed
        As for every step.
    Invalid
        The text is empty or too long, or the provision is not in force today, or there is no
        such draft.
    UncheckedDraft
        It was made from a draft, and nobody says that they have checked it.
    InPersonOnly
        It was made from a draft, and a programme sends it.
    """
    with transaction.atomic():
        case = cases.get_locked(actor=actor, case_id=case_id, version=version)
        policies.require(rules.Step.ANSWER, actor, case)
        # Who may answer is of the lead department, so there is one.
        assert case.lead_department_id is not None
        text = text_of("text", text)
        draft = _draft_behind(case, text, draft_id)
        if draft is not None:
            people.require_in_person(actor)
            if not is_draft_checked:
                said = [_("Please check the text and say so.")]
                raise UncheckedDraft(fields={"is_draft_checked": said})
        today = local_day(now)
        provision_id = provision_of("provision_id", provision_id, today)
        moved = end_pause(case, now)
        if case.first_answered_at is None:
            case.first_answered_at = now
            case.is_answered_in_time = rules.is_in_time(now, case.due_at)
        case.first_response_at = case.first_response_at or now
        case.answered_at = now
        set_close_after(case, now)
        event = write_event(
            case,
            actor=actor,
            name="case_answered",
            step=rules.Step.ANSWER,
            now=now,
            text=text,
            department_id=case.lead_department_id,
            data={
                "provision": str(provision_id or ""),
                **({"issue": issue_number} if issue_number else {}),
                **moved,
                **_data_of(draft),
            },
        )
        answer = CaseAnswer(
            case=case,
            event=event,
            department_id=case.lead_department_id,
            author_id=actor.user_id,
            text=text,
            public_text=event.public_text,
            provision_id=provision_id,
            answered_at=now,
        )
        insert_rows([answer])
        if draft is not None:
            case.drafts.filter(pk=draft.pk).update(answer=answer)
        return answer


def _draft_behind(case: Case, text: str, draft_id: UUID | None) -> DraftRequest | None:
    with known("draft_id"):
        return drafts.draft_behind(case, text, draft_id)


def _data_of(draft: DraftRequest | None) -> dict[str, object]:
    """What the history says of it: everybody that there was one, staff which model wrote it."""
    if draft is None:
        return {}
    return {"is_from_draft": True, "draft": str(draft.pk), "draft_model": draft.model}
