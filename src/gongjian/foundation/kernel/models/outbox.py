from django.db import models


class OutboxEvent(models.Model):
    """An announced event that no relay has taken yet; the table is as long as the backlog."""

    name = models.CharField(max_length=64)
    payload = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.name} {self.payload}"
