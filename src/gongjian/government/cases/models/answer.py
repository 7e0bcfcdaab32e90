from django.db import models

from gongjian.foundation.kernel.ids import new_id


class CaseAnswer(models.Model):
    """What the department answered, on which provision. A reopened case gets another one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="answers")
    event = models.OneToOneField("cases.CaseEvent", on_delete=models.PROTECT, related_name="answer")
    department = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    public_text = models.TextField(blank=True)
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "answered_at"])]

    def __str__(self) -> str:
        return f"answer to {self.case_id}"


class CaseRating(models.Model):
    """What the requester says of an answer: solved, satisfied, why not. One an answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="ratings")
    answer = models.OneToOneField(
        "cases.CaseAnswer", on_delete=models.PROTECT, related_name="rating"
    )
    is_solved = models.BooleanField()
    satisfaction = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(satisfaction__range=(1, 5)), name="cases_rating_satisfaction"
            )
        ]

    def __str__(self) -> str:
        return f"rating of {self.case_id}"


class AnswerTemplate(models.Model):
    """A department's ready-made answer, with places that `rules.fill_template` fills."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    department = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    category = models.ForeignKey(
        "duties.Category", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=80)
    text = models.TextField()
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """What it rests on; an answer made from it cites the version in force on its day."""
    version = models.PositiveIntegerField(default=1)
    """Counts its changes; a form carries the one it was made from."""

    def __str__(self) -> str:
        return self.name
