"""Every address of the town."""

from django.urls import include, path

urlpatterns = [
    path("", include("gongjian.site.portal.urls")),
    path("", include("gongjian.foundation.kernel.urls")),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
