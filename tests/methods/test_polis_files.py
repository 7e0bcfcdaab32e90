import io
import random
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.polis_export import (
    CommentRow,
    comments_csv,
    datetime_of,
    participants_csv,
    summary_csv,
    votes_csv,
)
from gongjian.methods.polis_files import (
    Votes,
    read_comments,
    read_participants,
    read_summary,
    read_votes,
    votes_in,
)
from gongjian.methods.polis_tables import PolisFileError, Problem
from gongjian.methods.vote_table import vote_table
from tests.shared_data import shared

HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"
COMMENT_HEAD = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
CONVERSATIONS = (
    "15-per-hour-seattle",
    "canadian-electoral-reform",
    "scoop-hivemind.biodiversity",
    "vtaiwan.uberx",
)


def file_of(text, encoding="utf-8"):
    return io.BytesIO(text.encode(encoding))


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_an_export_of_polis_loads_and_its_files_say_the_same(name):
    folder = shared(f"opinion/{name}")
    with (folder / "comments.csv").open("rb") as file:
        comments = read_comments(file)
    with (folder / "votes.csv").open("rb") as file:
        votes = read_votes(file, [one.number for one in comments])
    with (folder / "participants-votes.csv").open("rb") as file:
        people = read_participants(file)

    table = vote_table(votes.people, votes.comments, votes.votes, votes.times)
    matrix = vote_table(people.votes.people, people.votes.comments, people.votes.votes)

    assert (table.cells != matrix.cells).nnz == 0
    assert table.cells.nnz == matrix.cells.nnz
    assert set(people.groups.values()) == {None, 0, 1}
    assert {one.moderated for one in comments} >= {1, -1}


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_the_summary_of_polis_is_read(name):
    with (shared(f"opinion/{name}") / "summary.csv").open("rb") as file:
        summary = read_summary(file)

    assert summary["topic"]
    assert summary["voters"].isdecimal()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_any_encoding_and_line_ends(encoding, ends):
    text = COMMENT_HEAD + '1,,7,2,0,0,1,"停车难，\n加车位"\n2,,8,,0,0,-1,噪音扰民\n'

    found = read_comments(file_of(text.replace("\n", ends), encoding))

    assert [(one.number, one.author, one.moderated, one.line) for one in found] == [
        (7, 2, 1, 2),
        (8, None, -1, 4),
    ]
    assert found[0].text.split(ends) == ["停车难，", "加车位"]


def test_semicolons_other_orders_blank_rows_and_missing_times():
    text = "vote;comment-id;voter-id\n1;4;9\n;;\n\n-1;4;9\n 0 ; 5 ;9\n"

    found = read_votes(file_of(text))

    table = vote_table(found.people, found.comments, found.votes, found.times)
    assert table.cells.toarray().tolist() == [[-1, 0]]
    assert table.cells.nnz == 2


WRONG = [
    ("", 1, Problem.EMPTY),
    ("a,b\n1,2\n", 1, Problem.NO_COLUMN),
    (HEAD.replace("\n", ",vote\n"), 1, Problem.SAME_COLUMN),
    (HEAD + "1,,0,0,1\n2,,0\n", 3, Problem.WIDTH),
    (HEAD + "1,,0,0,1\n2,,0,1,1,7\n", 3, Problem.WIDTH),
    (HEAD + "1,,0,0,2\n", 2, Problem.NO_VOTE),
    (HEAD + "1,,0,0,\n", 2, Problem.NO_VOTE),
    (HEAD + "1,,0,0,1\n\n1,,x,0,1\n", 4, Problem.NO_NUMBER),
    (HEAD + "1,,-3,0,1\n", 2, Problem.NO_NUMBER),
    (HEAD + "1,,1_0,0,1\n", 2, Problem.NO_NUMBER),
    (HEAD + f"1,,{10**30},0,1\n", 2, Problem.NO_NUMBER),
    (HEAD + "1e9,,0,0,1\n", 2, Problem.NO_NUMBER),
    (HEAD + "1,,0,0,1\n1,,9,0,1\n", 3, Problem.UNKNOWN),
    (HEAD + '1,"a\nb",0,0,1\n1,,9,0,1\n', 4, Problem.UNKNOWN),
    (HEAD + '1,,0,0,1\n1,"never closed,0,0,1\n1,,0,0,1\n', 3, Problem.DAMAGED),
]


