"""What kind of request a text is, by its words."""

from __future__ import annotations

import pytest

from gongjian.methods.case_kinds import kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The street lamp is dark.", "report"),
        ("When does the library open on Sundays?", "question"),
        ("I suggest a bench at the bus stop.", "suggestion"),
        ("I want to complain about the noise next door. Who helps?", "complaint"),
        ("I would like to apply for a parking permit.", "application"),
        ("Please help me, my pension has not come.", "help"),
        ("路灯坏了。", "report"),
        ("多次投诉无果，路灯还是坏的。", "report"),
        ("请问残疾人有什么补贴政策", "question"),
        ("图书馆周日几点开门？", "question"),
        ("建议在车站增设座椅。", "suggestion"),
        ("投诉楼下餐馆油烟扰民", "complaint"),
        ("我想申请公租房", "application"),
        ("求助：老人走失", "help"),
        ("", "report"),
    ],
)
def test_the_kind_stands_in_the_words(text, kind):
    assert kind_of(text) == kind
