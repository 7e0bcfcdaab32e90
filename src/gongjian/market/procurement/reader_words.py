"""What readers of sealed files say (methods/, in English), in the language of whoever sent one."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

READ = {
    "larger than shares of all bids are": _("it is larger than shares of all bids are"),
    "signed by another trustee": _("it is signed by another trustee"),
    "shares of another part": _("these are shares of another part"),
    "shares for another closing": _("these are shares for another closing"),
    "shares of another call": _("these are shares of another call"),
    "a bid is left out": _("a bid is left out"),
    "one bid twice": _("it names one bid twice"),
    "shares that are too long or too short": _("shares are too long or too short"),
    "shares of bids that do not stand, or lack this part": _(
        "it has shares of bids that do not stand, or lack this part"
    ),
    "not a trustee's shares": _("it is no file of a trustee’s shares"),
    "not signed by the trustee it names": _("it is not signed by the trustee whom it names"),
    "no such trustee": _("it names a trustee who is none"),
    "not an envelope": _("it is no envelope"),
    "not an envelope's head": _("it is no envelope"),
    "sealed for another call or other trustees": _(
        "it is sealed for another call or other trustees"
    ),
    "the signature is wrong": _("its signature is wrong"),
    "the ciphertext is not padded to a step": _("a part is not padded as it should be"),
    "not one box for each trustee": _("it has not one box for each trustee"),
    "not the parts of a bid": _("it has not the parts of a bid"),
    "not the parts that were asked for": _("it has not the parts that the call asks for"),
    "no company's number": _("it names no company’s number"),
    "of another call or stage": _("it is of another call or stage"),
    "of another envelope than the one that stands": _(
        "it is of another envelope than the one that stands"
    ),
    "sealed for another company": _("it is sealed for another company"),
    "not a withdrawal": _("it is no withdrawal"),
    "the withdrawal's signature is wrong": _("the withdrawal’s signature is wrong"),
    "not JSON": _("it is no JSON"),
    "not in its one spelling": _("it was changed after it was made"),
    "not base64": _("something in it is no base64"),
    "a part is missing": _("a part is missing"),
    "an object is missing": _("something in it is missing"),
    "text holds half of a character": _("a text in it ends within a character"),
    "an integer of more than 53 bits": _("a number in it is too large"),
    "a value that has no canonical form, or nested too deeply": _(
        "a value in it has no canonical form, or is nested too deeply"
    ),
    "a key outside ASCII": _("a name of a field is not in plain letters"),
}
"""By what is said where nothing is filled in."""

FILLED: Final = {
    r"more than (?P<most>\d+) bytes": _("it has more than %(most)s bytes"),
    r"missing fields: (?P<names>.+)": _("these fields are missing: %(names)s"),
    r"unknown fields: (?P<names>.+)": _("nobody knows these fields: %(names)s"),
    r"“(?P<name>.+)” is no (?:str|int|list|dict|bool)": _("“%(name)s” is of another kind"),
    r"(?P<found>\d+) bytes where (?P<wanted>\d+) belong": _(
        "%(found)s bytes stand where %(wanted)s belong"
    ),
    r"not an integer: (?P<text>.+)": _("this is no whole number: %(text)s"),
}
"""The same where something is."""


def as_read(reason: str) -> str:
    """A sentence in the reader's language; what has no translation is quoted as English."""
    words = str(READ[reason]) if reason in READ else _filled(reason)
    if words:
        return gettext("What the program reads there: %(reason)s.") % {"reason": words}
    return gettext("What the program says, in English: “%(reason)s”") % {"reason": reason}


def _filled(reason: str) -> str:
    for pattern, words in FILLED.items():
        found = re.fullmatch(pattern, reason, re.DOTALL)
        if found:
            return str(words) % found.groupdict()
    return ""
