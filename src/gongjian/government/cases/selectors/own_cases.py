"""What somebody asked, and what they support."""

from __future__ import annotations

from django.db.models import F, Q

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page, merged_page
from gongjian.government.cases import policies
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.case_lists import NEWEST_FIRST
from gongjian.government.cases.selectors.cases import get_case


def my_cases(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Case]:
    """What the actor asked, with an account or in this session by secret; newest first."""
    parts = []
    if actor.user_id is not None:
        parts.append(Case.objects.filter(requester=actor.user_id))
    if actor.case_ids:
        shown = Case.objects.filter(pk__in=actor.case_ids, erased_at=None)
        parts.append(shown.exclude(requester=actor.user_id, requester__isnull=False))
    rows = [part.select_related("category", "area", "lead_department") for part in parts]
    return merged_page(rows, order=NEWEST_FIRST, cursor=cursor, size=size)


def waiting_for_me(*, actor: Actor, size: int = 10) -> list[Case]:
    """Of what the actor asked: questions to reply to, then answers to rate; the longest first."""
    is_mine = Q(requester=actor.user_id, requester__isnull=False)
    if actor.case_ids:
        is_mine |= Q(pk__in=actor.case_ids, erased_at=None)
    is_unrated = Q(rated_at=None) | Q(rated_at__lt=F("answered_at"))
    wanted = Q(state=CaseState.WAITING_FOR_REQUESTER) | Q(state=CaseState.ANSWERED) & is_unrated
    # In the alphabet "waiting" comes after "answered".
    return list(Case.objects.filter(is_mine, wanted).order_by("-state", "received_at", "id")[:size])


def my_supports(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[Support]:
    """What the actor supports and may still read, the latest first."""
    rows = Support.objects.filter(user=actor.user_id, user__isnull=False, case__is_public=True)
    shown = ("case__category", "case__area", "case__lead_department")
    return keyset_page(
        rows.select_related("case", *shown), order=("-id",), cursor=cursor, size=size
    )


def get_own_case(*, actor: Actor, number: str) -> Case:
    """A case that the actor asked; NotFound for whoever else, staff who may read it among them."""
    found = get_case(actor=actor, number=number)
    if not policies.acts_as_requester(actor, found):
        raise NotFound
    return found
