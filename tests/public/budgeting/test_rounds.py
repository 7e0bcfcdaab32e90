"""Setting rounds up, projects on their way, and paper."""

from dataclasses import replace

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import (
    Invalid,
    NotAllowed,
    NotFound,
    StaleVersion,
    Unauthenticated,
)
from gongjian.foundation.people.interface import actor_of_user
from gongjian.foundation.people.models import Notice, User
from gongjian.public.budgeting.actions.cast_ballot import BallotDraft
from gongjian.public.budgeting.actions.change_project import (
    ProjectDraft,
    check_project,
    rate_project,
    report_building,
    submit_project,
    withdraw_project,
)
from gongjian.public.budgeting.actions.count_round import ask_count
from gongjian.public.budgeting.actions.edit_project import edit_project
from gongjian.public.budgeting.actions.enter_paper import enter_paper, give_paper
from gongjian.public.budgeting.actions.save_round import (
    change_round,
    create_round,
    lock_rules,
    publish_round,
)
from gongjian.public.budgeting.actions.tell_proposers import tell_checkers
from gongjian.public.budgeting.errors import (
    AlreadyVoted,
    PaperCounted,
    PaperGiven,
    PaperUnclear,
    PhaseOver,
    RulesLocked,
    TooMuchPaper,
)
from gongjian.public.budgeting.models import Ballot, BudgetProject, BudgetRound, VotedMark
from gongjian.public.budgeting.rules.phases import Phase, Times, phase_at
from gongjian.public.budgeting.selectors.rounds import get_round, list_rounds
from gongjian.public.budgeting.selectors.voter_keys import voter_digest
from tests.factories import NOW, make_actor, make_user
from tests.public.budgeting.rounds import (
    BEGIN,
    DAY,
    IN,
    choices,
    count,
    make_round,
    make_round_draft,
    vote,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("phase", [Phase.COLLECT, Phase.CHECK, Phase.VOTE, Phase.COUNT])
def test_phases_follow_the_clock(phase):
    times = Times(IN[Phase.DRAFT], *(BEGIN[one] for one in BEGIN))

    assert phase_at(times, BEGIN[phase]) == phase
    assert phase_at(times, IN[phase]) == phase
    assert phase_at(replace(times, published_at=None), IN[phase]) == Phase.DRAFT
    assert phase_at(replace(times, counted_at=BEGIN[Phase.COUNT]), IN[phase]) == Phase.BUILD


def test_nobody_but_managers_sees_what_is_not_published():
    manager, resident = make_actor(Role.PRODUCT_MANAGER), make_actor()
    made = create_round(actor=manager, draft=make_round_draft(), now=IN[Phase.DRAFT])

    assert get_round(actor=manager, number=made.shown_number, now=IN[Phase.VOTE]) == made
    with pytest.raises(NotFound):
        get_round(actor=resident, number=made.number, now=IN[Phase.VOTE])
    assert list_rounds(actor=resident, now=IN[Phase.VOTE]).items == []
    publish_round(actor=manager, round_id=made.pk, now=IN[Phase.DRAFT])
    assert list_rounds(actor=resident, now=IN[Phase.VOTE]).items == [made]
    assert list_rounds(actor=resident, now=IN[Phase.DRAFT]).items == []


@pytest.mark.parametrize("role", [None, Role.HANDLER, Role.DISPATCHER, Role.AUDITOR])
def test_others_set_no_round_up(role):
    with pytest.raises(NotAllowed):
        create_round(actor=make_actor(role), draft=make_round_draft(), now=IN[Phase.DRAFT])


@pytest.mark.parametrize(
    "wrong",
    [
        {"checks_at": BEGIN[Phase.VOTE]},
        {"whole_minor": None},
        {"whole_minor": 0},
        {"kind": "limited"},
        {"kind": "points", "most": 0},
        {"currency": "ZZZ"},
        {"title": ""},
        {"account_hours": -1},
        {"account_hours": 60_000},
    ],
    ids=range(9),
)
def test_a_round_that_makes_no_sense_is_refused(wrong):
    manager = make_actor(Role.PRODUCT_MANAGER)

    with pytest.raises(Invalid):
        create_round(actor=manager, draft=make_round_draft(**wrong), now=IN[Phase.DRAFT])

    assert BudgetRound.objects.count() == 0


def change(round_, **fields):
    fields.setdefault("districts_minor", [(part.area_id, 500_00) for part in round_.districts])
    return change_round(
        actor=round_.manager, round_id=round_.round.pk, draft=make_round_draft(**fields),
        version=round_.again().version, now=IN[Phase.VOTE],
    )  # fmt: skip


@pytest.mark.parametrize(
    "rules",
    [
        {"kind": "knapsack"},
        {"whole_minor": 1},
        {"ties": "lot"},
        {"rule": "greedy"},
        {"closes_at": BEGIN[Phase.COUNT] - DAY},
    ],
)
def test_from_the_first_ballot_on_rules_stay(rules):
    round_ = make_round()
    vote(round_, 1)

    with pytest.raises(RulesLocked):
        change(round_, **rules)

    longer = change(round_, title="Our budget", closes_at=BEGIN[Phase.COUNT] + 5 * DAY)
    assert longer.title == "Our budget"


def test_rules_may_be_locked_before_and_two_changes_at_once_are_told():
    round_ = make_round()
    assert change(round_, kind="knapsack").kind == "knapsack"
    lock_rules(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.CHECK])

    with pytest.raises(RulesLocked):
        change(round_)
    with pytest.raises(StaleVersion):
        change_round(
            actor=round_.manager, round_id=round_.round.pk, draft=make_round_draft(), version=1,
            now=IN[Phase.CHECK],
        )  # fmt: skip


