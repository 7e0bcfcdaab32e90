import pytest

from gongjian.government.duties.rules.trees import Place, is_code, place_nodes


def test_a_tree_is_placed_whatever_the_order():
    places, errors = place_nodes({"c": "b", "a": "", "b": "a", "d": "a"})

    assert errors == {}
    assert places == {
        "a": Place("a/", 1),
        "b": Place("a/b/", 2),
        "c": Place("a/b/c/", 3),
        "d": Place("a/d/", 2),
    }


@pytest.mark.parametrize(
    ("parents", "errors"),
    [
        ({"a": "a"}, {"a": "cycle"}),
        ({"a": "b", "b": "a"}, {"a": "cycle", "b": "cycle"}),
        ({"x": "a", "a": "b", "b": "a"}, {"a": "cycle", "b": "cycle", "x": "cycle"}),
        ({"a": "z"}, {"a": "unknown"}),
        ({"a": "z", "b": "a"}, {"a": "unknown", "b": "unknown"}),
        ({"a": "", "b": "a", "c": "b", "d": "c", "e": "d"}, {"d": "deep", "e": "deep"}),
    ],
)
def test_what_stands_wrong_is_named(parents, errors):
    assert place_nodes(parents)[1] == errors


def test_an_error_leaves_the_rest_of_the_tree_alone():
    places, _ = place_nodes({"a": "", "b": "a", "x": "x"})

    assert set(places) == {"a", "b"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("370102", True), ("TRA-BUS", True), ("a.b_c", True), ("", False), ("a/b", False),
        ("a b", False), ("类", False), ("x" * 41, False), ("a\n", False),
    ],
)  # fmt: skip
def test_codes(code, expected):
    assert is_code(code) is expected
