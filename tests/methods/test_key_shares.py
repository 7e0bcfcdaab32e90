"""Any k of n people have the secret; k - 1 have nothing that tells one secret from another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.key_shares import (
    SECRET_BYTES,
    combine_shares,
    groups_of,
    share_in,
    shares_of,
    split_secret,
    xor,
)

secrets = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)
sizes = st.integers(1, 6).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n)))


def given_to(secret, people, threshold):
    shares = split_secret(secret, people, threshold)
    return {one: shares_of(shares, one, threshold, people) for one in range(people)}


@given(secrets, sizes)
def test_any_group_has_the_secret(secret, size):
    people, threshold = size
    shares = given_to(secret, people, threshold)
    for group in combinations(range(people), threshold):
        held = {one: shares[one] for one in group}
        assert combine_shares(held, people, threshold) == secret


@given(secrets, sizes)
def test_fewer_have_nothing_to_combine(secret, size):
    people, threshold = size
    shares = given_to(secret, people, threshold)
    for group in combinations(range(people), threshold - 1):
        assert combine_shares({one: shares[one] for one in group}, people, threshold) is None


@given(secrets, secrets)
def test_what_fewer_have_fits_every_other_secret_as_well(secret, other):
    people, threshold = 5, 3
    groups = groups_of(people, threshold)
    shares = given_to(secret, people, threshold)
    for group in groups:
        for absent in group:
            present = [share_in(shares[one], one, group, groups) for one in group if one != absent]
            missing = xor([other, *present])
            assert xor([missing, *present]) == other


@given(secrets, st.permutations(range(5)))
def test_order_of_people_changes_nothing(secret, order):
    shares = given_to(secret, 5, 3)
    assert combine_shares({one: shares[one] for one in order}, 5, 3) == secret


@given(secrets)
def test_no_share_is_the_secret_or_another_share(secret):
    every = [share for group in split_secret(secret, 5, 3) for share in group]
    assert len({secret, *every}) == len(every) + 1


@pytest.mark.parametrize(("people", "threshold"), [(0, 0), (3, 0), (3, 4), (10, 3)])
def test_groups_that_cannot_be(people, threshold):
    with pytest.raises(ValueError, match="no groups"):
        groups_of(people, threshold)


def test_shares_of_a_wrong_length_are_refused():
    shares = given_to(bytes(32), 3, 2)
    with pytest.raises(ValueError, match="wrong length"):
        combine_shares({0: shares[0], 1: shares[1][:-1]}, 3, 2)


def test_a_short_secret_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        split_secret(bytes(31), 3, 2)
