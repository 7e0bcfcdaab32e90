from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    StepNotOpen,
    WrongState,
)
from gongjian.foundation.trail.models import Link, Relation
from gongjian.public.deliberation.actions.appeal_moderation import (
    appeal_moderation,
    decide_moderation_appeal,
)
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_comment, flag_proposal
from gongjian.public.deliberation.actions.merge_proposal import merge_proposal
from gongjian.public.deliberation.actions.moderate_proposal import (
    moderate_comment,
    moderate_proposal,
)
from gongjian.public.deliberation.errors import AlreadyAppealed, AnotherModerator
from gongjian.public.deliberation.models import FlagReason, ModerationAct, ProposalDocument, State
from gongjian.public.deliberation.selectors.proposal_lists import list_proposals
from gongjian.public.deliberation.selectors.proposals import decision_to_appeal, get_proposal
from tests.factories import NOW, make_actor, make_area
from tests.public.proposals import make_proposal

WHY = "It names a neighbour."


def hide(town, proposal, actor=None, now=NOW):
    return moderate_proposal(
        actor=actor or town.dispatcher, proposal_id=proposal.pk, act=ModerationAct.HIDE,
        reason=WHY, now=now,
    )  # fmt: skip


def test_what_waits_is_published_by_a_moderator(town):
    proposal = make_proposal(town, state=State.UNDER_REVIEW)

    moderate_proposal(
        actor=town.dispatcher, proposal_id=proposal.pk, act=ModerationAct.PUBLISH,
        reason="It keeps to the rules.", now=NOW,
    )  # fmt: skip

    proposal.refresh_from_db()
    assert (proposal.state, proposal.is_public) == (State.COLLECTING, True)
    assert list_proposals().items == [proposal]


def test_no_decision_without_a_reason(town):
    proposal = make_proposal(town)

    for act in ModerationAct:
        with pytest.raises(Invalid):
            moderate_proposal(
                actor=town.dispatcher, proposal_id=proposal.pk, act=act, reason=" ", now=NOW
            )


def merge(actor, proposal, into, now=NOW):
    return merge_proposal(
        actor=actor, proposal_id=proposal.pk, into_number=into.number, reason="The same.", now=now
    )


def test_what_a_moderator_merges_is_appealed_against_and_goes_on_by_itself(town):
    small = make_proposal(town, title="A roof at the school")
    proposal, other = make_proposal(town), make_proposal(town, author=town.neighbour)
    merge(town.dispatcher, small, proposal)
    merge(town.dispatcher, proposal, other)
    decision = proposal.decisions.get()
    # Looking at it for another reason ends no appeal.
    flag_proposal(actor=town.neighbour, proposal_id=proposal.pk, reason=FlagReason.SPAM, now=NOW)
    moderate_proposal(
        actor=town.dispatcher,
        proposal_id=proposal.pk,
        act=ModerationAct.KEEP,
        reason="No.",
        now=NOW,
    )
    seen = get_proposal(actor=town.resident, number=proposal.number)
    assert decision_to_appeal(actor=town.resident, proposal=seen, now=NOW) == decision

    appeal_moderation(actor=town.resident, decision_id=decision.pk, text="It differs.", now=NOW)
    decide_moderation_appeal(
        actor=make_actor(Role.DISPATCHER), decision_id=decision.pk, is_granted=True,
        reason="It does.", now=NOW,
    )  # fmt: skip

    proposal.refresh_from_db()
    small.refresh_from_db()
    assert (proposal.state, proposal.merged_into) == (State.COLLECTING, None)
    assert small.merged_into == proposal
    links = Link.objects.filter(relation=Relation.MERGED_INTO)
    assert [link.source for link in links] == [f"proposal:{small.pk}"]
    with pytest.raises(AnotherModerator):
        merge(town.dispatcher, proposal, other)
    # Its author may still, and that is nobody's decision but theirs.
    merge(town.resident, proposal, other)
    assert proposal.decisions.filter(act=ModerationAct.MERGE).count() == 1


def test_nobody_merges_by_the_way_of_moderating(town):
    with pytest.raises(StepNotOpen):
        moderate_proposal(
            actor=town.dispatcher, proposal_id=make_proposal(town).pk, act=ModerationAct.MERGE,
            reason="The same.", now=NOW,
        )  # fmt: skip


def test_what_is_hidden_is_read_and_found_by_nobody(town):
    proposal = make_proposal(town)

    hide(town, proposal)

    proposal.refresh_from_db()
    assert not proposal.is_public
    assert list_proposals().items == []
    assert not ProposalDocument.objects.exists()


@pytest.mark.parametrize("who", ["resident", "neighbour", "handler", "supervisor", "auditor"])
def test_others_do_not_moderate(town, who):
    proposal = make_proposal(town)

    with pytest.raises(NotAllowed):
        hide(town, proposal, actor=getattr(town, who))


