"""Proposals by programme: all that the pages do."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from gongjian.config.api import api
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.public.deliberation import urls
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.models import (
    ModerationDecision,
    Proposal,
    ProposalComment,
    ProposalFlag,
    ProposalSettings,
    State,
)
from tests.factories import make_actor, make_area
from tests.public.proposals import TEXT, TITLE, make_product_manager, make_proposal, set_proposals

OPERATIONS = {
    "proposal_list": {"list_proposals"},
    "proposal_feed": {"list_proposals"},
    "proposal_table": {"list_proposals"},
    "write_proposal": {"write_proposal", "get_proposal_rules"},
    "like_proposals": {"get_similar_proposals"},
    "my_proposals": {
        "list_my_proposals", "list_supported_proposals", "list_followed_proposals",
        "list_my_proposal_comments", "list_decisions_on_mine",
    },
    "proposal_queue": {"list_proposal_queue"},
    "proposal_moderation": {
        "list_proposals_to_moderate", "list_flagged_comments", "list_moderation_decisions",
    },
    "proposal_settings": {"list_proposal_settings", "set_proposal_settings"},
    "remove_proposal_settings": {"remove_proposal_settings"},
    "comment_replies": {"get_proposal_comment", "list_comment_replies"},
    "flag_comment": {"flag_proposal_comment"},
    "moderate_comment": {"moderate_proposal_comment"},
    "appeal_moderation": {"appeal_moderation"},
    "decide_moderation_appeal": {"decide_moderation_appeal"},
    "proposal": {"get_proposal", "get_proposal_timeline"},
    "proposal_comments": {"list_proposal_comments"},
    "proposal_versions": {"list_proposal_versions"},
    "edit_proposal": {"change_proposal"},
    "support_proposal": {"support_proposal", "unsupport_proposal"},
    "follow_proposal": {"follow_proposal", "unfollow_proposal"},
    "comment_proposal": {"comment_proposal"},
    "flag_proposal": {"flag_proposal"},
    "withdraw_proposal": {"withdraw_proposal"},
    "merge_proposal": {"merge_proposal"},
    "answer_proposal": {"answer_proposal"},
    "moderate_proposal": {"moderate_proposal"},
}  # fmt: skip


@pytest.fixture
def call(client):
    def calling(method, path, body=None, *, as_=None, **headers):
        if as_ is not None:
            client.force_login(User.objects.get(pk=as_.user_id))
        return client.generic(
            method, f"/api/v1/{path}", "" if body is None else json.dumps(body),
            content_type="application/json", headers=headers,
        )  # fmt: skip

    return calling


def test_each_page_has_operations():
    paths = api.get_openapi_schema(path_prefix="")["paths"]
    known = {one["operationId"] for methods in paths.values() for one in methods.values()}
    patterns = [one for one in urls.urlpatterns if str(one.pattern).startswith("proposals/")]
    pages = {one.name for one in patterns}

    assert pages == set(OPERATIONS)
    assert set().union(*OPERATIONS.values()) <= known


def test_a_proposal_sent_twice_is_there_once(call, town):
    body = {"title": TITLE, "text": TEXT, "area_id": str(town.area.pk)}
    key = {"Idempotency-Key": str(uuid4())}

    first, second = (call("POST", "proposals", body, as_=town.resident, **key) for _ in range(2))

    made = Proposal.objects.get()
    assert first.status_code == second.status_code == 201
    assert first.json()["number"] == second.json()["number"] == made.shown_number
    assert second["Idempotency-Replayed"] == "true"
    assert first.json()["is_own"]
    assert set(first.json()["steps"]) >= {"edit", "withdraw", "comment"}


@pytest.mark.parametrize(
    "wrong",
    [{"title": "Short"}, {"text": "x"}, {"longitude": 117.0}, {"area_id": str(uuid4())},
     {"unknown": 1}, {"title": "a" * 121}, {"case_number": "7K3M9Q2XAB"}],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(call, town, wrong):
    body = {"title": TITLE, "text": TEXT, **wrong}

    answer = call("POST", "proposals", body, as_=town.resident)

    assert answer.status_code == 422
    assert next(iter(wrong)) in {one["field"] for one in answer.json()["errors"]}
    assert not Proposal.objects.exists()


def test_without_an_account_one_reads_and_does_nothing(call, town):
    shown = make_proposal(town, now=now())
    at = f"proposals/{shown.number}"

    assert call("GET", at).json()["author"] == "a resident"
    assert [one["title"] for one in call("GET", "proposals").json()["items"]] == [TITLE]
    for method, path, body in (
        ("POST", "proposals", {"title": TITLE, "text": TEXT}),
        ("PUT", f"{at}/support", None),
        ("PUT", f"{at}/follow", None),
        ("POST", f"{at}/comments", {"text": "Yes."}),
        ("POST", f"{at}/flag", {"reason": "spam"}),
        ("POST", f"{at}/answers", {"outcome": "adopted", "text": "Yes."}),
        ("GET", "my/proposals", None),
        ("GET", "queues/proposals", None),
        ("GET", "proposal-settings", None),
    ):
        assert call(method, path, body).status_code == 401, path


def test_lists_are_narrowed_and_pages_go_on(call, town):
    for number in range(3):
        make_proposal(town, title=f"{TITLE} no. {number}", now=now())
    make_proposal(town, state=State.ADOPTED, title="A roof for pupils", now=now())
    elsewhere = make_area("Elsewhere")

    def listed(query):
        return [one["title"] for one in call("GET", f"proposals?{query}").json()["items"]]

    first = call("GET", "proposals?size=2").json()
    second = call("GET", f"proposals?size=2&cursor={first['next_cursor']}").json()
    assert len({one["number"] for one in first["items"] + second["items"]}) == 4
    assert listed("is_answered=true") == ["A roof for pupils"]
    assert listed("q=roof") == ["A roof for pupils"]
    assert listed("state=collecting&sort=supports") == [
        f"{TITLE} no. 2", f"{TITLE} no. 1", f"{TITLE} no. 0",
    ]  # fmt: skip
    assert listed(f"area_id={elsewhere.pk}") == []
    assert call("GET", "proposals?stat=x").status_code == 422


def test_support_and_follow_as_often_as_one_likes(call, town):
    shown = make_proposal(town, now=now())
    at = f"proposals/{shown.number}"

    for step in ("support", "follow"):
        answers = [call("PUT", f"{at}/{step}", as_=town.neighbour).json() for _again in range(2)]
        assert answers[1][f"is_{step}ing"]
    assert answers[1]["support_count"] == 1
    assert [one["title"] for one in call("GET", "my/supported-proposals").json()["items"]] == [
        TITLE
    ]
    assert len(call("GET", "my/followed-proposals").json()["items"]) == 1

    for step in ("support", "follow"):
        answers = [call("DELETE", f"{at}/{step}").json() for _again in range(2)]
        assert not answers[1][f"is_{step}ing"]
    assert answers[1]["support_count"] == 0


def test_comments_and_replies(call, town):
    shown = make_proposal(town, now=now())
    at = f"proposals/{shown.number}/comments"
    key = {"Idempotency-Key": str(uuid4())}
    said = {"text": "Call me: 13800138000.", "side": "for"}

    first, again = (call("POST", at, said, as_=town.neighbour, **key) for _ in range(2))
    reply = call("POST", at, {"text": "Yes.", "parent_id": first.json()["id"]}, as_=town.resident)

    assert first.json()["id"] == again.json()["id"]
    assert (first.json()["side"], reply.json()["side"]) == ("for", "neutral")
    (thread,) = call("GET", f"{at}?side=for").json()["items"]
    assert "13800138000" not in thread["text"]
    assert [one["text"] for one in thread["replies"]] == ["Yes."]
    replies = call("GET", f"proposal-comments/{thread['id']}/replies").json()["items"]
    assert [one["id"] for one in replies] == [reply.json()["id"]]
    assert call("GET", f"{at}?side=against").json()["items"] == []
    mine = call("GET", "my/proposal-comments", as_=town.neighbour).json()["items"]
    assert "13800138000" in mine[0]["text"]


def test_the_author_changes_withdraws_and_reads_what_it_said(call, town):
    shown = make_proposal(town, now=now())
    at = f"proposals/{shown.number}"
    words = {"title": f"{TITLE}, dry", "text": TEXT, "reason": "Clearer.", "version": 1}

    assert call("PUT", at, words, as_=town.neighbour).status_code == 403
    assert call("PUT", at, words, as_=town.resident).json()["version"] == 2
    assert call("PUT", at, {**words, "title": TITLE}).status_code == 409
    versions = call("GET", f"{at}/versions").json()
    assert [one["title"] for one in versions] == [f"{TITLE}, dry", TITLE]
    done = call("POST", f"{at}/withdraw", {"reason": "Built."})
    assert done.json()["state"] == "withdrawn"
    names = [one["name"] for one in call("GET", f"{at}/timeline").json()]
    assert names == ["proposal_written", "proposal_edited", "proposal_withdrawn"]
    assert len(call("GET", "my/proposals").json()["items"]) == 1


def test_an_answer_sent_twice_is_one_answer(call, town):
    shown = make_proposal(town, state=State.AWAITING_ANSWER, now=now())
    manager = make_product_manager()
    body = {"outcome": "in_plan", "text": "It is planned.", "plan": "Plan of 2027",
            "cost_minor": 120_000_00}  # fmt: skip
    key = {"Idempotency-Key": str(uuid4())}
    waiting = call("GET", "queues/proposals", as_=manager).json()["items"]
    at = f"proposals/{shown.number}/answers"

    assert call("POST", at, {**body, "plan": ""}).status_code == 422
    assert call("POST", at, body, as_=town.neighbour).status_code == 403
    first, again = (call("POST", at, body, as_=manager, **key) for _ in range(2))

    assert [one["number"] for one in waiting] == [shown.shown_number]
    assert first.status_code == again.status_code == 201
    (answer,) = again.json()["answers"]
    assert (answer["outcome"], answer["cost_minor"], answer["currency"]) == (
        "in_plan", 120_000_00, "CNY",
    )  # fmt: skip
    assert call("GET", "queues/proposals").json()["items"] == []
    assert len(call("GET", "queues/proposals?is_answered=true").json()["items"]) == 1


def test_moderation_from_the_flag_to_the_appeal(call, town):
    shown = make_proposal(town, now=now())
    comment = call(
        "POST", f"proposals/{shown.number}/comments", {"text": "Rude."}, as_=town.neighbour
    ).json()["id"]
    for _again in range(2):
        flagged = call("POST", f"proposal-comments/{comment}/flag", {"reason": "insult"},
                       as_=town.resident)  # fmt: skip
        assert flagged.status_code == 204
    assert ProposalFlag.objects.count() == 1
    assert call("GET", "queues/flagged-comments").status_code == 403

    waiting = call("GET", "queues/flagged-comments", as_=town.dispatcher).json()["items"]
    hidden = call("POST", f"proposal-comments/{comment}/moderation",
                  {"act": "hide", "reason": "An insult."})  # fmt: skip
    assert [one["id"] for one in waiting] == [comment]
    assert hidden.json()["is_hidden"]
    assert call("GET", f"proposal-comments/{comment}", as_=town.resident).status_code == 404
    (thread,) = call("GET", f"proposals/{shown.number}/comments").json()["items"]
    assert (thread["text"], thread["is_hidden"]) == ("", True)

    (decision,) = call("GET", "my/moderation-decisions", as_=town.neighbour).json()["items"]
    at = f"moderation-decisions/{decision['id']}"
    assert call("POST", f"{at}/appeal", {"text": "It is none."}).json()["is_appeal_open"]
    granting = {"is_granted": True, "reason": "It is none."}
    assert call("POST", f"{at}/decide", granting, as_=town.dispatcher).status_code == 403
    granted = call("POST", f"{at}/decide", granting, as_=make_actor(Role.DISPATCHER))
    assert granted.json()["is_appeal_granted"] is True
    assert ProposalComment.objects.get().hidden_at is None


def test_what_waits_is_published_by_a_moderator(call, town):
    waiting = make_proposal(town, state=State.UNDER_REVIEW, now=now())
    at = f"proposals/{waiting.number}"
    assert call("GET", at).status_code == 404

    queue = call("GET", "queues/proposals-to-moderate", as_=town.dispatcher).json()["items"]
    refused = call("POST", f"{at}/moderation", {"act": "refuse"})
    published = call("POST", f"{at}/moderation", {"act": "publish", "reason": "By the rules."})

    assert [one["number"] for one in queue] == [waiting.shown_number]
    assert refused.status_code == 422
    assert published.json()["state"] == "collecting"
    decided = call("GET", "queues/moderation-decisions?part=decided").json()["items"]
    assert [one["act"] for one in decided] == ["publish"]


def test_whoever_may_not_see_a_decision_any_more_is_told_nothing(call, town):
    hidden = make_proposal(town, now=now())
    call("POST", f"proposals/{hidden.number}/moderation", {"act": "hide", "reason": "A name."},
         as_=town.dispatcher)  # fmt: skip
    decision = ModerationDecision.objects.get()
    key = {"Idempotency-Key": "appeal"}
    at = f"moderation-decisions/{decision.pk}/appeal"
    assert call("POST", at, {"text": "No."}, as_=town.resident, **key).status_code == 200

    Proposal.objects.update(author=None)

    assert call("POST", at, {"text": "No."}, **key).status_code == 404


def test_what_holds_where_is_set_and_read(call, town):
    administrator = make_actor(Role.ADMINISTRATOR)
    set_proposals(threshold=7)
    body = {"area_id": str(town.area.pk), "support_threshold": 3, "answer_working_days": 15,
            "moderation": "before", "account_age_hours": 24, "version": 0}  # fmt: skip

    assert call("PUT", "proposal-settings", body, as_=town.dispatcher).status_code == 403
    made = call("PUT", "proposal-settings", body, as_=administrator).json()

    assert call("PUT", "proposal-settings", body).status_code == 409
    held = call("GET", f"proposal-rules?area_id={town.area.pk}").json()
    assert (held["support_threshold"], held["moderation"]) == (3, "before")
    assert call("GET", "proposal-rules").json()["support_threshold"] == 7
    assert len(call("GET", "proposal-settings").json()) == 2
    assert call("DELETE", f"proposal-settings/{made['id']}").status_code == 204
    assert ProposalSettings.objects.count() == 1


def test_what_is_like_it_is_found_before_it_is_written(call, town):
    shown = make_proposal(town, now=now())

    found = call("POST", "proposals/similar", {"title": TITLE}).json()

    assert [one["number"] for one in found] == [shown.shown_number]


def test_a_list_asks_as_much_for_much_as_for_little(call, town, django_assert_max_num_queries):
    for number in range(12):
        make_proposal(town, title=f"{TITLE} no. {number}", is_name_shown=True, now=now())

    with django_assert_max_num_queries(6):
        assert len(call("GET", "proposals").json()["items"]) == 12


def test_ones_own_signed_comments_ask_as_much_for_many_as_for_one(
    call, town, django_assert_max_num_queries
):
    proposal = make_proposal(town, now=now())
    for _comment in range(8):
        comment_proposal(
            actor=town.neighbour, proposal_id=proposal.pk, text="Roofs, please.",
            is_name_shown=True, now=now(),
        )  # fmt: skip

    call("GET", "my/proposal-comments", as_=town.neighbour)
    with django_assert_max_num_queries(5):
        assert len(call("GET", "my/proposal-comments").json()["items"]) == 8


def test_the_page_and_the_operation_tell_the_same_of_lateness(call, client, town):
    shown = make_proposal(town, state=State.AWAITING_ANSWER)
    Proposal.objects.update(due_at="2020-01-01T00:00Z")

    assert call("GET", f"proposals/{shown.number}").json()["is_late"]
    assert "The answer is late" in client.get(reverse("proposal", args=[shown.number])).text
