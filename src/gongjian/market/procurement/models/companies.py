from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.market.procurement.rules.companies import CompanySize


class SizeChoice(models.TextChoices):
    MICRO = CompanySize.MICRO.value, _("micro")
    SMALL = CompanySize.SMALL.value, _("small")
    MEDIUM = CompanySize.MEDIUM.value, _("medium-sized")
    LARGE = CompanySize.LARGE.value, _("large")


class Company(models.Model):
    """What procurement knows of a company beside its name and code; its members hold the role
    "company member" in its organisation."""

    organisation = models.OneToOneField(
        "people.Organisation", primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    size = models.CharField(max_length=8, choices=SizeChoice.choices)
    text = models.TextField(blank=True)
    """What it offers, in its own words."""
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=120)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """When somebody of the town found the number and the name to be right: before, it cannot ask,
    nor bid."""
    confirmed_by = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    organisation_id: UUID

    class Meta:
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def code(self) -> str:
        return self.organisation.code

    @property
    def reference(self) -> str:
        return f"company:{self.pk}"


class CompanySector(models.Model):
    """A field of work of a company, by its code (rules/companies.py)."""

    company = models.ForeignKey(
        "procurement.Company", on_delete=models.CASCADE, related_name="sectors", db_index=False
    )
    code = models.CharField(max_length=8)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="procurement_sector_once")
        ]
        indexes = [models.Index(fields=["code", "company"], name="procurement_sectors")]

    def __str__(self) -> str:
        return self.code


class CompanyOwner(models.Model):
    """Who a company declares to own a part of it, from a day to a day; never overwritten."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(
        "procurement.Company", on_delete=models.PROTECT, related_name="owners"
    )
    name = models.CharField(max_length=120)
    """Of a natural person shown to staff and the company only; of a company to all."""
    owner_company = models.ForeignKey(
        "procurement.Company", null=True, blank=True, on_delete=models.PROTECT, related_name="owned"
    )
    is_person = models.BooleanField()
    share_bp = models.PositiveIntegerField()
    """In hundredths of a percent: 10,000 is the whole."""
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Of a natural person the account that the company says is theirs, and asks to confirm it."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    """When that person, or a member of the owning company, said that it is so: before, it is no
    more than what one company claims of somebody else."""
    confirmed_by = models.CharField(max_length=120, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The last day, included."""
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=120)

    company_id: UUID
    owner_company_id: UUID | None
    user_id: UUID | None

    class Meta:
        ordering = ["-share_bp", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share_bp__gte=1) & Q(share_bp__lte=10_000),
                name="procurement_owner_share",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="procurement_owner_days"
            ),
            models.CheckConstraint(
                condition=Q(owner_company=None) | Q(is_person=False),
                name="procurement_owner_is_one",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None),
                name="procurement_owner_one_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share_bp} of {self.company_id}"


class MembershipState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("member of a company", "invited")
    ACCEPTED = "accepted", pgettext_lazy("member of a company", "accepted")
    DECLINED = "declined", pgettext_lazy("member of a company", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("member of a company", "withdrawn")


class CompanyMembership(models.Model):
    """That a company asked somebody to speak for it, and what they said; never removed.

    Who speaks for it today stands in their roles; this is how and when that came.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(
        "procurement.Company", on_delete=models.PROTECT, related_name="memberships"
    )
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(
        max_length=9, choices=MembershipState.choices, default=MembershipState.INVITED
    )
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    """From this instant on it cannot be accepted."""
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When they spoke for it no more."""

    company_id: UUID
    user_id: UUID | None

    class Meta:
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"],
                condition=Q(state="invited") & ~Q(user=None),
                name="procurement_invited_member_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} of {self.company_id}"

    @property
    def reference(self) -> str:
        return f"company_membership:{self.pk}"


class Debarment(models.Model):
    """That a company may not take part in calls, why, by which provision, and on which days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(
        "procurement.Company", on_delete=models.PROTECT, related_name="debarments"
    )
    reason = models.TextField()
    provision = models.ForeignKey("law.Provision", on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=120)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_on = models.DateField(null=True, blank=True)
    """From this day on it holds no more."""
    lifted_by = models.CharField(max_length=120, blank=True)
    lifted_reason = models.TextField(blank=True)

    company_id: UUID

    class Meta:
        ordering = ["-first_day", "-id"]
        indexes = [models.Index(fields=["company", "last_day"], name="procurement_debarred")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="procurement_debarment_days"
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.first_day} – {self.last_day}"

    def holds(self, day: date) -> bool:
        is_lifted = self.lifted_on is not None and day >= self.lifted_on
        return self.first_day <= day <= self.last_day and not is_lifted
