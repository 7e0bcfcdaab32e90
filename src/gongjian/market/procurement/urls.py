"""Addresses of procurement."""

from django.urls import path

from gongjian.market.procurement import contract_urls, evaluation_urls
from gongjian.market.procurement.views import (
    bids,
    call_steps,
    call_work,
    calls,
    companies,
    openings,
)

_CALL = "calls/<str:call_number>/"
_WORK = "call-work/<str:call_number>/"
_COMPANY = "companies/<uuid:company_id>/"
_ASKED = "companies/and-you/invitations/"
_OWNED = "companies/and-you/owned/"

urlpatterns = [
    *contract_urls.urlpatterns,
    *evaluation_urls.urlpatterns,
    path("calls/", calls.call_list, name="call_list"),
    path("calls/feed/", calls.call_feed, name="call_feed"),
    path(_CALL, calls.call, name="call"),
    path(f"{_CALL}documents/<uuid:document_id>/", calls.call_document, name="call_document"),
    path(f"{_CALL}ask/", calls.ask_call_question, name="ask_call_question"),
    path(f"{_CALL}follow/", calls.follow_call, name="follow_call"),
    path(f"{_CALL}unfollow/", calls.unfollow_call, name="unfollow_call"),
    path(f"{_CALL}context/", bids.bid_context, name="bid_context"),
    path(f"{_CALL}bid/", bids.bid, name="bid"),
    path(f"{_CALL}bid/<uuid:company_id>/", bids.submit_bid, name="submit_bid"),
    path(f"{_CALL}bid/<uuid:company_id>/withdraw/", bids.withdraw_bid, name="withdraw_bid"),
    path(
        f"{_CALL}bid/<uuid:company_id>/keys/", bids.register_bidder_key, name="register_bidder_key"
    ),
    path(f"{_CALL}keys/<uuid:key_id>/revoke/", bids.revoke_bidder_key, name="revoke_bidder_key"),
    path(f"{_CALL}receipts/<uuid:envelope_id>/", bids.bid_receipt, name="bid_receipt"),
    path(f"{_CALL}opening/", openings.call_opening, name="call_opening"),
    path(f"{_CALL}opening/<str:bid_code>/", openings.opened_bid, name="opened_bid"),
    path(f"{_CALL}file/", openings.public_call_file, name="public_call_file"),
    path(f"{_CALL}trustee/", openings.trustee, name="trustee"),
    path(f"{_CALL}trustee/key/", openings.give_trustee_key, name="give_trustee_key"),
    path(f"{_CALL}trustee/file/", openings.trustee_call_file, name="trustee_call_file"),
    path(f"{_CALL}trustee/<str:part>/", openings.release_shares, name="release_shares"),
    path("call-work/", call_work.call_work, name="call_work"),
    path("call-work/new/", call_work.draft_call, name="draft_call"),
    path(_WORK, call_work.run_call, name="run_call"),
    path(f"{_WORK}edit/", call_work.edit_call, name="edit_call"),
    path(f"{_WORK}approve/", call_steps.approve_call, name="approve_call"),
    path(f"{_WORK}return/", call_steps.return_call, name="return_call"),
    path(f"{_WORK}trustees/", call_steps.name_call_trustees, name="name_call_trustees"),
    path(f"{_WORK}open/", call_steps.open_call, name="open_call"),
    path(f"{_WORK}next-stage/", call_steps.open_call_stage, name="open_call_stage"),
    path(f"{_WORK}documents/", call_steps.attach_call_document, name="attach_call_document"),
    path(
        f"{_WORK}questions/<int:question_number>/answer/",
        call_steps.answer_call_question,
        name="answer_call_question",
    ),
    path(f"{_WORK}amend/", call_steps.amend_call, name="amend_call"),
    path(f"{_WORK}suspend/", call_steps.suspend_call, name="suspend_call"),
    path(f"{_WORK}resume/", call_steps.resume_call, name="resume_call"),
    path(f"{_WORK}cancel/", call_steps.cancel_call, name="cancel_call"),
    path(
        f"{_WORK}unsuccessful/",
        call_steps.declare_call_unsuccessful,
        name="declare_call_unsuccessful",
    ),
    path("companies/", companies.company_list, name="company_list"),
    path("companies/and-you/", companies.company_ties, name="company_ties"),
    path(
        f"{_ASKED}<uuid:membership_id>/accept/",
        companies.accept_company_invitation,
        name="accept_company_invitation",
    ),
    path(
        f"{_ASKED}<uuid:membership_id>/decline/",
        companies.decline_company_invitation,
        name="decline_company_invitation",
    ),
    path(
        f"{_OWNED}<uuid:owner_id>/confirm/",
        companies.confirm_company_ownership,
        name="confirm_company_ownership",
    ),
    path(
        f"{_OWNED}<uuid:owner_id>/deny/",
        companies.deny_company_ownership,
        name="deny_company_ownership",
    ),
    path("companies/register/", companies.register_company, name="register_company"),
    path(_COMPANY, companies.company, name="company"),
    path(f"{_COMPANY}change/", companies.change_company, name="change_company"),
    path(f"{_COMPANY}confirm/", companies.confirm_company, name="confirm_company"),
    path(f"{_COMPANY}members/", companies.invite_company_member, name="invite_company_member"),
    path(
        f"{_COMPANY}members/invited/<uuid:membership_id>/withdraw/",
        companies.withdraw_company_invitation,
        name="withdraw_company_invitation",
    ),
    path(
        f"{_COMPANY}members/<uuid:user_id>/remove/",
        companies.remove_company_member,
        name="remove_company_member",
    ),
    path(f"{_COMPANY}owners/", companies.declare_company_owner, name="declare_company_owner"),
    path(
        f"{_COMPANY}owners/<uuid:owner_id>/end/",
        companies.end_company_ownership,
        name="end_company_ownership",
    ),
    path(f"{_COMPANY}debar/", companies.debar_company, name="debar_company"),
    path(
        f"{_COMPANY}debarments/<uuid:debarment_id>/lift/",
        companies.lift_company_debarment,
        name="lift_company_debarment",
    ),
]
