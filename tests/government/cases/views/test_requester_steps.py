"""What a requester, and whoever has the same trouble, does on the page of a case."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongjian.foundation.kernel.clock import now
from gongjian.government.cases import interface as cases
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import make_case, take_step
from tests.government.cases.views.case_pages import act, page_of, sign_in

S = CaseState


@pytest.mark.parametrize(
    ("state", "forms"),
    [
        (S.RECEIVED, {"attach", "change_visibility"}),
        (S.WAITING_FOR_REQUESTER, {"reply", "attach", "change_visibility"}),
        (S.ANSWERED, {"rate", "close", "reopen", "attach", "change_visibility"}),
        (S.CLOSED, {"rate", "reopen", "change_visibility"}),
        (S.REJECTED, {"appeal", "change_visibility"}),
        (S.MERGED, {"change_visibility"}),
    ],
)
def test_the_requester_is_offered_what_is_possible(client, town, state, forms):
    case = make_case(town, state=state, now=now())
    sign_in(client, town.resident)

    assert set(page_of(client, case).context["forms"]) == forms


def test_others_are_offered_to_join_only(client, town):
    case = make_case(town, state=S.ANSWERED)

    assert set(page_of(client, case).context["forms"]) == {"support"}


def test_a_reply_reaches_the_department(client, town):
    case = make_case(town, state=S.WAITING_FOR_REQUESTER)
    sign_in(client, town.resident)

    answer = act(client, "reply_to_question", case, text="At the gate.", version=case.version)

    case.refresh_from_db()
    assert answer.url == reverse("case", args=[case.number])
    assert case.state == S.IN_PROGRESS


def test_a_rating_is_kept_and_asked_for_once(client, town):
    case = make_case(town, state=S.ANSWERED)
    sign_in(client, town.resident)

    act(client, "rate_case", case, is_solved="yes", satisfaction="4", version=case.version)

    case.refresh_from_db()
    assert (case.is_solved, case.satisfaction) == (True, 4)
    assert "rate" not in page_of(client, case).context["forms"]


def test_whoever_is_content_closes_it_without_a_rating(client, town):
    case = make_case(town, state=S.ANSWERED)
    sign_in(client, town.resident)
    offered = page_of(client, case).content.decode()

    page = act(client, "close_case", case, version=case.version)

    case.refresh_from_db()
    assert "Close without a rating" in offered
    assert "It closes by itself on 8 Dec 2026 if you say nothing." in offered
    assert page.url == reverse("case", args=[case.number])
    assert (case.state, case.rated_at) == (S.CLOSED, None)


def test_whoever_rates_it_solved_closes_it_with_the_same_button(client, town):
    case = make_case(town, state=S.ANSWERED)
    sign_in(client, town.resident)

    act(client, "rate_case", case, is_solved="yes", satisfaction="4", wants_close="on")

    case.refresh_from_db()
    assert (case.state, case.is_solved) == (S.CLOSED, True)


def test_a_rated_case_can_be_closed_still(client, town):
    case = make_case(town, state=S.ANSWERED)
    sign_in(client, town.resident)
    act(client, "rate_case", case, is_solved="yes", satisfaction="4")

    page = page_of(client, case).content.decode()
    act(client, "close_case", case)

    assert "Close the case" in page
    assert "Close without a rating" not in page
    case.refresh_from_db()
    assert case.state == S.CLOSED


def test_closing_twice_is_told(client, town):
    case = make_case(town, state=S.ANSWERED)
    sign_in(client, town.resident)
    act(client, "close_case", case)

    assert act(client, "close_case", case).status_code == 409
    assert case.events.filter(name="case_closed").count() == 1


def test_an_unsolved_case_is_opened_again(client, town):
    case = make_case(town, state=S.ANSWERED, now=now())
    sign_in(client, town.resident)

    given = {"is_solved": "no", "satisfaction": "1", "reason": "Still dark."}
    said = client.post(reverse("rate_case", args=[case.number]), given, follow=True)

    case.refresh_from_db()
    assert case.state == S.REOPENED
    assert "The case is open again, and its time to answer begins anew." in said.content.decode()


def test_who_rates_too_late_to_open_it_again_is_told_so(client, town):
    case = make_case(town, state=S.CLOSED)
    Case.objects.filter(pk=case.pk).update(answered_at=now() - timedelta(days=31))
    sign_in(client, town.resident)

    given = {"is_solved": "no", "satisfaction": "1"}
    said = client.post(reverse("rate_case", args=[case.number]), given, follow=True)

    assert "The case was not opened again: the time for that has ended." in said.content.decode()


def test_whoever_has_the_secret_is_the_requester(client, town):
    case = make_case(town, state=S.WAITING_FOR_REQUESTER, requester_id=None, is_public=False)

    client.get(reverse("open_case", args=[case.number, tracking_secret(case.pk)]))
    act(client, "reply_to_question", case, text="At the gate.")

    case.refresh_from_db()
    assert case.state == S.IN_PROGRESS


@pytest.mark.parametrize(
    ("name", "given", "field"),
    [
        ("reply_to_question", {"text": ""}, "text"),
        ("reply_to_question", {"text": "x" * 10_001}, "text"),
        ("reply_to_question", {"text": "ok", "version": "x"}, "version"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, town, name, given, field):
    case = make_case(town, state=S.WAITING_FOR_REQUESTER)
    sign_in(client, town.resident)

    page = act(client, name, case, **given)

    assert page.status_code == 422
    assert field in page.context["forms"]["reply"].errors


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("reply_to_question", {"text": "x"}),
        ("rate_case", {"is_solved": "yes", "satisfaction": "5"}),
        ("reopen_case", {"reason": "x"}),
        ("appeal_rejection", {"text": "x"}),
        ("close_case", {}),
        ("change_visibility", {"is_public": "no"}),
        ("appeal_hiding", {"text": "x"}),
        ("erase_requester", {}),
    ],
)
def test_others_cannot_take_the_requesters_steps(client, town, name, given):
    case = make_case(town, state=S.ANSWERED)
    sign_in(client, town.neighbour)

    assert act(client, name, case, **given).status_code == 403
    case.refresh_from_db()
    assert case.state == S.ANSWERED


def test_me_too_counts_a_browser_once(client, town):
    case = make_case(town)

    for _ in range(2):
        act(client, "support_case", case)

    case.refresh_from_db()
    assert case.support_count == 1
    assert page_of(client, case).context["is_supporting"]


def test_me_too_of_a_resident_can_follow(client, town):
    case = make_case(town)
    sign_in(client, town.neighbour)

    act(client, "support_case", case, wants_notices="on")

    assert Support.objects.get().wants_notices


def test_files_can_be_added_by_the_requester(client, town, uploads):
    case = make_case(town)
    sign_in(client, town.resident)
    note = SimpleUploadedFile("note.txt", "三号楼".encode())

    act(client, "attach_file", case, files=note)

    assert Case.objects.get().attachments.get().name == "note.txt"


def test_what_is_personal_can_be_erased_by_whoever_has_the_secret(client, town):
    case = make_case(town, requester_id=None, contact_email="li@example.org", is_public=False)
    client.get(reverse("open_case", args=[case.number, tracking_secret(case.pk)]))

    act(client, "erase_requester", case)

    case.refresh_from_db()
    assert case.contact_email == ""
    assert case.erased_at


def test_its_requester_makes_it_private_and_public_again(client, town):
    case = make_case(town)
    sign_in(client, town.resident)
    offered = page_of(client, case).content.decode()

    to_private = act(client, "change_visibility", case, is_public="no", version=case.version)
    own = page_of(client, case).content.decode()
    client.logout()
    page_of(client, case, 404)
    sign_in(client, town.resident)
    act(client, "change_visibility", case, is_public="yes")
    client.logout()

    assert "Make it private" in offered
    assert to_private.url == reverse("case", args=[case.number])
    assert "Make it public" in own
    page_of(client, case)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 422),
        ({"is_public": "maybe"}, 422),
        ({"is_public": "yes"}, 409),
        ({"is_public": ""}, 422),
    ],
)
def test_a_wrong_wish_about_visibility_changes_nothing(client, town, given, status):
    case = make_case(town)
    sign_in(client, town.resident)

    assert act(client, "change_visibility", case, **given).status_code == status
    case.refresh_from_db()
    assert case.is_public


def test_what_staff_hid_says_why_and_can_be_appealed_once(client, town):
    case = make_case(town)
    cases.hide_case(actor=town.dispatcher, case_id=case.pk, reason="It names a person.", now=now())
    sign_in(client, town.resident)
    shown = page_of(client, case)

    act(client, "appeal_hiding", case, text="It names nobody.")

    after = page_of(client, case)
    assert "It names a person." in shown.content.decode()
    assert "appeal_hiding" in shown.context["forms"]
    assert "change_visibility" not in shown.context["forms"]
    assert "appeal_hiding" not in after.context["forms"]
    assert case.appeals.get().text == "It names nobody."
    assert act(client, "appeal_hiding", case, text="Again.").status_code == 409


def test_after_a_wrong_step_the_language_switch_leads_to_the_case(client, town):
    case = make_case(town, state=S.WAITING_FOR_REQUESTER)
    sign_in(client, town.resident)

    page = act(client, "reply_to_question", case, text="").content.decode()

    assert f'name="next" value="{reverse("case", args=[case.number])}"' in page


def test_whose_case_was_rejected_reads_the_reason_beside_the_appeal(client, town):
    case = make_case(town, state=S.REJECTED, now=now())
    case.events.filter(name="case_rejected").update(text="A court has it.")
    sign_in(client, town.resident)

    page = page_of(client, case).content.decode()

    assert page.index("A court has it.") < page.index("you can appeal")


def test_what_is_too_late_is_not_offered(client, town):
    long_ago = now() - timedelta(days=90)
    closed = make_case(town, state=S.CLOSED, now=long_ago)
    rejected = make_case(town, state=S.REJECTED, now=long_ago)
    refused = make_case(town, state=S.REJECTED, now=now())
    take_step(town, refused, Step.APPEAL, now=now())
    cases.decide_appeal(
        actor=town.dispatcher, case_id=refused.pk, appeal_id=refused.appeals.get().pk,
        is_granted=False, reason="No.", now=now(),
    )  # fmt: skip
    sign_in(client, town.resident)

    offered = [set(page_of(client, case).context["forms"]) for case in (closed, rejected, refused)]

    assert offered == [{"rate", "change_visibility"}, {"change_visibility"}, {"change_visibility"}]
