import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjian.methods.issue_judge import common_runs
from gongjian.methods.run_counts import VALUES, RunCounts, counts_from_bytes


def of(*hashes):
    return np.array(hashes, dtype=np.int32)


def test_what_a_byte_stands_for_ascends():
    assert (np.diff(VALUES) > 0).all()
    assert VALUES[-1] == 507_904


def test_small_counts_are_exact_and_large_ones_close():
    counts = RunCounts()
    for seed in range(40):
        counts = counts.plus([of(5, 9)] * 25 + [of(9)], seed=seed)

    assert counts.texts == 1_040
    assert counts.plus([of(7)] * 31, seed=1).of(of(7, 8)).tolist() == [31, 0]
    assert counts.of(of(5, 9)) == pytest.approx([1_000, 1_040], rel=0.1)


def test_counting_leaves_the_former_counts_as_they_are():
    counts = RunCounts()

    counts.plus([of(5)], seed=1)

    assert counts.of(of(5)).tolist() == [0]


def test_halving_halves_both():
    counts = RunCounts().plus([of(5)] * 40, seed=1).halved(seed=1)

    assert counts.texts == 20
    assert counts.of(of(5)).tolist() == [20]


def test_what_one_text_has_weighs_nothing_and_what_is_rarer_weighs_more():
    counts = RunCounts().plus([of(1), *[of(2)] * 2, *[of(3)] * 30, *[of(4)] * 400], seed=1)

    worth = counts.worth(of(1, 2, 3, 4))

    assert worth[0] == 0
    assert worth[1] > worth[2] > worth[3] > 0
    assert counts.worth_of_two == worth[1]


def test_a_megacity_calls_rare_what_few_texts_have_as_a_village_does():
    village = RunCounts(RunCounts().plus([of(7)] * 10, seed=1).codes, 5_000)
    city = RunCounts(village.codes, 1_000_000)

    assert city.rarity(of(7)) == village.rarity(of(7))


@settings(max_examples=10)
@given(st.lists(st.integers(0, 2**24 - 1), max_size=30, unique=True))
def test_counts_are_kept_as_bytes(hashes):
    counts = RunCounts().plus([of(*hashes)], seed=1)

    kept = counts_from_bytes(counts.to_bytes())

    assert kept.texts == 1
    assert (kept.codes == counts.codes).all()


@pytest.mark.parametrize("content", [b"", b"x" * 16, RunCounts().to_bytes()[:-9]])
def test_other_bytes_are_no_counts(content):
    with pytest.raises(ValueError, match="no counts"):
        counts_from_bytes(content)


def test_what_is_shipped_knows_what_is_common_in_both_languages():
    from gongjian.methods.text_fingerprints import fingerprints

    counts = common_runs()
    common, rare = fingerprints([("我们", ""), ("丽发新城", "")])
    words, place = fingerprints([("the", ""), ("Rotherhithe", "")])

    assert counts.of(common.hashes).max() > 300
    assert counts.of(rare.hashes).min() == 0
    assert counts.of(words.hashes).max() > 300
    assert counts.of(place.hashes).min() == 0
