from django.db import models

from gongjian.foundation.kernel.ids import new_id


class ApiKey(models.Model):
    """A programme's key: only its SHA-256 is kept, so a copy of the table opens nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="api_keys")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
