from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.government.duties.selectors.areas import forget_areas
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.edit_proposal import edit_proposal
from gongjian.public.deliberation.models import Proposal, ProposalComment, ProposalSettings, State
from tests.factories import NOW, make_actor, make_case
from tests.public.proposals import TEXT, TITLE, make_proposal, reach, set_proposals


def as_(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def words(**fields):
    return {"title": TITLE, "text": TEXT, "request_id": str(uuid4()), "compared": "yes", **fields}


@pytest.mark.parametrize("state", State.values)
def test_each_state_has_a_page_for_its_author(client, town, state):
    proposal = make_proposal(town, state=state)

    answer = as_(client, town.resident).get(reverse("proposal", args=[proposal.number]))

    assert answer.status_code == 200
    assert TITLE in answer.content.decode()


@pytest.mark.parametrize("state", State.values)
def test_others_read_what_was_published_and_nothing_else(client, town, state):
    proposal = make_proposal(town, state=state)

    status = client.get(reverse("proposal", args=[proposal.number])).status_code

    assert status == (404 if state in {State.UNDER_REVIEW, State.REFUSED} else 200)


@pytest.mark.parametrize("page", ["proposal", "proposal_comments", "proposal_versions"])
def test_pages_of_one_ask_as_much_for_much_as_for_little(
    client, town, page, django_assert_max_num_queries
):
    set_proposals(threshold=99)
    proposal = make_proposal(town)
    for n in range(8):
        comment = comment_proposal(
            actor=town.neighbour, proposal_id=proposal.pk, text=f"No. {n}", now=NOW
        )
        comment_proposal(
            actor=town.neighbour, proposal_id=proposal.pk, text="So it is.", now=NOW,
            parent_id=comment.pk,
        )  # fmt: skip
        edit_proposal(
            actor=town.resident, proposal_id=proposal.pk, title=f"{TITLE} {n}", text=TEXT, now=NOW
        )
    as_(client, town.neighbour)

    with django_assert_max_num_queries(22):
        assert client.get(reverse(page, args=[proposal.number])).status_code == 200


@pytest.mark.parametrize(
    "query", ["", "sort=supports", "sort=due", "text=shelter", "state=adopted"]
)
@pytest.mark.parametrize("count", [1, 9])
def test_lists_ask_as_much_for_many_as_for_few(
    client, town, query, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_proposal(town)

    with django_assert_max_num_queries(6):
        answer = client.get(f"/proposals/?{query}")

    assert answer.status_code == 200


def test_the_list_is_sorted_filtered_and_searched(client, town):
    few = make_proposal(town, title="Trees along the canal road")
    many = make_proposal(town)
    reach(many)

    def titles(query):
        return [
            one.public_title for one in client.get(f"/proposals/?{query}").context["page"].items
        ]

    assert titles("") == [many.public_title, few.public_title]
    assert titles("sort=supports") == [many.public_title, few.public_title]
    assert titles("sort=due") == [many.public_title]
    assert titles("text=canal") == [few.public_title]
    assert titles("text=nothing+of+it") == []
    assert titles(f"area={town.area.parent.pk}&state=collecting") == [few.public_title]
    assert titles(f"area={town.area.parent.pk}") == [many.public_title, few.public_title]
    assert client.get(f"/proposals/?text={few.shown_number}").url.endswith(f"{few.number}/")


def test_pages_of_a_list_neither_leave_out_nor_repeat(client, town):
    for n in range(25):
        make_proposal(town, title=f"Proposal number {n} of many", now=NOW + timedelta(hours=n))

    first = client.get("/proposals/").context["page"]
    second = client.get(f"/proposals/?cursor={first.next_cursor}").context["page"]

    numbers = [one.number for one in (*first.items, *second.items)]
    assert len(numbers) == len(set(numbers)) == 25
    assert second.next_cursor == ""


def test_a_proposal_is_written_and_sent_twice_it_is_one(client, town):
    sent = words(area=str(town.area.pk), category=str(town.category.pk))
    as_(client, town.resident)

    answers = [client.post("/proposals/new/", sent) for _ in range(2)]

    proposal = Proposal.objects.get()
    assert {answer.url for answer in answers} == {reverse("proposal", args=[proposal.number])}
    assert (proposal.area, proposal.category) == (town.area, town.category)


def test_what_is_like_it_is_shown_before_it_is_sent(client, town):
    like = make_proposal(town)
    as_(client, town.neighbour)
    sent = words(title="A shelter at the school’s bus stop")
    del sent["compared"]

    first = client.post("/proposals/new/", sent)

    assert Proposal.objects.count() == 1
    assert like.public_title in first.content.decode()
    assert client.post("/proposals/new/", {**sent, "compared": "yes"}).status_code == 302
    assert Proposal.objects.count() == 2


def test_like_ones_come_while_one_types(client, town):
    like = make_proposal(town)

    as_(client, town.neighbour)

    answer = client.post("/proposals/like/", {"title": "shelter at the bus stop"})

    assert like.public_title in answer.content.decode()
    assert "usa-skipnav" not in answer.content.decode()


def test_what_a_programme_fills_in_is_refused(client, town):
    as_(client, town.resident)

    answer = client.post("/proposals/new/", words(website="https://example.org"))

    assert answer.status_code == 422
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("length", [10_001, 100_000])
def test_a_text_that_is_too_long_is_kept_and_told(client, town, length):
    as_(client, town.resident)

    answer = client.post("/proposals/new/", words(text="x" * length))

    assert answer.status_code == 422
    assert "x" * length in answer.content.decode()
    assert not Proposal.objects.exists()


def test_somebody_writes_ten_an_hour(client, town):
    as_(client, town.resident)

    statuses = [client.post("/proposals/new/", words()).status_code for _ in range(12)]

    assert statuses[:10] == [302] * 10
    assert 429 in statuses


def test_a_case_leads_to_the_form_with_its_words(client, town):
    case = make_case(town, is_public=False)
    page = as_(client, town.resident).get(f"/cases/{case.number}/").content.decode()
    address = f"/proposals/new/?case={case.number}"

    assert address in page
    assert case.title in client.get(address).content.decode()
    assert as_(client, town.neighbour).get(address).status_code == 404


def test_supporting_following_and_taking_back(client, town):
    proposal = make_proposal(town)
    address = reverse("proposal", args=[proposal.number])
    as_(client, town.neighbour)

    for step, do in (("support", "support"), ("support", "support"), ("follow", "follow")):
        assert client.post(f"{address}{step}/", {"do": do}).url == address
    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.follower_count) == (1, 2)

    client.post(f"{address}support/", {"do": "take_back"})
    client.post(f"{address}follow/", {"do": "stop"})
    proposal.refresh_from_db()
    assert (proposal.support_count, proposal.follower_count) == (0, 1)


def test_a_comment_sent_twice_is_one(client, town):
    proposal = make_proposal(town)
    sent = {"text": "A good idea.", "side": "1", "request_id": str(uuid4())}
    as_(client, town.neighbour)

    for _ in range(2):
        answer = client.post(reverse("comment_proposal", args=[proposal.number]), sent)

    comment = ProposalComment.objects.get()
    assert answer.url.endswith(f"/comments/#comment-{comment.pk}")
    assert "A good idea." in client.get(answer.url).content.decode()


def test_a_reply_stands_below_its_comment(client, town):
    proposal = make_proposal(town)
    comment = comment_proposal(
        actor=town.resident, proposal_id=proposal.pk, text="What do you say?", now=NOW
    )
    as_(client, town.neighbour)

    client.post(
        reverse("comment_proposal", args=[proposal.number]),
        {"text": "Yes.", "parent": str(comment.pk), "request_id": str(uuid4())},
    )

    page = client.get(reverse("comment_replies", args=[comment.pk])).content.decode()
    assert page.index("What do you say?") < page.index("Yes.")


def test_what_was_written_into_a_wrong_comment_is_there_again(client, town):
    proposal = make_proposal(town)
    as_(client, town.neighbour)

    answer = client.post(
        reverse("comment_proposal", args=[proposal.number]),
        {"text": "y" * 4_001, "request_id": str(uuid4())},
    )

    assert answer.status_code == 422
    assert "y" * 4_001 in answer.content.decode()


def test_versions_say_what_was_added_and_taken_away(client, town):
    proposal = make_proposal(town)
    edit_proposal(
        actor=town.resident, proposal_id=proposal.pk, text=TEXT, now=NOW,
        title="A large shelter at the bus stop of the school",
    )  # fmt: skip

    page = client.get(reverse("proposal_versions", args=[proposal.number])).content.decode()

    assert "<ins>large </ins>" in page
    assert client.get(f"/proposals/{proposal.number}/versions/?version=9").status_code == 404


def test_staff_answer_on_the_page_and_see_what_is_due(client, town):
    proposal = make_proposal(town, state=State.AWAITING_ANSWER, now=now() - timedelta(days=60))
    as_(client, town.supervisor)

    queue = client.get("/proposals/queue/").content.decode()
    answer = client.post(
        reverse("answer_proposal", args=[proposal.number]),
        {"outcome": "adopted", "text": "In spring.", "cost": "120000.50", "currency": "CNY",
         "version": "1"},
    )  # fmt: skip

    assert proposal.public_title in queue
    assert "overdue" in queue
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "¥ 120,000.50" in page
    assert "the first answer came late" in page


def test_the_table_runs_no_formula(client, town):
    make_proposal(town, title="=HYPERLINK(1) and a shelter")

    table = client.get("/proposals/table.csv").content.decode()

    assert "'=HYPERLINK" in table


def test_the_feed_holds_what_is_public(client, town):
    shown, hidden = make_proposal(town), make_proposal(town, state=State.UNDER_REVIEW)

    feed = client.get("/proposals/feed.atom").content.decode()

    assert shown.number in feed
    assert hidden.number not in feed


@pytest.mark.parametrize("show", ["", "supported", "followed", "comments", "decisions"])
def test_ones_own_stand_together(client, town, show):
    make_proposal(town, state=State.REFUSED)
    comment_proposal(actor=town.resident, proposal_id=make_proposal(town).pk, text="Mine.", now=NOW)

    answer = as_(client, town.resident).get(f"/proposals/mine/?show={show}")

    assert answer.status_code == 200


def test_a_person_who_may_not_is_refused(client, town):
    proposal = make_proposal(town)
    as_(client, make_actor())

    for page in ("/proposals/queue/", "/proposals/moderation/", "/proposals/settings/"):
        assert client.get(page).status_code == 403
    answer = client.post(reverse("moderate_proposal", args=[proposal.number]), {"do": "hide"})
    assert answer.status_code == 403


def test_a_pin_is_kept_and_says_the_area(client, town):
    set_proposals()
    town.area.outline = {
        "type": "Polygon",
        "coordinates": [[[115, 30], [116, 30], [116, 31], [115, 31], [115, 30]]],
    }
    town.area.save()
    forget_areas()
    pin = {"longitude": "115.5", "latitude": "30.5"}

    page = as_(client, town.resident).get(reverse("write_proposal"))
    client.post(reverse("write_proposal"), words(**pin))
    half = client.post(reverse("write_proposal"), words(title=f"{TITLE} 2", longitude="115.5"))
    far = client.post(reverse("write_proposal"), words(title=f"{TITLE} 3", longitude="900"))

    assert "data-pin-map" in page.text
    found = Proposal.objects.get(longitude=115.5)
    assert (found.latitude, found.area) == (30.5, town.area)
    assert half.status_code == 302
    assert far.status_code == 422


def test_a_merged_one_leads_to_the_other_and_takes_no_comments(client, town):
    merged = make_proposal(town, state=State.MERGED)

    page = client.get(reverse("proposal", args=[merged.number])).text

    into = Proposal.objects.get(pk=merged.pk).merged_into
    assert f'<a href="/proposals/{into.number}/">{into.shown_number}</a>' in page
    assert "Sign in to comment" not in page
    other = client.get(reverse("proposal", args=[into.number])).text
    assert f'<a href="/proposals/{merged.number}/">{merged.shown_number}</a>' in other
    assert "Sign in to comment" in other


def test_what_is_set_for_an_area_begins_with_what_holds_in_the_town(client, town):
    set_proposals(threshold=77)
    administrator = make_actor(Role.ADMINISTRATOR)

    page = as_(client, administrator).get(reverse("proposal_settings"))
    form = page.context["form"].initial
    sent = {**form, "area": str(town.area.pk), "support_threshold": "5", "provision": "",
            "version": ""}  # fmt: skip
    answer = client.post(reverse("proposal_settings"), sent)

    assert form["support_threshold"] == 77
    assert answer.status_code == 302
    assert ProposalSettings.objects.get(area=town.area).support_threshold == 5


def test_a_proposal_with_a_place_has_a_pin_on_the_town_s_map(client, town):
    proposal = make_proposal(town)
    address = reverse("proposal", args=[proposal.number])
    assert "gj-dot" not in client.get(address).content.decode()

    Proposal.objects.filter(pk=proposal.pk).update(longitude=112.97, latitude=28.21)

    page = client.get(address).content.decode()
    assert 'data-longitude="112.97" data-latitude="28.21"' in page
    assert page.count("<circle") == 1
