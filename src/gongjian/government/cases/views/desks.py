"""Where somebody of staff was at their desk: the filters they chose stay for the session, and the
workbench knows which case comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.form_fields import offer
from gongjian.government.cases.forms import CaseFilterForm
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case import State
from gongjian.government.cases.policies import DEPARTMENT_ROLES, is_lead_handler
from gongjian.government.cases.rules import DEPARTMENT_STATES
from gongjian.government.cases.selectors.queues import (
    MOST_COUNTED,
    Whose,
    next_in_queue,
    next_to_dispatch,
)

QUEUE, DISPATCH = "handler_queue", "dispatcher_queue"
LONGEST_KEPT = 1_000


class QueueFilterForm(CaseFilterForm):
    """The filters of the lists, less what is the same for a whole queue."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["department"]
        open_states = [(s.value, s.label) for s in State if s.value in DEPARTMENT_STATES]
        offer(self, "state", [("", _("All")), *open_states])


@dataclass(frozen=True, slots=True)
class Place:
    """Where the workbench stands: the desk it was opened from, and the case that comes next."""

    url: str
    name: str | Promise
    next_case: Case | None


def kept_query(request: HttpRequest, desk: str) -> str:
    """The filters last chosen at a desk, as the query of its address; "" for none."""
    return str(request.session.get(f"desk:{desk}", ""))


def keep_query(request: HttpRequest, desk: str) -> None:
    query = request.GET.copy()
    query.pop("cursor", None)
    text = "" if query.urlencode() == f"whose={Whose.ALL}" else query.urlencode()[:LONGEST_KEPT]
    if text != kept_query(request, desk):
        request.session[f"desk:{desk}"] = text


def shown_count(count: int) -> str:
    """How many wait at a desk: "1000+" where counting stopped."""
    return f"{MOST_COUNTED}+" if count >= MOST_COUNTED else str(count)


def whose_of(query: QueryDict) -> Whose:
    text = query.get("whose", "")
    return Whose(text) if text in set(Whose) else Whose.ALL


def place_of(request: HttpRequest, actor: Actor, case: Case, now: datetime) -> Place | None:
    """The desk a case lies on for this actor; None for those who only look at it."""
    if actor.holds(Role.DISPATCHER) and not is_lead_handler(actor, case):
        return Place(
            reverse(DISPATCH), _("Dispatch"), next_to_dispatch(actor=actor, case=case)
        )  # fmt: skip
    if not actor.holds(*DEPARTMENT_ROLES):
        return None
    query = QueryDict(kept_query(request, QUEUE))
    found = next_in_queue(
        actor=actor,
        now=now,
        case=case,
        filters=QueueFilterForm(query).filters(),
        whose=whose_of(query),
    )
    return Place(reverse(QUEUE), _("My queue"), found)
