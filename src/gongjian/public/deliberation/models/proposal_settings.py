from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id
from gongjian.public.deliberation.rules import proposals as rules


class ModerationMode(models.TextChoices):
    BEFORE = rules.Moderation.BEFORE.value, _("before publication")
    AFTER = rules.Moderation.AFTER.value, _("after publication, by what people flag")


class ProposalSettings(models.Model):
    """How proposals of an area and all below it are handled; the nearest row on the way up holds.

    Area None: the whole town.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    area = models.OneToOneField(
        "duties.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area_path = models.CharField(max_length=200, blank=True, unique=True)
    """The path of the area; "" for the whole town, so that there is one of that, too."""
    support_threshold = models.PositiveIntegerField(default=rules.DEFAULT_THRESHOLD)
    answer_working_days = models.PositiveSmallIntegerField(
        default=rules.DEFAULT_ANSWER_WORKING_DAYS
    )
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Which sets the deadline."""
    moderation = models.CharField(
        max_length=6, choices=ModerationMode.choices, default=ModerationMode.AFTER
    )
    account_age_hours = models.PositiveIntegerField(default=rules.DEFAULT_ACCOUNT_AGE_HOURS)
    """So old must an account be to write proposals and comments."""
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(support_threshold__range=(1, rules.MOST_THRESHOLD)),
                name="deliberation_settings_threshold",
            ),
            models.CheckConstraint(
                condition=Q(answer_working_days__range=(1, rules.MOST_WORKING_DAYS)),
                name="deliberation_settings_days",
            ),
        ]

    def __str__(self) -> str:
        return self.area_path or "everywhere"
