from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.form_fields import offer
from gongjian.foundation.people import policies, topics
from gongjian.foundation.people.actions.import_organisations import LIMIT_BYTES
from gongjian.foundation.people.models import OrganisationKind, PaceChoice, User
from gongjian.foundation.people.role_names import ROLE_NAMES
from gongjian.foundation.people.selectors.organisations import organisation_choices

TOPIC = '{}<span class="usa-checkbox__label-description">{}</span>'


class AccountForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "phone", "language"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }
        help_texts = {
            "name": _("Shown to the departments you write to, never to the public."),
            "language": _("Pages follow the switch at the top; this is for what we send you."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of e-mails"),
            choices=settings.LANGUAGES,
            help_text=self.fields["language"].help_text,
        )


class NoticePreferencesForm(forms.Form):
    topics = forms.MultipleChoiceField(
        label=_("Also by e-mail"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, is_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = topics.topics_for(is_staff=is_staff)
        named = [(topic.code, format_html(TOPIC, topic.name, topic.about)) for topic in shown]
        offer(self, "topics", named)
        for topic in shown:
            if topic.is_paced:
                self.fields[f"pace_{topic.code}"] = forms.ChoiceField(
                    label=format_lazy(_("How often: {topic}"), topic=topic.name),
                    choices=PaceChoice.choices,
                    required=False,
                )

    def paces(self) -> dict[str, str]:
        """Topic → how often, of those that were chosen."""
        sent = {name: value for name, value in self.cleaned_data.items() if value}
        return {
            name.removeprefix("pace_"): value
            for name, value in sent.items()
            if name.startswith("pace_")
        }


class ApiKeyForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("The programme that will use it, so that you know which one to revoke."),
    )


class PeopleFilterForm(forms.Form):
    query = forms.CharField(label=_("E-mail address or name"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [("", _("Everybody")), ("staff", _("Whoever works here"))]
        offer(self, "role", [*everybody, *_roles()])


class OpenAccountForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=80, required=False)


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    organisation = forms.ChoiceField(
        label=_("Organisation"),
        required=False,
        help_text=_(
            "Handlers, supervisors and company members reach only what is theirs. For all other "
            "roles it says where somebody works and narrows nothing: the area does."
        ),
    )
    area_path = forms.ChoiceField(
        label=_("Area"), required=False, help_text=_("It reaches this area and all below it.")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [
            (path, "\u2003" * (path.count("/") - 1) + name)
            for path, name in topics.area_names(only_in_use=True).items()
            if policies.can_administer(actor, path)
        ]
        everywhere = [("", _("The whole town"))] if policies.can_administer(actor) else []
        choices = {
            "role": [("", _("choose a role")), *_roles()],
            "organisation": [("", _("None")), *organisation_choices()],
            "area_path": [*everywhere, *areas],
        }
        for name, values in choices.items():
            offer(self, name, values)


class OrganisationFilterForm(forms.Form):
    query = forms.CharField(label=_("Name or code"), required=False, max_length=120)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *OrganisationKind.choices]
    )


class OrganisationForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_(
            "A company’s registration number, in China its unified social credit code; a public"
            " body’s own code."
        ),
    )
    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    parent_code = forms.CharField(
        label=_("Code of the organisation above"), max_length=40, required=False
    )
    area_path = forms.ChoiceField(label=_("Area"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    is_active = forms.BooleanField(label=_("Active"), required=False, initial=True)
    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "area_path", [("", _("None")), *topics.area_names().items()])
        for name in () if is_new else ("kind", "code"):
            self.fields[name].disabled = True


class ImportOrganisationsForm(forms.Form):
    file = forms.FileField(label=_("Table (CSV or XLSX)"))
    is_dry_run = forms.BooleanField(
        label=_("Only try it: say what would change, change nothing"), required=False, initial=True
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMIT_BYTES:
            raise ValidationError(
                _("Larger than 2 MB. Use the command “gongjian import_organisations” for it.")
            )
        return file


def _roles() -> list[tuple[str, Any]]:
    return [
        (role.value, capfirst(str(name)))
        for role, name in ROLE_NAMES.items()
        if role != Role.RESIDENT
    ]
