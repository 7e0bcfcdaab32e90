"""What the law asks of calls and contracts. Pure.

A parameter sets whole units of the call's currency; what is there is in its smallest units.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from gongjian.foundation.kernel.money import CURRENCIES, shown
from gongjian.market.procurement.rules.contracts import MOST_GROWTH
from gongjian.market.procurement.rules.findings import (
    AMENDED_DAYS,
    LEAST_TRUSTEES,
    RESERVED_VALUE,
    LegalRule,
    code_of,
)
from gongjian.market.procurement.rules.procedures import PROCEDURES
from gongjian.methods.legal_rules import (
    Asked,
    Case,
    Facts,
    Limit,
    Origin,
    Outcome,
    Rule,
    Verdict,
    Words,
    met,
    rule,
)

HERE = Words("{asked} Here: {found}.", "{asked}实际为{found}。")
_MONEY = {"found": int, "currency": str}
_NAMES = {
    "found": Words("what is there", "实际数值"),
    "limit": Words("the number of the law", "法定数值"),
}
_MONEY_NAMES = {
    "found": Words("value in smallest units", "金额（最小货币单位）"),
    "currency": Words("currency", "货币"),
    "limit": Words("limit in whole units", "限额（元）"),
}
_VALUES = {
    one.most_value.parameter: one.most_value for one in PROCEDURES.values() if one.most_value
}
_PROCUREMENT = Words("Government Procurement Law", "中华人民共和国政府采购法")
_BIDDING = Words("Bidding Law", "中华人民共和国招标投标法")
_SMALL_FIRMS = Words(
    "Measures on Promoting Small and Medium-sized Enterprises by Government Procurement",
    "政府采购促进中小企业发展管理办法",
)
FOLLOWS = {
    LegalRule.MOST_VALUE: Origin(_PROCUREMENT, "27", date(2014, 8, 31)),
    LegalRule.MOST_RESERVED: Origin(_SMALL_FIRMS, "7", date(2021, 1, 1)),
    LegalRule.DAYS_OPEN: Origin(_BIDDING, "24", date(2017, 12, 28)),
    LegalRule.DAYS_LEFT: Origin(_BIDDING, "23", date(2017, 12, 28)),
    LegalRule.TRUSTEES: Origin(_BIDDING, "36", date(2017, 12, 28)),
    LegalRule.MOST_GROWTH: Origin(_PROCUREMENT, "49", date(2014, 8, 31)),
}
_DAYS = {one.days_open.parameter: one.days_open for one in PROCEDURES.values()}


def _money_rule(
    kind: LegalRule, title: Words, asks: Words, words: Words, limits: dict[str, Limit[int]]
) -> Rule:
    limit = next(iter(limits.values()))
    at = {"currency": "CNY"}

    @rule(
        code_of(kind),
        title=title,
        asks=asks,
        follows=FOLLOWS[kind],
        facts=_MONEY,
        names=_MONEY_NAMES,
        limits={"limit": limit},
        also=limits,
        cases=(
            Case(
                Words("¥400,000, where the law allows ¥400,000", "40 万元，法定最高 40 万元"),
                {**at, "found": 400_000_00}, Outcome.PASSED, asked={"limit": 400_000},
            ),
            Case(
                Words("One fen more than the law allows", "比法定最高额多一分"),
                {**at, "found": 400_000_01}, Outcome.FAILED, asked={"limit": 400_000},
            ),
        ),
    )  # fmt: skip
    def judge(facts: Facts, asked: Asked) -> Verdict:
        currency = facts["currency"]
        most = asked["limit"] * 10 ** CURRENCIES[currency][1]
        told = words.filled(limit=shown(most, currency))
        found = shown(facts["found"], currency)
        return met(facts["found"] <= most, HERE.filled(asked=told, found=found))

    return judge


def _count_rule(
    kind: LegalRule,
    title: Words,
    asks: Words,
    words: Callable[[int], Words],
    limits: dict[str, Limit[int]],
    *,
    is_most: bool = False,
    unit: str = "",
) -> Rule:
    edge = Words("Exactly what the law asks", "恰为法定要求")
    beyond = Words("More than the law allows", "超过法定上限")
    short = Words("Less than the law asks", "少于法定要求")

    @rule(
        code_of(kind),
        title=title,
        asks=asks,
        follows=FOLLOWS[kind],
        facts={"found": int},
        names=_NAMES,
        limits={"limit": next(iter(limits.values()))},
        also=limits,
        cases=(
            Case(edge, {"found": 5}, Outcome.PASSED, asked={"limit": 5}),
            Case(
                beyond if is_most else short,
                {"found": 6 if is_most else 4}, Outcome.FAILED, asked={"limit": 5},
            ),
        ),
    )  # fmt: skip
    def judge(facts: Facts, asked: Asked) -> Verdict:
        found, limit = facts["found"], asked["limit"]
        told = HERE.filled(asked=words(limit), found=f"{found}{unit}")
        return met(found <= limit if is_most else found >= limit, told)

    return judge


def _days(text: Words) -> Callable[[int], Words]:
    return lambda count: text.filled(days=f"{count} whole working day{'s'[: count != 1]}", n=count)


def _trustees(count: int) -> Words:
    if count == 1:
        return Words("At least 1 trustee has given a key.", "至少有1名密钥保管人提交了密钥。")
    text = Words(
        "At least {n} trustees of different bodies have given keys.",
        "至少有{n}名不同机构的密钥保管人提交了密钥。",
    )
    return text.filled(n=count)


RULES = (
    _money_rule(
        LegalRule.MOST_VALUE,
        Words("Value that a procedure is for", "采购方式适用的金额"),
        Words(
            "A procedure is used up to the value that the law sets for it: the larger of the "
            "estimate and what may be paid at most.",
            "采购方式仅适用于法定限额以内的金额，以估算金额与最高限价中较高者为准。",
        ),
        Words(
            "This procedure is for values of at most {limit}.",
            "该采购方式适用于不超过{limit}的金额。",
        ),
        _VALUES,
    ),
    _money_rule(
        LegalRule.MOST_RESERVED,
        Words("Value of calls reserved for smaller firms", "专门面向小企业的征集金额"),
        Words(
            "Only calls up to the value that the law sets may be reserved for smaller firms.",
            "只有不超过法定限额的公开征集，才可专门面向规模较小的企业。",
        ),
        Words(
            "Calls of at most {limit} may be reserved for smaller firms.",
            "不超过{limit}的公开征集可专门面向规模较小的企业。",
        ),
        {RESERVED_VALUE.parameter: RESERVED_VALUE},
    ),
    _count_rule(
        LegalRule.DAYS_OPEN,
        Words("Time to make a bid", "投标时间"),
        Words(
            "Between the opening of a call and its deadline lie as many whole working days as the "
            "law sets for the procedure.",
            "征集公布至截止之间，应当有法定数量的完整工作日。",
        ),
        _days(Words("Companies have at least {days}.", "企业至少有{n}个完整工作日。")),
        _DAYS,
    ),
    _count_rule(
        LegalRule.DAYS_LEFT,
        Words("Time after a change of a call", "征集变更后的时间"),
        Words(
            "After a change of an open call, companies have as many whole working days left as "
            "the law sets.",
            "进行中的征集变更后，应当给企业留出法定数量的完整工作日。",
        ),
        _days(
            Words(
                "After a change, companies have at least {days}.",
                "变更后，企业至少有{n}个完整工作日。",
            )
        ),
        {AMENDED_DAYS.parameter: AMENDED_DAYS},
    ),
    _count_rule(
        LegalRule.TRUSTEES,
        Words("Trustees of the keys", "密钥保管人"),
        Words(
            "Bids are sealed for keys of as many trustees of different bodies as the law sets.",
            "投标以法定数量的不同机构密钥保管人的密钥密封。",
        ),
        _trustees,
        {LEAST_TRUSTEES.parameter: LEAST_TRUSTEES},
    ),
    _count_rule(
        LegalRule.MOST_GROWTH,
        Words("Growth of a contract", "合同增额"),
        Words(
            "Changes of a contract together add no more to its amount than the law allows.",
            "合同的各次变更累计增加的金额不得超过法定比例。",
        ),
        lambda count: Words(
            "Changes of a contract together add at most {n}% to its amount.",
            "合同的各次变更累计最多使金额增加 {n}%。",
        ).filled(n=count),
        {MOST_GROWTH.parameter: MOST_GROWTH},
        is_most=True,
        unit="%",
    ),
)
BY_CODE = {one.code: one for one in RULES}
