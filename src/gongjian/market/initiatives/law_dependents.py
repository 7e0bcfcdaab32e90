"""Initiatives that name a provision by which they are the government's to do."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.law import interface as law
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeState

AT_ONCE = 500
TO_BE_DONE = (InitiativeState.CONSIDERED, InitiativeState.PLANNED, InitiativeState.UNDER_WAY)


def _initiatives(touched: law.Touched) -> Iterator[law.Dependent]:
    rows = Initiative.objects.filter(state__in=TO_BE_DONE, provision__in=touched.provisions)
    for one in rows.order_by("id").iterator(AT_ONCE):
        assert one.provision_id is not None  # by the filter
        yield law.Dependent(
            law.Subject(
                f"initiative:{one.pk}", one.title,
                path=reverse("initiative", args=[one.number]), kind="initiative",
                organisation_id=one.department_id, area_path=one.area_path, is_public=True,
            ),
            cites=(one.provision_id,),
        )  # fmt: skip


DEPENDENTS = [law.DependentKind("initiative", _("Initiative"), _initiatives)]
