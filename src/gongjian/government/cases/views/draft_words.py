"""Drafts in words: why one was not written, what is to be checked in one that was."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.government.cases.models import DraftRequest

OUTCOMES: dict[str, str | Promise] = {
    "unreachable": _("The language model’s server could not be reached. Try again later."),
    "timed_out": _("The language model took too long. Try again later."),
    "busy": _("The language model has too much to do. Try again later."),
    "broken": _("The language model’s server reported a fault. Try again later."),
    "wrong_key": _("The language model’s server refuses this town’s key. Tell an administrator."),
    "refused": _("The language model’s server refused the request. Tell an administrator."),
    "redirected": _(
        "The language model’s server sends to another address, which is not followed. "
        "Tell an administrator."
    ),
    "too_large": _("The language model’s server sent too much. Tell an administrator."),
    "malformed": _(
        "The language model’s server sent something that is no answer. Tell an administrator."
    ),
    "empty": _("The language model wrote nothing. Try again, or write yourself."),
    "lost": _("It was begun several times and never finished. Try again later."),
    "switched_off": _("Drafting was switched off meanwhile."),
    "not_allowed": _(
        "The case moved on meanwhile, or whoever asked may not any more: nothing was sent."
    ),
    "erased": _("The requester had their data erased meanwhile."),
}
STATEMENTS: dict[str, str | Promise] = {
    "covered": _("personal data that was covered"),
    "link": _("address"),
    "email": _("e-mail address"),
    "phone": _("telephone number"),
    "provision": _("provision"),
    "figure": _("figure"),
}


def outcome_words(draft: DraftRequest) -> str:
    """Why a draft was not written, or not yet; "" where nothing went wrong."""
    return str(OUTCOMES.get(draft.outcome, draft.outcome))


def statements_of(draft: DraftRequest) -> list[tuple[str, str]]:
    """What the draft says that the case does not: what it is, its words."""
    return [(str(STATEMENTS.get(kind, kind)), words) for kind, words in draft.statements]
