"""What the parts of the API are called, in the reader's language: the tags of its operations."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

HEADINGS: dict[str, Promise] = {
    "account": pgettext_lazy("part of the API", "account"),
    "answer templates": pgettext_lazy("part of the API", "answer templates"),
    "budget rounds": pgettext_lazy("part of the API", "budget rounds"),
    "calls": pgettext_lazy("part of the API", "calls"),
    "cases": pgettext_lazy("part of the API", "cases"),
    "consultations": pgettext_lazy("part of the API", "consultations"),
    "data exchange": pgettext_lazy("part of the API", "data exchange"),
    "drafting": pgettext_lazy("part of the API", "drafting"),
    "duties": pgettext_lazy("part of the API", "duties"),
    "figures": pgettext_lazy("part of the API", "figures"),
    "hot issues": pgettext_lazy("part of the API", "hot issues"),
    "imports": pgettext_lazy("part of the API", "imports"),
    "initiatives": pgettext_lazy("part of the API", "initiatives"),
    "law": pgettext_lazy("part of the API", "law"),
    "ledger": pgettext_lazy("part of the API", "ledger"),
    "notices": pgettext_lazy("part of the API", "notices"),
    "open calls": pgettext_lazy("part of the API", "open calls"),
    "organisations": pgettext_lazy("part of the API", "organisations"),
    "people and roles": pgettext_lazy("part of the API", "people and roles"),
    "proposals": pgettext_lazy("part of the API", "proposals"),
    "queues": pgettext_lazy("part of the API", "queues"),
    "sensors": pgettext_lazy("part of the API", "sensors"),
    "services": pgettext_lazy("part of the API", "services"),
    "the machine": pgettext_lazy("part of the API", "the machine"),
    "trail": pgettext_lazy("part of the API", "trail"),
    "triage": pgettext_lazy("part of the API", "triage"),
}
