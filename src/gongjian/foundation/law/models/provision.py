from django.db import models

from gongjian.foundation.kernel.ids import new_id


class Provision(models.Model):
    """One article of a law or rule in one version, with the days it is in force."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    article = models.CharField(max_length=80)
    text = models.TextField()
    source_url = models.URLField(blank=True)
    version = models.PositiveIntegerField(default=1)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="law_provision_version"),
            models.CheckConstraint(
                condition=models.Q(in_force_until=None)
                | models.Q(in_force_until__gte=models.F("in_force_from")),
                name="law_provision_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.article}"