@pytest.mark.parametrize(("text", "line", "problem"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_with_votes_is_told_with_its_line(text, line, problem):
    with pytest.raises(PolisFileError) as caught:
        read_votes(file_of(text), known=[0, 10])

    assert (caught.value.file, caught.value.line, caught.value.problem) == (
        "votes.csv",
        line,
        problem,
    )
    assert str(caught.value).startswith(f"votes.csv, line {line}: ")


WRONG_COMMENTS = [
    (COMMENT_HEAD + "1,,0,0,0,0,1,A\n1,,0,0,0,0,1,B\n", 3, Problem.TWICE),
    (COMMENT_HEAD + "1,,0,0,0,0,1, \n", 2, Problem.NO_TEXT),
    (COMMENT_HEAD + "1,,0,0,0,0,yes,A\n", 2, Problem.NO_STATE),
    (COMMENT_HEAD + "1,,0,who,0,0,1,A\n", 2, Problem.NO_NUMBER),
    (COMMENT_HEAD + f"1,,0,0,0,0,1,{'x' * 2_000_000}\n", 2, Problem.DAMAGED),
]


@pytest.mark.parametrize(("text", "line", "problem"), WRONG_COMMENTS, ids=range(5))
def test_what_is_wrong_with_comments_is_told_with_its_line(text, line, problem):
    with pytest.raises(PolisFileError) as caught:
        read_comments(file_of(text))

    assert (caught.value.line, caught.value.problem) == (line, problem)


def test_what_is_wrong_with_participants_is_told_with_its_line():
    text = "participant,group-id,0,1\n1,0,1,\n1,0,,1\n"

    with pytest.raises(PolisFileError, match="line 3: participant 1 is there twice"):
        read_participants(file_of(text))
    with pytest.raises(PolisFileError, match="line 1: a vote on comment 1"):
        read_participants(file_of(text), known=[0])
    with pytest.raises(PolisFileError, match="line 2: a vote is"):
        read_participants(file_of("participant,0\n1,7\n"))


def test_what_is_no_text_at_all_is_said_to_be_none():
    with pytest.raises(PolisFileError, match="neither UTF-8 nor GB18030"):
        read_votes(io.BytesIO(b"\xff\xfe\x00\xff" * 50))


def test_a_file_stays_its_owners():
    file = file_of(HEAD + "1,,0,0,1\n")

    read_votes(file)

    assert len(read_votes(file).votes) == 1


START_MS = 1_700_000_000_000


def some_votes(n, n_people=40, seed=1):
    rolled = random.Random(seed)
    rows = [
        (rolled.randrange(n_people), rolled.randrange(20), rolled.choice([1, 0, -1]), START_MS + at)
        for at in range(n)
    ]
    people, comments, votes, times = zip(*rows, strict=True)
    return Votes(
        np.array(people), np.array(comments), np.array(votes, dtype=np.int8), np.array(times)
    )


def test_what_we_write_of_votes_we_read():
    votes = some_votes(3_000)

    again = read_votes(file_of("".join(votes_csv([votes]))))

    for name in ("people", "comments", "votes", "times"):
        np.testing.assert_array_equal(getattr(votes, name), getattr(again, name))


def test_participants_are_written_as_polis_writes_them():
    votes = vote_table([3, 3, 5], [0, 2, 2], [1, -1, 0])

    text = "".join(participants_csv([0, 2], [(votes, np.array([1, -1]))], {5: 2}))

    assert text.splitlines() == [
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,2",
        "3,1,0,2,1,1,1,-1",
        "5,,2,1,0,0,,0",
    ]
    again = read_participants(file_of(text))
    assert again.groups == {3: 1, 5: None}
    assert sorted(again.votes.votes.tolist()) == [-1, 0, 1]
    with pytest.raises(ValueError, match="labels"):
        list(participants_csv([0, 2], [(votes, np.array([1]))]))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_statements_come_back_as_they_were_and_nothing_runs(text):
    text = text.strip()
    rows = [CommentRow(4, text or "x", 0, None, 0, 3, 1, is_meta=True)]
    written = "".join(comments_csv(rows))

    (found,) = read_comments(file_of(written))

    assert (found.text, found.moderated, found.author, found.is_meta) == (rows[0].text, 0, None, 1)
    assert not written.split("\n", 1)[1].split(",", 7)[7].lstrip('"').startswith(tuple("=+-@"))


def test_a_summary_comes_back():
    told = {"topic": "=1+1", "voters": 12, "conversation-description": "a\nb"}

    again = read_summary(file_of("".join(summary_csv(told))))

    assert again == {"topic": "=1+1", "voters": "12", "conversation-description": "a\nb"}


def test_moments_are_written_as_polis_writes_them():
    assert datetime_of(1435654192085) == "Tue Jun 30 08:49:52 UTC 2015"


def test_votes_are_read_in_little_memory():
    file = file_of("".join(votes_csv([some_votes(40_000)])))
    tracemalloc.start()

    read = sum(len(batch.votes) for batch in votes_in(file))

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == 40_000
    assert most < 6_000_000


def test_whoever_only_counts_needs_no_text():
    (found,) = read_comments(file_of(COMMENT_HEAD + "1,,0,0,0,0,1, \n"), needs_text=False)
    assert (found.number, found.text) == (0, "")
