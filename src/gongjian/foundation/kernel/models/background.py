from django.db import models


class WorkerHeartbeat(models.Model):
    worker_id = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker_id


class PeriodicRun(models.Model):
    """When a periodic task was last started, so that of any number of workers one starts it."""

    name = models.CharField(max_length=200, primary_key=True)
    last_started_at = models.DateTimeField()
    last_result_id = models.UUIDField(null=True)

    def __str__(self) -> str:
        return self.name
