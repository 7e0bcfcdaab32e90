"""Why a case is urgent, as it is kept with the case and told to staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.methods.urgency_words import Reason

BY_HAND = "set_by_staff"
MERGED = "merged"


class KeptReason(TypedDict):
    """A reason's code and the words that led to it: the requester's, or of who set it by hand."""

    reason: str
    words: list[str]


class UrgencyReason(models.TextChoices):
    DANGER = Reason.DANGER.value, _("danger to life")
    VULNERABLE = Reason.VULNERABLE.value, _("somebody who cannot help themselves")
    MANY = Reason.MANY.value, _("many people without what they need")
    DEADLINE = Reason.DEADLINE.value, _("a time limit is about to end")
    STAFF = BY_HAND, _("set by hand")
    MERGED_CASE = MERGED, _("an urgent case was merged into it")


def told_reasons(kept: Sequence[KeptReason]) -> list[tuple[str, list[str]]]:
    """Reasons in the reader's language, each with its words as they were written."""
    labels = dict(UrgencyReason.choices)
    return [(str(labels[one["reason"]]), one["words"]) for one in kept if one["reason"] in labels]
