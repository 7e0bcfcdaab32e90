"""Reminding of what is due soon: signatures of both sides, and milestones of the company."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.people import interface as people
from gongjian.market.procurement import contract_notices as texts
from gongjian.market.procurement.actions.tell_of_contracts import users_of
from gongjian.market.procurement.contract_notices import Told
from gongjian.market.procurement.models import Contract
from gongjian.market.procurement.selectors import contracts

AHEAD = timedelta(days=7)
_in_words: Callable[[date], str] = lazy(lambda day: date_format(day, "DATE_FORMAT"), str)


def remind_of_contracts(*, now: datetime) -> int:
    """Remind of contracts to be signed, and of milestones to be delivered, within a week; each
    person once of each, again only when the day was moved. How many were looked at."""
    count = 0
    for contract in contracts.to_sign_before(now=now, before=now + AHEAD):
        # Until the first instant that is too late: the day before it is the last.
        last = local_day(contract.sign_until - timedelta(seconds=1))
        for side in contracts.missing_sides(contract):
            audience = Told.COMPANY if side == "company" else Told.BUYERS
            _remind(contract, audience, texts.SIGN_SOON, f"signing:{contract.pk}", last, now)
        count += 1
    today = local_day(now)
    for milestone in contracts.milestones_due(from_=today, until=today + AHEAD):
        key = f"milestone:{milestone.pk}"
        _remind(milestone.contract, Told.COMPANY, texts.DELIVER_SOON, key, milestone.due_on, now)
        count += 1
    return count


def _remind(
    contract: Contract, audience: Told, words: people.NoticeWords, of: str, day: date, now: datetime
) -> None:
    facts = {"title": contract.call.title, "day": _in_words(day)}
    draft = people.NoticeDraft(
        event=f"reminder:{of}:{day:%Y%m%d}",
        topic=texts.TOPIC_OF[audience].code,
        reason=texts.REASONS[audience],
        subject=format_lazy(words.subject, **facts),
        body=format_lazy(words.body, **facts),
        path=reverse("contract", args=[contract.number]),
        users=users_of(contract, audience),
    )
    with transaction.atomic():
        people.notify(drafts=[draft], now=now)
