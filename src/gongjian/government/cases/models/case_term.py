from django.db import models


class CaseTerm(models.Model):
    """The time that a service has for its answer, by its own provision: for an application, in
    place of what the duty gives."""

    case = models.OneToOneField(
        "cases.Case", primary_key=True, on_delete=models.PROTECT, related_name="term"
    )
    working_days = models.PositiveSmallIntegerField()
    provision = models.ForeignKey("law.Provision", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.working_days} working days for {self.case_id}"
