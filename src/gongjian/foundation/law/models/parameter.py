from django.db import models

from gongjian.foundation.kernel.ids import new_id


class Parameter(models.Model):
    """A number that a provision sets, with the days it holds: "working days to accept: 1"."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80)
    value = models.IntegerField()
    unit = models.CharField(max_length=40)
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="parameters"
    )
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "in_force_from"], name="law_parameter_start")
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value} {self.unit}"
