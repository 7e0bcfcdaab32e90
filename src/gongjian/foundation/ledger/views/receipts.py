"""The page where anybody checks a receipt, and sees where the ledger stands."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.ledger.actions.sign_statement import town_key
from gongjian.foundation.ledger.forms import MAX_FILE_BYTES, ReceiptForm
from gongjian.foundation.ledger.selectors.checkpoints import (
    WitnessState,
    checkpoint_text,
    latest_checkpoint,
    witness_states,
)
from gongjian.methods import receipt_check
from gongjian.methods.receipt_check import LATEST_SHOWN, ReceiptCheck
from gongjian.methods.receipt_words import CHECKS, LANGUAGES, VERDICTS

LOOKS = {
    "pass": ("good", "check_circle"),
    "fail": ("stopped", "error"),
    "unproven": ("waiting", "help"),
}
"""Tone and icon of a verdict."""


@takes_files(each=lambda: MAX_FILE_BYTES)
@public
def check_receipt(request: HttpRequest) -> HttpResponse:
    form = ReceiptForm(request.POST, request.FILES) if request.method == "POST" else ReceiptForm()
    key, states = town_key(), witness_states()
    latest = latest_checkpoint()
    shown = {
        "form": form,
        "town_key": key,
        "latest": latest,
        "checkpoint": checkpoint_text(latest) if latest else "",
        "witnesses": [_shown_witness(state) for state in states],
    }
    if request.method == "POST":
        if not form.is_valid():
            return render(request, "ledger/check_receipt.html", shown, status=422)
        check = receipt_check.check_receipt(
            form.receipt(), key, [state.witness.key for state in states]
        )
        shown |= {"check": check, "findings": _in_words(check)}
    return render(request, "ledger/check_receipt.html", shown)


def _in_words(check: ReceiptCheck) -> list[dict[str, str]]:
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    at = LANGUAGES.index(language)
    found = []
    for one in check.findings:
        tone, icon = LOOKS[one.verdict]
        found.append(
            {
                "what": CHECKS[one.what][at],
                "verdict": VERDICTS[one.verdict][at],
                "tone": tone,
                "icon": icon,
                "words": one.words(language),
            }
        )
    return found


def _shown_witness(state: WitnessState) -> dict[str, object]:
    last = state.last
    at = datetime.fromtimestamp(min(last.signed_at, LATEST_SHOWN), UTC) if last else None
    return {"name": state.witness.name, "key": state.witness.key, "last": last, "at": at}
