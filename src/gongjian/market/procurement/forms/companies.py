"""What people fill in about companies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.form_fields import offer
from gongjian.market.procurement.actions.call_checks import REASON_LENGTH
from gongjian.market.procurement.actions.declare_owners import OwnerDraft
from gongjian.market.procurement.actions.register_company import TEXT_LENGTH, CompanyDraft
from gongjian.market.procurement.forms.fields import DayField, words_field
from gongjian.market.procurement.models import Company, SizeChoice
from gongjian.market.procurement.sector_words import sector_choices
from gongjian.market.procurement.selectors.companies import CompanyFilters
from gongjian.market.procurement.selectors.legal_findings import provision_choices


class CompanyFilterForm(forms.Form):
    text = forms.CharField(
        label=_("Beginning of the name, or number"), max_length=100, required=False
    )
    size = forms.ChoiceField(
        label=_("Size"), required=False, choices=[("", _("All")), *SizeChoice.choices]
    )
    sector = forms.ChoiceField(label=_("Field of work"), required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sector", [("", _("All")), *sector_choices()])

    @property
    def is_narrowed(self) -> bool:
        return any(self[name].value() for name in self.fields)

    def filters(self) -> CompanyFilters:
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return CompanyFilters(
            words=data.get("text") or "",
            size=data.get("size") or "",
            sector=data.get("sector") or "",
        )


class CompanyForm(forms.Form):
    """A company; its number cannot be changed afterwards."""

    code = forms.CharField(
        label=_("Registration number"), max_length=40,
        help_text=_("In China the unified social credit code, 18 characters."),
    )  # fmt: skip
    name = forms.CharField(label=pgettext_lazy("of a company", "Name"), max_length=120)
    size = forms.ChoiceField(label=_("Size"), choices=SizeChoice.choices, widget=forms.RadioSelect)
    sectors = forms.MultipleChoiceField(
        label=_("Fields of work"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = words_field(label=_("What it offers"), required=False, max_length=TEXT_LENGTH)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)

    def __init__(self, *args: Any, company: Company | None = None, **kwargs: Any) -> None:
        if company is not None:
            kwargs["initial"] = {
                "code": company.code,
                "name": company.name,
                "size": company.size,
                "sectors": [one.code for one in company.sectors.all()],
                "text": company.text,
                "email": company.organisation.email,
                "phone": company.organisation.phone,
            }
        super().__init__(*args, **kwargs)
        offer(self, "sectors", sector_choices())
        self.fields["code"].disabled = company is not None

    def draft(self) -> CompanyDraft:
        return CompanyDraft(**self.cleaned_data)


class MemberForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the account"),
        help_text=_("They need an account here. They speak for the company when they accept."),
    )


class OwnerForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Who is it?"), widget=forms.RadioSelect, initial="person",
        choices=[("person", _("a natural person")), ("company", _("a company"))],
    )  # fmt: skip
    name = forms.CharField(label=pgettext_lazy("of an owner", "Name"), max_length=120)
    owner_code = forms.CharField(
        label=_("Number of the owner, if it is registered here"), required=False, max_length=40
    )
    email = forms.EmailField(
        label=_("E-mail address of their account"), required=False,
        help_text=_("Of a natural person with an account here: they are asked to confirm it."),
    )  # fmt: skip
    share = forms.DecimalField(
        label=_("Share in percent"), min_value=0, max_value=100, decimal_places=2, max_digits=5
    )
    since = DayField(label=_("Since"))

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        draft = OwnerDraft(
            name=data["name"], is_person=data["kind"] == "person",
            share_bp=int(data["share"] * 100), since=data["since"],
            owner_code=data["owner_code"], email=data["email"],
        )  # fmt: skip
        return {"draft": draft}


class OwnershipEndForm(forms.Form):
    until = DayField(label=_("Last day"))


class DebarForm(forms.Form):
    reason = words_field(
        label=_("Reason"), max_length=REASON_LENGTH, rows=3, help_text=_("It is published.")
    )
    provision = forms.ChoiceField(label=_("By which provision"))
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "provision", [("", _("Choose")), *provision_choices()])

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "reason": data["reason"],
            "provision_code": data["provision"],
            "first_day": data["first_day"],
            "last_day": data["last_day"],
        }
