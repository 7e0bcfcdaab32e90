"""Telephone: what a caller says becomes a case and is dispatched while they wait."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.government.cases import policies, rules
from gongjian.government.cases.actions.dispatch_case import dispatch_case
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_case
from gongjian.government.cases.actions.support_case import count_once
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors import cases

SOURCE = "phone"


def take_call(*, actor: Actor, draft: CaseDraft, now: datetime) -> Case:
    """Make a call a case and dispatch it at once, so that department and due date can be read out.

    The caller is nobody's account: the case is theirs by its number and secret. The same
    ``source_reference`` again is the same case.

    Raises
    ------
    NotAllowed
        The actor takes no calls.
    KeyReused
        The draft's reference was used with another content.
    """
    if not policies.takes_calls(actor):
        raise NotAllowed
    call = replace(draft, channel=Channel.PHONE, requester_id=None, source=SOURCE)
    with transaction.atomic():
        case = receive_case(actor=actor, draft=call, now=now)
        if case.state == CaseState.RECEIVED and not case.dispatch_note:
            # By the register, whatever the operator's own area: as the task would do it later.
            case = dispatch_case(actor=Actor.system("dispatch"), case_id=case.pk, now=now)
    return case


def join_caller(
    *, actor: Actor, case_id: UUID, telephone: str, call: str, now: datetime
) -> tuple[Case, bool]:
    """Count a caller among those who have the same trouble; False where they were before.

    Parameters
    ----------
    telephone : str
        The caller's number, by which they count once.
    call : str
        What stands for a caller who gives no number: the id of the form.

    Raises
    ------
    NotAllowed
        The actor takes no calls.
    NotFound
        There is no such public case.
    TransitionNotAllowed
        It is over.
    """
    if not policies.takes_calls(actor):
        raise NotAllowed
    with transaction.atomic():
        case = cases.get_visible(actor=actor, case_id=case_id)
        if not case.is_public:
            raise NotFound
        rules.next_state(rules.Step.SUPPORT, CaseState(case.state))
        support = Support(case=case, visitor=_caller(telephone, call), at=now)
        is_new = count_once(support, actor=actor, now=now)
        case.refresh_from_db(fields=["support_count"])
    return case, is_new


def _caller(telephone: str, call: str) -> str:
    """A caller as a keyed digest: on a plain one, all telephone numbers could be tried."""
    digits = "".join(filter(str.isdigit, telephone))
    caller = f"telephone:{digits}" if digits else f"call:{call}"
    return hmac.new(settings.TRACKING_KEY.encode(), caller.encode(), hashlib.sha256).hexdigest()
