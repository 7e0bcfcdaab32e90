import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.government.cases.actions.receive_case import TITLE_WIDTH, first_sentence


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The lamp is dark. Please repair it.", "The lamp is dark"),
        ("The lamp at no. 14 is dark.", "The lamp at no. 14 is dark"),
        ("Why is it dark? It was repaired.", "Why is it dark"),
        ("路灯坏了。请修理。", "路灯坏了"),
        ("First line\nSecond line", "First line"),
        ("  spaced  ", "spaced"),
        ("！！！", "！！！"),
        (
            "The street lamp in front of our house has been dark for two weeks and a day.",
            "The street lamp in front of our house has been dark for…",
        ),
        (
            "我家门口前面的路灯已经坏了整整两个星期了，母亲晚上不敢出门，请尽快修理",
            "我家门口前面的路灯已经坏了整整两个星期了…",
        ),
    ],
)
def test_a_text_is_called_by_its_first_sentence(text, title):
    assert first_sentence(text) == title


@given(st.text(min_size=1).filter(str.strip))
def test_every_text_has_a_short_title(text):
    title = first_sentence(text)

    assert title
    assert len(title) <= TITLE_WIDTH
