"""Agreements, requests and restrictions of data that rest on a provision."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.law import interface as law
from gongjian.government.exchange.models import Agreement, DataRequest, Dataset, Field
from gongjian.government.exchange.rules.agreements import UNDECIDED, AgreementState

AT_ONCE = 500
IN_USE = (AgreementState.SIGNING, AgreementState.IN_FORCE)


def _agreements(touched: law.Touched) -> Iterator[law.Dependent]:
    rows = Agreement.objects.filter(
        state__in=IN_USE, expires_on__gte=touched.day, provisions__in=touched.provisions
    )
    rows = rows.select_related("dataset", "consumer", "provider").prefetch_related("provisions")
    for one in rows.distinct().order_by("id").iterator(AT_ONCE):
        yield law.Dependent(
            law.Subject(
                f"agreement:{one.pk}",
                f"{one.dataset.title}: {one.provider.name} → {one.consumer.name}",
                path=reverse("agreement", args=[one.pk]), kind="agreement",
                organisation_id=one.consumer_id, other_organisation_id=one.provider_id,
            ),
            cites=tuple(sorted(provision.pk for provision in one.provisions.all())),
        )  # fmt: skip


def _requests(touched: law.Touched) -> Iterator[law.Dependent]:
    rows = DataRequest.objects.filter(state__in=UNDECIDED, provisions__in=touched.provisions)
    rows = rows.select_related("dataset", "consumer", "provider").prefetch_related("provisions")
    for one in rows.distinct().order_by("id").iterator(AT_ONCE):
        yield law.Dependent(
            law.Subject(
                f"datarequest:{one.pk}",
                f"{one.dataset.title}: {one.provider.name} → {one.consumer.name}",
                path=reverse("data_request", args=[one.pk]), kind="data_request",
                organisation_id=one.consumer_id, other_organisation_id=one.provider_id,
            ),
            cites=tuple(sorted(provision.pk for provision in one.provisions.all())),
        )  # fmt: skip


def _restrictions(touched: law.Touched) -> Iterator[law.Dependent]:
    """Who keeps data back names a provision for it: a dataset's, or that of one of its fields."""
    fields = Field.objects.filter(is_active=True, sharing_provision__in=touched.provisions)
    rests = Q(sharing_provision__in=touched.provisions) | Q(pk__in=fields.values("dataset"))
    rows = Dataset.objects.filter(rests, is_active=True).prefetch_related("fields").order_by("id")
    for one in rows.iterator(AT_ONCE):
        cited = {field.sharing_provision_id for field in one.fields.all() if field.is_active}
        cited |= {one.sharing_provision_id}
        yield law.Dependent(
            law.Subject(
                f"dataset:{one.pk}", one.title, path=reverse("dataset", args=[one.code]),
                kind="restriction", organisation_id=one.owner_id, is_public=True,
            ),
            cites=tuple(sorted(key for key in cited if key is not None)),
        )  # fmt: skip


DEPENDENTS = [
    law.DependentKind("data_request", _("Request for data"), _requests),
    law.DependentKind("agreement", _("Agreement on data"), _agreements),
    law.DependentKind("restriction", _("Restriction of a dataset"), _restrictions),
]
