"""What stands on the page of a case, and for whom."""

import pytest
from django.urls import reverse

from gongjian.foundation.law.models import Parameter
from gongjian.foundation.people.models import User
from gongjian.government.cases.actions.dispatch_case import NO_CATEGORY
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.cases.selectors.tracking import tracking_secret
from tests.factories import IN_FORCE_FROM, make_case, make_provision
from tests.government.cases.views.case_pages import page_of, sign_in

S = CaseState


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (S.ANSWERED, "It was removed."),
        (S.WAITING_FOR_REQUESTER, "Where is it?"),
        (S.REJECTED, "This is a civil dispute."),
    ],
)
def test_what_the_requester_is_asked_about_stands_once(client, town, state, words):
    case = make_case(town, state=state)
    sign_in(client, town.resident)

    html = page_of(client, case).content.decode()

    assert html.count(words) == 1
    assert "Its words stand above" in html


@pytest.mark.parametrize("state", list(S))
def test_a_case_can_be_read_in_every_state(client, town, state):
    case = make_case(town, state=state)

    html = page_of(client, case).content.decode()

    assert str(case.get_state_display()).capitalize() in html


def test_the_public_sees_no_personal_data(client, town):
    case = make_case(town, title="Call 13912345678", text="I am Person, 13912345678.")

    public = page_of(client, case).content.decode()
    sign_in(client, town.resident)
    own = page_of(client, case).content.decode()

    assert "13912345678" not in public
    assert "13912345678" in own
    assert "Personal data is covered" in public
    assert "Personal data is covered" not in own


def test_nothing_is_said_to_be_covered_where_nothing_is(client, town):
    case = make_case(town, text="The lamp is out.")

    page = client.get(f"/cases/{case.number}/").content.decode()

    assert "Personal data is covered" not in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("resident", 200), ("handler", 404), ("neighbour", 404), ("dispatcher", 200)],
)
def test_a_private_case_is_seen_by_whose_it_is(client, town, who, status):
    case = make_case(town, is_public=False)
    sign_in(client, getattr(town, who))

    page_of(client, case, status)


@pytest.mark.parametrize("number", ["7k3m9-q2xab", "x", "%00", "7K3M9Q2XAB7K3M9Q2XAB"])
def test_a_wrong_number_is_not_found(client, town, number):
    assert client.get(f"/cases/{number}/").status_code == 404


def test_a_merged_case_points_to_where_it_goes_on(client, town):
    case = make_case(town, state=S.MERGED)

    html = page_of(client, case).content.decode()

    assert reverse("case", args=[case.merged_into.number]) in html


def test_staff_are_led_to_the_workbench(client, town):
    case = make_case(town, state=S.ACCEPTED)
    sign_in(client, town.handler)

    assert reverse("workbench", args=[case.number]) in page_of(client, case).content.decode()


def test_number_and_secret_open_a_case(client, town):
    case = make_case(town, requester_id=None, is_public=False)
    secret = tracking_secret(case.pk)
    typed = {"number": case.shown_number.lower(), "secret": f"{secret[:4]} {secret[4:].upper()}"}

    answer = client.post(reverse("track_case"), typed)

    assert answer.url == reverse("case", args=[case.number])
    page_of(client, case)


def test_a_wrong_secret_opens_nothing_and_is_limited(client, town):
    case = make_case(town, requester_id=None, is_public=False)
    wrong = {"number": case.number, "secret": "aaaa bbbb cccc dddd"}

    answers = [client.post(reverse("track_case"), wrong).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]
    page_of(client, case, 404)


def test_a_merged_case_leads_only_to_whom_may_open_the_other(client, town):
    case = make_case(town, state=S.MERGED)
    into = case.merged_into
    open_page = page_of(client, case).content.decode()
    Case.objects.filter(pk=into.pk).update(is_public=False)

    closed_page = page_of(client, case).content.decode()

    link = reverse("case", args=[into.number])
    assert link in open_page
    assert link not in closed_page
    assert "which is not public" in closed_page


@pytest.mark.parametrize(("is_public", "tag"), [(True, "og:description"), (False, "noindex")])
def test_a_link_to_a_public_case_says_what_it_is_about(client, town, is_public, tag):
    case = make_case(town, is_public=is_public, text="The lamp is dark.")
    sign_in(client, town.resident)

    head = page_of(client, case).content.decode().partition("</head>")[0]

    assert tag in head
    assert ("The lamp is dark." in head) is is_public


def test_a_page_tells_each_time_limit_and_what_sets_it(client, town):
    rule = make_provision(title="Rules on Requests", article="9")
    Parameter.objects.create(
        code="case-accept-working-days", value=1, unit="days", provision=rule,
        in_force_from=IN_FORCE_FROM,
    )  # fmt: skip
    town.duty.provision = make_provision(title="Rules on Streets", article="14")
    town.duty.save()
    case = make_case(town, state=S.DISPATCHED)

    html = page_of(client, case).content.decode()

    assert "To be accepted until" in html
    assert "24 Nov 2026" in html
    assert "By Rules on Requests, article 9" in html
    assert "To be answered until" in html
    assert "7 Dec 2026" in html
    assert "By Rules on Streets, article 14" in html


@pytest.mark.parametrize(
    ("is_there", "words"),
    [(True, "A dispatcher of the service centre is deciding"), (False, "still to be decided")],
)
def test_a_dispatcher_decides_only_where_there_is_one(client, town, is_there, words):
    case = make_case(town)
    Case.objects.filter(pk=case.pk).update(dispatch_note=NO_CATEGORY)
    User.objects.filter(pk=town.dispatcher.user_id).update(is_active=is_there)

    assert words in client.get(reverse("case", args=[case.number])).content.decode()
