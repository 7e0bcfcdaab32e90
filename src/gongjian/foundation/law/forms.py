"""What pages take in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ProvisionSearchForm(forms.Form):
    words = forms.CharField(label=_("Words of a rule"), required=False, max_length=100)
