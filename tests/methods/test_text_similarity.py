"""Likeness of texts: its properties, its order on believable messages, and its speed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.text_similarity import most_similar, similarity

texts = st.text(st.one_of(st.sampled_from("ab 路灯坏了é𠮷\n"), st.characters()), max_size=30)
LAMP = "学院路路灯坏了，晚上很黑，请尽快维修"
MESSAGES = [
    "西湖区学院路的路灯不亮，晚上走路很危险，希望维修",
    "小区门口垃圾清运不及时，夏天气味很大",
    LAMP,
    "医保报销比例咨询",
    "学院路夜间施工噪音扰民",
]
ENGLISH = [
    "Garbage is not collected on Elm Road and it smells",
    "The streetlight on College Road is broken",
    "How do I apply for a parking permit?",
]


@given(texts, texts)
def test_the_score_is_symmetric_and_between_0_and_1(a, b):
    assert 0.0 <= similarity(a, b) <= 1.0
    assert similarity(a, b) == similarity(b, a)


@given(texts)
def test_a_text_is_like_itself_and_an_empty_one_like_nothing(text):
    assert similarity(text, text) == float(bool(text.strip(" \n\r\u3000")))
    assert similarity(text, "") == 0.0


@given(st.lists(texts, max_size=12), texts, st.integers(1, 5), st.floats(0, 1))
def test_the_most_similar_are_those_of_the_pairwise_scores(candidates, text, limit, minimum):
    scores = [(index, similarity(text, other)) for index, other in enumerate(candidates)]
    expected = sorted(
        ((index, score) for index, score in scores if score > 0 and score >= minimum),
        key=lambda pair: (-pair[1], pair[0]),
    )
    assert most_similar(text, candidates, limit, minimum) == expected[:limit]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("路灯坏了", "路灯 坏了\n", 1.0),
        ("Street Light", "streetlight", 1.0),
        ("路灯坏了", "路灯", 1 / 3**0.5),
        ("路灯坏", "灯路坏", 0.0),
        ("abcdef", "abcdxy", 1 / 3),
        ("路灯", "路", 0.0),
        ("路", "路", 1.0),
        ("abc", "abd", 0.0),
        ("WiFi慢", "wifi", (3 / 12**0.5)),
        ("𠮷野家", "𠮷野屋", 2 / 3),
        ("哈哈哈哈", "哈哈哈", 1 / 6**0.5),
    ],
)
def test_scores_worked_out_by_hand(a, b, expected):
    assert similarity(a, b) == pytest.approx(expected)


def test_the_same_matter_comes_first_and_others_stay_out():
    found = most_similar("学院路路灯不亮", MESSAGES, limit=3, minimum=0.15)
    assert [index for index, _ in found] == [0, 2, 4]
    found = most_similar("street light broken on college rd", ENGLISH, limit=3, minimum=0.15)
    assert [index for index, _ in found] == [1]


def test_only_the_beginning_is_compared():
    same, other = "学院路路灯坏了" + "很黑" * 10, "学院路路灯坏了" + "修好" * 10
    assert similarity(same, other, compared=7) == 1.0
    assert similarity(same, other, compared=27) < 0.5


@pytest.mark.parametrize(
    ("limit", "minimum", "compared"), [(0, 0.1, 9), (1, -0.1, 9), (1, 1.1, 9), (1, 0.1, 0)]
)
def test_impossible_wishes_are_refused(limit, minimum, compared):
    with pytest.raises(ValueError, match=r"at least 1|between 0 and 1"):
        most_similar("a", ["b"], limit, minimum, compared=compared)


def test_four_hundred_candidates_take_a_few_milliseconds():
    """5.1 ms measured on its own; the bound only guards against a change of kind."""
    candidates = [(LAMP[at % 9 :] + MESSAGES[at % 5]) * 9 for at in range(400)]
    candidates = [candidate[:300] for candidate in candidates]
    times = []
    for _ in range(5):
        started = time.process_time()
        most_similar(LAMP, candidates, limit=5, minimum=0.2)
        times.append(time.process_time() - started)
    assert min(times) < 0.020


def test_near_copies_among_real_messages_stand_out(read_messages):
    rows = [row for row in read_messages("labelled.csv") if row["title"] or row["body"]]
    groups = {}
    for row in rows:
        groups.setdefault(row["dup_group"], []).append(row["title"] + row["body"])
    pairs = [(copies[0], copy) for group, copies in groups.items() if group for copy in copies[1:]]
    alike = sum(similarity(first, second) > 0.5 for first, second in pairs)
    texts = [row["title"] + row["body"] for row in rows]
    strangers = sum(similarity(a, b) > 0.15 for a, b in zip(texts, texts[7:], strict=False))
    assert alike >= 0.9 * len(pairs)
    assert strangers <= 0.01 * len(texts)


@pytest.mark.parametrize("quoted", ["doesn’t", "doesn't", "“does not”"])
def test_typographic_signs_make_no_text_look_like_others(quoted):
    # Pairs of letters would find a quarter of each text in the other.
    lamp = f"The street lamp at the corner of Mill Lane {quoted} burn since Monday evening."
    wage = "Our employer keeps back the wages of twelve people since the summer, please help us."

    assert similarity(lamp, wage) < 0.1


def test_letters_with_accents_are_letters():
    lamp = "Die Straßenlaterne vor unserem Haus in der Grünen Gasse brennt seit Montag nicht mehr."
    waste = "Im Mai wurde der Müll zuletzt abgeholt; die Tonnen am Bäckerplatz quellen über."

    assert similarity(lamp, waste) < 0.1
    assert similarity(lamp, lamp.replace("seit Montag", "seit Dienstag")) > 0.8
