"""Pages of budget rounds: what everybody sees, voting, and the work on them."""

import re

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people.models import User
from gongjian.government.duties.models import Area
from gongjian.methods.pabulib import read_pabulib
from gongjian.methods.receipt_check import check_receipt
from gongjian.public.budgeting.actions.change_project import withdraw_project
from gongjian.public.budgeting.models import (
    Ballot,
    BudgetProject,
    BudgetRound,
    PaperEntry,
    VotedMark,
)
from gongjian.public.budgeting.rules.phases import Phase
from tests.factories import make_user
from tests.public.budgeting.rounds import IN, count, make_round, vote
from tests.public.budgeting.test_counts import FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    """Turn the clock of the pages to a phase."""

    def turn(phase):
        for module in (
            "rounds",
            "project_versions",
            "ballots",
            "results",
            "submitting",
            "work",
            "papers",
        ):
            monkeypatch.setattr(f"gongjian.public.budgeting.views.{module}.now", lambda: IN[phase])

    return turn


@pytest.fixture
def round_():
    return make_round(kind="knapsack")


def sign_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))


def secret_in(answer):
    return re.search(r'name="secret" value="(\w{20})"', answer.content.decode())[1]


def test_somebody_votes_sees_a_receipt_and_changes_the_ballot(client, at, round_):
    at(Phase.VOTE)
    client.force_login(make_user())
    address = f"/budget/{round_.number}"

    assert client.get(f"{address}/vote/").status_code == 200
    review = client.post(f"{address}/vote/", {"p1": "1", "p3": "1", "do": "review"})
    secret = secret_in(review)
    cast = {"p1": "1", "p3": "1", "do": "cast", "secret": secret}
    done = client.post(f"{address}/vote/", cast)
    again = client.post(f"{address}/vote/", cast)

    ballot = Ballot.objects.get()
    assert (done.status_code, again.status_code) == (200, 200)
    assert all(ballot.commitment in page.content.decode() for page in (done, again))
    assert done["Cache-Control"] == review["Cache-Control"] == "no-store"
    receipt = client.get(f"{address}/receipts/{ballot.commitment}/")
    assert b"sealed into the ledger within seconds" in receipt.content
    ledger.seal_ledger(now=IN[Phase.VOTE])
    told = client.get(f"{address}/receipts/{ballot.commitment}/?as=json").json()
    assert told["tree_size"] > 0
    proof = client.get(f"{address}/receipts/{ballot.commitment}/?as=proof")
    assert ".tlog-proof" in proof["Content-Disposition"]
    assert check_receipt(proof.content.decode(), ledger.verifier_key()).is_right
    client.logout()
    shown = client.post(f"{address}/change/", {"secret": secret, "do": "open"})
    assert b'name="p1" value="1"' in shown.content
    changed = client.post(f"{address}/change/", {"secret": secret, "do": "cast", "p2": "1"})
    assert changed.status_code == 200
    assert Ballot.objects.get().choices == [[2, 1]]
    old = client.get(f"{address}/receipts/{ballot.commitment}/")
    assert b"it no longer counts" in old.content


