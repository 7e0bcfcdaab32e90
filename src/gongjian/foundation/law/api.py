"""The rules this town works by, by programme."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from ninja import File, Form, Query, Router, Schema, UploadedFile
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of, actor_who
from gongjian.foundation.kernel.api_fields import PageOut, PageQuery, StrictQuery, Text
from gongjian.foundation.kernel.api_imports import TableImportIn, TableReport, report_response
from gongjian.foundation.kernel.body_limits import takes_files
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.law import policies
from gongjian.foundation.law.actions import import_law as importing
from gongjian.foundation.law.models import LawFinding, Parameter, Provision
from gongjian.foundation.law.rules.registry import all_rules, rule_named
from gongjian.foundation.law.selectors import findings, parameters
from gongjian.foundation.law.selectors.evaluation import plain
from gongjian.foundation.law.selectors.parameters import parameters_of
from gongjian.foundation.law.selectors.provisions import list_provisions, provision_versions
from gongjian.methods.law_file import MAX_BYTES
from gongjian.methods.legal_rules import Origin, Rule, Words

router = Router()


class ProvisionOut(Schema):
    """One article in one version."""

    id: UUID
    code: str
    version: int
    title: str
    article: str
    citation: str
    text: str
    text_sha256: str = Field(description="of the text in UTF-8, in hexadecimal")
    source_url: str
    in_force_from: date
    in_force_until: date | None


class ProvisionPage(PageOut):
    items: list[ProvisionOut]


class ParameterOut(Schema):
    """What the provision sets."""

    code: str
    value: int | bool | str
    unit: str
    in_force_from: date
    in_force_until: date | None


class ProvisionHistory(Schema):
    versions: list[ProvisionOut] = Field(description="the newest first")
    parameters: list[ParameterOut] = Field(description="what it sets on that day")


class DayQuery(StrictQuery):
    on: date | None = Field(default=None, description="a day; today where it is not given")


class ProvisionsQuery(PageQuery, DayQuery):
    q: Annotated[Text, Field(max_length=100)] = Field(
        default="", description="words that all stand in its law, article or text"
    )


@router.get("/provisions", response=ProvisionPage, operation_id="list_provisions")
def list_many(request: HttpRequest, query: Query[ProvisionsQuery]) -> JsonResponse:
    """Provisions in force on a day, by title."""
    page = list_provisions(
        on=query.on or local_day(now()), query=query.q, cursor=query.cursor,
        size=query.size,
    )  # fmt: skip
    items = [_provision_out(provision) for provision in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/provisions/{slug:code}", response=ProvisionHistory, operation_id="get_provision")
def read_provision(request: HttpRequest, code: str, query: Query[DayQuery]) -> JsonResponse:
    """Every version of a provision, and what it sets on a day; today where none is given."""
    day = query.on or local_day(now())
    shown = {
        "versions": [_provision_out(version) for version in provision_versions(code)],
        "parameters": [_parameter_out(parameter) for parameter in parameters_of(code, day)],
    }
    return JsonResponse(shown)


def _provision_out(provision: Provision) -> dict[str, object]:
    return {
        "id": provision.pk,
        "code": provision.code,
        "version": provision.version,
        "title": provision.title,
        "article": provision.article,
        "citation": provision.citation,
        "text": provision.text,
        "text_sha256": provision.text_sha256,
        "source_url": provision.source_url,
        "in_force_from": provision.in_force_from,
        "in_force_until": provision.in_force_until,
    }


def _parameter_out(parameter: Parameter) -> dict[str, object]:
    return {
        "code": parameter.code,
        "value": parameter.typed,
        "unit": parameter.unit,
        "in_force_from": parameter.in_force_from,
        "in_force_until": parameter.in_force_until,
    }


class ParameterValueOut(Schema):
    """A value with the days it holds and the version of the provision that sets it."""

    code: str
    kind: str = Field(description="number, yes_no or choice")
    value: int | bool | str
    unit: str
    provision: str = Field(description='its code; "": none')
    provision_version: int | None
    in_force_from: date
    in_force_until: date | None


class ParameterPage(PageOut):
    items: list[ParameterValueOut]


class ParameterHistory(Schema):
    values: list[ParameterValueOut] = Field(description="the newest first")


class WordsOut(Schema):
    """The same in English and Chinese."""

    en: str
    zh: str


class LawRuleCaseOut(Schema):
    """An example: facts, what the law asks, and what comes out."""

    title: WordsOut
    facts: dict[str, Any]
    asked: dict[str, Any]
    outcome: str = Field(description="pass, fail or needs_person")


class LawRuleOriginOut(Schema):
    """The article of the country's law that a rule is made after, in the version that was read."""

    law: WordsOut
    article: str
    in_force_from: date


class LawRuleOut(Schema):
    """What a rule asks, by which article and parameters, and its cases."""

    code: str
    title: WordsOut
    asks: WordsOut
    article: str = Field(description='code of a provision; "": whatever sets its parameters')
    follows: LawRuleOriginOut | None
    parameters: list[str]
    cases: list[LawRuleCaseOut]


class LawRuleList(Schema):
    items: list[LawRuleOut]


class LawFindingOut(Schema):
    """What a rule said of a thing, and what a person decided where it needs one."""

    id: UUID
    subject: str = Field(description="reference of the thing")
    kind: str
    title: str
    path: str
    rule: str
    provision: str = Field(description='code of the provision it rests on; "": none')
    provision_version: int | None
    facts: dict[str, Any]
    asked: dict[str, Any]
    outcome: str = Field(description="what the rule said: pass, fail or needs_person")
    result: str = Field(description="what holds, with a person's word")
    words: WordsOut
    day: date
    found_at: datetime
    gone_at: datetime | None = Field(description="when it was so no longer")
    settled_at: datetime | None
    settled_reason: str


