from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class Evidence(models.TextChoices):
    """Who says that an example is of its category."""

    SETTLED = "settled", _("settled after hand-backs")
    CORRECTION = "correction", _("chosen by a dispatcher")
    TABLE = "table", _("labelled in a table")
    ANSWERED = "answered", _("answered without a hand-back")


class Example(models.Model):
    """A masked text and the category it belongs to: what a model learns from.

    Known by where it came from, a case or a row's words, so that there is one of each; what is said
    later, or by somebody who looked closer, takes its place.
    """

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=80, unique=True)
    """``"case:…"``, or ``"row:…"`` with the digest of a table's words."""
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    """Masked, as is the title: nobody's name or number ever stands here."""
    category = models.ForeignKey("duties.Category", on_delete=models.PROTECT, related_name="+")
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    is_weak = models.BooleanField()
    """Nobody chose the category with an eye on it; learnt from where there is nothing better."""
    at = models.DateTimeField()
    """When it was said."""
    created_at = models.DateTimeField()
    """When it first came here: a model made before then has never seen it."""

    category_id: UUID

    class Meta:
        indexes = [
            models.Index(fields=["category", "is_weak", "-at", "-id"], name="triage_example_newest")
        ]

    def __str__(self) -> str:
        return f"{self.reference} in {self.category_id}"
