"""The forms of single steps on a call."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.form_fields import KeyField, VersionForm, offer
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.actions.amend_call import AmendmentDraft
from gongjian.market.procurement.actions.ask_question import LONGEST
from gongjian.market.procurement.actions.call_checks import (
    REASON_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
)
from gongjian.market.procurement.actions.name_trustees import TrusteeDraft
from gongjian.market.procurement.actions.open_call import Choice
from gongjian.market.procurement.forms.fields import DayField, end_of, words_field
from gongjian.market.procurement.models import Call, CallDocument, Company
from gongjian.market.procurement.rules.findings import MOST_TRUSTEES
from gongjian.market.procurement.selectors.evaluation_files import ranked_companies, ranking_of


class ReasonForm(forms.Form):
    reason = words_field(label=_("Reason"), max_length=REASON_LENGTH, rows=3)


class OpenForm(forms.Form):
    last_day = DayField(
        label=_("Last day for bids"), help_text=_("Bids are taken until the end of this day.")
    )

    def said(self) -> dict[str, Any]:
        return {"closes_at": end_of(self.cleaned_data["last_day"])}


class NextStageForm(OpenForm):
    """Which companies of those with a place in this stage take part in the next, and why."""

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ranking = ranking_of(call)
        self.suitable = ranked_companies(ranking) if ranking else {}
        self.fields["companies"] = forms.MultipleChoiceField(
            label=_("Companies that take part"), choices=[], widget=forms.CheckboxSelectMultiple,
            help_text=_("Those with a place in the ranking of this stage, the first one first."),
        )  # fmt: skip
        self.fields["reason"] = words_field(label=_("Why these"), max_length=REASON_LENGTH, rows=3)
        self.fields["why_not"] = words_field(
            label=_("Why not the others"), max_length=REASON_LENGTH, rows=3, required=False,
            help_text=_("Each of them reads it, and so does everybody."),
        )  # fmt: skip
        offer(self, "companies", [(str(key), name) for key, name in self.suitable.items()])

    def clean(self) -> dict[str, Any] | None:
        chosen = self.cleaned_data.get("companies") or []
        if len(chosen) < len(self.suitable) and not self.cleaned_data.get("why_not"):
            self.add_error("why_not", _("Say why the others are not invited."))
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        keys = {UUID(key) for key in data["companies"]}
        invited: list[Choice] = [(key, data["reason"]) for key in self.suitable if key in keys]
        others: list[Choice] = [(key, data["why_not"]) for key in self.suitable if key not in keys]
        return {**super().said(), "invited": invited, "left_out": others}


class TrusteesForm(forms.Form):
    """Up to seven bodies with an account each, and how many work together."""

    threshold = forms.IntegerField(
        label=_("How many open a bid together"), min_value=2, max_value=MOST_TRUSTEES, initial=2
    )

    def __init__(self, *args: Any, call: Call | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(call.trustees.select_related("user").order_by("place")) if call else []
        if call is not None:
            self.fields["threshold"].initial = call.trustee_threshold
        for place in range(1, MOST_TRUSTEES + 1):
            one = known[place - 1] if place <= len(known) else None
            self.fields[f"body{place}"] = KeyField(
                people.body_options, label=_("Body"), empty=_("none"),
                initial=one.body_id if one else None,
            )  # fmt: skip
            self.fields[f"email{place}"] = forms.EmailField(
                label=_("E-mail address of the account"), required=False,
                initial=one.user.email if one and one.user else "",
            )  # fmt: skip

    def rows(self) -> list[list[forms.BoundField]]:
        places = range(1, MOST_TRUSTEES + 1)
        return [[self[f"body{place}"], self[f"email{place}"]] for place in places]

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        trustees: list[TrusteeDraft] = [
            (data[f"body{place}"], data[f"email{place}"])
            for place in range(1, MOST_TRUSTEES + 1)
            if data[f"body{place}"] and data[f"email{place}"]
        ]
        return {"trustees": trustees, "threshold": data["threshold"]}


class DocumentForm(forms.Form):
    title = forms.CharField(label=pgettext_lazy("of a document", "Title"), max_length=TITLE_LENGTH)
    file = forms.FileField(label=_("File"))
    replaces = forms.TypedChoiceField(
        label=_("Takes the place of"), required=False, coerce=UUID, empty_value=None
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        documents = CallDocument.objects.filter(call=call, replaced_by=None).order_by("id")
        shown = [(str(one.pk), one.title) for one in documents]
        offer(self, "replaces", [("", _("no other document")), *shown])


class AmendForm(VersionForm):
    """Filled with what stands there; what stays as it is does not change."""

    reason = words_field(
        label=_("What changes, and why"), max_length=REASON_LENGTH, rows=3,
        help_text=_("Companies are told this."),
    )  # fmt: skip
    title = forms.CharField(label=pgettext_lazy("of a call", "Title"), max_length=TITLE_LENGTH)
    text = words_field(label=_("What is wanted, and why"), max_length=TEXT_LENGTH, rows=8)
    last_day = DayField(
        label=_("New last day for bids"), required=False,
        help_text=_("Empty: as early as the law allows after a change."),
    )  # fmt: skip

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        day = data["last_day"]
        draft = AmendmentDraft(
            reason=data["reason"], title=data["title"], text=data["text"],
            closes_at=end_of(day) if day else None,
        )  # fmt: skip
        return {"draft": draft, "version": data["version"]}


class QuestionForm(forms.Form):
    company = forms.TypedChoiceField(label=_("In the name of"), coerce=UUID)
    text = words_field(
        label=_("Your question"), max_length=LONGEST,
        help_text=_("Everybody reads it. Which company asked is shown when the call is decided."),
    )  # fmt: skip

    def __init__(self, *args: Any, companies: list[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "company", [(str(one.pk), one.name) for one in companies])

    def said(self) -> dict[str, Any]:
        return {"company_id": self.cleaned_data["company"], "text": self.cleaned_data["text"]}


class AnswerForm(forms.Form):
    answer = words_field(label=_("Answer"), max_length=LONGEST)

    def said(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["answer"]}
