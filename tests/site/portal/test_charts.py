import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.site.portal import charts

VALUES = st.one_of(st.none(), st.floats(0, 1e9, allow_nan=False))


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (0, [0, 1]),
        (1, [0, 0.5, 1]),
        (7, [0, 2, 4, 6, 8]),
        (95, [0, 50, 100]),
        (100, [0, 50, 100]),
        (1234, [0, 500, 1000, 1500]),
    ],
)
def test_ticks_are_round(top, expected):
    assert charts.ticks(top) == expected


@given(st.floats(1e-6, 1e12))
def test_ticks_reach_the_top_with_few_steps(top):
    found = charts.ticks(top)

    assert found[0] == 0
    assert found[-1] >= top * 0.998
    assert 2 <= len(found) <= 6


def test_a_missing_value_breaks_the_line():
    chart = charts.line_chart(["1", "2", "3", "4"], [("a", [1, None, 3, 4])])

    assert chart.lines[0].path.count("M") == 2
    assert len(chart.lines[0].marks) == 3


def test_lines_are_told_apart_without_colour():
    chart = charts.line_chart(["1"], [(name, [1]) for name in "abcd"])

    assert len({(line.dash, line.marker) for line in chart.lines}) == 4


@pytest.mark.parametrize(
    "series",
    [[("a", [1, 2])], [(name, [1]) for name in "abcde"]],
    ids=["another length", "too many"],
)
def test_what_cannot_be_drawn_is_refused(series):
    with pytest.raises(ValueError, match=r"line|value"):
        charts.line_chart(["1"], series)


@given(st.lists(VALUES, min_size=1, max_size=40))
def test_everything_lies_within_the_picture(values):
    chart = charts.line_chart([str(i) for i in range(len(values))], [("a", values)])

    marks = chart.lines[0].marks
    assert all(chart.left <= mark.x <= chart.right for mark in marks)
    assert all(chart.top - 0.2 <= mark.y <= chart.bottom for mark in marks)
