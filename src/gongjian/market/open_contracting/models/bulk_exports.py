"""Everything as files to download, as it was at a moment."""

from __future__ import annotations

from django.db import models

from gongjian.foundation.kernel.ids import new_id


class BulkExport(models.Model):
    """All releases and records up to a moment, in files that lie where uploads lie."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField()
    until = models.UUIDField()
    """Releases with keys below it are in there."""
    releases = models.PositiveIntegerField()
    records = models.PositiveIntegerField()
    files = models.JSONField()
    """One entry a file: its name, where it is stored, its size, the SHA-256 of it."""

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.releases} releases until {self.made_at}"