class LawFindingPage(PageOut):
    items: list[LawFindingOut]


class LawChangeOut(Schema):
    """A change of the law, and how much rests on what changed."""

    id: UUID
    day: date
    provisions: list[str]
    parameters: list[str]
    is_of_day: bool = Field(description="nobody changed it: its days began or ended")
    checked_at: datetime | None
    checked: int
    failed: int
    open_questions: int


class LawChangePage(PageOut):
    items: list[LawChangeOut]


class LawFindingsQuery(PageQuery):
    result: Literal["", "fail", "needs_person", "settled"] = Field(
        default="", description="empty: what is neither right nor settled"
    )
    kind: Annotated[Text, Field(max_length=40)] = ""


class ParametersQuery(PageQuery, DayQuery):
    pass


@router.get("/parameters", response=ParameterPage, operation_id="list_parameters")
def list_parameters(request: HttpRequest, query: Query[ParametersQuery]) -> JsonResponse:
    """Values that provisions set, as they hold on a day, by code."""
    page = parameters.list_parameters(
        on=query.on or local_day(now()), cursor=query.cursor, size=query.size
    )
    items = [_value_out(row) for row in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/parameters/{slug:parameter_code}", response=ParameterHistory, operation_id="get_parameter"
)
def read_parameter(request: HttpRequest, parameter_code: str) -> JsonResponse:
    """All values of a parameter, each with its days and its provision."""
    return JsonResponse(
        {"values": [_value_out(row) for row in parameters.parameter_history(parameter_code)]}
    )


@router.get("/law-rules", response=LawRuleList, operation_id="list_law_rules")
def list_law_rules(request: HttpRequest) -> JsonResponse:
    """Every rule that things are held against, with the cases that keep it and break it."""
    return JsonResponse({"items": [_rule_out(rule) for rule in all_rules()]})


@router.get("/law-rules/{slug:rule_code}", response=LawRuleOut, operation_id="get_law_rule")
def read_law_rule(request: HttpRequest, rule_code: str) -> JsonResponse:
    """One rule with its cases."""
    rule = rule_named(rule_code)
    if rule is None:
        raise NotFound
    return JsonResponse(_rule_out(rule))


@router.get("/law-findings", response=LawFindingPage, operation_id="list_law_findings")
def list_law_findings(request: HttpRequest, query: Query[LawFindingsQuery]) -> JsonResponse:
    """What lost its basis or conflicts with the law now; what is public, and for whoever supervises
    a body its own, for administrators and auditors everything."""
    page = findings.list_findings(
        actor=actor_of(request), result=query.result, kind=query.kind, cursor=query.cursor,
        size=query.size,
    )  # fmt: skip
    items = [_finding_out(one) for one in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/law-findings/{finding_id}", response=LawFindingOut, operation_id="get_law_finding")
def read_law_finding(request: HttpRequest, finding_id: UUID) -> JsonResponse:
    """One finding. What needs a person is settled on its page, by that person."""
    found = findings.get_finding(actor=actor_of(request), finding_id=finding_id)
    return JsonResponse(_finding_out(found))


@router.get("/law-changes", response=LawChangePage, operation_id="list_law_changes")
def list_law_changes(request: HttpRequest, query: Query[PageQuery]) -> JsonResponse:
    """Changes of the law, the newest first, with how much was looked at because of each."""
    page = findings.list_changes(cursor=query.cursor, size=query.size)
    items = [
        {name: getattr(change, name) for name in LawChangeOut.model_fields} for change in page.items
    ]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.post("/law-imports", response=TableReport, operation_id="import_law")
@takes_files(each=lambda: MAX_BYTES)
def import_law(
    request: HttpRequest, file: File[UploadedFile], options: Form[TableImportIn]
) -> JsonResponse:
    """Import provisions and parameters from a YAML file, as the export writes it; administrators
    of the town.

    The same file again changes nothing, so this needs no `Idempotency-Key`.
    """
    actor = actor_who(policies.can_edit_law, request)
    report = importing.import_law(
        actor=actor, data=file.read(MAX_BYTES + 1), now=now(), is_dry_run=options.is_dry_run
    )
    return report_response(report)


def _value_out(row: Parameter) -> dict[str, object]:
    return {
        **_parameter_out(row),
        "kind": row.kind,
        "value": row.typed,
        "provision": row.provision.code if row.provision else "",
        "provision_version": row.provision.version if row.provision else None,
    }


def _words_out(words: Words) -> dict[str, str]:
    return {"en": words.en, "zh": words.zh}


def _origin_out(origin: Origin | None) -> dict[str, object] | None:
    if origin is None:
        return None
    return {
        "law": _words_out(origin.law),
        "article": origin.article,
        "in_force_from": origin.in_force_from,
    }


def _rule_out(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "title": _words_out(rule.title),
        "asks": _words_out(rule.asks),
        "article": rule.article,
        "follows": _origin_out(rule.follows),
        "parameters": sorted(rule.parameters),
        "cases": [
            {
                "title": _words_out(case.title),
                "facts": plain(case.facts),
                "asked": plain({**rule.defaults(), **case.asked}),
                "outcome": case.outcome.value,
            }
            for case in rule.cases
        ],
    }


def _finding_out(one: LawFinding) -> dict[str, object]:
    named = (
        "id", "subject", "kind", "title", "path", "rule", "facts", "asked", "outcome", "result",
        "day", "found_at", "gone_at", "settled_at", "settled_reason",
    )  # fmt: skip
    return {
        **{name: getattr(one, name) for name in named},
        "provision": one.provision.code if one.provision else "",
        "provision_version": one.provision.version if one.provision else None,
        "words": {"en": one.words_en, "zh": one.words_zh},
    }
