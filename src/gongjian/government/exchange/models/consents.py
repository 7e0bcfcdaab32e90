"""What a person agreed to have fetched about themselves."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongjian.foundation.kernel.ids import new_id


class Consent(models.Model):
    """For one case, under one agreement, for these fields; never changed but to be withdrawn."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    """None: the account is gone, and nothing is asked by it any more."""
    agreement = models.ForeignKey(
        "exchange.Agreement", on_delete=models.PROTECT, related_name="consents"
    )
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    field_names: models.JSONField[list[str], list[str]] = models.JSONField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agreement"],
                condition=Q(withdrawn_at=None),
                name="exchange_consent_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)
