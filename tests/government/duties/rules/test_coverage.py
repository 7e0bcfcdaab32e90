from hypothesis import given
from hypothesis import strategies as st

from gongjian.government.duties.rules.coverage import Coverage, Node

CATEGORIES = [Node("env", None), Node("noise", "env"), Node("smell", "env"), Node("road", None)]
AREAS = [
    Node("city", None),
    Node("north", "city"), Node("n1", "north"), Node("n2", "north"),
    Node("south", "city"), Node("s1", "south"), Node("s2", "south"), Node("s3", "south"),
]  # fmt: skip


def gaps(pairs, areas=AREAS):
    coverage = Coverage(CATEGORIES, areas, pairs)
    return [(g.category, coverage.areas_of(g), g.pair_count) for g in coverage.gaps()]


def test_a_register_for_everything_has_no_gap():
    assert gaps([(None, None)]) == []


def test_an_empty_register_is_one_gap_for_each_top_category():
    assert gaps([]) == [("env", ["city"], 10), ("road", ["city"], 5)]


def test_a_category_stands_for_those_below_it_that_lack_the_same_areas():
    register = [("road", None), ("noise", "n1"), ("smell", "n1")]

    assert gaps(register) == [("env", ["n2", "south"], 8)]


def test_categories_that_lack_other_areas_are_told_apart():
    register = [("road", None), ("noise", "n1"), ("smell", "n2")]

    assert gaps(register) == [("noise", ["n2", "south"], 4), ("smell", ["n1", "south"], 4)]


def test_an_only_child_is_named_itself():
    tree = [Node("top", None), Node("middle", "top"), Node("one", "middle")]

    (gap,) = Coverage(tree, AREAS, []).gaps()

    assert (gap.category, gap.category_count) == ("one", 1)


def test_whole_branches_are_told_by_their_top():
    tree = [Node("top", None)]
    for branch in ("a", "b"):
        tree += [Node(branch, "top"), *(Node(f"{branch}{n}", branch) for n in range(3))]

    whole = list(Coverage(tree, AREAS, []).gaps())
    parted = list(Coverage(tree, AREAS, [("b2", None)]).gaps())

    assert [(gap.category, gap.category_count) for gap in whole] == [("top", 6)]
    assert [(gap.category, gap.category_count) for gap in parted] == [
        ("a", 3), ("b0", 1), ("b1", 1),
    ]  # fmt: skip


def test_gaps_are_told_by_the_largest_areas_that_lie_in_them():
    register = [("env", None), ("road", "n1")]

    assert gaps(register) == [("road", ["n2", "south"], 4)]


def test_duties_of_several_levels_add_up():
    register = [("road", None), ("noise", "n1"), ("env", "n2"), (None, "south")]

    assert gaps(register) == [("smell", ["n1"], 1)]


def test_without_areas_a_category_is_covered_or_not():
    assert gaps([("env", None)], areas=[]) == [("road", [], 1)]


def chain(nodes, key):
    parents = dict(nodes)
    found = [None]
    while key is not None:
        found.append(key)
        key = parents[key]
    return found


category_keys = st.sampled_from([None, *[node.id for node in CATEGORIES]])
area_keys = st.sampled_from([None, *[node.id for node in AREAS]])


@given(st.sets(st.tuples(category_keys, area_keys), max_size=12))
def test_gaps_are_the_pairs_that_no_duty_reaches(register):
    leaves = [("noise", "smell", "road"), ("n1", "n2", "s1", "s2", "s3")]
    missing = {
        (category, area)
        for category in leaves[0]
        for area in leaves[1]
        if not any(
            (c, a) in register for c in chain(CATEGORIES, category) for a in chain(AREAS, area)
        )
    }

    found = {
        (category, leaf)
        for above, areas, _ in gaps(register)
        for category in leaves[0]
        if above in chain(CATEGORIES, category)
        for leaf in leaves[1]
        if set(areas) & set(chain(AREAS, leaf))
    }

    assert found == missing
    assert sum(count for _, _, count in gaps(register)) == len(missing)
