"""Counting: what is public is what is counted, and anybody comes to the same."""

import hashlib
import json
from datetime import date
from string import Formatter

import pytest
from django.core.management import call_command

from gongjian.foundation.kernel.errors import Invalid, NotAllowed
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.methods.budget_count import CountRule
from gongjian.methods.pabulib import Flaw, read_pabulib
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft, cast_ballot
from gongjian.public.budgeting.actions.change_project import withdraw_project
from gongjian.public.budgeting.actions.count_round import (
    ask_count,
    count_round,
    counts_of_parts,
    take_up_count,
    write_count,
)
from gongjian.public.budgeting.actions.import_round import import_round
from gongjian.public.budgeting.errors import CountUnderWay, PhaseOver
from gongjian.public.budgeting.file_words import FLAWS
from gongjian.public.budgeting.models import Ballot, PartCount, PartResult, VotedMark
from gongjian.public.budgeting.rules.ballots import new_secret
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.selectors.elections import ballots_of
from gongjian.public.budgeting.selectors.projects import counted_projects
from gongjian.public.budgeting.selectors.rounds import parts_of
from tests.factories import NOW, make_actor
from tests.public.budgeting.rounds import IN, count, make_round, vote
from tests.shared_data import shared

pytestmark = pytest.mark.django_db


def counted_of(asked):
    parts = [(part, counted_projects(part)) for part in parts_of(asked)]
    return counts_of_parts(asked, parts, ballots_of(asked), now=IN[Phase.COUNT])


def test_a_round_is_counted_in_all_its_parts():
    round_ = make_round()
    east = round_.districts[0]
    for _ in range(3):
        vote(round_, 1, 5, district_id=east.pk)
    vote(round_, 2)

    counted = count(round_)

    assert (counted.phase(IN[Phase.COUNT]), counted.voters) == (Phase.BUILD, 4)
    states = {number: round_.project(number).state for number in range(1, 7)}
    assert states == {
        1: "funded", 2: "funded", 3: "unfunded", 4: "unfunded", 5: "funded", 6: "unfunded",
    }  # fmt: skip
    assert PartResult.objects.get(part=east).voters == 3
    assert PartCount.objects.filter(part=round_.whole).count() == 4
    assert PartCount.objects.get(part=round_.whole, is_binding=True).rule == "equal-shares"
    entry = LedgerEntry.objects.get(action="budget_counted")
    assert entry.data["funded"] == [1, 2, 5]


def test_anybody_recounts_the_public_file_with_the_same_result(tmp_path):
    round_ = make_round(ties="lot")
    for numbers in ([1, 2], [2, 3], [3, 4], [1], [4]):
        vote(round_, *numbers)
    count(round_)
    result = PartResult.objects.get(part=round_.whole)
    binding = PartCount.objects.get(part=round_.whole, is_binding=True)
    path, out = tmp_path / "round.pb", tmp_path / "out.json"
    path.write_text(result.file, encoding="utf-8")

    call_command(
        "budget", "count", str(path), "--rule", binding.rule, "--utility", binding.utility,
        "--completion", binding.completion, "--ties", read_pabulib(result.file).meta["ties"],
        "--needed", "--json", str(out),
    )  # fmt: skip

    told = json.loads(out.read_text())
    assert {**binding.report, "file": "round.pb"} == told
    assert hashlib.sha256(path.read_bytes()).hexdigest() == result.digest


@pytest.mark.parametrize(
    ("kind", "most", "said", "vote_type"),
    [
        ("points", 10, ((1, 7), (2, 3)), "cumulative"),
        ("ranking", 3, ((1, 2), (2, 1)), "ordinal"),
        ("knapsack", 0, ((1, 1), (2, 1)), "approval"),
        ("limited", 2, ((1, 1), (2, 1)), "approval"),
    ],
)
def test_all_kinds_of_ballots_are_counted(kind, most, said, vote_type):
    round_ = make_round(kind=kind, most=most)
    cast_ballot(
        actor=make_actor(), number=round_.number, draft=BallotDraft(said), secret=new_secret(),
        now=IN[Phase.VOTE],
    )  # fmt: skip

    count(round_)

    file = read_pabulib(PartResult.objects.get(part=round_.whole).file)
    assert file.meta["vote_type"] == vote_type
    assert file.election.support(0) == file.election.support(1) == 1
    assert kind != "ranking" or file.election.score(1) > file.election.score(0)
    assert kind != "points" or file.election.score(0) == 7


def test_a_count_that_was_ended_in_the_middle_is_done_anew():
    round_ = make_round()
    vote(round_, 1)
    ask_count(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.COUNT])
    # As somebody who was killed before anything was written left it.
    asked = take_up_count(round_id=round_.round.pk, now=IN[Phase.COUNT])
    counted = counted_of(asked)

    count_round(round_id=round_.round.pk, now=IN[Phase.COUNT])

    assert not write_count(asked, counted, voters=1, now=IN[Phase.COUNT])
    assert LedgerEntry.objects.filter(action="budget_counted").count() == 1
    assert PartResult.objects.filter(part=round_.whole).count() == 1


