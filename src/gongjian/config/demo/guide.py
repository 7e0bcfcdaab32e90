"""What somebody who looks around can do in the demo's calls, contracts and data exchange, as whom:
by how they stand now, so that what is done already is offered no more."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.config.demo.key_ring import FOLDER
from gongjian.foundation.people import interface as people
from gongjian.government.exchange.models import Agreement, DataQuery, DataRequest
from gongjian.government.services.models import Application, Service
from gongjian.market.procurement.models import (
    Call,
    CallQuestion,
    CallTrustee,
    Contract,
    DeliveryTrial,
    Evaluator,
    EvaluatorStateName,
    Milestone,
    MilestoneStateName,
    PartChoice,
    ShareRelease,
    State,
)
from gongjian.market.procurement.selectors.bids import bidding_companies

BIDDER = "company-4@luhu.example.org"
"""Whose company makes what the first open call asks for, and has not bid yet."""
APPLY_FOR = "public-rental-home"
_PARTS = {State.TECHNICAL_OPENING: PartChoice.TECHNICAL, State.PRICE_OPENING: PartChoice.PRICE}


def demo_parts() -> list[people.DemoPart]:
    """The parts to play, in the order in which a call goes on; none outside the demo."""
    if not settings.DEMO:
        return []
    return [
        *_buyers(), *_bidders(), *_trustees(), *_evaluators(), *_signers(), *_residents(),
        *_acceptors(), *_applicants(), *_looked_at(), *_askers(), *_answerers(),
        *_agreement_signers(),
    ]  # fmt: skip


def _buyers() -> Iterator[people.DemoPart]:
    asked = CallQuestion.objects.filter(answered_at=None, call__state=State.OPEN)
    waiting = asked.select_related("call").order_by("answer_by").first()
    for buyer in people.User.objects.filter(is_demo=True, grants__role="product_manager")[:1]:
        if waiting is None:
            yield people.DemoPart(buyer.pk, _("Run the calls."), reverse("call_work"))
        else:
            words = _("Answer a company’s question on “%(title)s”, and run the other calls.")
            path = reverse("run_call", args=[waiting.call.number])
            yield people.DemoPart(buyer.pk, words % {"title": waiting.call.title}, path)


def _bidders() -> Iterator[people.DemoPart]:
    call = Call.objects.filter(state=State.OPEN, amendments=None).order_by("-closes_at").first()
    member = people.User.objects.filter(email=BIDDER).first()
    if call is None or member is None:
        return
    own = {grant.organisation_id for grant in member.grants.all()}
    if own & set(bidding_companies(call, call.stage_number)):
        return
    words = _("Bid for “%(title)s”: your browser seals the bid, nobody reads it before its time.")
    yield people.DemoPart(member.pk, words % {"title": call.title}, _page("bid", call))


def _trustees() -> Iterator[people.DemoPart]:
    for call in Call.objects.filter(state__in=list(_PARTS)).order_by("closed_at")[:1]:
        released = ShareRelease.objects.filter(
            closing__call=call, closing__stage_number=call.stage_number,
            part=_PARTS[State(call.state)],
        ).values("trustee")  # fmt: skip
        waiting = CallTrustee.objects.filter(call=call, user__is_demo=True)
        for trustee in waiting.exclude(pk__in=released).order_by("place")[:1]:
            if trustee.user is None:
                continue
            who = trustee.user.email.partition("@")[0]
            words = _(
                "Open the bids for “%(title)s” as a trustee. The key is in %(file)s, where the "
                "town lies."
            )
            said = {"title": call.title, "file": f"{FOLDER}/call-{call.number}-{who}.json"}
            yield people.DemoPart(trustee.user.pk, words % said, _page("trustee", call))


def _evaluators() -> Iterator[people.DemoPart]:
    rows = Evaluator.objects.filter(
        state=EvaluatorStateName.CLEARED, user__is_demo=True, call__state=State.EVALUATION
    )
    for one in rows.select_related("call").order_by("appointed_at")[:1]:
        words = _("Score the bids for “%(title)s”; nobody sees your scores before all are locked.")
        if one.user_id is not None:
            said = words % {"title": one.call.title}
            yield people.DemoPart(one.user_id, said, _page("score_sheet", one.call))


def _signers() -> Iterator[people.DemoPart]:
    for contract in Contract.objects.filter(state="signing").select_related("call")[:1]:
        members = people.User.objects.filter(
            is_demo=True, grants__organisation=contract.company_id, grants__role="company_member"
        )
        words = _("Sign the contract “%(title)s” for the company; the buyer has signed.")
        for member in members.order_by("email")[:1]:
            path = reverse("contract", args=[contract.number])
            yield people.DemoPart(member.pk, words % {"title": contract.call.title}, path)


def _residents() -> Iterator[people.DemoPart]:
    rows = DeliveryTrial.objects.filter(
        answered_at=None, delivery__state="reported", user__is_demo=True
    )
    for one in rows.select_related("delivery__milestone__contract").order_by("id")[:1]:
        milestone = one.delivery.milestone
        words = _("Say whether “%(title)s” works: you asked for it.")
        path = reverse("try_delivery", args=[milestone.contract.number, milestone.number])
        if one.user_id is not None:
            yield people.DemoPart(one.user_id, words % {"title": milestone.title}, path)


def _acceptors() -> Iterator[people.DemoPart]:
    rows = Milestone.objects.filter(
        state=MilestoneStateName.REPORTED, contract__acceptor__is_demo=True
    )
    for one in rows.select_related("contract").order_by("id")[:1]:
        words = _("Accept or refuse “%(title)s” as the independent acceptor.")
        path = reverse("contract", args=[one.contract.number])
        if one.contract.acceptor_id is not None:
            said = words % {"title": one.title}
            yield people.DemoPart(one.contract.acceptor_id, said, path)


def _applicants() -> Iterator[people.DemoPart]:
    waiting = Application.objects.filter(state="begun", applicant__is_demo=True)
    for one in waiting.select_related("case").order_by("begun_at", "id")[:1]:
        words = _(
            "Go on with your application “%(title)s”; what departments hold is there already."
        )
        path = reverse("application", args=[one.case.number])
        if one.applicant_id is not None:
            yield people.DemoPart(one.applicant_id, words % {"title": one.case.title}, path)
    for service in Service.objects.filter(code=APPLY_FOR, current__isnull=False):
        done = Application.objects.filter(service_version__service=service, applicant__isnull=False)
        others = people.User.objects.filter(is_demo=True, grants=None)
        others = others.exclude(pk__in=done.values("applicant"))
        for resident in others.order_by("email")[:1]:
            words = _("Apply for “%(title)s”, and bring no papers.")
            path = reverse("service", args=[service.code])
            yield people.DemoPart(resident.pk, words % {"title": service.name}, path)


def _looked_at() -> Iterator[people.DemoPart]:
    rows = DataQuery.objects.filter(subject__is_demo=True, outcome="refused")
    for one in rows.order_by("asked_at", "id")[:1]:
        if one.subject_id is not None:
            words = _("See who looked at your data, on which article, and what was refused.")
            yield people.DemoPart(one.subject_id, words, reverse("my_data"))


def _askers() -> Iterator[people.DemoPart]:
    rows = DataQuery.objects.filter(
        case__is_open=True, official__is_demo=True, agreement__state="in_force", outcome="given",
        sealed_until=None,
    )  # fmt: skip
    for one in rows.select_related("case", "dataset").order_by("asked_at", "id")[:1]:
        words = _("Look up “%(dataset)s” for “%(title)s”, so that nobody brings papers.")
        if one.official_id is not None and one.case and one.dataset:
            said = {"dataset": one.dataset.title, "title": one.case.title}
            path = reverse("ask_source", args=[one.agreement_id])
            yield people.DemoPart(one.official_id, words % said, path)


def _answerers() -> Iterator[people.DemoPart]:
    for one in DataRequest.objects.filter(state="escalated").order_by("asked_at", "id")[:1]:
        words = _("Answer the request for data “%(purpose)s”: it is overdue.")
        path = reverse("data_request", args=[one.pk])
        for user_id in _supervisors(one.provider_id):
            yield people.DemoPart(user_id, words % {"purpose": one.purpose}, path)


def _agreement_signers() -> Iterator[people.DemoPart]:
    rows = Agreement.objects.filter(state="signing", consumer_signature="")
    for one in rows.select_related("request").order_by("made_at", "id")[:1]:
        words = _("Sign the agreement “%(purpose)s” for your department.")
        path = reverse("agreement", args=[one.pk])
        for user_id in _supervisors(one.consumer_id):
            yield people.DemoPart(user_id, words % {"purpose": one.request.purpose}, path)


def _supervisors(department_id: UUID) -> list[UUID]:
    found = people.User.objects.filter(
        is_demo=True, grants__organisation=department_id, grants__role="supervisor"
    )
    return list(found.order_by("email").values_list("pk", flat=True)[:1])


def _page(name: str, call: Call) -> str:
    return reverse(name, args=[call.number])
