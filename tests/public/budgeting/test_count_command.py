"""``gongjian budget count``: anybody recounts a round from its public file."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.shared_data import DATA, shared

FILE = """META
key;value
description;社区小额预算
budget;1000
vote_type;approval
PROJECTS
project_id;cost;name
1;600;长椅
2;500,50;Tree
3;300;"Swing; for two"
VOTES
voter_id;vote
a;1,2
b;2,1
c;2
d;
"""
RULES = {
    "greedy_cost": ["--rule", "greedy", "--utility", "cost"],
    "mes_cost": ["--rule", "equal-shares", "--utility", "cost"],
    "mes_cardinality": ["--rule", "equal-shares", "--utility", "cardinality"],
    "mes_cost_add1": ["--rule", "equal-shares", "--utility", "cost", "--completion", "add1"],
}


@pytest.fixture
def count(tmp_path):
    """Count a file's content; returns what was written."""

    def run(content, *options):
        path, out = tmp_path / "round.pb", tmp_path / "out.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        call_command("budget", "count", str(path), *options, "--json", str(out))
        return json.loads(out.read_text(encoding="utf-8"))

    return run


def test_a_count_tells_what_is_funded_in_order_and_why(count):
    told = count(FILE, "--completion", "add1u-greedy", "--needed")

    assert told["funded"] == ["2", "3"]
    assert (told["budget"], told["spent"], told["left"]) == ("1000", "800.5", "199.5")
    tree = next(one for one in told["projects"] if one["id"] == "2")
    assert (tree["supporters"], tree["way"], tree["paid"][0]["voters"]) == (3, "equal-shares", 3)
    bench = next(one for one in told["projects"] if one["id"] == "1")
    assert bench["needed"]["support"] == 1


def test_it_says_how_what_is_not_obvious_was_treated(count):
    told = count(FILE, "--ties", "lot:2026-11-29")

    assert told["treatment"].keys() == {
        "ties", "completion", "exhaustive", "exhaustive_over", "exhaustive_of_all", "zero_cost",
        "unsupported", "empty_ballots", "withdrawn", "arithmetic",
    }  # fmt: skip
    assert told["treatment"]["ties"] == "lot:2026-11-29"


def test_a_project_marked_withdrawn_is_left_out(count):
    text = FILE.replace("cost;name", "cost;name;withdrawn").replace("2;500,50;Tree", "2;500,50;T;1")

    told = count(text, "--rule", "greedy")

    assert told["treatment"]["withdrawn"] == ["2"]
    assert told["funded"] == ["1", "3"]
    assert told["voters"] == 4


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_files_of_any_editor_are_read(count, encoding, ends):
    told = count(FILE.replace("\n", ends).encode(encoding))

    assert told["voters"] == 4


def test_without_a_file_to_write_it_prints_a_table(tmp_path, capsys):
    path = tmp_path / "round.pb"
    path.write_text(FILE, encoding="utf-8")

    call_command("budget", "count", str(path), "--rule", "greedy")

    out = capsys.readouterr().out
    assert "1. 2  Tree  cost 500.5, 3 supporters" in out
    assert out.endswith("2 of 3 projects funded, 800.5 of 1000 spent.\n")


def test_a_dash_prints_the_json(tmp_path, capsys):
    path = tmp_path / "round.pb"
    path.write_text(FILE, encoding="utf-8")

    call_command("budget", "count", str(path), "--json", "-")

    assert json.loads(capsys.readouterr().out)["file"] == "round.pb"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("project_id;cost;name", "project_id;price;name", "line 7: PROJECTS has no column 'cost'"),
        ("voter_id;vote", "voter_id;ballot", "line 12: VOTES has no column 'vote'"),
        ("1;600", "1;-600", "line 8: cost '-600' is negative"),
        ("1;600", "1;1e9", "no amount of money"),
        ("c;2", "c;9", "line 15: a vote for an unknown project: '9'"),
        ("c;2", "a;2", "line 15: voter 'a' votes twice"),
        ("c;2", "c;2,2", "one project twice"),
        ("2;500", "1;500", "line 9: project '1' is there twice"),
        ("approval", "telepathy", "vote_type 'telepathy'"),
        (FILE, "", "no section META"),
        (FILE, "\x00", "not text"),
        ("长椅", "x" * 300_000, "field larger than"),
    ],
    ids=range(12),
)
def test_what_is_wrong_with_a_file_is_said(count, tmp_path, old, new, said):
    with pytest.raises(CommandError, match=said):
        count(FILE.replace(old, new, 1))
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--rule", "greedy", "--completion", "add1"], "nothing to complete"),
        (["--ties", "mine"], "no rule for ties"),
        (["--rule", "loudest"], "invalid choice"),
    ],
    ids=range(3),
)
def test_rules_that_there_are_not_are_refused(count, options, said):
    with pytest.raises(CommandError, match=said):
        count(FILE, *options)


def test_what_cannot_be_read_or_written_is_said(tmp_path):
    with pytest.raises(CommandError, match=r"none\.pb: No such file"):
        call_command("budget", "count", str(tmp_path / "none.pb"))
    with pytest.raises(CommandError, match="is no folder"):
        call_command("budget", "count", "x.pb", "--json", str(tmp_path / "no" / "out.json"))


def test_many_ballots_take_little_time(count):
    votes = "".join(f"v{number};{1 + number % 2}\n" for number in range(100_000))
    text = FILE.split("a;1,2")[0] + votes

    told = count(text, "--completion", "add1")

    assert told["voters"] == 100_000


def expected_outcomes():
    path = DATA / "budgeting" / "expected-pabutools.json"
    return json.loads(path.read_text())["results"] if path.exists() else {"absent": {}}


@pytest.mark.parametrize("name", expected_outcomes())
def test_real_elections_are_counted_as_the_reference_counts_them(count, name):
    expected = expected_outcomes()[name]
    content = shared(f"budgeting/{name}").read_bytes()

    for rule, options in RULES.items():
        wanted = expected.get(rule)
        assert wanted is None or sorted(count(content, *options)["funded"]) == sorted(wanted)


def test_it_says_by_what_it_counts_and_by_what_the_town_does(tmp_path, capsys):
    path = tmp_path / "round.pb"
    path.write_text(FILE.replace("budget;", "rule;greedy\nties;number\nbudget;", 1))

    call_command("budget", "count", str(path))
    told = capsys.readouterr().err
    assert "Counted by rule equal-shares, utility cost, completion none, ties id." in told
    assert "--rule greedy --utility cost --completion none --ties number" in told

    call_command("budget", "count", str(path), "--rule", "greedy", "--ties", "number")
    assert "The file says" not in capsys.readouterr().err
