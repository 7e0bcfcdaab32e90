from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class IdempotencyKey(models.Model):
    """What a request once made, so that the same request sent again makes nothing more.

    ``made`` names it or counts it; never what people wrote, nor a secret: erasure does not come
    here, and the answer is written anew from what ``made`` names.
    """

    scope = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    made = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="kernel_idempotency_once")
        ]

    def __str__(self) -> str:
        return f"{self.scope}/{self.key}"


class RateWindow(models.Model):
    """How often one client did one thing in the window that ends at ``ends_at`` (epoch seconds)."""

    bucket = models.CharField(max_length=160, primary_key=True)
    ends_at = models.BigIntegerField()
    hits = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.bucket


class CacheEntry(models.Model):
    """The table of Django's database cache, made by a migration instead of ``createcachetable``."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "kernel_cache"

    def __str__(self) -> str:
        return self.cache_key
