"""Calls and companies for tests; every keyword is a named trait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import count

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.ids import new_number
from gongjian.foundation.people.models import Organisation, OrganisationKind
from gongjian.market.procurement.actions.freeze_context import freeze_context
from gongjian.market.procurement.models import (
    Call,
    CallCriterion,
    CallDocument,
    CallQuestion,
    CallTrustee,
    Company,
    CompanyMembership,
    CompanyOwner,
    Debarment,
    DocumentContent,
)
from gongjian.market.procurement.rules.states import CallState
from gongjian.methods.bid_keys import trustee_public_key
from tests.factories import NOW, make_actor, make_department, make_provision, make_user

DAY = timedelta(days=1)
_codes = count(1)


def next_key() -> str:
    """A trustee's public key that was never given before: no key serves two calls."""
    return str(trustee_public_key(sha256(f"key {next(_codes)}".encode()).digest()))


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
        trustees=tuple(make_actor(Role.HANDLER, organisation=body) for body in bodies),
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


def make_owner(
    company: Company, owner: Actor | Company | str, *, is_confirmed: bool = True, **fields
) -> CompanyOwner:
    """Who owns a part of a company: an account, another company, or no more than a name."""
    is_company, is_account = isinstance(owner, Company), isinstance(owner, Actor)
    defaults = {
        "name": owner if isinstance(owner, str) else owner.name or "Somebody",
        "owner_company": owner if is_company else None,
        "user_id": owner.user_id if is_account else None,
        "is_person": not is_company,
        "share_bp": 1000,
        "since": NOW.date(),
        "declared_at": NOW,
        "declared_by": "user:somebody",
        "confirmed_at": NOW if is_confirmed else None,
    }
    return CompanyOwner.objects.create(company=company, **{**defaults, **fields})


def make_call(
    market: Market,
    *,
    state: CallState = CallState.OPEN,
    has_keys: bool = True,
    is_frozen: bool = False,
    **fields,
) -> Call:
    """A call in a state, with criteria 60:40 for its last stage and three trustees.

    ``is_frozen``: what bids are sealed for is kept, as at an opening; without it, it never closes.
    """
    is_published = state not in {CallState.DRAFT, CallState.APPROVED}
    defaults = {
        "number": new_number(),
        "procedure_code": "open_call",
        "title": "Lamps for the lake path",
        "text": "Eighty lamps that light only where somebody walks.",
        "buyer": market.body,
        "supply": "works",
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
    if is_frozen:
        freeze_context(call, now=NOW)
    return call


def make_known_calls(now: datetime) -> dict[str, list[str]]:
    """A call in every state with all that belongs to one, by the arguments of their addresses."""
    market, company = make_market(), make_company()
    moved = {"closes_at": now + 30 * DAY, "opened_at": now, "updated_at": now}
    made = {
        state: make_call(market, state=state, **moved)
        for state in CallState
        if state not in {CallState.DRAFT, CallState.APPROVED}
    }
    for state in (CallState.DRAFT, CallState.APPROVED):
        made[state] = make_call(market, state=state, updated_at=now)
    open_ = made[CallState.OPEN]
    question = CallQuestion.objects.create(
        call=open_, number=1, company=company, text="When?", asked_at=now, answer_by=now + DAY
    )
    document = CallDocument.objects.create(
        call=open_, title="Plan", name="plan.txt", media_type="text/plain", size=7,
        sha256="0" * 64, added_at=now,
    )  # fmt: skip
    DocumentContent.objects.create(document=document, content=b"A plan.")
    owner = CompanyOwner.objects.create(
        company=company, name="Li Ming", is_person=True, share_bp=6000, since=now.date(),
        declared_at=now, declared_by="user:somebody",
    )  # fmt: skip
    debarment = Debarment.objects.create(
        company=make_company(), reason="Collusion.", provision=make_provision(),
        first_day=now.date(), last_day=now.date() + 9 * DAY, decided_at=now, decided_by="x",
    )  # fmt: skip
    membership = CompanyMembership.objects.create(
        company=company, user=make_user(), invited_at=now, invited_by="user:somebody",
        expires_at=now + 14 * DAY,
    )  # fmt: skip
    return {
        "membership_id": [str(membership.pk)],
        "call_number": [open_.number, *(call.number for call in made.values())],
        "question_number": [str(question.number), "99"],
        "document_id": [str(document.pk)],
        "company_id": [str(company.pk), str(debarment.company_id)],
        "owner_id": [str(owner.pk)],
        "debarment_id": [str(debarment.pk)],
    }


def make_debarment(company: Company) -> Debarment:
    return Debarment.objects.create(
        company=company, reason="Collusion.", provision=make_provision(),
        first_day=date(2026, 11, 1), last_day=date(2026, 12, 31), decided_at=NOW, decided_by="x",
    )  # fmt: skip
