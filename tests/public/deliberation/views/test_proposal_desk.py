from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.public.deliberation.actions.appeal_moderation import appeal_moderation
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_comment, flag_proposal
from gongjian.public.deliberation.models import FlagReason, ProposalSettings, State
from gongjian.public.deliberation.selectors.proposal_settings import settings_of
from tests.factories import NOW, make_actor
from tests.public.proposals import make_proposal


def as_(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_a_moderator_publishes_what_waits(client, town):
    proposal = make_proposal(town, state=State.UNDER_REVIEW)
    as_(client, town.dispatcher)
    assert proposal.title in client.get("/proposals/moderation/").content.decode()

    client.post(
        reverse("moderate_proposal", args=[proposal.number]),
        {"do": "publish", "reason": "It keeps to the rules."},
    )

    proposal.refresh_from_db()
    assert proposal.is_public


def test_no_decision_without_a_reason_and_none_without_a_word(client, town):
    proposal = make_proposal(town, state=State.UNDER_REVIEW)
    as_(client, town.dispatcher)
    address = reverse("moderate_proposal", args=[proposal.number])

    assert client.post(address, {"do": "refuse"}).status_code == 422
    assert client.post(address, {"do": "burn", "reason": "So."}).status_code == 422


def test_flags_and_appeals_wait_each_in_its_part(client, town):
    proposal = make_proposal(town)
    comment = comment_proposal(
        actor=town.neighbour, proposal_id=proposal.pk, text="Nonsense, all of it.", now=NOW
    )
    flag_proposal(actor=town.neighbour, proposal_id=proposal.pk, reason=FlagReason.SPAM, now=NOW)
    flag_comment(
        actor=town.resident, comment_id=comment.pk, reason=FlagReason.INSULT, text="Rude", now=NOW
    )
    as_(client, town.dispatcher)

    def part(name):
        return client.get(f"/proposals/moderation/?show={name}").content.decode()

    assert proposal.title in part("proposals")
    assert "Rude" in part("comments")
    client.post(
        reverse("moderate_comment", args=[comment.pk]), {"do": "hide", "reason": "An insult."}
    )
    decision = comment.decisions.get()
    appeal_moderation(actor=town.neighbour, decision_id=decision.pk, text="A hard word.", now=now())
    assert "somebody else decides" in part("appeals")

    as_(client, make_actor(Role.DISPATCHER))
    client.post(
        reverse("decide_moderation_appeal", args=[decision.pk]),
        {"reason": "Hard, no insult.", "is_granted": "yes"},
    )

    comment.refresh_from_db()
    assert comment.hidden_at is None
    assert "Hard, no insult." in part("decided")


def test_an_administrator_sets_what_holds_and_takes_it_away(client, town):
    as_(client, make_actor(Role.ADMINISTRATOR))
    sent = {
        "area": str(town.area.pk), "support_threshold": "300", "answer_working_days": "15",
        "moderation": "before", "account_age_hours": "24",
    }  # fmt: skip

    assert client.post("/proposals/settings/", sent).status_code == 302

    held = settings_of(town.area.path)
    assert (held.support_threshold, held.answer_working_days) == (300, 15)
    assert settings_of(town.area.parent.path).support_threshold == 2
    row = ProposalSettings.objects.get(area=town.area)
    assert client.get(f"/proposals/settings/?change={row.pk}").status_code == 200

    stale = client.post("/proposals/settings/", {**sent, "version": "9"})
    assert stale.status_code == 409
    client.post(reverse("remove_proposal_settings", args=[row.pk]))
    assert settings_of(town.area.path).support_threshold == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("support_threshold", "0"), ("answer_working_days", "366"), ("support_threshold", "9" * 30)],
)
def test_numbers_out_of_bounds_are_told(client, town, field, value):
    as_(client, make_actor(Role.ADMINISTRATOR))
    sent = {
        "support_threshold": "300", "answer_working_days": "15", "moderation": "before",
        "account_age_hours": "24", field: value,
    }  # fmt: skip

    assert client.post("/proposals/settings/", sent).status_code == 422


def test_an_administrator_of_an_area_sets_nothing_elsewhere(client, town):
    as_(client, make_actor(Role.ADMINISTRATOR, area=town.area))
    sent = {
        "support_threshold": "3", "answer_working_days": "15", "moderation": "after",
        "account_age_hours": "0",
    }  # fmt: skip

    assert client.post("/proposals/settings/", sent).status_code in {403, 422}
    assert settings_of("").support_threshold == 2


def test_late_answers_stand_first(client, town):
    soon = make_proposal(town, state=State.AWAITING_ANSWER, now=now())
    late = make_proposal(town, state=State.AWAITING_ANSWER, now=now() - timedelta(days=90))
    as_(client, make_actor(Role.PRODUCT_MANAGER))

    page = client.get("/proposals/queue/").context["page"]

    assert page.items == [late, soon]
