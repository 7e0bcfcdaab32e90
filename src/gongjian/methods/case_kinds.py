"""What kind of request a text seems to be, by the words in which people ask, propose or complain.

A rule of thumb whose guess is shown to whoever wrote the text; what it is not sure of is a report.
"""

from __future__ import annotations

import re
from typing import Final

REPORT: Final = "report"

# In the order in which they are looked for: who complains may ask a question too.
_SIGNS: Final = (
    (
        "complaint",
        # Not "complained several times", which tells of before.
        r"(?<![次经过])投诉|举报|\bcomplaint\b|\b(?:i|we) (?:want|wish|would like) to complain",
    ),
    (
        "suggestion",
        r"建议|提议|能否增设|可否增设|\bpropose\b|\bsuggest(?:ion)?s?\b"
        r"|\bit would be (?:good|nice|better)\b",
    ),
    (
        "application",
        r"申请(?:办理|领取|补贴|公租房|低保)|我要申请|想申请|\bapply for\b"
        r"|\b(?:i|we) (?:want|wish|would like) to apply\b",
    ),
    ("help", r"求助|求帮|帮帮|救救|请帮|\bhelp (?:me|us)\b|\bneeds? help\b|\bplease help\b"),
    (
        "question",
        r"请问|咨询|想问|想了解|是否可以|怎么办理|如何办理|[?？]\s*$"
        r"|\b(?:i|we) (?:want|would like) to know\b"
        r"|^\s*(?:how|when|where|who|what|which|why|may|can|could|is|are|do|does)\b[^.]*[?]",
    ),
)
_FOUND: Final = tuple((kind, re.compile(sign, re.IGNORECASE)) for kind, sign in _SIGNS)


def kind_of(text: str) -> str:
    """The code of a kind of case: "complaint", "suggestion", "application", "help", "question"
    or, where no words tell, "report".

    Parameters
    ----------
    text : str
        English or Chinese. Linear in its length.
    """
    return next((kind for kind, sign in _FOUND if sign.search(text)), REPORT)
