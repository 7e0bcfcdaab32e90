from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id

if TYPE_CHECKING:
    from gongjian.government.cases.models.participation import Attachment


class Visibility(models.TextChoices):
    PUBLIC = "public", _("public")
    REQUESTER = "requester", _("requester and staff")
    STAFF = "staff", _("staff only")


class CaseEvent(models.Model):
    """One thing that happened to a case. Rows are only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="events")
    name = models.CharField(max_length=40)
    from_state = models.CharField(max_length=24, blank=True)
    to_state = models.CharField(max_length=24, blank=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Shown instead of a person: the public sees which department acted, never who."""
    visibility = models.CharField(max_length=10, choices=Visibility.choices)
    text = models.TextField(blank=True)
    public_text = models.TextField(blank=True)
    """Masked; what the public sees of ``text`` where ``visibility`` is public."""
    data = models.JSONField(default=dict)

    shown_attachments: list[Attachment]
    """Those not erased, where a timeline fetched them."""

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="cases_event_timeline")]

    def __str__(self) -> str:
        return f"{self.name} of {self.case_id}"
