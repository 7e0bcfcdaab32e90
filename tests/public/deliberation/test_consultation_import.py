"""``gongjian consultation import`` and ``export``: the files of Polis, in and out."""

import csv
import tracemalloc
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.methods.polis_files import read_comments, read_participants, read_votes
from gongjian.public.deliberation.actions.add_statement import add_seeds
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.models import Consultation, Participant, Statement, Vote
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.selectors.conversation_files import FILES, file_pieces
from tests.factories import NOW, make_area
from tests.public.deliberation.conversations import LATER, hold_camps, make_consultation, vote
from tests.shared_data import shared

pytestmark = pytest.mark.django_db
HEADS = "timestamp,datetime,comment-id,voter-id,vote\n"


def write(folder: Path, **files: str) -> Path:
    names = {"people": "participants-votes.csv"}
    for name, text in files.items():
        (folder / names.get(name, f"{name}.csv")).write_text(text, encoding="utf-8")
    return folder


def bring(folder: Path, *options: str) -> Consultation:
    call_command("consultation", "import", str(folder), *options)
    return Consultation.objects.order_by("-created_at").first()


def export(found: Consultation, folder: Path) -> Path:
    call_command("consultation", "export", found.number, str(folder))
    return folder


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_folder_becomes_a_closed_consultation(tmp_path, capsys):
    area = make_area()
    folder = write(
        tmp_path,
        comments="comment-id,author-id,moderated,comment-body\n2,7,1,More trees\n4,1,-1,Rude\n",
        votes=HEADS + "1500000000000,,2,1,1\n1500000009000,,2,1,-1\n1500000001000,,4,3,0\n",
        summary="topic,The park\nurl,https://example.org/2park\n",
    )

    made = bring(folder, "--language", "zh-hans", "--area", area.path)

    assert (made.title, made.language, made.area_id) == ("The park", "zh-hans", area.pk)
    assert made.phase(now()) == rules.ConsultationPhase.CLOSED
    assert sorted(Participant.objects.values_list("imported", flat=True)) == [1, 3, 7]
    votes = Vote.objects.values_list("participant__imported", "statement__number", "answer")
    assert sorted(votes) == [(1, 2, -1), (3, 4, 0)]
    assert Statement.objects.get(number=2).author.imported == 7
    assert LedgerEntry.objects.get(action="consultation_imported").data["votes"] == 2
    assert made.shown_number in capsys.readouterr().out


@pytest.mark.parametrize("prefix", ["", "export/", "export/ABC123-"])
def test_a_zip_is_read_as_it_was_downloaded(prefix, tmp_path, capsys):
    packed = tmp_path / "conversation.zip"
    with ZipFile(packed, "w") as file:
        file.writestr(f"{prefix}comments.csv", "comment-id,comment-body\n0,树\n".encode("gb18030"))
        file.writestr(f"{prefix}votes.csv", f"\ufeff{HEADS}1,,0,5,1\r\n")
        file.writestr(f"__MACOSX/{prefix.rpartition('/')[0]}/._votes.csv", b"\0\0")

    made = bring(packed, "--title", "Trees")

    assert (made.title, Statement.objects.get().text) == ("Trees", "树")
    assert Vote.objects.get().participant.imported == 5


def test_an_export_of_today_has_other_names_and_seconds(tmp_path, capsys):
    packed = tmp_path / "export.zip"
    with ZipFile(packed, "w") as file:
        file.writestr("r1-comments.csv", "timestamp,comment-id,comment-body\n1700000000,0,Trees\n")
        file.writestr("r1-votes.csv", f"{HEADS}1700000100,,0,5,1\n1700000200,,0,5,-1\n")
        file.writestr("r1-participant-votes.csv", "participant,group-id,0\n5,0,-1\n")

    made = bring(packed, "--title", "Trees")

    assert Vote.objects.get().answer == -1
    assert [Statement.objects.get().at.timestamp(), Vote.objects.get().at.timestamp()] == [
        1_700_000_000, 1_700_000_200,
    ]  # fmt: skip
    assert made.opens_at.year == 2023


def test_each_comment_that_goes_out_has_an_author_who_is_a_number(tmp_path, capsys):
    found, _holder = hold_camps()

    folder = export(found, tmp_path / "out")

    heads, *rows = rows_of(folder / "comments.csv")
    # As the models of red-dwarf 0.4.0 demand it: none of these is empty or no whole number.
    for column in ("timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated"):
        assert all(int(row[heads.index(column)]) >= -1 for row in rows)
    authors = {row[heads.index("author-id")] for row in rows}
    # The seeds are of somebody who never voted.
    assert not authors & {row[3] for row in rows_of(folder / "votes.csv")}