def test_what_breaks_the_rules_is_said_and_nothing_is_lost(client, at, round_):
    at(Phase.VOTE)
    client.force_login(make_user())

    answer = client.post(
        f"/budget/{round_.number}/vote/",
        {"p1": "1", "p2": "1", "p3": "1", "p4": "1", "do": "review"},
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "cost more than there is" in text
    assert text.count(" checked>") == 4
    assert "-¥500" in text
    assert VotedMark.objects.count() == 0


def test_who_has_voted_is_led_to_the_change(client, at, round_):
    at(Phase.VOTE)
    user = make_user()
    client.force_login(user)
    for number in ("1", "2"):
        review = client.post(f"/budget/{round_.number}/vote/", {f"p{number}": "1", "do": "review"})
        client.post(
            f"/budget/{round_.number}/vote/",
            {f"p{number}": "1", "do": "cast", "secret": secret_in(review)},
        ) if review.status_code == 200 else None

    assert review.status_code == 302
    assert Ballot.objects.count() == 1


def test_a_wrong_secret_is_said(client, at, round_):
    at(Phase.VOTE)

    answer = client.post(f"/budget/{round_.number}/change/", {"secret": "x", "do": "open"})

    assert answer.status_code == 422
    assert b"Check every character" in answer.content


def test_after_the_vote_a_secret_shows_what_counts(client, at, round_):
    _ballot, secret = vote(round_, 1)
    at(Phase.COUNT)

    shown = client.post(f"/budget/{round_.number}/change/", {"secret": secret, "do": "cast"})

    assert b"cannot be changed any more" in shown.content
    assert client.get(f"/budget/{round_.number}/vote/").status_code == 302


def test_the_result_tells_why_and_offers_the_file(client, at, round_):
    for numbers in ([1, 2], [2, 3], [3, 4], [1, 3]):
        vote(round_, *numbers)
    count(round_)
    at(Phase.COUNT)

    page = client.get(f"/budget/{round_.number}/result/").content.decode()
    file = client.get(f"/budget/{round_.number}/parts/{round_.whole.pk}.pb")

    assert "Each of its supporters paid" in page or "supporters paid" in page
    assert ("had" in page and "left together" in page) or "were left" in page
    assert "--rule equal-shares" in page
    assert read_pabulib(file.content.decode()).election.voters == 4


@pytest.mark.parametrize("kind", ["approval", "limited", "points", "ranking"])
@pytest.mark.parametrize("phase", [Phase.COLLECT, Phase.CHECK, Phase.VOTE, Phase.COUNT])
def test_public_pages_in_all_phases(client, at, kind, phase):
    round_ = make_round(kind=kind, most=3)
    at(phase)
    client.force_login(make_user())

    pages = ["/budget/", f"/budget/{round_.number}/", f"/budget/{round_.number}/projects/1/"]

    assert [client.get(page).status_code for page in pages] == [200] * 3
    east = round_.districts[0].pk
    vote_page = client.get(f"/budget/{round_.number}/vote/?district={east}")
    assert vote_page.status_code == (200 if phase == Phase.VOTE else 302)
    assert client.get(f"/budget/{round_.number}/result/").status_code == 302


def test_a_project_is_submitted_and_checked_on_pages(client, at):
    round_ = make_round(costs=())
    at(Phase.COLLECT)
    user = make_user()
    client.force_login(user)
    address = f"/budget/{round_.number}/projects"

    assert client.get(f"{address}/new/").status_code == 200
    wrong = client.post(f"{address}/new/", {"title": ""})
    client.post(
        f"{address}/new/",
        {"title": "Swing", "text": "High.", "part": str(round_.whole.pk), "cost": "99.50"},
    )

    project = BudgetProject.objects.get(title="Swing")
    assert wrong.status_code == 422
    assert (project.cost_minor, project.proposer_id) == (9950, user.pk)
    sign_in(client, round_.manager)
    assert b"Swing" in client.get("/budget-work/").content
    refused = client.post(f"{address}/{project.number}/check/", {"decision": "yes", "cost": "100"})
    assert refused.status_code == 422
    client.post(
        f"{address}/{project.number}/check/",
        {"decision": "yes", "cost": "100", "reason": "There is room."},
    )
    assert round_.project(project.number).state == "accepted"
    client.force_login(user)
    client.post(f"{address}/{project.number}/withdraw/", {"reason": "Moved away."})
    assert round_.project(project.number).state == "withdrawn"


def form_of(page):
    """What the round's form shows, as a browser would send it."""
    text = page.content.decode().split('class="gj-form-page"')[1]
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*?value="([^"]*)"', text))
    fields |= dict(re.findall(r'<input[^>]*value="([^"]*)"[^>]*name="(\w+)"', text))
    for name, body in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', text, re.S):
        fields[name] = re.search(r'<option value="([^"]*)" selected', body)[1]
    return fields


def test_a_round_is_set_up_published_and_locked_on_pages(client):
    round_ = make_round()
    sign_in(client, round_.manager)
    assert client.get("/budget-work/new/").status_code == 200
    assert client.post("/budget-work/new/", {"title": ""}).status_code == 422
    made = client.post(
        "/budget-work/new/",
        {
            "title": "Next year", "collects_on": "2030-01-01", "checks_on": "2030-02-01",
            "votes_on": "2030-03-01", "closes_on": "2030-03-14", "currency": "CNY",
            "whole": "3000000", "kind": "limited", "most": "5", "rule": "equal-shares",
            "utility": "cost", "completion": "add1u-greedy", "ties": "lot", "account_hours": "24",
        },
    )  # fmt: skip

    new = BudgetRound.objects.get(title="Next year")
    assert made.url == f"/budget-work/{new.number}/"
    client.post(f"{made.url}publish/")
    client.post(f"{made.url}lock/")
    page = client.get(made.url)
    assert b"The rules are locked" in page.content
    fields = form_of(page)
    assert client.post(made.url, {**fields, "title": "This year"}).status_code == 302
    stale = client.post(made.url, fields)
    assert stale.status_code == 422
    fields = form_of(client.get(made.url))
    assert client.post(made.url, {**fields, "closes_on": "2030-03-10"}).status_code == 422
    client.post(made.url, {**fields, "kind": "approval", "whole": "1", "closes_on": "2030-03-20"})
    new.refresh_from_db()
    assert (new.parts.get().budget_minor, local_day(new.closes_at).day) == (3000000_00, 21)
    assert (new.title, new.kind, new.most) == ("This year", "limited", 5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_on": "9999-12-31"},
        {"whole": "-5"},
        {"whole": "1e400"},
        {"currency": "JPY", "whole": "0.5"},
        {"most": "99999999999"},
    ],
    ids=range(5),
)
def test_what_makes_no_round_is_said(client, wrong):
    sign_in(client, make_round().manager)
    fields = {
        "title": "X", "collects_on": "2030-01-01", "checks_on": "2030-02-01",
        "votes_on": "2030-03-01", "closes_on": "2030-03-14", "currency": "CNY", "whole": "10",
        "kind": "limited", "most": "5", "rule": "greedy", "utility": "cost", "completion": "none",
        "ties": "number", "account_hours": "0",
    }  # fmt: skip

    assert client.post("/budget-work/new/", {**fields, **wrong}).status_code == 422


