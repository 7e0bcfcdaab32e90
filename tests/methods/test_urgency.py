from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.urgency import ENOUGH, Level, findings_of, urgency_of
from gongjian.methods.urgency_words import Reason
from gongjian.methods.urgency_words_en import ENGLISH
from gongjian.methods.urgency_words_zh import CHINESE


def reasons(text: str, **options) -> set[str]:
    return {finding.reason.value for finding in urgency_of(text, **options).findings}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("There is a strong smell of gas in the stairwell.", Reason.DANGER),
        ("A power line is down across Oak Street.", Reason.DANGER),
        ("The manhole cover in front of the school is missing.", Reason.DANGER),
        ("The lift dropped two floors.", Reason.DANGER),
        ("I want to kill myself.", Reason.DANGER),
        ("Five pupils have food poisoning.", Reason.DANGER),
        ("The wall may come down, it is about to collapse.", Reason.DANGER),
        ("My grandmother lives alone and cannot get down the stairs.", Reason.VULNERABLE),
        ("300 households have been without water since Monday.", Reason.MANY),
        ("My appeal period ends this week.", Reason.DEADLINE),
        ("We are evicted tomorrow.", Reason.DEADLINE),
        ("楼道里煤气泄漏，味道很大。", Reason.DANGER),
        ("围墙倾斜，随时可能倒塌，每天都有学生经过。", Reason.DANGER),
        ("路口的井盖不见了。", Reason.DANGER),
        ("电梯又突然下坠，困人半小时。", Reason.DANGER),
        ("高压线断落在人行道上。", Reason.DANGER),
        ("食堂吃完饭有几十个学生食物中毒。", Reason.DANGER),
        ("我不想活了。", Reason.DANGER),
        ("母亲尿毒症，已经没钱治病。", Reason.VULNERABLE),
        ("整个小区停水三天了，至今没有恢复。", Reason.MANY),
        ("明天就到期了，办事处还是不受理。", Reason.DEADLINE),
        ("拖欠农民工工资，大家等着回家过年。", Reason.DEADLINE),
        ("诉讼时效只剩两天。", Reason.DEADLINE),
    ],
)
def test_what_cannot_wait(text, reason):
    assert reason.value in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Please plant more trees in Oak Street.",
        "What should I do in case of fire?",
        "When is the fire drill of the fire station?",
        "There was no fire and no gas leak, just noise.",
        "I am worried that the wall might collapse one day.",
        "Luckily nobody was hurt.",
        "A talk on suicide prevention would be useful.",
        "How much is the gas bill?",
        "消防通道被占，一旦起火后果不堪设想。",
        "为了防止火灾，建议配备灭火器。",
        "幸好没有发生燃气泄漏。",
        "如果电梯坠落，谁来负责？",
        "存在触电的隐患。",
        "希望开设生命科学课程。",
        "随着火车站的开通，车流量很大。",
        "请问身份证到期如何换证？",
        "小区没有停水。",
        "Es brennt im Keller, es riecht nach Gas.",
        "В подвале пожар.",
    ],
)
def test_what_can_wait(text):
    assert urgency_of(text).level is Level.NORMAL


def test_the_words_are_named_as_they_stand():
    (finding,) = urgency_of("Help!\nThere is a strong SMELL of GAS here.").findings

    assert finding.words == ("SMELL of GAS",)
    assert finding.weight >= ENOUGH


@pytest.mark.parametrize(("year", "is_urgent"), [(2019, False), (2013, True), (None, True)])
def test_what_happened_in_a_year_before_is_past(year, is_urgent):
    text = "2013年这里的电线掉落在路上。"

    assert (urgency_of(text, year=year).level is Level.URGENT) == is_urgent


def test_weak_words_need_company():
    assert findings_of("昨天有人打架，被打。")[0].weight < ENOUGH
    assert reasons("小区停水。") == set()
    assert reasons("小区停水，到现在还在停水。") == {"many_people"}


def test_both_languages_are_read_in_one_text():
    assert reasons("物业说没事. There is a smell of gas in the hall.") == {"danger_to_life"}


@pytest.mark.parametrize("line", [*CHINESE, *ENGLISH], ids=lambda line: line.first[:20])
def test_every_line_is_found_by_its_own_words(line):
    """No line is lost: the first word of each list, side by side, is a hit of its reason."""
    words = [one.split("|")[0] for one in (line.first, line.then) if one]

    found = {finding.reason for finding in findings_of(f"x y z {' '.join(words)}.")}

    assert line.reason in found


@given(
    st.text(
        alphabet="停水火煤气泄漏没有如果孩子小区三天了。，\nfire gas leak no if 2013年",
        max_size=400,
    )
)
def test_any_text_is_read(text):
    found = findings_of(text)

    assert all(finding.weight > 0 and finding.words for finding in found)
    assert all(word in text for finding in found for word in finding.words)
    assert [f.weight for f in found] == sorted((f.weight for f in found), reverse=True)


def test_only_the_beginning_of_a_long_text_is_read():
    assert reasons("Oak. " * 2_000 + "There is a smell of gas.") == set()
