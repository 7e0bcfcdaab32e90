from uuid import UUID

from django.db import models
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id


class ProposalState(models.TextChoices):
    OPEN = "open", pgettext_lazy("duty proposal", "open")
    ACCEPTED = "accepted", pgettext_lazy("duty proposal", "accepted")
    DECLINED = "declined", pgettext_lazy("duty proposal", "declined")


class DutyProposal(models.Model):
    """A settled dispute offered as a change of the register; an administrator decides."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case_reference = models.CharField(max_length=60)
    """``case:…``: the dispute it comes from."""
    case_number = models.CharField(max_length=20, blank=True)
    category = models.ForeignKey("duties.Category", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    department = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField()
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=300, blank=True)
    duty = models.ForeignKey(
        "duties.Duty", null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    """What it became."""

    area_id: UUID | None
    category_id: UUID
    department_id: UUID

    class Meta:
        constraints = [
            # The task that proposes may run twice.
            models.UniqueConstraint(
                fields=["case_reference", "department"], name="duties_proposal_once"
            )
        ]
        indexes = [models.Index(fields=["state", "-proposed_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.category} / {self.area}: {self.department}"
