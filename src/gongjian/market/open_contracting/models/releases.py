"""Releases of open contracting data, never changed, and what each process comes to by them."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from gongjian.foundation.kernel.ids import new_id


class ContractingProcess(models.Model):
    """One process of planning or contracting under one ocid; its row is what its releases come to.

    Written only by ``actions/write_release.py``; locked by it, so that releases of one process
    come one after another.
    """

    ocid = models.CharField(max_length=60, primary_key=True)
    subject = models.CharField(max_length=80, unique=True)
    """``call:…`` or ``initiative:…``."""
    releases = models.PositiveIntegerField(default=0)
    compiled = models.TextField(default="{}")
    """JSON, merged of all releases; can be made anew of them at any time."""
    last_release = models.UUIDField(null=True)
    """The key of the newest: what has changed lately is found by it."""
    last_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "contracting processes"
        indexes = [models.Index(fields=["-last_release"], name="open_contracting_latest")]

    def __str__(self) -> str:
        return self.ocid


class Release(models.Model):
    """What was said of a process at one moment, byte for byte. The database refuses to change or
    delete it (migrations/0001_releases.py)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    process = models.ForeignKey(
        "open_contracting.ContractingProcess",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    number = models.PositiveIntegerField()
    """Within its process, from 1."""
    at = models.DateTimeField()
    body = models.TextField()
    """JSON in one spelling (methods/open_contracting.py)."""
    sha256 = models.CharField(max_length=64)
    """Of the body in UTF-8; in the ledger, too."""

    process_id: str

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "number"], name="open_contracting_release_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.process_id} {self.number}"

    @property
    def key(self) -> UUID:
        return self.id
