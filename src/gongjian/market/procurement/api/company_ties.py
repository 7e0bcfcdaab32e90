"""Who speaks for a company and who owns it, by programme: in a session only, for a key makes nobody
a member of anything."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import StrictSchema, Text
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.creations import creates
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.actions import company_members as members
from gongjian.market.procurement.actions import declare_owners as owning
from gongjian.market.procurement.actions import register_company as registering
from gongjian.market.procurement.actions.declare_owners import NAME_LENGTH, OwnerDraft
from gongjian.market.procurement.actions.register_company import TEXT_LENGTH, CompanyDraft
from gongjian.market.procurement.api.companies import router
from gongjian.market.procurement.api.outputs import company_seen, owner_out
from gongjian.market.procurement.api.schemas import (
    CompanyOwnerOut,
    CompanySeen,
    SizeName,
    Version,
)
from gongjian.market.procurement.models import CompanyMembership, CompanyOwner
from gongjian.market.procurement.policies import companies as policies
from gongjian.market.procurement.rules.companies import WHOLE_BP
from gongjian.market.procurement.rules.sectors import MOST_SECTORS
from gongjian.market.procurement.selectors import companies

ONE = "/companies/{uuid:company_id}"
# Judged by the actions, once they know who asks: to a key it is refused whatever it is.
Address = Annotated[Text, Field(max_length=254)]
Name = Annotated[Text, Field(min_length=1, max_length=NAME_LENGTH)]


class CompanyChangeIn(StrictSchema):
    version: Version
    name: Name
    size: SizeName
    sectors: Annotated[list[Annotated[Text, Field(max_length=8)]], Field(max_length=MOST_SECTORS)]
    text: Annotated[Text, Field(max_length=TEXT_LENGTH)] = ""
    email: Address = ""
    phone: Annotated[Text, Field(max_length=40)] = ""


class CompanyIn(StrictSchema):
    code: Annotated[Text, Field(min_length=1, max_length=40)] = Field(
        description="In China the unified social credit code"
    )
    name: Name
    size: SizeName
    sectors: Annotated[
        list[Annotated[Text, Field(max_length=8)]], Field(max_length=MOST_SECTORS)
    ] = Field(default_factory=list, description="ISIC Rev. 4, from a section's letter on")
    text: Annotated[Text, Field(max_length=TEXT_LENGTH)] = ""
    email: Address = ""
    phone: Annotated[Text, Field(max_length=40)] = ""


class CompanyMemberIn(StrictSchema):
    email: Address = Field(min_length=1, description="of the account that is asked")


class CompanyOwnerIn(StrictSchema):
    name: Name
    is_person: bool
    share_bp: Annotated[int, Field(ge=1, le=WHOLE_BP)] = Field(
        description="in hundredths of a percent"
    )
    since: date
    owner_code: Annotated[Text, Field(max_length=40)] = Field(
        "", description="number of an owning company, if it is registered here"
    )
    email: Address = Field("", description="of a natural person's account, who is asked to confirm")


class OwnershipEndIn(StrictSchema):
    until: date = Field(description="the last day")


class CompanyMemberOut(Schema):
    user_id: UUID
    name: str


class CompanyInvitationOut(Schema):
    id: UUID
    company_id: UUID
    company: str
    name: str | None = Field(description="who is asked; null: erased since")
    state: Literal["invited", "accepted", "declined", "withdrawn"]
    invited_at: datetime
    expires_at: datetime
    answered_at: datetime | None


class CompanyPeopleOut(Schema):
    members: list[CompanyMemberOut]
    invited: list[CompanyInvitationOut]


class CompanyOwnershipOut(CompanyOwnerOut):
    company_id: UUID
    company: str
    is_denied: bool


class CompanyTiesOut(Schema):
    invitations: list[CompanyInvitationOut]
    ownerships: list[CompanyOwnershipOut]


def _shown(actor: Actor, company_id: UUID, status: int = 200) -> JsonResponse:
    found = companies.get_company(actor=actor, company_id=company_id)
    return JsonResponse(company_seen(actor, found, local_day(now())), status=status)


def _made(request: HttpRequest, made: str) -> JsonResponse:
    # With the role that registering gave: the request began without it.
    user = people.User.objects.get(pk=people.require_account(actor_of(request)))
    return _shown(people.actor_of_user(user), UUID(made), 201)


@router.post("/companies", response={201: CompanySeen}, operation_id="register_company")
@creates(_made)
def register(request: HttpRequest, body: CompanyIn) -> str:
    """Register a company, whose first member one becomes; the town confirms it before it bids."""
    made = registering.register_company(
        actor=actor_of(request), draft=CompanyDraft(**body.dict()), now=now()
    )
    return str(made.pk)


@router.put(ONE, response=CompanySeen, operation_id="change_company")
def change(request: HttpRequest, company_id: UUID, body: CompanyChangeIn) -> JsonResponse:
    """Change what a company of one's own says of itself; a new name or size is confirmed anew."""
    actor = actor_of(request)
    found = companies.get_company(actor=actor, company_id=company_id)
    said = body.dict()
    version = said.pop("version")
    registering.change_company(
        actor=actor, company_id=company_id, draft=CompanyDraft(code=found.code, **said),
        version=version, now=now(),
    )  # fmt: skip
    return _shown(actor_of(request), company_id)


