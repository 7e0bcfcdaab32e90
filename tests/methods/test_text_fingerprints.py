import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.text_fingerprints import fingerprint_from_bytes, fingerprints

TEXTS = st.lists(st.tuples(st.text(max_size=200), st.text(max_size=600)), max_size=5)


@given(TEXTS)
def test_each_text_is_cut_as_if_it_were_alone(texts):
    together = fingerprints(texts)

    alone = [fingerprints([text])[0] for text in texts]
    assert [one.to_bytes() for one in together] == [one.to_bytes() for one in alone]


@given(st.text(max_size=200), st.text(max_size=600))
def test_hashes_ascend_stand_somewhere_and_are_kept_as_bytes(title, body):
    (found,) = fingerprints([(title, body)])

    assert (np.diff(found.hashes) > 0).all()
    assert (found.is_in_title | found.is_in_body).all()
    kept = fingerprint_from_bytes(found.to_bytes())
    assert (kept.packed == found.packed).all()
    assert kept.length == found.length


def test_a_run_knows_where_it_stands():
    (found,) = fingerprints([("路灯坏了", "五一路的路灯三天不亮")])

    (shared,) = fingerprints([("路灯", "")])
    place = np.flatnonzero(found.hashes == shared.hashes[0])
    assert found.is_in_title[place].all()
    assert found.is_in_body[place].all()


def test_only_the_beginning_counts():
    short, long = fingerprints([("", "路灯" * 200), ("", "路灯" * 200 + "别的事情")])

    assert short.to_bytes() == long.to_bytes()


def test_an_alphabet_is_cut_into_words():
    one, other = fingerprints([("The lamp is broken", ""), ("A lamp", "")])

    assert np.intersect1d(one.hashes, other.hashes).size


def test_nothing_leaves_nothing():
    (found,) = fingerprints([("", " ")])

    assert (len(found.packed), found.length) == (0, 0)


@pytest.mark.parametrize("content", [b"", b"abc"])
def test_other_bytes_are_no_fingerprint(content):
    with pytest.raises(ValueError, match=r"fingerprint|buffer size"):
        fingerprint_from_bytes(content)
