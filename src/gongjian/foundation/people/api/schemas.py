"""What the API of accounts, notices and administration takes and gives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.api_fields import Email, PageOut, StrictSchema, Text
from gongjian.foundation.people.models import (
    ApiKey,
    Notice,
    Organisation,
    OrganisationKind,
    RoleGrant,
    User,
)


class OrganisationName(Schema):
    id: UUID
    code: str
    name: str


class RoleOut(Schema):
    id: int
    role: Role
    organisation: OrganisationName | None
    area_path: str = Field(description='with everything below; "": the whole town')
    area: str
    granted_at: datetime


class PersonWithRoles(Schema):
    id: UUID
    email: str
    name: str
    is_active: bool = Field(description="false: nobody can sign in, and no key works")
    joined_at: datetime
    last_sign_in_at: datetime | None
    roles: list[RoleOut] = Field(description="everybody is a resident besides")


class PersonPage(PageOut):
    items: list[PersonWithRoles]


class PersonIn(StrictSchema):
    email: Annotated[Email, Field(min_length=3)]
    name: Annotated[Text, Field(max_length=80)] = ""


class GrantIn(StrictSchema):
    role: Role
    organisation_id: UUID | None = Field(
        default=None, description="needed by handlers, supervisors and company members"
    )
    area_path: Annotated[Text, Field(max_length=200)] = Field(
        default="", description='`path` of an area; "": the whole town'
    )


class OrganisationOut(OrganisationName):
    version: int
    kind: OrganisationKind
    parent_code: str
    area_path: str
    phone: str
    email: str
    is_active: bool


class DepartmentPage(PageOut):
    items: list[OrganisationName]


class OrganisationPage(PageOut):
    items: list[OrganisationOut]


class OrganisationTerms(StrictSchema):
    """Everything that can change; kind and code never do."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]
    parent_code: Annotated[Text, Field(max_length=40)] = ""
    area_path: Annotated[Text, Field(max_length=200)] = ""
    phone: Annotated[Text, Field(max_length=40)] = ""
    email: Email = ""
    is_active: bool = Field(default=True, description="false: it is chosen for nothing new")


class OrganisationChange(OrganisationTerms):
    version: Annotated[int, Field(ge=1, lt=2**31)] | None = Field(
        default=None, description="the one last seen; 409 where somebody changed it since"
    )


class OrganisationIn(OrganisationTerms):
    kind: OrganisationKind
    code: Annotated[Text, Field(min_length=1, max_length=40)] = Field(
        description="a company's registration number, in China its unified social credit code;"
        " a public body's own"
    )


class KeyOut(Schema):
    id: UUID
    name: str
    created_at: datetime
    revoked_at: datetime | None


class KeyPage(PageOut):
    items: list[KeyOut]


class NoticeOut(Schema):
    id: UUID
    topic: str
    subject: str
    body: str
    reason: str = Field(description="why it came")
    path: str = Field(description="the page it is about")
    is_urgent: bool
    created_at: datetime
    read_at: datetime | None


class NoticePage(PageOut):
    items: list[NoticeOut]


def role_out(grant: RoleGrant, areas: dict[str, str]) -> dict[str, object]:
    body = grant.organisation
    return {
        "id": grant.pk,
        "role": grant.role,
        "organisation": organisation_name(body) if body else None,
        "area_path": grant.area_path,
        "area": areas.get(grant.area_path, ""),
        "granted_at": grant.granted_at,
    }


def person_out(user: User, areas: dict[str, str]) -> dict[str, object]:
    return {
        "id": user.pk,
        "email": user.email,
        "name": user.name,
        "is_active": user.is_active,
        "joined_at": user.joined_at,
        "last_sign_in_at": user.last_login,
        "roles": [role_out(grant, areas) for grant in user.grants.all()],
    }


def organisation_name(body: Organisation) -> dict[str, object]:
    return {"id": body.pk, "code": body.code, "name": body.name}


def organisation_out(body: Organisation) -> dict[str, object]:
    return {
        **organisation_name(body),
        "version": body.version,
        "kind": body.kind,
        "parent_code": body.parent.code if body.parent else "",
        "area_path": body.area_path,
        "phone": body.phone,
        "email": body.email,
        "is_active": body.is_active,
    }


def key_out(key: ApiKey) -> dict[str, object]:
    return {
        "id": key.pk,
        "name": key.name,
        "created_at": key.created_at,
        "revoked_at": key.revoked_at,
    }


def notice_out(notice: Notice) -> dict[str, object]:
    return {
        "id": notice.pk,
        "topic": notice.topic,
        "subject": notice.subject,
        "body": notice.body,
        "reason": notice.reason,
        "path": notice.path,
        "is_urgent": notice.is_urgent,
        "created_at": notice.created_at,
        "read_at": notice.read_at,
    }
