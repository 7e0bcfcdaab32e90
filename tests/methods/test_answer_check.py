from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.answer_check import MOST_ASKS, Flaw, asks_of, check_answer, check_joint_answer
from gongjian.methods.answer_words import Part, Wanted

LIGHT = (
    "Street light broken\nThe street light at 12 Oak Street is out. When will it be repaired? "
    "Whom can I call?"
)
METRO = "咨询地铁3号线何时开通\n请问地铁3号线什么时候开通？全程票价多少？"


def flaws(question: str, answer: str) -> dict[Flaw, tuple[str, ...]]:
    return {found.flaw: found.words for found in check_answer(question, answer).flaws}


def test_a_whole_answer_lacks_nothing():
    answer = (
        "We have asked the Public Works Office to repair the street light at 12 Oak Street by "
        "14 March. Under Section 4 of the Roads Act it must be lit. If it is still out then, call "
        "555 2040. You may object to this within one month at the ombudsman."
    )

    check = check_answer(LIGHT, answer)

    assert check.missing == ()
    assert [ask.is_addressed for ask in check.asks] == [True, True]
    assert check.flaws == ()


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("The contractor has repaired it.", Part.DONE),
        ("经查，已责令该店整改。", Part.DONE),
        ("The Bureau of Parks does it.", Part.WHO),
        ("由A市住房和城乡建设局办理。", Part.WHO),
        ("It takes until 14 March 2026.", Part.WHEN),
        ("预计今年8月底完工。", Part.WHEN),
        ("according to the Noise Act", Part.PROVISION),
        ("根据《噪声污染防治法》第六十三条", Part.PROVISION),
        ("You may appeal.", Part.APPEAL),
        ("可依法申请行政复议。", Part.APPEAL),
        ("Write to help@town.example.", Part.CONTACT),
        ("咨询电话：0731-12345678。", Part.CONTACT),
    ],
)
def test_each_part_is_known_by_its_words(sentence, part):
    assert part not in check_answer("x", sentence).missing


@pytest.mark.parametrize("sentence", ["It may rain.", "谢谢您的来信。", ""])
def test_what_says_nothing_has_no_part(sentence):
    assert set(check_answer("x", sentence).missing) == set(Part)


def test_each_question_is_looked_for():
    answer = "地铁3号线预计2026年6月28日开通试运营，由市轨道交通集团负责。"

    asks = check_answer(METRO, answer).asks

    assert [(ask.wanted, ask.is_addressed) for ask in asks] == [
        (Wanted.TIME, True),
        (Wanted.NUMBER, False),
    ]


def test_the_repeated_question_is_no_answer():
    answer = "您好！针对您反映地铁3号线何时开通的问题，市轨道办高度重视，现回复如下：正在研究。"

    check = check_answer(METRO, answer)

    assert not any(ask.is_addressed for ask in check.asks)
    assert Flaw.TOO_SHORT in {found.flaw for found in check.flaws}


@pytest.mark.parametrize(
    ("answer", "flaw", "words"),
    [
        ("It will be considered.", Flaw.EMPTY_PHRASES, "will be considered"),
        ("我们将认真研究，积极推进。", Flaw.EMPTY_PHRASES, "认真研究"),
        ("Pursuant to the aforementioned it is done.", Flaw.OFFICIALESE, "aforementioned"),
        ("该处权属不清，已责成属地管理。", Flaw.OFFICIALESE, "权属"),
        ("We counted 340.", Flaw.BARE_NUMBERS, "340"),
        ("共计约45左右。", Flaw.BARE_NUMBERS, "45"),
    ],
)
def test_what_is_hard_to_understand_is_named(answer, flaw, words):
    assert words in {word.lower() for word in flaws("x", answer)[flaw]}


def test_long_sentences_are_named_by_their_beginning():
    (beginning,) = flaws("x", "We went " + "and we went " * 30 + "home.")[Flaw.LONG_SENTENCES]

    assert beginning.startswith("We went and we went")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Bins\nThe bins are full.", ["Bins"]),
        ("Bins\nPlease empty the bins in Mill Road.", ["Please empty the bins in Mill Road."]),
        ("路灯\n请求修复梅溪湖路的路灯。", ["请求修复梅溪湖路的路灯。"]),
        ("Where is the museum?\nWhere is the museum?", ["Where is the museum?"]),
    ],
)
def test_what_is_asked(question, asked):
    assert [text for text, _wanted in asks_of(question)] == asked


def test_not_more_is_asked_than_can_be_read():
    question = "\n".join(f"When does line {n}{n}{n} of quarter {n * 7919} open?" for n in range(30))

    assert len(asks_of(question)) == MOST_ASKS


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_looked_at(question, answer):
    check = check_answer(question, answer)

    assert [found.part for found in check.parts] == list(Part)
    assert 0 <= check.completeness <= 1
    assert 0 <= check.clarity <= 1


@pytest.mark.parametrize("piece", ["1", "一", "甲", "甲A1", "1.", "a-", "by Ab ", "a@", "\n", "。"])
def test_ten_thousand_hostile_characters_take_no_seconds(piece):
    began = process_time()

    check_answer("请问在哪里？什么时候？多少钱？", piece * (10_000 // len(piece)))

    assert process_time() - began < 0.4


def test_more_said_is_never_less_complete():
    answer = "We have repaired the light. "

    scores = [check_answer(LIGHT, answer * n).completeness for n in (1, 2, 4, 8)]

    assert scores == sorted(scores)


def test_people_call_complete_what_scores_high(read_messages):
    # Loaded here: every process that collects tests would take seconds for it.
    from sklearn.metrics import roc_auc_score

    rows = [row for row in read_messages("replied.csv") if row["human_completeness"]]

    checks = [check_answer(f"{row['title']}\n{row['body']}", row["reply"]) for row in rows]
    marks = [row["human_completeness"] == "1" for row in rows]

    assert roc_auc_score(marks, [check.completeness for check in checks]) > 0.9


def test_one_answer_is_looked_at_beside_what_several_asked():
    answer = "The Public Works Office repairs the street light by 14 March 2026. Ask us: 555 0123."
    asked = [
        "Light\nWhen is the street light repaired?",
        "Street light\nWhen will the street light be repaired?",
        "Light\nWhy is the road closed? Is the broken window paid for?",
    ]

    found = check_joint_answer(asked, answer)

    assert (found.looked_at, found.left_open) == (3, 1)
    assert [(ask.wanted, ask.is_addressed) for ask in found.check.asks] == [
        ("why", False), ("anything", False), ("when", True),
    ]  # fmt: skip
    assert found.check.parts == check_answer(asked[0], answer).parts


def test_of_many_requests_eight_asks_are_named_and_none_is_needed():
    many = [f"Wish\nWhen does {letter * 4} open?" for letter in "bcdefghijklmnopqrs"]

    assert len(check_joint_answer(many, "Soon.").check.asks) == MOST_ASKS
    assert check_joint_answer([], "Done.").looked_at == 0
