import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.vote_table import vote_table

said = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 5), st.sampled_from([-1, 0, 1])), max_size=40
)


def dense(table):
    """What each person said of each statement; nan where nothing."""
    found = np.full(table.cells.shape, np.nan)
    rows = np.repeat(np.arange(len(table.people)), table.votes_per_person)
    found[rows, table.cells.indices] = table.cells.data
    return found


def test_a_pass_is_not_the_same_as_unseen():
    table = vote_table([7, 7, 9], [3, 4, 4], [1, 0, -1])

    assert table.people.tolist() == [7, 9]
    assert table.statements.tolist() == [3, 4]
    np.testing.assert_array_equal(dense(table), [[1, 0], [np.nan, -1]])
    assert table.votes_per_person.tolist() == [2, 1]


def test_the_last_vote_counts():
    table = vote_table([1, 1, 2], [5, 5, 5], [1, -1, 0], [20, 10, 10])

    np.testing.assert_array_equal(dense(table), [[1], [0]])


def test_of_two_votes_at_one_moment_the_lower_counts():
    forth = vote_table([1, 1], [5, 5], [1, -1], [10, 10])
    back = vote_table([1, 1], [5, 5], [-1, 1], [10, 10])

    np.testing.assert_array_equal(dense(forth), [[-1]])
    np.testing.assert_array_equal(dense(back), [[-1]])


def test_voting_twice_without_times_is_refused():
    with pytest.raises(ValueError, match="votes twice"):
        vote_table([1, 1], [5, 5], [1, 1])


def test_ids_may_be_words_or_far_apart():
    words = vote_table(["b", "a"], ["x", "y"], [1, -1])
    numbers = vote_table([10**15, 3], [0, 1], [1, -1])

    assert words.people.tolist() == ["a", "b"]
    np.testing.assert_array_equal(dense(words), [[np.nan, -1], [1, np.nan]])
    assert numbers.people.tolist() == [3, 10**15]
    np.testing.assert_array_equal(dense(numbers), [[np.nan, -1], [1, np.nan]])


@pytest.mark.parametrize(
    ("people", "statements", "votes", "times"),
    [
        ([1], [1], [2], None),
        ([1, 2], [1], [1], None),
        ([1], [1], [1, 1], None),
        ([1, 1], [1, 1], [1, 1], [1]),
    ],
)
def test_what_does_not_fit_is_refused(people, statements, votes, times):
    with pytest.raises(ValueError, match=r"vote|times"):
        vote_table(people, statements, votes, times)


def test_no_votes_make_an_empty_table():
    table = vote_table([], [], [])

    assert table.cells.shape == (0, 0)


@given(said, st.randoms())
def test_the_order_of_votes_changes_nothing(votes, random):
    timed = [(*vote, time % 7) for time, vote in enumerate(votes)]
    mixed = random.sample(timed, len(timed))

    one, other = (vote_table(*zip(*rows, strict=True)) if rows else None for rows in (timed, mixed))

    assert (one is None) == (other is None)
    np.testing.assert_array_equal(dense(one) if one else [], dense(other) if other else [])
