"""Opening: what everybody sees of it, the call file, and the trustee's page."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, is_signed_in, public, requires
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.procurement.actions.accept_shares import accept_shares
from gongjian.market.procurement.actions.give_key import give_key
from gongjian.market.procurement.forms.bids import SharesForm, TrusteeKeyForm
from gongjian.market.procurement.models import Call, CallTrustee, PartChoice
from gongjian.market.procurement.policies import bids as policies
from gongjian.market.procurement.rules.opening import OPENING_STATES, may_open
from gongjian.market.procurement.selectors import bids, calls, judged_bids
from gongjian.market.procurement.selectors.call_files import call_file
from gongjian.market.procurement.selectors.evaluations import titles_of
from gongjian.market.procurement.selectors.judged_bids import opened_page
from gongjian.market.procurement.selectors.kept_call_files import file_bytes, kept_call_file
from gongjian.market.procurement.selectors.sealing import context_digest
from gongjian.methods.bid_openings import MAX_SHARES_BYTES

LONGEST_CODE = 80


@public
@require_safe
def call_opening(request: HttpRequest, call_number: str) -> HttpResponse:
    call = calls.get_call(actor=actor_of(request), number=call_number)
    closing = bids.get_closing(call, stage_asked(request))
    after = request.GET.get("after", "")[:LONGEST_CODE].replace("\x00", "")
    shown = {
        "call": call,
        "closing": closing,
        "closings": bids.closings_of(call),
        "has_price": call.procedure.stage(closing.stage_number).has_price,
        "page": opened_page(call, closing.stage_number, after=after),
        "releases": bids.releases_of(closing),
        "threshold": call.trustee_threshold,
        "most_spoiled": call.trustees.count() - call.trustee_threshold,
        "town_key": ledger.town_key(),
    }
    return render(request, "procurement/opening.html", shown)


@public
@require_safe
def opened_bid(request: HttpRequest, call_number: str, bid_code: str) -> HttpResponse:
    """All that is open of one bid."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    closing = bids.get_closing(call, stage_asked(request))
    shown = {
        "call": call,
        "closing": closing,
        "one": judged_bids.opened_bid(call, closing.stage_number, bid_code),
        "has_price": call.procedure.stage(closing.stage_number).has_price,
        "titles": titles_of(call.criteria.filter(stage_number=closing.stage_number)),
        "most_spoiled": call.trustees.count() - call.trustee_threshold,
    }
    return render(request, "procurement/opened_bid.html", shown)


@public
@require_safe
def public_call_file(request: HttpRequest, call_number: str) -> HttpResponse:
    """All that ``gongjian verify call`` asks for; no trade secrets, not even sealed. Who has it
    gets 304; of a stage that is over its address stays."""
    call = calls.get_call(actor=actor_of(request), number=call_number)
    stage = stage_asked(request)
    if stage is None and not bids.closings_of(call):
        return _file(call_file(call), f"call-{call.number}.json")
    closing = bids.get_closing(call, stage)
    copy = kept_call_file(call, closing)
    etag = f'"{copy.digest}"'
    known = get_conditional_response(request, etag=etag)
    name = f"call-{call.number}-{closing.stage_number}.json"
    response = known or _file(file_bytes(copy), name)
    response["ETag"], response["Cache-Control"] = etag, "no-cache"
    return response


def stage_asked(request: HttpRequest) -> int | None:
    """The stage in ``?stage=``; None for none, and for what is no stage's number."""
    text = request.GET.get("stage", "")
    return int(text) if text in {"1", "2", "3"} else None


@requires(is_signed_in)
@require_safe
def trustee(request: HttpRequest, call_number: str) -> HttpResponse:
    call, mine = _mine(request, call_number)
    return _show(request, call, mine)


@require_POST
@requires(is_signed_in)
def give_trustee_key(request: HttpRequest, call_number: str) -> HttpResponse:
    call, mine = _mine(request, call_number)
    form = TrusteeKeyForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["public_key"]
        try:
            give_key(actor=actor_of(request), call_id=call.pk, public_key=text, now=now())
        except GongjianError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Your key is given. Keep the key file until the end."))
            return redirect("trustee", call.number)
    return _show(request, call, mine, wrong=form, status=422)


@requires(is_signed_in)
@require_safe
def trustee_call_file(request: HttpRequest, call_number: str) -> HttpResponse:
    """The call file with sealed trade secrets, to a trustee of the call."""
    call, _trustee = _mine(request, call_number)
    return _file(call_file(call, with_secrets=True), f"call-{call.number}-trustee.json")


@require_POST
@takes_files(each=lambda: MAX_SHARES_BYTES)
@requires(is_signed_in)
def release_shares(request: HttpRequest, call_number: str, part: str) -> HttpResponse:
    call, mine = _mine(request, call_number)
    form = SharesForm(request.POST, request.FILES)
    if form.is_valid():
        body = form.content("shares")
        try:
            accept_shares(actor=actor_of(request), call_id=call.pk, part=part, body=body, now=now())
        except GongjianError as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Your shares are in. Enough of them open the bids."))
            return redirect("trustee", call.number)
    return _show(request, call, mine, wrong=form, part=part, status=422)


def _mine(request: HttpRequest, call_number: str) -> tuple[Call, CallTrustee]:
    actor = actor_of(request)
    call = calls.get_call(actor=actor, number=call_number)
    mine = policies.trustee_of(actor, call)
    if mine is None:
        raise NotFound
    return call, mine


def _show(
    request: HttpRequest,
    call: Call,
    mine: CallTrustee,
    *,
    wrong: forms.BaseForm | None = None,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    closing = bids.closing_of(call)
    releases = bids.releases_of(closing) if closing else []
    shown = {
        "call": call,
        "mine": mine,
        "closing": closing,
        "context_digest": context_digest(call),
        "threshold": call.trustee_threshold,
        "may_give_key": call.may_be_edited,
        "key_form": wrong if isinstance(wrong, TrusteeKeyForm) else TrusteeKeyForm(),
        "parts": [
            {
                "code": code,
                "name": PartChoice(code).label,
                "is_time": may_open(code, call.state),
                "given": [
                    one for one in releases if one.trustee_id == mine.pk and one.part == code
                ],
                "form": wrong if code == part else SharesForm(auto_id=f"id_{code}_%s"),
            }
            for code in OPENING_STATES
            if code != PartChoice.PRICE or call.stage.has_price
        ],
        "town_key": ledger.town_key(),
        "wrong": wrong,
    }
    return render(request, "procurement/trustee.html", shown, status=status)


def _file(body: bytes, name: str) -> HttpResponse:
    return saved_as(HttpResponse(body, content_type="application/json"), name)
