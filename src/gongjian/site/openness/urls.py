from django.urls import path

from gongjian.site.openness.views import becomes, dashboard

urlpatterns = [
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/<slug:table>.csv", dashboard.dashboard_table, name="dashboard_table"),
    path("dashboard/formulas/", dashboard.rates_explained, name="rates_explained"),
    path("dashboard/asked/", becomes.what_became, name="what_became"),
    path("dashboard/asked/<slug:table>.csv", becomes.what_became_table, name="what_became_table"),
]
