"""Fetching a case is the permission check: hidden and missing give the same error."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound, StaleVersion
from gongjian.foundation.kernel.ids import read_number, show_number
from gongjian.foundation.kernel.locked_rows import lock_row
from gongjian.government.cases import policies
from gongjian.government.cases.models import Case

COLUMNS = tuple(field.attname for field in Case._meta.concrete_fields)


def get_case(*, actor: Actor, number: str) -> Case:
    """The case with a number, as far as this actor may know of it.

    Raises
    ------
    NotFound
        No such case, or hidden from this actor, or a mistyped number.
    """
    key = read_number(number)
    case = (
        Case.objects.filter(number=key)
        .select_related("category", "area", "lead_department", "duty__provision", "handler")
        .first()
        if key
        else None
    )
    if case is None or not policies.may_see(actor, case):
        raise NotFound
    return case


def get_case_as_staff(*, actor: Actor, number: str) -> Case:
    """The case with a number, for whoever works on it: to others, its requester too, there is
    none.

    Raises
    ------
    NotFound
        As for get_case, and where the actor is not its staff.
    """
    case = get_case(actor=actor, number=number)
    if not policies.is_staff_on(actor, case):
        raise NotFound
    return case


def goes_on_as(*, actor: Actor, case: Case) -> Case | None:
    """The case this one was merged into, where this actor may open it: it may have become private
    since."""
    target = case.merged_into
    return target if target is not None and policies.may_see(actor, target) else None


def ids_of_numbers(numbers: Sequence[str]) -> dict[str, UUID]:
    """The ids of cases by their numbers as somebody wrote them, whoever may see them; what is no
    number of a case is left out. One query."""
    keys = {number: read_number(number) for number in numbers}
    known = dict(
        Case.objects.filter(number__in=filter(None, keys.values())).values_list("number", "pk")
    )
    return {number: known[key] for number, key in keys.items() if key in known}


def numbers_of_ids(case_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The numbers of cases as people read them, whoever may see them. One query."""
    rows = Case.objects.filter(pk__in=case_ids).values_list("pk", "number")
    return {pk: show_number(number) for pk, number in rows}


def get_visible(*, actor: Actor, case_id: UUID) -> Case:
    """The case with an id, unlocked: for what does not depend on its staying as it is.

    Raises
    ------
    NotFound
        No such case, or hidden from this actor.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None or not policies.may_see(actor, case):
        raise NotFound
    return case


def is_visible(*, actor: Actor, case_id: UUID) -> bool:
    """Whether there is such a case for this actor."""
    case = Case.objects.filter(pk=case_id).first()
    return case is not None and policies.may_see(actor, case)


def get_locked(*, actor: Actor, case_id: UUID, version: int | None = None) -> Case:
    """The case, its row locked until the transaction ends.

    Raises
    ------
    NotFound
        No such case, or hidden from this actor.
    StaleVersion
        ``version`` is given and no longer the row's.
    """
    case = lock_row(Case, case_id)
    if case is None or not policies.may_see(actor, case):
        raise NotFound
    if version is not None and version != case.version:
        raise StaleVersion
    # What the row holds, so that a step writes only what it changed.
    case.stored = {name: getattr(case, name) for name in COLUMNS}
    return case