def test_paper_is_entered_and_the_round_counted_on_pages(client, at, round_):
    at(Phase.VOTE)
    address = f"/budget-work/{round_.number}/paper/"
    sign_in(client, round_.operator)
    assert client.get(address).status_code == 200
    assert client.post(f"{address}give/", {"voter": "ID 4711"}).status_code == 302
    assert client.post(f"{address}give/", {"voter": "ID 4711"}).status_code == 422
    assert client.post(address, {"paper": "7", "p1": "1"}).status_code == 302
    assert client.post(address, {"paper": "8"}).status_code == 422
    sign_in(client, round_.other_operator)
    assert client.post(address, {"paper": "7", "p1": "1"}).status_code == 302
    assert client.post(address, {"paper": "7", "p1": "1"}).status_code == 422
    at(Phase.COUNT)
    sign_in(client, round_.manager)
    assert client.get(f"/budget-work/{round_.number}/").status_code == 200
    assert client.post(f"/budget-work/{round_.number}/count/").status_code == 302

    assert BudgetRound.objects.get(pk=round_.round.pk).count_asked_at == IN[Phase.COUNT]
    assert Ballot.objects.get().choices == [[1, 1]]


def test_a_round_of_elsewhere_is_imported_on_a_page(client):
    sign_in(client, make_round().manager)
    fields = {"rule": "equal-shares", "utility": "cost", "completion": "add1"}

    for content, status in ((FILE.encode(), 302), (b"hello", 422), (b"\x00", 422)):
        file = SimpleUploadedFile("round.pb", content)
        answer = client.post("/budget-work/import/", {**fields, "file": file})
        assert answer.status_code == status

    made = BudgetRound.objects.get(is_imported=True)
    assert client.get(f"/budget/{made.number}/result/").status_code == 200


def test_reading_a_round_takes_the_same_queries_for_few_and_many(
    client, at, django_assert_max_num_queries
):
    round_ = make_round()
    at(Phase.VOTE)
    with django_assert_max_num_queries(14):
        client.get(f"/budget/{round_.number}/")
    make_round(costs=(100,) * 20)
    with django_assert_max_num_queries(14):
        client.get("/budget/")


def test_sums_and_a_districts_projects_are_shown_without_entering_paper(client, at, round_):
    at(Phase.VOTE)
    sign_in(client, round_.operator)
    east = str(round_.districts[0].pk)

    shown = client.post(
        f"/budget-work/{round_.number}/paper/",
        {"paper": "7", "p1": "1", "district": east, "do": "check"},
    )

    text = shown.content.decode()
    assert shown.status_code == 200
    assert 'value="7"' in text
    assert 'name="p5"' in text
    assert "¥400</span>" in text
    assert not PaperEntry.objects.exists()


def test_a_receipt_is_looked_up_by_its_number(client, at, round_):
    ballot, _secret = vote(round_, 1)
    at(Phase.VOTE)
    address = f"/budget/{round_.number}/change/"

    found = client.get(address, {"receipt": f" {ballot.commitment.upper()} "})
    missing = client.get(address, {"receipt": "0" * 64})

    assert found.url == f"/budget/{round_.number}/receipts/{ballot.commitment}/"
    assert missing.status_code == 422
    assert b"No ballot has a receipt of this number" in missing.content


