import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.text_features import HASHES, CodePoints


def runs_of(text, longest=4):
    """The runs of one text as strings, by where they stand."""
    found = CodePoints.of([text]).runs(0, longest)
    return [
        text[begin:end]
        for one in found
        for begin, end in zip(one.begins.tolist(), one.ends.tolist(), strict=True)
    ]


def hashes_of(text, kind="runs", salt=0):
    points = CodePoints.of([text])
    found = [one.hashes for one in getattr(points, kind)(salt)]
    return np.concatenate(found).tolist() if found else []


def test_runs_stand_where_they_are_found():
    assert runs_of("路灯坏", 3) == ["路", "灯", "坏", "路灯", "灯坏", "路灯坏"]


def test_words_and_pairs_of_words_stand_where_they_are_found():
    text = "Street light, broken"
    found = CodePoints.of([text]).words(0)

    words, pairs = (
        [text[b:e] for b, e in zip(one.begins.tolist(), one.ends.tolist(), strict=True)]
        for one in found
    )

    assert words == ["Street", "light", "broken"]
    assert pairs == ["Street light", "light, broken"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("路灯 坏 了", "路灯坏了"),
        ("STREET", "street"),
        ("ＡＢＣ１２", "abc12"),
        ("2013年", "2024年"),
        ("路\u3000灯\n坏", "路灯坏"),
    ],
)
def test_what_does_not_matter_makes_no_other_runs(one, other):
    assert hashes_of(one) == hashes_of(other)


def test_order_matters():
    assert sorted(hashes_of("ab")) != sorted(hashes_of("ba"))


@pytest.mark.parametrize("kind", ["runs", "words"])
def test_another_salt_makes_other_features(kind):
    assert not set(hashes_of("路灯 坏了", kind, 0)) & set(hashes_of("路灯 坏了", kind, 1))


def test_words_are_told_apart():
    words = [f"word{'abcdefghij'[n // 10]}{'klmnopqrst'[n % 10]}" for n in range(100)]

    assert len({hashes_of(word, "words")[0] for word in words}) == 100


@pytest.mark.parametrize("text", ["", " ", "\x00", "。", "a", "😀😀", "\ud800", "é" * 5])
def test_any_text_may_come(text):
    assert all(0 <= one < HASHES for kind in ("runs", "words") for one in hashes_of(text, kind))


@given(st.lists(st.text(max_size=30), max_size=6))
def test_no_feature_reaches_from_one_text_into_another(texts):
    together = [
        (one.texts.tolist(), one.hashes.tolist())
        for kind in ("runs", "words")
        for one in getattr(CodePoints.of(texts), kind)(7)
    ]
    found = sorted(pair for owners, hashes in together for pair in zip(owners, hashes, strict=True))
    apart = sorted(
        (number, one)
        for number, text in enumerate(texts)
        for kind in ("runs", "words")
        for one in hashes_of(text, kind, 7)
    )

    assert found == apart
