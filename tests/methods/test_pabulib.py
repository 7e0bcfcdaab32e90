import pytest

from gongjian.methods.pabulib import PabulibError, read_pabulib
from tests.shared_data import shared

FILE = """META
key;value
description;A small round
budget;1000
vote_type;approval
PROJECTS
project_id;cost;name
1;600;"Bench; with a back"
2;500,50;Tree
VOTES
voter_id;age;vote
a;30;1,2
b;40;2,1
c;50;2
d;60;
"""


def test_a_file_is_read():
    found = read_pabulib(FILE)

    assert found.meta["description"] == "A small round"
    assert found.project_fields["1"]["name"] == "Bench; with a back"
    election = found.election
    assert election.projects == ("1", "2")
    # In halves of the currency, for one cost needs them.
    assert (election.unit, election.costs, election.budget) == (2, (1200, 1001), 2000)
    assert election.voters == 4
    assert sorted(election.multiplicity.tolist()) == [1, 2]
    assert [election.support(place) for place in (0, 1)] == [2, 3]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(end):
    found = read_pabulib("\ufeff" + FILE.replace("\n", end))

    assert found.election.voters == 4


def test_points_and_ranks():
    pointed = FILE.replace("approval", "cumulative").replace(";vote\n", ";vote;points\n")
    pointed = pointed.replace("1,2\n", "1,2;3,1\n").replace("2,1\n", "2,1;1,3\n")
    pointed = pointed.replace("50;2\n", "50;2;4\n").replace("60;\n", "60;;\n")

    of_points = read_pabulib(pointed).election
    of_ranks = read_pabulib(FILE.replace("approval", "ordinal")).election

    assert [of_points.score(place) for place in (0, 1)] == [6, 6]
    assert [of_ranks.score(place) for place in (0, 1)] == [3, 5]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("META\n", "", "begins with META"),
        ("VOTES\nvoter_id;age;vote\n", "", "cost '30'|no section"),
        ("project_id;cost;name", "project_id;price;name", "no column 'cost'"),
        ("voter_id;age;vote", "voter_id;age;ballot", "no column 'vote'"),
        ("1;600", "1;-600", "negative"),
        ("1;600", "1;much", "no amount"),
        ("1;600", "1;1e9", "no amount"),
        ("1;600", "1;6/5", "no amount"),
        ("1;600", f"1;{'9' * 400}", "no amount"),
        ("2;500,50", "1;500,50", "there twice"),
        ("budget;1000", "money;1000", "no budget"),
        ("budget;1000", "budget;-1", "negative"),
        ("vote_type;approval", "vote_type;shouting", "vote_type"),
        ("c;50;2", "a;50;2", "votes twice"),
        ("c;50;2", "c;50;7", "unknown project"),
        ("c;50;2", "c;50;2,2", "one project twice"),
        ("c;50;2", "c", "cells"),
        ("1;600;", ";600;", "no id"),
        ("PROJECTS\n", "META\n", "a second section"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old, new, said):
    assert old in FILE

    with pytest.raises(PabulibError, match=f"line \\d+: .*({said})"):
        read_pabulib(FILE.replace(old, new, 1))


@pytest.mark.parametrize("points", ["1", "1,2,3", "1,-2", "1,x", ""])
def test_points_that_do_not_fit_are_refused(points):
    text = FILE.replace("approval", "cumulative").replace(";vote\n", ";vote;points\n")
    text = text.replace("c;50;2\n", "c;50;2;1\n").replace("d;60;\n", "d;60;;\n")

    with pytest.raises(PabulibError, match="points"):
        read_pabulib(text.replace("1,2\n", f"1,2;{points}\n").replace("2,1\n", "2,1;1,1\n"))


@pytest.mark.parametrize("text", ["", "hello", "META", "\x00", "META\nkey;value\n" * 2])
def test_what_is_no_such_file_is_refused(text):
    with pytest.raises(PabulibError):
        read_pabulib(text)


def test_real_files_are_read():
    paths = sorted(shared("budgeting").glob("*.pb"))

    for path in paths:
        found = read_pabulib(path.read_text(encoding="utf-8"))

        assert found.election.voters == int(found.meta["num_votes"])
        assert len(found.election.projects) == int(found.meta["num_projects"])
