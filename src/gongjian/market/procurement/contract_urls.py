"""Addresses of contracts."""

from django.urls import path

from gongjian.market.procurement.views import contract_steps as steps
from gongjian.market.procurement.views import contracts, records

_ONE = "contracts/<str:contract_number>/"
_MILESTONE = f"{_ONE}milestones/<int:milestone_number>/"

urlpatterns = [
    path("contracts/", contracts.contract_list, name="contract_list"),
    path("call-work/<str:call_number>/contract/", steps.draft_contract, name="draft_contract"),
    path(_ONE, contracts.contract, name="contract"),
    path(f"{_ONE}edit/", contracts.edit_contract, name="edit_contract"),
    path(f"{_ONE}change/", contracts.change_contract, name="change_contract"),
    path(f"{_ONE}acceptors/", steps.name_acceptors, name="name_acceptors"),
    path(f"{_ONE}sign/", steps.sign_contract, name="sign_contract"),
    path(f"{_ONE}take-back/", steps.take_back_contract, name="take_back_contract"),
    path(f"{_ONE}end/", steps.end_contract, name="end_contract"),
    path(f"{_ONE}change/agree/", steps.agree_change, name="agree_change"),
    path(f"{_ONE}change/approve/", steps.approve_change, name="approve_change"),
    path(f"{_ONE}change/refuse/", steps.refuse_change, name="refuse_change"),
    path(f"{_ONE}rate/", steps.rate_contract, name="rate_contract"),
    path(f"{_ONE}reply/", steps.reply_to_rating, name="reply_to_rating"),
    path(f"{_ONE}versions/<int:version_number>/", contracts.contract_file, name="contract_file"),
    path(
        f"{_ONE}documents/<uuid:document_id>/",
        contracts.contract_document,
        name="contract_document",
    ),
    path(f"{_MILESTONE}report/", steps.report_delivery, name="report_delivery"),
    path(f"{_MILESTONE}decide/", steps.decide_delivery, name="decide_delivery"),
    path(f"{_MILESTONE}ask/", steps.ask_to_try, name="ask_to_try"),
    path(f"{_MILESTONE}try/", steps.try_delivery, name="try_delivery"),
    path(f"{_MILESTONE}pay/", steps.record_milestone_payment, name="record_milestone_payment"),
    path("companies/<uuid:company_id>/record/", records.company_record, name="company_record"),
]
