"""The catalogue: what which department holds, field by field, and whether others may have it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.ids import new_id
from gongjian.government.exchange.rules.sharing import (
    DatasetKind,
    FieldKind,
    Sensitivity,
    Sharing,
    stricter,
)


class DatasetKindName(models.TextChoices):
    DATASET = DatasetKind.DATASET.value, _("dataset")
    SERVICE = DatasetKind.SERVICE.value, pgettext_lazy("of the data catalogue", "service")


class SharingName(models.TextChoices):
    UNCONDITIONAL = Sharing.UNCONDITIONAL.value, _("shared without conditions")
    CONDITIONAL = Sharing.CONDITIONAL.value, _("shared under conditions")
    NONE = Sharing.NONE.value, _("not shared")


class SensitivityName(models.TextChoices):
    PUBLIC = Sensitivity.PUBLIC.value, pgettext_lazy("sensitivity of data", "public")
    PERSONAL = Sensitivity.PERSONAL.value, pgettext_lazy("sensitivity of data", "personal")
    SENSITIVE = Sensitivity.SENSITIVE.value, pgettext_lazy("sensitivity of data", "sensitive")


class FieldKindName(models.TextChoices):
    TEXT = FieldKind.TEXT.value, pgettext_lazy("kind of a field", "text")
    CODE = FieldKind.CODE.value, pgettext_lazy("kind of a field", "code")
    INTEGER = FieldKind.INTEGER.value, pgettext_lazy("kind of a field", "whole number")
    DECIMAL = FieldKind.DECIMAL.value, pgettext_lazy("kind of a field", "decimal number")
    BOOLEAN = FieldKind.BOOLEAN.value, pgettext_lazy("kind of a field", "yes or no")
    DATE = FieldKind.DATE.value, pgettext_lazy("kind of a field", "date")
    MOMENT = FieldKind.MOMENT.value, pgettext_lazy("kind of a field", "date and time")


class Dataset(models.Model):
    """Records that one department holds, or a question that its service answers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(
        max_length=8, choices=DatasetKindName.choices, default=DatasetKindName.DATASET
    )
    owner = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    key_scheme = models.SlugField(max_length=40, blank=True)
    """Which number of a person or a company finds a record: ``resident-id``; empty: none does."""
    sharing = models.CharField(
        max_length=13, choices=SharingName.choices, default=SharingName.UNCONDITIONAL
    )
    sharing_reason = models.TextField(blank=True)
    sharing_provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    update_hours = models.PositiveIntegerField(default=24)
    """How fresh it is: it holds what happened up to so many hours ago."""
    quality = models.CharField(max_length=300, blank=True)
    """In words: what it covers, what is known to be wrong with it."""
    complete_permille = models.PositiveSmallIntegerField(null=True, blank=True)
    """Of 1000 records that there should be, how many there are, as last measured."""
    schema_version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sharing=Sharing.UNCONDITIONAL)
                | (~Q(sharing_reason="") & Q(sharing_provision__isnull=False)),
                name="exchange_dataset_restriction",
            ),
            models.CheckConstraint(
                condition=Q(complete_permille=None) | Q(complete_permille__lte=1000),
                name="exchange_dataset_complete",
            ),
        ]
        indexes = [
            models.Index(fields=["title", "id"], name="exchange_dataset_title"),
            models.Index(fields=["owner", "title", "id"], name="exchange_dataset_owner"),
        ]

    def __str__(self) -> str:
        return self.title


class Field(models.Model):
    """One field of a dataset in its present schema version.

    ``concept`` says what it is about, whatever it is called here. Of each concept one field is the
    authoritative source, and no other department is asked for it: one field, one source.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="fields")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    description = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=8, choices=FieldKindName.choices)
    is_required = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    sensitivity = models.CharField(max_length=9, choices=SensitivityName.choices)
    concept = models.SlugField(max_length=80)
    is_authoritative = models.BooleanField(default=True)
    sharing = models.CharField(
        max_length=13, choices=SharingName.choices, default=SharingName.UNCONDITIONAL
    )
    """Beside that of the dataset; the stricter counts."""
    sharing_reason = models.TextField(blank=True)
    sharing_provision = models.ForeignKey(
        "law.Provision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "name"], name="exchange_field_name"),
            models.UniqueConstraint(
                fields=["concept"],
                condition=Q(is_authoritative=True, is_active=True),
                name="exchange_one_field_one_source",
            ),
            models.CheckConstraint(
                condition=Q(sharing=Sharing.UNCONDITIONAL)
                | (~Q(sharing_reason="") & Q(sharing_provision__isnull=False)),
                name="exchange_field_restriction",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def effective_sharing(self) -> Sharing:
        """With what its dataset says."""
        return stricter(Sharing(self.sharing), Sharing(self.dataset.sharing))

    @property
    def effective_sharing_name(self) -> str:
        return str(SharingName(self.effective_sharing.value).label)


class DatasetVersion(models.Model):
    """What the catalogue said of a dataset in one schema version; never changed."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    schema = models.JSONField()
    """A list of fields: name, kind, is_required, sensitivity, concept, sharing."""
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="exchange_dataset_version")
        ]

    def __str__(self) -> str:
        return f"{self.dataset_id} {self.number}"
