from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id


class AreaLevel(models.IntegerChoices):
    CITY = 1, _("city")
    DISTRICT = 2, _("district")
    STREET = 3, _("street")


class Area(models.Model):
    """A city, a district or a street. ``path`` is the codes from the top, each closed by "/", so
    that a subtree is one range of an index: ``"3701/370102/370102001/"``."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField(choices=AreaLevel.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=200, unique=True)
    outline = models.JSONField(null=True, blank=True)
    """GeoJSON Polygon or MultiPolygon, WGS 84."""
    calendar = models.CharField(max_length=12, blank=True)
    """ISO country (and "-subdivision") whose working days hold; empty: the parent's."""
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name
