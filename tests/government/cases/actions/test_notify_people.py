"""Who is told what of a case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import Notice, User
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions import notify_people
from gongjian.government.cases.actions.remind_case import remind_case
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.notice_texts import TOLD
from gongjian.government.cases.notice_topics import REASONS, TOPIC_OF, TOPICS, Audience
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import (
    NOW,
    Town,
    make_actor,
    make_area,
    make_case,
    make_department,
    make_provision,
    take_step,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def tell(case: Case, *names: str, now=LATER) -> None:
    events = CaseEvent.objects.filter(case=case)
    chosen = events.filter(name__in=names) if names else events
    notify_people.notify_people(event_ids=list(chosen.values_list("id", flat=True)), now=now)


def told(actor: Actor) -> list[str]:
    rows = Notice.objects.filter(user_id=actor.user_id).order_by("event", "id")
    return list(rows.values_list("subject", flat=True))


def only_told() -> set:
    return set(Notice.objects.values_list("user_id", flat=True))


def test_the_requester_follows_a_case_from_receipt_to_the_end(town: Town):
    case = make_case(town, state=CaseState.CLOSED)
    CaseEvent.objects.filter(case=case, name="case_closed").update(actor="system:closing")

    tell(case)

    number = case.shown_number
    assert told(town.resident) == [
        f"We received your case {number}",
        f"Case {number}: Urban Management is responsible",
        f"Urban Management has taken on your case {number}",
        f"Your case {number} was answered",
        f"Your case {number} was closed",
    ]
    answered = Notice.objects.get(user_id=town.resident.user_id, subject__endswith="answered")
    assert "It was removed." in answered.body
    assert answered.reason == f"You reported case {number}."
    assert answered.path == f"/cases/{case.number}/"
    dispatched = Notice.objects.get(subject__endswith="is responsible", user__isnull=False)
    assert "has until 7 Dec 2026 to answer" in dispatched.body


def test_told_again_nobody_is_told_twice(town: Town):
    case = make_case(town, state=CaseState.ANSWERED)

    tell(case)
    count = Notice.objects.count()
    tell(case)

    assert Notice.objects.count() == count > 0


def test_the_tasks_tell_by_themselves(town: Town):
    make_case(town, now=NOW)
    CaseEvent.objects.update(at=now())

    run_waiting_tasks()

    assert told(town.resident)[0].startswith("We received")
    assert told(town.handler)[0].startswith("New case")


def test_a_new_case_is_told_to_all_handlers_of_its_department_and_no_others(town: Town):
    case = make_case(town, state=CaseState.DISPATCHED)

    tell(case, "case_dispatched")

    assert only_told() == {town.resident.user_id, town.handler.user_id, town.colleague.user_id}
    notice = Notice.objects.get(user_id=town.handler.user_id)
    assert notice.path == f"/cases/{case.number}/work/"
    assert notice.topic == "case_work"


def test_a_handler_elsewhere_in_town_is_not_told(town: Town):
    other_area = make_area("Elsewhere")
    elsewhere = make_actor(Role.HANDLER, organisation=town.department, area=other_area)
    case = make_case(town, state=CaseState.DISPATCHED)

    tell(case, "case_dispatched")

    assert told(elsewhere) == []


@pytest.mark.parametrize(
    ("steps", "event", "audience"),
    [
        ("dispatch accept ask_requester", "requester_asked", {"resident"}),
        ("dispatch accept ask_requester reply", "question_replied", {"handler"}),
        ("dispatch hand_back", "case_handed_back", {"dispatcher"}),
        ("dispatch accept answer reopen", "case_reopened", {"handler"}),
        ("dispatch reject", "case_rejected", {"resident"}),
        ("dispatch merge", "case_merged", {"resident"}),
        ("dispatch accept", "case_accepted", {"resident"}),
        ("dispatch accept start", "case_started", set()),
        ("dispatch accept answer close", "case_closed", set()),
    ],
)
def test_who_is_told_of_a_step(town: Town, steps, event, audience):
    case = make_case(town)
    for step in steps.split():
        take_step(town, case, Step(step))

    tell(case, event)

    assert only_told() == {getattr(town, name).user_id for name in audience}


def test_a_case_nobody_is_responsible_for_is_told_to_dispatchers_in_their_language(town: Town):
    User.objects.filter(pk=town.dispatcher.user_id).update(language="zh-hans")
    case = make_case(town, category_id=None)
    take_step(town, case, Step.DISPATCH)

    tell(case, "case_held")

    notice = Notice.objects.get()
    assert notice.user_id == town.dispatcher.user_id
    assert "等待" in notice.subject
    assert "类别" in notice.body


def test_a_dispatcher_of_any_service_centre_is_told(town: Town):
    elsewhere = make_actor(Role.DISPATCHER, organisation=make_department("Service Centre"))
    case = make_case(town, category_id=None)
    take_step(town, case, Step.DISPATCH)

    tell(case, "case_held")

    assert len(told(elsewhere)) == 1


def test_time_passing_is_told_to_the_handler_and_then_to_the_supervisor(town: Town):
    case = make_case(town, state=CaseState.ACCEPTED)
    for share in (0.55, 0.85, 1.01):
        at = case.received_at + (case.due_at - case.received_at) * share
        remind_case(case_id=case.pk, now=at)

    tell(case, "case_reminded", "case_overdue", now=case.due_at)

    number = case.shown_number
    assert told(town.handler) == [
        f"50% of the time is over, case {number}: Rubbish beside the school",
        f"80% of the time is over, case {number}: Rubbish beside the school",
        f"Overdue: case {number}: Rubbish beside the school",
    ]
    assert told(town.supervisor) == [
        f"Overdue in Urban Management: case {number}: Rubbish beside the school"
    ]
    assert Notice.objects.get(user_id=town.supervisor.user_id).is_urgent


def test_more_time_is_told_to_the_supervisor_and_granted_to_the_requester(town: Town):
    case = make_case(town, state=CaseState.ACCEPTED)
    on = {"case_id": case.pk, "now": NOW}
    extension = cases.ask_extension(
        actor=town.handler, working_days=3, reason="The part is ordered.", **on
    )
    tell(case, "extension_asked")
    assert only_told() == {town.supervisor.user_id}

    cases.decide_extension(actor=town.supervisor, extension_id=extension.pk, is_granted=True, **on)
    tell(case, "extension_decided")

    assert f"Case {case.shown_number} takes longer: until 10 Dec 2026" in told(town.resident)
    assert any(subject.startswith("More time granted") for subject in told(town.handler))


def test_who_asked_reads_by_which_provision(town: Town):
    town.duty.provision = make_provision(title="Rules on Streets", article="14")
    town.duty.save()
    case = make_case(town, state=CaseState.ACCEPTED)
    cited = make_provision(title="Rules on Rubbish", article="3")
    cases.answer_case(
        actor=town.handler, case_id=case.pk, text="Done.", provision_id=cited.pk, now=NOW
    )

    tell(case, "case_dispatched", "case_answered")

    bodies = Notice.objects.filter(user_id=town.resident.user_id).order_by("event")
    dispatched, answered = bodies.values_list("body", flat=True)
    assert dispatched.endswith("to answer you.\n\nBy Rules on Streets, article 14")
    assert "Done.\n\nBy Rules on Rubbish, article 3\n\nWas it solved?" in answered


def test_refused_time_is_told_to_the_handler_only(town: Town):
    case = make_case(town, state=CaseState.ACCEPTED)
    on = {"case_id": case.pk, "now": NOW}
    extension = cases.ask_extension(actor=town.handler, working_days=3, reason="Please.", **on)
    cases.decide_extension(
        actor=town.supervisor, extension_id=extension.pk, is_granted=False, reason="No.", **on
    )

    tell(case, "extension_decided")

    assert only_told() == {town.handler.user_id}


def test_a_department_asked_for_help_is_told_and_the_handler_of_its_reply(town: Town):
    case = make_case(town, state=CaseState.ACCEPTED)
    on = {"case_id": case.pk, "now": NOW}
    assistance = cases.ask_assistance(
        actor=town.handler, department_id=town.other_department.pk, request="Is it a pipe?",
        working_days=2, **on,
    )  # fmt: skip
    tell(case, "assistance_asked")
    assert only_told() == {town.other_handler.user_id}
    assert Notice.objects.get().reason == "You handle cases of Water, whose help was asked for."

    cases.reply_assistance(
        actor=town.other_handler, assistance_id=assistance.pk, reply="It is.", **on
    )
    tell(case, "assistance_replied")
    assert len(told(town.handler)) == 1


def test_an_appeal_is_told_to_the_dispatcher_and_decided_to_the_requester(town: Town):
    case = make_case(town, state=CaseState.REJECTED)
    on = {"case_id": case.pk, "now": NOW}
    appeal = cases.appeal_rejection(actor=town.resident, text="It is public land.", **on)
    tell(case, "rejection_appealed")
    assert only_told() == {town.dispatcher.user_id}

    cases.decide_appeal(
        actor=town.dispatcher, appeal_id=appeal.pk, is_granted=False, reason="It is not.", **on
    )
    tell(case, "appeal_decided")

    assert told(town.resident) == [f"Your appeal was refused, case {case.shown_number}"]


def test_a_case_given_to_somebody_is_told_to_them(town: Town):
    case = make_case(town, state=CaseState.ACCEPTED)
    cases.assign_handler(
        actor=town.supervisor, case_id=case.pk, user_id=town.colleague.user_id, now=NOW
    )

    tell(case, "handler_assigned")

    assert only_told() == {town.colleague.user_id}


def test_whoever_says_me_too_and_wants_to_know_is_told_masked_words(town: Town):
    silent = make_actor()
    case = make_case(town, state=CaseState.ACCEPTED, title="Rubbish, call me: 13800123500")
    for actor, wants in ((town.neighbour, True), (silent, False)):
        cases.support_case(actor=actor, case_id=case.pk, wants_notices=wants, now=NOW)
    take_step(town, case, Step.ANSWER)

    tell(case, "case_answered")

    assert told(silent) == []
    notice = Notice.objects.get(user_id=town.neighbour.user_id)
    assert notice.topic == "supported_cases"
    assert "13800123500" not in notice.subject + notice.body
    assert "It was removed." not in notice.body


@pytest.mark.parametrize(
    ("steps", "event", "subject"),
    [
        ("dispatch reject", "case_rejected", "was rejected"),
        ("dispatch merge", "case_merged", "goes on in another one"),
        ("dispatch accept answer reopen", "case_reopened", "was reopened"),
        ("dispatch accept ask_extension decide_extension", "extension_decided", "takes longer"),
    ],
)
def test_whoever_says_me_too_is_told_what_else_becomes_of_it(town: Town, steps, event, subject):
    case = make_case(town)
    cases.support_case(actor=town.neighbour, case_id=case.pk, wants_notices=True, now=NOW)
    for step in steps.split():
        take_step(town, case, Step(step))

    tell(case, event)

    (told_of,) = told(town.neighbour)
    assert subject in told_of


def test_without_an_account_the_letter_opens_the_case(town: Town, client):
    case = make_case(town, requester_id=None, contact_email="Guest@Example.org", language="zh-hans")

    tell(case, "case_received")

    notice = Notice.objects.get()
    assert (notice.user_id, notice.email) == (None, "guest@example.org")
    assert "已收到" in notice.subject
    assert "请勿转发" in notice.body
    assert notice.is_urgent
    assert notice.path == f"/cases/{case.number}/open/{tracking_secret(case.pk)}/"
    client.get(notice.path)
    assert client.session["case_ids"] == [str(case.pk)]


def test_an_account_is_told_as_an_account_whatever_contact_it_gave(town: Town):
    case = make_case(town, contact_email="other@example.org")

    tell(case, "case_received")

    assert only_told() == {town.resident.user_id}


def test_after_erasure_nobody_is_told(town: Town):
    case = make_case(town, requester_id=None, contact_email="guest@example.org")
    cases.erase_requester(actor=Actor.system("test"), case_id=case.pk, now=NOW)

    tell(case)

    assert not Notice.objects.filter(user=None).exists()


def test_imported_and_old_cases_do_not_write_to_their_requesters(town: Town):
    imported = make_case(town, channel=Channel.IMPORT, category_id=None)
    take_step(town, imported, Step.DISPATCH)
    old = make_case(town, state=CaseState.ANSWERED, now=NOW - timedelta(days=30))

    tell(imported)
    tell(old)

    assert not Notice.objects.exists()


def test_staff_read_masked_words_because_letters_leave_the_house(town: Town):
    case = make_case(
        town, state=CaseState.DISPATCHED, is_public=False, title="I am 11010519491231002X"
    )

    tell(case, "case_dispatched")

    assert "11010519491231002X" not in Notice.objects.get(user_id=town.handler.user_id).subject


def test_braces_in_people_s_words_are_words(town: Town):
    case = make_case(town, title="{number} {0} {x!r}", state=CaseState.DISPATCHED)

    tell(case)

    assert any("{number} {0} {x!r}" in n.body for n in Notice.objects.all())


@pytest.mark.any_database
@pytest.mark.parametrize("key", sorted(TOLD))
def test_every_text_has_a_topic_and_a_reason_and_known_places(key):
    places = "number title department lead other due text into share because by"
    facts = dict.fromkeys(places.split(), "x")
    for audience, words in TOLD[key].items():
        assert TOPIC_OF[audience] in TOPICS
        for text in (words.subject, words.body, REASONS[audience]):
            assert str(text).format(**facts)


@pytest.mark.any_database
def test_every_audience_has_a_topic_and_a_reason():
    assert set(TOPIC_OF) == set(REASONS) == set(Audience)


def test_many_events_cost_few_queries(town: Town, django_assert_max_num_queries):
    found = [make_case(town, state=CaseState.DISPATCHED) for _ in range(20)]
    ids = list(CaseEvent.objects.filter(case__in=found).values_list("id", flat=True))

    with django_assert_max_num_queries(10):
        notify_people.notify_people(event_ids=ids, now=LATER)

    assert Notice.objects.count() == 20 * 4
