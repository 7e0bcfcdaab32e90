import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.message_rows import Message, Vocabulary, known_features, telling_features
from gongjian.methods.text_features import HASHES

MESSAGES = [
    Message.of("路灯不亮", "三天了，很黑"),
    Message.of("路灯坏了", "请修"),
    Message.of("噪音扰民", "夜里施工"),
    Message.of("施工噪音", "睡不着"),
]
TRUTH = np.array([0, 0, 1, 1])


def choose_vocabulary(most):
    every = known_features(MESSAGES, 2)
    return every.narrowed(telling_features(every, every.rows(MESSAGES), TRUTH, 2, most))


@pytest.mark.parametrize(
    ("fields", "head", "whole"),
    [
        (("Title", "Body"), "Title", "Title\nBody"),
        (("", "Body"), "Body", "Body"),
        (("", " ", ""), "", ""),
        (("x" * 61,), "x" * 60, "x" * 61),
        (
            ("路灯 不亮 \u3000 \u3000 " + "您好" * 60,),
            "路灯 不亮",
            "路灯 不亮 \u3000 \u3000 " + "您好" * 60,
        ),
        (("Lamp out\n" + "a" * 60,), "Lamp out", "Lamp out\n" + "a" * 60),
    ],
)
def test_the_head_is_the_title_or_what_stands_for_it(fields, head, whole):
    assert Message.of(*fields) == (head, whole)


@pytest.mark.parametrize("length", [20_001, 50_000])
def test_of_a_very_long_text_the_beginning_is_read(length):
    assert len(Message.of("x" * length, "y").whole) == 20_000


def test_a_head_alone_is_a_message_of_which_it_is_all():
    assert Message.of("路灯不亮", "三天了").head_alone() == Message.of("路灯不亮")


HASH = st.one_of(
    st.integers(0, 70), st.integers(0, HASHES - 1), st.integers(HASHES - 70, HASHES - 1)
)


@given(st.sets(HASH), st.lists(HASH))
def test_known_hashes_are_found_in_their_columns(known, asked):
    hashes, asked = np.array(sorted(known), dtype=np.int32), np.array(asked, dtype=np.int64)
    vocabulary = Vocabulary(hashes, np.ones(len(hashes), dtype=np.float32))

    found = asked[vocabulary.known(asked)]

    assert found.tolist() == [one for one in asked.tolist() if one in known]
    assert (hashes[vocabulary.columns(found)] == found).all()


@pytest.mark.parametrize(("fewest", "text", "is_known"), [(2, "施工", True), (3, "施工", False)])
def test_a_feature_is_known_that_stands_in_enough_messages(fewest, text, is_known):
    vocabulary = known_features(MESSAGES, fewest)

    assert bool(vocabulary.rows([Message("", text)]).nnz) == is_known


def test_rows_have_length_one_and_know_only_what_was_chosen():
    vocabulary = known_features(MESSAGES, 2)

    rows = vocabulary.rows([*MESSAGES, Message.of("zzz")])

    assert np.allclose(np.sqrt(rows.multiply(rows).sum(axis=1)).ravel(), [1, 1, 1, 1, 0])


def test_what_says_most_of_the_class_is_kept():
    few, all_ = choose_vocabulary(4), choose_vocabulary(1000)

    rows = few.rows(MESSAGES).toarray()

    assert 4 <= len(few.hashes) <= 5 < len(all_.hashes) == len(known_features(MESSAGES, 2).hashes)
    assert not ((rows[:2] > 0).any(axis=0) & (rows[2:] > 0).any(axis=0)).any()


def test_rows_do_not_depend_on_what_else_is_asked():
    vocabulary = known_features(MESSAGES, 2)
    many = MESSAGES * 200

    together = vocabulary.rows(many).toarray()

    assert (together == np.tile(vocabulary.rows(MESSAGES).toarray(), (200, 1))).all()


def test_of_no_messages_there_are_no_rows():
    vocabulary = known_features(MESSAGES, 2)

    assert vocabulary.rows([]).shape == (0, len(vocabulary.hashes))


def test_without_any_feature_rows_are_empty():
    nothing = Vocabulary(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))

    assert nothing.rows(MESSAGES).shape == (4, 0)
