import json
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from sklearn.metrics import adjusted_rand_score

from tests.methods.test_opinion_groups import GOLDEN, two_camps
from tests.shared_data import shared

SHARED = sorted({key.split("/")[0] for key in GOLDEN})


def analyse(folder, out, *options):
    call_command("consultation", "analyse", str(folder), "--json", str(out), *options)
    return json.loads(out.read_text(encoding="utf-8"))


def conversation(folder):
    """Two camps of twenty people on ten statements, the last of which was taken out."""
    people, statements, said, camp = two_camps()
    votes = "".join(
        f"{at},,{statement},{person},{vote}\n"
        for at, (person, statement, vote) in enumerate(zip(people, statements, said, strict=True))
    )
    heads = "timestamp,datetime,comment-id,voter-id,vote\n"
    (folder / "votes.csv").write_text(heads + votes, encoding="utf-8")
    comments = "".join(f"{n},{-1 if n == 3 else 1},第{n}条\n" for n in range(10))
    (folder / "comments.csv").write_text(
        "comment-id,moderated,comment-body\n" + comments, encoding="utf-8-sig"
    )
    return camp


@pytest.mark.parametrize("name", SHARED)
def test_the_way_of_polis_on_a_folder_is_that_of_the_reference(name, tmp_path, capsys):
    folder = shared(f"opinion/{name}")
    expected = GOLDEN[f"{name}/moderated"]

    found = analyse(folder, tmp_path / "out.json", "--method", "polis")

    theirs = {
        str(person): group for group, people in enumerate(expected["groups"]) for person in people
    }
    assert theirs.keys() == found["groups"].keys()
    assert (
        adjusted_rand_score(
            [theirs[person] for person in theirs], [found["groups"][person] for person in theirs]
        )
        >= 0.99
    )
    assert found["k"] == len(expected["groups"])
    chosen = [[one["statement"] for one in group] for group in found["representative"].values()]
    assert chosen == [[one["statement"] for one in group] for group in expected["representative"]]


@pytest.mark.parametrize("method", ["polis", "best"])
def test_camps_are_told(method, tmp_path, capsys):
    camp = conversation(tmp_path)

    found = analyse(tmp_path, tmp_path / "out.json", "--method", method)

    assert found["k"] == 2
    groups = found["groups"]
    assert adjusted_rand_score([camp[int(person)] for person in groups], list(groups.values())) == 1
    assert found["moderated"] == [3]
    assert {one["statement"] for one in found["consensus"]["agree"]} == {9}
    assert found["statements"][9]["text"] == "第9条"
    assert found["map"].keys() >= groups.keys()
    assert "2 groups of 20 and 20" in capsys.readouterr().out


def test_participants_are_enough(tmp_path, capsys):
    rows = "".join(f"{n},,{1 if n < 8 else -1},1,{-1 if n < 8 else 1}\n" for n in range(16))
    (tmp_path / "participants-votes.csv").write_text(
        "participant,group-id,0,1,2\n" + rows, encoding="utf-8"
    )

    found = analyse(tmp_path, tmp_path / "out.json", "--fewest-votes", "1")

    assert (found["k"], found["people"]) == (2, 16)


def test_what_polis_exports_today_is_what_it_exported_once(tmp_path, capsys):
    once, today = tmp_path / "once", tmp_path / "today.zip"
    once.mkdir()
    conversation(once)
    heads, *rows = (once / "votes.csv").read_text(encoding="utf-8").splitlines()
    seconds = [f"17000{int(row.split(',')[0]):05},{row.partition(',')[2]}" for row in rows]
    with ZipFile(today, "w") as file:
        file.writestr("r1-participant-votes.csv", "participant,group-id,0\n1,0,1\n")
        file.writestr("r1-votes.csv", "\n".join([heads, *seconds]))
        file.write(once / "comments.csv", "r1-comments.csv")

    assert analyse(today, tmp_path / "b.json") == analyse(once, tmp_path / "a.json")


def test_votes_cast_again_are_counted_once_and_told(tmp_path, capsys):
    (tmp_path / "votes.csv").write_text(
        "timestamp,comment-id,voter-id,vote\n5,0,0,1\n5,0,0,1\n9,0,0,-1\n", encoding="utf-8"
    )

    found = analyse(tmp_path, tmp_path / "out.json")

    assert (found["votes"], found["statements"][0]["disagrees"]) == (1, 1)
    assert "2 votes were cast again later" in capsys.readouterr().out


def test_what_is_wrong_is_told_with_file_and_line(tmp_path):
    conversation(tmp_path)
    with (tmp_path / "votes.csv").open("a", encoding="utf-8") as file:
        file.write("1,,77,0,1\n")
    lines = len((tmp_path / "votes.csv").read_text(encoding="utf-8").splitlines())

    with pytest.raises(CommandError, match=rf"votes.csv, line {lines}: a vote on comment 77"):
        analyse(tmp_path, tmp_path / "out.json")

    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    ("out", "options", "told"),
    [
        ("out.json", ["--most-groups", "1"], "2 or more"),
        ("nowhere/out.json", [], "no folder to write to"),
        ("out.json", [], "has neither votes.csv nor participants-votes.csv"),
    ],
    ids=["groups", "out", "empty"],
)
def test_what_cannot_be_done_is_told(out, options, told, tmp_path):
    with pytest.raises(CommandError, match=told):
        analyse(tmp_path, tmp_path / out, *options)


def test_without_a_file_to_write_a_table_is_printed(tmp_path, capsys):
    conversation(tmp_path)
    comments = tmp_path / "comments.csv"
    comments.write_text(comments.read_text("utf-8-sig").replace("第9条", "第9条\x1b[2J"), "utf-8")

    call_command("consultation", "analyse", str(tmp_path))

    told = capsys.readouterr().out
    assert "Group 0, 20 people, stands for" in told
    agreed = told[told.index("Agreed on by all") : told.index("Rejected by all")]
    assert "9  agrees  92%     36 of 38          第9条" in agreed
    assert "gap" in told[told.index("What divides") :]
    assert "\x1b" not in told
    assert not list(tmp_path.glob("*.json"))
