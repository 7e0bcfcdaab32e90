"""Findings that were kept: of a thing, and those that stand open in the whole town."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.law import policies
from gongjian.foundation.law.models import LawChange, LawFinding
from gongjian.foundation.people import interface as people
from gongjian.methods.legal_rules import Outcome


def visible(actor: Actor) -> QuerySet[LawFinding]:
    """What an actor may see: what is public, what is theirs, and everything for who oversees."""
    rows = LawFinding.objects.select_related("provision")
    if policies.can_see_findings(actor):
        return rows
    own = policies.own_bodies(actor)
    return rows.filter(
        Q(is_public=True) | Q(organisation_id__in=own) | Q(other_organisation_id__in=own)
    )


def get_finding(*, actor: Actor, finding_id: UUID) -> LawFinding:
    """NotFound where there is none, or this actor may not see it."""
    found = visible(actor).filter(pk=finding_id).first()
    if found is None:
        raise NotFound
    return found


def findings_of(subject: str) -> list[LawFinding]:
    """What stands of a thing, the first found first; whoever shows it has asked who may see it."""
    rows = LawFinding.objects.filter(subject=subject, gone_at=None)
    return list(rows.select_related("provision").order_by("id"))


def unsettled(found: Iterable[LawFinding]) -> list[LawFinding]:
    """Those that do not pass, and that no person has let pass."""
    return [one for one in found if one.result != Outcome.PASSED]


def list_findings(
    *, actor: Actor, result: str = "", kind: str = "", cursor: str = "", size: int = 25
) -> Page[LawFinding]:
    """Those of changes of the law that stand, the newest first.

    Parameters
    ----------
    result : str
        "fail", "needs_person", "settled"; "": what is neither right nor settled.
    kind : str
        Of thing; "": any.
    """
    rows = visible(actor).filter(gone_at=None, change__isnull=False)
    if result == "settled":
        rows = rows.exclude(settled_at=None)
    else:
        rows = rows.filter(settled_at=None)
        if result:
            rows = rows.filter(outcome=result)
    if kind:
        rows = rows.filter(kind=kind)
    return keyset_page(rows, order=("-id",), cursor=cursor, size=size)


def has_standing() -> bool:
    """Whether anything that rests on the law was found wrong and not put right."""
    return LawFinding.objects.filter(gone_at=None, change__isnull=False).exists()


def list_changes(*, cursor: str = "", size: int = 25) -> Page[LawChange]:
    """Changes of the law, the newest first; days on which nothing turned are left out."""
    rows = LawChange.objects.exclude(provisions=[], parameters=[])
    return keyset_page(rows, order=("-id",), cursor=cursor, size=size)


def judge_of(finding: LawFinding) -> str:
    """Who settled it, by name; "" where nobody did or the account is gone."""
    kind, _colon, key = finding.settled_by.partition(":")
    if kind != "user":
        return ""
    return next(iter(people.user_names([UUID(key)]).values()), "")
