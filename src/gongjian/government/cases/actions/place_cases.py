"""Received cases find their hot issue; what one sender says twice becomes one case."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.government.cases import rules
from gongjian.government.cases.actions.merge_case import merge_case
from gongjian.government.cases.errors import AppealOpen, TransitionNotAllowed
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case import Channel
from gongjian.government.triage import interface as triage
from gongjian.methods.near_copies import TitledText, is_sent_again

VOUCHED = frozenset({Channel.PHONE, Channel.IMPORT})
"""Whose contact a member of staff wrote down, or another system that knows its people."""
PLACER = Actor.system("triage")
SAID_BEFORE = _(
    "You told us the same before. It goes on as case %(number)s, which you follow from now on."
)


def place_cases(*, case_ids: Collection[UUID], now: datetime, is_joining: bool = True) -> int:
    """Place cases among the others, and merge each that its sender sent before into that one.

    Doing it twice changes nothing. Cases whose words were erased are left out.

    Parameters
    ----------
    is_joining : bool
        Whether what one sender says twice becomes one case; not of a past that was told to its end.

    Returns
    -------
    int
        How many were merged.
    """
    # Whom a case is from is read where it is decided upon, not kept: it may be erased meanwhile.
    cases = Case.objects.filter(pk__in=set(case_ids)).exclude(state=rules.CaseState.MERGED)
    copies = triage.place_cases(
        cases=[
            triage.ArrivingCase(
                case_id=case.pk,
                title=_title_of(case),
                text=case.public_text,
                received_at=case.received_at,
                area_path=case.area_path,
                sender=sender_of(case),
                longitude=case.longitude,
                latitude=case.latitude,
                category_path=case.category.path if case.category else "",
            )
            for case in cases.select_related("category")
        ],
        now=now,
    )
    _forget_erased(case_ids)
    return sum(_join(copy, now) for copy in copies) if is_joining else 0


def _forget_erased(case_ids: Collection[UUID]) -> None:
    """Whose case was erased between its being read and its being placed: that erasure found nothing
    to forget."""
    for case in Case.objects.filter(pk__in=set(case_ids)).exclude(erased_at=None):
        triage.forget_text(case_id=case.pk, keeps_words=case.is_public)


def sender_of(case: Case) -> str:
    """Who sent a case, as a digest under a key of the town: the account, or else the address or the
    number where somebody vouches for it; "" if neither is known.

    Anybody can type anybody's address on the website: two people would be taken for one.
    """
    if case.requester_id:
        who = f"user:{case.requester_id}"
    elif case.channel not in VOUCHED:
        return ""
    elif case.contact_email:
        who = f"email:{case.contact_email.strip().casefold()}"
    elif digits := "".join(filter(str.isdigit, case.contact_phone)):
        who = f"phone:{digits}"
    else:
        return ""
    key = settings.TRACKING_KEY.encode()
    return hmac.new(key, f"sender:{who}".encode(), hashlib.sha256).hexdigest()[:32]


def _title_of(case: Case) -> str:
    """A title that was made from the text says nothing of its own."""
    title, text = case.public_title, case.public_text
    return "" if text.startswith(title.rstrip("…")) else title


def _says_the_same(case: Case, before: Case) -> bool:
    """The same words, at the same place, by somebody: what a sensor sends is always the same."""
    if Channel.SENSOR in (case.channel, before.channel):
        return False
    here, there = (
        (one.area_id, one.address, one.longitude, one.latitude) for one in (case, before)
    )
    return here == there and is_sent_again(
        *(TitledText(_title_of(one), one.public_text) for one in (case, before))
    )


def _join(copy: triage.NearCopy, now: datetime) -> bool:
    """Merge a case into the one its sender sent before, where that still makes sense; an open case
    into an open one, and only where nobody reads what was not theirs to read."""
    found = Case.objects.select_related("merged_into").in_bulk([copy.case_id, copy.of_case_id])
    case, before = found.get(copy.case_id), found.get(copy.of_case_id)
    if before is not None and before.merged_into is not None:
        before = before.merged_into
    if case is None or before is None or case.pk == before.pk:
        return False
    if not (case.is_open and before.is_open) or not _says_the_same(case, before):
        return False
    if case.is_urgent:
        # What is urgent is ended by people: perhaps it was said again because nobody came.
        return False
    with translation.override(case.language):
        reason = SAID_BEFORE % {"number": before.shown_number}
    # What stands against it (a private case, an appeal, somebody quicker) is for staff to weigh.
    with suppress(Invalid, NotAllowed, NotFound, AppealOpen, TransitionNotAllowed):
        merge_case(actor=PLACER, case_id=case.pk, into_number=before.number, reason=reason, now=now)
        return True
    return False
