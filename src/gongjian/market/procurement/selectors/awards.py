"""What became of an evaluation: the award, letters, complaints."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.market.procurement.models import (
    Award,
    AwardComplaint,
    AwardLetter,
    AwardState,
    Call,
    ComplaintState,
    Ranking,
)
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies.companies import member_ids


def award_of(call: Call) -> Award | None:
    """The award of a call that holds, intended or made."""
    rows = Award.objects.filter(call=call).exclude(state=AwardState.WITHDRAWN)
    return rows.select_related("company__organisation", "ranking").first()


def rankings_of(call: Call) -> list[Ranking]:
    """Every ranking, without its file, by stage; the last of a stage holds."""
    return list(Ranking.objects.filter(call=call).defer("file").order_by("stage_number", "number"))


def is_ranked(call: Call) -> bool:
    return Ranking.objects.filter(call=call).exists()


def get_ranking(call: Call, stage_number: int | None = None) -> Ranking:
    """The ranking of a stage that holds: without a stage, of the last one that has one.

    Raises
    ------
    NotFound
        Nothing is ranked yet.
    """
    rows = Ranking.objects.filter(call=call)
    if stage_number is not None:
        rows = rows.filter(stage_number=stage_number)
    found = rows.order_by("-stage_number", "-number").first()
    if found is None:
        raise NotFound
    return found


def file_of(ranking: Ranking) -> dict[str, Any]:
    return json.loads(ranking.file)


def get_letter(*, actor: Actor, call: Call, company_id: UUID) -> AwardLetter:
    """The newest letter to a company, for its members and those who see all of the call.

    Raises
    ------
    NotFound
    """
    is_member = company_id in member_ids(actor)
    if not (is_member or actor.reaches(call.area_path, *policies.SEEING)):
        raise NotFound
    rows = AwardLetter.objects.filter(ranking__call=call, company=company_id)
    found = rows.select_related("company__organisation", "ranking").order_by("-ranking__id").first()
    if found is None:
        raise NotFound
    return found


def own_letters(*, actor: Actor, call: Call) -> list[AwardLetter]:
    """Letters of the ranking that holds to companies somebody speaks for."""
    own = member_ids(actor)
    newest = Ranking.objects.filter(call=call).order_by("-stage_number", "-number").first()
    if newest is None or not own:
        return []
    rows = AwardLetter.objects.filter(ranking=newest, company__in=own)
    return list(rows.select_related("company__organisation").order_by("id"))


def letters_of(ranking: Ranking) -> list[AwardLetter]:
    rows = AwardLetter.objects.filter(ranking=ranking)
    return list(rows.select_related("company__organisation").order_by("id"))


def stage_choices(ranking: Ranking) -> list[AwardLetter]:
    """Who goes on to the next stage and who not; nobody before it is open. Public."""
    return [one for one in letters_of(ranking) if "is_invited" in one.data]


def complaints_of(call: Call) -> list[AwardComplaint]:
    """All of a call, by number; public, with their decisions."""
    rows = AwardComplaint.objects.filter(call=call)
    return list(rows.select_related("company__organisation").order_by("number"))


def pending_complaints(call: Call) -> int:
    return AwardComplaint.objects.filter(call=call, state=ComplaintState.PENDING).count()
