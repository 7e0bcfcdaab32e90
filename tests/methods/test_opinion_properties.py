"""What holds of groups of opinion for any votes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjian.methods.opinion_groups import opinion_groups
from gongjian.methods.opinion_result import people_values, result_values
from gongjian.methods.vote_table import vote_table

METHODS = ["best", "polis"]
cells = st.dictionaries(
    st.tuples(st.integers(0, 14), st.integers(0, 9)), st.sampled_from([-1, 0, 1]), max_size=140
)


def found_in(said, method, moderated=()):
    people = [person for person, _ in said]
    statements = [statement for _, statement in said]
    table = vote_table(people, statements, list(said.values()))
    return opinion_groups(table, method=method, moderated=moderated, fewest_votes=3)


@pytest.mark.parametrize("method", METHODS)
@given(cells, st.sets(st.integers(0, 9), max_size=3), st.randoms())
@settings(max_examples=60)
def test_the_order_of_rows_changes_nothing(method, said, moderated, random):
    mixed = dict(random.sample(list(said.items()), len(said)))

    one, other = (found_in(votes, method, moderated) for votes in (said, mixed))

    assert result_values(one) == result_values(other)
    assert people_values(one) == people_values(other)


@pytest.mark.parametrize("method", METHODS)
@given(cells, st.sets(st.integers(0, 9), max_size=3))
@settings(max_examples=60)
def test_every_number_of_a_result_means_something(method, said, moderated):
    found = found_in(said, method, moderated)

    votes = np.bincount([person for person, _ in said] or [0], minlength=15)
    is_grouped = found.labels >= 0
    assert (votes[found.votes.people[is_grouped].astype(int)] >= 3).all()
    assert found.count == len(set(found.labels[is_grouped].tolist())) != 1
    assert -1 <= found.silhouette <= 1
    assert np.isfinite(found.map.people).all()
    assert (found.priority > 0).all()
    chosen = [one.statement for group in found.representative for one in group]
    chosen += [one.statement for one in [*found.agreed, *found.rejected]]
    assert not {int(found.votes.statements[one]) for one in chosen} & moderated
