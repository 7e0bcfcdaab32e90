"""Addresses of evaluation and award; before those of a single call, whose number could be any."""

from django.urls import path

from gongjian.market.procurement.views import (
    call_dashboard,
    evaluation,
    price_formulas,
    proofs,
    results,
    scoring,
)

_CALL = "calls/<str:call_number>/"
_WORK = "call-work/<str:call_number>/"

urlpatterns = [
    path("calls/dashboard/", call_dashboard.call_dashboard, name="call_dashboard"),
    path("calls/dashboard/awards.csv", call_dashboard.awards_csv, name="awards_csv"),
    path("calls/price-formulas/", price_formulas.price_formulas, name="price_formulas"),
    path("calls/to-judge/", scoring.calls_to_judge, name="calls_to_judge"),
    path(f"{_CALL}result/", results.call_result, name="call_result"),
    path(f"{_CALL}result/evaluation.json", results.evaluation_file, name="evaluation_file"),
    path(f"{_CALL}result/<str:bid_code>/", results.bid_result, name="bid_result"),
    path(f"{_CALL}letters/<uuid:company_id>/", results.award_letter, name="award_letter"),
    path(f"{_CALL}explanations/<uuid:company_id>/", results.explain_price, name="explain_price"),
    path(f"{_CALL}decline/", results.decline_award, name="decline_award"),
    path(f"{_CALL}complaints/", results.make_complaint, name="make_complaint"),
    path(
        f"{_CALL}complaints/<int:complaint_number>/decide/",
        results.decide_complaint,
        name="decide_complaint",
    ),
    path(f"{_CALL}proofs/", proofs.call_proofs, name="call_proofs"),
    path(f"{_CALL}proofs/<uuid:company_id>/decide/", proofs.decide_proof, name="decide_proof"),
    path(f"{_CALL}proofs/<uuid:company_id>/pay/", proofs.pay_proof, name="pay_proof"),
    path(f"{_CALL}scores/", scoring.score_sheet, name="score_sheet"),
    path(f"{_CALL}scores/declare/", scoring.declare_interest, name="declare_interest"),
    path(f"{_CALL}scores/lock/", scoring.lock_scores, name="lock_scores"),
    path(f"{_CALL}scores/<str:bid_code>/", scoring.score_bid, name="score_bid"),
    path(f"{_WORK}evaluation/", evaluation.run_evaluation, name="run_evaluation"),
    path(f"{_WORK}evaluators/", evaluation.appoint_evaluator, name="appoint_evaluator"),
    path(
        f"{_WORK}evaluators/<int:evaluator_number>/excuse/",
        evaluation.excuse_evaluator,
        name="excuse_evaluator",
    ),
    path(f"{_WORK}evaluation/open/", evaluation.open_technical, name="open_technical"),
    path(f"{_WORK}evaluation/begin/", evaluation.begin_evaluation, name="begin_evaluation"),
    path(f"{_WORK}evaluation/prices/", evaluation.open_prices, name="open_prices"),
    path(f"{_WORK}evaluation/exclude/", evaluation.exclude_bid, name="exclude_bid"),
    path(f"{_WORK}evaluation/explain/", evaluation.ask_explanation, name="ask_explanation"),
    path(
        f"{_WORK}evaluation/excluded/<uuid:company_id>/decide/",
        evaluation.decide_exclusion,
        name="decide_exclusion",
    ),
    path(
        f"{_WORK}evaluation/excluded/<uuid:company_id>/lift/",
        evaluation.lift_exclusion,
        name="lift_exclusion",
    ),
    path(f"{_WORK}evaluation/intend/", evaluation.intend_award, name="intend_award"),
    path(f"{_WORK}evaluation/end/", evaluation.end_without_award, name="end_without_award"),
    path(f"{_WORK}evaluation/again/", evaluation.rank_again, name="rank_again"),
    path(f"{_WORK}evaluation/give-up/", evaluation.give_up_award, name="give_up_award"),
    path(f"{_WORK}evaluation/award/", evaluation.award_call, name="award_call"),
]