@router.get(f"{ONE}/members", response=CompanyPeopleOut, operation_id="list_company_members")
def list_members(request: HttpRequest, company_id: UUID) -> JsonResponse:
    """Who speaks for a company of one's own, and who is asked to."""
    actor = actor_of(request)
    found = companies.get_company(actor=actor, company_id=company_id)
    policies.require(policies.is_member_in_person(actor, found), actor)
    told = [{"user_id": one.pk, "name": str(one)} for one in companies.members_of(found)]
    invited = [_invitation(one) for one in companies.invited_to(found, at=now())]
    return JsonResponse({"members": told, "invited": invited})


def _invited(request: HttpRequest, made: str) -> JsonResponse:
    found = companies.get_own_invitation(actor=actor_of(request), membership_id=UUID(made))
    return JsonResponse(_invitation(found), status=201)


@router.post(
    f"{ONE}/invitations",
    response={201: CompanyInvitationOut},
    operation_id="invite_company_member",
)
@creates(_invited)
def invite(request: HttpRequest, company_id: UUID, body: CompanyMemberIn) -> str:
    """Ask the holder of an account to speak for a company; nothing follows before they accept."""
    made = members.invite_company_member(
        actor=actor_of(request), company_id=company_id, email=body.email, now=now()
    )
    return str(made.pk)


@router.delete(
    f"{ONE}/invitations/{{uuid:membership_id}}",
    response={204: None},
    operation_id="withdraw_company_invitation",
)
def withdraw(request: HttpRequest, company_id: UUID, membership_id: UUID) -> HttpResponse:
    """Take back an invitation that nobody has answered."""
    members.withdraw_invitation(
        actor=actor_of(request), company_id=company_id, membership_id=membership_id, now=now()
    )
    return HttpResponse(status=204)


@router.delete(
    f"{ONE}/members/{{uuid:user_id}}",
    response={204: None},
    operation_id="remove_company_member",
)
def remove(request: HttpRequest, company_id: UUID, user_id: UUID) -> HttpResponse:
    """Somebody, oneself too, speaks for the company no more; never the last of them."""
    members.remove_company_member(
        actor=actor_of(request), company_id=company_id, user_id=user_id, now=now()
    )
    return HttpResponse(status=204)


@router.get("/company-ties", response=CompanyTiesOut, operation_id="list_company_ties")
def list_ties(request: HttpRequest) -> JsonResponse:
    """What companies ask one, and say of one, with what one answered."""
    actor = actor_of(request)
    policies.require(policies.registers_companies(actor), actor)
    return JsonResponse(
        {
            "invitations": [_invitation(one) for one in companies.invitations_to(actor)],
            "ownerships": [_ownership(one) for one in companies.ownerships_of(actor)],
        }
    )


