"""Making a consultation and changing it, as long as it has not opened."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.people import interface as people
from gongjian.government.duties import interface as duties
from gongjian.public.deliberation.actions.consultation_checks import (
    check_language,
    clean_text,
    make_pulse,
    note_event,
    write_consultation_event,
)
from gongjian.public.deliberation.errors import RulesLocked
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import (
    ConsultationPhase,
    Eligibility,
    StatementModeration,
)
from gongjian.public.deliberation.selectors import consultations

MOST_STATEMENTS_EACH = 100
MOST_PRIVACY_LIMIT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationDraft:
    """What a consultation is about, and by which rules it is held."""

    title: str
    about: str = ""
    language: str = "en"
    area_id: UUID | None = None
    department_id: UUID | None = None
    opens_at: datetime | None = None
    statements_until: datetime | None = None
    closes_at: datetime | None = None
    eligibility: Eligibility = Eligibility.ANYONE
    moderation: StatementModeration = StatementModeration.AFTER
    statements_each: int = rules.DEFAULT_STATEMENTS_EACH
    method: str = "best"
    privacy_limit: int = rules.DEFAULT_PRIVACY_LIMIT


def save_consultation(
    *,
    actor: Actor,
    draft: ConsultationDraft,
    now: datetime,
    consultation_id: UUID | None = None,
    version: int | None = None,
) -> Consultation:
    """Make a consultation, or change one that has not opened.

    Parameters
    ----------
    consultation_id, version
        Of the one to change, and of its row that the form was made from.

    Raises
    ------
    NotFound, NotAllowed, Unauthenticated
        It is missing or hidden; the actor does not hold consultations of this area.
    Invalid
        Dates, numbers or texts are not right, each at its field.
    RulesLocked
        It has opened: people voted by the rules as they are.
    StaleVersion
        Somebody else changed it meanwhile.
    """
    area_path = _area_path(draft.area_id)
    policies.require_may_hold(actor, area_path)
    values = _checked(draft, area_path)
    with transaction.atomic():
        if consultation_id is None:
            made = Consultation.objects.create(created_at=now, **values)
            make_pulse(made.pk)
            note_event(made, actor=actor, name="consultation_made", now=now)
            return made
        found = consultations.get_locked(
            actor=actor, consultation_id=consultation_id, version=version
        )
        policies.require_may_hold(actor, found.area_path)
        if found.phase(now) not in (ConsultationPhase.DRAFT, ConsultationPhase.UPCOMING):
            raise RulesLocked
        if found.phase(now) == ConsultationPhase.UPCOMING:
            _check_announced(draft, now)
        for name, value in values.items():
            setattr(found, name, value)
        write_consultation_event(found, actor=actor, name="consultation_changed", now=now)
    return found


def _area_path(area_id: UUID | None) -> str:
    if area_id is None:
        return ""
    try:
        return duties.get_area(area_id).path
    except NotFound as error:
        raise Invalid(fields={"area_id": [_("There is no such area.")]}) from error


def _body(department_id: UUID) -> UUID:
    try:
        return people.get_public_body(department_id).pk
    except NotFound as error:
        raise Invalid(fields={"department_id": [_("Choose a department.")]}) from error


def _checked(draft: ConsultationDraft, area_path: str) -> dict[str, object]:
    values = asdict(draft) | {"area_path": area_path}
    if draft.department_id is not None:
        values["department_id"] = _body(draft.department_id)
    values["title"] = clean_text("title", draft.title, rules.TITLE_LENGTH)
    if draft.about.strip():
        values["about"] = clean_text("about", draft.about, rules.ABOUT_LENGTH)
    wrong = rules.wrong_dates(draft.opens_at, draft.statements_until, draft.closes_at)
    if wrong:
        words = (
            _("This lies before the opening.")
            if wrong == "closes_at"
            else _("This lies between opening and closing.")
        )
        raise Invalid(fields={wrong: [words]})
    if draft.eligibility == Eligibility.AREA and draft.area_id is None:
        raise Invalid(fields={"area_id": [_("Choose the area whose people take part.")]})
    _check_range("statements_each", draft.statements_each, 0, MOST_STATEMENTS_EACH)
    _check_range(
        "privacy_limit", draft.privacy_limit, rules.LEAST_PRIVACY_LIMIT, MOST_PRIVACY_LIMIT
    )
    check_language(draft.language)
    if draft.method not in ("best", "polis"):
        raise Invalid(fields={"method": [_("There is no such method.")]})
    values["eligibility"] = draft.eligibility.value
    values["moderation"] = draft.moderation.value
    return values


def _check_range(field: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        words = _("Between %(low)s and %(high)s.") % {"low": low, "high": high}
        raise Invalid(fields={field: [words]})


def _check_announced(draft: ConsultationDraft, now: datetime) -> None:
    """What is announced keeps its dates, and may not begin in the past."""
    for name in ("opens_at", "closes_at"):
        value = getattr(draft, name)
        if value is None or value <= now:
            raise Invalid(fields={name: [_("This lies in the future.")]})
