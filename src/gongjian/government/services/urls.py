from django.urls import path

from gongjian.government.services.views import applications, catalogue, editing

urlpatterns = [
    path("services/", catalogue.service_list, name="service_list"),
    path("services/own/", editing.own_service_list, name="own_service_list"),
    path("services/own/<slug:service_code>/", editing.own_service, name="own_service"),
    path("services/new/", editing.add_service, name="add_service"),
    path("services/life-events/", editing.save_life_event, name="save_life_event"),
    path("services/applications/", applications.application_list, name="application_list"),
    path(
        "services/applications/<str:application_number>/",
        applications.application,
        name="application",
    ),
    path(
        "services/applications/<str:application_number>/submit",
        applications.submit_application,
        name="submit_application",
    ),
    path(
        "services/applications/<str:application_number>/prefill",
        applications.prefill_application,
        name="prefill_application",
    ),
    path(
        "services/applications/<str:application_number>/withdraw",
        applications.withdraw_application,
        name="withdraw_application",
    ),
    path(
        "services/applications/<str:application_number>/consents/<uuid:consent_id>/withdraw",
        applications.withdraw_consent,
        name="withdraw_consent",
    ),
    path(
        "services/applications/<str:application_number>/answers/<slug:question_name>/dispute",
        applications.dispute_answer,
        name="dispute_answer",
    ),
    path("services/<slug:service_code>/", catalogue.service, name="service"),
    path("services/<slug:service_code>/form.json", catalogue.service_form, name="service_form"),
    path(
        "services/<slug:service_code>/apply",
        applications.apply_for_service,
        name="apply_for_service",
    ),
    path("services/<slug:service_code>/change", editing.change_service, name="change_service"),
    path("services/<slug:service_code>/publish", editing.publish_service, name="publish_service"),
    path(
        "services/<slug:service_code>/withdraw", editing.withdraw_service, name="withdraw_service"
    ),
]
