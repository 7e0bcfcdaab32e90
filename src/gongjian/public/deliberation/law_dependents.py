"""Deadlines for answers to proposals, and the provisions that set them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.law import interface as law
from gongjian.public.deliberation.models import Proposal, ProposalSettings
from gongjian.public.deliberation.rules.proposals import ProposalState

AT_ONCE = 500
TOWN = "*"
"""What holds in the whole town, whatever the language of who reads it."""


def _settings(touched: law.Touched) -> Iterator[law.Dependent]:
    rows = ProposalSettings.objects.filter(provision__in=touched.provisions)
    for one in rows.select_related("area").order_by("id"):
        assert one.provision_id is not None  # by the filter
        yield law.Dependent(
            law.Subject(
                f"proposalsettings:{one.pk}", one.area.name if one.area else TOWN,
                path=reverse("proposal_list"), kind="proposal_deadline",
                area_path=one.area_path, is_public=True,
            ),
            cites=(one.provision_id,),
        )  # fmt: skip


def _answers(touched: law.Touched) -> Iterator[law.Dependent]:
    rows = Proposal.objects.filter(
        state=ProposalState.AWAITING_ANSWER, is_public=True, provision__in=touched.provisions
    )
    for one in rows.order_by("due_at", "id").iterator(AT_ONCE):
        assert one.provision_id is not None  # by the filter
        yield law.Dependent(
            law.Subject(
                f"proposal:{one.pk}", one.title, path=reverse("proposal", args=[one.number]),
                kind="proposal_answer", organisation_id=one.department_id, is_public=True,
            ),
            cites=(one.provision_id,),
        )  # fmt: skip


DEPENDENTS = [
    law.DependentKind("proposal_deadline", _("Deadline for answers to proposals"), _settings),
    law.DependentKind("proposal_answer", _("Answer that a proposal waits for"), _answers),
]