def test_participants_are_enough_to_import(tmp_path, capsys):
    folder = write(
        tmp_path, comments="comment-id,comment-body\n0,A\n1,B\n",
        people="participant,group-id,0,1\n3,0,1,\n4,,,-1\n",
    )  # fmt: skip

    bring(folder, "--title", "X")

    votes = Vote.objects.values_list("participant__imported", "statement__number", "answer")
    assert sorted(votes) == [(3, 0, 1), (4, 1, -1)]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "has no comments.csv"),
        ({"comments": "comment-id,comment-body\n0,A\n"}, "Choose votes.csv"),
        (
            {"comments": "comment-id,comment-body\n0,A\n", "votes": HEADS + "1,,7,0,1\n"},
            "votes.csv, line 2: a vote on comment 7",
        ),
        (
            {"comments": f"comment-id,comment-body\n0,{'x' * 100_000}\n", "votes": HEADS},
            "comments.csv, line 2: at most",
        ),
        (
            {"comments": "comment-id,comment-body\n5000,A\n", "votes": HEADS},
            "comments.csv, line 2: numbers are below",
        ),
    ],
    ids=["empty", "no-votes", "unknown", "huge", "number"],
)
def test_what_is_wrong_is_told_and_nothing_is_imported(files, said, tmp_path):
    with pytest.raises(CommandError, match=said):
        bring(write(tmp_path, **files), "--title", "X")

    assert not Consultation.objects.exists()


def test_what_is_no_zip_is_told(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK?")

    for name in ("x.zip", "nothing"):
        with pytest.raises(CommandError, match=name):
            bring(tmp_path / name)


def test_an_import_in_a_language_the_town_does_not_have_is_refused(tmp_path):
    folder = write(tmp_path, comments="comment-id,comment-body\n0,A\n", votes=HEADS + "1,,0,1,1\n")

    with pytest.raises(CommandError, match="languages"):
        bring(folder, "--language", "tlh", "--title", "X")


def test_what_goes_out_comes_in_again_and_says_the_same(tmp_path, capsys):
    found, _holder = hold_camps()
    compute_result(consultation_id=found.pk, now=LATER)
    first = export(found, tmp_path / "first")

    again = bring(first)
    compute_result(consultation_id=again.pk, now=now())
    second = export(again, tmp_path / "second")

    for name in ("votes.csv", "comments.csv", "participants-votes.csv"):
        assert rows_of(first / name) == rows_of(second / name)
    with pytest.raises(CommandError, match=r"votes.csv is there already"):
        export(again, first)
    assert sorted(path.name for path in first.iterdir()) == sorted(FILES)


def test_groups_in_the_files_are_those_of_the_result(tmp_path, capsys):
    found, _holder = hold_camps()
    sizes = compute_result(consultation_id=found.pk, now=LATER).values["sizes"]
    vote(found, 77, 0, rules.Answer.AGREE)

    folder = export(found, tmp_path / "out")

    with (folder / "participants-votes.csv").open("rb") as file:
        groups = list(read_participants(file).groups.values())
    # Who came since is in none yet.
    assert [groups.count(0), groups.count(1), groups.count(None)] == [*sizes, 1]


def test_groups_below_the_limit_are_in_no_file(tmp_path, capsys):
    found, _holder = hold_camps()
    found.privacy_limit = 13
    found.save()
    compute_result(consultation_id=found.pk, now=LATER)

    folder = export(found, tmp_path / "out")

    with (folder / "participants-votes.csv").open("rb") as file:
        assert set(read_participants(file).groups.values()) == {None}


def test_no_cell_of_an_export_runs_in_a_spreadsheet(tmp_path, capsys):
    texts = ('=HYPERLINK("http://x")', "+49", "-2+3", "@SUM(1)", "'=1", "＝1+1")
    found, holder = make_consultation(title="=cmd|' /C calc'!A0")
    add_seeds(actor=holder, consultation_id=found.pk, texts=texts, now=NOW)
    vote(found, 1, 0, rules.Answer.AGREE)

    folder = export(found, tmp_path / "out")

    rows = [*rows_of(folder / "comments.csv"), *rows_of(folder / "summary.csv")]
    cells = [cell for row in rows for cell in row if cell not in ("-1", "0", "1")]
    assert [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r"))] == []
    with (folder / "comments.csv").open("rb") as file:
        assert {one.text for one in read_comments(file)} >= set(texts)


@pytest.mark.parametrize("name", ["15-per-hour-seattle", "vtaiwan.uberx"])
def test_the_real_conversations_come_in_and_go_out_as_they_are(name, tmp_path, capsys):
    folder = shared(f"opinion/{name}")

    made = bring(folder)
    out = export(made, tmp_path / "out")

    with (folder / "votes.csv").open("rb") as file, (out / "votes.csv").open("rb") as written:
        before, after = read_votes(file), read_votes(written)
    last = {
        (person, comment): (at, vote)
        for at, vote, person, comment in sorted(
            zip(before.times, -before.votes, before.people, before.comments, strict=True)
        )
    }
    assert {
        (person, comment): (at, -vote)
        for at, vote, person, comment in zip(
            after.times, after.votes, after.people, after.comments, strict=True
        )
    } == last
    with (folder / "comments.csv").open("rb") as file:
        said = {one.number: one.moderated for one in read_comments(file)}
    with (out / "comments.csv").open("rb") as file:
        assert {one.number: one.moderated for one in read_comments(file)} == said


def test_files_of_many_people_are_written_in_little_memory():
    found, _holder = make_consultation()
    statement = Statement.objects.get(number=2)
    people = Participant.objects.bulk_create(
        Participant(consultation=found, imported=number, at=NOW, ballot=b"\0\0\1")
        for number in range(12_000)
    )
    Vote.objects.bulk_create(
        Vote(participant=person, statement=statement, answer=1, at=NOW) for person in people
    )
    del people

    for name in ("votes.csv", "participants-votes.csv"):
        tracemalloc.start()
        lines = sum(piece.count("\n") for piece in file_pieces(found, name))
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert lines == 12_001
        assert most < 4_000_000
