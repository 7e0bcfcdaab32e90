"""Who is told what of a proposal."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import Notice, User
from gongjian.public.deliberation.actions.answer_proposal import answer_proposal
from gongjian.public.deliberation.actions.appeal_moderation import (
    appeal_moderation,
    decide_moderation_appeal,
)
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.edit_proposal import edit_proposal, withdraw_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_comment, flag_proposal
from gongjian.public.deliberation.actions.follow_proposal import follow_proposal
from gongjian.public.deliberation.actions.merge_proposal import merge_proposal
from gongjian.public.deliberation.actions.moderate_proposal import (
    moderate_comment,
    moderate_proposal,
)
from gongjian.public.deliberation.actions.remind_answer import remind_answer
from gongjian.public.deliberation.actions.support_proposal import support_proposal
from gongjian.public.deliberation.actions.tell_of_proposals import (
    tell_of_comments,
    tell_of_proposals,
)
from gongjian.public.deliberation.models import (
    FlagReason,
    ModerationAct,
    ProposalComment,
    ProposalEvent,
    State,
)
from gongjian.public.deliberation.notice_texts import REASONS, TOLD, TOPIC_OF, Audience
from gongjian.public.deliberation.rules.proposals import Outcome
from gongjian.public.deliberation.views.shown_proposals import TITLES
from tests.factories import NOW, make_actor, make_area
from tests.public.proposals import (
    TEXT,
    TITLE,
    age_accounts,
    make_product_manager,
    make_proposal,
    reach,
    set_proposals,
)


def tell(*names, at=NOW):
    """Of the events of these names, or of all there are."""
    chosen = ProposalEvent.objects.filter(name__in=names) if names else ProposalEvent.objects
    tell_of_proposals(event_ids=list(chosen.values_list("pk", flat=True)), now=at)


def tell_comments(*comments):
    tell_of_comments(comment_ids=[one.pk for one in comments], now=NOW)


def told(actor):
    rows = Notice.objects.filter(user_id=actor.user_id).order_by("id")
    return list(rows.values_list("subject", flat=True))


def all_told():
    return set(Notice.objects.values_list("user_id", flat=True))


def say(actor, proposal, **fields):
    age_accounts()
    given = {"actor": actor, "proposal_id": proposal.pk, "text": "A good idea.", "now": NOW}
    return comment_proposal(**{**given, **fields})


def test_an_answer_is_told_to_author_supporters_and_followers_once_each(town):
    proposal = make_proposal(town)
    supporter, follower = town.neighbour, make_actor()
    support_proposal(actor=supporter, proposal_id=proposal.pk, now=NOW)
    for actor in (supporter, follower):
        follow_proposal(actor=actor, proposal_id=proposal.pk, now=NOW)
    make_answered(town, proposal)

    for _again in range(2):
        tell("proposal_answered")

    assert told(town.resident) == [f"Your proposal is answered – accepted: {TITLE}"]
    for actor in (supporter, follower):
        assert told(actor) == [f"A proposal is answered – accepted: {TITLE}"]
    notice = Notice.objects.get(user=town.resident.user_id)
    assert notice.path == f"/proposals/{proposal.number}/"
    assert "For good reasons." in notice.body


def make_answered(town, proposal):
    reach(proposal)
    answer_proposal(
        actor=make_product_manager(), proposal_id=proposal.pk, outcome=Outcome.ADOPTED,
        text="For good reasons.", now=NOW,
    )  # fmt: skip


def test_the_worker_tells_without_being_asked(town):
    proposal = make_proposal(town)
    support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    ProposalEvent.objects.update(at=NOW)

    withdraw_proposal(actor=town.resident, proposal_id=proposal.pk, reason="Built.", now=now())
    run_waiting_tasks()

    assert told(town.neighbour) == [f"A proposal was withdrawn: {TITLE}"]


def test_the_threshold_tells_whoever_may_answer(town):
    manager, elsewhere = make_product_manager(), make_product_manager(area=make_area("Far away"))
    proposal = make_proposal(town)
    reach(proposal)

    tell("threshold_reached")

    for actor in (town.supervisor, manager):
        assert told(actor)[0].startswith("A proposal is to be answered until ")
    assert told(town.resident) == [f"Enough people support your proposal: {TITLE}"]
    assert told(elsewhere) == told(town.dispatcher) == []
    notice = Notice.objects.get(user=town.supervisor.user_id)
    assert town.department.name in notice.body


def test_where_nobody_may_answer_whoever_gives_roles_is_told(town):
    administrator = make_actor(Role.ADMINISTRATOR)
    set_proposals()
    proposal = make_proposal(town, category_id=None)
    town.duty.delete()
    User.objects.filter(pk=town.supervisor.user_id).update(is_active=False)
    reach(proposal)

    tell("threshold_reached")

    assert len(told(administrator)) == 1


def test_a_person_who_is_several_is_told_once_in_the_first_words(town):
    proposal = make_proposal(town, author=town.supervisor)
    support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    reach(proposal)

    tell("threshold_reached")

    assert told(town.supervisor) == [f"Enough people support your proposal: {TITLE}"]


@pytest.mark.parametrize(
    ("act", "state", "subject"),
    [
        (ModerationAct.PUBLISH, State.UNDER_REVIEW, "Your proposal is public"),
        (ModerationAct.REFUSE, State.UNDER_REVIEW, "Your proposal is not published"),
        (ModerationAct.HIDE, State.COLLECTING, "Your proposal was hidden"),
        (ModerationAct.KEEP, State.COLLECTING, "Your proposal was flagged, and stays as it is"),
    ],
)
def test_the_author_is_told_what_moderators_decide_and_why(town, act, state, subject):
    proposal = make_proposal(town, state=state)
    ways = {State.COLLECTING: lambda: flag(town, proposal), State.UNDER_REVIEW: lambda: None}
    ways[state]()
    moderate_proposal(
        actor=town.dispatcher, proposal_id=proposal.pk, act=act, reason="It is so.", now=NOW
    )
    tell(*[name for name in TOLD if name.startswith("proposal_")])

    mine = Notice.objects.filter(user=town.resident.user_id)
    assert [one.subject for one in mine] == [f"{subject}: {TITLE}"]
    assert "It is so." in mine.get().body


def flag(town, proposal):
    flag_proposal(actor=town.neighbour, proposal_id=proposal.pk, reason=FlagReason.FALSE, now=NOW)


def test_moderators_hear_of_what_waits_and_of_appeals_and_the_author_of_the_end(town):
    proposal = make_proposal(town, state=State.REFUSED)
    tell("proposal_written")
    assert told(town.dispatcher) == [f"A proposal waits for a moderator: {TITLE}"]
    decision = proposal.decisions.get()
    appeal_moderation(actor=town.resident, decision_id=decision.pk, text="Look again.", now=NOW)
    other = make_actor(Role.DISPATCHER)
    decide_moderation_appeal(
        actor=other, decision_id=decision.pk, is_granted=False, reason="No.", now=NOW
    )

    tell("moderation_appealed", "moderation_appeal_decided")

    assert told(town.dispatcher)[1:] == [f"An appeal against a moderator’s decision: {TITLE}"]
    assert told(town.resident) == [f"Your appeal was refused: {TITLE}"]


def test_whoever_wrote_a_comment_is_told_what_becomes_of_it_and_nobody_else(town):
    proposal = make_proposal(town)
    comment, flagger = say(town.neighbour, proposal), make_actor()
    flag_comment(actor=flagger, comment_id=comment.pk, reason=FlagReason.SPAM, now=NOW)
    moderate_comment(
        actor=town.dispatcher, comment_id=comment.pk, act=ModerationAct.HIDE, reason="Rude.",
        now=NOW,
    )  # fmt: skip
    decision = comment.decisions.get()
    appeal_moderation(actor=town.neighbour, decision_id=decision.pk, text="No.", now=NOW)
    decide_moderation_appeal(
        actor=make_actor(Role.DISPATCHER), decision_id=decision.pk, is_granted=True,
        reason="Not rude.", now=NOW,
    )  # fmt: skip
    Notice.objects.all().delete()

    tell("comment_hidden", "moderation_appeal_decided", "comment_shown")

    assert told(town.neighbour) == [
        f"Your comment was hidden: {TITLE}",
        f"Your appeal was granted: {TITLE}",
        f"Your comment is public again: {TITLE}",
    ]
    assert all_told() == {town.neighbour.user_id, flagger.user_id}


def test_a_merge_leads_supporters_to_where_their_support_can_go(town):
    proposal = make_proposal(town)
    support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    other_author = make_actor()
    target = make_proposal(town, author=other_author, title="A roof where pupils wait")
    merge_proposal(
        actor=town.dispatcher, proposal_id=proposal.pk, into_number=target.number,
        reason="The same.", now=NOW,
    )  # fmt: skip

    tell("proposal_merged", "proposal_taken_in")

    notice = Notice.objects.get(user=town.neighbour.user_id)
    assert notice.path == f"/proposals/{target.number}/"
    assert "“A roof where pupils wait”" in notice.body
    assert told(town.resident) == [f"Your proposal was merged: {TITLE}"]
    assert told(other_author) == [f"Another proposal was merged into yours: {target.title}"]


def test_a_change_is_told_to_supporters_with_its_reason(town):
    proposal = make_proposal(town)
    support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    edit_proposal(
        actor=town.resident, proposal_id=proposal.pk, title=TITLE, text=f"{TEXT} Two.",
        reason="A number, call 13800138000.", now=NOW,
    )  # fmt: skip

    tell("proposal_edited")

    notice = Notice.objects.get(user=town.neighbour.user_id)
    assert "A number" in notice.body
    assert "13800138000" not in notice.body
    assert told(town.resident) == []


def test_of_a_proposal_that_was_hidden_since_only_its_author_hears(town):
    proposal = make_proposal(town)
    support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    reach(proposal)
    moderate_proposal(
        actor=town.dispatcher, proposal_id=proposal.pk, act=ModerationAct.HIDE, reason="A name.",
        now=NOW,
    )  # fmt: skip

    tell("threshold_reached")

    assert told(town.neighbour) == []
    assert len(told(town.resident)) == 1


def test_comments_are_told_to_the_author_once_a_day_and_replies_to_the_thread(town):
    proposal = make_proposal(town)
    third = make_actor()
    first, second = say(town.neighbour, proposal), say(third, proposal)
    reply = say(third, proposal, parent_id=first.pk)
    own = say(town.neighbour, proposal, parent_id=first.pk)

    for _again in range(2):
        tell_comments(first, second, reply, own)

    assert told(town.resident) == [f"New comments on your proposal: {TITLE}"]
    assert told(town.neighbour) == [f"A reply in a thread of yours: {TITLE}"]
    assert told(third) == [f"A reply in a thread of yours: {TITLE}"]
    path = Notice.objects.get(user=third.user_id).path
    assert path == f"/proposals/comments/{first.pk}/#comment-{own.pk}"


def test_what_a_public_body_says_reaches_everybody_who_follows(town):
    proposal = make_proposal(town)
    support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    said = say(town.supervisor, proposal, for_department_id=town.department.pk)

    tell_comments(said)

    words = f"{town.department.name} wrote about a proposal: {TITLE}"
    assert told(town.neighbour) == told(town.resident) == [words]


def test_a_hidden_comment_is_told_to_nobody(town):
    proposal = make_proposal(town)
    comment = say(town.neighbour, proposal)
    ProposalComment.objects.update(hidden_at=NOW)

    tell_comments(comment)

    assert all_told() == set()


def test_history_that_was_loaded_is_told_to_nobody(town):
    make_answered(town, make_proposal(town))

    tell(at=NOW + timedelta(days=30))

    assert all_told() == set()


def test_many_supporters_are_told_in_pieces(town, monkeypatch):
    monkeypatch.setattr("gongjian.public.deliberation.actions.tell_of_proposals.TOGETHER", 2)
    set_proposals(threshold=9)
    proposal = make_proposal(town)
    people = [make_actor() for _person in range(5)]
    for actor in people:
        support_proposal(actor=actor, proposal_id=proposal.pk, now=NOW)
    withdraw_proposal(actor=town.resident, proposal_id=proposal.pk, reason="Built.", now=NOW)

    tell("proposal_withdrawn")

    assert all_told() == {actor.user_id for actor in people}


def test_every_event_that_is_told_is_an_event_and_every_audience_has_words():
    names = {key.split(":")[0] for key in TOLD}

    assert names <= set(TITLES)
    assert set(Audience) == set(TOPIC_OF) == set(REASONS)


def test_a_late_answer_is_told_to_all_whom_it_concerns(town):
    proposal = make_proposal(town)
    support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    reach(proposal)
    proposal.refresh_from_db()
    late = proposal.due_at
    assert remind_answer(proposal_id=proposal.pk, now=late) == "answer_late"

    tell("answer_late", at=late)

    words = f"The answer to a proposal is late: {TITLE}"
    assert told(town.supervisor) == told(town.neighbour) == [words]
    assert told(town.resident) == [f"The answer to your proposal is late: {TITLE}"]
    assert Notice.objects.get(user=town.supervisor.user_id).is_urgent


@pytest.mark.parametrize("act", [ModerationAct.HIDE, ModerationAct.KEEP])
def test_whoever_flags_is_told_what_was_decided(town, act):
    proposal = make_proposal(town)
    age_accounts()
    flag_proposal(actor=town.neighbour, proposal_id=proposal.pk, reason=FlagReason.SPAM, now=NOW)
    moderate_proposal(
        actor=town.dispatcher, proposal_id=proposal.pk, act=act, reason="Looked at.",
        now=NOW + timedelta(hours=1),
    )  # fmt: skip

    for _twice in range(2):
        tell("proposal_hidden", "proposal_kept", at=NOW + timedelta(hours=1))

    [subject] = told(town.neighbour)
    expected = {
        ModerationAct.HIDE: "What you flagged was hidden",
        ModerationAct.KEEP: f"What you flagged stays as it is: {TITLE}",
    }
    assert subject == expected[act]


def test_whoever_flags_a_comment_is_told_and_nobody_who_flagged_something_else(town):
    proposal = make_proposal(town)
    comment, other = say(town.resident, proposal), say(town.resident, proposal, text="Or not.")
    stranger = make_actor()
    age_accounts()
    flag_comment(actor=town.neighbour, comment_id=comment.pk, reason=FlagReason.INSULT, now=NOW)
    flag_comment(actor=stranger, comment_id=other.pk, reason=FlagReason.INSULT, now=NOW)
    moderate_comment(
        actor=town.dispatcher, comment_id=comment.pk, act=ModerationAct.HIDE, reason="Rude.",
        now=NOW,
    )  # fmt: skip

    tell("comment_hidden")

    assert told(town.neighbour) == ["What you flagged was hidden"]
    assert told(stranger) == []


def test_a_hidden_proposal_that_another_was_merged_into_is_not_named(town):
    set_proposals(threshold=99)
    proposal, into = make_proposal(town), make_proposal(town, title="A roof over the words unsaid")
    age_accounts()
    support_proposal(actor=town.neighbour, proposal_id=proposal.pk, now=NOW)
    merge_proposal(
        actor=town.dispatcher, proposal_id=proposal.pk, into_number=into.number, reason="The same.",
        now=NOW,
    )  # fmt: skip
    moderate_proposal(
        actor=town.dispatcher, proposal_id=into.pk, act=ModerationAct.HIDE, reason="Hidden.",
        now=NOW,
    )  # fmt: skip

    tell("proposal_merged")

    notices = Notice.objects.filter(user_id=town.neighbour.user_id)
    assert notices
    assert all("words unsaid" not in one.subject + one.body for one in notices)
    assert all(into.number not in one.path for one in notices)
