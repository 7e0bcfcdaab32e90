from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id


class Decision(models.TextChoices):
    OPEN = "open", _("waiting for a decision")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Extension(models.Model):
    """More working days, asked by the handler and approved by somebody else."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="extensions")
    working_days = models.PositiveSmallIntegerField()
    reason = models.TextField()
    asked_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=9, choices=Decision.choices, default=Decision.OPEN)
    decided_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(decision="open"),
                name="cases_extension_one_open",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_at", "id"],
                condition=models.Q(decision="open"),
                name="cases_extension_queue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.working_days} more days for {self.case_id}"


class Assistance(models.Model):
    """A part that another department does, with its own clock; the lead department stays one.

    The lead department asks for it, or the duty register does as the case is dispatched: a duty
    names supporting departments.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="assistances")
    department = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    request = models.TextField(blank=True)
    """What the lead department asks for; empty where the register asks."""
    duty = models.ForeignKey(
        "duties.Duty",
        db_index=False,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    """The duty that names the department as supporting; None where the lead department asked."""
    asked_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """The case left the lead department before there was a reply."""
    reminder_level = models.PositiveSmallIntegerField(default=0)
    next_reminder_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "department"],
                condition=models.Q(replied_at=None, withdrawn_at=None),
                name="cases_assistance_one_open",
            )
        ]
        indexes = [
            models.Index(
                fields=["department", "due_at", "id"],
                condition=models.Q(replied_at=None, withdrawn_at=None),
                name="cases_assistance_queue",
            ),
            models.Index(fields=["department", "case"], name="cases_assistance_seen"),
            models.Index(
                fields=["next_reminder_at", "id"],
                condition=models.Q(next_reminder_at__isnull=False),
                name="cases_assistance_reminders",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department_id} helps on {self.case_id}"

    @property
    def is_open(self) -> bool:
        return self.replied_at is None and self.withdrawn_at is None


class Against(models.TextChoices):
    REJECTION = "rejection", _("its rejection")
    HIDING = "hiding", _("its being hidden")


class Appeal(models.Model):
    """The requester says that a rejection, or hiding the case from the public, was wrong; somebody
    else decides than whose act it was."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="appeals")
    against = models.CharField(max_length=9, choices=Against.choices, default=Against.REJECTION)
    text = models.TextField()
    made_at = models.DateTimeField()
    decision = models.CharField(max_length=9, choices=Decision.choices, default=Decision.OPEN)
    decided_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "against"],
                condition=models.Q(decision="open"),
                name="cases_appeal_one_open",
            )
        ]
        indexes = [
            models.Index(
                fields=["made_at", "id"],
                condition=models.Q(decision="open", against="hiding"),
                name="cases_appeal_hiding",
            )
        ]

    def __str__(self) -> str:
        return f"appeal on {self.case_id}"
