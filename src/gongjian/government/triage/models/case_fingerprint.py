from django.db import models


class CaseFingerprint(models.Model):
    """By what a case is told again: the hashed runs of its masked words.

    Beside it stands the index of its telling runs, which is made in a migration: on PostgreSQL the
    column ``terms``, on SQLite a table of FTS5; `run_index` alone knows them.
    """

    placed = models.OneToOneField(
        "triage.PlacedCase", primary_key=True, on_delete=models.CASCADE, related_name="fingerprint"
    )
    runs = models.BinaryField()
    """As gongjian.methods.text_fingerprints writes it."""

    def __str__(self) -> str:
        return str(self.pk)


class RunStatistics(models.Model):
    """In how many texts each run stands; one row, and the lock of those who place cases."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    counts = models.BinaryField(default=bytes)
    """As gongjian.methods.run_counts writes it; empty: nothing was counted yet."""
    version = models.PositiveIntegerField(default=0)
    """Another one with each change, by chance: who has these counts need not read them again."""
    counted_to = models.BigIntegerField(default=0)
    """The last `PlacedCase` that is counted."""
    counted_texts = models.PositiveIntegerField(default=0)
    placed_texts = models.PositiveIntegerField(default=0)
    halved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="triage_statistics_once")
        ]

    def __str__(self) -> str:
        return f"{self.counted_texts} texts"
