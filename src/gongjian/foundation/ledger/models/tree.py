from uuid import uuid4

from django.db import models


def new_instance() -> str:
    return uuid4().hex


class LedgerHead(models.Model):
    """The one row the sequencer locks: how many leaves the tree has, its right edge in hex, and
    under which name and key it is signed, which never change.

    ``instance`` tells this ledger from another that was begun with the same key: hosts remember
    under it what they signed (signed_memory.py).
    """

    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)
    verifier_key = models.CharField(max_length=300)
    instance = models.CharField(max_length=32, default=new_instance)

    def __str__(self) -> str:
        return f"size {self.size}"


class LedgerTile(models.Model):
    """Up to 256 neighbouring hashes of one level of the tree (C2SP tlog-tiles, height 8)."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="ledger_tile_place")]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class Checkpoint(models.Model):
    """The signed root of the tree at one size (C2SP tlog-checkpoint)."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint {self.size}"


class Cosignature(models.Model):
    """A witness's latest line below the checkpoint of a size (C2SP tlog-cosignature)."""

    size = models.BigIntegerField()
    witness = models.CharField(max_length=300)
    """Its verifier key."""
    signed_at = models.BigIntegerField()
    """By the witness's clock, in seconds since 1970."""
    line = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["witness", "size"], name="ledger_cosignature_once")
        ]

    def __str__(self) -> str:
        return f"{self.witness.partition('+')[0]} at {self.size}"