def test_a_result_tells_what_was_left_out_and_how_it_was_counted(client, at):
    round_ = make_round(ties="lot")
    for _ in range(3):
        vote(round_, 1, 2)
    withdraw_project(
        actor=round_.manager, number=round_.number, project_number=1, reason="The tree fell.",
        now=IN[Phase.VOTE],
    )  # fmt: skip
    count(round_)
    at(Phase.COUNT)

    page = client.get(f"/budget/{round_.number}/result/").content.decode()

    assert "Not counted" in page
    assert "The tree fell." in page
    assert "Votes for them are passed over" in page
    assert "The seed is made of all ballots" in page
    assert "fits into the" in page


def test_a_manager_has_a_department_check_a_project(client, at):
    round_ = make_round()
    at(Phase.CHECK)
    address = f"/budget/{round_.number}/projects/1"
    sign_in(client, round_.manager)
    department = round_.town.department

    nobody = client.post(f"{address}/check/", {"do": "ask"})
    asked = client.post(f"{address}/check/", {"do": "ask", "department": str(department.pk)})

    assert (nobody.status_code, asked.status_code) == (422, 302)
    assert round_.project(1).department_id == department.pk
    sign_in(client, round_.town.handler)
    assert b"Can it be built?" in client.get(f"{address}/").content
    assert b"Ask them" not in client.get(f"{address}/").content


def test_a_place_outside_the_town_is_refused(client, at):
    round_ = make_round(costs=())
    at(Phase.COLLECT)
    client.force_login(make_user())
    Area.objects.filter(parent=None).update(
        outline={"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
    )
    caches["process"].clear()
    idea = {"title": "Swing", "text": "High.", "part": str(round_.whole.pk)}
    address = f"/budget/{round_.number}/projects/new/"

    outside = client.post(address, {**idea, "longitude": "7", "latitude": "7"})
    half = client.post(address, {**idea, "longitude": "0.5"})
    inside = client.post(address, {**idea, "longitude": "0.5", "latitude": "0.5"})

    assert (outside.status_code, inside.status_code) == (422, 302)
    assert b"outside the town" in outside.content
    assert b"data-pin-map" in outside.content
    assert half.status_code == 302
    places = BudgetProject.objects.filter(title="Swing").order_by("number")
    assert [project.longitude for project in places] == [None, 0.5]


def test_projects_stand_on_the_town_s_map_and_the_gone_ones_look_so(client, at, round_):
    at(Phase.VOTE)
    BudgetProject.objects.filter(round=round_.round).update(longitude=112.97, latitude=28.21)
    address = f"/budget/{round_.number}/"
    before = client.get(address).content.decode()

    withdraw_project(
        actor=round_.manager, number=round_.number, project_number=1, reason="No room.",
        now=IN[Phase.VOTE],
    )  # fmt: skip

    after = client.get(address).content.decode()
    assert "gj-dot gj-dot" not in before
    assert (before.count('class="gj-dot"'), after.count('class="gj-dot"')) == (6, 5)
    # One on the map, one in its key.
    assert after.count("gj-dot--done") == 2


def test_a_proposer_changes_a_project_and_what_it_said_before_is_shown(client, at, round_):
    at(Phase.COLLECT)
    user = User.objects.get(pk=round_.project(1).proposer_id)
    address = f"/budget/{round_.number}/projects/1"
    assert f"{address}/edit/" not in client.get(f"{address}/").content.decode()
    client.force_login(user)
    assert f"{address}/edit/" in client.get(f"{address}/").content.decode()
    form = client.get(f"{address}/edit/").context["form"]
    said = {name: form.initial[name] for name in ("title", "text", "part", "cost", "version")}

    wrong = client.post(f"{address}/edit/", said | {"title": ""})
    done = client.post(f"{address}/edit/", said | {"title": "A long bench", "cost": "700"})
    stale = client.post(f"{address}/edit/", said | {"title": "A short bench"})

    assert (wrong.status_code, done.status_code, stale.status_code) == (422, 302, 422)
    project = round_.project(1)
    assert (project.title, project.cost_minor, project.state) == (
        "A long bench",
        700_00,
        "submitted",
    )
    page = client.get(f"{address}/versions/").content.decode()
    assert "<ins>long </ins>bench" in page
    assert "<del>¥600</del> <ins>¥700</ins>" in page
    assert f"{address}/versions/" in client.get(f"{address}/").content.decode()
    at(Phase.CHECK)
    assert client.get(f"{address}/edit/").status_code == 302


def test_a_stranger_does_not_change_a_project(client, at, round_):
    at(Phase.COLLECT)
    client.force_login(make_user())

    assert client.get(f"/budget/{round_.number}/projects/1/edit/").status_code in {403, 404}
