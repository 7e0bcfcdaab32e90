"""Proposals and consultations as the trail tells of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.trail.interface import Kind, Told
from gongjian.public.deliberation import trail_facts
from gongjian.public.deliberation.models import Proposal
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.policies import consultations as consultation_policies
from gongjian.public.deliberation.policies import proposals as proposal_policies
from gongjian.public.deliberation.rules.consultations import ConsultationPhase
from gongjian.public.deliberation.selectors.evidence import consultation_id_of, proposal_id_of


def describe_proposals(
    actor: Actor, proposal_ids: Sequence[UUID], now: datetime
) -> dict[UUID, Told]:
    rows = Proposal.objects.filter(proposal_policies.visible_to(actor), pk__in=proposal_ids)
    return {one.pk: _proposal(one, now) for one in rows.select_related("department")}


def _proposal(one: Proposal, now: datetime) -> Told:
    words = ngettext("%(count)s support", "%(count)s supports", one.support_count)
    return Told(
        title=one.public_title if one.is_public else one.title,
        url=reverse("proposal", args=[one.number]),
        number=one.shown_number,
        state=one.get_state_display(),
        language=one.language,
        at=one.published_at or one.created_at,
        note=words % {"count": f"{one.support_count:,}"},
        asked=one.support_count,
        owner=one.department.name if one.department else "",
        is_late=one.is_late(now),
    )


def describe_consultations(
    actor: Actor, consultation_ids: Sequence[UUID], now: datetime
) -> dict[UUID, Told]:
    rows = Consultation.objects.filter(
        consultation_policies.visible_to(actor), pk__in=consultation_ids
    )
    return {
        one.pk: Told(
            title=one.title,
            url=reverse("consultation", args=[one.number]),
            number=one.shown_number,
            state=_phase_word(one.phase(now)),
            language=one.language,
            at=one.opens_at or one.created_at,
            owner=one.department.name if one.department else "",
        )
        for one in rows.select_related("department")
    }


def _phase_word(phase: ConsultationPhase) -> str:
    return {
        ConsultationPhase.DRAFT: pgettext("consultation", "draft"),
        ConsultationPhase.UPCOMING: pgettext("consultation", "not open yet"),
        ConsultationPhase.OPEN: pgettext("consultation", "open"),
        ConsultationPhase.CLOSED: pgettext("consultation", "closed"),
    }[phase]


def find_proposal(actor: Actor, number: str, now: datetime) -> UUID:
    return proposal_id_of(actor=actor, number=number)


def find_consultation(actor: Actor, number: str, now: datetime) -> UUID:
    return consultation_id_of(actor=actor, number=number)


KINDS = [
    Kind(
        name="proposal", place=30, word=_("proposal"), icon="thumb_up_alt",
        hidden=ngettext_lazy(
            "a proposal that is not public", "%(count)d proposals that are not public", "count"
        ),
        describe=describe_proposals, find=find_proposal,
        moments=trail_facts.moments_of_proposals, voices=trail_facts.voices_of_proposals,
        behind=trail_facts.behind_proposal,
    ),
    Kind(
        name="consultation", place=31, word=_("consultation"), icon="forum",
        hidden=ngettext_lazy(
            "a consultation that is not public",
            "%(count)d consultations that are not public",
            "count",
        ),
        describe=describe_consultations, find=find_consultation,
        moments=trail_facts.moments_of_consultations, voices=trail_facts.voices_of_consultations,
    ),
]  # fmt: skip
