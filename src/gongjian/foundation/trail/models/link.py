from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """Read as "source RELATION target"; the source came first."""

    LED_TO = "led_to", _("led to")
    MERGED_INTO = "merged_into", _("was merged into")
    EVIDENCE_FOR = "evidence_for", _("is evidence for")
    ANSWERED_BY = "answered_by", _("was answered by")


class Link(models.Model):
    """That one thing came from another; by reference, so that any app's things can be linked."""

    source = models.CharField(max_length=80)
    relation = models.CharField(max_length=20, choices=Relation.choices)
    target = models.CharField(max_length=80, db_index=True)
    note = models.TextField(blank=True)
    """Why, in the words of whoever linked them; everybody may read it."""
    actor = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "relation", "target"], name="trail_link_once")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.relation} {self.target}"
