"""``gongjian triage group``: from a table to the issues in it."""

import csv

import pytest
from django.core.management import CommandError, call_command

PLANT = [
    "搅拌站噪音扰民。"
    "丽发新城小区旁边的搅拌站夜里噪音很大，粉尘也多，居民无法入睡，请有关部门尽快查处搅拌站。",
    "丽发新城附近搅拌站噪音何时休。"
    "丽发新城附近建了搅拌站，噪音粉尘扰民，水泥灰落满阳台，请尽快查处丽发新城的搅拌站。",
    "投诉丽发新城搅拌站噪音扰民。"
    "丽发新城旁边的搅拌站每天晚上施工，噪音和粉尘影响小区居民，希望搅拌站搬走。",
]
PARKING = [
    "伊景园滨河苑捆绑销售车位。"
    "伊景园滨河苑开发商捆绑销售车位，不买车位不能选房，请查处伊景园滨河苑。",
    "伊景园滨河苑车位捆绑销售。"
    "投诉伊景园滨河苑捆绑车位销售，开发商要求职工交车位款，否则不能选房。",
]


@pytest.fixture
def group(tmp_path):
    """A function that groups rows under a heading, and returns the issues by row."""

    def run(heading, rows, *options):
        with (tmp_path / "in.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([heading, *rows])
        call_command(
            "triage", "group", str(tmp_path / "in.csv"), "--out", str(tmp_path / "out.csv"),
            *options,
        )  # fmt: skip
        return (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()

    return run


def test_rows_about_one_thing_get_one_number_in_the_order_of_the_table(group, capsys):
    rows = [
        ("2020-01-09", PARKING[0]), ("2020-01-03", PLANT[0]), ("2020-01-01", "新生儿医保怎么办？"),
        ("2020/1/5 7:30", PLANT[1]), ("2020-01-06", PARKING[1]), ("soon", PLANT[2]),
    ]  # fmt: skip

    lines = group(("time", "body"), rows)

    assert lines == ["row,issue", "0,2", "1,1", "2,", "3,1", "4,2", "5,1"]
    said = capsys.readouterr()
    assert "2 issues with 5 of 6 rows" in said.out
    assert "By size: 1 of 3, 1 of 2." in said.out
    assert "1 times could not be read" in said.err


def test_what_is_more_than_200_days_apart_is_not_one_thing(group):
    lines = group(("time", "body"), [("2020-01-01", PLANT[0]), ("2020-12-01", PLANT[1])])

    assert lines[1:] == ["0,", "1,"]


def test_columns_are_known_by_their_names_in_either_language(group, capsys):
    lines = group(("留言主题", "留言详情", "Areas"), [("", text, "A市|A1区") for text in PLANT])

    assert lines[1:] == ["0,1", "1,1", "2,1"]
    assert "title '留言主题', text '留言详情', area 'Areas'" in capsys.readouterr().out


def test_columns_may_be_named(group):
    lines = group(("a", "b"), [("x", text) for text in PLANT], "--text", "b", "--sender", "a")

    assert lines[1:] == ["0,1", "1,1", "2,1"]


def test_blank_rows_keep_their_place(group):
    assert group(("body",), [(PLANT[0],), ("",), (PLANT[1],), ("",)])[1:] == [
        "0,1", "1,", "2,1", "3,",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "options", "said"),
    [
        (("a", "b"), (), "no column that is known to hold text.*It has: a, b"),
        (("time", "user"), (), "name it with --text COLUMN"),
        (("body", "b"), ("--time", "when"), "no column 'when'; it has: body, b"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(group, tmp_path, heading, options, said):
    with pytest.raises(CommandError, match=said):
        group(heading, [("1", "2")], *options)

    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_no_table_is_told(tmp_path):
    with pytest.raises(CommandError, match=r"none\.csv"):
        call_command(
            "triage", "group", str(tmp_path / "none.csv"), "--out", str(tmp_path / "out.csv")
        )
