"""Bounds of a rate, and how far a mix has moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from gongjian.methods.drift import highest_rate, population_stability

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 500), min_size=1)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_highest_rate_is_that_of_the_exact_test(counted):
    successes, trials = counted

    bound = highest_rate(successes, trials, 0.95)

    exact = binomtest(successes, trials).proportion_ci(0.90, method="exact").high
    assert bound == pytest.approx(exact, abs=1e-9)


def test_without_trials_everything_is_credible():
    assert highest_rate(0, 0, 0.95) == 1


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 2)])
def test_no_more_successes_than_trials(successes, trials):
    with pytest.raises(ValueError, match="successes in 2 trials"):
        highest_rate(successes, trials, 0.95)


@given(COUNTS, COUNTS)
def test_a_shift_is_never_negative_and_the_same_both_ways(before, after):
    there = population_stability(before, after)

    assert there >= 0
    assert there == pytest.approx(population_stability(after, before))


@given(COUNTS)
def test_the_same_mix_has_not_moved(counts):
    assert population_stability(counts, counts) == pytest.approx(0)


def test_a_known_shift():
    # Of large counts the half case does not matter: Σ (q - p) ln(q / p) of .5/.5 and .8/.2.
    assert population_stability(
        {"a": 50_000, "b": 50_000}, {"a": 80_000, "b": 20_000}
    ) == pytest.approx(0.4159, abs=1e-3)