@router.post(
    "/company-ties/invitations/{uuid:membership_id}/accept",
    response=CompanyInvitationOut,
    operation_id="accept_company_invitation",
)
def accept(request: HttpRequest, membership_id: UUID) -> JsonResponse:
    """Speak for a company that asked one to, from now on."""
    return _answered(members.accept_invitation, actor_of(request), membership_id)


@router.post(
    "/company-ties/invitations/{uuid:membership_id}/decline",
    response=CompanyInvitationOut,
    operation_id="decline_company_invitation",
)
def decline(request: HttpRequest, membership_id: UUID) -> JsonResponse:
    """Say no; that one was asked and declined stays."""
    return _answered(members.decline_invitation, actor_of(request), membership_id)


@router.post(
    "/company-ties/ownerships/{uuid:owner_id}/confirm",
    response=CompanyOwnershipOut,
    operation_id="confirm_company_ownership",
)
def confirm(request: HttpRequest, owner_id: UUID) -> JsonResponse:
    """Say that one owns that part, or a company that one speaks for."""
    found = owning.answer_ownership(
        actor=actor_of(request), owner_id=owner_id, is_so=True, now=now()
    )
    return JsonResponse(_ownership(found))


@router.post(
    "/company-ties/ownerships/{uuid:owner_id}/deny",
    response=CompanyOwnershipOut,
    operation_id="deny_company_ownership",
)
def deny(request: HttpRequest, owner_id: UUID) -> JsonResponse:
    """Say that it is not so."""
    found = owning.answer_ownership(
        actor=actor_of(request), owner_id=owner_id, is_so=False, now=now()
    )
    return JsonResponse(_ownership(found))


def _declared(request: HttpRequest, made: list) -> JsonResponse:
    actor = actor_of(request)
    company = companies.get_company(actor=actor, company_id=UUID(made[0]))
    found = next(one for one in companies.owners_of(company) if str(one.pk) == made[1])
    sees = policies.may_see_people(actor, company)
    return JsonResponse(owner_out(found, sees_people=sees), status=201)


@router.post(f"{ONE}/owners", response={201: CompanyOwnerOut}, operation_id="declare_company_owner")
@creates(_declared)
def declare(request: HttpRequest, company_id: UUID, body: CompanyOwnerIn) -> list:
    """Add an owner: a claim, until the person confirms it, or a member of the owning company."""
    made = owning.declare_owner(
        actor=actor_of(request), company_id=company_id, draft=OwnerDraft(**body.dict()), now=now()
    )
    return [str(company_id), str(made.pk)]


@router.post(
    f"{ONE}/owners/{{uuid:owner_id}}/end",
    response=CompanySeen,
    operation_id="end_company_ownership",
)
def end(
    request: HttpRequest, company_id: UUID, owner_id: UUID, body: OwnershipEndIn
) -> JsonResponse:
    """Say on which day somebody owned their part for the last time."""
    owning.end_ownership(
        actor=actor_of(request), company_id=company_id, owner_id=owner_id, until=body.until,
        now=now(),
    )  # fmt: skip
    return _shown(actor_of(request), company_id)


def _answered(act: Any, actor: Actor, membership_id: UUID) -> JsonResponse:
    return JsonResponse(_invitation(act(actor=actor, membership_id=membership_id, now=now())))


def _invitation(one: CompanyMembership) -> dict[str, Any]:
    return {
        "id": one.pk,
        "company_id": one.company_id,
        "company": one.company.name,
        "name": str(one.user) if one.user else None,
        "state": one.state,
        "invited_at": one.invited_at,
        "expires_at": one.expires_at,
        "answered_at": one.answered_at,
    }


def _ownership(one: CompanyOwner) -> dict[str, Any]:
    """To whoever is asked, and so may see the name."""
    return {
        **owner_out(one, sees_people=True),
        "company_id": one.company_id,
        "company": one.company.name,
        "is_denied": one.declined_at is not None,
    }
