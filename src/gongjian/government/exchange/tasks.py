"""Background work of the exchange; config/wiring.py says what starts it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.government.exchange.actions import tell_of_looks, tell_people
from gongjian.government.exchange.actions.conclude_query import expire_waiting
from gongjian.government.exchange.actions.correct_data import note_overdue
from gongjian.government.exchange.actions.count_looks import count_looks, has_uncounted
from gongjian.government.exchange.actions.decide_request import settle_overdue
from gongjian.government.exchange.selectors.agreements import overdue_request_ids
from gongjian.government.exchange.selectors.corrections import corrections_are_due
from gongjian.government.exchange.selectors.pending import queries_are_over

HOURS_A_RUN = 200


def _keys(ids: Sequence[str]) -> list[UUID]:
    return [UUID(key) for key in ids]


@background_task(_("Tell departments of requests for data"))
def tell_of_requests(ids: Sequence[str]) -> None:
    tell_people.tell_of_requests(request_ids=_keys(ids), now=now())


@background_task(_("Tell departments of agreements to sign"))
def tell_of_agreements(ids: Sequence[str]) -> None:
    tell_people.tell_of_agreements(agreement_ids=_keys(ids), now=now())


@background_task(_("Tell sources that they send too much"))
def tell_of_surplus(ids: Sequence[str]) -> None:
    tell_people.tell_of_surplus(query_ids=_keys(ids), now=now())


@background_task(_("Tell of doubts about data, and of their answers"))
def tell_of_corrections(ids: Sequence[str]) -> None:
    tell_people.tell_of_corrections(correction_ids=_keys(ids), now=now())


@background_task(_("Settle requests for data that nobody answered in time"))
def settle_overdue_requests() -> None:
    settle_overdue(now=now())


@background_task(_("Remind sources of doubts about data that are overdue"))
def remind_of_corrections() -> None:
    note_overdue(now=now())


@background_task(_("Close queries that wait for a source too long"))
def expire_queries() -> None:
    expire_waiting(now=now())


@background_task(_("Tell sources that a look at their data is questioned"))
def tell_of_questions(ids: Sequence[str]) -> None:
    tell_of_looks.tell_of_questions(query_ids=_keys(ids), now=now())


@background_task(_("Tell people that a number was noted as theirs"))
def tell_of_numbers(ids: Sequence[str]) -> None:
    tell_of_looks.tell_of_numbers(identity_ids=_keys(ids), now=now())


@background_task(_("Count looks at data"))
def count_new_looks() -> None:
    for _hour in range(HOURS_A_RUN):
        if not count_looks(now=now()):
            break


@background_task(_("Tell people that their data were looked at"))
def tell_of_yesterdays_looks() -> None:
    while tell_of_looks.tell_of_day(now=now()):
        pass


@background_task(_("Tell people of looks that are kept from them no longer"))
def tell_of_released_looks() -> None:
    while tell_of_looks.tell_of_released(now=now()):
        pass


def looks_are_uncounted() -> bool:
    return has_uncounted(now())


def looks_are_untold() -> bool:
    return tell_of_looks.is_day_untold(now())


def looks_are_released() -> bool:
    return tell_of_looks.is_release_due(now())


def requests_are_overdue() -> bool:
    return bool(overdue_request_ids(now()))


def doubts_are_overdue() -> bool:
    return corrections_are_due(now())


def queries_wait_too_long() -> bool:
    return queries_are_over(now())
