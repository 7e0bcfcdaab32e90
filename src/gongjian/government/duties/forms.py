"""What pages take in."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.form_fields import KeyField, offer
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.duties.actions.import_register import KIND_NAMES, ImportKind
from gongjian.government.duties.actions.write_duty import MAX_DAYS, MIN_DAYS, DutyTerms
from gongjian.government.duties.models import Duty
from gongjian.government.duties.rules.calendars import is_calendar
from gongjian.government.duties.selectors.areas import area_options
from gongjian.government.duties.selectors.categories import category_options
from gongjian.government.duties.selectors.register import DutyFilters

FIRST_YEAR, LAST_YEAR = 2004, 2100


class IdField(forms.TypedChoiceField):
    """A choice of one thing by its id; None where nothing is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=UUID, empty_value=None, **kwargs)


class IdsField(forms.TypedMultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=UUID, **kwargs)


class DayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)


class DutySearchForm(forms.Form):
    """A wrong value is as good as none: an address is never refused for it."""

    words = forms.CharField(
        label=_("Matter, department or place"),
        required=False,
        max_length=100,
        help_text=_("In your own words, such as “noise” or “street lights”."),
    )
    area = KeyField(area_options, label=_("In which area?"), empty=_("everywhere"))
    department = forms.UUIDField(required=False, widget=forms.HiddenInput)
    category = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def filters(self) -> DutyFilters:
        self.is_valid()
        wanted = self.cleaned_data
        return DutyFilters(
            words=wanted.get("words", ""),
            area_id=wanted.get("area"),
            category_id=wanted.get("category"),
            department_id=wanted.get("department"),
        )


class NodeForm(forms.Form):
    """An area or a category.

    It carries what it showed: what somebody else changed meanwhile is kept, and whoever changes the
    same is told.
    """

    name = forms.CharField(
        label=pgettext_lazy("of an area or a category", "Name"),
        max_length=80,
        show_hidden_initial=True,
    )
    is_active = forms.BooleanField(
        label=_("In use"),
        required=False,
        show_hidden_initial=True,
        help_text=_("Unticked, neither this nor anything below it is offered any more."),
    )

    def changes(self) -> dict[str, Any]:
        """What was changed in it, by name, and under ``seen_…`` what it showed of that."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data}
        return changed | {f"seen_{name}": self._seen(name) for name in changed}

    def _seen(self, name: str) -> Any:
        """What the page showed; None where whoever sent this does not say."""
        sent = self.data.get(self[name].html_initial_name)
        return None if sent is None else self.fields[name].to_python(sent)


class TermsForm(forms.Form):
    """What a version of a duty says."""

    lead_department = IdField(label=_("Lead department"))
    supporting_departments = IdsField(
        label=_("Supporting departments"), required=False, widget=forms.CheckboxSelectMultiple
    )
    deadline_working_days = forms.IntegerField(
        label=_("Working days to answer"), min_value=MIN_DAYS, max_value=MAX_DAYS
    )
    provision = IdField(label=_("Provision"), required=False)
    in_force_from = DayField(label=_("In force from"))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(str(body.pk), body.name) for body in people.public_bodies()]
        provisions = [(str(rule.pk), str(rule)) for rule in law.provisions_in_force(on)]
        offer(self, "lead_department", [("", "–"), *bodies])
        offer(self, "supporting_departments", bodies)
        offer(self, "provision", [("", _("none")), *provisions])

    def terms(self) -> DutyTerms:
        data = self.cleaned_data
        return DutyTerms(
            lead_department_id=data["lead_department"],
            supporting_department_ids=tuple(data["supporting_departments"]),
            deadline_working_days=data["deadline_working_days"],
            provision_id=data["provision"],
            note=data["note"],
        )


class ChangeDutyForm(TermsForm):
    in_force_until = DayField(label=_("In force until"), required=False)

    field_order: tuple[str, ...] = (
        "lead_department", "supporting_departments", "deadline_working_days", "provision",
        "in_force_from", "in_force_until", "note",
    )  # fmt: skip

    @staticmethod
    def initial_of(duty: Duty) -> dict[str, object]:
        return {
            "lead_department": duty.lead_department_id,
            "supporting_departments": [body.pk for body in duty.supporting_departments.all()],
            "deadline_working_days": duty.deadline_working_days,
            "provision": duty.provision_id,
            "note": duty.note,
        }


class AddDutyForm(ChangeDutyForm):
    category = KeyField(
        partial(category_options, leaves_only=False),
        label=_("Category"),
        empty=_("all categories"),
    )
    area = KeyField(area_options, label=_("Area"), empty=_("everywhere"))
    allows_overlap = forms.BooleanField(
        label=_("Both rules hold"),
        help_text=_("Add it even if another department is responsible for exactly the same."),
        required=False,
    )

    field_order = ("category", "area", *ChangeDutyForm.field_order, "allows_overlap")


class EndDutyForm(forms.Form):
    last_day = DayField(label=_("Last day in force"))


class AcceptProposalForm(TermsForm):
    area = KeyField(area_options, label=_("Area"), empty=_("everywhere"))
    reason = forms.CharField(label=_("Remark"), required=False, max_length=300)

    field_order = (
        "area", "lead_department", "supporting_departments", "deadline_working_days", "provision",
        "in_force_from", "note", "reason",
    )  # fmt: skip


class DeclineProposalForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the register stays as it is"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CalendarYearForm(forms.Form):
    calendar = forms.CharField(label=_("Calendar"), required=False, max_length=12)
    year = forms.IntegerField(
        label=_("Year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def clean_calendar(self) -> str:
        code = self.cleaned_data["calendar"].upper() or settings.CALENDAR_COUNTRY
        if not is_calendar(code):
            raise ValidationError(_("A country such as CN, or a subdivision such as DE-BY."))
        return code


class CalendarDayForm(forms.Form):
    day = DayField(label=_("Day"))
    is_working = forms.TypedChoiceField(
        label=_("This day is"),
        choices=[("no", _("off")), ("yes", _("a working day"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )
    note = forms.CharField(label=_("Why"), required=False, max_length=120)


class ImportRegisterForm(forms.Form):
    kind = forms.TypedChoiceField(
        label=_("What is in the file?"),
        choices=[(kind.value, name) for kind, name in KIND_NAMES.items()],
        coerce=ImportKind,
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV in UTF-8 or GB18030, XLSX, or for areas GeoJSON."),
    )
    is_dry_run = forms.BooleanField(
        label=_("Only try it: say what would change, change nothing"), required=False, initial=True
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            words = _("Larger than %(limit)s MB. Use the command “gongjian import_duties” for it.")
            raise ValidationError(words % {"limit": settings.UPLOAD_LIMIT_BYTES // 1_000_000})
        return file
