"""What the law in force on a day says of a call, with the provisions that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from gongjian.foundation.kernel import clock
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.money import CURRENCIES
from gongjian.foundation.law import interface as law
from gongjian.government.duties import interface as duties
from gongjian.market.procurement.models import Call, CallTrustee, LegalFinding
from gongjian.market.procurement.rules import findings as rules
from gongjian.market.procurement.rules.findings import CallCheck
from gongjian.methods.legal_rules import Check, Limit, Outcome

MOST_PROVISIONS = 1_000
MOST_DAYS = 400
"""Nobody has to know whether a call is open for longer than a year."""


def asked_on(limit: Limit[int], now: datetime) -> int:
    """What a parameter asks on the day of a moment."""
    return law.parameter(limit.parameter, local_day(now), limit.default)


def find(call: Call, checks: Iterable[CallCheck], *, now: datetime) -> list[LegalFinding]:
    """The findings of these checks on the day of a moment, not saved."""
    checks, day = list(checks), local_day(now)
    found = law.evaluate([engine_check(call, one) for one in checks], on=day)
    scale = 10 ** CURRENCIES[call.currency][1]
    return [
        LegalFinding(
            call=call, rule=one.rule.value, parameter=one.limit.parameter, found=one.found,
            asked=said.asked["limit"] * (scale if one.rule in rules.OF_MONEY else 1),
            is_met=said.outcome is Outcome.PASSED, day=day,
            provision_id=said.provision.id if said.provision else None,
        )
        for one, said in zip(checks, found, strict=True)
    ]  # fmt: skip


def engine_check(call: Call, one: CallCheck) -> Check:
    """A check of a call as every rule of the house is applied."""
    facts: dict[str, object] = {"found": one.found}
    if one.rule in rules.OF_MONEY:
        facts["currency"] = call.currency
    return Check(rules.code_of(one.rule), facts, {"limit": one.limit})


def condition_checks(call: Call) -> list[CallCheck]:
    """Whether the procedure is allowed at the call's value."""
    return list(
        rules.checks_of_conditions(
            call.procedure,
            value_minor=max(call.estimate_minor, call.ceiling_minor or 0),
            is_reserved=bool(call.largest_size),
        )
    )


def opening_checks(call: Call, closes_at: datetime, now: datetime) -> list[CallCheck]:
    """All that is asked of a call on the day it is opened."""
    keyed = CallTrustee.objects.filter(call=call).exclude(public_key="").count()
    days = whole_working_days(call, now, closes_at)
    of_opening = rules.checks_of_opening(call.procedure, days_open=days, keyed_trustees=keyed)
    return [*condition_checks(call), *of_opening]


def whole_working_days(call: Call, start: datetime, end: datetime) -> int:
    """How many working days of the call's area lie wholly between two moments."""
    day, last = local_day(start) + timedelta(days=1), local_day(end) - timedelta(days=1)
    last = min(last, day + timedelta(days=MOST_DAYS))
    count = 0
    while day <= last:
        count += duties.is_working_day(call.area, day)
        day += timedelta(days=1)
    return count


def findings_of(call: Call) -> list[LegalFinding]:
    """What was found last by each rule, in the order of the first findings."""
    rows = LegalFinding.objects.filter(call=call).select_related("provision").order_by("id")
    newest: dict[str, LegalFinding] = {}
    for row in rows:
        # Pages say it in the call's currency.
        row.call = call
        newest[row.rule] = row
    return list(newest.values())


def unmet(found: Sequence[LegalFinding]) -> list[LegalFinding]:
    return [one for one in found if not one.is_met]


def provision_choices() -> list[tuple[str, str]]:
    """Provisions in force today, by what they are cited as."""
    rows = law.provisions_in_force(local_day(clock.now()))[:MOST_PROVISIONS]
    return [(one.code, one.citation) for one in rows]
