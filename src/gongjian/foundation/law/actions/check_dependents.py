"""After a change of the law: everything that rests on what changed is held against it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.law.actions.announce_change import announce_day
from gongjian.foundation.law.actions.keep_findings import Found, keep_all
from gongjian.foundation.law.dependents import Dependent, Touched, dependent_kinds
from gongjian.foundation.law.models import LawChange, LawFinding, Parameter, Provision
from gongjian.foundation.law.selectors.articles import Cited, article_on, articles
from gongjian.foundation.law.selectors.evaluation import Basis, Finding, evaluate
from gongjian.methods.legal_rules import Check, Outcome

AT_ONCE = 500


def check_dependents(*, change_id: UUID, now: datetime) -> LawChange | None:
    """Apply every rule to everything that rests on what changed; keep what fails or needs a person.

    By the law of this day, however late it comes. A second time does nothing; killed in the middle,
    it begins again and keeps nothing twice. What was found earlier and is so no longer is gone.
    None: there is no such change.
    """
    change = LawChange.objects.filter(pk=change_id).first()
    if change is None or change.checked_at is not None:
        return change
    checked = _look(_touched(change, local_day(now)), change, now)
    with transaction.atomic():
        counted = LawFinding.objects.filter(change=change, gone_at=None).aggregate(
            failed=Count("pk", filter=Q(outcome=Outcome.FAILED)),
            questions=Count("pk", filter=Q(outcome=Outcome.NEEDS_PERSON)),
        )
        LawChange.objects.filter(pk=change.pk, checked_at=None).update(
            checked_at=now,
            checked=checked,
            failed=counted["failed"],
            open_questions=counted["questions"],
        )
    change.refresh_from_db()
    return change


def check_today(*, now: datetime) -> None:
    """What begins and ends by itself is announced and looked at here and now, and nobody is told:
    for whoever fills a town with its past."""
    with outbox.muted():
        change = announce_day(now=now)
    if change is not None:
        check_dependents(change_id=change.pk, now=now)


def check_standing(*, now: datetime) -> None:
    """Look again at what stands: whoever put something right waits for no change of the law."""
    newest = LawChange.objects.order_by("-id").first()
    if newest is not None:
        _look(Touched(frozenset(), frozenset(), local_day(now)), newest, now)


def _look(touched: Touched, change: LawChange, now: datetime) -> int:
    """Hold everything that is touched, or stands found, against the law; how many things."""
    standing = LawFinding.objects.filter(gone_at=None, change__isnull=False)
    widened, seen = _widened(touched, standing), set()
    for kind in dependent_kinds():
        for several in _in_parts(kind.read(widened)):
            keep_all(_found(several, touched.day), now=now, change=change, only_unmet=True)
            seen |= {one.subject.reference for one in several}
    # What is no longer in use rests on nothing.
    unseen = [pk for pk, subject in standing.values_list("pk", "subject") if subject not in seen]
    for start in range(0, len(unseen), AT_ONCE):
        LawFinding.objects.filter(pk__in=unseen[start : start + AT_ONCE]).update(gone_at=now)
    return len(seen)


def _widened(touched: Touched, standing: QuerySet[LawFinding]) -> Touched:
    codes = set(standing.exclude(provision=None).values_list("provision__code", flat=True))
    used = {code for asked in standing.values_list("asked", flat=True) for code in asked}
    versions = Provision.objects.filter(code__in=codes).values_list("pk", flat=True)
    return Touched(touched.provisions | set(versions), touched.parameters | used, touched.day)


def _touched(change: LawChange, day: date) -> Touched:
    versions = Provision.objects.filter(code__in=change.provisions).values_list("pk", flat=True)
    # A number falls with the provision that sets it.
    set_by = Parameter.objects.filter(provision__code__in=change.provisions)
    return Touched(
        provisions=frozenset(versions),
        parameters=frozenset({*change.parameters, *set_by.values_list("code", flat=True)}),
        day=day,
    )


def _found(several: Sequence[Dependent], day: date) -> list[Found]:
    keys = {key for one in several for key in one.cites}
    codes = dict(Provision.objects.filter(pk__in=keys).values_list("pk", "code"))
    versions = articles(codes.values())
    return [
        Found(
            one.subject,
            (
                *(basis_of(key, versions[codes[key]], day) for key in one.cites if key in codes),
                *evaluate(one.checks, on=day),
            ),
        )
        for one in several
    ]


def basis_of(cited_id: UUID, versions: tuple[Cited, ...], day: date) -> Finding:
    """Whether the version that something cites is in force on a day."""
    cited = next(one for one in versions if one.id == cited_id)
    present = article_on(versions, day)
    check = Check(
        "basis_in_force",
        {
            "cited": cited.code,
            "cited_version": cited.version,
            "in_force_from": cited.period.first,
            "in_force_until": cited.period.last or date.max,
            "day": day,
            "version_now": present.version if present else 0,
        },
    )
    (found,) = evaluate([check], on=day)
    basis = Basis.IN_FORCE if cited.period.holds(day) else Basis.LAPSED
    return replace(found, provisions=(cited,), basis=basis)


def _in_parts(found: Iterable[Dependent]) -> Iterator[list[Dependent]]:
    source = iter(found)
    while part := list(islice(source, AT_ONCE)):
        yield part
