import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.tree_answers import Answer, NodeShares, learnable_labels

PARENTS = {
    "lamps": "roads", "holes": "roads", "roads": "city", "parks": "city", "city": None,
    "noise": "nature", "nature": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "learnt"),
    [
        (["lamps"] * 3, ["lamps"] * 3),
        (["lamps"] * 2 + ["holes"], ["roads"] * 3),
        (["lamps"] * 3 + ["holes"], ["lamps"] * 3 + [None]),
        (["lamps", "holes", "parks"], ["city"] * 3),
        (["lamps"] * 3 + ["holes", "parks", "city"], ["lamps"] * 3 + ["city"] * 3),
        (["noise", "noise"], [None, None]),
        (["unknown"] * 3, ["unknown"] * 3),
        ([], []),
    ],
)
def test_rare_labels_are_learnt_as_what_stands_above_them(labels, learnt):
    assert learnable_labels(labels, PARENTS, 3) == learnt


@given(st.lists(st.sampled_from(sorted(PARENTS))), st.integers(1, 5))
def test_what_is_learnt_has_examples_enough_and_stands_above_the_label(labels, enough):
    learnt = learnable_labels(labels, PARENTS, enough)

    assert all(learnt.count(node) >= enough for node in set(learnt) - {None})
    assert all(
        node is None or NodeShares([label], PARENTS).nodes.count(node) == 1
        for label, node in zip(labels, learnt, strict=True)
    )


SHARES = NodeShares(["lamps", "holes", "parks", "noise"], PARENTS)


@pytest.mark.parametrize(
    ("probabilities", "answer"),
    [
        ([0.9, 0.04, 0.03, 0.03], Answer("lamps", 0.9)),
        ([0.5, 0.4, 0.05, 0.05], Answer("roads", 0.9)),
        ([0.4, 0.1, 0.4, 0.1], Answer("city", 0.9)),
        ([0.25, 0.25, 0.25, 0.25], None),
        ([0.0, 0.0, 0.0, 1.0], Answer("noise", 1.0)),
    ],
)
def test_the_answer_is_the_deepest_node_that_is_sure_enough(probabilities, answer):
    (given,) = SHARES.answers(np.array([probabilities]), 0.8)

    assert given == (answer and Answer(answer.node, pytest.approx(answer.share)))


def test_of_two_that_are_sure_enough_the_likelier_is_the_answer():
    (given,) = SHARES.answers(np.array([[0.4, 0.6, 0.0, 0.0]]), 0.3)

    assert given == Answer("holes", 0.6)


def test_a_class_may_stand_above_another():
    shares = NodeShares(["roads", "lamps"], PARENTS)

    told = dict(zip(shares.nodes, shares.of(np.array([[0.3, 0.7]]))[0].tolist(), strict=True))

    assert told == {"lamps": 0.7, "roads": 1.0, "city": 1.0}


def test_of_nothing_nothing_is_answered():
    assert SHARES.answers(np.zeros((0, 4)), 0.5) == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: learnable_labels([], {}, 0),
        lambda: learnable_labels(["a"], {"a": "b", "b": "a"}, 1),
        lambda: NodeShares(["a"], {"a": "a"}),
    ],
)
def test_what_is_no_tree_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        wrong()
