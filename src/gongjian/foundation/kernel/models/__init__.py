from gongjian.foundation.kernel.models.background import PeriodicRun, WorkerHeartbeat
from gongjian.foundation.kernel.models.outbox import OutboxEvent
from gongjian.foundation.kernel.models.requests import CacheEntry, IdempotencyKey, RateWindow

__all__ = [
    "CacheEntry",
    "IdempotencyKey",
    "OutboxEvent",
    "PeriodicRun",
    "RateWindow",
    "WorkerHeartbeat",
]