def test_what_was_counted_before_a_project_was_withdrawn_is_not_written():
    round_ = make_round()
    vote(round_, 1, 2)
    ask_count(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.COUNT])
    asked = take_up_count(round_id=round_.round.pk, now=IN[Phase.COUNT])
    counted = counted_of(asked)
    assert [one.funded for one in counted if one.result.part == round_.whole] == [[1, 2]]
    withdraw_project(
        actor=round_.manager, number=round_.number, project_number=1, reason="The tree fell.",
        now=IN[Phase.COUNT],
    )  # fmt: skip

    assert not write_count(asked, counted, voters=1, now=IN[Phase.COUNT])

    assert not PartResult.objects.exists()
    count_round(round_id=round_.round.pk, now=IN[Phase.COUNT])
    assert [round_.project(number).state for number in (1, 2)] == ["withdrawn", "funded"]


def test_what_nobody_asked_to_count_is_not_counted():
    round_ = make_round()
    vote(round_, 1)

    count_round(round_id=round_.round.pk, now=IN[Phase.COUNT])

    assert not PartResult.objects.exists()


def test_what_is_withdrawn_during_the_vote_is_not_funded():
    round_ = make_round()
    for _ in range(3):
        vote(round_, 1, 2)
    withdraw_project(
        actor=round_.manager, number=round_.number, project_number=1, reason="The tree fell.",
        now=IN[Phase.VOTE],
    )  # fmt: skip

    count(round_)

    assert round_.project(1).state == "withdrawn"
    report = PartCount.objects.get(part=round_.whole, is_binding=True).report
    assert report["treatment"]["withdrawn"] == ["1"]
    assert report["voters"] == 3


def test_counting_tears_apart_what_lay_side_by_side():
    round_ = make_round()
    for number in (1, 2, 3, 4, 1, 2):
        vote(round_, number)

    count(round_)

    # As the database gives them without being asked for an order.
    ballots = [ballot.pk for ballot in Ballot.objects.all()]
    assert ballots == sorted(ballots)
    assert len(ballots) == VotedMark.objects.count() == 6


def test_nobody_votes():
    round_ = make_round(rule="equal-shares", completion="none")

    counted = count(round_)

    assert (counted.voters, counted.phase(IN[Phase.COUNT])) == (0, Phase.RATE)


def test_it_is_counted_once_and_after_the_vote():
    round_ = make_round()
    vote(round_, 1)
    with pytest.raises(PhaseOver):
        ask_count(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.VOTE])
    with pytest.raises(NotAllowed):
        ask_count(actor=make_actor(), round_id=round_.round.pk, now=IN[Phase.COUNT])
    ask_count(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.COUNT])
    with pytest.raises(CountUnderWay):
        ask_count(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.COUNT])

    for _ in range(2):
        count_round(round_id=round_.round.pk, now=IN[Phase.COUNT])

    assert LedgerEntry.objects.filter(action="budget_counted").count() == 1


def test_whatever_may_be_wrong_with_a_file_has_its_words():
    assert list(FLAWS) == list(Flaw)
    for flaw in Flaw:
        values = {name: "7" for _text, name, *_rest in Formatter().parse(flaw) if name}
        assert str(FLAWS[flaw]) % values == flaw.format(**values)


def imported(text, **fields):
    fields.setdefault("rule", CountRule("equal-shares", "cost", "add1"))
    return import_round(actor=make_round().manager, text=text, now=NOW, **fields)


FILE = """META
key;value
description;Small round
budget;1000
vote_type;ordinal
currency;PLN
date_begin;01.10.2020
date_end;14.10.2020
PROJECTS
project_id;cost;name
x1;600;Bench
x2;500.50;Tree
VOTES
voter_id;vote
a;x1,x2
b;x2,x1
c;x2
d;
"""


def test_a_round_of_elsewhere_is_imported_and_counted():
    made = imported(FILE)

    assert (made.title, made.currency, made.kind, made.voters) == (
        "Small round",
        "PLN",
        "ranking",
        4,
    )
    assert made.is_imported
    assert made.last_day == date(2020, 10, 14)
    file = PartResult.objects.get(part__round=made).file
    assert "date_begin;01.10.2020" in file
    assert "date_end;14.10.2020" in file
    votes = file.split("VOTES\n")[1].split()
    assert sorted(vote.split(";")[1] for vote in votes[1:]) == ["", "1,2", "2", "2,1"]
    assert [p.state for p in made.projects.order_by("number")] == ["unfunded", "funded"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("1;600", "1;-5", "file"),
        ("500.50", "500.505", "file"),
        (FILE, "hello", "file"),
        ("budget;1000", f"budget;{'9' * 25}", "file"),
    ],
    ids=range(4),
)
def test_what_is_no_such_file_is_not_imported(old, new, field):
    with pytest.raises(Invalid) as refused:
        imported(FILE.replace(old, new))

    assert field in refused.value.fields


@pytest.mark.parametrize(
    "name", ["poland_warszawa_2018_las.pb", "poland_zabrze_2020_mikulczyce.pb"]
)
def test_real_rounds_are_imported_with_the_outcome_of_the_reference(name):
    text = shared(f"budgeting/{name}").read_text(encoding="utf-8")
    expected = json.loads(shared("budgeting/expected-pabutools.json").read_text())["results"]

    made = imported(text)

    ids = list(read_pabulib(text).election.projects)
    funded = made.projects.filter(state="funded").values_list("number", flat=True)
    assert sorted(ids[number - 1] for number in funded) == sorted(expected[name]["mes_cost_add1"])
