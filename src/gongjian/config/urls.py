"""Every address of the town."""

from django.urls import include, path, re_path

from gongjian.config.api import api, unknown_operation

urlpatterns = [
    path("api/", api.urls),
    re_path("^api/", unknown_operation, name="unknown_operation"),
    path("open311/v2/", include("gongjian.government.cases.api.open311")),
    path("", include("gongjian.site.portal.urls")),
    path("", include("gongjian.site.openness.urls")),
    path("", include("gongjian.market.procurement.urls")),
    path("", include("gongjian.market.open_contracting.urls")),
    path("", include("gongjian.market.initiatives.urls")),
    path("", include("gongjian.public.deliberation.urls")),
    path("", include("gongjian.public.budgeting.urls")),
    path("", include("gongjian.government.services.urls")),
    path("", include("gongjian.government.exchange.urls")),
    path("", include("gongjian.government.cases.urls")),
    path("", include("gongjian.government.triage.urls")),
    path("", include("gongjian.government.duties.urls")),
    path("", include("gongjian.foundation.law.urls")),
    path("", include("gongjian.foundation.people.urls")),
    path("", include("gongjian.foundation.trail.urls")),
    path("", include("gongjian.foundation.ledger.urls")),
    path("", include("gongjian.foundation.kernel.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "gongjian.site.portal.views.failures.bad_request"
handler500 = "gongjian.site.portal.views.failures.server_error"
