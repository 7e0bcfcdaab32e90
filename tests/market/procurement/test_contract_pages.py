"""The pages of contracts: drafted, signed, delivered, paid, changed and rated."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.people.models import User
from gongjian.market.procurement.models import (
    Contract,
    ContractVersion,
    Delivery,
    DeliveryDocument,
    DeliveryTrial,
    Milestone,
    Payment,
)
from gongjian.market.procurement.rules.contracts import ContractState, Duty
from gongjian.market.procurement.selectors import contracts
from tests.factories import make_actor
from tests.market.procurement.calls import DAY
from tests.market.procurement.contracts import (
    AWARDED,
    FIRST_DAY,
    RUNS,
    TERMS,
    accept,
    decide,
    email_of,
    make_done,
    make_draft_contract,
    pay,
    report,
    sign,
)

pytestmark = pytest.mark.django_db


def browser(actor):
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


@pytest.fixture
def on(monkeypatch):
    """Set the town's clock."""

    def set_clock(moment):
        for name in ("contracts", "contract_steps", "records", "call_work", "calls"):
            module = f"gongjian.market.procurement.views.{name}"
            monkeypatch.setattr(f"{module}.now", lambda: moment)

    return set_clock


def terms_posted(version):
    data = {
        "version": version, "text": TERMS.text, "starts_on": FIRST_DAY.isoformat(),
        "amount": "400000", "exit_text": TERMS.exit_text, "source_text": TERMS.source_text,
        "data_text": TERMS.data_text, "m1_title": "All", "m1_due_on": "2027-04-01",
        "m1_amount": "400000", "m1_criteria": "They light.", "d1_title": "Eighty lamps",
        "d1_milestone": "1",
    }  # fmt: skip
    cells = {f"d1_{duty}": "shared" for duty in Duty}
    return data | cells | {f"d1_{duty}_words": "Half and half." for duty in Duty}


def test_from_the_award_to_both_signatures(awarded, on):
    on(AWARDED + DAY)
    buyer, member = browser(awarded.market.buyer), browser(awarded.member)

    assert "Draft the contract" in buyer.get(f"/call-work/{awarded.call.number}/").text
    drafted = buyer.post(f"/call-work/{awarded.call.number}/contract/")
    contract = Contract.objects.get()
    assert drafted.headers["Location"] == f"/contracts/{contract.number}/edit/"
    page = buyer.get(f"/contracts/{contract.number}/")
    assert "There is no deliverable yet." in page.text
    saved = buyer.post(f"/contracts/{contract.number}/edit/", terms_posted(contract.version))
    assert saved.status_code == 302
    named = buyer.post(
        f"/contracts/{contract.number}/acceptors/",
        {"owner_email": email_of(awarded.owner), "acceptor_email": email_of(awarded.acceptor)},
    )
    assert named.status_code == 302
    for client in (browser(awarded.market.approver), member):
        page = client.get(f"/contracts/{contract.number}/")
        digest = page.text.split('name="digest" value="')[1].split('"')[0]
        assert digest in page.text
        signed = client.post(f"/contracts/{contract.number}/sign/", {"digest": digest})
        assert signed.status_code == 302
    contract.refresh_from_db()
    assert contract.state == ContractState.SIGNED
    public = Client().get(f"/contracts/{contract.number}/")
    assert "Half and half." in public.text
    assert "Eighty lamps" in public.text
    file = Client().get(f"/contracts/{contract.number}/versions/1/")
    assert file.content.decode() == ContractVersion.objects.get().file
    assert "Contract" in Client().get(f"/calls/{awarded.call.number}/").text


def test_a_wrong_form_comes_back_with_its_words(drafted, on):
    on(AWARDED + DAY)
    buyer = browser(drafted.market.buyer)
    posted = terms_posted(drafted.fresh.version) | {"amount": "400001", "d1_operates_words": ""}

    page = buyer.post(f"/contracts/{drafted.contract.number}/edit/", posted)

    assert page.status_code == 422
    assert "This is more than was awarded." in page.text
    assert "Say who it is, or how it is shared." in page.text
    stale = buyer.post(f"/contracts/{drafted.contract.number}/edit/", terms_posted(0))
    assert stale.status_code == 422
    assert f'name="version" value="{drafted.fresh.version}"' in stale.text


def test_a_draft_is_nobody_elses_business(drafted, on):
    sign(drafted, drafted.member)
    on(AWARDED + DAY)

    for client in (Client(), browser(make_actor())):
        for path in ("", "versions/1/"):
            found = client.get(f"/contracts/{drafted.contract.number}/{path}")
            assert found.status_code == 404
    assert (
        browser(drafted.member).get(f"/contracts/{drafted.contract.number}/edit/").status_code
        == 403
    )


