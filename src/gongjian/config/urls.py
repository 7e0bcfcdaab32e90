"""Every address of the town."""

from django.urls import include, path

from gongjian.config.api import api

urlpatterns = [
    path("api/", api.urls),
    path("", include("gongjian.site.portal.urls")),
    path("", include("gongjian.foundation.kernel.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
