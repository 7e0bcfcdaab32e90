"""What people fill in about proposals. Forms check shapes; actions check sense."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.form_fields import KeyField, VersionForm
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.actions.edit_proposal import REASON
from gongjian.public.deliberation.actions.flag_proposal import LONGEST
from gongjian.public.deliberation.actions.proposal_checks import LEAST_TEXT, LEAST_TITLE
from gongjian.public.deliberation.models import FlagReason, SideChoice, State
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.selectors.proposal_lists import (
    ProposalFilters,
    narrowed_proposals,
)

TOO_LONG = _("Too long: at most %(limit_value)s letters, these are %(show_value)s.")
HONEYPOT = "website"


class HoneypotMixin(forms.Form):
    """A field that people do not see and programmes fill in."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website(self) -> str:
        if self.cleaned_data.get("website"):
            raise forms.ValidationError(
                _("The field that is to stay empty was filled in, as programmes do.")
            )
        return ""


def _words(
    label: Any, *, rows: int = 4, most: int, help_text: Any = "", required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        validators=[MaxLengthValidator(most)],
        error_messages={"max_length": TOO_LONG},
    )


class ProposalWordsForm(forms.Form):
    title = forms.CharField(
        label=_("What do you propose?"),
        help_text=_("In one sentence, so that everybody knows what is to be done."),
        validators=[
            MinLengthValidator(LEAST_TITLE),
            MaxLengthValidator(rules.TITLE_LENGTH),
        ],
        error_messages={
            "required": _("Say in one sentence what you propose."),
            "min_length": _("Say in one sentence what you propose."),
            "max_length": TOO_LONG,
        },
    )
    text = forms.CharField(
        label=_("Why, and how?"),
        help_text=_("What is wrong now, what would be better, for whom, and what it would take."),
        widget=forms.Textarea(attrs={"rows": 9}),
        validators=[MinLengthValidator(LEAST_TEXT), MaxLengthValidator(rules.TEXT_LENGTH)],
        error_messages={
            "required": _("Give your reasons in a few sentences."),
            "min_length": _("Give your reasons in a few sentences."),
            "max_length": TOO_LONG,
        },
    )


class WriteProposalForm(HoneypotMixin, ProposalWordsForm):
    category = KeyField(
        partial(duties.category_options, leaves_only=False),
        label=_("What is it about?"),
        empty=_("Several things, or I do not know"),
    )
    area = KeyField(duties.area_options, label=_("Area"), empty=_("The whole town"))
    longitude = forms.FloatField(
        min_value=-180, max_value=180, required=False, widget=forms.HiddenInput
    )
    latitude = forms.FloatField(
        min_value=-90, max_value=90, required=False, widget=forms.HiddenInput
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("Street, park or stop, where it is about one."),
        max_length=200,
        required=False,
    )
    is_name_shown = forms.BooleanField(
        label=_("Sign with my name"),
        help_text=_("Otherwise it says “a resident”."),
        required=False,
    )
    case_number = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    has_consent = forms.BooleanField(
        label=_("I agree that what I write here becomes public"),
        required=False,
    )
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = [
        "title", "text", "category", "area", "place", "is_name_shown", "has_consent",
    ]  # fmt: skip

    def __init__(self, *args: Any, can_sign: bool, is_of_case: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not can_sign:
            del self.fields["is_name_shown"]
        if not is_of_case:
            del self.fields["has_consent"]
            del self.fields["case_number"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("longitude") is None) != (data.get("latitude") is None):
            data["longitude"] = data["latitude"] = None
        return data


class EditProposalForm(ProposalWordsForm):
    reason = forms.CharField(
        label=_("What did you change, and why?"),
        help_text=_("Stands beside the new version; whoever supports it reads this."),
        max_length=REASON,
        required=False,
    )
    version = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )


class WithdrawForm(VersionForm):
    reason = _words(_("Why do you withdraw it?"), rows=2, most=rules.REASON_LENGTH)


class MergeForm(VersionForm):
    into_number = forms.CharField(
        label=_("Number of the other proposal"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = _words(
        _("Why do they belong together?"),
        rows=2,
        most=rules.REASON_LENGTH,
        help_text=_(
            "Whoever supported it is asked whether to support the other one, and counts there only "
            "if they say so."
        ),
    )


class CommentForm(HoneypotMixin, forms.Form):
    text = _words(_("Your comment"), rows=3, most=rules.COMMENT_LENGTH)
    side = forms.TypedChoiceField(
        label=_("Where do you stand?"),
        choices=[
            (SideChoice.FOR.value, pgettext_lazy("stand", "For it")),
            (SideChoice.AGAINST.value, pgettext_lazy("stand", "Against it")),
            (SideChoice.NEUTRAL.value, pgettext_lazy("stand", "Neither")),
        ],
        coerce=int,
        required=False,
        initial=SideChoice.NEUTRAL.value,
        widget=forms.RadioSelect,
    )
    is_name_shown = forms.BooleanField(label=_("Sign with my name"), required=False)
    for_department = forms.UUIDField(required=False)
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self, *args: Any, can_sign: bool, departments: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if not can_sign:
            del self.fields["is_name_shown"]
        if departments:
            self.fields["for_department"] = forms.TypedChoiceField(
                label=_("In whose name?"),
                choices=[("", _("In my own")), *departments],
                required=False,
                coerce=uuid.UUID,
                empty_value=None,
            )
        else:
            del self.fields["for_department"]


class ReplyForm(CommentForm):
    parent = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["side"]
        self.fields["text"].label = _("Your reply")


class FlagForm(forms.Form):
    reason = forms.ChoiceField(label=_("What is wrong with it?"), choices=FlagReason.choices)
    text = forms.CharField(label=_("More about it"), max_length=LONGEST, required=False)


class AppealForm(forms.Form):
    text = _words(
        _("Why is the decision wrong?"),
        rows=3,
        most=rules.REASON_LENGTH,
        help_text=_("Somebody else looks at it than who decided."),
    )


class ProposalFilterForm(forms.Form):
    """The filters of the list, as an address that can be shared."""

    text = forms.CharField(label=_("Words or number"), max_length=200, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("answered", _("All answered ones")),
            *[
                choice
                for choice in State.choices
                if choice[0] not in {State.UNDER_REVIEW, State.REFUSED}
            ],
        ],
    )
    category = KeyField(
        partial(duties.category_options, leaves_only=False, with_old=True),
        label=_("Category"),
        empty=_("All"),
    )
    area = KeyField(
        partial(duties.area_options, with_old=True), label=_("Area"), empty=_("The whole town")
    )
    use_required_attribute = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return any(self[name].value() for name in self.fields)

    def filters(self) -> ProposalFilters:
        """The filters chosen. A wrong value narrows nothing; its message stands at the field."""
        data = {} if not self.is_bound else self.cleaned_data if self.is_valid() else {}
        state = data.get("state") or ""
        category = duties.get_known_category(data["category"]) if data.get("category") else None
        area = duties.get_area(data["area"]) if data.get("area") else None
        return ProposalFilters(
            state=State(state) if state and state != "answered" else None,
            is_answered=state == "answered",
            words=data.get("text") or "",
            **narrowed_proposals(area=area, category=category),
        )
