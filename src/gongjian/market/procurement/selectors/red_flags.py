"""The red flags of a call, computed from what is published (methods/red_flags.py)."""

from __future__ import annotations

from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law import interface as law
from gongjian.market.procurement.models import Award, AwardState, Call, CallAmendment
from gongjian.market.procurement.rules.states import CallState
from gongjian.market.procurement.selectors.contracts import contract_of
from gongjian.market.procurement.selectors.evaluation_files import ranking_of, shared_pairs
from gongjian.market.procurement.selectors.legal_findings import whole_working_days
from gongjian.methods import red_flags
from gongjian.methods.red_flags import Flag

LAST_AWARDS = 20


def flags_of(call: Call) -> list[Flag]:
    """Those that can be told by now; before the deadline none, for nobody is to know who bids."""
    if call.closed_at is None or call.stage_opened_at is None or call.state == CallState.OPEN:
        return []
    return [*_time_flags(call), *_bid_flags(call)]


def _time_flags(call: Call) -> list[Flag]:
    opened, closed = call.stage_opened_at, call.closed_at
    if opened is None or closed is None:
        return []
    limit = call.procedure.days_open
    least = law.parameter(limit.parameter, local_day(opened), limit.default)
    made = CallAmendment.objects.filter(call=call, made_at__gte=opened)
    moments = [int(moment.timestamp()) for moment in made.values_list("made_at", flat=True)]
    return [
        red_flags.short_window(whole_working_days(call, opened, closed), least),
        red_flags.late_change(int(opened.timestamp()), int(closed.timestamp()), moments),
    ]


def _bid_flags(call: Call) -> list[Flag]:
    ranking = ranking_of(call, with_file=False)
    if ranking is None:
        return []
    found: list[Flag | None] = [
        red_flags.single_bid(len(ranking.prices)),
        red_flags.near_equal_texts(shared_pairs(ranking)),
    ]
    award = Award.objects.filter(ranking=ranking).exclude(state=AwardState.WITHDRAWN).first()
    if award is not None:
        if call.ceiling_minor is not None:
            found.append(red_flags.near_ceiling(award.amount_minor, call.ceiling_minor))
        found.append(red_flags.dearest_won(award.amount_minor, ranking.prices))
        found.append(_same_winner(call, award))
        contract = contract_of(call)
        if contract is not None and contract.is_public:
            found.append(red_flags.contract_growth(award.amount_minor, contract.amount_minor))
    return [flag for flag in found if flag is not None]


def _same_winner(call: Call, award: Award) -> Flag | None:
    rows = Award.objects.filter(call__buyer=call.buyer_id, call__category=call.category_id)
    rows = rows.exclude(state=AwardState.WITHDRAWN).filter(pk__lte=award.pk)
    winners = list(rows.order_by("-pk").values_list("company", flat=True)[:LAST_AWARDS])
    return red_flags.same_winner(winners.count(award.company_id), len(winners))
