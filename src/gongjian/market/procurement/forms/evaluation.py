"""What people fill in about bids: interests, scores, reasons, complaints, and trying a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.form_fields import offer
from gongjian.market.procurement.actions.declare_interest import Declared
from gongjian.market.procurement.actions.score_bid import Judgement
from gongjian.market.procurement.evaluation_words import FORMULA_NAMES
from gongjian.market.procurement.forms.fields import MoneyField, words_field
from gongjian.market.procurement.models import BidExclusion, BidScore, Call, CallCriterion
from gongjian.market.procurement.rules.evaluation import GROUNDS, MOST_SCORE, REASON_LENGTH, Remedy
from gongjian.market.procurement.rules.states import CallState

TRIED = 5
NO, YES = "no", "yes"


class AppointForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the evaluator’s account"),
        help_text=_("Nobody who belongs to a bidder, or owns a part of one, can be appointed."),
    )
    reason = words_field(
        label=_("Why a bidder’s unconfirmed claim does not matter"), required=False, rows=2,
        max_length=REASON_LENGTH,
        help_text=_("Only if a bidder names this person as an owner and nobody has confirmed it."),
    )  # fmt: skip


class WhyForm(forms.Form):
    """A reason that is published."""

    reason = words_field(label=_("Reason"), max_length=REASON_LENGTH, rows=3)


class ExcludeForm(WhyForm):
    company = forms.TypedChoiceField(label=_("Which bid?"), coerce=UUID)
    ground = forms.ChoiceField(label=_("On which ground?"))
    field_order = ("company", "ground", "reason")

    def __init__(
        self, *args: Any, call: Call, bids: Sequence[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "company", [(str(key), name) for key, name in bids])
        words = dict(BidExclusion._meta.get_field("ground").choices or [])
        allowed = GROUNDS.get(CallState(call.state), frozenset())
        offer(self, "ground", [(ground, words[ground]) for ground in words if ground in allowed])


class DecideExclusionForm(forms.Form):
    """What another person says to an exclusion."""

    is_confirmed = forms.ChoiceField(
        label=_("Is the bid to be excluded?"), widget=forms.RadioSelect,
        choices=[(YES, _("yes")), (NO, _("no: it counts"))],
    )  # fmt: skip
    reason = words_field(label=_("If not, why?"), max_length=REASON_LENGTH, rows=3, required=False)


class ExplanationForm(forms.Form):
    """A question to a company about its price."""

    company = forms.TypedChoiceField(label=_("Which bid?"), coerce=UUID)
    question = words_field(
        label=_("What is to be explained?"), max_length=REASON_LENGTH, rows=3,
        help_text=_("Question and answer are not published: they may tell how the company works."),
    )  # fmt: skip

    def __init__(self, *args: Any, bids: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "company", [(str(key), name) for key, name in bids])


class AnswerExplanationForm(forms.Form):
    answer = words_field(label=_("How you come to this price"), max_length=REASON_LENGTH, rows=6)


class InterestForm(forms.Form):
    """A question for every bidder, and one line to say which interest it is."""

    def __init__(self, *args: Any, bidders: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bidders = dict(bidders)
        for key, name in self.bidders.items():
            self.fields[f"has_{key}"] = forms.ChoiceField(
                label=name, choices=[(NO, _("no interest")), (YES, _("I have an interest"))],
                widget=forms.RadioSelect,
            )  # fmt: skip
            self.fields[f"text_{key}"] = forms.CharField(
                label=_("If so, which?"), required=False, max_length=500
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"has_{key}"], self[f"text_{key}"]) for key in self.bidders]

    def declared(self) -> dict[UUID, Declared]:
        data = self.cleaned_data
        return {
            key: Declared(data[f"has_{key}"] == YES, data[f"text_{key}"]) for key in self.bidders
        }


class BidScoresForm(forms.Form):
    """A score and a reason by every criterion, for one bid; what is left empty is not scored."""

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[CallCriterion],
        known: Mapping[UUID, BidScore],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for one in self.criteria:
            said = known.get(one.pk)
            self.fields[f"score_{one.place}"] = forms.TypedChoiceField(
                label=_("Score"), required=False, coerce=int, empty_value=None,
                choices=[(number, str(number)) for number in range(MOST_SCORE + 1)],
                widget=forms.RadioSelect, initial=said.score if said else None,
            )  # fmt: skip
            self.fields[f"reason_{one.place}"] = words_field(
                label=_("Why this score?"), required=False, rows=2, max_length=REASON_LENGTH,
                initial=said.reason if said else "",
            )  # fmt: skip

    def rows(self) -> list[tuple[CallCriterion, forms.BoundField, forms.BoundField]]:
        return [
            (one, self[f"score_{one.place}"], self[f"reason_{one.place}"]) for one in self.criteria
        ]

    def clean(self) -> dict[str, Any] | None:
        for one in self.criteria:
            score = self.cleaned_data.get(f"score_{one.place}")
            reason = self.cleaned_data.get(f"reason_{one.place}")
            if score is not None and not reason:
                text = _("Say why, in your own words: bidders and the public read it.")
                self.add_error(f"reason_{one.place}", text)
            if score is None and reason:
                self.add_error(f"score_{one.place}", _("Choose a score, too."))
        return self.cleaned_data

    def given(self) -> list[Judgement]:
        """What was scored."""
        data = self.cleaned_data
        return [
            Judgement(one.pk, data[f"score_{one.place}"], data[f"reason_{one.place}"])
            for one in self.criteria
            if self.cleaned_data[f"score_{one.place}"] is not None
        ]


class ComplaintForm(forms.Form):
    company = forms.TypedChoiceField(label=_("In the name of"), coerce=UUID)
    text = words_field(
        label=_("What is wrong, and why?"), max_length=REASON_LENGTH, rows=6,
        help_text=_("It is published with the decision. The call rests until it is decided."),
    )  # fmt: skip

    def __init__(self, *args: Any, companies: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "company", [(str(key), name) for key, name in companies])


class DecisionForm(WhyForm):
    is_upheld = forms.ChoiceField(
        label=_("Is the complaint right?"), widget=forms.RadioSelect,
        choices=[(NO, _("no: the call goes on")), (YES, _("yes"))],
    )  # fmt: skip
    remedy = forms.ChoiceField(
        label=_("If so, what follows?"), required=False,
        choices=[
            ("", _("nothing")),
            (Remedy.LIFT.value, _("the bid of who complains counts again; the award is withdrawn")),
            (Remedy.EXCLUDE.value, _("the bid that was to win is excluded, the award withdrawn")),
            (Remedy.RANK_AGAIN.value, _("the award is withdrawn, and looked at again")),
            (Remedy.CANCEL.value, _("the call is cancelled")),
        ],
    )  # fmt: skip
    field_order = ("is_upheld", "remedy", "reason")


class TryForm(forms.Form):
    """Up to five bids to try a price formula on."""

    formula = forms.ChoiceField(label=_("Formula"), choices=list(FORMULA_NAMES.items()))
    ceiling = MoneyField(label=_("Ceiling or estimate"))
    weight = forms.IntegerField(label=_("Weight of the price, of 100"), min_value=1, max_value=100)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, TRIED + 1):
            self.fields[f"quality{number}"] = forms.IntegerField(
                label=_("Quality, of 100"), required=False, min_value=0, max_value=100
            )
            self.fields[f"price{number}"] = MoneyField(label=_("Price"), required=False)

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        return [
            ("ABCDE"[number - 1], self[f"quality{number}"], self[f"price{number}"])
            for number in range(1, TRIED + 1)
        ]
