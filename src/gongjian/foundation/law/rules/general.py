"""Rules that any subject may be held to, whatever law it rests on. Pure."""

from __future__ import annotations

from datetime import date

from gongjian.methods.legal_rules import (
    Asked,
    Case,
    Facts,
    Origin,
    Outcome,
    Verdict,
    Words,
    fails,
    met,
    needs_person,
    passes,
    rule,
)

PERSONAL_DATA = Words("Personal Information Protection Law", "中华人民共和国个人信息保护法")
BUSINESS = Words("Regulations on Optimizing the Business Environment", "优化营商环境条例")
_BY_LAW = Origin(BUSINESS, "64", date(2020, 1, 1))
_MUST_SAY = Words(
    "No formula tells this. A named person decides it, and says why.",
    "这无法由公式判定，须由具名人员作出判断并说明理由。",
)


def _judged_cases(what: str) -> tuple[Case, ...]:
    facts = {"what": what}
    return (
        Case(Words("Nobody has judged it yet", "尚无人判断"), facts, Outcome.NEEDS_PERSON),
        Case(
            Words("A named person holds that it is, and says why", "具名人员认定符合并说明理由"),
            facts, Outcome.PASSED, judged=Outcome.PASSED,
        ),
        Case(
            Words("A named person holds that it is not", "具名人员认定不符合"),
            facts, Outcome.FAILED, judged=Outcome.FAILED,
        ),
    )  # fmt: skip


@rule(
    "necessary",
    title=Words("Necessary", "必要性"),
    asks=Words(
        "What is taken or done is needed for the purpose, and the purpose cannot be reached "
        "without it.",
        "所取得的信息或者所采取的措施为实现目的所必需，不这样做则无法实现目的。",
    ),
    facts={"what": str},
    names={"what": Words("what is taken or done", "所取得的信息或者所采取的措施")},
    follows=Origin(PERSONAL_DATA, "34", date(2021, 11, 1)),
    cases=_judged_cases("date of birth, to tell who is of age"),
)
def necessary(facts: Facts, asked: Asked) -> Verdict:
    return needs_person(_MUST_SAY)


@rule(
    "proportionate",
    title=Words("Proportionate", "适当性"),
    asks=Words(
        "What people lose by it stands in proportion to what is gained.",
        "对当事人权益的影响与所要实现的目的相称。",
    ),
    facts={"what": str},
    names={"what": Words("what is taken or done", "所取得的信息或者所采取的措施")},
    follows=Origin(PERSONAL_DATA, "6", date(2021, 11, 1)),
    cases=_judged_cases("a year of movements, to find one fine"),
)
def proportionate(facts: Facts, asked: Asked) -> Verdict:
    return needs_person(_MUST_SAY)


_CITED = {
    "cited": "quiet-17", "cited_version": 1,
    "in_force_from": date(2020, 1, 1), "in_force_until": date(2025, 12, 31),
}  # fmt: skip


@rule(
    "basis_in_force",
    title=Words("The basis is in force", "依据现行有效"),
    asks=Words(
        "What rests on an article rests on a version of it that is in force on the day.",
        "以某一条文为依据的事项，其依据的版本在当日应当现行有效。",
    ),
    follows=_BY_LAW,
    facts={
        "cited": str, "cited_version": int, "in_force_from": date, "in_force_until": date,
        "day": date, "version_now": int,
    },
    names={
        "cited": Words("provision", "所引条文"),
        "cited_version": Words("version cited", "所引版本"),
        "in_force_from": Words("in force from", "施行日期"),
        "in_force_until": Words("in force until", "失效日期"),
        "day": Words("looked at on", "核对日期"),
        "version_now": Words("version in force (0: none)", "现行版本（0 表示没有）"),
    },
    cases=(
        Case(
            Words("The cited version is in force", "所引版本现行有效"),
            {**_CITED, "day": date(2025, 6, 1), "version_now": 1}, Outcome.PASSED,
        ),
        Case(
            Words("The article was repealed", "条文已废止"),
            {**_CITED, "day": date(2026, 1, 1), "version_now": 0}, Outcome.FAILED,
        ),
        Case(
            Words("Another version of the article is in force", "该条文已有新版本施行"),
            {**_CITED, "day": date(2026, 1, 1), "version_now": 2}, Outcome.NEEDS_PERSON,
        ),
        Case(
            Words("Somebody read the new version: it still carries", "经核对，新版本仍可作为依据"),
            {**_CITED, "day": date(2026, 1, 1), "version_now": 2}, Outcome.PASSED,
            judged=Outcome.PASSED,
        ),
    ),
)  # fmt: skip
def basis_in_force(facts: Facts, asked: Asked) -> Verdict:
    """``in_force_until`` is `date.max` for a version without end; ``version_now`` 0: none."""
    cited, version, now = facts["cited"], facts["cited_version"], facts["version_now"]
    first, last, day = facts["in_force_from"], facts["in_force_until"], facts["day"]
    told = {"cited": cited, "version": version, "now": now, "first": first, "last": last}
    if first <= day <= last:
        return passes(
            Words(
                "Version {version} of {cited} is in force.", "{cited} 第 {version} 版现行有效。"
            ).filled(**told)
        )
    if now:
        return needs_person(
            Words(
                "It cites version {version} of {cited}; version {now} is in force. Somebody has to "
                "read whether that still carries it.",
                "所引为 {cited} 第 {version} 版，现行为第 {now} 版，"
                "需要人工核对新版本是否仍可作为依据。",
            ).filled(**told)
        )
    if day < first:
        return fails(
            Words(
                "Version {version} of {cited} is in force from {first} only.",
                "{cited} 第 {version} 版自 {first} 起才施行。",
            ).filled(**told)
        )
    return fails(
        Words(
            "{cited} was in force until {last}; no version of it is today.",
            "{cited} 有效至 {last}，目前没有有效版本。",
        ).filled(**told)
    )


@rule(
    "number_kept",
    title=Words("The number of the law is kept", "与法定数值一致"),
    asks=Words(
        "What was fixed by a number of the law agrees with that number today.",
        "依照法定数值确定的事项，应当与现行数值一致。",
    ),
    follows=_BY_LAW,
    facts={"parameter": str, "used": int, "now": int},
    names={
        "parameter": Words("parameter", "参数"),
        "used": Words("fixed by", "确定时的数值"),
        "now": Words("today", "现行数值"),
    },
    cases=(
        Case(
            Words("Both are 15", "两者均为 15"),
            {"parameter": "case-working-days", "used": 15, "now": 15}, Outcome.PASSED,
        ),
        Case(
            Words("It was fixed by 15, and the law says 10 now", "确定时为 15，现行为 10"),
            {"parameter": "case-working-days", "used": 15, "now": 10}, Outcome.FAILED,
        ),
    ),
)  # fmt: skip
def number_kept(facts: Facts, asked: Asked) -> Verdict:
    words = Words(
        "Fixed by {parameter} = {used}; the law says {now} now.",
        "依照 {parameter} = {used} 确定，现行规定为 {now}。",
    )
    return met(facts["used"] == facts["now"], words.filled(**facts))


GENERAL = (necessary, proportionate, basis_in_force, number_kept)
