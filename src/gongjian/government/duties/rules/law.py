"""What the law asks of a duty. Pure."""

from __future__ import annotations

from datetime import date

from gongjian.methods.legal_rules import (
    Asked,
    Case,
    Facts,
    Limit,
    Origin,
    Outcome,
    Verdict,
    Words,
    met,
    rule,
)

MOST_DAYS = Limit("duty-most-working-days", 365)
"""The longest that a duty may give its department for an answer."""


@rule(
    "duty_deadline",
    title=Words("Deadline of a duty", "职责的办理期限"),
    asks=Words(
        "A duty gives its department no more working days than the law allows for an answer.",
        "职责清单规定的办理期限不得长于法定的最长工作日。",
    ),
    follows=Origin(
        Words("Administrative Licensing Law", "中华人民共和国行政许可法"), "42", date(2019, 4, 23)
    ),
    facts={"days": int},
    names={
        "days": Words("working days of the duty", "职责规定的工作日"),
        "most": Words("at most", "最长"),
    },
    limits={"most": MOST_DAYS},
    cases=(
        Case(
            Words("Fifteen days, where the law allows twenty", "十五个工作日，法定最长二十个"),
            {"days": 15}, Outcome.PASSED, asked={"most": 20},
        ),
        Case(
            Words("Exactly what the law allows", "恰为法定最长期限"),
            {"days": 20}, Outcome.PASSED, asked={"most": 20},
        ),
        Case(
            Words("Thirty days, where the law allows twenty", "三十个工作日，法定最长二十个"),
            {"days": 30}, Outcome.FAILED, asked={"most": 20},
        ),
    ),
)  # fmt: skip
def duty_deadline(facts: Facts, asked: Asked) -> Verdict:
    words = Words(
        "The law allows at most {most} working days; the duty gives {days}.",
        "法定最长 {most} 个工作日，职责规定为 {days} 个工作日。",
    )
    return met(facts["days"] <= asked["most"], words.filled(**facts, **asked))


RULES = (duty_deadline,)
