from django.db import models

from gongjian.foundation.kernel.ids import new_id


class Attachment(models.Model):
    """A photo or document, stored outside the web root, stripped of what it says of its maker."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="attachments")
    event = models.ForeignKey(
        "cases.CaseEvent",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attachments",
    )
    file = models.CharField(max_length=120, unique=True)
    thumbnail = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    is_public = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "digest"], name="cases_attachment_once")
        ]

    def __str__(self) -> str:
        return self.name


class Support(models.Model):
    """ "Me too": one a person and case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="supports")
    user = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    visitor = models.CharField(max_length=64, blank=True)
    """Digest of an anonymous visitor's session."""
    wants_notices = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=models.Q(user__isnull=False),
                name="cases_support_once_user",
            ),
            models.UniqueConstraint(
                fields=["case", "visitor"],
                condition=~models.Q(visitor=""),
                name="cases_support_once_visitor",
            ),
        ]
        indexes = [models.Index(fields=["user", "-id"], name="cases_support_mine")]

    def __str__(self) -> str:
        return f"support of {self.case_id}"
