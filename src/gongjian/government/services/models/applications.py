"""Who applies for what, what they told, and what nobody had to tell."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.government.services.rules.states import AnswerState, ApplicationState, Reason


class ApplicationStateName(models.TextChoices):
    BEGUN = ApplicationState.BEGUN.value, pgettext_lazy("application", "being filled in")
    SUBMITTED = ApplicationState.SUBMITTED.value, pgettext_lazy("application", "handed in")
    WITHDRAWN = ApplicationState.WITHDRAWN.value, pgettext_lazy("application", "withdrawn")
    ABANDONED = ApplicationState.ABANDONED.value, pgettext_lazy("application", "given up")


class AnswerStateName(models.TextChoices):
    OPEN = AnswerState.OPEN.value, pgettext_lazy("answer of a form", "to be fetched")
    ASKING = AnswerState.ASKING.value, pgettext_lazy("answer of a form", "being fetched")
    WAITING = AnswerState.WAITING.value, pgettext_lazy("answer of a form", "the source is at it")
    FILLED = AnswerState.FILLED.value, pgettext_lazy("answer of a form", "from the source")
    HELD = AnswerState.HELD.value, pgettext_lazy("answer of a form", "held by the department")
    BY_HAND = AnswerState.BY_HAND.value, pgettext_lazy("answer of a form", "to be told")
    TOLD = AnswerState.TOLD.value, pgettext_lazy("answer of a form", "told by whoever applies")


class ReasonName(models.TextChoices):
    """Why somebody is asked, in plain words."""

    NOBODY = Reason.NOBODY.value, _("No department holds this.")
    KEPT = Reason.KEPT.value, _("The department that holds this may not pass it on.")
    NO_AGREEMENT = (
        Reason.NO_AGREEMENT.value,
        _("The departments have no agreement in force on this at the moment."),
    )
    DECLINED = Reason.DECLINED.value, _("You did not want it to be fetched.")
    NO_NUMBER = (
        Reason.NO_NUMBER.value,
        _("Your number is not verified yet, so the source cannot find you."),
    )
    NO_KEY = Reason.NO_KEY.value, _("The department cannot ask other departments yet.")
    NO_RECORD = Reason.NO_RECORD.value, _("The source has nothing about you.")
    SEVERAL = Reason.SEVERAL.value, _("The source has several records of you.")
    UNFIT = Reason.UNFIT.value, _("What the source holds does not fit this form.")
    REFUSED = Reason.REFUSED.value, _("The gateway refused the query.")
    DENIED = Reason.DENIED.value, _("The source refused to answer.")
    DOWN = Reason.DOWN.value, _("The source cannot be reached at the moment.")
    SLOW = Reason.SLOW.value, _("The source took too long.")
    STALE = Reason.STALE.value, _("What the source holds is too old.")
    MALFORMED = Reason.MALFORMED.value, _("The source answered wrongly.")
    FORGED = Reason.FORGED.value, _("The signature of the source was wrong.")


class Application(models.Model):
    """One person applies for one service, by one version of its form; its case has the clocks."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    service_version = models.ForeignKey(
        "services.ServiceVersion", on_delete=models.PROTECT, related_name="applications"
    )
    applicant = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    state = models.CharField(
        max_length=9, choices=ApplicationStateName.choices, default=ApplicationStateName.BEGUN
    )
    key = models.CharField(max_length=120, blank=True)
    """What the request that began it was named, so that the same again is the same application."""
    begun_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    fields_not_asked = models.PositiveSmallIntegerField(default=0)
    documents_not_asked = models.PositiveSmallIntegerField(default=0)
    """As they were when it was handed in."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "key"],
                condition=~Q(key="") & Q(applicant__isnull=False),
                name="services_application_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["applicant", "-begun_at", "-id"],
                condition=Q(applicant__isnull=False),
                name="services_application_mine",
            ),
            models.Index(
                fields=["begun_at", "id"],
                condition=Q(state="begun"),
                name="services_application_begun",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Answer(models.Model):
    """One property of the form, and where its value comes from. The value is personal data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    """Of the property."""
    state = models.CharField(max_length=8, choices=AnswerStateName.choices)
    reason = models.CharField(max_length=12, choices=ReasonName.choices, blank=True)
    value: models.JSONField[Any, Any] = models.JSONField(null=True, blank=True)
    dataset = models.ForeignKey(
        "exchange.Dataset", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    field_name = models.CharField(max_length=60, blank=True)
    """In the dataset."""
    consent = models.ForeignKey(
        "exchange.Consent", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    query = models.ForeignKey(
        "exchange.DataQuery", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    as_of = models.DateTimeField(null=True, blank=True)
    """By the source."""
    changed_at = models.DateTimeField()
    correction_number = models.CharField(max_length=10, blank=True)
    """Whoever applies says that it is wrong; the source answers to that."""

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "name"], name="services_answer_name")
        ]

    def __str__(self) -> str:
        return self.name
