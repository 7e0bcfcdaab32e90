"""What staff do on the pages of a hot issue: the forms, what they say, and who is let in."""

from __future__ import annotations

import pytest
from django.test import Client

from gongjian.foundation.people.models import User
from gongjian.government.cases.actions.run_joint_answer import run_joint_answer
from gongjian.government.cases.models import Case, JointAnswer
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage.models import IssueState, PlacedCase
from tests.factories import NOW, make_case
from tests.government.issues import fresh, make_hot_issue

pytestmark = pytest.mark.django_db


def client_of(actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def send(actor, path: str, **data):
    return client_of(actor).post(path, data)


def test_renamed_it_says_so_and_keeps_the_title(town):
    issue, _found = make_hot_issue(town, 2)

    answer = send(
        town.supervisor, f"/issues/{issue.number}/rename/", title="The plant", version=issue.version
    )

    assert answer["Location"] == f"/issues/{issue.number}/work/"
    assert fresh(issue).title == "The plant"


def test_a_form_of_before_is_told_and_keeps_what_was_written(town):
    issue, _found = make_hot_issue(town, 2)
    send(town.supervisor, f"/issues/{issue.number}/rename/", title="A", version=issue.version)

    answer = send(
        town.dispatcher, f"/issues/{issue.number}/rename/", title="Mine", version=issue.version
    )

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this" in shown
    assert 'value="Mine"' in shown
    assert fresh(issue).title == "A"


def test_ticked_cases_are_split_off_or_taken_out(town):
    issue, found = make_hot_issue(town, 5)
    path = f"/issues/{issue.number}/regroup/"

    split = send(
        town.dispatcher, path, do="split", title="The gate", case_ids=[c.pk for c in found[:2]]
    )
    send(town.dispatcher, path, do="take_out", case_ids=[found[2].pk])

    assert "/issues/" in split["Location"]
    assert issue.number not in split["Location"]
    assert fresh(issue).case_count == 2


@pytest.mark.parametrize("do", ["split", "take_out", "nonsense", ""])
def test_without_a_tick_it_says_what_is_missing(town, do):
    issue, _found = make_hot_issue(town, 3)

    answer = send(town.dispatcher, f"/issues/{issue.number}/regroup/", do=do)

    assert answer.status_code == 422
    assert fresh(issue).case_count == 3


@pytest.mark.parametrize("case_id", ["x", "00000000-0000-7000-8000-000000000000"])
def test_what_is_no_case_of_it_is_refused(town, case_id):
    issue, _found = make_hot_issue(town, 3)

    answer = send(
        town.dispatcher, f"/issues/{issue.number}/regroup/", do="take_out", case_ids=[case_id]
    )

    assert answer.status_code == 422


def test_merging_leads_to_the_other_one(town):
    (one, _a), (other, _b) = make_hot_issue(town, 2), make_hot_issue(town, 2)

    answer = send(town.dispatcher, f"/issues/{one.number}/merge/", into_number=other.shown_number)

    assert answer["Location"] == f"/issues/{other.number}/work/"
    assert fresh(one).state == IssueState.MERGED


@pytest.mark.parametrize("step", ["merge", "rename", "put-in", "regroup"])
def test_strangers_find_nothing_and_handlers_may_not(town, step):
    issue, _found = make_hot_issue(town, 2, is_public=False)
    path = f"/issues/{issue.number}/{step}/"
    fields = {"into_number": "x", "number": "x", "title": "x", "do": "split"}

    assert send(town.other_handler, path, **fields).status_code == 404
    assert send(town.resident, path, **fields).status_code == 403


def test_the_page_offers_tidying_to_those_who_may(town):
    issue, _found = make_hot_issue(town, 2)
    path = f"/issues/{issue.number}/work/"

    tidier = client_of(town.supervisor).get(path).content.decode()
    handler = client_of(town.handler).get(path).content.decode()

    assert f"/issues/{issue.number}/merge/" in tidier
    assert f"/issues/{issue.number}/merge/" not in handler
    assert f"/issues/{issue.number}/answer/" in handler


def test_a_joint_answer_is_written_looked_at_and_sent(town):
    issue, found = make_hot_issue(town, 3)
    path = f"/issues/{issue.number}/answer/"
    fields = {
        "text": "The plant stops at night.", "department_id": town.department.pk,
        "version": issue.version,
    }  # fmt: skip

    looked = send(town.handler, path, do="preview", **fields).content.decode()
    assert "The plant stops at night." in looked
    assert "3 cases" in looked
    assert not JointAnswer.objects.exists()

    sent = send(town.handler, path, do="send", **fields)
    joint = JointAnswer.objects.get()
    assert sent["Location"] == f"/issues/{issue.number}/answers/{joint.pk}/"

    under_way = client_of(town.handler).get(sent["Location"]).content.decode()
    assert 'hx-trigger="every 2s"' in under_way
    run_joint_answer(joint_id=joint.pk, clock=lambda: NOW)
    done = client_of(town.handler).get(sent["Location"]).content.decode()
    assert all(case.shown_number in done for case in found)
    public = Client().get(f"/issues/{issue.number}/").content.decode()
    assert "The plant stops at night." in public
    case_page = Client().get(f"/cases/{found[0].number}/").content.decode()
    assert "The same answer as to other cases of hot issue" in case_page


ASKED = {"title": "Noise of the plant", "text": "When does the mixing plant stop at night?"}


def test_a_joint_answer_is_looked_at_while_it_is_written_and_before_it_is_sent(town):
    issue, _found = make_hot_issue(town, 3, **ASKED)
    path = f"/issues/{issue.number}/answer/"
    draft = {"text": "It will be considered in due course. <b>", "version": issue.version}

    swapped = (
        client_of(town.handler)
        .post(f"{path}check/", draft, headers={"HX-Request": "true"})
        .content.decode()
    )
    page = send(town.handler, f"{path}check/", **draft).content.decode()
    preview = send(
        town.handler, path, do="preview", department_id=town.department.pk, **draft
    ).content.decode()

    for shown in (swapped, page, preview):
        assert "No day or period is named." in shown
        assert "Of 3 cases that it was looked at beside, 3 ask something" in shown
    assert "<html" not in swapped
    assert 'id="answer-check-said" hx-swap-oob' in swapped
    assert "in due course. &lt;b&gt;</textarea>" in page
    assert 'aria-invalid="true"' not in page
    assert not JointAnswer.objects.exists()


@pytest.mark.parametrize("text", ["", "\x00", "？" * 20_000])
def test_no_text_breaks_the_look_at_a_joint_answer(town, text):
    issue, _found = make_hot_issue(town, 2)

    answer = send(town.handler, f"/issues/{issue.number}/answer/check/", text=text, department_id=1)

    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("other_handler", 404), ("resident", 403), ("auditor", 403)]
)
def test_only_who_may_answer_them_is_advised(town, who, status):
    issue, _found = make_hot_issue(town, 2)

    answer = send(getattr(town, who), f"/issues/{issue.number}/answer/check/", text="Done.")

    assert answer.status_code == status


