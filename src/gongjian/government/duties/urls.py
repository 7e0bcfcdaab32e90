from django.urls import path

from gongjian.government.duties.views import (
    calendars,
    editing,
    findings,
    imports,
    proposals,
    register,
    trees,
)

urlpatterns = [
    path("duties/", register.duty_register, name="duty_register"),
    path("duties/new", editing.add_duty, name="add_duty"),
    path("duties/findings/", findings.duty_findings, name="duty_findings"),
    path("duties/proposals/", proposals.duty_proposals, name="duty_proposals"),
    path("duties/proposals/<uuid:proposal_id>/", proposals.duty_proposal, name="duty_proposal"),
    path(
        "duties/proposals/<uuid:proposal_id>/accept",
        proposals.accept_duty_proposal,
        name="accept_duty_proposal",
    ),
    path(
        "duties/proposals/<uuid:proposal_id>/decline",
        proposals.decline_duty_proposal,
        name="decline_duty_proposal",
    ),
    path("duties/calendar/", calendars.calendar_days, name="calendar_days"),
    path(
        "duties/calendar/<uuid:calendar_day_id>/remove",
        calendars.remove_calendar_day,
        name="remove_calendar_day",
    ),
    path("duties/import/", imports.import_register, name="import_register"),
    path("duties/areas/", trees.area_list, name="area_list"),
    path("duties/categories/", trees.category_list, name="category_list"),
    path("duties/areas/<uuid:area_id>/change", trees.change_area, name="change_area"),
    path("duties/areas/<uuid:area_id>/remove", trees.remove_area, name="remove_area"),
    path(
        "duties/categories/<uuid:category_id>/change",
        trees.change_category,
        name="change_category",
    ),
    path(
        "duties/categories/<uuid:category_id>/remove",
        trees.remove_category,
        name="remove_category",
    ),
    path("duties/<uuid:duty_id>/", register.duty, name="duty"),
    path("duties/<uuid:duty_id>/change", editing.change_duty, name="change_duty"),
    path("duties/<uuid:duty_id>/end", editing.end_duty, name="end_duty"),
]
