"""What pages of sealed bids take in: keys, envelopes and shares. Nothing of a bid itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.methods.bid_envelopes import MAX_ENVELOPE_BYTES
from gongjian.methods.bid_openings import MAX_SHARES_BYTES
from gongjian.methods.bid_withdrawals import MAX_WITHDRAWAL_BYTES


class BidderKeyForm(forms.Form):
    public_key = forms.CharField(
        label=_("Public key"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class TrusteeKeyForm(forms.Form):
    public_key = forms.CharField(
        label=_("Public key"),
        max_length=100,
        help_text=_("As “gongjian trustee keys” prints it. The key file stays with you."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class _FileForm(forms.Form):
    def content(self, name: str) -> bytes:
        data: bytes = self.cleaned_data[name].read()
        return data


class EnvelopeForm(_FileForm):
    envelope = forms.FileField(
        label=_("Envelope"), help_text=_("The sealed file. Nobody can read it here.")
    )

    def clean_envelope(self) -> Any:
        return _not_larger(self.cleaned_data["envelope"], MAX_ENVELOPE_BYTES)


class WithdrawalForm(_FileForm):
    withdrawal = forms.FileField(
        label=_("Signed withdrawal"), help_text=_("Signed with the key of the bid.")
    )

    def clean_withdrawal(self) -> Any:
        return _not_larger(self.cleaned_data["withdrawal"], MAX_WITHDRAWAL_BYTES)


class SharesForm(_FileForm):
    shares = forms.FileField(
        label=_("File with shares"), help_text=_("As “gongjian trustee open” made it.")
    )

    def clean_shares(self) -> Any:
        return _not_larger(self.cleaned_data["shares"], MAX_SHARES_BYTES)


def _not_larger(file: Any, limit: int) -> Any:
    if file.size > limit:
        raise forms.ValidationError(_("This file is too large to be one."))
    return file
