"""Writing a proposal: out of one's own head, or out of a case that one asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.ids import new_number
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import interface as cases
from gongjian.public.deliberation.actions import proposal_checks as checks
from gongjian.public.deliberation.actions.index_proposal import index_proposal
from gongjian.public.deliberation.actions.proposal_events import write_event
from gongjian.public.deliberation.models import (
    Proposal,
    ProposalFollow,
    ProposalVersion,
    Visibility,
)
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import Moderation, ProposalState
from gongjian.public.deliberation.selectors.proposal_settings import settings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDraft:
    """What somebody proposes.

    ``case_number`` names a case of theirs that it is made of; then ``has_consent`` says that they
    know that it becomes public.
    """

    title: str
    text: str
    category_id: UUID | None = None
    area_id: UUID | None = None
    place: str = ""
    longitude: float | None = None
    latitude: float | None = None
    is_name_shown: bool = False
    language: str = "en"
    case_number: str = ""
    has_consent: bool = False


def write_proposal(*, actor: Actor, draft: ProposalDraft, now: datetime) -> Proposal:
    """Propose something: it is public at once, or waits for a moderator where its area says so.

    Raises
    ------
    Unauthenticated
        Without an account.
    AccountTooNew
        The account is younger than the area asks for.
    Invalid
        Title, text or place are wrong; or the case is not theirs, or consent is missing.
    """
    user = checks.account_of(actor)
    title = checks.line_of("title", draft.title, least=checks.LEAST_TITLE, most=rules.TITLE_LENGTH)
    text = checks.words_of("text", draft.text, least=checks.LEAST_TEXT, most=rules.TEXT_LENGTH)
    checks.require_point(draft.longitude, draft.latitude)
    area = checks.area_of(draft.area_id) or checks.area_of_point(draft.longitude, draft.latitude)
    category_id = checks.category_of(draft.category_id)
    place = checks.words_of("place", draft.place, most=200, may_be_empty=True)
    case_reference = _case_of(actor, draft)
    settings = settings_of(area.path if area else "")
    checks.require_old_enough(user, settings, now)
    is_shown = draft.is_name_shown and bool(user.name)
    with transaction.atomic():
        proposal = Proposal(
            number=new_number(), state=ProposalState.UNDER_REVIEW, title=title, text=text,
            public_title=checks.mask_words(title, user, is_name_shown=is_shown)[:200],
            public_text=checks.mask_words(text, user, is_name_shown=is_shown),
            language=draft.language, category_id=category_id, area_id=area.pk if area else None,
            area_path=area.path if area else "",
            place=checks.mask_words(place, user, is_name_shown=is_shown)[:200],
            longitude=draft.longitude, latitude=draft.latitude, author=user,
            is_name_shown=is_shown, case_reference=case_reference, created_at=now,
            support_threshold=settings.support_threshold, follower_count=1,
        )  # fmt: skip
        waits = settings.moderation is Moderation.BEFORE
        if not waits:
            publish(proposal, now)
        write_event(
            proposal,
            actor=actor,
            name="proposal_written",
            now=now,
            to_state=ProposalState(proposal.state),
            visibility=Visibility.AUTHOR if waits else Visibility.PUBLIC,
            data={"version": 1},
        )
        add_version(proposal, now=now)
        # Whoever writes it is told what happens to it.
        ProposalFollow.objects.create(proposal=proposal, user=user, at=now)
        index_proposal(proposal)
        if case_reference:
            trail.add_link(
                actor, case_reference, trail.Relation.LED_TO, reference_of(proposal), now=now
            )
    return proposal


def publish(proposal: Proposal, now: datetime) -> None:
    """Make a proposal public, whose threshold is that of its area today. The caller saves it."""
    settings = settings_of(proposal.area_path)
    proposal.state = ProposalState.COLLECTING.value
    proposal.is_public = True
    proposal.hidden_at = None
    proposal.published_at = proposal.published_at or now
    proposal.support_threshold = settings.support_threshold


def add_version(proposal: Proposal, *, now: datetime, reason: str = "") -> ProposalVersion:
    """Keep the words that a proposal has now as its version."""
    return ProposalVersion.objects.create(
        proposal=proposal, version=proposal.version, title=proposal.title, text=proposal.text,
        public_title=proposal.public_title, public_text=proposal.public_text, reason=reason,
        at=now,
    )  # fmt: skip


def _case_of(actor: Actor, draft: ProposalDraft) -> str:
    if not draft.case_number:
        return ""
    try:
        case = cases.get_own_case(actor=actor, number=draft.case_number)
    except NotFound as error:
        words = _("Only whoever asked a case can make a proposal of it.")
        raise Invalid(fields={"case_number": [words]}) from error
    if not draft.has_consent:
        words = _("Say that you agree: what was between you and the government becomes public.")
        raise Invalid(fields={"has_consent": [words]})
    return f"case:{case.pk}"