def submit(round_, actor=None, at=Phase.COLLECT, **fields):
    draft = ProjectDraft(
        **{"part_id": round_.whole.pk, "title": "Swing", "text": "High.", **fields}
    )
    return submit_project(
        actor=actor or make_actor(), number=round_.number, draft=draft, now=IN[at]
    )


def check(round_, project, *, actor=None, at=Phase.CHECK, **fields):
    said = {"is_feasible": True, "reason": "There is room.", "cost_minor": 100_00, **fields}
    return check_project(
        actor=actor or round_.manager, number=round_.number, project_number=project.number,
        now=IN[at], **said,
    )  # fmt: skip


def test_a_project_goes_from_submission_to_a_rating():
    round_ = make_round(costs=(), districts_minor=())
    department, handler = round_.town.department, round_.town.handler
    project = submit(round_)
    check(round_, project, is_feasible=None, department_id=department.pk, at=Phase.COLLECT)
    checked = check(round_, project, actor=handler, cost_minor=900_00)
    vote(round_, project.number)
    count(round_)

    def report(state):
        return report_building(
            actor=handler, number=round_.number, project_number=project.number, state=state,
            text="It goes on.", spent_minor=850_00, now=IN[Phase.COUNT],
        )  # fmt: skip

    assert (checked.state, checked.department_id) == ("accepted", department.pk)
    assert round_.again().phase(IN[Phase.COUNT]) == Phase.BUILD
    assert report("building").state == "building"
    assert report("built").spent_minor == 850_00
    assert round_.again().phase(IN[Phase.COUNT]) == Phase.RATE
    rater = make_actor()
    for stars in (2, 4):
        rated = rate_project(
            actor=rater, number=round_.number, project_number=project.number, stars=stars,
            now=IN[Phase.COUNT],
        )  # fmt: skip
    assert (rated.rating, rated.rating_count) == (4, 1)
    states = [event.state for event in rated.events.all()]
    assert states == ["submitted", "accepted", "building", "built"]


def test_a_refusal_has_a_reason_and_what_is_feasible_a_cost():
    round_ = make_round(costs=())
    project = submit(round_)

    with pytest.raises(Invalid):
        check(round_, project, is_feasible=False, reason=" ")
    with pytest.raises(Invalid):
        check(round_, project, cost_minor=None)
    with pytest.raises(Invalid):
        check(round_, project, cost_minor=-1)
    assert check(round_, project, is_feasible=False, cost_minor=None).state == "refused"


def test_who_may_check_and_when():
    round_ = make_round(costs=())
    project = submit(round_)

    for stranger in (make_actor(), round_.town.handler, round_.operator):
        with pytest.raises(NotAllowed):
            check(round_, project, actor=stranger)
    with pytest.raises(PhaseOver):
        check(round_, project, at=Phase.VOTE)
    lock_rules(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.CHECK])
    with pytest.raises(RulesLocked):
        check(round_, project)


def test_projects_are_collected_in_their_phase():
    round_ = make_round(costs=())

    with pytest.raises(PhaseOver):
        submit(round_, at=Phase.CHECK)
    with pytest.raises(Unauthenticated):
        submit(round_, actor=type(round_.manager).anonymous())
    with pytest.raises(Invalid):
        submit(round_, title="  ")
    assert submit(round_, actor=round_.manager, at=Phase.CHECK).title == "Swing"


def test_a_proposer_withdraws_until_it_is_voted_on():
    round_ = make_round(costs=())
    proposer = make_actor()
    project = submit(round_, actor=proposer)

    def withdraw(actor, at):
        return withdraw_project(
            actor=actor, number=round_.number, project_number=project.number, reason="No.",
            now=IN[at],
        )  # fmt: skip

    with pytest.raises(NotAllowed):
        withdraw(make_actor(), Phase.COLLECT)
    with pytest.raises(NotAllowed):
        withdraw(proposer, Phase.VOTE)
    assert withdraw(proposer, Phase.COLLECT).state == "withdrawn"


def read(round_, reader, *numbers, paper="7", at=Phase.VOTE):
    return enter_paper(
        actor=reader, number=round_.number, paper=paper, draft=BallotDraft(choices(*numbers)),
        now=IN[at],
    )  # fmt: skip


def give(round_, voter):
    give_paper(actor=round_.operator, number=round_.number, voter=voter, now=IN[Phase.VOTE])


