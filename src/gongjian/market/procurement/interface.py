"""The door of procurement."""

from gongjian.market.procurement.actions.erase_person import erase_person
from gongjian.market.procurement.actions.save_call import CallDraft, CriterionDraft, draft_call
from gongjian.market.procurement.actions.try_delivery import invite_to_try
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.selectors.call_lists import calls_of_initiative, open_calls
from gongjian.market.procurement.selectors.contract_steps import contract_steps
from gongjian.market.procurement.selectors.movements import movements
from gongjian.market.procurement.selectors.personal_data import export_person
from gongjian.market.procurement.selectors.spending import Spending, spending_of

__all__ = [
    "Call",
    "CallDraft",
    "CriterionDraft",
    "Spending",
    "calls_of_initiative",
    "contract_steps",
    "draft_call",
    "erase_person",
    "export_person",
    "invite_to_try",
    "movements",
    "open_calls",
    "spending_of",
]