def test_nobody_moderates_elsewhere_or_their_own(town):
    elsewhere = make_actor(Role.DISPATCHER, area=make_area())
    with pytest.raises(NotAllowed):
        hide(town, make_proposal(town), actor=elsewhere)
    with pytest.raises(NotAllowed):
        hide(town, make_proposal(town, author=town.dispatcher))


def test_flags_count_once_a_person_until_they_are_decided(town):
    proposal = make_proposal(town)
    by = {"proposal_id": proposal.pk, "reason": FlagReason.INSULT, "now": NOW}

    flags = [flag_proposal(actor=town.neighbour, **by) for _ in range(2)]
    proposal.refresh_from_db()
    assert (flags, proposal.flag_count) == ([True, False], 1)

    moderate_proposal(
        actor=town.dispatcher, proposal_id=proposal.pk, act=ModerationAct.KEEP,
        reason="A hard word is no insult.", now=NOW,
    )  # fmt: skip
    proposal.refresh_from_db()
    assert (proposal.flag_count, proposal.is_public) == (0, True)
    assert flag_proposal(actor=town.neighbour, **by)


def test_what_nobody_flagged_needs_no_keeping(town):
    proposal = make_proposal(town)

    with pytest.raises(Conflict):
        moderate_proposal(
            actor=town.dispatcher, proposal_id=proposal.pk, act=ModerationAct.KEEP, reason=WHY,
            now=NOW,
        )  # fmt: skip


def test_a_granted_appeal_shows_it_again_and_binds_who_hid_it(town):
    proposal, other = make_proposal(town), make_actor(Role.DISPATCHER)
    decision = hide(town, proposal)
    appeal_moderation(
        actor=town.resident, decision_id=decision.pk, text="It names nobody.", now=NOW
    )
    by = {"decision_id": decision.pk, "is_granted": True, "reason": "True.", "now": NOW}
    with pytest.raises(AnotherModerator):
        decide_moderation_appeal(actor=town.dispatcher, **by)

    decide_moderation_appeal(actor=other, **by)

    proposal.refresh_from_db()
    assert proposal.is_public
    with pytest.raises(AnotherModerator):
        hide(town, proposal)
    hide(town, proposal, actor=make_actor(Role.ADMINISTRATOR))


def test_a_granted_appeal_publishes_what_was_refused(town):
    proposal = make_proposal(town, state=State.REFUSED)
    decision = proposal.decisions.get()
    appeal_moderation(actor=town.resident, decision_id=decision.pk, text="No.", now=NOW)

    decide_moderation_appeal(
        actor=make_actor(Role.DISPATCHER), decision_id=decision.pk, is_granted=True,
        reason="It names nobody.", now=NOW,
    )  # fmt: skip

    proposal.refresh_from_db()
    assert (proposal.state, proposal.is_public) == (State.COLLECTING, True)


def test_an_appeal_is_made_once_in_time_and_by_the_author(town):
    decision = hide(town, make_proposal(town))
    by = {"decision_id": decision.pk, "text": "No.", "now": NOW}
    with pytest.raises(NotFound):
        appeal_moderation(actor=town.neighbour, **by)
    with pytest.raises(WrongState):
        appeal_moderation(actor=town.resident, **{**by, "now": NOW + timedelta(days=30)})

    appeal_moderation(actor=town.resident, **by)

    with pytest.raises(AlreadyAppealed):
        appeal_moderation(actor=town.resident, **by)


def test_a_hidden_comment_is_counted_no_more_until_it_is_shown_again(town):
    proposal = make_proposal(town)
    comment = comment_proposal(
        actor=town.neighbour, proposal_id=proposal.pk, text="Nonsense.", now=NOW
    )
    flag_comment(actor=town.resident, comment_id=comment.pk, reason=FlagReason.INSULT, now=NOW)
    by = {"actor": town.dispatcher, "comment_id": comment.pk, "now": NOW}

    decision = moderate_comment(act=ModerationAct.HIDE, reason=WHY, **by)
    proposal.refresh_from_db()
    comment.refresh_from_db()
    assert (proposal.comment_count, comment.flag_count) == (0, 0)
    with pytest.raises(StepNotOpen):
        moderate_comment(act=ModerationAct.HIDE, reason=WHY, **by)

    appeal_moderation(actor=town.neighbour, decision_id=decision.pk, text="It is.", now=NOW)
    decide_moderation_appeal(
        actor=make_actor(Role.DISPATCHER), decision_id=decision.pk, is_granted=True,
        reason="Allowed.", now=NOW,
    )  # fmt: skip

    proposal.refresh_from_db()
    assert proposal.comment_count == 1
