"""Telling both sides of a contract and its acceptors what there is for them, each person once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator, format_lazy

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people import interface as people
from gongjian.market.procurement import contract_notices as texts
from gongjian.market.procurement.actions.tell_of_calls import EXCERPT
from gongjian.market.procurement.contract_notices import Told
from gongjian.market.procurement.models import CallEvent, Contract
from gongjian.market.procurement.selectors import contracts

RATING = "contract_rated"
ACCEPTING_FIRST = (Told.ACCEPTORS, Told.COMPANY, Told.BUYERS)


def tell_of_contracts(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Write the notices of these events; a second time, it writes none. Nobody is told of what
    they did themselves."""
    names = [*texts.CONTRACT_TOLD, RATING]
    rows = CallEvent.objects.filter(
        pk__in=event_ids, name__in=names, at__gt=now - people.STALE_AFTER, data__has_key="contract"
    )
    for event in rows.select_related("call").order_by("id"):
        contract = contracts.by_number(event.data["contract"])
        told = _told(event)
        done: set[UUID] = set()
        for audience in ACCEPTING_FIRST:
            if audience not in told:
                continue
            users = [user for user in users_of(contract, audience) if user.pk not in done]
            done |= {user.pk for user in users}
            users = [user for user in users if f"user:{user.pk}" != event.actor]
            if users:
                draft = _draft(event, contract, audience, told[audience], users)
                people.notify(drafts=[draft], now=now)


def _told(event: CallEvent) -> dict[Told, people.NoticeWords]:
    if event.name != RATING:
        return texts.CONTRACT_TOLD[event.name]
    rated = Told.COMPANY if event.data.get("side") == "buyer" else Told.BUYERS
    return {rated: texts.RATED}


def users_of(contract: Contract, audience: Told) -> list[people.User]:
    """Whom an audience of a contract is made of."""
    call = contract.call
    if audience is Told.COMPANY:
        return contracts.members_of(contract)
    if audience is Told.ACCEPTORS:
        return [user for user in (contract.owner, contract.acceptor) if user is not None]
    buyers = people.users_with_role(
        Role.PRODUCT_MANAGER, area_path=call.area_path, in_any_organisation=True
    )
    supervisors = people.users_with_role(
        Role.SUPERVISOR, organisation_id=call.buyer_id, area_path=call.area_path
    )
    return list({user.pk: user for user in [*buyers, *supervisors]}.values())


def _draft(
    event: CallEvent,
    contract: Contract,
    audience: Told,
    words: people.NoticeWords,
    users: Sequence[people.User],
) -> people.NoticeDraft:
    facts = {"title": event.call.title, "text": Truncator(event.text).chars(EXCERPT)}
    return people.NoticeDraft(
        event=f"contractevent:{event.pk}",
        topic=texts.TOPIC_OF[audience].code,
        reason=texts.REASONS[audience],
        subject=format_lazy(words.subject, **facts),
        body=format_lazy(words.body, **facts),
        path=reverse("contract", args=[contract.number]),
        users=list(users),
    )
