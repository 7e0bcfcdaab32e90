"""What of the services rests on the law, for whoever changes it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.law import interface as law
from gongjian.government.services.models import Service

AT_ONCE = 500


def _services(touched: law.Touched) -> Iterator[law.Dependent]:
    """Services that are offered, by every provision they name: the one that sets their term too."""
    rests = Q(current__provisions__in=touched.provisions)
    rests |= Q(current__term_parameter__in=touched.parameters) & ~Q(current__term_parameter="")
    rows = Service.objects.filter(rests, current__isnull=False).select_related("current")
    rows = rows.prefetch_related("current__provisions")
    for one in rows.distinct().order_by("id").iterator(AT_ONCE):
        assert one.current is not None
        yield law.Dependent(
            law.Subject(
                f"service:{one.pk}", one.current.name, path=reverse("service", args=[one.code]),
                kind="service", organisation_id=one.department_id, is_public=True,
            ),
            cites=tuple(sorted(rule.pk for rule in one.current.provisions.all())),
        )  # fmt: skip


DEPENDENTS = [law.DependentKind("service", _("Service"), _services)]
