"""The departments' public keys, and where their nodes answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongjian.foundation.kernel.ids import new_id


class DepartmentKey(models.Model):
    """A public key of a department. One at a time is in use; those before it prove what they
    signed while they were."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    department = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kid = models.CharField(max_length=43, unique=True)
    """RFC 7638 thumbprint."""
    jwk = models.JSONField()
    is_hosted = models.BooleanField(default=True)
    """The town keeps its private half, in a file beside the database; else the department's own
    node does, and nobody else."""
    succession = models.TextField(blank=True)
    """What the key before it signed about this one, a JWS: nodes that knew that one believe it.
    Empty where it is the first, or the one before was lost."""
    since = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department"],
                condition=Q(retired_at=None),
                name="exchange_one_key_a_department",
            )
        ]

    def __str__(self) -> str:
        return self.kid


class Node(models.Model):
    """Where the node of a department answers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    department = models.OneToOneField(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    url = models.URLField(max_length=300)
    is_active = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.url
