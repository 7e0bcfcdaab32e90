"""What initiatives are made of, who may know of it, and who is told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.ids import new_id
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people.models import Notice, NoticeSubscription, User
from gongjian.foundation.trail.interface import Relation, links_to
from gongjian.government.cases.models import Case, RateCell, RateMargin
from gongjian.government.triage.models import PlacedCase
from gongjian.market.initiatives.actions import tell_behind as telling
from gongjian.market.initiatives.actions.change_evidence import add_evidence, remove_evidence
from gongjian.market.initiatives.actions.follow_initiative import follow_initiative
from gongjian.market.initiatives.actions.save_initiative import create_initiative
from gongjian.market.initiatives.actions.save_measure import MeasureDraft, add_measure
from gongjian.market.initiatives.actions.take_step import take_step
from gongjian.market.initiatives.errors import AlreadyEvidence
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeStep as Step
from gongjian.market.initiatives.selectors.demand import waiting_demand
from gongjian.market.initiatives.selectors.evidence import evidence_of
from gongjian.market.initiatives.selectors.outcomes import outcomes_of
from gongjian.public.deliberation.actions.follow_proposal import follow_proposal
from gongjian.public.deliberation.models import State as ProposalState
from tests.factories import NOW, make_actor, make_case, make_town
from tests.government.issues import make_hot_issue
from tests.market.initiatives.initiatives import make_draft, make_initiative, make_manager
from tests.public.proposals import make_proposal

pytestmark = pytest.mark.django_db
VISITOR = Actor.anonymous()


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def manager():
    return make_manager()


def tell_all(initiative, *, now=NOW):
    """As the tasks do it; returns how many parts it took."""
    ids = list(initiative.events.values_list("pk", flat=True))
    waiting, parts = telling.audiences_of(event_ids=ids, now=now), 0
    while waiting:
        parts += 1
        following = telling.tell_audience(audience=waiting.pop(0), now=now)
        waiting += [following] if following else []
    return parts


def told_to(user_id):
    rows = Notice.objects.filter(user=user_id, topic="initiatives").order_by("id")
    return list(rows.values_list("subject", flat=True))


def test_evidence_stands_on_the_trail_with_its_note(town, manager):
    issue, _cases = make_hot_issue(town, 2)

    initiative = make_initiative(
        town, manager=manager, evidence=(reference_of(issue),), note="Many say so."
    )

    (link,) = links_to(reference_of(initiative), Relation.EVIDENCE_FOR)
    assert (link.source, link.note) == (reference_of(issue), "Many say so.")
    (shown,) = evidence_of(actor=VISITOR, initiative=initiative, now=NOW).shown
    assert (shown.told.note, shown.note) == ("2 cases", "Many say so.")
    assert initiative.evidence_count == 1


def test_private_evidence_is_counted_and_not_shown(town, manager):
    private = [make_case(town, is_public=False) for _number in range(2)]
    initiative = make_initiative(
        town, manager=manager, evidence=tuple(reference_of(case) for case in private)
    )

    public = evidence_of(actor=VISITOR, initiative=initiative, now=NOW)
    staff = evidence_of(actor=manager, initiative=initiative, now=NOW)

    assert (public.shown, public.hidden) == ([], ["2 private cases"])
    assert (len(staff.shown), staff.hidden) == (2, [])


@pytest.mark.parametrize("reference", ["user:01", "nonsense", "initiative:", "case:x"])
def test_what_is_no_evidence_is_not_found(town, manager, reference):
    initiative = make_initiative(town, manager=manager)

    with pytest.raises(NotFound):
        add_evidence(actor=manager, initiative_id=initiative.pk, reference=reference, now=NOW)


def test_nobody_links_what_they_may_not_see(town, manager):
    private = make_case(town, is_public=False)
    initiative = make_initiative(town, manager=manager)

    with pytest.raises(NotFound):
        add_evidence(
            actor=town.supervisor, initiative_id=initiative.pk, reference=reference_of(private),
            now=NOW,
        )  # fmt: skip
    with pytest.raises(NotFound):
        create_initiative(
            actor=make_manager(area=town.area), draft=make_draft(town),
            evidence=[f"case:{new_id()}"], now=NOW,
        )  # fmt: skip
    assert Initiative.objects.count() == 1


def test_evidence_is_linked_once_and_taken_back_with_a_reason(town, manager):
    case = make_case(town)
    initiative = make_initiative(town, manager=manager)
    by = {"actor": manager, "initiative_id": initiative.pk, "now": NOW}
    add_evidence(reference=reference_of(case), **by)

    with pytest.raises(AlreadyEvidence):
        add_evidence(reference=reference_of(case), **by)
    remove_evidence(reference=reference_of(case), reason="Of another street.", **by)
    with pytest.raises(NotFound):
        remove_evidence(reference=reference_of(case), reason="Again.", **by)

    assert links_to(reference_of(initiative), Relation.EVIDENCE_FOR) == []
    assert [one.name for one in initiative.events.order_by("id")][-2:] == [
        "evidence_added", "evidence_removed",
    ]  # fmt: skip
    assert Initiative.objects.get(pk=initiative.pk).evidence_count == 0


def test_whoever_is_behind_the_evidence_is_told_of_each_step_once(town, manager):
    issue, cases = make_hot_issue(town, 2)
    others = make_actor(language="zh-hans")
    Case.objects.filter(pk=cases[1].pk).update(requester=others.user_id)
    proposal = make_proposal(town, author=town.resident)
    follow_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    initiative = make_initiative(
        town, manager=manager, evidence=(reference_of(issue), reference_of(proposal))
    )
    take_step(actor=manager, initiative_id=initiative.pk, step=Step.PLAN, now=NOW)

    tell_all(initiative)
    tell_all(initiative)

    title = initiative.title
    # Of the first case and of the proposal: one notice of each step all the same.
    assert told_to(town.resident.user_id) == [
        f"The government considers it: {title}", f"It is planned: {title}",
    ]  # fmt: skip
    assert told_to(others.user_id) == [f"政府正在研究：{title}", f"已列入计划：{title}"]
    assert len(told_to(town.neighbour.user_id)) == 2
    assert told_to(manager.user_id) == []


def test_followers_are_told_of_steps_and_of_new_evidence_only_those_behind_it(town, manager):
    initiative = make_initiative(town, manager=manager)
    follow_initiative(actor=town.neighbour, initiative_id=initiative.pk, now=NOW)
    case = make_case(town)
    add_evidence(actor=manager, initiative_id=initiative.pk, reference=reference_of(case), now=NOW)
    take_step(
        actor=manager, initiative_id=initiative.pk, step=Step.REFUSE, reason="No money.", now=NOW
    )

    tell_all(initiative)

    refused = f"It is not going to be done: {initiative.title}"
    assert told_to(town.neighbour.user_id) == [refused]
    assert told_to(town.resident.user_id) == [
        f"The government considers it: {initiative.title}", refused,
    ]  # fmt: skip
    assert Notice.objects.filter(user=town.neighbour.user_id).get().body.endswith("No money.")


def test_a_hot_issue_of_thousands_is_told_in_parts_and_never_loaded_whole(
    town, manager, monkeypatch
):
    issue, cases = make_hot_issue(town, 7)
    people = [make_actor() for _number in cases]
    for case, person in zip(cases, people, strict=True):
        Case.objects.filter(pk=case.pk).update(requester=person.user_id)
    monkeypatch.setattr(telling, "TOGETHER", 3)
    initiative = make_initiative(town, manager=manager, evidence=(reference_of(issue),))

    assert tell_all(initiative) == 3
    assert [len(told_to(person.user_id)) for person in people] == [1] * 7
    assert PlacedCase.objects.filter(issue=issue).count() == 7


def test_those_without_an_account_are_told_by_e_mail_and_wishes_are_kept(town, manager):
    case = make_case(town, requester_id=None, contact_email="bo@example.org", language="zh-hans")
    mine = make_case(town)
    NoticeSubscription.objects.create(
        user=User.objects.get(pk=town.resident.user_id), topic="initiatives", wants_email=False
    )
    initiative = make_initiative(
        town, manager=manager, evidence=(reference_of(case), reference_of(mine))
    )

    tell_all(initiative)

    by_mail = Notice.objects.get(email="bo@example.org")
    assert by_mail.subject.startswith("政府正在研究")
    assert Notice.objects.get(user=town.resident.user_id).state == "silent"


def test_history_that_was_loaded_is_told_to_nobody(town, manager):
    case = make_case(town)
    initiative = make_initiative(town, manager=manager, evidence=(reference_of(case),))

    assert tell_all(initiative, now=NOW + timedelta(days=8)) == 0


def test_demand_is_what_no_initiative_was_made_of(town, manager):
    first, _cases = make_hot_issue(town, 2)
    second, _cases = make_hot_issue(town, 2)
    accepted = make_proposal(town, state=ProposalState.ADOPTED)
    make_initiative(town, manager=manager, evidence=(reference_of(first),))

    found = waiting_demand(actor=manager, now=NOW)

    assert [one.reference for one in found.issues] == [reference_of(second)]
    assert [one.reference for one in found.proposals] == [reference_of(accepted)]
    assert (found.consultations, found.projects) == ([], [])


def test_the_page_costs_as_few_queries_with_much_evidence_as_with_little(client, town, manager):
    few = make_initiative(town, manager=manager, evidence=(reference_of(make_case(town)),))
    _issue, cases = make_hot_issue(town, 6)
    many = make_initiative(
        town, manager=manager,
        evidence=(*(reference_of(one) for one in cases), reference_of(make_case(town))),
    )  # fmt: skip
    client.get(f"/initiatives/{few.number}/")

    with CaptureQueriesContext(connection) as of_few:
        client.get(f"/initiatives/{few.number}/")
    with CaptureQueriesContext(connection) as of_many:
        client.get(f"/initiatives/{many.number}/")

    assert len(of_many) == len(of_few) <= 16


def test_a_rate_is_computed_over_whole_months_before_and_after(town, manager):
    initiative = make_initiative(town, manager=manager)
    draft = MeasureDraft(
        name="Solved", rate="solution", months=2, target=Decimal(80), by_when=date(2027, 6, 30),
        department_id=town.department.pk,
    )  # fmt: skip
    add_measure(actor=manager, initiative_id=initiative.pk, draft=draft, now=NOW)
    for month, rated, solved in (
        (date(2026, 9, 1), 10, 5), (date(2026, 10, 1), 10, 7), (date(2026, 11, 1), 9, 9),
        (date(2026, 12, 1), 20, 15), (date(2027, 1, 1), 20, 17),
    ):  # fmt: skip
        _count(town, month, rated, solved)

    _manual, at_once = outcomes_of(initiative, NOW.date())
    _manual, later = outcomes_of(initiative, date(2027, 2, 3))

    assert (at_once.baseline, at_once.value) == (Fraction(60), None)
    assert (later.baseline, later.value, later.on) == (
        Fraction(60), Fraction(80), date(2027, 1, 1),
    )  # fmt: skip
    assert later.reached == 1


def _count(town, month, rated, solved):
    of = {"month": month, "department": town.department}
    counts = {"received": rated, "rated": rated, "solved": solved}
    RateCell.objects.create(key=f"{month}", area=town.area, category=town.category, **of, **counts)
    RateMargin.objects.create(key=f"{month}", side=RateMargin.Side.DEPARTMENT, **of, **counts)
