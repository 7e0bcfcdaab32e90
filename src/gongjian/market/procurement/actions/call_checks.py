"""What is wrong with what somebody wrote of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.money import CURRENCIES, MOST_MINOR
from gongjian.foundation.kernel.references import split_reference
from gongjian.market.procurement.models import (
    Call,
    Company,
    CriterionKind,
    SizeChoice,
    SupplyChoice,
)
from gongjian.market.procurement.rules.evaluation import MOST_SCORE, REASON_LENGTH
from gongjian.market.procurement.rules.findings import WHOLE_WEIGHT
from gongjian.market.procurement.rules.procedures import (
    Procedure,
    ProcedureCode,
    current_procedures,
)
from gongjian.methods.bid_scoring import FORMULAS

if TYPE_CHECKING:
    from gongjian.market.procurement.actions.save_call import CallDraft

TITLE_LENGTH = 120
TEXT_LENGTH = 20_000
MOST_CRITERIA = 20
MOST_INVITED = 50


def require_sound(draft: CallDraft) -> None:
    """Raise Invalid, field by field, for what can never be right; a draft may lack the rest.

    That weights add up is asked when a call is approved and opened, that the law allows it, too.
    """
    wrong: dict[str, list[str]] = {}
    if draft.procedure_code not in set(ProcedureCode):
        wrong["procedure"] = [_("There is no such procedure.")]
        raise Invalid(fields=wrong)
    procedure = next(one for one in current_procedures() if one.code == draft.procedure_code)
    if not 0 < len(draft.title.strip()) <= TITLE_LENGTH:
        wrong["title"] = [_("The title is missing or longer than 120 characters.")]
    if not 0 < len(draft.text.strip()) <= TEXT_LENGTH:
        wrong["text"] = [_("Say what is wanted, in at most 20,000 characters.")]
    if draft.currency not in CURRENCIES:
        wrong["currency"] = [_("This currency is not known.")]
    amounts = {
        "estimate": draft.estimate_minor,
        "ceiling": draft.ceiling_minor,
        "proof": draft.proof_minor,
    }
    for name, amount in amounts.items():
        if amount is not None and not 0 < amount <= MOST_MINOR:
            wrong[name] = [_("This is no amount of money.")]
    if draft.largest_size and draft.largest_size not in SizeChoice.values:
        wrong["largest_size"] = [_("There is no such size.")]
    if draft.supply and draft.supply not in SupplyChoice.values:
        wrong["supply"] = [_("It is goods, works or services.")]
    if draft.initiative_ref and not _is_reference(draft.initiative_ref):
        wrong["initiative_ref"] = [_("This is no reference to an initiative.")]
    if len(draft.direct_reason) > REASON_LENGTH:
        wrong["direct_reason"] = [_("This is too long: at most 4,000 characters.")]
    wrong |= _wrong_criteria(procedure, draft) | _wrong_invited(draft)
    if wrong:
        raise Invalid(fields=wrong)


def _is_reference(text: str) -> bool:
    try:
        return split_reference(text)[0] == "initiative"
    except ValueError:
        return False


def _wrong_criteria(procedure: Procedure, draft: CallDraft) -> dict[str, list[str]]:
    words: list[str] = []
    if len(draft.criteria) > MOST_CRITERIA:
        words.append(_("These are too many criteria: at most 20."))
    for one in draft.criteria:
        if not 1 <= one.stage_number <= len(procedure.stages):
            words.append(_("The procedure has no such stage."))
            break
        has_price = procedure.stage(one.stage_number).has_price
        if one.kind not in CriterionKind.values or (
            one.kind == CriterionKind.PRICE and not has_price
        ):
            words.append(_("Nothing has a price in this stage."))
        is_price = one.kind == CriterionKind.PRICE
        if (one.formula in FORMULAS) != is_price:
            words.append(_("A price has a formula, and nothing else has one."))
        if not one.title.strip() or len(one.title) > TITLE_LENGTH:
            words.append(_("Each criterion has a title of at most 120 characters."))
        if not 0 <= one.least <= (0 if is_price else MOST_SCORE):
            words.append(_("The least mean of a criterion of quality is from 0 to 10."))
        if not 1 <= one.weight <= WHOLE_WEIGHT:
            words.append(_("Weights are whole numbers from 1 to 100."))
    return {"criteria": list(dict.fromkeys(words))} if words else {}


def _wrong_invited(draft: CallDraft) -> dict[str, list[str]]:
    invited = set(draft.invited_ids)
    if len(invited) > MOST_INVITED or (
        Company.objects.filter(pk__in=invited).count() != len(invited)
    ):
        return {"invited": [_("Choose companies that are registered.")]}
    return {}


def require_complete(call: Call) -> None:
    """Raise Invalid unless a call says all that its procedure asks: to be approved, and opened."""
    wrong: dict[str, list[str]] = {}
    procedure = call.procedure
    if procedure.needs_reason and not call.direct_reason:
        wrong["direct_reason"] = [_("A direct award needs a reason. It is published.")]
    if any(stage.is_paid for stage in procedure.stages) and call.proof_minor is None:
        wrong["proof"] = [_("Say what each proof of concept is paid.")]
    if procedure.stage(1).is_invited and not call.invitations.filter(stage_number=1).exists():
        wrong["invited"] = [_("Say which company is invited.")]
    criteria = list(call.criteria.all())
    for number, stage in enumerate(procedure.stages, start=1):
        of_stage = [one for one in criteria if one.stage_number == number]
        total = sum(one.weight for one in of_stage)
        if total != WHOLE_WEIGHT:
            words = _("The weights of stage %(stage)s add up to %(total)s, not to 100.")
            wrong.setdefault("criteria", []).append(words % {"stage": number, "total": total})
        prices = [one for one in of_stage if one.kind == CriterionKind.PRICE]
        if stage.has_price and len(prices) > 1:
            wrong.setdefault("criteria", []).append(_("The price is one criterion."))
    if wrong:
        raise Invalid(fields=wrong)