def test_paper_is_counted_when_two_read_the_same():
    round_ = make_round()
    give(round_, "ID 4711")

    read(round_, round_.operator, 1, 2)
    read(round_, round_.operator, 1)
    read(round_, round_.other_operator, 1, 2)
    assert Ballot.objects.count() == 0
    with pytest.raises(PaperUnclear):
        ask_count(actor=round_.manager, round_id=round_.round.pk, now=IN[Phase.COUNT])

    read(round_, round_.operator, 1, 2, at=Phase.COUNT)

    assert Ballot.objects.get().choices == [[1, 1], [2, 1]]
    with pytest.raises(PaperCounted):
        read(round_, round_.manager, 3)
    assert count(round_).voters == 1


def test_an_address_is_given_paper_only_where_an_account_has_it():
    round_ = make_round()
    voter = make_user(email="li@example.org")

    with pytest.raises(Invalid):
        give(round_, "nobody@example.org")
    give(round_, " LI@example.org")

    marked = voter_digest(round_.round.pk, f"user:{voter.pk}")
    assert VotedMark.objects.get().voter == marked


def test_there_is_no_more_paper_than_people_who_were_given_some():
    round_ = make_round()
    read(round_, round_.operator, 1)

    with pytest.raises(TooMuchPaper):
        read(round_, round_.other_operator, 1)

    assert Ballot.objects.count() == 0


def test_one_votes_on_paper_or_here():
    round_ = make_round()
    user = make_user(email="mei@example.org")
    voter = make_actor()
    give(round_, " Mei@Example.org ")
    with pytest.raises(PaperGiven):
        give(round_, "mei@example.org")
    with pytest.raises(AlreadyVoted):
        vote(round_, 1, actor=actor_of_user(user))
    vote(round_, 1, actor=voter)

    assert VotedMark.objects.count() == 2
    assert not VotedMark.objects.filter(voter__contains="mei").exists()


def test_strangers_read_no_paper():
    round_ = make_round()

    for stranger in (make_actor(), round_.town.handler, round_.town.auditor):
        with pytest.raises(NotAllowed):
            read(round_, stranger, 1)


def edited(round_, *, actor, at=IN[Phase.COLLECT], number=1, **fields):
    project = round_.project(number)
    draft = ProjectDraft(**{
        "part_id": project.part_id, "title": "A bench with a back", "text": "In the shade.",
        "cost_minor": project.cost_minor, **fields,
    })  # fmt: skip
    return edit_project(
        actor=actor, number=round_.number, project_number=number, draft=draft, now=at
    )


def proposer_of(round_, number=1):
    return actor_of_user(User.objects.get(pk=round_.project(number).proposer_id))


def test_a_proposer_changes_a_project_while_they_are_collected_and_it_is_checked_again():
    round_ = make_round()
    BudgetProject.objects.filter(round=round_.round).update(department=round_.town.department)

    project = edited(round_, actor=proposer_of(round_), text="Call me: 13800138000.")
    again = edited(round_, actor=proposer_of(round_), text="Call me: 13800138000.")

    assert (project.state, project.reason, project.title) == (
        "submitted", "", "A bench with a back"
    )  # fmt: skip
    assert "13800138000" not in project.text
    # The same words change nothing.
    assert again.version == project.version
    [before] = project.wordings.all()
    assert (before.title, before.text, before.cost_minor) == ("A bench", "In the shade.", 600_00)
    assert before.replaced_by == project.events.last()
    for _twice in range(2):
        tell_checkers(event_ids=[before.replaced_by_id], now=IN[Phase.COLLECT])
    told = Notice.objects.filter(topic="budget_checks")
    told_ids = [notice.user_id for notice in told]
    assert {round_.town.handler.user_id, round_.town.supervisor.user_id} <= set(told_ids)
    assert round_.town.other_handler.user_id not in told_ids
    assert len(told_ids) == len(set(told_ids))
    assert "A bench with a back" in told[0].subject


@pytest.mark.parametrize("who", ["stranger", "manager"])
def test_nobody_changes_the_project_of_somebody_else(who):
    round_ = make_round()
    actor = round_.manager if who == "manager" else make_actor()

    with pytest.raises(NotAllowed):
        edited(round_, actor=actor)


@pytest.mark.parametrize("phase", [Phase.CHECK, Phase.VOTE, Phase.COUNT])
def test_after_collecting_no_project_is_changed(phase):
    round_ = make_round()

    with pytest.raises(PhaseOver):
        edited(round_, actor=proposer_of(round_), at=IN[phase])

    assert round_.project(1).title == "A bench"


def test_locked_rules_and_a_newer_version_keep_what_a_project_says():
    round_ = make_round()
    actor, project = proposer_of(round_), round_.project(1)
    draft = ProjectDraft(project.part_id, "Other", "", 1)

    with pytest.raises(StaleVersion):
        edit_project(
            actor=actor, number=round_.number, project_number=1, draft=draft,
            version=project.version - 1, now=IN[Phase.COLLECT],
        )  # fmt: skip
    BudgetRound.objects.filter(pk=round_.round.pk).update(locked_at=NOW)
    with pytest.raises(RulesLocked):
        edited(round_, actor=actor)

    assert round_.project(1).title == "A bench"