def test_delivered_refused_accepted_and_paid(running, on):
    on(RUNS)
    one = f"/contracts/{running.contract.number}/milestones/1/"
    member, owner, acceptor = (
        browser(running.member),
        browser(running.owner),
        browser(running.acceptor),
    )

    assert member.post(f"{one}report/", {"text": ""}).status_code == 422
    assert member.post(f"{one}report/", {"text": "All stand."}).status_code == 302
    refused = owner.post(f"{one}decide/", {"delivery": 1, "is_accepted": "no", "reason": ""})
    assert refused.status_code == 422
    owner.post(f"{one}decide/", {"delivery": 1, "is_accepted": "no", "reason": "Ten are dark."})
    member.post(f"{one}report/", {"text": "All stand and light."})
    for client in (owner, acceptor):
        done = client.post(f"{one}decide/", {"delivery": 2, "is_accepted": "yes"})
        assert done.status_code == 302
    payer = browser(running.market.approver)
    paid = payer.post(f"{one}pay/", {"amount": "150000", "paid_on": RUNS.date().isoformat()})
    assert paid.status_code == 302
    assert Payment.objects.get().amount_minor == 150_000_00
    again = payer.post(f"{one}pay/", {"amount": "150000", "paid_on": RUNS.date().isoformat()})
    assert again.status_code == 422
    page = Client().get(f"/contracts/{running.contract.number}/").text
    assert "Ten are dark." in page
    assert "¥150,000 paid on" in page


def test_a_delivery_is_reported_with_its_documents(running, on):
    on(RUNS)
    files = {
        f"file{number}": SimpleUploadedFile(f"plan{number}.txt", b"Lamps: %d" % number)
        for number in (1, 2)
    }

    answer = browser(running.member).post(
        f"/contracts/{running.contract.number}/milestones/1/report/",
        {"text": "They light.", **files},
    )

    assert answer.status_code == 302
    sizes = DeliveryDocument.objects.order_by("id").values_list("name", "size")
    assert list(sizes) == [("plan1.txt", 8), ("plan2.txt", 8)]


def test_a_change_by_its_pages(running, on):
    on(RUNS)
    address = f"/contracts/{running.contract.number}/change/"
    buyer = browser(running.market.buyer)
    page = buyer.get(address)
    posted = {
        field.html_name: field.value() or ""
        for field in page.context["form"]
        if field.html_name != "rationale"
    }
    posted |= {"m1_due_on": "2027-04-01", "rationale": "Rock under the path."}

    proposed = buyer.post(address, posted)

    assert proposed.status_code == 302
    digest = contracts.proposed_version(running.contract).digest
    assert browser(running.member).post(f"{address}agree/", {"digest": digest}).status_code == 302
    own = buyer.post(f"{address}approve/", {"digest": digest})
    assert own.status_code == 403
    other = browser(running.market.approver)
    assert "Rock under the path." in other.get(f"/contracts/{running.contract.number}/").text
    assert other.post(f"{address}approve/", {"digest": digest}).status_code == 302
    first, second = TERMS.milestones
    first = replace(first, due_on=FIRST_DAY.replace(month=4, day=1))
    assert contracts.terms_of(running.fresh) == replace(TERMS, milestones=(first, second))


def test_both_sides_rate_and_the_company_has_a_record(running, on):
    deal = make_done(running)
    on(RUNS + 5 * DAY)
    one = f"/contracts/{deal.contract.number}/"

    rated = browser(deal.owner).post(f"{one}rate/", {"stars": 4, "text": "On time."})
    assert rated.status_code == 302
    assert browser(deal.member).post(f"{one}reply/", {"text": "Thank you."}).status_code == 302

    record = Client().get(f"/companies/{deal.company.pk}/record/").text
    for words in ("On time.", "Thank you.", "4.0", "1 done, 0 ended early"):
        assert words in record
    assert "/record/" in Client().get(f"/companies/{deal.company.pk}/").text


def test_a_page_takes_as_many_queries_for_many_milestones_as_for_few(
    running, on, django_assert_max_num_queries
):
    accept(running)
    pay(running)
    report(running, 2)
    decide(running, running.owner, 2)
    on(RUNS)

    with django_assert_max_num_queries(45):
        assert Client().get(f"/contracts/{running.contract.number}/").status_code == 200


def test_a_page_takes_as_many_queries_for_many_deliveries_that_were_tried_as_for_one(running, on):
    milestone = Milestone.objects.filter(contract=running.contract).first()
    page, reader = f"/contracts/{running.contract.number}/", browser(running.owner)
    on(RUNS)

    def tried(number):
        delivery = Delivery.objects.create(
            milestone=milestone, number=number, text="Lamps.", state="refused", reported_at=RUNS,
            reported_by="x", decided_at=RUNS, trial_at=RUNS,
        )  # fmt: skip
        DeliveryTrial.objects.create(
            delivery=delivery, asked_at=RUNS, works=False, answered_at=RUNS, words=f"Dark {number}."
        )

    tried(1)
    with CaptureQueriesContext(connection) as one:
        reader.get(page)
    for number in (2, 3, 4):
        tried(number)
    with CaptureQueriesContext(connection) as many:
        read = reader.get(page).text

    assert len(many) == len(one)
    assert "Dark 1." in read
    assert "Dark 4." in read
    assert "Dark 4." not in browser(running.member).get(page).text


def test_the_list_shows_signed_contracts_and_ones_own(running, on):
    deal, other = running, make_draft_contract()
    on(RUNS)

    assert deal.contract.number in Client().get("/contracts/").text
    assert other.contract.number not in Client().get("/contracts/").text
    assert other.contract.number in browser(other.member).get("/contracts/").text
    assert deal.contract.number not in Client().get("/contracts/?state=done").text
    assert Client().get("/contracts/?state=nonsense").status_code == 200
