"""Telling people what happened to a case: whoever asked, handles, supervises, dispatches, joins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.ids import show_number
from gongjian.foundation.people import interface as people
from gongjian.government.cases import notice_texts, notice_topics
from gongjian.government.cases.models import Case, CaseEvent
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.notice_topics import Audience
from gongjian.government.cases.selectors.terms import provision_of_deadline
from gongjian.government.cases.selectors.tracking import tracking_secret
from gongjian.government.duties import interface as duties
from gongjian.methods.personal_data import mask_personal_data

QUIET_IMPORTS = frozenset({"case_received", "case_held"})
"""Not told of imported cases: their requesters wrote elsewhere, and whoever imports sees them."""

ARRIVALS = frozenset({"case_received", "application_submitted"})
GONE_PRIVATE = frozenset({"visibility_changed", "case_hidden"})

Staff = Callable[..., list[people.User]]


def notify_people(*, event_ids: Sequence[UUID], now: datetime) -> None:
    """Write the notices of these events; a second time, it writes none.

    Nobody is told of what they did themselves, save that their case was received.
    """
    events = (
        CaseEvent.objects.filter(pk__in=event_ids, at__gt=now - people.STALE_AFTER)
        .select_related(
            "case__requester",
            "case__handler",
            "case__lead_department",
            "case__duty__provision",
            "department",
            "answer__provision",
        )
        .order_by("id")
    )
    staff = cache(people.users_with_role)
    drafts = [draft for event in events for draft in _drafts(event, staff)]
    if drafts:
        people.notify(drafts=drafts, now=now)


def _drafts(event: CaseEvent, staff: Staff) -> Iterator[people.NoticeDraft]:
    case = event.case
    if case.channel == Channel.IMPORT and event.name in QUIET_IMPORTS:
        return
    key = notice_texts.key_of(event.name, event.data)
    for audience, words in notice_texts.TOLD.get(key, {}).items():
        users = [u for u in _users(event, audience, staff) if not _did_it(event, f"user:{u.pk}")]
        emails = _emails(event) if audience == Audience.REQUESTER else []
        if not (users or emails):
            continue
        facts = _facts(event, audience)
        body = format_lazy(words.body, **facts)
        yield people.NoticeDraft(
            event=_told_of(event, audience),
            topic=notice_topics.topic_of(event.name, audience).code,
            reason=format_lazy(notice_topics.REASONS[audience], **facts),
            subject=format_lazy(words.subject, **facts),
            body=format_lazy("{}\n\n{}", body, notice_texts.LINK_IS_A_KEY) if emails else body,
            path=_path(case, audience, has_account=bool(users)),
            users=users,
            emails=emails,
            language=case.language,
            # Without an account the first letter is the way back to the case.
            is_urgent=words.is_urgent or (event.name == "case_received" and bool(emails)),
        )


def _told_of(event: CaseEvent, audience: Audience) -> str:
    """What happened, once for ever: who joined is told once that a case is no longer public,
    however often it changes."""
    if audience == Audience.SUPPORTERS and event.name in GONE_PRIVATE:
        return f"case:{event.case_id}:gone_private"
    return f"caseevent:{event.pk}"


def _users(event: CaseEvent, audience: Audience, staff: Staff) -> list[people.User]:
    case = event.case
    # A case may have moved on since; who was to be told then is told.
    is_leads = event.to_state == "dispatched" and not _is_of_part(event)
    lead = event.department_id if is_leads else case.lead_department_id
    at = {"area_path": case.area_path}
    match audience:
        case Audience.REQUESTER:
            return [case.requester] if case.requester else []
        case Audience.SUPPORTERS if case.is_public == (event.name in GONE_PRIVATE):
            # They joined what everybody could read: of a private case they learn nothing but that
            # it is; and not even that where it is public again by now.
            return []
        case Audience.SUPPORTERS:
            wanting = case.supports.filter(wants_notices=True, user__isnull=False)
            return [s.user for s in wanting.select_related("user") if s.user]
        case Audience.HANDLERS if case.handler and case.handler.is_active:
            return [case.handler]
        case Audience.HANDLERS | Audience.DEPARTMENT:
            return staff(Role.HANDLER, organisation_id=lead, **at) if lead else []
        case Audience.SUPERVISORS:
            return staff(Role.SUPERVISOR, organisation_id=lead, **at) if lead else []
        case Audience.ASSISTING:
            return staff(Role.HANDLER, organisation_id=_asked(event), **at)
        case Audience.ASSISTING_SUPERVISORS:
            return staff(Role.SUPERVISOR, organisation_id=_asked(event), **at)
        case Audience.DISPATCHERS:
            return staff(Role.DISPATCHER, in_any_organisation=True, **at)
        case Audience.ADMINISTRATORS:
            return staff(Role.ADMINISTRATOR, in_any_organisation=True, **at)


def _emails(event: CaseEvent) -> list[str]:
    case = event.case
    if case.requester_id or not case.contact_email or _did_it(event, Actor.anonymous().reference):
        return []
    return [case.contact_email]


def _did_it(event: CaseEvent, reference: str) -> bool:
    return event.actor == reference and event.name not in ARRIVALS


def _path(case: Case, audience: Audience, *, has_account: bool) -> str:
    if audience not in (Audience.REQUESTER, Audience.SUPPORTERS):
        return reverse("workbench", args=[case.number])
    if audience == Audience.SUPPORTERS and not case.is_public:
        return reverse("submit_case")
    if has_account:
        return reverse("case", args=[case.number])
    # Opens the case in whatever browser the letter is read in.
    return reverse("open_case", args=[case.number, tracking_secret(case.pk)])


def _facts(event: CaseEvent, audience: Audience) -> dict[str, object]:
    case = event.case
    is_theirs = audience == Audience.REQUESTER
    other = _other_department(event)
    if audience in (Audience.ASSISTING, Audience.ASSISTING_SUPERVISORS):
        department = other
    elif _is_of_part(event):
        # That event is another department's; these readers are of the lead one.
        department = case.lead_department.name if case.lead_department else ""
    else:
        shown = event.department or case.lead_department
        department = shown.name if shown else ""
    due_at = event.data.get("part_due") or case.due_at
    provision = _provision(event)
    return {
        "number": case.shown_number,
        "title": _title(case, audience),
        "department": department,
        "lead": case.lead_department.name if case.lead_department else "",
        "other": other,
        "by": format_lazy(notice_texts.BY, provision=provision) if provision else "",
        "because": notice_texts.ENDED_BY.get(event.data.get("because", ""), ""),
        "due": _day(due_at) if due_at else "",
        # Letters leave the house: what staff get of people's words is masked.
        "text": event.text if is_theirs else _text(event),
        "into": show_number(event.data.get("into", "")),
        "share": f"{int(Fraction(event.data.get('share', '0')) * 100)}%",
    }


def _provision(event: CaseEvent) -> str:
    """What an answer cites; else what sets the time for it."""
    answer = getattr(event, "answer", None)
    if answer is not None:
        return str(answer.provision or "")
    return str(provision_of_deadline(event.case) or "")


def _is_of_part(event: CaseEvent) -> bool:
    return event.name.startswith("assistance_")


def _asked(event: CaseEvent) -> UUID:
    return UUID(event.data["asked_department"])


def _other_department(event: CaseEvent) -> str:
    """The name of the department whose help was asked for, where the event is about that."""
    if "asked_department" not in event.data:
        return ""
    if event.department and event.department_id == _asked(event):
        return event.department.name
    try:
        return people.get_public_body(_asked(event)).name
    except NotFound:
        # Closed since: nobody reads there.
        return ""


def _title(case: Case, audience: Audience) -> str:
    if audience == Audience.REQUESTER:
        return case.title
    if audience == Audience.SUPPORTERS:
        return case.public_title
    return case.public_title or mask_personal_data(case.title)


def _text(event: CaseEvent) -> object:
    # Why a case is held is one of our own sentences, kept in English and read in any language.
    return gettext_lazy(event.text) if event.name == "case_held" else mask_personal_data(event.text)


def _show_day(due_at: datetime | str) -> str:
    moment = datetime.fromisoformat(due_at) if isinstance(due_at, str) else due_at
    return date_format(duties.last_day_of(moment), "DATE_FORMAT")


_day = lazy(_show_day, str)
