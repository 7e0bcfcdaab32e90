"""Addresses of deliberation."""

from django.urls import URLPattern, path

from gongjian.public.deliberation.views import consultation_desk as desk
from gongjian.public.deliberation.views import consultation_files, consultations

_CONSULTATIONS: list[URLPattern] = [
    path("consultations/", consultations.consultation_list, name="consultation_list"),
    path("consultations/manage/", desk.consultation_desk, name="consultation_desk"),
    path("consultations/new/", desk.new_consultation, name="new_consultation"),
    path("consultations/import/", desk.import_conversation, name="import_conversation"),
    path(
        "consultations/<str:consultation_number>/", consultations.consultation, name="consultation"
    ),
    path(
        "consultations/<str:consultation_number>/vote/", consultations.vote_card, name="vote_card"
    ),
    path(
        "consultations/<str:consultation_number>/mine/", consultations.own_votes, name="own_votes"
    ),
    path(
        "consultations/<str:consultation_number>/statements",
        consultations.add_statement,
        name="add_statement",
    ),
    path(
        "consultations/<str:consultation_number>/result/",
        consultations.consultation_result,
        name="consultation_result",
    ),
    path(
        "consultations/<str:consultation_number>/report/",
        consultations.consultation_report,
        name="consultation_report",
    ),
    path(
        "consultations/<str:consultation_number>/files/<str:file_name>",
        consultation_files.consultation_file,
        name="consultation_file",
    ),
    path(
        "consultations/<str:consultation_number>/edit/",
        desk.edit_consultation,
        name="edit_consultation",
    ),
    path(
        "consultations/<str:consultation_number>/work/",
        desk.consultation_work,
        name="consultation_work",
    ),
    path(
        "consultations/<str:consultation_number>/announce",
        desk.announce_consultation,
        name="announce_consultation",
    ),
    path(
        "consultations/<str:consultation_number>/closing",
        desk.change_closing,
        name="change_closing",
    ),
    path(
        "consultations/<str:consultation_number>/seeds", desk.add_statements, name="add_statements"
    ),
    path("consultations/<str:consultation_number>/list", desk.list_people, name="list_people"),
    path(
        "consultations/<str:consultation_number>/statements/<int:statement_number>/moderate",
        desk.moderate_statement,
        name="moderate_statement",
    ),
]

urlpatterns: list[URLPattern] = [*_CONSULTATIONS]
