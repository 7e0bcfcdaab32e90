"""What the API takes and gives of the register."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import PageOut, StrictSchema, Text
from gongjian.foundation.people import interface as people
from gongjian.government.duties.actions.write_duty import MAX_DAYS, MIN_DAYS, DutyTerms
from gongjian.government.duties.models import Area, CalendarDay, Category, Duty, DutyProposal


class AreaOut(Schema):
    id: UUID
    code: str
    path: str = Field(description="its code after those above it: what roles reach")
    name: str
    level: int = Field(description="1 city, 2 district, 3 street")
    parent_id: UUID | None
    calendar: str = Field(description='ISO 3166 country or subdivision; "": as its parent')
    is_active: bool = Field(description="false: out of use, kept for what names it")


class AreaPage(PageOut):
    items: list[AreaOut]


class CategoryOut(Schema):
    id: UUID
    code: str
    name: str
    description: str
    level: int
    parent_id: UUID | None
    is_active: bool = Field(description="false: out of use, kept for what names it")


class CategoryPage(PageOut):
    items: list[CategoryOut]


class DepartmentOut(Schema):
    id: UUID
    code: str
    name: str


class CitedProvision(Schema):
    code: str
    version: int
    citation: str


class DutyOut(Schema):
    id: UUID
    version: int
    category_id: UUID | None = Field(description="null: all categories")
    category: str
    area_id: UUID | None = Field(description="null: everywhere")
    area: str
    lead_department: DepartmentOut
    supporting_departments: list[DepartmentOut]
    deadline_working_days: int
    provision: CitedProvision | None
    in_force_from: date
    in_force_until: date | None
    is_withdrawn: bool = Field(description="taken back before it was in force for a day")
    note: str


class DutyPage(PageOut):
    items: list[DutyOut]


class TermsIn(StrictSchema):
    """What a version of a duty says."""

    lead_department_id: UUID
    supporting_department_ids: Annotated[list[UUID], Field(max_length=50)] = []
    deadline_working_days: Annotated[int, Field(ge=MIN_DAYS, le=MAX_DAYS)]
    provision_id: UUID | None = None
    note: Annotated[Text, Field(max_length=300)] = ""
    in_force_from: date
    in_force_until: date | None = None

    def terms(self) -> DutyTerms:
        return DutyTerms(
            lead_department_id=self.lead_department_id,
            supporting_department_ids=tuple(self.supporting_department_ids),
            deadline_working_days=self.deadline_working_days,
            provision_id=self.provision_id,
            note=self.note,
        )


class DutyIn(TermsIn):
    category_id: UUID | None = None
    area_id: UUID | None = None
    allows_overlap: bool = False


class EndIn(StrictSchema):
    last_day: date = Field(description="a day before it began takes the duty back")


class CalendarDayIn(StrictSchema):
    calendar: Annotated[Text, Field(max_length=12)]
    day: date
    is_working: bool
    note: Annotated[Text, Field(max_length=120)] = ""


class CalendarDayOut(Schema):
    id: UUID
    calendar: str
    day: date
    is_working: bool
    note: str


class ProposalOut(Schema):
    id: UUID
    state: str = Field(description="open, accepted, declined")
    case_number: str
    category_id: UUID
    area_id: UUID | None
    department: DepartmentOut
    reason: str
    proposed_at: datetime
    decided_at: datetime | None
    decision_reason: str
    duty_id: UUID | None = Field(description="what it became")


class ProposalPage(PageOut):
    items: list[ProposalOut]


class AcceptIn(StrictSchema):
    """Where the proposed department is responsible from now on, and on which terms."""

    area_id: UUID | None = None
    lead_department_id: UUID
    supporting_department_ids: Annotated[list[UUID], Field(max_length=50)] = []
    deadline_working_days: Annotated[int, Field(ge=MIN_DAYS, le=MAX_DAYS)]
    provision_id: UUID | None = None
    note: Annotated[Text, Field(max_length=300)] = ""
    in_force_from: date
    reason: Annotated[Text, Field(max_length=300)] = ""


class DeclineIn(StrictSchema):
    reason: Annotated[Text, Field(min_length=1, max_length=300)]


def area_out(area: Area) -> dict[str, object]:
    return {
        "id": area.pk,
        "code": area.code,
        "path": area.path,
        "name": area.name,
        "level": area.level,
        "parent_id": area.parent_id,
        "calendar": area.calendar,
        "is_active": area.is_active,
    }


def category_out(category: Category) -> dict[str, object]:
    return {
        "id": category.pk,
        "code": category.code,
        "name": category.name,
        "description": category.description,
        "level": category.level,
        "parent_id": category.parent_id,
        "is_active": category.is_active,
    }


def duty_out(duty: Duty) -> dict[str, object]:
    provision = duty.provision and {
        "code": duty.provision.code,
        "version": duty.provision.version,
        "citation": duty.provision.citation,
    }
    return {
        "id": duty.pk,
        "version": duty.version,
        "category_id": duty.category_id,
        "category": duty.category.name if duty.category else "",
        "area_id": duty.area_id,
        "area": duty.area.name if duty.area else "",
        "lead_department": department_out(duty.lead_department),
        "supporting_departments": [
            department_out(body) for body in duty.supporting_departments.all()
        ],
        "deadline_working_days": duty.deadline_working_days,
        "provision": provision,
        "in_force_from": duty.in_force_from,
        "in_force_until": duty.in_force_until,
        "is_withdrawn": duty.withdrawn_at is not None,
        "note": duty.note,
    }


def department_out(body: people.Organisation) -> dict[str, object]:
    return {"id": body.pk, "code": body.code, "name": body.name}


def calendar_day_out(row: CalendarDay) -> dict[str, object]:
    return {
        "id": row.pk,
        "calendar": row.calendar,
        "day": row.day,
        "is_working": row.is_working,
        "note": row.note,
    }


def proposal_out(proposal: DutyProposal) -> dict[str, object]:
    return {
        "id": proposal.pk,
        "state": proposal.state,
        "case_number": proposal.case_number,
        "category_id": proposal.category_id,
        "area_id": proposal.area_id,
        "department": department_out(proposal.department),
        "reason": proposal.reason,
        "proposed_at": proposal.proposed_at,
        "decided_at": proposal.decided_at,
        "decision_reason": proposal.decision_reason,
        "duty_id": proposal.duty_id,
    }
