from django.db import models

from gongjian.foundation.kernel.ids import new_id


class LedgerEntry(models.Model):
    """One act, as it was recorded in the transaction that did it.

    ``commitment`` is SHA-256 over ``salt`` and the canonical JSON of the other columns; only it
    enters the tree, so that deleting salt and data (erasure) leaves the tree verifiable and the
    content unguessable.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    action = models.CharField(max_length=64)
    subject = models.CharField(max_length=80, db_index=True)
    actor = models.CharField(max_length=120)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    salt = models.BinaryField(max_length=16, null=True)
    commitment = models.BinaryField(max_length=32)
    leaf_index = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(leaf_index=None), name="ledger_entry_unsealed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
