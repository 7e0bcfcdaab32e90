"""Who acts: every action and selector takes an Actor; nobody is None."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    RESIDENT = "resident"
    COMPANY_MEMBER = "company_member"
    HANDLER = "handler"
    SUPERVISOR = "supervisor"
    DISPATCHER = "dispatcher"
    PRODUCT_MANAGER = "product_manager"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


STAFF_ROLES = frozenset(Role) - {Role.RESIDENT, Role.COMPANY_MEMBER}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, in one organisation (None: any) and in one area's subtree ("" : everywhere)."""

    role: Role
    organisation_id: UUID | None = None
    area_path: str = ""

    def covers(self, organisation_id: UUID | None, area_path: str | None) -> bool:
        """Whether this grant reaches a thing of that organisation in that area."""
        return (
            self.organisation_id is None or self.organisation_id == organisation_id
        ) and self.reaches(area_path)

    def reaches(self, area_path: str | None) -> bool:
        """Whether it reaches that area ("", None: everywhere), whatever organisation it is in."""
        return (area_path or "").startswith(self.area_path)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a programme with an API key, a job, or an anonymous visitor.

    ``case_ids`` are the cases whose secret this visitor has shown; ``reference`` goes into the
    ledger and never is a name.
    """

    reference: str
    name: str = ""
    user_id: UUID | None = None
    api_key_id: UUID | None = None
    grants: tuple[Grant, ...] = ()
    case_ids: frozenset[UUID] = field(default_factory=frozenset)
    is_system: bool = False

    @classmethod
    def anonymous(cls) -> Actor:
        return cls("visitor")

    @classmethod
    def system(cls, job: str) -> Actor:
        """A job acting for the town itself, named so that its doings can be told apart."""
        return cls(f"system:{job}", name=job, is_system=True)

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_staff(self) -> bool:
        return any(grant.role in STAFF_ROLES for grant in self.grants)

    def has_role(
        self,
        *roles: Role,
        organisation_id: UUID | None = None,
        area_path: str | None = None,
    ) -> bool:
        """Whether one of the roles is held for a thing of that organisation in that area."""
        return any(
            grant.role in roles and grant.covers(organisation_id, area_path)
            for grant in self.grants
        )

    def holds(self, *roles: Role) -> bool:
        """Whether one of the roles is held anywhere at all."""
        return any(grant.role in roles for grant in self.grants)

    def reaches(self, area_path: str | None, *roles: Role) -> bool:
        """Whether one of the roles is held for that area: for roles whose organisation says where
        somebody works, not what they reach."""
        return any(grant.reaches(area_path) for grant in self.grants_of(*roles))

    def grants_of(self, *roles: Role) -> tuple[Grant, ...]:
        return tuple(grant for grant in self.grants if grant.role in roles)

    def organisation_ids(self, *roles: Role) -> set[UUID]:
        """Organisations in which one of the roles is held."""
        return {g.organisation_id for g in self.grants_of(*roles) if g.organisation_id}

    def with_cases(self, case_ids: frozenset[UUID]) -> Actor:
        return replace(self, case_ids=self.case_ids | case_ids)
