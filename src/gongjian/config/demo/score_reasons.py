"""Why evaluators of the demo town give a score: in words that fit how high it is."""

from __future__ import annotations

from gongjian.config.demo.initiative_texts import words
from gongjian.config.demo.model import Words

_HIGH = (
    words(
        "Says how, by whom and by when, and what happens if not.|"
        "方法、责任人、时间和违约处理都写明了。"
    ),
    words("Better than what we asked for, and it can be checked.|优于要求，而且可以核验。"),
    words("Complete; one could begin with it tomorrow.|内容完整，明天就可以照此开工。"),
)
_MIDDLE = (
    words("It will do. Details of the last part are missing.|可行，最后一部分缺少细节。"),
    words("Sound, but it leaves one question open.|总体稳妥，有一处没有交代。"),
    words("What is asked is there, and no more.|满足要求，没有更多。"),
)
_LOW = (
    words("Hardly says how, and nothing one could measure.|几乎没有说明做法，也没有可衡量的内容。"),
    words("This does not answer what was asked.|没有回应所提要求。"),
    words("We doubt that it works here.|我们怀疑在这里行不通。"),
)
_HIGH_FROM, _MIDDLE_FROM = 8, 5


def reason_for(score: int, turn: int) -> Words:
    """A reason for a score; another ``turn``, another one."""
    pool = _HIGH if score >= _HIGH_FROM else _MIDDLE if score >= _MIDDLE_FROM else _LOW
    return pool[turn % len(pool)]
