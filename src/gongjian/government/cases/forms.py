"""What people fill in about cases. Forms check shapes; actions check sense."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.form_fields import KeyField
from gongjian.foundation.people import interface as people
from gongjian.government.cases.actions.attach_file import REFUSALS
from gongjian.government.cases.models.case import Kind, State
from gongjian.government.cases.selectors.case_filters import CaseFilters, narrowed_to
from gongjian.government.duties import interface as duties
from gongjian.methods.uploads import Upload, UploadRefused, clean_upload

TEXT_LIMIT = 10_000
AS_TYPED = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
"""For what is no word of any language: telephones would mend it."""
ACCEPTED = ".jpg,.jpeg,.png,.webp,.gif,.pdf,.docx,.xlsx,.odt,.txt,.csv,.tsv"


class CategoryField(KeyField):
    """A category of the tree; ``with_old`` also those out of use, for what was filed there."""

    def __init__(self, *, leaves_only: bool = True, with_old: bool = False, **options: Any) -> None:
        read = partial(duties.category_options, leaves_only=leaves_only, with_old=with_old)
        super().__init__(read, **options)


class AreaField(KeyField):
    """An area; streets are grouped by district; ``with_old`` also those out of use."""

    def __init__(self, *, with_old: bool = False, **options: Any) -> None:
        super().__init__(partial(duties.area_options, with_old=with_old), **options)


class DepartmentField(KeyField):
    def __init__(self, **options: Any) -> None:
        super().__init__(people.body_options, **options)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files at once, told apart by their bytes and cleaned: a list of (name, Upload)."""

    widget = FilesInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[tuple[str, Upload]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(given) > settings.UPLOAD_LIMIT_COUNT:
            message = _("At most %(limit)s files at once.") % {"limit": settings.UPLOAD_LIMIT_COUNT}
            raise forms.ValidationError(message)
        errors, cleaned = [], []
        for file in given:
            try:
                cleaned.append((file.name, clean_upload(self._content(file), file.name or "")))
            except UploadRefused as error:
                errors.append(f"{file.name}: {REFUSALS[error.refusal]}")
        if errors:
            raise forms.ValidationError(errors)
        return cleaned

    def _content(self, file: UploadedFile) -> bytes:
        if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            limit = settings.UPLOAD_LIMIT_BYTES // 1_000_000
            message = _("%(name)s is too large: at most %(limit)s MB.")
            raise forms.ValidationError(message % {"name": file.name, "limit": limit})
        return file.read()


def words_field(label: Any, *, rows: int = 4, help_text: Any = "", required: bool = True) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class SubmitCaseForm(forms.Form):
    """Text first; whatever else is left empty is suggested, or chosen by the service centre."""

    text = forms.CharField(
        label=_("What do you want to tell your government?"),
        help_text=_("What is wrong or missing, where, since when."),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MinLengthValidator(4), MaxLengthValidator(TEXT_LIMIT)],
        error_messages={
            "required": _("Write in a few words what it is about."),
            "min_length": _("Write in a few words what it is about."),
            "max_length": _("Too long: at most %(limit_value)s letters, these are %(show_value)s."),
        },
    )
    kind = forms.ChoiceField(
        label=_("What kind is it?"),
        required=False,
        choices=[("", _("What my words say; it is shown below them")), *Kind.choices],
    )
    category = CategoryField(
        label=_("What is it about?"), empty=_("I do not know: the service centre chooses")
    )
    suggested = forms.UUIDField(required=False)
    """One of the categories suggested beside the text; a category chosen from the tree wins."""
    longitude = forms.FloatField(
        min_value=-180, max_value=180, required=False, widget=forms.HiddenInput
    )
    latitude = forms.FloatField(
        min_value=-90, max_value=90, required=False, widget=forms.HiddenInput
    )
    area = AreaField(label=_("Area"), empty=_("I do not know, or it is everywhere"))
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Street and number, or a place nearby that everybody knows."),
        max_length=200,
        required=False,
    )
    # The class of forms takes its fields off itself, so this is not Form.files.
    files = FilesField(label=_("Photos or documents"), required=False)  # type: ignore[assignment]
    is_public = forms.TypedChoiceField(
        label=_("Who may read this?"),
        choices=[
            ("yes", _("Everyone. Others with the same trouble can join, and see what is done.")),
            ("no", _("Only I and those who work on it.")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read this.")},
    )
    reach = forms.ChoiceField(
        label=_("How do we reach you?"),
        choices=[
            ("email", _("By e-mail. You get a link with which you can follow and reply.")),
            ("anonymous", _("Not at all. You get a number and a secret to look in with.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how we reach you.")},
    )
    contact_email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write an e-mail address such as name@example.org.")},
    )
    contact_name = forms.CharField(
        label=_("Your name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, is_signed_in: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        limits = {
            "limit": settings.UPLOAD_LIMIT_COUNT,
            "size": settings.UPLOAD_LIMIT_BYTES // 10**6,
        }
        self.fields["files"].help_text = (
            ngettext_lazy(
                "%(limit)s file, at most %(size)s MB each. "
                "Where a photo was taken and with what is removed from it.",
                "Up to %(limit)s files, at most %(size)s MB each. "
                "Where a photo was taken and with what is removed from it.",
                "limit",
            )
            % limits
        )
        if is_signed_in:
            for name in ("reach", "contact_email", "contact_name", "contact_phone"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        wants_link = data.get("reach") == "email" and "contact_email" not in self.errors
        if wants_link and not data.get("contact_email"):
            self.add_error("contact_email", _("Where shall the link go?"))
        if (data.get("longitude") is None) != (data.get("latitude") is None):
            data["longitude"] = data["latitude"] = None
        if data.get("longitude") is not None and not data.get("area"):
            try:
                duties.area_in_town(data["longitude"], data["latitude"])
            except Invalid:
                words = _("The place on the map lies outside the town. Move it, or choose an area.")
                self.add_error("area", words)
        return data


class CaseFilterForm(forms.Form):
    """The filters of list and map, as an address that can be shared."""

    text = forms.CharField(label=_("Words or number"), max_length=200, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("open", _("All open ones")), *State.choices],
    )
    category = CategoryField(label=_("Category"), leaves_only=False, with_old=True, empty=_("All"))
    area = AreaField(label=_("Area"), with_old=True, empty=_("All"))
    department = DepartmentField(label=_("Department"), empty=_("All"))
    received_from = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    received_until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("received_from"), data.get("received_until")
        if start and end and start > end:
            self.add_error("received_until", _("This is before the first day."))
        return data

    def words(self) -> str:
        """What is searched for, beside the filters; "" where nothing is, or a field is wrong."""
        return self.cleaned_data.get("text", "") if self.is_valid() else ""

    def filters(self) -> CaseFilters:
        """The filters chosen. A wrong value narrows nothing; its message stands at the field."""
        data = {} if not self.is_bound else self.cleaned_data if self.is_valid() else {}
        state = data.get("state") or ""
        category = duties.get_known_category(data["category"]) if data.get("category") else None
        area = duties.get_area(data["area"]) if data.get("area") else None
        return CaseFilters(
            state=State(state) if state and state != "open" else None,
            is_open=True if state == "open" else None,
            **narrowed_to(area=area, category=category),
            department_id=data.get("department"),
            received_from=data.get("received_from"),
            received_until=data.get("received_until"),
        )


class StepForm(forms.Form):
    """One step of a case; it carries the version of the case it was made from."""

    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )


class ReplyForm(StepForm):
    text = words_field(_("Your reply"))


class RateForm(StepForm):
    is_solved = forms.TypedChoiceField(
        label=_("Is it solved?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied are you with how it was handled?"),
        choices=[
            (5, _("5: very satisfied")),
            (4, _("4: satisfied")),
            (3, _("3: so so")),
            (2, _("2: dissatisfied")),
            (1, _("1: very dissatisfied")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )
    reason = words_field(
        _("Why?"),
        rows=3,
        required=False,
        help_text=_("If it is not solved, say what is still missing: the department reads it."),
    )
    wants_close = forms.BooleanField(
        label=_("If it is solved, close the case"), required=False, initial=True
    )


class ReopenForm(StepForm):
    reason = words_field(_("What is still missing?"), rows=3)


class AppealForm(StepForm):
    text = words_field(
        _("Why is the rejection wrong?"),
        rows=3,
        help_text=_("A dispatcher looks at it again."),
    )


class ChangeVisibilityForm(StepForm):
    """Its button says which of the two it is."""

    is_public = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        coerce=lambda value: value == "yes",
        widget=forms.HiddenInput,
    )


class AppealHidingForm(StepForm):
    text = words_field(
        _("Why should everybody be able to read it?"),
        rows=3,
        help_text=_("Somebody else looks at it than who hid it."),
    )


class SupportForm(forms.Form):
    wants_notices = forms.BooleanField(label=_("Tell me what happens to it"), required=False)


class FilesForm(forms.Form):
    # As in SubmitCaseForm: not Form.files.
    files = FilesField(label=_("Photos or documents"))  # type: ignore[assignment]


class TrackCaseForm(forms.Form):
    WRONG = _("Number and secret do not belong together. Please compare them with what you noted.")

    number = forms.CharField(
        label=_("Number"),
        max_length=20,
        help_text=_("For example 7K3M9-Q2XAB."),
        widget=forms.TextInput(attrs=AS_TYPED),
    )
    secret = forms.CharField(
        label=_("Secret"),
        max_length=40,
        help_text=_("Shown to you when you sent it."),
        widget=forms.TextInput(attrs=AS_TYPED),
    )
