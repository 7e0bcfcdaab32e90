"""What the pages of consultations take in from people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.public.deliberation.rules import consultations as rules


class VoteForm(forms.Form):
    """One card: which statement, and what somebody says of it."""

    statement = forms.IntegerField(min_value=0, max_value=rules.MOST_STATEMENTS)
    answer = forms.ChoiceField(choices=[(name, name) for name in rules.ANSWERS])
    is_of_area = forms.BooleanField(required=False)


class StatementForm(forms.Form):
    text = forms.CharField(
        label=_("Your statement"),
        help_text=_(
            "One thought in one sentence, that others can agree to or not. Others read it without "
            "your name."
        ),
        max_length=rules.STATEMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_of_area = forms.BooleanField(required=False, widget=forms.HiddenInput)
