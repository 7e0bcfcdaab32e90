"""Calls and companies for tests; every keyword is a named trait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.ids import new_number
from gongjian.foundation.people.models import Organisation, OrganisationKind
from gongjian.market.procurement.models import Call, CallCriterion, CallTrustee, Company
from gongjian.market.procurement.rules.states import CallState
from tests.factories import NOW, make_actor, make_department

DAY = timedelta(days=1)
_codes = count(1)


def next_key() -> str:
    """What looks like a public key, and was never given before: no key serves two calls."""
    return f"{next(_codes):064x}"


@dataclass(frozen=True, slots=True)
class Market:
    """A body that buys, who runs its calls, who approves them, and a trustee of each of three
    bodies."""

    body: Organisation
    buyer: Actor
    approver: Actor
    auditor: Actor
    supervisor: Actor
    trustees: tuple[Actor, Actor, Actor]
    trustee_bodies: tuple[Organisation, Organisation, Organisation]


def make_market() -> Market:
    body = make_department("Digital Government Office")
    bodies = (
        make_department("Audit Bureau"),
        make_department("Notary Office"),
        make_department("People's Bank Branch"),
    )
    return Market(
        body=body,
        buyer=make_actor(Role.PRODUCT_MANAGER, organisation=body),
        approver=make_actor(Role.PRODUCT_MANAGER, organisation=body),
        auditor=make_actor(Role.AUDITOR),
        supervisor=make_actor(Role.SUPERVISOR, organisation=body),
        trustees=tuple(make_actor() for _ in bodies),
        trustee_bodies=bodies,
    )


def make_company(name: str = "", *, is_confirmed: bool = True, **fields) -> Company:
    number = next(_codes)
    organisation = Organisation.objects.create(
        name=name or f"Company {number}", code=f"CO{number:06}", kind=OrganisationKind.COMPANY
    )
    fields.setdefault("size", "small")
    return Company.objects.create(
        organisation=organisation,
        registered_at=NOW,
        registered_by="user:somebody",
        confirmed_at=NOW if is_confirmed else None,
        **fields,
    )


def make_member(company: Company) -> Actor:
    return make_actor(Role.COMPANY_MEMBER, organisation=company.organisation)


def make_call(
    market: Market, *, state: CallState = CallState.OPEN, has_keys: bool = True, **fields
) -> Call:
    """A call in a state, with criteria 60:40 for its last stage and three trustees."""
    is_published = state not in {CallState.DRAFT, CallState.APPROVED}
    defaults = {
        "number": new_number(),
        "procedure_code": "open_call",
        "title": "Lamps for the lake path",
        "text": "Eighty lamps that light only where somebody walks.",
        "buyer": market.body,
        "estimate_minor": 500_000_00,
        "ceiling_minor": 600_000_00,
        "state": state.value,
        "suspended_from": "open" if state is CallState.SUSPENDED else "",
        "suspended_at": NOW if state is CallState.SUSPENDED else None,
        "opened_at": NOW if is_published else None,
        "stage_opened_at": NOW if is_published else None,
        "closes_at": NOW + 30 * DAY,
        "created_at": NOW - DAY,
        "created_by": market.buyer.reference,
        "edited_by": market.buyer.reference,
        "updated_at": NOW - DAY,
    }
    call = Call.objects.create(**{**defaults, **fields})
    stage = len(call.procedure.stages)
    CallCriterion.objects.create(
        call=call, stage_number=stage, place=1, kind="quality", title="How it is done", weight=60
    )
    CallCriterion.objects.create(
        call=call, stage_number=stage, place=2, kind="price", title="Price", weight=40,
        formula="absolute",
    )  # fmt: skip
    for earlier in range(1, stage):
        CallCriterion.objects.create(
            call=call, stage_number=earlier, place=1, kind="quality", title="Who you are",
            weight=100,
        )  # fmt: skip
    pairs = zip(market.trustees, market.trustee_bodies, strict=True)
    for place, (trustee, body) in enumerate(pairs, start=1):
        CallTrustee.objects.create(
            call=call, body=body, user_id=trustee.user_id, place=place,
            public_key=next_key() if has_keys else "",
            key_given_at=NOW if has_keys else None,
        )  # fmt: skip
    return call
