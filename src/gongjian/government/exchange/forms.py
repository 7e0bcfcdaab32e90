"""What the pages of the catalogue take in."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.form_fields import KeyField, VersionForm, offer
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.exchange.actions.save_dataset import DatasetData, FieldData
from gongjian.government.exchange.models import (
    Dataset,
    DatasetKindName,
    Field,
    FieldKindName,
    SensitivityName,
    SharingName,
)
from gongjian.government.exchange.selectors.datasets import DatasetFilters

MOST_HOURS = 90_000


class IdField(forms.TypedChoiceField):
    """A choice of one thing by its id; None where nothing is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=UUID, empty_value=None, **kwargs)


def provision_choices(on: date) -> list[tuple[str, str]]:
    """What is in force, to be cited."""
    return [(str(rule.pk), str(rule)) for rule in law.provisions_in_force(on)]


class CatalogueSearchForm(forms.Form):
    """A wrong value is as good as none: an address is never refused for it."""

    words = forms.CharField(
        label=_("What are you looking for?"),
        required=False,
        max_length=100,
        help_text=_("A dataset, a field or a department, such as “address”."),
    )
    owner = KeyField(people.body_options, label=_("Held by"), empty=_("any department"))
    sharing = forms.ChoiceField(
        label=_("Sharing"), required=False, choices=[("", _("any")), *SharingName.choices]
    )

    def filters(self) -> DatasetFilters:
        self.is_valid()
        wanted = self.cleaned_data
        return DatasetFilters(
            words=wanted.get("words", ""),
            owner_id=wanted.get("owner"),
            sharing=wanted.get("sharing", ""),
        )


class RestrictionForm(forms.Form):
    """How something is shared, and why not with everybody."""

    sharing = forms.ChoiceField(
        label=_("Sharing"), choices=SharingName.choices, widget=forms.RadioSelect
    )
    sharing_reason = forms.CharField(
        label=_("Why it is restricted"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed unless it is shared without conditions."),
    )
    sharing_provision = IdField(label=_("By which provision"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sharing_provision", [("", _("none")), *provision_choices(on)])

    def restriction(self) -> dict[str, Any]:
        return {
            "sharing": self.cleaned_data["sharing"],
            "sharing_reason": self.cleaned_data["sharing_reason"],
            "sharing_provision_id": self.cleaned_data["sharing_provision"],
        }


class DatasetForm(RestrictionForm, VersionForm):
    """What the catalogue says of a dataset."""

    owner = IdField(label=_("Held by"))
    code = forms.SlugField(
        label=_("Code"),
        max_length=60,
        help_text=_("Letters, digits and hyphens; it stays, and stands in addresses."),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=DatasetKindName.choices, widget=forms.RadioSelect
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key_scheme = forms.SlugField(
        label=_("Which number finds a record"),
        required=False,
        max_length=40,
        help_text=_("Such as resident-id or company-id; empty where none does."),
    )
    update_hours = forms.IntegerField(
        label=_("Brought up to date every … hours"), min_value=1, max_value=MOST_HOURS
    )
    quality = forms.CharField(
        label=_("Quality"),
        required=False,
        max_length=300,
        help_text=_("What it covers, and what is known to be wrong with it."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)

    field_order = (
        "owner", "code", "title", "kind", "description", "key_scheme", "sharing",
        "sharing_reason", "sharing_provision", "update_hours", "quality", "is_active", "version",
    )  # fmt: skip

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", owners)
        self.order_fields(self.field_order)

    def data_of(self, dataset: Dataset | None) -> DatasetData:
        said = self.cleaned_data
        return DatasetData(
            code=dataset.code if dataset else said["code"],
            owner_id=said["owner"],
            title=said["title"],
            kind=said["kind"],
            description=said["description"],
            key_scheme=said["key_scheme"],
            update_hours=said["update_hours"],
            quality=said["quality"],
            complete_permille=dataset.complete_permille if dataset else None,
            is_active=said["is_active"],
            **self.restriction(),
        )

    @staticmethod
    def initial_of(dataset: Dataset) -> dict[str, Any]:
        names = (
            "code", "title", "kind", "description", "key_scheme", "sharing", "sharing_reason",
            "update_hours", "quality", "is_active", "version",
        )  # fmt: skip
        said = {name: getattr(dataset, name) for name in names}
        return {
            **said,
            "owner": dataset.owner_id,
            "sharing_provision": str(dataset.sharing_provision_id or ""),
        }


class FieldForm(RestrictionForm):
    """What the catalogue says of one field."""

    name = forms.RegexField(
        r"^[a-z][a-z0-9_]{0,59}$",
        label=pgettext_lazy("of a field of data", "Name"),
        help_text=_("Small letters, digits and underscores, such as birth_date."),
    )
    title = forms.CharField(label=_("Title"), max_length=120)
    kind = forms.ChoiceField(label=_("What stands in it"), choices=FieldKindName.choices)
    is_required = forms.BooleanField(label=_("Always filled in"), required=False)
    sensitivity = forms.ChoiceField(
        label=_("Sensitivity"), choices=SensitivityName.choices, widget=forms.RadioSelect
    )
    concept = forms.SlugField(
        label=_("Concept"),
        required=False,
        max_length=80,
        help_text=_("What it is about, whatever it is called here; one field is the source of it."),
    )
    is_authoritative = forms.BooleanField(
        label=_("This is the authoritative source"), required=False
    )

    field_order = (
        "name", "title", "kind", "is_required", "sensitivity", "concept", "is_authoritative",
        "sharing", "sharing_reason", "sharing_provision",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)

    def field_data(self) -> FieldData:
        said = self.cleaned_data
        names = ("name", "title", "kind", "is_required", "sensitivity", "concept")
        return FieldData(
            **{name: said[name] for name in names},
            is_authoritative=said["is_authoritative"],
            **self.restriction(),
        )

    @staticmethod
    def initial_of(field: Field) -> dict[str, Any]:
        names = (
            "name", "title", "kind", "is_required", "sensitivity", "concept", "is_authoritative",
            "sharing", "sharing_reason",
        )  # fmt: skip
        said = {name: getattr(field, name) for name in names}
        return {**said, "sharing_provision": str(field.sharing_provision_id or "")}


class ImportCatalogueForm(forms.Form):
    file = forms.FileField(label=_("Table"), help_text=_("CSV or XLSX."))
    is_dry_run = forms.BooleanField(
        label=_("Only say what would change"), required=False, initial=True
    )
