"""What the pages of those who hold consultations take in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.form_fields import KeyField
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.actions.save_consultation import (
    MOST_PRIVACY_LIMIT,
    MOST_STATEMENTS_EACH,
    ConsultationDraft,
)
from gongjian.public.deliberation.models.consultations import (
    Consultation,
    EligibilityChoice,
    OpinionMethod,
    StatementModerationChoice,
)
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import Eligibility, StatementModeration

MOST_BYTES = 30_000_000
"""Of one file sent by a page: some hundred thousand votes. More by the command."""


class MomentField(forms.SplitDateTimeField):
    """A day and a time of day, for any browser."""

    def __init__(self, *, label: Any, **options: Any) -> None:
        widget = forms.SplitDateTimeWidget(
            date_attrs={"type": "date"}, time_attrs={"type": "time"},
            date_format="%Y-%m-%d", time_format="%H:%M",
        )  # fmt: skip
        # The label stands above both boxes, and says not which is which.
        for box, part in zip(widget.widgets, (_("day"), _("time of day")), strict=True):
            box.attrs["aria-label"] = format_lazy("{}: {}", label, part)
        super().__init__(
            widget=widget, label=label, required=False, input_date_formats=["%Y-%m-%d"],
            input_time_formats=["%H:%M", "%H:%M:%S"], **options,
        )  # fmt: skip


class ConsultationForm(forms.Form):
    title = forms.CharField(
        label=_("What is it about?"),
        help_text=_("A short title, as a question or a matter."),
        max_length=rules.TITLE_LENGTH,
    )
    about = forms.CharField(
        label=_("What should people know?"),
        help_text=_("What is to be decided, by whom, what is fixed already, where to read more."),
        max_length=rules.ABOUT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(label=_("Language of the texts"), choices=settings.LANGUAGES)
    area = KeyField(duties.area_options, label=_("Area"), empty=_("The whole town"))
    department = KeyField(people.body_options, label=_("Held by"), empty=_("Nobody named"))
    opens_at = MomentField(
        label=_("Opens"), help_text=_("Empty: as soon as it is announced. Town time.")
    )
    statements_until = MomentField(
        label=_("Statements until"), help_text=_("Empty: as long as people vote.")
    )
    closes_at = MomentField(label=_("Closes"))
    eligibility = forms.ChoiceField(
        label=_("Who may take part"), choices=EligibilityChoice.choices, widget=forms.RadioSelect
    )
    moderation = forms.ChoiceField(
        label=_("When others see what somebody adds"),
        choices=StatementModerationChoice.choices,
        widget=forms.RadioSelect,
    )
    statements_each = forms.IntegerField(
        label=_("How many statements one may add"),
        help_text=_("0: none."),
        min_value=0,
        max_value=MOST_STATEMENTS_EACH,
    )
    method = forms.ChoiceField(
        label=_("How groups are found"), choices=OpinionMethod.choices, widget=forms.RadioSelect
    )
    privacy_limit = forms.IntegerField(
        label=_("Smallest group shown"),
        help_text=_("Of a smaller one it is only said that there is one."),
        min_value=rules.LEAST_PRIVACY_LIMIT,
        max_value=MOST_PRIVACY_LIMIT,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Its fields under headings, in the order in which somebody thinks of them."""
        names = {
            _("The matter"): ("title", "about", "language", "area", "department"),
            _("When"): ("opens_at", "closes_at", "statements_until"),
            _("Who takes part, and how"): ("eligibility", "statements_each", "moderation"),
            _("How it is counted"): ("method", "privacy_limit"),
        }
        return [(str(title), [self[name] for name in own]) for title, own in names.items()]

    @staticmethod
    def initial_of(found: Consultation | None, language: str) -> dict[str, object]:
        made = found or Consultation(language=language)
        return {
            "title": made.title, "about": made.about, "language": made.language,
            "area": made.area_id, "department": made.department_id, "opens_at": made.opens_at,
            "statements_until": made.statements_until, "closes_at": made.closes_at,
            "eligibility": made.eligibility, "moderation": made.moderation,
            "statements_each": made.statements_each, "method": made.method,
            "privacy_limit": made.privacy_limit, "version": made.version,
        }  # fmt: skip

    def draft(self) -> ConsultationDraft:
        given = self.cleaned_data
        return ConsultationDraft(
            title=given["title"], about=given["about"], language=given["language"],
            area_id=given["area"], department_id=given["department"],
            opens_at=given["opens_at"], statements_until=given["statements_until"],
            closes_at=given["closes_at"], eligibility=Eligibility(given["eligibility"]),
            moderation=StatementModeration(given["moderation"]),
            statements_each=given["statements_each"], method=given["method"],
            privacy_limit=given["privacy_limit"],
        )  # fmt: skip


class SeedsForm(forms.Form):
    texts = forms.CharField(
        label=_("Statements to begin with"),
        help_text=_("One a line. Ten or more, from all sides, in words people use."),
        max_length=rules.MOST_SEEDS_AT_ONCE * (rules.STATEMENT_LENGTH + 2),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    is_meta = forms.BooleanField(
        label=_("They are about the people, not the matter"),
        help_text=_("“I have lived here for more than ten years”: shown early to everybody."),
        required=False,
    )


class ClosingForm(forms.Form):
    closes_at = MomentField(label=_("Closes"), help_text=_("Empty: now."))
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Everybody reads it."),
        max_length=rules.REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ListForm(forms.Form):
    addresses = forms.CharField(
        label=_("E-mail addresses of those who may take part"),
        help_text=_("One a line. They are kept as digests and are not shown again."),
        max_length=5_000_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ModerateForm(forms.Form):
    is_accepted = forms.BooleanField(required=False)
    reason = forms.CharField(max_length=rules.REASON_LENGTH, required=False)


class ImportForm(forms.Form):
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Empty: the topic in summary.csv."),
        max_length=rules.TITLE_LENGTH,
        required=False,
    )
    source = forms.CharField(
        label=_("Where it was held"), max_length=200, required=False,
        help_text=_("An address or a name, shown with it."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the texts"), choices=settings.LANGUAGES)
    comments = forms.FileField(label="comments.csv")
    votes = forms.FileField(label="votes.csv", required=False)
    participants = forms.FileField(
        label="participants-votes.csv", required=False,
        help_text=_("Needed only where there is no votes.csv."),
    )  # fmt: skip
    summary = forms.FileField(label="summary.csv", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in ("comments", "votes", "participants", "summary"):
            if given.get(name) is not None and given[name].size > MOST_BYTES:
                words = _("At most %(most)s MB; larger ones are imported by the command.")
                self.add_error(name, words % {"most": MOST_BYTES // 10**6})
        return given
