"""A contract is told once both sides have signed, with its milestones, payments and ratings."""

import json

import pytest

from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.market.open_contracting.selectors import packages
from gongjian.market.procurement.actions.contract_events import write_contract_event
from gongjian.market.procurement.models import (
    ContractRating,
    Delivery,
    DeliveryTrial,
    Milestone,
    Payment,
)
from tests.market.open_contracting import judges
from tests.market.procurement.calls import DAY
from tests.market.procurement.contracts import AWARDED, make_draft_contract, make_running

pytestmark = pytest.mark.django_db
LATER = AWARDED + 90 * DAY


def compiled() -> dict:
    return json.loads(ContractingProcess.objects.get().compiled)


def test_nobody_reads_of_a_contract_before_both_have_signed():
    deal = make_draft_contract()
    write_contract_event(
        deal.contract, actor=deal.market.buyer, name="contract_edited", now=AWARDED, is_public=True
    )

    assert "contracts" not in compiled()


def test_a_contract_stands_before_the_judges_with_all_that_came_of_it(standard):
    deal = make_running()
    contract = deal.fresh
    milestone = Milestone.objects.filter(contract=contract).first()
    delivery = Delivery.objects.create(
        milestone=milestone, number=1, text="Forty lamps.", state="accepted", reported_at=LATER,
        reported_by="x", decided_at=LATER,
    )  # fmt: skip
    for works in (True, True, True, True, False, None):
        DeliveryTrial.objects.create(
            delivery=delivery, asked_at=LATER, works=works,
            answered_at=None if works is None else LATER, words="A secret opinion.",
        )  # fmt: skip
    Milestone.objects.filter(pk=milestone.pk).update(state="accepted", accepted_at=LATER)
    Payment.objects.create(
        milestone=milestone, amount_minor=milestone.amount_minor, paid_on=LATER.date(),
        recorded_at=LATER, recorded_by="x",
    )  # fmt: skip
    ContractRating.objects.create(
        contract=contract, side="company", stars=4, text="Fair.", rated_at=LATER, rated_by="x"
    )
    write_contract_event(contract, actor=deal.market.buyer, name="milestone_paid", now=LATER)

    releases = list(Release.objects.order_by("number"))
    (told,) = compiled()["contracts"]

    assert told["status"] == "active"
    assert [one["status"] for one in told["implementation"]["milestones"]] == ["met", "scheduled"]
    trial = told["implementation"]["milestones"][0]["trial"]
    assert trial == {"asked": 6, "answered": 5, "works": 4}
    (payment,) = told["implementation"]["transactions"]
    assert payment["value"] == {"amount": milestone.amount_minor // 100, "currency": "CNY"}
    assert told["ratings"][0]["stars"] == 4
    assert "secret opinion" not in releases[-1].body
    tags = [json.loads(one.body)["tag"][0] for one in releases]
    assert tags[-1] == "implementationUpdate"
    assert "contract" in tags
    for package in (
        packages.release_package("https://town.example/all", releases),
        packages.record_package("https://town.example/one", [ContractingProcess.objects.get()]),
    ):
        assert judges.complaints(package, standard) == []
