import numpy as np
import pytest

from gongjian.methods.opinion_groups import opinion_groups
from gongjian.methods.opinion_map import opinion_map, place_of
from gongjian.methods.opinion_picture import CELLS_A_SIDE, opinion_picture
from gongjian.methods.vote_table import vote_table
from tests.methods.test_opinion_groups import two_camps


def test_everybody_is_in_one_cell_of_their_group():
    people, statements, said, _ = two_camps()
    found = opinion_groups(vote_table(people, statements, said))

    picture = opinion_picture(found.map.people, found.labels)

    counted = np.bincount([cell.group for cell in picture.cells for _ in range(cell.people)])
    assert counted.tolist() == np.bincount(found.labels).tolist()
    assert all(0 <= cell.x <= 1 and 0 <= cell.y <= 1 for cell in picture.cells)
    assert len(picture.centres) == found.count
    assert abs(picture.centres[0][0] - picture.centres[1][0]) > 0.3


def test_a_large_conversation_has_no_more_cells_than_a_small_one():
    points = np.random.default_rng(1).normal(size=(50_000, 2))

    picture = opinion_picture(points, np.zeros(50_000, dtype=int))

    assert sum(cell.people for cell in picture.cells) == 50_000
    assert len(picture.cells) <= CELLS_A_SIDE**2


def test_people_in_no_group_and_nobody_at_all():
    alone = opinion_picture(np.zeros((2, 2)), np.array([-1, -1]))

    assert [(cell.group, cell.people) for cell in alone.cells] == [(-1, 2)]
    assert alone.centres == []
    assert opinion_picture(np.zeros((0, 2)), np.zeros(0, dtype=int)) == ([], [])
    with pytest.raises(ValueError, match="labels"):
        opinion_picture(np.zeros((2, 2)), np.array([0]))


def test_one_person_stands_where_the_map_has_them():
    people, statements, said, _ = two_camps(seed=3)
    table = vote_table(people, statements, said)
    is_moderated = np.arange(10) == 4
    plane = opinion_map(table, is_moderated)
    cells = np.full((40, 10), np.nan)
    cells[people, statements] = said

    for row in (0, 7, 39):
        place = place_of(cells[row], plane.components, plane.means, is_moderated)
        np.testing.assert_allclose(place, plane.people[row], atol=1e-9)
