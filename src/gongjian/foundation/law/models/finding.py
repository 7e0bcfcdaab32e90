from uuid import UUID

from django.db import models

from gongjian.foundation.kernel.ids import new_id


class LawChange(models.Model):
    """That provisions or parameters changed, or that a day came on which some begin or end; and
    what was looked at because of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField()
    day = models.DateField(db_index=True)
    actor = models.CharField(max_length=80)
    """Reference of who changed it."""
    provisions = models.JSONField(default=list)
    """Codes."""
    parameters = models.JSONField(default=list)
    is_of_day = models.BooleanField(default=False)
    """Nobody changed anything: days of a version or of a value began or ended."""
    checked_at = models.DateTimeField(null=True, blank=True)
    checked = models.PositiveIntegerField(default=0)
    """How many things rest on what changed."""
    failed = models.PositiveIntegerField(default=0)
    open_questions = models.PositiveIntegerField(default=0)
    """How many findings need a person."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=models.Q(is_of_day=True), name="law_change_of_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {', '.join([*self.provisions, *self.parameters])}"


class LawFinding(models.Model):
    """What a rule said of a thing, kept: facts, what the law asked, which version of which article.

    What a rule said is never rewritten; a person's word is added where it needs one, once.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.CharField(max_length=80)
    """Reference of the thing: ``duty:0192…``."""
    kind = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=300)
    path = models.CharField(max_length=300, blank=True)
    organisation_id = models.UUIDField(null=True, blank=True)
    """Whose thing it is; supervisors there settle what needs a person."""
    other_organisation_id = models.UUIDField(null=True, blank=True)
    """Who is a party to it, too, and may do the same."""
    area_path = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(default=False)
    rule = models.SlugField(max_length=80, db_index=False)
    provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    facts = models.JSONField()
    asked = models.JSONField()
    """By parameter."""
    outcome = models.CharField(max_length=12)
    words_en = models.TextField()
    words_zh = models.TextField()
    day = models.DateField()
    found_at = models.DateTimeField()
    change = models.ForeignKey(
        "law.LawChange", null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    fingerprint = models.CharField(max_length=64)
    """Of rule, facts and what was asked: the same again is the same finding."""
    gone_at = models.DateTimeField(null=True, blank=True)
    """When it was looked at again and was so no longer."""
    settled_outcome = models.CharField(max_length=12, blank=True)
    settled_by = models.CharField(max_length=80, blank=True)
    settled_reason = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    provision_id: UUID | None
    change_id: UUID | None

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "rule", "fingerprint"],
                condition=models.Q(gone_at=None),
                name="law_finding_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    settled_at=None, settled_outcome="", settled_by="", settled_reason=""
                )
                | models.Q(settled_outcome__in=["pass", "fail"], settled_at__isnull=False)
                & ~models.Q(settled_by="")
                & ~models.Q(settled_reason=""),
                name="law_finding_settled_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-id"], condition=models.Q(gone_at=None), name="law_finding_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.subject}"

    @property
    def result(self) -> str:
        """What holds: a person's word where there is one."""
        return self.settled_outcome or self.outcome

    def words(self, language: str) -> str:
        return self.words_zh if language.lower().startswith("zh") else self.words_en
