from uuid import UUID

from django.db import models

from gongjian.foundation.kernel.ids import new_id


class ParameterKind(models.TextChoices):
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"


class Parameter(models.Model):
    """A value that a provision sets, with the days it holds: "working days to accept: 1"."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80)
    kind = models.CharField(
        max_length=10, choices=ParameterKind.choices, default=ParameterKind.NUMBER
    )
    value = models.IntegerField()
    """The number; of yes and no 1 and 0; of a choice 0."""
    choice = models.SlugField(max_length=80, blank=True, db_index=False)
    unit = models.CharField(max_length=40)
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="parameters"
    )
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)

    provision_id: UUID | None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "in_force_from"], name="law_parameter_start"),
            models.CheckConstraint(
                condition=models.Q(kind="number", choice="")
                | models.Q(kind="yes_no", choice="", value__range=(0, 1))
                | models.Q(kind="choice", value=0) & ~models.Q(choice=""),
                name="law_parameter_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.typed} {self.unit}"

    @property
    def typed(self) -> int | bool | str:
        return typed(self.kind, self.value, self.choice)


def typed(kind: str, value: int, choice: str) -> int | bool | str:
    """A parameter's value as what it is."""
    if kind == ParameterKind.YES_NO:
        return bool(value)
    return choice if kind == ParameterKind.CHOICE else value
