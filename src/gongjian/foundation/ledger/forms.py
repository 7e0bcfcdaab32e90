"""What the page takes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongjian.methods.tlog_proof import MAX_LENGTH

MAX_FILE_BYTES = MAX_LENGTH


class ReceiptForm(forms.Form):
    """A receipt, pasted or as a file; the file where there are both."""

    file = forms.FileField(
        label=_("Receipt as a file"),
        required=False,
        help_text=_("It ends in .tlog-proof; a signed receipt of a bid is checked, too."),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=MAX_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file is None and not cleaned.get("text") and not self.errors:
            raise ValidationError(_("Choose a file or paste a receipt."))
        return cleaned

    def receipt(self) -> str:
        """The text as it was signed: browsers send other line ends, and people copy blanks."""
        file = self.cleaned_data.get("file")
        if file is not None:
            return str(file.read(MAX_FILE_BYTES).decode(errors="replace"))
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n").strip("\n ") + "\n"
