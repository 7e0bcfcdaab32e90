"""What pages take in."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.law.actions.settle_finding import LONGEST_REASON
from gongjian.foundation.law.dependents import dependent_kinds
from gongjian.methods.law_file import MAX_BYTES


class ProvisionSearchForm(forms.Form):
    words = forms.CharField(label=_("Words of a rule"), required=False, max_length=100)


class FindingFilterForm(forms.Form):
    result = forms.ChoiceField(
        label=_("What was found"),
        required=False,
        choices=[
            ("", _("everything open")),
            ("fail", _("without basis or in conflict")),
            ("needs_person", _("to be judged by a person")),
            ("settled", _("judged")),
        ],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=lambda: _kinds())


class SettleFindingForm(forms.Form):
    is_met = forms.TypedChoiceField(
        label=_("Does it hold?"),
        choices=[("yes", _("Yes, it holds")), ("no", _("No, it does not hold"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It is kept with your name and the moment, and nobody can change it later."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ImportLawForm(forms.Form):
    file = forms.FileField(
        label=_("File"), help_text=_("YAML, as the export writes it; at most 20 MB.")
    )
    is_dry_run = forms.BooleanField(
        label=_("Only try it: say what would change, change nothing"), required=False, initial=True
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise ValidationError(_("Larger than 20 MB. Split it."))
        return file


def _kinds() -> Sequence[tuple[str, object]]:
    return [("", _("any")), *((kind.code, kind.name) for kind in dependent_kinds())]
