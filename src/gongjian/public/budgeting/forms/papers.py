"""Paper ballots as they are given out and read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.public.budgeting.rules.ballots import PAPER_NUMBER


class GivePaperForm(forms.Form):
    voter = forms.CharField(
        label=_("Who is given a paper ballot?"), max_length=120, min_length=3,
        help_text=_("The e-mail address of their account, if they have one; else the number of a "
                    "document. It is not kept, only a digest of it."),
    )  # fmt: skip


class PaperForm(forms.Form):
    paper = forms.RegexField(PAPER_NUMBER, label=_("Number printed on the paper"), max_length=20)
