"""Pages of calls and companies: what everybody sees, and the desk of those who work on them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.people.interface import actor_of_user
from gongjian.foundation.people.models import User
from gongjian.market.procurement.actions.company_members import accept_invitation
from gongjian.market.procurement.models import (
    Call,
    CallDocument,
    CallFollow,
    CallQuestion,
    Company,
    CompanyMembership,
    CompanyOwner,
    Debarment,
)
from gongjian.market.procurement.rules.states import CallState
from tests.factories import NOW, make_provision, make_user
from tests.market.procurement.calls import (
    DAY,
    make_call,
    make_company,
    make_known_calls,
    make_market,
    make_member,
    next_key,
)

pytestmark = pytest.mark.django_db
LAST_DAY = local_day(NOW + 40 * DAY).isoformat()


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    for module in ("calls", "call_work", "call_steps", "companies"):
        monkeypatch.setattr(f"gongjian.market.procurement.views.{module}.now", lambda: NOW)


@pytest.fixture
def market(db):
    return make_market()


def sign_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))


def test_everybody_reads_open_calls_and_nobody_drafts(client, market):
    call = make_call(market)
    draft = make_call(market, state=CallState.DRAFT, title="A secret plan")

    listed = client.get("/calls/?show=all").text
    page = client.get(f"/calls/{call.number}/")
    feed = client.get("/calls/feed/")

    assert call.title in listed
    assert draft.title not in listed + feed.text
    assert client.get(f"/calls/{draft.number}/").status_code == 404
    assert page.status_code == 200
    assert "How bids are judged" in page.text
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert f"/calls/{call.number}/" in feed.text


def test_the_list_filters_and_finds_a_number(client, market):
    call = make_call(market)
    other = make_call(market, title="A bridge", procedure_code="quotation", largest_size="small")
    make_call(market, title="Long ago", state=CallState.DONE)

    found = client.get("/calls/?procedure=quotation&reserved=yes").text
    assert other.title in found
    assert call.title not in found
    assert client.get(f"/calls/?text={call.shown_number}").url == f"/calls/{call.number}/"
    assert "Long ago" in client.get("/calls/?show=decided").text
    assert "Nothing matches" in client.get("/calls/?text=zzz").text


def test_a_call_whose_time_is_over_is_not_listed_as_open(client, market):
    call = make_call(market, closes_at=NOW)

    assert call.title not in client.get("/calls/").text
    assert call.title in client.get("/calls/?show=all").text


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    client, market, django_assert_max_num_queries
):
    make_call(market)
    client.get("/calls/")
    with django_assert_max_num_queries(4) as few:
        client.get("/calls/")
    for _ in range(12):
        make_call(market)

    with django_assert_max_num_queries(len(few)):
        assert client.get("/calls/").text.count('class="gj-case__title"') == 13


def test_a_member_asks_and_the_asker_is_named_only_when_it_is_decided(client, market):
    call, company = make_call(market), make_company("Heron Lighting")
    sign_in(client, make_member(company))

    empty = client.post(f"/calls/{call.number}/ask/", {"company": company.pk, "text": " "})
    asked = client.post(f"/calls/{call.number}/ask/", {"company": company.pk, "text": "When?"})
    client.logout()
    during = client.get(f"/calls/{call.number}/").text
    Call.objects.update(state="contract")
    after = client.get(f"/calls/{call.number}/").text

    assert empty.status_code == 422
    assert asked.url.endswith("#questions")
    assert "When?" in during
    assert "Heron Lighting" not in during
    assert "Heron Lighting" in after


def test_somebody_follows_a_call_and_no_longer(client, market):
    call = make_call(market)
    user = make_user()
    assert client.post(f"/calls/{call.number}/follow/").status_code == 401
    client.force_login(user)

    client.post(f"/calls/{call.number}/follow/")
    assert CallFollow.objects.get().user == user
    assert "Follow no more" in client.get(f"/calls/{call.number}/").text
    client.post(f"/calls/{call.number}/unfollow/")
    assert not CallFollow.objects.exists()


def test_the_desk_is_for_those_who_work_on_calls(client, market):
    call = make_call(market, state=CallState.DRAFT)
    addresses = ("/call-work/", "/call-work/new/", f"/call-work/{call.number}/")
    assert [client.get(one).status_code for one in addresses] == [302] * 3
    client.force_login(make_user())
    assert [client.get(one).status_code for one in addresses] == [403] * 3
    sign_in(client, market.buyer)
    assert [client.get(one).status_code for one in addresses] == [200] * 3
    sign_in(client, market.auditor)
    assert [client.get(one).status_code for one in addresses] == [200, 403, 200]


def draft_fields(market, **fields):
    return {
        "title": "Lamps", "text": "Lamps for the path.", "buyer": market.body.pk,
        "procedure": "open_call", "currency": "CNY", "estimate": "5000",
        "c1_title": "How", "c1_kind": "quality", "c1_weight": "60", "c1_stage": "1",
        "c2_title": "Price", "c2_kind": "price:absolute", "c2_weight": "40", "c2_stage": "1",
        **fields,
    }  # fmt: skip


def test_a_call_is_written_approved_and_opened_on_pages(client, market):
    sign_in(client, market.buyer)
    wrong = client.post("/call-work/new/", draft_fields(market, title=""))
    made = client.post("/call-work/new/", draft_fields(market))
    call = Call.objects.get()
    desk = f"/call-work/{call.number}"
    assert (wrong.status_code, made.url) == (422, f"{desk}/")
    client.post(f"{desk}/edit/", {**draft_fields(market, estimate="6000"), "version": call.version})
    call.refresh_from_db()
    assert call.estimate_minor == 6000_00
    assert "it was you who wrote it" in client.get(f"{desk}/").text
    named = {"threshold": "2"}
    for place, (body, trustee) in enumerate(
        zip(market.trustee_bodies, market.trustees, strict=True), start=1
    ):
        user = User.objects.get(pk=trustee.user_id)
        named |= {f"body{place}": body.pk, f"email{place}": user.email}
    assert client.post(f"{desk}/trustees/", {**named, "threshold": "5"}).status_code == 422
    client.post(f"{desk}/trustees/", named)
    call.refresh_from_db()
    assert client.post(f"{desk}/approve/", {"version": call.version}).status_code == 403
    sign_in(client, market.approver)
    assert call.title in client.get("/call-work/").text.partition("Questions to answer")[0]
    shown = client.get(f"{desk}/").text
    assert all(User.objects.get(pk=one.user_id).name in shown for one in market.trustees)
    client.post(f"{desk}/approve/", {"version": call.version})
    sign_in(client, market.buyer)
    assert client.post(f"{desk}/open/", {"last_day": LAST_DAY}).status_code == 422
    for one in call.trustees.all():
        one.public_key = next_key()
        one.save()
    client.post(f"{desk}/open/", {"last_day": LAST_DAY})

    call.refresh_from_db()
    assert call.state == "open"
    assert client.get(f"{desk}/").status_code == 200
    client.logout()
    assert client.get(f"/calls/{call.number}/").status_code == 200


def test_an_open_call_is_answered_changed_suspended_and_ended_on_pages(client, market):
    call, company = make_call(market), make_company()
    CallQuestion.objects.create(
        call=call, number=1, company=company, text="When?", asked_at=NOW, answer_by=NOW + DAY
    )
    sign_in(client, market.buyer)
    desk = f"/call-work/{call.number}"
    assert "When?" in client.get("/call-work/").text
    assert client.post(f"{desk}/questions/1/answer/", {"answer": ""}).status_code == 422
    client.post(f"{desk}/questions/1/answer/", {"answer": "In May."})
    call.refresh_from_db()
    file = SimpleUploadedFile("plan.txt", b"A plan of the lake path.")
    client.post(f"{desk}/documents/", {"title": "Plan", "file": file})
    document = CallDocument.objects.get()
    call.refresh_from_db()
    change = {"reason": "More.", "title": "More lamps", "text": call.text, "version": call.version}
    assert client.post(f"{desk}/amend/", {**change, "version": 1}).status_code == 409
    client.post(f"{desk}/amend/", change)
    client.post(f"{desk}/suspend/", {"reason": "A complaint."})
    assert client.post(f"{desk}/resume/", {"reason": ""}).status_code == 422
    client.post(f"{desk}/resume/", {"reason": "Settled."})
    client.post(f"{desk}/cancel/", {"reason": "No money."})

    call.refresh_from_db()
    assert (call.state, call.title) == ("cancelled", "More lamps")
    client.logout()
    page = client.get(f"/calls/{call.number}/").text
    assert all(words in page for words in ("In May.", "No money.", "Plan", "Change 1"))
    got = client.get(f"/calls/{call.number}/documents/{document.pk}/")
    assert got.content == b"A plan of the lake path."
    assert got["Content-Disposition"].startswith("attachment")


def test_a_person_registers_a_company_and_the_town_confirms_it(client, market):
    client.force_login(make_user())
    fields = {
        "code": "91350211M000100Y46", "name": "Heron Lighting", "size": "small",
        "sectors": ["F", "J"],
    }  # fmt: skip
    assert client.post("/companies/register/", {**fields, "code": "1"}).status_code == 422
    made = client.post("/companies/register/", fields)
    company = Company.objects.get()
    assert made.url == f"/companies/{company.pk}/"
    assert "not confirmed yet" in client.get(made.url).text
    client.logout()
    assert client.get(made.url).status_code == 404
    assert "Heron" not in client.get("/companies/").text
    sign_in(client, market.buyer)
    assert "Heron" in client.get("/call-work/").text

    client.post(f"{made.url}confirm/", {"version": "1"})

    client.logout()
    assert "Construction" in client.get(made.url).text
    assert "Heron" in client.get("/companies/?sector=F").text
    assert "Heron" not in client.get("/companies/?sector=A").text


def test_members_keep_their_companys_page(client, market):
    company = make_company("Heron Lighting")
    member, other = make_member(company), make_user(name="Ada Other")
    sign_in(client, member)
    address = f"/companies/{company.pk}/"
    client.post(f"{address}members/", {"email": other.email})
    asked = CompanyMembership.objects.get(user=other)
    assert "Ada Other" in client.get(address).text
    accept_invitation(actor=actor_of_user(other), membership_id=asked.pk, now=NOW)
    owner = {"kind": "person", "name": "Li Ming", "share": "60", "since": "2026-01-01"}
    client.post(f"{address}owners/", owner)
    too_much = client.post(f"{address}owners/", {**owner, "name": "Wu", "share": "40.01"})
    assert too_much.status_code == 422
    own = client.get(address).text
    assert "Li Ming" in own
    assert "Ada Other" in own
    client.logout()

    page = client.get(address).text

    assert "60 %" in page
    assert "a natural person" in page
    assert "Li Ming" not in page
    assert "Ada Other" not in page
    sign_in(client, member)
    client.post(f"{address}owners/{CompanyOwner.objects.get().pk}/end/", {"until": "2026-10-01"})
    assert "60 %" not in client.get(address).text
    client.post(f"{address}members/{member.user_id}/remove/")
    client.force_login(other)
    assert client.post(f"{address}members/{other.pk}/remove/").status_code == 409


def test_a_debarment_is_published_with_reason_and_provision_and_lifted(client, market):
    company, provision = make_company(), make_provision(title="Law on Bidding", article="53")
    address = f"/companies/{company.pk}/"
    fields = {
        "reason": "Collusion.", "provision": provision.code,
        "first_day": "2026-11-01", "last_day": "2027-10-31",
    }  # fmt: skip
    sign_in(client, make_member(company))
    assert client.post(f"{address}debar/", fields).status_code == 403
    sign_in(client, market.buyer)
    assert client.post(f"{address}debar/", {**fields, "last_day": "2026-10-01"}).status_code == 422
    client.post(f"{address}debar/", fields)
    client.logout()
    page = client.get(address).text
    assert "Collusion." in page
    assert "Law on Bidding, article 53" in page
    assert "debarred" in client.get("/companies/").text
    sign_in(client, market.buyer)

    client.post(f"{address}debarments/{Debarment.objects.get().pk}/lift/", {"reason": "Appeal."})

    assert Debarment.objects.get().lifted_on == date(2026, 11, 23)
    assert "Appeal." in client.get(address).text


def test_companies_are_listed_with_as_many_queries_for_many_as_for_few(
    client, market, django_assert_max_num_queries
):
    make_company()
    client.get("/companies/")
    with django_assert_max_num_queries(4) as few:
        client.get("/companies/")
    for _ in range(9):
        make_company()

    with django_assert_max_num_queries(len(few)):
        client.get("/companies/")


def test_every_state_of_a_call_has_its_pages(client, market):
    known = make_known_calls(NOW)
    sign_in(client, market.buyer)

    for number in known["call_number"]:
        assert client.get(f"/calls/{number}/").status_code == 200
        assert client.get(f"/call-work/{number}/").status_code == 200
