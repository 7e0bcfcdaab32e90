from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id


class OrganisationKind(models.TextChoices):
    PUBLIC_BODY = "public_body", _("public body")
    COMPANY = "company", _("company")


class Organisation(models.Model):
    """A public body (a department is one) or a company."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=OrganisationKind.choices)
    code = models.CharField(max_length=40, unique=True)
    """A company's registration number, in China the unified social credit code (GB 32100); a public
    body's own code."""
    name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    area_path = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["kind", "name"])]

    def __str__(self) -> str:
        return self.name
