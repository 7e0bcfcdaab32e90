from django.urls import path

from gongjian.site.openness.views import dashboard

urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/<slug:table>.csv", dashboard.dashboard_table, name="dashboard_table"),
    path("dashboard/formulas/", dashboard.rates_explained, name="rates_explained"),
]