def test_who_oversees_the_issue_watches_its_joint_answer(town):
    issue, _found = make_hot_issue(town, 2)
    path = f"/issues/{issue.number}/answer/"
    sent = send(
        town.handler, path, do="send", text="It stops.", department_id=town.department.pk
    )["Location"]  # fmt: skip

    assert sent in client_of(town.dispatcher).get(f"/issues/{issue.number}/work/").content.decode()
    assert client_of(town.dispatcher).get(sent).status_code == 200
    assert client_of(town.resident).get(sent).status_code == 403


def test_an_empty_answer_is_not_looked_at(town):
    issue, _found = make_hot_issue(town, 2)

    answer = send(town.handler, f"/issues/{issue.number}/answer/", do="preview", text=" ")

    assert answer.status_code == 422


def test_the_workbench_offers_the_joint_answer_to_a_late_case(town):
    issue, _found = make_hot_issue(town, 2)
    send(
        town.handler, f"/issues/{issue.number}/answer/", do="send", text="It stops.",
        department_id=town.department.pk,
    )  # fmt: skip
    joint = JointAnswer.objects.get()
    run_joint_answer(joint_id=joint.pk, clock=lambda: NOW)
    late = make_case(town, state=CaseState.ACCEPTED)
    PlacedCase.objects.create(case_id=late.pk, issue=issue, received_at=late.received_at)
    path = f"/cases/{late.number}/joint-answer/{joint.pk}/"

    assert path in client_of(town.handler).get(f"/cases/{late.number}/work/").content.decode()
    send(town.handler, path, version=late.version)

    assert Case.objects.get(pk=late.pk).state == CaseState.ANSWERED


@pytest.mark.parametrize(("name", "status"), [("dispatcher", 403), ("other_handler", 404)])
def test_who_handles_none_of_it_has_no_form(town, name, status):
    issue, _found = make_hot_issue(town, 2, is_public=False)

    answer = client_of(getattr(town, name)).get(f"/issues/{issue.number}/answer/")

    assert answer.status_code == status
