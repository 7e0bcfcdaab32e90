"""What a language model was asked to write: for a case, for a worker, for who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum, UUIDField

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.chat_endpoint import ChatEndpoint
from gongjian.foundation.kernel.errors import NotAllowed, NotFound
from gongjian.foundation.kernel.pages import Page, keyset_page
from gongjian.foundation.kernel.prepared import Prepared
from gongjian.government.cases import draft_rules, policies
from gongjian.government.cases.models import Case, DraftRequest
from gongjian.government.cases.models.draft_request import DraftKind, DraftState
from gongjian.government.cases.selectors.answer_templates import ready_answers
from gongjian.methods.machine_drafts import share_from

COUNTED_DAYS = 30
LATEST_OF_A_CASE = 50
_WRITTEN: Prepared[DraftRequest] = Prepared(
    lambda case: (
        DraftRequest.objects.filter(case=case, kind=DraftKind.ANSWER, state=DraftState.WRITTEN)
        .exclude(text="")
        .order_by("-id")[:LATEST_OF_A_CASE]
    ),
    UUIDField(),
)


def endpoint() -> ChatEndpoint | None:
    """The town's language model; None where drafting is off."""
    if not settings.DRAFTING_URL:
        return None
    return ChatEndpoint(
        url=settings.DRAFTING_URL,
        model=settings.DRAFTING_MODEL,
        key=settings.DRAFTING_KEY,
        timeout_seconds=settings.DRAFTING_TIMEOUT_SECONDS,
        most_tokens=settings.DRAFTING_MOST_TOKENS,
    )


def drafts_of(case: Case) -> list[DraftRequest]:
    """A case's drafts, the latest first; seeing the case as staff was checked before."""
    found = case.drafts.select_related("asked_by", "template").order_by("-id")
    return list(found[:LATEST_OF_A_CASE])


def latest_drafts(case: Case) -> dict[str, DraftRequest]:
    """The last draft of each kind, one query."""
    return {draft.kind: draft for draft in reversed(drafts_of(case))}


def get_draft(*, actor: Actor, case: Case, draft_id: UUID) -> DraftRequest:
    """One draft of a case that this actor sees as staff; NotFound for any other."""
    found = case.drafts.select_related("asked_by", "template").filter(pk=draft_id).first()
    if found is None or not policies.is_staff_on(actor, case):
        raise NotFound
    return found


def draft_behind(case: Case, text: str, draft_id: UUID | None) -> DraftRequest | None:
    """The draft that an answer was made from: the one it names, else the one whose words it has.

    So it is known also of who copied a draft by hand, or answers by programme.

    The words of ready-made answers and of the request are no machine's.

    Raises
    ------
    NotFound
        ``draft_id`` is not that of a written draft of an answer to this case.
    """
    drafts = _WRITTEN.rows(case.pk)
    if draft_id is not None:
        named = next((draft for draft in drafts if draft.pk == draft_id), None)
        if named is None:
            raise NotFound
        return named
    besides = [case.text, *(one.text for one in ready_answers(case))] if drafts else []
    shares = [(share_from(text, draft.text, besides), draft) for draft in drafts]
    share, closest = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return closest if share >= draft_rules.FROM_DRAFT_SHARE else None


def has_words_of_a_draft(text: str, among: QuerySet[Case]) -> bool:
    """Whether a text for several cases was made from the draft of an answer to one of them."""
    written = DraftRequest.objects.filter(
        case__in=among, kind=DraftKind.ANSWER, state=DraftState.WRITTEN
    )
    texts = written.exclude(text="").order_by("-id").values_list("text", flat=True)
    shares = (share_from(text, draft) for draft in texts[:LATEST_OF_A_CASE])
    return any(share >= draft_rules.FROM_DRAFT_SHARE for share in shares)


def free_slots() -> list[int]:
    """The places for drafts written at once that nobody has."""
    taken = set(DraftRequest.objects.filter(slot__isnull=False).values_list("slot", flat=True))
    return [slot for slot in range(settings.DRAFTING_AT_ONCE) if slot not in taken]


def due_drafts(at: datetime) -> list[UUID]:
    """Drafts that a worker can begin, the longest due first: as many as there is place for, and
    those whose writer was lost, who have theirs."""
    due = DraftRequest.objects.filter(next_try_at__lte=at).order_by("next_try_at", "id")
    lost = list(due.filter(state=DraftState.WRITING).values_list("pk", flat=True)[:100])
    waiting = due.filter(state=DraftState.WAITING).values_list("pk", flat=True)
    return [*lost, *waiting[: len(free_slots())]]


@dataclass(frozen=True, slots=True)
class DraftCounts:
    """Of the last `COUNTED_DAYS` days."""

    asked: int
    written: int
    failed: int
    used: int
    """Became an answer."""
    prompt_tokens: int
    completion_tokens: int


def draft_log(*, actor: Actor, cursor: str = "", size: int = 25) -> Page[DraftRequest]:
    """What was asked for in the areas this actor looks after, the newest first.

    Raises
    ------
    NotAllowed
        The actor neither administers nor audits.
    """
    rows = _log_of(actor).select_related("case", "asked_by")
    return keyset_page(rows, order=("-asked_at", "-id"), cursor=cursor, size=size)


def draft_counts(*, actor: Actor, now: datetime) -> DraftCounts:
    """Sums over the same drafts; errors as for `draft_log`. One query."""
    since = now - timedelta(days=COUNTED_DAYS)
    sums = _log_of(actor).filter(asked_at__gte=since).aggregate(
        asked=Count("id"),
        written=Count("id", filter=Q(state=DraftState.WRITTEN)),
        failed=Count("id", filter=Q(state=DraftState.FAILED)),
        used=Count("id", filter=Q(answer__isnull=False)),
        prompt_tokens=Sum("prompt_tokens"),
        completion_tokens=Sum("completion_tokens"),
    )  # fmt: skip
    return DraftCounts(**{name: value or 0 for name, value in sums.items()})


def _log_of(actor: Actor) -> QuerySet[DraftRequest]:
    if not policies.sees_draft_log(actor):
        raise NotAllowed
    paths = {grant.area_path for grant in actor.grants_of(Role.ADMINISTRATOR, Role.AUDITOR)}
    if "" in paths:
        return DraftRequest.objects.all()
    within = [Q(case__area_path__startswith=path) for path in sorted(paths)]
    return DraftRequest.objects.filter(reduce(or_, within))
